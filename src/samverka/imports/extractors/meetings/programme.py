"""Programmes without numbers: each item begins with its time, on its own line or before the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.meetings.breaks import is_break
from samverka.imports.extractors.meetings.numbering import Start
from samverka.imports.extractors.meetings.pieces import Piece

_CLOCK = re.compile(r"(?i)^[•*·–-]?\s*(?:kl(?:ockan)?\.?\s*)?(?P<t>(?:[01]?\d|2[0-3])[.:][0-5]\d)(?:\s*[-–—]\s*(?:[01]?\d|2[0-3])[.:][0-5]\d)?(?![\d-])")


def timed_items(pieces: Sequence[Piece]) -> list[Start]:
    """The lines that begin with a rising time of day, three at least; breaks are no items."""
    out: list[Start] = []
    latest = ""
    for index, piece in enumerate(pieces):
        if piece.furniture or (piece.row and piece.column > 1):
            continue
        found = _CLOCK.match(piece.text)
        if found is None:
            continue
        time = found["t"].replace(".", ":").zfill(5)
        if time < latest:
            continue
        latest = time
        if is_break(piece.text) or _is_lone_break(pieces, index, found.end()):
            continue
        out.append(Start(index, None, piece.text, 1.0, explicit=False))
    return out if len(out) >= 3 else []


def _is_lone_break(pieces: Sequence[Piece], index: int, end: int) -> bool:
    rest = pieces[index].text[end:].strip()
    below = pieces[index + 1].text if not rest and index + 1 < len(pieces) else rest
    return is_break(f"{pieces[index].text[:end]} {below}")
