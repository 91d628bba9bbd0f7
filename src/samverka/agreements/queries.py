"""Reads of agreements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from samverka.agreements.choices import EventKind, ForumRoleChoice
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement, AgreementEvent, AgreementGap
from samverka.agreements.rules import DoneReview, Facts, RecordedExtension
from samverka.agreements.states import AgreementStatus as Status
from samverka.agreements.states import ReviewKind


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


def with_status(agreements: QuerySet[Agreement], on: dt.date) -> QuerySet[Agreement]:
    """Adds `status`, the value of `AgreementStatus` on the day: `rules.status_from_columns` as SQL, branch by branch."""
    gap = AgreementGap.objects.filter(agreement=OuterRef("pk"), first__lte=on, last__gte=on)
    branches = [
        When(
            Q(is_conditional=True) & (Q(condition_met_on=None) | Q(condition_met_on__gt=on)),
            then=Value(Status.PENDING.value),
        ),
        When(is_lapsed_stated=True, then=Value(Status.LAPSED.value)),
        When(says_something=False, then=Value(Status.UNCLEAR.value)),
        When(starts_on__gt=on, then=Value(Status.NOT_YET.value)),
        When(ended_from__lte=on, then=Value(Status.ENDED.value)),
        When(Exists(gap.filter(is_certain=False)), then=Value(Status.UNCLEAR.value)),
        When(Exists(gap), then=Value(Status.LAPSED.value)),
        When(Q(first_period_ends_on=None) | Q(first_period_ends_on__gte=on), then=Value(Status.IN_FORCE.value)),
        When(Q(ends_on=None) | Q(ends_on__gte=on), then=Value(Status.IN_FORCE_RENEWED.value)),
        When(is_end_ambiguous=True, then=Value(Status.UNCLEAR.value)),
    ]
    return agreements.annotate(status=Case(*branches, default=Value(Status.LAPSED.value), output_field=CharField()))


def content_of(agreement: Agreement) -> AgreementContent:
    """What the agreement says, as `operations` take it. Three queries, none if prefetched."""
    parts = sorted(agreement.forum_parts.all(), key=lambda part: (part.position, part.pk))
    return AgreementContent(
        name=agreement.name,
        kind=agreement.kind,
        area=agreement.area,
        validity_raw=agreement.validity_raw,
        recommending=tuple(part.printed for part in parts if part.role == ForumRoleChoice.RECOMMENDING),
        preparing=tuple(part.printed for part in parts if part.role == ForumRoleChoice.PREPARING),
        notes=agreement.notes,
        statutory_basis=agreement.statutory_basis,
        aliases=tuple(alias.name for alias in agreement.aliases.all()),
        parties=tuple(sorted(party.pk for party in agreement.parties.all())),
    )
