"""Pieces put together to texts and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.found import Found, Names, Text
from samverka.imports.mending import is_bullet, without_marker

_LIST = re.compile(r"^(?:\d{1,2}[.)]\s+|[-–—•·*●▪○]\s*|[eo»]\s{1,3}(?=\S))")


def text_of(context: Context, pieces: Sequence[Piece]) -> Text | None:
    """Lines, paragraphs and lists as one text: list marks away, broken words mended."""
    if not pieces:
        return None
    paragraphs: list[list[str]] = []
    for piece in pieces:
        text = _plain(piece)
        if not paragraphs or piece.gap or piece.bullet or text != piece.text:
            paragraphs.append([text])
        else:
            paragraphs[-1].append(text)
    value = " ".join(filter(None, (context.line("\n".join(lines)) for lines in paragraphs))).strip()
    value = re.sub(r"\*{1,2}(\S(?:[^*]*\S)?)\*{1,2}", r"\1", value)
    return Found(value, "\n".join(piece.raw for piece in pieces), pieces[0].place) if value else None


def _plain(piece: Piece) -> str:
    if piece.bullet and not is_bullet(piece.text) and not _LIST.match(piece.text):
        return piece.text
    return _LIST.sub("", piece.text, count=1) if _LIST.match(piece.text) else piece.text


def entries(context: Context, pieces: Sequence[Piece]) -> Names:
    """A list of documents, one an entry: a line that only goes on from the one above belongs to it."""
    groups: list[list[Piece]] = []
    listed_ = any(piece.bullet or _LIST.match(piece.text) for piece in pieces)
    for piece in pieces:
        starts = piece.bullet or bool(_LIST.match(piece.text)) or (not listed_ and not piece.text[:1].islower())
        if groups and not starts and not (piece.gap and listed_):
            groups[-1].append(piece)
        elif starts or not groups:
            groups.append([piece])
        else:
            break
    out = []
    for group in groups:
        texts = [_plain(piece) for piece in group]
        value = context.line("\n".join(texts)).strip(" ;")
        if value:
            out.append(
                Found(
                    without_marker(value) if is_bullet(value) else value,
                    "\n".join(p.raw for p in group),
                    group[0].place,
                )
            )
    return tuple(out)


def paragraphs_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Lines between blank ones; a list's entry begins anew."""
    out: list[list[Piece]] = []
    for piece in pieces:
        if out and not piece.gap and not piece.bullet:
            out[-1].append(piece)
        else:
            out.append([piece])
    return out
