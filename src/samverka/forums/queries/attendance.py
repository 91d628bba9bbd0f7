"""A forum's year: meetings attended of meetings held, and days without a holder, by principal, seat and person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samverka.forums.models import Forum, Seat
from samverka.forums.queries.composition import Held, Place, places
from samverka.forums.rules import Holder, SeatYear, WasThere, seat_year
from samverka.forums.states import SeatRole
from samverka.principals.models import Person, Principal
from samverka.principals.rules import Span, overlap

ORDINARY = frozenset({SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER})


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat's year, with whoever held it then."""

    place: Place
    held_by: tuple[Held, ...]
    year: SeatYear

    @property
    def seat(self) -> Seat:
        return self.place.seat


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person's year in one seat: of the meetings held while they had it."""

    person: Person
    seat: Seat
    year: SeatYear


@dataclass(frozen=True, slots=True)
class PrincipalRow:
    """A principal's year: its ordinary seats together, deputies apart."""

    principal: Principal | None
    held: int
    attended: int
    by_deputy: int
    vacant_days: int

    @property
    def filled(self) -> int:
        """Meetings at which one of its seats was filled, by its holder or by a deputy."""
        return self.attended + self.by_deputy

    @property
    def percent(self) -> int:
        return round(100 * self.filled / self.held) if self.held else 0

    @property
    def attended_percent(self) -> int:
        return round(100 * self.attended / self.held) if self.held else 0


@dataclass(frozen=True, slots=True)
class ForumYear:
    within: Span
    seats: list[SeatRow]
    people: list[PersonRow]
    principals: list[PrincipalRow]


def forum_year(
    forum: Forum, first: dt.date, last: dt.date, meetings: Mapping[int, dt.date], there: Iterable[WasThere]
) -> ForumYear:
    """The time from `first` to `last`. Three queries."""
    within, came = (first, last), list(there)
    seats: list[SeatRow] = []
    people: list[PersonRow] = []
    for place in places(Seat.objects.filter(forum=forum), last):
        span = (place.seat.starts_on, place.seat.ends_on)
        if not overlap(span, within):
            continue
        holdings = tuple(each for each in place.holdings if overlap((each.starts_on, each.ends_on), within))
        everyone = [Holder(each.person_id, (each.starts_on, each.ends_on)) for each in place.holdings]
        seats.append(SeatRow(place, holdings, seat_year(within, span, everyone, meetings, came)))
        for holding in holdings:
            own = Holder(holding.person_id, (holding.starts_on, holding.ends_on))
            only = {key: day for key, day in meetings.items() if overlap((day, day), own.span)}
            people.append(PersonRow(holding.person, place.seat, seat_year(within, span, [own], only, came)))
    people.sort(key=lambda row: (row.person.name_key, row.seat.pk))
    return ForumYear(within, seats, people, _by_principal(seats))


def _by_principal(rows: list[SeatRow]) -> list[PrincipalRow]:
    found: dict[int | None, list[SeatRow]] = {}
    for row in rows:
        if row.seat.role in ORDINARY:
            found.setdefault(row.seat.principal_id, []).append(row)
    made = [
        PrincipalRow(
            own[0].seat.principal,
            sum(row.year.held for row in own),
            sum(row.year.attended for row in own),
            sum(row.year.by_deputy for row in own),
            sum(row.year.vacant_days for row in own),
        )
        for own in found.values()
    ]
    return sorted(made, key=lambda row: row.principal.name_key if row.principal else "")
