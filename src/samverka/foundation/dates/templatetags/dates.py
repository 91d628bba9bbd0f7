"""Dates in pages, and links that keep the day of the page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.utils.http import urlencode

from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.day import PARAMETER, path_of
from samverka.foundation.dates.swedish import WEEKDAYS, day_in_words, distance_in_words, in_words

register = template.Library()


@register.filter
def words(date: dt.date | PartialDate | None) -> str:
    """`3 juni 2024`, with no-break spaces; an inexact date as it is: `oktober 2024`."""
    if date is None:
        return ""
    text = in_words(date) if isinstance(date, PartialDate) else day_in_words(date)
    return text.replace(" ", "\u00a0")


@register.filter
def short(date: dt.date | None) -> str:
    """`31 dec. 2024`, for tables."""
    return day_in_words(date, short=True).replace(" ", "\u00a0") if date else ""


@register.filter
def iso(date: dt.date | PartialDate | None) -> str:
    if date is None:
        return ""
    return date.iso() if isinstance(date, PartialDate) else date.isoformat()


@register.filter
def weekday(date: dt.date) -> str:
    return WEEKDAYS[date.weekday()]


@register.filter
def distance(date: dt.date | None, on: dt.date) -> str:
    """`om 12 dagar`, `för 3 månader sedan`."""
    return distance_in_words(date, on).replace(" ", "\u00a0") if date else ""


@register.simple_tag(takes_context=True)
def at(context: template.Context, name: str, *args: Any, **query: Any) -> str:
    """The address of a page, on the same day as this page: `{% at "agreements:detail" agreement.pk status="lapsed" %}`."""
    request = context.get("request")
    if request is not None and getattr(request, "as_of", False):
        query[PARAMETER] = request.day.isoformat()
    path = path_of(name, args)
    filled = {key: value for key, value in query.items() if value not in ("", None)}
    return f"{path}?{urlencode(filled, doseq=True)}" if filled else path
