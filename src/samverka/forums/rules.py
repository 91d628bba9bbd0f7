"""What follows from preparing relations, rules of procedure and who was there. Free of Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samverka.principals.rules import Span, days_in, gaps

Edge = tuple[int, int]


def circle_through(edges: Iterable[Edge], start: int) -> Sequence[int]:
    """The shortest way from `start` along preparer → prepared and back to `start`, or nothing.

    A circle is no error (two forums may prepare for each other) but is worth a warning.
    """
    ways: dict[int, list[int]] = {}
    for preparer, prepared in edges:
        ways.setdefault(preparer, []).append(prepared)
    frontier: list[tuple[int, ...]] = [(start,)]
    seen: set[int] = set()
    while frontier:
        longer = []
        for way in frontier:
            for step in sorted(ways.get(way[-1], ())):
                if step == start:
                    return (*way, start)
                if step not in seen:
                    seen.add(step)
                    longer.append((*way, step))
        frontier = longer
    return ()


@dataclass(frozen=True, slots=True)
class Called:
    """A seat as the calling order sees it. `stands_for`: the seat it is the personal deputy of."""

    key: int
    principal: int | None = None
    party: int | None = None
    stands_for: int | None = None
    position: int | None = None


def calling_order(absent: Called, deputies: Iterable[Called], settled: str) -> tuple[list[int], bool]:
    """The deputies to call for an absent seat, the first first, and whether the forum has settled who that is.

    A personal deputy comes first, whatever the forum has settled. Then by the forum's own rule (`states.CallingOrder`), and
    within it by position; who has none comes after those who have. Where nothing is settled all deputies are given in their
    order and False: a choice is never guessed. A personal deputy of another seat is not called.
    """
    deputies = list(deputies)
    own = [each for each in deputies if each.stands_for == absent.key]
    others = [each for each in deputies if each.stands_for is None]
    rank = _RANKS.get(settled)
    if rank is None:
        return [each.key for each in [*_in_turn(own), *_in_turn(others)]], bool(own)
    ranked = sorted(others, key=lambda each: (rank(absent, each), *_turn(each)))
    asked = [each.key for each in [*_in_turn(own), *ranked]]
    return asked, bool(asked)


def _turn(each: Called) -> tuple[int, int]:
    return (each.position if each.position is not None else 1_000_000, each.key)


def _in_turn(seats: Iterable[Called]) -> list[Called]:
    return sorted(seats, key=_turn)


def _same(one: int | None, other: int | None) -> bool:
    return one is not None and one == other


def _by_principal(absent: Called, each: Called) -> int:
    return 0 if _same(absent.principal, each.principal) else 1


def _by_party(absent: Called, each: Called) -> int:
    return 0 if _same(absent.party, each.party) else 1


_RANKS: dict[str, Callable[[Called, Called], int]] = {
    "list": lambda _absent, _each: 0,
    "principal": _by_principal,
    "party": _by_party,
    "principal_party": lambda absent, each: (
        0 if not _by_principal(absent, each) and not _by_party(absent, each) else 1 + _by_principal(absent, each)
    ),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a seat, from one day to another."""

    person: int
    span: Span


@dataclass(frozen=True, slots=True)
class WasThere:
    """Somebody at a meeting; `served_for`: whose seat a deputy served in."""

    meeting: int
    person: int
    served_for: int | None = None


@dataclass(frozen=True, slots=True)
class SeatYear:
    """What became of a seat in a year: meetings it existed at, those its holder came to, those a deputy served in, those it
    had no holder at, and days without a holder."""

    held: int
    attended: int
    by_deputy: int
    vacant: int
    vacant_days: int


def seat_year(
    within: Span, seat: Span, holders: Sequence[Holder], meetings: Mapping[int, dt.date], there: Iterable[WasThere]
) -> SeatYear:
    """The seat's year. `within` is the year up to the day of the page; `meetings` are those held then, with their day."""
    there = list(there)
    came = {(each.meeting, each.person) for each in there}
    for_whom = {(each.meeting, each.served_for) for each in there if each.served_for is not None}
    held = attended = by_deputy = vacant = 0
    for meeting, day in meetings.items():
        if not _covers(seat, day):
            continue
        held += 1
        holder = next((each.person for each in holders if _covers(each.span, day)), None)
        if holder is None:
            vacant += 1
        elif (meeting, holder) in came:
            attended += 1
        elif (meeting, holder) in for_whom:
            by_deputy += 1
    empty = gaps([each.span for each in holders], seat)
    days = sum(days_in(gap, within) for gap in empty) if days_in(seat, within) else 0
    return SeatYear(held, attended, by_deputy, vacant, days)


def _covers(span: Span, day: dt.date) -> bool:
    return (span[0] is None or span[0] <= day) and (span[1] is None or day <= span[1])
