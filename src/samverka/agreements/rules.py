"""What is in force on a given day, until when, and what must be done before (glossary §2, rules 1–5).

Plain functions of a `Validity`, the recorded `Facts` and a day; no clock, no Django. `status_columns` gives the same
status as values that do not depend on the day, for lists that are counted in SQL.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samverka.agreements.reading.model import Renewal, Review, Validity
from samverka.agreements.states import AgreementStatus, Flag, NoticeBasis, RenewalMode, ReviewKind
from samverka.foundation.dates.calendar import add_months, add_period, months_in

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RecordedExtension:
    """A new last day, and the day the decision took effect; None when that is not known."""

    new_end: dt.date
    decided_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DoneReview:
    kind: ReviewKind
    done_on: dt.date


@dataclass(frozen=True, slots=True)
class Facts:
    """What has been recorded about an agreement besides its validity text.

    `ended_from` is the first day on which it no longer applies because its event has occurred, a successor has taken
    over or a termination has taken effect. `is_conditional` is a condition that the text does not tell (all
    principals must adopt); `condition_met_on` the day it was met.
    """

    is_conditional: bool = False
    condition_met_on: dt.date | None = None
    ended_from: dt.date | None = None
    extensions: tuple[RecordedExtension, ...] = ()
    reviews: tuple[DoneReview, ...] = ()


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without an agreement: after the old end, before the extension was decided.

    Not certain when the old end was only an ambiguous year.
    """

    first: dt.date
    last: dt.date
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class NextReview:
    kind: ReviewKind
    due: dt.date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class AgreedEnd:
    """A last day agreed on, and how far automatic renewal can carry it (None: without limit).

    It counts from `counts_from`, the day it was decided; `date.min` when that is not known.
    """

    counts_from: dt.date
    last: dt.date
    renewable_to: dt.date | None


# --- status (rule 1) ---------------------------------------------------------------------------------------------


def status(validity: Validity, on: dt.date, facts: Facts = NO_FACTS) -> AgreementStatus:
    """Rule 1, in its order of judging. The text's «tills vidare» alone gives neither start, end nor event: unclear."""
    end = last_agreed_end(validity, facts)
    ended_from = _ended_from(validity, facts)
    if _is_pending(validity, on, facts):
        return AgreementStatus.PENDING
    if Flag.LAPSED_STATED in validity.flags:
        return AgreementStatus.LAPSED
    if not (validity.valid_from or end or validity.event or ended_from):
        return AgreementStatus.UNCLEAR
    if validity.valid_from and on < validity.valid_from.start:
        return AgreementStatus.NOT_YET
    if ended_from and ended_from <= on:
        return AgreementStatus.ENDED
    for gap in gaps(validity, facts):
        if gap.first <= on <= gap.last:
            return AgreementStatus.LAPSED if gap.is_certain else AgreementStatus.UNCLEAR
    if end is None or on <= end:
        return AgreementStatus.IN_FORCE
    renewal = _automatic(validity)
    if renewal and (renewal.period is None or on <= rolled_end(end, renewal, on)):
        return AgreementStatus.IN_FORCE_RENEWED
    return AgreementStatus.UNCLEAR if _is_ambiguous(validity, end) else AgreementStatus.LAPSED


def _is_pending(validity: Validity, on: dt.date, facts: Facts) -> bool:
    is_conditional = facts.is_conditional or Flag.CONDITIONAL in validity.flags
    return is_conditional and (facts.condition_met_on is None or on < facts.condition_met_on)


def _ended_from(validity: Validity, facts: Facts) -> dt.date | None:
    """A successor named by the text takes over the day after the last."""
    told = None
    if validity.successor and validity.valid_to and validity.valid_to.end < dt.date.max:
        told = validity.valid_to.end + _ONE_DAY
    return min(filter(None, (told, facts.ended_from)), default=None)


def _is_ambiguous(validity: Validity, end: dt.date) -> bool:
    """Whether only an ambiguous year says that the agreement ended on `end`."""
    return Flag.AMBIGUOUS_YEAR in validity.flags and validity.valid_to is not None and end == validity.valid_to.end


# --- periods (rule 2) --------------------------------------------------------------------------------------------


def last_agreed_end(validity: Validity, facts: Facts = NO_FACTS, on: dt.date | None = None) -> dt.date | None:
    """The last day agreed on, extensions included, renewals not; with `on`, by the decisions taken until that day."""
    return max((end for decided_on, end in _ends(validity, facts) if not on or decided_on <= on), default=None)


def agreed_ends(validity: Validity, facts: Facts = NO_FACTS) -> tuple[AgreedEnd, ...]:
    """Every end agreed on, in order of decision: what `last_agreed_end` chooses among on any day."""
    return tuple(
        AgreedEnd(decided_on, end, _last_possible(validity, end))
        for decided_on, end in sorted(set(_ends(validity, facts)))
    )


def final_end(validity: Validity, facts: Facts, on: dt.date) -> dt.date | None:
    """The last day that renewal can carry the agreed end to, by the decisions taken until `on`; `date.max` without
    limit, None without an end."""
    known = [end for end in agreed_ends(validity, facts) if end.counts_from <= on]
    return (max(known, key=lambda end: end.last).renewable_to or dt.date.max) if known else None


def current_period_end(validity: Validity, on: dt.date, facts: Facts = NO_FACTS) -> dt.date | None:
    """Rule 2: the agreed end, rolled forward by automatic renewal until it is on or after `on`.

    None without an end, and when the renewal that carries it on gives no period.
    """
    end, renewal = last_agreed_end(validity, facts, on), _automatic(validity)
    if end is None or renewal is None or on <= end:
        return end
    return rolled_end(end, renewal, on) if renewal.period else None


def rolled_end(end: dt.date, renewal: Renewal, on: dt.date) -> dt.date:
    """`end` moved by whole renewal periods, counted from `end` itself, until on or after `on`; at most `max` times.

    Raises `ValueError` if the renewal has no period.
    """
    if renewal.period is None:
        raise ValueError("a renewal without a period has no end to roll to")
    months = months_in(renewal.period)
    times = max(0, (on.year - end.year) * 12 + on.month - end.month) // months
    if add_months(end, times * months) < on:
        times += 1
    return add_months(end, min(times, renewal.max or times) * months)


def gaps(validity: Validity, facts: Facts = NO_FACTS) -> tuple[Gap, ...]:
    """Rule 5: the days between an end and an extension decided after it."""
    found: list[Gap] = []
    end: dt.date | None = None
    for decided_on, new_end in sorted(_ends(validity, facts)):
        last = _last_possible(validity, end) if end else None
        if last and last < decided_on and last < new_end and decided_on - last > _ONE_DAY:
            is_certain = not (end and _is_ambiguous(validity, end))
            found.append(Gap(last + _ONE_DAY, min(decided_on - _ONE_DAY, new_end), is_certain))
        end = max(end or new_end, new_end)
    return tuple(found)


def _ends(validity: Validity, facts: Facts) -> list[tuple[dt.date, dt.date]]:
    """Each agreed end with the day from which it counts; ends without a known decision count from the first day."""
    ends = [(extension.decided_on or dt.date.min, extension.new_end) for extension in facts.extensions]
    if validity.valid_to is None:
        return ends
    told = {extension.new_to.end: extension.decided_on for extension in validity.extensions}
    if validity.base_to and validity.base_to.end < validity.valid_to.end:
        ends.append((dt.date.min, validity.base_to.end))
        ends += [(decided_on or dt.date.min, end) for end, decided_on in told.items() if end <= validity.valid_to.end]
        if validity.valid_to.end in told:
            return ends
    return [*ends, (dt.date.min, validity.valid_to.end)]


def _automatic(validity: Validity) -> Renewal | None:
    """The renewal that happens by itself; an optional one changes nothing until a decision is recorded."""
    renewal = validity.renewal
    return renewal if renewal and renewal.mode is RenewalMode.AUTOMATIC else None


def _last_possible(validity: Validity, end: dt.date) -> dt.date | None:
    """The last day automatic renewal can carry `end` to; None without limit."""
    renewal = _automatic(validity)
    if renewal is None:
        return end
    if renewal.period is None or renewal.max is None:
        return None
    return add_months(end, months_in(renewal.period) * renewal.max)


# --- notice (rule 3) ---------------------------------------------------------------------------------------------


def notice_deadline(validity: Validity, on: dt.date, facts: Facts = NO_FACTS) -> dt.date | None:
    """Rule 3: the last day on which notice is in time for the current period's end; None with rolling notice."""
    notice, end = validity.notice, current_period_end(validity, on, facts)
    if notice is None or notice.basis is not NoticeBasis.BEFORE_PERIOD_END or notice.period is None or end is None:
        return None
    return add_period(end, notice.period, -1)


def earliest_end(validity: Validity, on: dt.date) -> dt.date | None:
    """Rule 3: with rolling notice, the day the agreement ends if notice is given on `on`."""
    notice = validity.notice
    if notice is None or notice.basis is not NoticeBasis.ROLLING or notice.period is None:
        return None
    return add_period(on, notice.period)


# --- reviews (rule 4) --------------------------------------------------------------------------------------------


def next_reviews(validity: Validity, on: dt.date, facts: Facts = NO_FACTS) -> tuple[NextReview, ...]:
    """Rule 4 for every review that has a day, the nearest first."""
    dues = ((review.kind, _due(review, validity, on, facts)) for review in validity.reviews)
    found = [NextReview(kind, due, is_overdue=due < on) for kind, due in dues if due]
    return tuple(sorted(found, key=lambda review: (review.due, review.kind)))


def next_review(validity: Validity, on: dt.date, facts: Facts = NO_FACTS) -> NextReview | None:
    """The nearest of `next_reviews`."""
    return next(iter(next_reviews(validity, on, facts)), None)


def _due(review: Review, validity: Validity, on: dt.date, facts: Facts) -> dt.date | None:
    recorded = [done.done_on for done in facts.reviews if done.kind is review.kind and done.done_on <= on]
    if review.last_done:
        recorded.append(review.last_done.end)
    done = max(recorded, default=None)
    if done and review.every:
        return add_period(done, review.every)
    if review.first and (done is None or done < review.first.start):
        return review.first.end
    if done is None and review.every and validity.valid_from:
        return add_period(validity.valid_from.end, review.every)
    return None


# --- the same status, for lists ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatusColumns:
    """What decides the status on any day, as values that do not depend on the day.

    `first_period_ends_on` is the last day agreed on; `ends_on` the last day automatic renewal can carry it to. Both
    None: no end. Only `ends_on` None: renewed without limit. `gaps` are child rows where there are any.
    """

    is_conditional: bool
    condition_met_on: dt.date | None
    is_lapsed_stated: bool
    says_something: bool
    starts_on: dt.date | None
    ended_from: dt.date | None
    first_period_ends_on: dt.date | None
    ends_on: dt.date | None
    is_end_ambiguous: bool
    gaps: tuple[Gap, ...]


def status_columns(validity: Validity, facts: Facts = NO_FACTS) -> StatusColumns:
    """The columns for one agreement, to be stored whenever its reading or its facts change."""
    end, ended_from = last_agreed_end(validity, facts), _ended_from(validity, facts)
    return StatusColumns(
        is_conditional=facts.is_conditional or Flag.CONDITIONAL in validity.flags,
        condition_met_on=facts.condition_met_on,
        is_lapsed_stated=Flag.LAPSED_STATED in validity.flags,
        says_something=bool(validity.valid_from or end or validity.event or ended_from),
        starts_on=validity.valid_from.start if validity.valid_from else None,
        ended_from=ended_from,
        first_period_ends_on=end,
        ends_on=_last_possible(validity, end) if end else None,
        is_end_ambiguous=bool(end and _is_ambiguous(validity, end)),
        gaps=gaps(validity, facts),
    )


def status_from_columns(columns: StatusColumns, on: dt.date) -> AgreementStatus:
    """`status` by comparisons alone, in the order an SQL CASE takes them."""
    if columns.is_conditional and (columns.condition_met_on is None or on < columns.condition_met_on):
        return AgreementStatus.PENDING
    if columns.is_lapsed_stated:
        return AgreementStatus.LAPSED
    if not columns.says_something:
        return AgreementStatus.UNCLEAR
    if columns.starts_on is not None and on < columns.starts_on:
        return AgreementStatus.NOT_YET
    if columns.ended_from is not None and on >= columns.ended_from:
        return AgreementStatus.ENDED
    if any(not gap.is_certain and gap.first <= on <= gap.last for gap in columns.gaps):
        return AgreementStatus.UNCLEAR
    if any(gap.first <= on <= gap.last for gap in columns.gaps):
        return AgreementStatus.LAPSED
    if columns.first_period_ends_on is None or on <= columns.first_period_ends_on:
        return AgreementStatus.IN_FORCE
    if columns.ends_on is None or on <= columns.ends_on:
        return AgreementStatus.IN_FORCE_RENEWED
    return AgreementStatus.UNCLEAR if columns.is_end_ambiguous else AgreementStatus.LAPSED
