"""Who sits where, on a day: the composition is a function of the day. A fixed number of queries however many seats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from samverka.forums.models import Forum, Seat, SeatHolding
from samverka.forums.rules import Called, calling_order
from samverka.forums.states import SeatRole
from samverka.principals.models import OfficeHolding, Person, PoliticalParty
from samverka.principals.rules import Span, vacant_since

ROLE_ORDER = {str(role): place for place, role in enumerate(SeatRole)}
WHO = ("person", "party")
Held = SeatHolding | OfficeHolding


@dataclass(frozen=True)
class Place:
    """A seat with everyone who has held or will hold it, the first first, as seen on a day."""

    seat: Seat
    holdings: Sequence[Held]
    on: dt.date

    @property
    def pk(self) -> int:
        return self.seat.pk

    @property
    def role(self) -> str:
        return self.seat.role

    @cached_property
    def holding(self) -> Held | None:
        if not self.seat.holds_on(self.on):
            return None
        holds = [each for each in self.holdings if each.holds_on(self.on)]
        # Before the seat followed its office somebody may have been named for the seat itself.
        return next((each for each in holds if isinstance(each, SeatHolding)), holds[0] if holds else None)

    @property
    def person(self) -> Person | None:
        return self.holding.person if self.holding else None

    @property
    def party(self) -> PoliticalParty | None:
        """The holder's party; that of the seat where nobody is named."""
        return (self.holding.party if self.holding else None) or self.seat.party

    @property
    def is_vacant(self) -> bool:
        return self.holding is None

    @cached_property
    def vacant_since(self) -> dt.date | None:
        """The first day without a holder; None if nobody knows, or somebody holds it."""
        return vacant_since(self.spans, self.seat.starts_on, self.on)

    @property
    def coming(self) -> Held | None:
        """Who is named from a later day."""
        return next((each for each in self.holdings if each.is_coming(self.on)), None)

    @property
    def former(self) -> list[Held]:
        return [each for each in self.holdings if each.has_ended(self.on)]

    @property
    def ends_on(self) -> dt.date | None:
        """The last day as it is: of the holder, or of the seat itself if that comes first."""
        ends = [day for day in (self.holding.ends_on if self.holding else None, self.seat.ends_on) if day]
        return min(ends) if ends else None

    @property
    def spans(self) -> list[Span]:
        return [(each.starts_on, each.ends_on) for each in self.holdings]


@dataclass(frozen=True)
class Past:
    """Somebody who has left a seat."""

    place: Place
    holding: Held
    ends_on: dt.date


def places(seats: QuerySet[Seat], on: dt.date) -> list[Place]:
    """The seats with their holders, in the order a forum lists them: by role, deputies as they are called, by principal.
    Three queries."""
    found = list(
        seats.select_related(
            "forum", "principal", "party", "office__principal", "stands_for__principal", "stands_for__office"
        )
    )
    own: dict[int, list[Held]] = {}
    for holding in SeatHolding.objects.filter(seat__in=[seat.pk for seat in found]).select_related(*WHO):
        own.setdefault(holding.seat_id, []).append(holding)
    through: dict[int, list[Held]] = {}
    offices = {seat.office_id for seat in found if seat.office_id}
    for held in OfficeHolding.objects.filter(office__in=offices).select_related(*WHO):
        through.setdefault(held.office_id, []).append(held)
    known = [
        Place(seat, _in_time([*own.get(seat.pk, ()), *through.get(seat.office_id or 0, ())]), on) for seat in found
    ]
    return sorted(known, key=_order)


def _in_time(holdings: Iterable[Held]) -> list[Held]:
    return sorted(holdings, key=lambda each: (each.starts_on or dt.date.min, each.pk))


def _order(place: Place) -> tuple[int, int, str, str, int]:
    seat = place.seat
    principal = seat.principal.name_key if seat.principal else ""
    person = place.person.name_key if place.person else ""
    return ROLE_ORDER[seat.role], seat.position or 1000, principal, person, seat.pk


def former_holders(known: Iterable[Place], on: dt.date) -> list[Past]:
    """Those who have left, the latest first; a seat that nobody held before it ended is not told of."""
    past = []
    for place in known:
        for holding in place.holdings:
            ends = [day for day in (holding.ends_on, place.seat.ends_on) if day is not None and day < on]
            if ends:
                past.append(Past(place, holding, min(ends)))
    return sorted(past, key=lambda each: (each.ends_on, each.holding.pk), reverse=True)


def next_to_end(known: Iterable[Place]) -> Place | None:
    """The seat whose holder is the first to leave; None if no one has a last day."""
    ending = [(place.ends_on, place.pk, place) for place in known if place.ends_on and not place.is_vacant]
    return min(ending)[2] if ending else None


@dataclass(frozen=True)
class SeatHeld:
    """A seat as one person had it: from when to when."""

    seat: Seat
    holding: Held

    @property
    def starts_on(self) -> dt.date | None:
        days = [day for day in (self.holding.starts_on, self.seat.starts_on) if day is not None]
        return max(days) if days else None

    @property
    def ends_on(self) -> dt.date | None:
        days = [day for day in (self.holding.ends_on, self.seat.ends_on) if day is not None]
        return min(days) if days else None

    def has_ended(self, day: dt.date) -> bool:
        return self.ends_on is not None and self.ends_on < day


def seats_of_person(person_id: int) -> list[SeatHeld]:
    """Every seat a person has, had or will have, also through an office, newest first. Three queries."""
    whole = ("forum", "principal", "party", "office")
    own = SeatHolding.objects.filter(person_id=person_id).select_related(*(f"seat__{name}" for name in whole), "party")
    found = [SeatHeld(holding.seat, holding) for holding in own]
    through = list(OfficeHolding.objects.filter(person_id=person_id).select_related("party"))
    for seat in Seat.objects.filter(office__in={each.office_id for each in through}).select_related(*whole):
        found += [SeatHeld(seat, each) for each in through if each.office_id == seat.office_id]
    return sorted(found, key=lambda each: (each.starts_on or dt.date.min, each.seat.pk), reverse=True)


def deputies_of(forum: Forum, on: dt.date) -> list[Seat]:
    """The forum's deputy seats on the day, in the order they are called. Three queries."""
    return [place.seat for place in places(Seat.objects.on(on).filter(forum=forum, role=SeatRole.DEPUTY), on)]


@dataclass(frozen=True, slots=True)
class Calling:
    """Who is called when a seat's holder cannot come; `settled`: whether the forum has settled the order."""

    place: Place
    deputies: list[Place]
    settled: bool


def called(known: Iterable[Place], calling: str) -> list[Calling]:
    """For every ordinary seat with a holder or without: the deputies in the order they are called. Only deputies that somebody
    is named as are called. No query."""
    known = list(known)
    deputies = {place.pk: place for place in known if place.role == SeatRole.DEPUTY and not place.is_vacant}
    asked = [_called(place) for place in deputies.values()]
    found = []
    for place in known:
        if place.role in (SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER):
            keys, settled = calling_order(_called(place), asked, calling)
            found.append(Calling(place, [deputies[key] for key in keys], settled))
    return found


def _called(place: Place) -> Called:
    seat, party = place.seat, place.party
    return Called(seat.pk, seat.principal_id, party.pk if party else None, seat.stands_for_id, seat.position)
