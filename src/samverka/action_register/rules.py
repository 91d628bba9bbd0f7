"""Rules for follow-up entries and rows on a day (glossary §3). No clock, no Django: every rule takes the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from samverka.action_register.states import Certainty, FollowUpKind, ItemState, Outcome, Relation, Shape, Standing
from samverka.foundation.dates import PartialDate

SOON_DAYS = 14
"""What falls due within so many days is soon."""

_STATEMENTS = frozenset({FollowUpKind.STATE, FollowUpKind.VALIDITY})


class FollowUpLike(Protocol):
    """What the rules need of an entry, read or stored."""

    @property
    def kind(self) -> FollowUpKind: ...
    @property
    def when(self) -> PartialDate | None: ...
    @property
    def relation(self) -> Relation: ...
    @property
    def outcome(self) -> Outcome: ...


E = TypeVar("E", bound=FollowUpLike)
M = TypeVar("M")


def outcome_on_day(outcome: Outcome, outcome_on: dt.date | None, on: dt.date) -> Outcome:
    """The outcome as it was on a day: what was marked later was still open then."""
    return Outcome.OPEN if outcome_on is not None and outcome_on > on else outcome


def state_on_day(state: ItemState, closed_on: dt.date | None, on: dt.date) -> ItemState:
    """A row's state as it was on a day: one that was closed later was still ongoing then."""
    return ItemState.ONGOING if closed_on is not None and closed_on > on else state


def due_on(when: PartialDate | None) -> dt.date | None:
    """The last day an entry may be done in time: `senast okt. 2024` falls due on 2024-10-31. None without a date."""
    return when.end if when else None


def is_overdue(when: PartialDate | None, outcome: Outcome, on: dt.date) -> bool:
    """Whether `on` is after the last day of `when` and nothing has become of the entry."""
    return outcome is Outcome.OPEN and when is not None and on > when.end


def days_late(when: PartialDate | None, outcome: Outcome, on: dt.date) -> int:
    """Days since the entry fell due; 0 when it is not overdue."""
    return (on - when.end).days if when is not None and is_overdue(when, outcome, on) else 0


def is_soon(when: PartialDate | None, outcome: Outcome, on: dt.date, *, within_days: int = SOON_DAYS) -> bool:
    """Whether an open entry falls due on `on` or within the days after it."""
    return outcome is Outcome.OPEN and when is not None and 0 <= (when.end - on).days <= within_days


def is_promise(kind: FollowUpKind, relation: Relation = Relation.ON) -> bool:
    """Whether something is to be done on or by a day: a state or a statement of validity has a date but nothing to
    carry out."""
    return kind not in _STATEMENTS and relation in (Relation.ON, Relation.BY)


def is_late(entry: FollowUpLike, on: dt.date) -> bool:
    """Whether the entry is a promise that is overdue: what a list shows as late."""
    return is_promise(entry.kind, entry.relation) and is_overdue(entry.when, entry.outcome, on)


def late_entries(entries: Iterable[E], on: dt.date) -> list[E]:
    """The late promises, the one that has waited longest first."""
    return sorted((entry for entry in entries if is_late(entry, on)), key=_due_first)


def coming_entries(entries: Iterable[E], on: dt.date) -> list[E]:
    """Open promises that fall due on `on` or later, the next first."""
    open_promises = (
        e for e in entries if is_promise(e.kind, e.relation) and e.outcome is Outcome.OPEN and e.when is not None
    )
    return sorted((entry for entry in open_promises if not is_late(entry, on)), key=_due_first)


def next_entry(entries: Iterable[E], on: dt.date) -> E | None:
    """The open promise that comes up next, or None."""
    coming = coming_entries(entries, on)
    return coming[0] if coming else None


def latest_entry(entries: Iterable[E], on: dt.date) -> E | None:
    """The last promise that was to be done before `on`, whatever became of it, or None."""
    past = [
        entry
        for entry in entries
        if is_promise(entry.kind, entry.relation) and entry.when is not None and entry.when.end < on
    ]
    return max(past, key=_due_first) if past else None


def standing(state: ItemState, entries: Sequence[FollowUpLike], on: dt.date) -> Standing:
    """Where a row stands: closed when it is; late if any promise is; else by the next promise; else nothing planned."""
    if state is not ItemState.ONGOING:
        return Standing.CLOSED
    if any(is_late(entry, on) for entry in entries):
        return Standing.LATE
    upcoming = next_entry(entries, on)
    if upcoming is None:
        return Standing.NOTHING_PLANNED
    return Standing.SOON if is_soon(upcoming.when, upcoming.outcome, on) else Standing.AHEAD


def shape(entry: FollowUpLike, certainty: Certainty, on: dt.date) -> Shape:
    """How the entry looks on the day: what has become of it first, then whether it is a promise, then how near it is."""
    if entry.outcome is not Outcome.OPEN:
        return {Outcome.DONE: Shape.DONE, Outcome.POSTPONED: Shape.POSTPONED, Outcome.DROPPED: Shape.DROPPED}[
            entry.outcome
        ]
    if not is_promise(entry.kind, entry.relation):
        return Shape.STATEMENT
    if is_late(entry, on):
        return Shape.LATE
    if is_soon(entry.when, entry.outcome, on):
        return Shape.NEXT
    return Shape.PLANNED if certainty is Certainty.FIRM else Shape.PRELIMINARY


def only_meeting_within(when: PartialDate | None, meetings: Iterable[tuple[M, dt.date, dt.date]]) -> M | None:
    """The meeting to link an entry to: that of (meeting, first day, last day) which lies within `when`, if exactly
    one does. The caller passes the meetings of the entry's forum."""
    if when is None:
        return None
    within = [meeting for meeting, first, last in meetings if when.start <= first and last <= when.end]
    return within[0] if len(within) == 1 else None


def states_an_end(entry: FollowUpLike) -> bool:
    """Whether the entry states until when something is valid: `Giltig tom 31/12 2024`."""
    return entry.kind is FollowUpKind.VALIDITY and entry.relation is Relation.UNTIL and entry.when is not None


def contradicts_validity(entry: FollowUpLike, valid_to: PartialDate | None) -> bool:
    """Whether a statement such as `Giltig tom 31/12 2024` names another last day than the agreement's own `valid_to`.

    Dates of different precision agree when one lies within the other. Nothing is settled without both.
    """
    if not states_an_end(entry) or entry.when is None or valid_to is None:
        return False
    return not (_lies_within(entry.when, valid_to) or _lies_within(valid_to, entry.when))


def _lies_within(inner: PartialDate, outer: PartialDate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _due_first(entry: FollowUpLike) -> tuple[dt.date, dt.date]:
    when = entry.when
    return (when.end, when.start) if when else (dt.date.max, dt.date.max)
