"""Dates in pages, and links that keep the day of the page."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django import template
from django.template import defaulttags
from django.template.base import FilterExpression, Node, Parser, Token, kwarg_re
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from samverka.foundation.dates import PartialDate
from samverka.foundation.dates import words as dates_in_words
from samverka.foundation.dates.day import PARAMETER, path_of
from samverka.foundation.dates.words import day_in_words, distance_in_words, in_words

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
def dated(date: dt.date) -> SafeString:
    """`<time datetime="2024-12-31">31 dec. 2024</time>`, for tables."""
    return _dated(date, get_language())


@lru_cache(maxsize=5000)
def _dated(date: dt.date, _language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), short(date))


@register.filter
def iso(date: dt.date | PartialDate | None) -> str:
    if date is None:
        return ""
    return date.iso() if isinstance(date, PartialDate) else date.isoformat()


@register.filter
def clock(time: dt.time | None) -> str:
    """`12.30`; empty for no time."""
    return dates_in_words.clock(time) if time else ""


@register.filter
def weekday(date: dt.date) -> str:
    return dates_in_words.weekday(date)


@register.filter
def distance(date: dt.date | None, on: dt.date) -> str:
    """`om 12 dagar`, `för 3 månader sedan`."""
    return distance_in_words(date, on).replace(" ", "\u00a0") if date else ""


@register.tag
def at(parser: Parser, token: Token) -> Node:
    """The address of a page, on the same day as this page: `{% at "agreements:detail" agreement.pk status="lapsed" %}`;
    with `as href` last it is kept under that name instead."""
    _tag, name, *words = token.split_contents()
    asvar = words.pop() if words[-2:-1] == ["as"] else None
    args, query = [], {}
    for word in words[:-1] if asvar else words:
        found = kwarg_re.match(word)
        assert found is not None, "the pattern takes any word"
        key, value = found.groups()
        if key:
            query[key] = parser.compile_filter(value)
        else:
            args.append(parser.compile_filter(value))
    return _At(parser.compile_filter(name), args, query, asvar)


class _At(Node):
    """Written as a node of its own because a list asks for some hundred addresses."""

    child_nodelists = ()

    def __init__(
        self,
        name: FilterExpression,
        args: list[FilterExpression],
        query: dict[str, FilterExpression],
        asvar: str | None,
    ) -> None:
        self.name, self.args, self.query, self.asvar = name, args, query, asvar

    def render(self, context: template.Context) -> str:
        path = path_of(self.name.resolve(context), tuple([arg.resolve(context) for arg in self.args]))
        query = {key: value.resolve(context) for key, value in self.query.items()}
        request = context.get("request")
        if request is not None and getattr(request, "as_of", False):
            query[PARAMETER] = request.day.isoformat()
        filled = {key: value for key, value in query.items() if value not in ("", None)}
        address = f"{path}?{urlencode(filled, doseq=True)}" if filled else path
        if self.asvar:
            context[self.asvar] = address
            return ""
        return conditional_escape(address) if context.autoescape else address


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Django's `{% url %}`, remembered where it has no arguments by name."""
    node = defaulttags.url(parser, token)
    return node if node.kwargs or node.asvar else _Url(node)


class _Url(Node):
    child_nodelists = ()

    def __init__(self, node: defaulttags.URLNode) -> None:
        self.name, self.args = node.view_name, node.args

    def render(self, context: template.Context) -> str:
        path = path_of(self.name.resolve(context), tuple([arg.resolve(context) for arg in self.args]))
        return conditional_escape(path) if context.autoescape else path
