"""Breaks in a programme: «Kort paus (5 minuter – 13:35–13:40)», «12.00–13.00 Lunch»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.meetings.facts import clock, times_in
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


_IN_HEAD = re.compile(
    r"(?i)\b(?:ajournering(?:ar)?|lunch(?:uppehåll)?|paus|fika)\s*:?\s*(?:mellan\s+)?(?:kl(?:ockan)?\.?\s*)?(?P<span>(?:[01]?\d|2[0-3])[.:][0-5]\d\s*[-–—]\s*(?:[01]?\d|2[0-3])[.:][0-5]\d)"
)


def breaks_told(piece: Piece) -> list[BreakRecord]:
    """The breaks that a line of the head tells beside the meeting's own time: «kl. 9–12, ajournering 10.00–10.20»."""
    out = []
    for found in _IN_HEAD.finditer(piece.text):
        times = times_in(found["span"])
        if times and times.start and times.end:
            start, end = (Found(time, piece.raw, piece.place) for time in (times.start, times.end))
            out.append(BreakRecord(start, end))
    return out


_ONLY_BREAK = re.compile(r"(?i)(?:kort\s+)?(?:paus|bensträckare|lunch|fika|kaffe|rast|middag)\W*")
_ONLY_CLOCK = re.compile(r"(?i)(?:kl\.?\s*)?(?P<t>(?:[01]?\d|2[0-3])[.:][0-5]\d)")
_ONLY_LENGTH = re.compile(r"(?i)(?P<n>\d{1,3})\s*min\w*\.?")


def break_in_lines(pieces: Sequence[Piece]) -> tuple[BreakRecord, int, int] | None:
    """A break whose time and length stand on lines of their own before it; with the first and last of its lines."""
    for index, piece in enumerate(pieces):
        if not _ONLY_BREAK.fullmatch(piece.text):
            continue
        start, length, first = None, None, index
        for before in range(index - 1, max(index - 3, -1), -1):
            if found := _ONLY_LENGTH.fullmatch(pieces[before].text):
                length, first = int(found["n"]), before
            elif found := _ONLY_CLOCK.fullmatch(pieces[before].text):
                start, first = found["t"], before
                break
            else:
                break
        if start is None:
            continue
        time = clock(start)
        minutes = int(time[:2]) * 60 + int(time[3:]) + (length or 0)
        end = f"{minutes // 60 % 24:02d}:{minutes % 60:02d}" if length else None
        raw = "\n".join(one.raw for one in pieces[first : index + 1])
        place = pieces[first].place
        return BreakRecord(Found(time, raw, place), Found(end, raw, place) if end else None), first, index
    return None


def read_break(piece: Piece) -> BreakRecord | None:
    times = times_in(re.sub(r"(?i)\d+\s*min\w*", " ", piece.text))
    if times is None or times.start is None:
        return None
    end = Found(times.end, piece.raw, piece.place) if times.end else None
    return BreakRecord(Found(times.start, piece.raw, piece.place), end)
