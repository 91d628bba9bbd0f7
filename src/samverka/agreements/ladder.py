"""The reminder ladder: how long before a day in an agreement's life someone is reminded, step by step (ADR 0023).

Plain functions of a `Validity`, the recorded `Facts`, a ladder and a day; no clock, no Django. Nothing is stored of a reminder
but that someone has taken care of it, with the day it was about: when that day moves, the ladder begins anew.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from samverka.agreements import rules
from samverka.agreements.coming import LIVING, is_carried_on, last_possible_day, last_review, period_ends
from samverka.agreements.reading.model import Validity
from samverka.agreements.rules import Facts
from samverka.agreements.states import NoticeBasis, ReviewKind
from samverka.foundation.dates.calendar import add_months, add_period

MOST_MONTHS, MOST_STEPS = 60, 6
_ONE_DAY = dt.timedelta(days=1)


def _(swedish: str) -> str:
    """Marks a word for the translation catalogue and leaves it as it is."""
    return swedish


class Target(StrEnum):
    """What a reminder is about."""

    END = "end"
    RENEWAL = "renewal"
    NOTICE = "notice"
    REVIEW = "review"


TARGET_WORDS: dict[Target, str] = {
    Target.END: _("Sista dagen"),
    Target.RENEWAL: _("Perioden slutar, ny period börjar"),
    Target.NOTICE: _("Sista dag för uppsägning"),
    Target.REVIEW: _("Översyn"),
}


# --- the steps ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ladder:
    """Months before, the longest first. A target without steps is not reminded of; a renewal that nobody can stop by
    giving notice has the steps of an end."""

    end: tuple[int, ...]
    notice: tuple[int, ...]
    review: tuple[int, ...]

    def steps(self, target: Target) -> tuple[int, ...]:
        match target:
            case Target.NOTICE:
                return self.notice
            case Target.REVIEW:
                return self.review
            case _:
                return self.end


USUAL = Ladder(end=(12, 6, 3), notice=(12, 6, 3), review=(12, 6, 3))
"""What is used where nobody has said anything else."""


def parse_steps(text: str) -> tuple[int, ...]:
    """`12/6/3`, `3, 6, 12` or `12 6 3` as (12, 6, 3); nothing as (). Raises `ValueError` on anything else, on more than
    `MOST_STEPS` and outside 1 to `MOST_MONTHS`."""
    words = [word for word in re.split(r"[/,;\s]+|\boch\b", text.strip()) if word]
    if not all(word.isascii() and word.isdecimal() and len(word) < 4 for word in words):
        raise ValueError(f"not months: {text!r}")
    steps = tuple(sorted({int(word) for word in words}, reverse=True))
    if len(steps) > MOST_STEPS or not all(1 <= step <= MOST_MONTHS for step in steps):
        raise ValueError(f"too many steps, or too long: {text!r}")
    return steps


def steps_in_text(steps: Iterable[int]) -> str:
    """The inverse: `12/6/3`."""
    return "/".join(map(str, steps))


# --- what is reminded of -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that someone must be ready for. `since`: the day from which it has been known, or on which the one before it
    was over; nobody is reminded before that. `about`: the last day that it is about, which for notice is the end of the
    period (two ends can have the same day of notice: 30 and 31 March less a month)."""

    target: Target
    day: dt.date
    since: dt.date
    about: dt.date
    review: ReviewKind | None = None


def deadlines(validity: Validity, facts: Facts, on: dt.date) -> tuple[Deadline, ...]:
    """What an agreement in force, or yet to come, is reminded of on a day: notice where the period renews itself, else its
    end, and its reviews. An end that is open, or only rolling notice, gives reviews alone. In order of day."""
    if rules.status(validity, on, facts) not in LIVING:
        return ()
    found = [*_end(validity, facts, on), *_reviews(validity, facts, on)]
    return tuple(sorted(found, key=lambda one: (one.day, one.target, one.review or "")))


def _end(validity: Validity, facts: Facts, on: dt.date) -> Iterator[Deadline]:
    since = _known_since(validity, facts, on)
    end = next(period_ends(validity, facts, on, on), None)
    ended = facts.ended_from - _ONE_DAY if facts.ended_from and facts.ended_from > on else None
    if ended and (end is None or ended <= end):
        yield Deadline(Target.END, ended, since, about=ended)
        return
    if end is None:
        return
    goes_on = is_carried_on(validity, facts, end, on)
    before = _period_before(validity, facts, end, on)
    period = _notice_period(validity)
    if period:
        yield from _notice(validity, facts, on, period, since if before is None else add_period(before, period, -1))
    if not goes_on:
        yield Deadline(Target.END, end, before or since, about=end)
    elif not period:
        yield Deadline(Target.RENEWAL, end, before or since, about=end)


def _notice(validity: Validity, facts: Facts, on: dt.date, period: str, since: dt.date) -> Iterator[Deadline]:
    """The first day to give notice that is not over: that of the next period where this one's has passed."""
    for end in period_ends(validity, facts, on, on):
        day = add_period(end, period, -1)
        if day >= on:
            yield Deadline(Target.NOTICE, day, since, about=end)
            return
        since = day


def _notice_period(validity: Validity) -> str | None:
    notice = validity.notice
    return notice.period if notice and notice.basis is NoticeBasis.BEFORE_PERIOD_END else None


def _known_since(validity: Validity, facts: Facts, on: dt.date) -> dt.date:
    """When the end that counts was decided; the first day of the agreement where nobody knows."""
    known = [end for end in rules.agreed_ends(validity, facts) if end.counts_from <= on]
    decided = min(
        (end.counts_from for end in known if end.last == max(each.last for each in known)), default=dt.date.min
    )
    start = validity.valid_from.start if validity.valid_from else dt.date.min
    return max(decided, start)


def _period_before(validity: Validity, facts: Facts, end: dt.date, on: dt.date) -> dt.date | None:
    """The last day of the period before, where renewal has carried the agreement past what was agreed."""
    agreed, renewal = rules.last_agreed_end(validity, facts, on), validity.renewal
    if agreed is None or renewal is None or renewal.period is None or end <= agreed:
        return None
    return add_period(end, renewal.period, -1)


def _reviews(validity: Validity, facts: Facts, on: dt.date) -> Iterator[Deadline]:
    last = last_possible_day(validity, facts, on)
    start = validity.valid_from.start if validity.valid_from else dt.date.min
    for review in validity.reviews:
        due = rules.next_review(replace(validity, reviews=(review,)), on, facts)
        if due and due.due <= last:
            since = last_review(review, facts, on) or start
            yield Deadline(Target.REVIEW, due.due, since, about=due.due, review=review.kind)


# --- the reminders -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reminder:
    """One step: `day` is when it is reached, `months` how long before the deadline that is."""

    deadline: Deadline
    months: int
    day: dt.date


def reminders(deadline: Deadline, steps: Sequence[int]) -> tuple[Reminder, ...]:
    """The steps towards a deadline, in order of day. Those longer than it has been known are left out; if that is all of
    them, the shortest is reached on the first day that it is known."""
    all_of_them = [
        Reminder(deadline, months, add_months(deadline.day, -months)) for months in sorted(steps, reverse=True)
    ]
    kept = [one for one in all_of_them if one.day > deadline.since]
    if all_of_them and not kept:
        kept = [replace(all_of_them[-1], day=min(deadline.since, deadline.day))]
    return tuple(kept)


def reached(found: Sequence[Reminder], on: dt.date) -> Reminder | None:
    """The last step reached by a day: it stands for those before it."""
    return next((one for one in reversed(found) if one.day <= on), None)


def upcoming(found: Sequence[Reminder], on: dt.date) -> Reminder | None:
    """The next step after a day."""
    return next((one for one in found if one.day > on), None)


# --- what someone has taken care of ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """On `made_on` someone took care of a step; `about` as in `Deadline`. `until`: to be reminded again then; None for
    good."""

    target: Target
    about: dt.date
    months: int
    made_on: dt.date
    review: ReviewKind | None = None
    until: dt.date | None = None

    def is_about(self, deadline: Deadline) -> bool:
        return (self.target, self.about, self.review) == (deadline.target, deadline.about, deadline.review)

    def settles(self, reminder: Reminder, on: dt.date) -> bool:
        """Whether the step is taken care of on a day: it or a later one, towards the same deadline."""
        if self.made_on > on or self.months > reminder.months or not self.is_about(reminder.deadline):
            return False
        return self.until is None or on < self.until


def settling(reminder: Reminder, made: Iterable[Acknowledgement], on: dt.date) -> Acknowledgement | None:
    """What settles a step on a day, the latest if there are several; None if it waits for someone."""
    found = [one for one in made if one.settles(reminder, on)]
    return max(found, key=lambda one: one.made_on) if found else None
