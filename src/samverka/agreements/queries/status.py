"""Status and last day on any day, in SQL: what `rules` say, from the columns and rows that operations keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samverka.agreements.choices import EventKind
from samverka.agreements.models import Agreement, AgreementEnd, AgreementEvent, AgreementGap
from samverka.agreements.rules import DoneReview, Facts, RecordedExtension
from samverka.agreements.states import AgreementStatus as Status
from samverka.agreements.states import ReviewKind
from samverka.foundation.dates.calendar import add_months

IN_FORCE = (Status.IN_FORCE, Status.IN_FORCE_RENEWED)
FOREVER = dt.date.max
ONE_DAY = dt.timedelta(days=1)
RUNS_OUT_MONTHS = 12  # ui-words: «Löper ut»
# The order in which a list sorted by status shows them: what needs someone first.
STATUS_ORDER: Sequence[Status] = (
    Status.UNCLEAR, Status.LAPSED, Status.PENDING, Status.IN_FORCE, Status.IN_FORCE_RENEWED, Status.NOT_YET, Status.ENDED,
)  # fmt: skip


def facts_of(events: Iterable[AgreementEvent]) -> Facts:
    """What has been recorded, as `rules` take it. `events` of one agreement, in order of decision."""
    events = list(events)
    endings = [e.takes_effect_on for e in events if e.kind in (EventKind.TERMINATION, EventKind.ENDED) and e.takes_effect_on]
    return Facts(
        condition_met_on=max((e.decided_on for e in events if e.kind == EventKind.CONDITION_MET), default=None),
        ended_from=min(endings, default=None),
        extensions=tuple(RecordedExtension(e.new_end, e.decided_on) for e in events if e.kind == EventKind.EXTENSION and e.new_end),
        reviews=tuple(DoneReview(ReviewKind(e.review_kind), e.decided_on) for e in events if e.kind == EventKind.REVIEW),
    )


def with_status(agreements: QuerySet[Agreement], on: dt.date) -> QuerySet[Agreement]:
    """Adds `status`, the value of `AgreementStatus` on the day: `rules.status_from_columns` as SQL, branch by branch."""
    return agreements.annotate(status=_status(on, lambda status: Value(status.value), CharField()))


def with_status_place(agreements: QuerySet[Agreement], on: dt.date) -> QuerySet[Agreement]:
    """Adds `status_place`, the place of the status in `STATUS_ORDER`."""
    return agreements.annotate(status_place=_status(on, lambda status: Value(STATUS_ORDER.index(status)), IntegerField()))


def _status(on: dt.date, value: Callable[[Status], Value], field: Any) -> Case:
    gap = AgreementGap.objects.filter(agreement=OuterRef("pk"), first__lte=on, last__gte=on)
    branches = (
        (Q(is_conditional=True) & (Q(condition_met_on=None) | Q(condition_met_on__gt=on)), Status.PENDING),
        (Q(is_lapsed_stated=True), Status.LAPSED),
        (Q(says_something=False), Status.UNCLEAR),
        (Q(starts_on__gt=on), Status.NOT_YET),
        (Q(ended_from__lte=on), Status.ENDED),
        (Exists(gap.filter(is_certain=False)), Status.UNCLEAR),
        (Exists(gap), Status.LAPSED),
        (Q(first_period_ends_on=None) | Q(first_period_ends_on__gte=on), Status.IN_FORCE),
        (Q(ends_on=None) | Q(ends_on__gte=on), Status.IN_FORCE_RENEWED),
        (Q(is_end_ambiguous=True), Status.UNCLEAR),
    )
    return Case(*(When(condition, then=value(status)) for condition, status in branches), default=value(Status.LAPSED), output_field=field)


def with_end(agreements: QuerySet[Agreement], on: dt.date) -> QuerySet[Agreement]:
    """Adds, by the decisions taken until the day, `agreed_end` (`rules.last_agreed_end`) and `final_end`: the last day
    that renewal can carry it to, `date.max` without limit; both None without an end."""
    ends = AgreementEnd.objects.filter(agreement=OuterRef("pk"), counts_from__lte=on).order_by("-last", "counts_from")
    return agreements.annotate(
        agreed_end=Subquery(ends.values("last")[:1]),
        final_end=Subquery(ends.annotate(final=Coalesce("renewable_to", Value(FOREVER))).values("final")[:1]),
    )


def with_running_out(agreements: QuerySet[Agreement], on: dt.date, months: int) -> QuerySet[Agreement]:
    """Adds `is_running_out`: in force, and no longer so within so many months unless someone decides something. Needs
    `with_status` and `with_end`."""
    until = add_months(on, months)
    by_end = Q(final_end__gte=on, final_end__lte=until)
    by_event = Q(ended_from__gt=on, ended_from__lte=until + ONE_DAY)
    condition = Q(status__in=[status.value for status in IN_FORCE]) & (by_end | by_event)
    return agreements.annotate(is_running_out=Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()))


def on_the_day(agreements: QuerySet[Agreement], on: dt.date, months: int = RUNS_OUT_MONTHS) -> QuerySet[Agreement]:
    """With everything above."""
    return with_running_out(with_end(with_status(agreements, on), on), on, months)
