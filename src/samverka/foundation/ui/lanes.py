"""Many validities under one axis of years: where each part, mark and the day of the page stands, in per cent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverka.foundation.ui.lifebar import Span, percent

EARLIEST, LATEST = 1900, 2200
MOST_YEARS = 60
_ROOM_FOR_YEARS = 16  # with more of them, only some are named


@dataclass(frozen=True)
class Tick:
    """The first day of a year. `is_odd` ones are left out where there is little room; `label` is empty where there is none."""

    x: str
    label: str
    is_odd: bool


@dataclass(frozen=True)
class Axis:
    """Whole years, from the first of January of `first` to the last day of `last`."""

    first: int
    last: int

    @property
    def begins(self) -> dt.date:
        return dt.date(self.first, 1, 1)

    @property
    def ends(self) -> dt.date:
        return dt.date(self.last, 12, 31)

    @property
    def years(self) -> int:
        return self.last - self.first + 1

    @property
    def ticks(self) -> list[Tick]:
        step = 1 + (self.years - 1) // _ROOM_FOR_YEARS
        return [
            Tick(
                percent(self.share(dt.date(year, 1, 1))),
                "" if at % step else str(year),
                bool((at // step) % 2),
            )
            for at, year in enumerate(range(self.first, self.last + 1))
        ]

    def share(self, day: dt.date) -> float:
        """Where a day begins, 0 to 1 of the axis; below 0 or above 1 outside it."""
        return (day - self.begins).days / ((self.ends - self.begins).days + 1)

    def shows(self, day: dt.date) -> bool:
        return self.begins <= day <= self.ends


def axis_around(on: dt.date, before: int = 7, after: int = 6) -> Axis:
    """The years around a day."""
    return axis(on.year - before, on.year + after)


def axis(first: int, last: int) -> Axis:
    """The years asked for, in order and within what can be drawn."""
    first, last = (min(max(year, EARLIEST), LATEST) for year in sorted((first, last)))
    return Axis(first, min(last, first + MOST_YEARS - 1))


@dataclass(frozen=True)
class LanePiece:
    kind: str
    x: str
    end: str
    width: str


@dataclass(frozen=True)
class LaneMark:
    """A single day: `look` is its class."""

    x: str
    look: str = ""


@dataclass(frozen=True)
class Lane:
    """One bar under the axis. `goes_on` and `came_from`: whether it leaves the picture to the right or left; `ticks`: where
    renewals begin a new period; `ended`: where it stopped before its time."""

    pieces: Sequence[LanePiece]
    ends: Sequence[str]
    marks: Sequence[LaneMark]
    ticks: Sequence[str]
    ended: str
    goes_on: bool
    came_from: bool

    @property
    def last_end(self) -> str:
        """Where the last part ends."""
        return self.pieces[-1].end


def lane(
    spans: Sequence[Span],
    axis: Axis,
    *,
    marks: Iterable[tuple[dt.date, str]] = (),
    periods: Iterable[dt.date] = (),
    ended_from: dt.date | None = None,
) -> Lane:
    """What of the spans falls within the axis. `marks`: days with their class; `periods`: days on which a new period begins;
    `ended_from`: the first day on which it no longer applies. Empty where the axis shows nothing of it."""
    pieces, ends = [], []
    for span in spans:
        x, end = axis.share(span.first), 1.0 if span.last is None else axis.share(span.last) + 1 / _days(axis)
        if end <= 0 or x >= 1:
            continue
        x = max(x, 0.0)
        pieces.append(LanePiece(span.kind, percent(x), percent(min(end, 1.0)), percent(min(end, 1.0) - x)))
        if span.last and span.kind != "gap" and end <= 1:
            ends.append(percent(end))
    drawn = [span for span in spans if span.kind != "gap"]
    return Lane(
        pieces=pieces,
        ends=ends,
        marks=[LaneMark(percent(axis.share(day)), look) for day, look in marks if axis.shows(day)],
        ticks=[percent(axis.share(day)) for day in periods if axis.shows(day)],
        ended=percent(axis.share(ended_from)) if ended_from and axis.shows(ended_from) else "",
        goes_on=any(span.first <= axis.ends and (span.last is None or span.last > axis.ends) for span in drawn),
        came_from=any(span.first < axis.begins and (not span.last or span.last >= axis.begins) for span in drawn),
    )


def _days(axis: Axis) -> int:
    return (axis.ends - axis.begins).days + 1


def place(day: dt.date, axis: Axis) -> tuple[str, str]:
    """Where a day stands with its words, and which side of the words stands there; empty outside the axis."""
    if not axis.shows(day):
        return "", ""
    x = axis.share(day)
    return percent(x), "start" if x < 0.06 else "end" if x > 0.94 else "middle"
