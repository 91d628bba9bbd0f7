"""What ends with a term of office, and what the principals have answered for the next. A fixed number of queries."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from samverka.forums.models import Forum, Seat, TermEnd, TermEndPart
from samverka.forums.queries.composition import Held, Place, places
from samverka.forums.states import SeatRole
from samverka.principals.models import Principal
from samverka.principals.rules import ONE_DAY, term_of_office


@dataclass(frozen=True)
class Leaving:
    """One seat when a term ends: its holder leaves, or what happens instead."""

    place: Place
    last_day: dt.date

    @property
    def seat(self) -> Seat:
        return self.place.seat

    @property
    def follows_office(self) -> bool:
        return self.seat.office_id is not None

    @property
    def ends_already(self) -> bool:
        """Whoever holds it has a last day already, that day or before the page's."""
        holding = self.place.holding
        return holding is not None and holding.ends_on is not None and holding.ends_on <= self.last_day

    @property
    def ends(self) -> bool:
        """Whether the step would end it."""
        return self.place.holding is not None and not self.follows_office and not self.ends_already

    @property
    def stays_by_default(self) -> bool:
        """Who attends without a seat of their own seldom sits for a term of office."""
        return self.seat.role == SeatRole.ATTENDEE


class Leavings(list[Leaving]):
    @property
    def fingerprint(self) -> str:
        """What the preview was made of; another one means that somebody has changed a seat since."""
        told = [
            f"{row.seat.pk}.{row.seat.version}.{row.place.holding.pk if row.place.holding else 0}.{row.place.holding.version if row.place.holding else 0}"
            for row in self
        ]
        return hashlib.sha256(";".join(sorted(told)).encode()).hexdigest()[:16]


def leaving(forum: Forum, last_day: dt.date, own_days: Mapping[int, dt.date]) -> Leavings:
    """Every seat of the forum on its principal's last day, with what the end of the term does to it. Three queries."""
    known = places(Seat.objects.filter(forum=forum), last_day)
    rows = Leavings()
    for place in known:
        day = own_days.get(place.seat.principal_id or 0, last_day)
        seen = Place(place.seat, place.holdings, day)
        if seen.seat.holds_on(day):
            rows.append(Leaving(seen, day))
    return rows


@dataclass(frozen=True)
class SeatAnswer:
    """A seat in the new term, and who is named for it."""

    place: Place
    first: dt.date

    @property
    def seat(self) -> Seat:
        return self.place.seat

    @cached_property
    def holding(self) -> Held | None:
        """Who holds it in the new term, from its first day or later."""
        return next((each for each in self.place.holdings if each.ends_on is None or each.ends_on >= self.first), None)

    @property
    def before(self) -> Held | None:
        """Who held it when the term before ended."""
        return next((each for each in reversed(self.place.holdings) if each.has_ended(self.first)), None)

    @property
    def stays(self) -> bool:
        return self.holding is not None and (self.holding.starts_on is None or self.holding.starts_on < self.first)


@dataclass(frozen=True)
class PrincipalAnswer:
    """What one principal has answered for the new term that begins `first` there, as known on a day."""

    principal: Principal | None
    first: dt.date
    on: dt.date
    rows: list[SeatAnswer]

    @property
    def named(self) -> int:
        return sum(row.holding is not None for row in self.rows)

    @property
    def is_complete(self) -> bool:
        return self.named == len(self.rows)

    @property
    def is_partial(self) -> bool:
        return 0 < self.named < len(self.rows)

    @property
    def reported_on(self) -> dt.date | None:
        """The newest day on which it told of somebody."""
        days = [row.holding.reported_on for row in self.rows if row.holding and row.holding.reported_on]
        return max(days) if days else None

    @property
    def days_late(self) -> int:
        """How many days after the term began the answer came, or, where seats are left to answer for, has not come yet."""
        until = self.reported_on if self.is_complete else self.on
        return max(0, (until - self.first).days) if until else 0


@dataclass(frozen=True)
class NewTerm:
    """Ny mandatperiod for a forum: from when, ended by which step, and what each principal has answered."""

    first: dt.date
    step: TermEnd | None
    answers: list[PrincipalAnswer]

    @property
    def complete(self) -> int:
        return sum(each.is_complete for each in self.answers)

    def of(self, principal_id: int) -> PrincipalAnswer | None:
        return next((each for each in self.answers if each.principal and each.principal.pk == principal_id), None)


def new_term(forum: Forum, on: dt.date) -> NewTerm:
    """The term after the newest that was ended for the forum; with none, the one after the day's. Five queries."""
    step = TermEnd.objects.filter(forum=forum, undone=False).order_by("-last_day", "-pk").first()
    last = step.last_day if step else term_of_office(on).ends_on
    own: dict[int | None, dt.date] = {}
    if step:
        ended = TermEndPart.objects.filter(term_end=step).values_list("holding__seat__principal_id", "after")
        own = dict(ended.order_by("pk"))
    rows: dict[int | None, list[SeatAnswer]] = {}
    principals: dict[int | None, Principal | None] = {}
    for place in places(Seat.objects.filter(forum=forum), on):
        first = own.get(place.seat.principal_id, last) + ONE_DAY
        if place.seat.ends_on is None or place.seat.ends_on >= first:
            principals[place.seat.principal_id] = place.seat.principal
            rows.setdefault(place.seat.principal_id, []).append(SeatAnswer(place, first))
    answers = [PrincipalAnswer(principals[key], own.get(key, last) + ONE_DAY, on, seats) for key, seats in rows.items()]
    answers.sort(
        key=lambda each: (
            each.principal is None,
            each.principal.kind != "region" if each.principal else False,
            each.principal.name_key if each.principal else "",
        )
    )
    return NewTerm(last + ONE_DAY, step, answers)


def newest_step(forum: Forum) -> TermEnd | None:
    """The newest end of a term that has not been taken back. One query."""
    step: TermEnd | None = TermEnd.objects.filter(forum=forum, undone=False).order_by("-last_day", "-pk").first()
    return step


def principals_in(forum: Forum, on: dt.date) -> list[Principal]:
    """The principals that have seats in the forum on the day. One query."""
    seats = Seat.objects.on(on).filter(forum=forum).values("principal_id")
    return list(Principal.objects.filter(pk__in=seats).only("name_key", *Principal.naming()))
