"""The days of one agreement that someone must know of beforehand: reviews, notice, ends, automatic renewals.

Plain functions of a `Validity`, the recorded `Facts` and days; no clock, no Django. Rules 1–5 are those of `rules`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from samverka.agreements import rules
from samverka.agreements.reading.model import Review, Validity
from samverka.agreements.rules import NO_FACTS, Facts
from samverka.agreements.states import (
    REVIEW_WORDS,
    AgreementStatus,
    EndKind,
    Flag,
    NoticeBasis,
    RenewalMode,
    ReviewKind,
)
from samverka.foundation.dates.calendar import add_months, add_period, months_in

_ONE_DAY = dt.timedelta(days=1)
LIVING = frozenset({AgreementStatus.IN_FORCE, AgreementStatus.IN_FORCE_RENEWED, AgreementStatus.NOT_YET})
_OVER = frozenset({AgreementStatus.ENDED, AgreementStatus.LAPSED})


def _(swedish: str) -> str:
    """Marks a word for the translation catalogue and leaves it as it is."""
    return swedish


class DayKind(StrEnum):
    """What a day is to an agreement."""

    REVIEW = "review"
    NOTICE = "notice"
    END = "end"
    RENEWAL = "renewal"
    TEMPORARY_END = "temporary_end"


DAY_WORDS: dict[DayKind, str] = {
    DayKind.REVIEW: _("Översyn"),
    DayKind.NOTICE: _("Sista dag för uppsägning"),
    DayKind.END: _("Sista dagen"),
    DayKind.RENEWAL: _("Perioden slutar, ny period börjar"),
    DayKind.TEMPORARY_END: _("Sista dagen för något tillfälligt"),
}


@dataclass(frozen=True, slots=True, order=True)
class ComingDay:
    """`review`: what kind of review, with how often (`every`, ISO 8601) and when it was last done. `is_projected`: follows
    only if the review before it is done on its day. `is_doubtful`: only an ambiguous year says so."""

    day: dt.date
    kind: DayKind
    review: ReviewKind | None = None
    every: str | None = None
    last_done: dt.date | None = None
    is_overdue: bool = False
    is_projected: bool = False
    is_doubtful: bool = False

    @property
    def words(self) -> str:
        """What it is, in Swedish that is marked for translation."""
        return REVIEW_WORDS[self.review] if self.review else DAY_WORDS[self.kind]


def days_between(
    validity: Validity,
    facts: Facts,
    first: dt.date,
    last: dt.date,
    on: dt.date,
    *,
    is_temporary: bool = False,
) -> list[ComingDay]:
    """The days from `first` to `last`, both included, as they stand on `on`, and every overdue review whatever its day;
    in order. `is_temporary`: the agreement is temporary by its kind, though the text may not say so."""
    status = rules.status(validity, on, facts)
    found = list(_reviews(validity, facts, first, last, on)) if status in LIVING else []
    if status is not AgreementStatus.PENDING and Flag.LAPSED_STATED not in validity.flags:
        found += _ends(validity, facts, first, last, on, is_temporary or Flag.TEMPORARY in validity.flags)
    return sorted(found, key=lambda one: (one.day, one.kind, one.review or ""))


# --- reviews -----------------------------------------------------------------------------------------------------


def _reviews(validity: Validity, facts: Facts, first: dt.date, last: dt.date, on: dt.date) -> Iterator[ComingDay]:
    """Rule 4: the next of each kind. What follows an overdue one is counted from the day it is done, which nobody knows."""
    stop = last_possible_day(validity, facts, on)
    for review in validity.reviews:
        one = rules.next_review(replace(validity, reviews=(review,)), on, facts)
        if one is None:
            continue
        done = last_review(review, facts, on)
        if one.is_overdue:
            yield ComingDay(one.due, DayKind.REVIEW, one.kind, review.every, done, is_overdue=True)
            continue
        for times, day in enumerate(_repeated(one.due, review.every, min(last, stop))):
            if day >= first:
                yield ComingDay(day, DayKind.REVIEW, one.kind, review.every, done, is_projected=times > 0)


def _repeated(day: dt.date, every: str | None, last: dt.date) -> Iterator[dt.date]:
    times = 0
    due = day
    while due <= last:
        yield due
        times += 1
        if every is None or due == dt.date.max:
            return
        due = add_period(day, every, times)


def last_review(review: Review, facts: Facts, on: dt.date) -> dt.date | None:
    """When a review of its kind was last done by the day, as recorded or as the text says."""
    done = [each.done_on for each in facts.reviews if each.kind is review.kind and each.done_on <= on]
    return max([*done, *([review.last_done.end] if review.last_done else [])], default=None)


# --- ends --------------------------------------------------------------------------------------------------------


def last_possible_day(validity: Validity, facts: Facts, on: dt.date) -> dt.date:
    """The last day that the agreement can apply if nobody decides anything; `date.max` where there is none."""
    last = rules.final_end(validity, facts, on) or dt.date.max
    return min(last, facts.ended_from - _ONE_DAY) if facts.ended_from and facts.ended_from > dt.date.min else last


def period_ends(validity: Validity, facts: Facts, on: dt.date, first: dt.date) -> Iterator[dt.date]:
    """The last days of the periods, in order: the first on or after `first`, then as long as renewal carries it on.
    Decisions taken after `on` are not known. None where the agreement has no end, or ended before `first`."""
    end, renewal = rules.last_agreed_end(validity, facts, on), validity.renewal
    if end is None:
        return
    if renewal is None or renewal.mode is not RenewalMode.AUTOMATIC or renewal.period is None:
        if end >= first:
            yield end
        return
    stop = rules.final_end(validity, facts, on) or dt.date.max
    months, day = months_in(renewal.period), rules.rolled_end(end, renewal, first)
    while first <= day <= stop:
        yield day
        if day >= dt.date.max - _ONE_DAY or day == stop:
            return
        # Counted from the agreed end itself, so that 31 January comes back after February.
        times = ((day.year - end.year) * 12 + day.month - end.month) // months + 1
        day = add_months(end, times * months)


def is_carried_on(validity: Validity, facts: Facts, end: dt.date, on: dt.date) -> bool:
    """Whether a new period begins by itself after this end of a period."""
    renewal = validity.renewal
    if renewal is None or renewal.mode is not RenewalMode.AUTOMATIC:
        return False
    if facts.ended_from and facts.ended_from <= end + _ONE_DAY:
        return False
    return end < (rules.final_end(validity, facts, on) or dt.date.max)


def _ends(
    validity: Validity, facts: Facts, first: dt.date, last: dt.date, on: dt.date, is_temporary: bool
) -> Iterator[ComingDay]:
    own = DayKind.TEMPORARY_END if is_temporary else DayKind.END
    ended = facts.ended_from - _ONE_DAY if facts.ended_from and facts.ended_from > dt.date.min else None
    if ended and first <= ended <= last:
        yield ComingDay(ended, own)
    is_doubtful = Flag.AMBIGUOUS_YEAR in validity.flags
    notice = validity.notice
    period = notice.period if notice and notice.basis is NoticeBasis.BEFORE_PERIOD_END else None
    for end in period_ends(validity, facts, on, first):
        if ended and ended <= end:
            return
        deadline = add_period(end, period, -1) if period else None
        if min(end, deadline or end) > last:
            return
        if deadline and first <= deadline <= last:
            yield ComingDay(deadline, DayKind.NOTICE)
        if end <= last:
            goes_on = is_carried_on(validity, facts, end, on)
            yield ComingDay(end, DayKind.RENEWAL if goes_on else own, is_doubtful=is_doubtful and not goes_on)


def waits_for_an_event(validity: Validity, on: dt.date, facts: Facts = NO_FACTS) -> bool:
    """Whether it ends when something happens, and no day says when at the latest."""
    return validity.end_kind is EndKind.UNTIL_EVENT and rules.status(validity, on, facts) not in _OVER
