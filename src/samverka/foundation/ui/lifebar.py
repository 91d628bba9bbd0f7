"""The bar of one agreement's validity: where each part stands, in per cent, so that no inline style is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from samverka.foundation.dates.words import day_in_words

Kind = Literal["base", "ext", "auto", "open", "gap", "unknown", "pending"]
_ROOM = 0.18  # two dates under the bar nearer than this share of it would run into each other
_TAIL = 0.06  # how far the bar goes on after the last day


@dataclass(frozen=True)
class Span:
    """Part of the bar. `first` and `last` are days, both included; `last` None goes on to the edge. `label` stands in the
    bar where it is wide, except in an open part, whose ground no text can be read on."""

    kind: Kind
    first: dt.date
    last: dt.date | None
    label: str = ""


@dataclass(frozen=True)
class Piece:
    kind: str
    x: str
    width: str
    label: str
    label_x: str


@dataclass(frozen=True)
class Mark:
    """A day under or over the bar. `anchor` is the side of the text that stands at `x`; `look` its class: the last day is
    strong, days in between show only where it is wide."""

    x: str
    label: str
    anchor: str
    look: str = ""


@dataclass(frozen=True)
class Lifebar:
    pieces: Sequence[Piece]
    ends: Sequence[str]
    days: Sequence[Mark]
    today: Mark


def lifebar(spans: Sequence[Span], on: dt.date) -> Lifebar:
    """The bar as it stands on a day. Raises `ValueError` without a span, or if one ends before it begins."""
    if not spans or any(span.last and span.last < span.first for span in spans):
        raise ValueError("a bar needs spans that do not end before they begin")
    first = min(*(span.first for span in spans), on)
    known = [span.last for span in spans if span.last]
    last = max(*known, *(span.first for span in spans), on)
    length = max((last - first).days + 1, 1) * (1 + _TAIL)

    def share(day: dt.date) -> float:
        return min((day - first).days / length, 1)

    def after(day: dt.date) -> float:
        return min(((day - first).days + 1) / length, 1)

    pieces = []
    for span in spans:
        x = share(span.first)
        end = after(span.last) if span.last else 1.0
        pieces.append(
            Piece(span.kind, percent(x), percent(end - x), span.label if span.kind != "open" else "", percent(x + 0.01))
        )
    ends = sorted({after(day) for day in known})
    return Lifebar(
        pieces,
        [percent(x) for x in ends],
        _days(spans[0].first, share(spans[0].first), known, after),
        _today(on, share(on)),
    )


def _days(start: dt.date, start_x: float, known: Sequence[dt.date], after: Callable[[dt.date], float]) -> list[Mark]:
    """The first day, and each last day that has room; the very last one always."""
    places = sorted({(after(day), day) for day in known})
    marks: list[Mark] = []
    if places:
        x, day = places.pop()
        marks.append(Mark(percent(x), day_in_words(day, short=True), _anchor(x), "is-strong"))
        taken = [x - (_ROOM / 2 if x > 0.85 else 0)]
        for x, day in reversed(places):
            if x > start_x + _ROOM and all(abs(x - other) > _ROOM for other in taken):
                marks.append(Mark(percent(x), day_in_words(day, short=True), _anchor(x), "is-wide"))
                taken.append(x)
        if min(taken) - start_x < _ROOM * 1.3:
            return marks[::-1]
    marks.append(Mark(percent(start_x), day_in_words(start, short=True), "start"))
    return marks[::-1]


def _today(on: dt.date, x: float) -> Mark:
    return Mark(percent(x), day_in_words(on), _anchor(x))


def _anchor(x: float) -> str:
    return "start" if x < 0.1 else "end" if x > 0.85 else "middle"


def percent(share: float) -> str:
    """`0.5` → `50.00%`"""
    return f"{share * 100:.2f}%"
