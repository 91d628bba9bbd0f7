"""What Läget shows, gathered from the areas' own queries: a fixed number of questions to the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from samverka.action_register.queries import Promise, late_and_ahead, overdue_count
from samverka.action_register.rules import SOON_DAYS
from samverka.agreements.permissions import EDIT_AGREEMENTS
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
    """The page's parts, in its order. `further` is what comes up after the next meeting and the soon."""

    imports: list[ImportRun]
    readings: ReadingsToConfirm | None
    late: list[Promise]
    late_rows: int
    soon: list[Promise]
    lapsing: Found
    lapsed: Found
    next_meeting: NextMeeting | None
    further: list[Promise]

    @property
    def to_confirm(self) -> int:
        """Readings of validity that wait for a person."""
        return self.readings.unconfirmed + self.readings.unreadable if self.readings else 0

    @property
    def waiting(self) -> int:
        return len(self.imports) + bool(self.to_confirm)


def overview(user: User, on: dt.date) -> Overview:
    """Läget for one user on a day."""
    late, ahead = late_and_ahead(on, late=LATE_SHOWN, ahead=AHEAD_SHOWN)
    meeting = _next_meeting(ahead)
    lapsing, lapsed = lapsing_and_lapsed(on, lapsing=LAPSING_SHOWN, lapsed=LAPSED_SHOWN)
    soon = [promise for promise in ahead if (promise.due - on).days <= SOON_DAYS]
    shown = {id(promise) for promise in (*soon, *(meeting.promises if meeting else ()))}
    return Overview(
        imports=list(runs_to_review(user)[:5]),
        readings=readings_to_confirm() if EDIT_AGREEMENTS(user) else None,
        late=late,
        late_rows=overdue_count(on),
        soon=soon,
        lapsing=lapsing,
        lapsed=lapsed,
        next_meeting=meeting,
        further=[promise for promise in ahead if id(promise) not in shown][:FURTHER_SHOWN],
    )


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
