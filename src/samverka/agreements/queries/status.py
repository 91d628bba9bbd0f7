"""Status and last day on any day, in SQL: what `rules` say, from the columns and rows that operations keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from samverka.agreements.choices import EventKind
from samverka.agreements.models import AgreementEnd, AgreementEvent, AgreementGap
from samverka.agreements.rules import DoneReview, Facts, RecordedExtension
from samverka.agreements.states import AgreementStatus as Status
from samverka.agreements.states import ReviewKind

IN_FORCE = (Status.IN_FORCE, Status.IN_FORCE_RENEWED)
FOREVER = dt.date.max
ONE_DAY = dt.timedelta(days=1)
RUNS_OUT_MONTHS = 12  # ui-words: «Löper ut»


def facts_of(events: Iterable[AgreementEvent]) -> Facts:
    """What has been recorded, as `rules` take it. `events` of one agreement, in order of decision."""
    events = list(events)
    endings = [
        e.takes_effect_on for e in events if e.kind in (EventKind.TERMINATION, EventKind.ENDED) and e.takes_effect_on
    ]
    return Facts(
        condition_met_on=max((e.decided_on for e in events if e.kind == EventKind.CONDITION_MET), default=None),
        ended_from=min(endings, default=None),
        extensions=tuple(
            RecordedExtension(e.new_end, e.decided_on) for e in events if e.kind == EventKind.EXTENSION and e.new_end
        ),
        reviews=tuple(
            DoneReview(ReviewKind(e.review_kind), e.decided_on) for e in events if e.kind == EventKind.REVIEW
        ),
    )


def with_status(agreements: QuerySet[Any], on: dt.date) -> QuerySet[Any]:
    """Adds `status`, the value of `AgreementStatus` on the day: `rules.status_from_columns` as SQL, branch by branch."""
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
    cases = (When(condition, then=Value(status.value)) for condition, status in branches)
    found: QuerySet[Any] = agreements.annotate(
        status=Case(*cases, default=Value(Status.LAPSED.value), output_field=CharField())
    )
    return found


def with_end(agreements: QuerySet[Any], on: dt.date) -> QuerySet[Any]:
    """Adds, by the decisions taken until the day, `agreed_end` (`rules.last_agreed_end`) and `final_end`: the last day
    that renewal can carry it to, `date.max` without limit; both None without an end."""
    ends = AgreementEnd.objects.filter(agreement=OuterRef("pk"), counts_from__lte=on).order_by("-last", "counts_from")
    found: QuerySet[Any] = agreements.annotate(
        agreed_end=Subquery(ends.values("last")[:1]),
        final_end=Subquery(ends.annotate(final=Coalesce("renewable_to", Value(FOREVER))).values("final")[:1]),
    )
    return found


def on_the_day(agreements: QuerySet[Any], on: dt.date) -> QuerySet[Any]:
    """Adds `status`, `agreed_end` and `final_end`."""
    return with_end(with_status(agreements, on), on)


def last_day(final_end: dt.date | None, ended_from: dt.date | None) -> dt.date | None:
    """The last day an agreement applies if nobody decides anything: by its end, or by what has been recorded."""
    final = None if final_end == FOREVER else final_end
    if ended_from is None:
        return final
    ended = ended_from - ONE_DAY
    return ended if final is None or ended < final else final


def runs_out(status: str, last: dt.date | None, on: dt.date, until: dt.date) -> bool:
    """Whether it is in force on the day, and no longer so on some day up to `until` unless someone decides something."""
    return last is not None and on <= last <= until and status in IN_FORCE
