"""Breaks in a programme: «Kort paus (5 minuter – 13:35–13:40)», «12.00–13.00 Lunch»."""

from __future__ import annotations

import re

from samverka.imports.extractors.meetings.facts import times_in
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.found import Found
from samverka.imports.meeting_records import BreakRecord

_BREAK = re.compile(
    r"(?i)\b(?:paus|bensträckare|benstrackare|benstrickare|lunch|fika|kaffe(?:paus)?|rast|förmiddagsfika|eftermiddagsfika|ajournering|middag)\b"
)
_ITEM = re.compile(r"(?i)\b(?:beslut|information|rapport|samverkan|ärende|seminarium)\b")


def is_break(text: str) -> bool:
    """Whether a line is a break with its time, and no item."""
    return len(text) < 90 and bool(_BREAK.search(text)) and not _ITEM.search(text) and times_in(text) is not None


def read_break(piece: Piece) -> BreakRecord | None:
    times = times_in(re.sub(r"(?i)\d+\s*min\w*", " ", piece.text))
    if times is None or times.start is None:
        return None
    end = Found(times.end, piece.raw, piece.place) if times.end else None
    return BreakRecord(Found(times.start, piece.raw, piece.place), end)
