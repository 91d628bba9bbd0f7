"""What does not agree: pure checks that give what is wrong, in numbers and days. No clock, no Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from samverka.foundation.dates import PartialDate

K = TypeVar("K")
Number = int | Decimal
NEAR_DAYS = 60
"""A meeting so far away is hardly the one that was meant."""


@dataclass(frozen=True, slots=True)
class WrongDay(Generic[K]):
    """A text names a meeting on a day when the forum did not meet; `near` are its meetings close by, the nearest first."""

    near: tuple[K, ...]


@dataclass(frozen=True, slots=True)
class WrongSum:
    """The printed total of a row or a column (counted from 0) is not what its cells add up to."""

    of: str
    position: int
    printed: Number
    computed: Number


def meeting_named(
    when: PartialDate | None, meetings: Iterable[tuple[K, PartialDate]], recorded: Iterable[PartialDate] = ()
) -> WrongDay[K] | None:
    """Whether a text that names a meeting on `when` names one that was not held.

    `meetings` are those the forum has in the register. Nothing is said of an inexact date, nor of a day outside the years
    that the register has meetings of (`recorded`, else the meetings' own): there it is the register that is incomplete.
    """
    held = list(meetings)
    known = [*recorded, *(days for _key, days in held)]
    if when is None or not when.is_exact or not known:
        return None
    if any(days.start <= when.start and when.end <= days.end for _key, days in held):
        return None
    if when.start.year not in {year for days in known for year in range(days.start.year, days.end.year + 1)}:
        return None
    apart = sorted(
        (min(abs((days.start - when.start).days), abs((days.end - when.end).days)), place)
        for place, (_key, days) in enumerate(held)
    )
    return WrongDay(tuple(held[place][0] for distance, place in apart if distance <= NEAR_DAYS))


def wrong_sums(rows: Sequence[Sequence[Number | None]], *, total_row: bool, total_column: bool) -> list[WrongSum]:
    """Totals of a table that do not agree with its cells: of each column if the last row is its total, of each row if
    the last column is. A row with an empty cell, or of another length than the others, says nothing; nor does a column
    with one. A table in which no total agrees holds no totals, and nothing is told of it."""
    whole = [list(row) for row in rows if len(row) == len(rows[0])] if rows else []
    if len(whole) != len(rows):
        total_row = False
    wrong: list[WrongSum] = []
    right = 0
    if total_column:
        for position, row in enumerate(rows):
            agrees = _agrees(row[:-1], row[-1] if row else None)
            right += agrees is None and len(row) > 2 and None not in row
            if agrees is not None:
                wrong.append(WrongSum("row", position, *agrees))
    if total_row and len(whole) > 2:
        for position, column in enumerate(zip(*whole, strict=True)):
            agrees = _agrees(column[:-1], column[-1])
            right += agrees is None and None not in column
            if agrees is not None:
                wrong.append(WrongSum("column", position, *agrees))
    return wrong if right else []


def _agrees(cells: Sequence[Number | None], total: Number | None) -> tuple[Number, Number] | None:
    """None if they agree or nothing can be said; else the printed and the computed total."""
    given = [cell for cell in cells if cell is not None]
    if total is None or len(given) != len(cells) or len(given) < 2:
        return None
    computed = sum(given)
    return None if computed == total else (total, computed)


def ends_that_differ(ends: Sequence[tuple[K, PartialDate]]) -> list[tuple[K, PartialDate]]:
    """The ends that several documents give the same agreement, one for each that is different; empty if they agree. An
    end that lies within another, less exact one agrees with it."""
    different: list[tuple[K, PartialDate]] = []
    for key, end in sorted(ends, key=lambda given: (given[1].end - given[1].start, given[1].start)):
        if not any(_overlaps(end, other) for _key, other in different):
            different.append((key, end))
    return sorted(different, key=lambda given: given[1].end) if len(different) > 1 else []


@dataclass(frozen=True, slots=True)
class StatedEnd(Generic[K]):
    """What one text says of an agreement's last day: `last` is the newest end it gives, `earlier` the ends it says that
    were extended."""

    key: K
    last: PartialDate
    earlier: tuple[PartialDate, ...] = ()


def stated_ends_that_differ(
    stated: Sequence[StatedEnd[K]], recorded: Iterable[dt.date] = ()
) -> list[tuple[K, PartialDate]]:
    """As `ends_that_differ`, of texts that may explain each other: an end that another text says was extended is no
    contradiction to it, nor is one that a recorded extension (`recorded`, its new last days) has replaced."""
    later = list(recorded)
    left = [
        (each.key, each.last)
        for each in stated
        if not any(_overlaps(end, each.last) for other in stated if other is not each for end in other.earlier)
        and not any(each.last.end < end for end in later)
    ]
    return ends_that_differ(left)


def _overlaps(exact: PartialDate, other: PartialDate) -> bool:
    return (exact.start <= other.start and other.end <= exact.end) or (
        other.start <= exact.start and exact.end <= other.end
    )
