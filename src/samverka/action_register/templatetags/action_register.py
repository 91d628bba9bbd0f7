"""Entries of the list drawn in Python: a hundred stand on a page, and a template's loop costs several times as much."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from samverka.action_register.queries.lines import EntryLine

register = template.Library()


@register.filter
def entry_items(entries: Iterable[EntryLine], forum: str = "") -> SafeString:
    """`<li class="entry">` for each: the day as a chip, the forums in bold, what is to be done, how late it is, and the § of
    `forum` that settled it."""
    return mark_safe("".join(_item(entry, forum) for entry in entries))  # noqa: S308 - every value is escaped in `_item`


def _item(entry: EntryLine, forum: str) -> str:
    place = f"<b>{escape(entry.place)}</b> " if entry.forums else ""
    remark = f" <em>– {escape(entry.remark)}</em>" if entry.remark else ""
    if settled := entry.settled(forum):
        remark = f' <span class="muted small">– {escape(settled)}</span>'
    return (
        f'<li class="entry{entry.css}"><span class="chip">{escape(entry.chip)}</span>'
        f"<span>{place}{escape(entry.words)}{remark}</span></li>"
    )
