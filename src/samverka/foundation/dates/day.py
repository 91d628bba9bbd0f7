"""The day of the page (design §3.6): valid time, never what the database held then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from samverka.foundation.dates.swedish import parse_date

PARAMETER = "datum"
_PLACE = 987654321  # stands where the primary key goes


def ordinary_day() -> dt.date:
    """SAMVERKA_TODAY if set, else today in Sweden. For rules and pages; sessions, audit and jobs use the real clock."""
    return settings.TODAY or timezone.localdate()


@lru_cache(maxsize=20_000)
def _path(name: str, args: tuple[Any, ...], prefix: str, site_map: str) -> str:
    return reverse(name, args=args)


def path_of(name: str, args: tuple[Any, ...]) -> str:
    """`reverse`, remembered: a list asks for the same few addresses again and again."""
    return _path(name, args, get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF)


def address(request: HttpRequest, name: str, *args: Any) -> str:
    """The address of a page on the same day as this page; `{% at %}` says the same in a template."""
    path = path_of(name, args)
    return f"{path}?{urlencode({PARAMETER: request.day.isoformat()})}" if getattr(request, "as_of", False) else path  # type: ignore[attr-defined]


def addresses(request: HttpRequest, name: str) -> Callable[[int], str]:
    """`address` for the many records of a list: gives what makes the address of a primary key."""
    before, after = address(request, name, _PLACE).split(str(_PLACE))
    return lambda key: f"{before}{key}{after}"


class DayMiddleware:
    """Sets `request.day` once: `?datum`, else SAMVERKA_TODAY, else today; `request.as_of` is true for `?datum`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ordinary = ordinary_day()
        asked = request.GET.get(PARAMETER, "").strip()[:40]
        day = parse_date(asked) if asked else None
        if asked and (day is None or not day.is_exact):
            messages.error(
                request,
                _("”%(text)s” är inte ett datum. Skriv till exempel 2024-05-20 eller 20/5 2024.") % {"text": asked},
            )
            day = None
        request.day = day.start if day else ordinary  # type: ignore[attr-defined]
        request.as_of = bool(day) and day.start != ordinary  # type: ignore[attr-defined, union-attr]
        return self.get_response(request)
