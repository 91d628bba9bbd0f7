"""What differs between two texts, drawn so that it is heard as well as seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samverka.foundation.difference import Kind, Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """`<del>` and `<ins>` with hidden words around them: colour and a struck line are not read aloud."""
    return mark_safe("".join(map(_piece, pieces)).replace("\n", "<br>"))  # noqa: S308 - every text is escaped in `_piece`


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.kind is Kind.SAME or not piece.text.strip():
        return text
    tag, word = ("del", _("struket:")) if piece.kind is Kind.GONE else ("ins", _("tillagt:"))
    return (
        f'<{tag}><span class="vh"> {escape(word)} </span>{text}<span class="vh"> {escape(_("slut."))} </span></{tag}>'
    )


@register.filter
def day_of(iso: str) -> dt.date | None:
    """The day of an ISO text, None for an empty one."""
    return dt.date.fromisoformat(iso) if iso else None
