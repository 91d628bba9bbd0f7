"""Programmes without numbers: each item begins with its time, on its own line or before the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.meetings.breaks import is_break
from samverka.imports.extractors.meetings.numbering import Start
from samverka.imports.extractors.meetings.pieces import Piece

_CLOCK = re.compile(
    r"(?i)^[•*·–-]?\s*(?:kl(?:ockan)?\.?\s*)?(?P<t>(?:[01]?\d|2[0-3])[.:][0-5]\d)(?:\s*[-–—]\s*(?:[01]?\d|2[0-3])[.:][0-5]\d)?(?![\d-])"
)


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


_ONLY_TIME = re.compile(
    r"(?i)^\(?(?:kl(?:ockan)?\.?\s*)?(?:ca\.?\s*)?(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s*[-–—]\s*(?:[01]?\d|2[0-3])[.:][0-5]\d)?\)?$|^\(?(?:ca\.?\s*)?\d{1,3}\s*min(?:uter|ut|\.)?\)?$"
)


def times_to_items(head: list[Piece], body: list[list[Piece]]) -> tuple[list[Piece], list[list[Piece]]]:
    """Where times and lengths stand on lines of their own before the items, they are moved to the item they are for."""
    kept, moved = _without_last_times(head)
    if not moved:
        return head, body
    out: list[list[Piece]] = []
    for region in body:
        first, *rest = region
        rest, following = _without_last_times(rest)
        out.append([first, *moved, *rest])
        moved = following
    return kept, out


def _without_last_times(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    end = len(pieces)
    while end and _ONLY_TIME.match(pieces[end - 1].text):
        end -= 1
    return list(pieces[:end]), list(pieces[end:])
