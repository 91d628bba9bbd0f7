"""What Läget shows, gathered from the areas' own queries: a fixed number of questions to the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from samverka.action_register.editions.queries import Waiting, editions_waiting
from samverka.action_register.queries import Promise, late_and_ahead, overdue_count
from samverka.action_register.rules import SOON_DAYS
from samverka.agreements.ladder import Target
from samverka.agreements.permissions import EDIT_AGREEMENTS
from samverka.agreements.queries.reminders import DueStep, due_steps
from samverka.agreements.queries.upcoming import Found, ReadingsToConfirm, lapsing_and_lapsed, readings_to_confirm
from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportRun
from samverka.imports.queries import runs_to_review

LATE_SHOWN, AHEAD_SHOWN, LAPSING_SHOWN, LAPSED_SHOWN = 6, 60, 8, 5
FURTHER_SHOWN = 6


@dataclass(frozen=True)
class NextMeeting:
    """The next day on which something is to come up in a forum, as the promises of the register say. Meetings of
    their own are not known yet, so this is a day in the list and no summons."""

    first: dt.date
    last: dt.date
    place: str
    promises: list[Promise]


@dataclass(frozen=True)
class Overview:
    """The page's parts, each asked for when it is looked at: what everybody sees is kept between two changes. Late rows are
    one query, promises five, agreements four, their reminders four; what waits for the user is three."""

    user: User
    day: dt.date

    @cached_property
    def imports(self) -> list[ImportRun]:
        return list(runs_to_review(self.user)[:5])

    @cached_property
    def readings(self) -> ReadingsToConfirm | None:
        return readings_to_confirm() if EDIT_AGREEMENTS(self.user) else None

    @cached_property
    def editions(self) -> list[Waiting]:
        return editions_waiting(self.user, self.day)

    @cached_property
    def late_rows(self) -> int:
        return overdue_count(self.day)

    @cached_property
    def _promises(self) -> tuple[list[Promise], list[Promise]]:
        return late_and_ahead(self.day, late=LATE_SHOWN, ahead=AHEAD_SHOWN)

    @property
    def late(self) -> list[Promise]:
        return self._promises[0]

    @cached_property
    def soon(self) -> list[Promise]:
        return [promise for promise in self._promises[1] if (promise.due - self.day).days <= SOON_DAYS]

    @cached_property
    def next_meeting(self) -> NextMeeting | None:
        return _next_meeting(self._promises[1])

    @cached_property
    def further(self) -> list[Promise]:
        """What comes up after the next meeting and the soon."""
        shown = {id(promise) for promise in (*self.soon, *(self.next_meeting.promises if self.next_meeting else ()))}
        return [promise for promise in self._promises[1] if id(promise) not in shown][:FURTHER_SHOWN]

    @cached_property
    def _agreements(self) -> tuple[Found, Found]:
        return lapsing_and_lapsed(self.day, lapsing=LAPSING_SHOWN, lapsed=LAPSED_SHOWN)

    @property
    def lapsing(self) -> Found:
        return self._agreements[0]

    @cached_property
    def reminders(self) -> dict[int, DueStep]:
        """Of what lapses, by agreement: the nearest end or day of notice, with the step that has been reached."""
        steps = due_steps(self.day, only=[one.pk for one in self.lapsing.shown]) if self.lapsing.shown else []
        return {step.pk: step for step in reversed(steps) if step.shown.deadline.target != Target.REVIEW}

    @property
    def lapsed(self) -> Found:
        return self._agreements[1]

    @property
    def to_confirm(self) -> int:
        """Readings of validity that wait for a person."""
        return self.readings.unconfirmed + self.readings.unreadable if self.readings else 0

    @property
    def waiting(self) -> int:
        return len(self.imports) + len(self.editions) + bool(self.to_confirm)


def overview(user: User, on: dt.date) -> Overview:
    """Läget for one user on a day."""
    return Overview(user, on)


def _next_meeting(ahead: list[Promise]) -> NextMeeting | None:
    """The first exact day of one forum among the promises, and everything that comes up there then."""
    dated = [
        promise
        for promise in ahead
        if promise.entry.when and promise.entry.when.precision == "day" and promise.entry.forums
    ]
    for (day, place), promises in groupby(sorted(dated, key=_day_and_place), key=_day_and_place):
        return NextMeeting(first=day, last=day, place=place, promises=list(promises))
    return None


def _day_and_place(promise: Promise) -> tuple[dt.date, str]:
    assert promise.entry.when is not None
    return promise.entry.when.start, promise.entry.place
