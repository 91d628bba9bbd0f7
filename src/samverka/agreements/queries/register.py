"""The list of agreements: which, how many of each, in what order, and what a row says."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When

from samverka.agreements import rules
from samverka.agreements.choices import ForumRoleChoice
from samverka.agreements.labels import StatusTag, status_tag
from samverka.agreements.models import Agreement, AgreementAlias, AgreementForum
from samverka.agreements.queries.status import IN_FORCE, RUNS_OUT_MONTHS, facts_of, on_the_day, with_status_place
from samverka.agreements.reading import Validity
from samverka.agreements.rules import Facts, NextReview
from samverka.agreements.states import AgreementKind, AgreementStatus, RenewalMode
from samverka.forums.models import Forum
from samverka.foundation.dates.calendar import add_months
from samverka.principals.models import Principal

SEGMENTS: dict[str, tuple[AgreementStatus, ...]] = {
    "galler": IN_FORCE,
    "har-lopt-ut": (AgreementStatus.LAPSED,),
    "oklart": (AgreementStatus.UNCLEAR,),
    "vantar": (AgreementStatus.PENDING,),
    "kommande": (AgreementStatus.NOT_YET,),
    "upphort": (AgreementStatus.ENDED,),
}
RUNNING_OUT = "loper-ut"
SORTS = {
    "namn": ("name_key", "pk"),
    "lage": ("status_place", "name_key", "pk"),
    "slag": ("kind_place", "name_key", "pk"),
    "slutar": ("name_key", "pk"),  # sorted by `keys_by_end`, since renewal rolls the end forward
}
_KIND_PLACE = Case(
    *(When(kind=kind.value, then=Value(place)) for place, kind in enumerate(AgreementKind)), default=Value(99), output_field=IntegerField()
)


@dataclass(frozen=True)
class Selection:
    """What the list is filtered by. An empty value chooses nothing."""

    segment: str = ""
    kind: str = ""
    area: str = ""
    forum: int | None = None
    party: int | None = None
    reading_state: str = ""
    text: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kind or self.area or self.forum or self.party or self.reading_state or self.text)


def selected(selection: Selection, on: dt.date) -> QuerySet[Agreement]:
    """Agreements of the selection, with what `on_the_day` adds."""
    found = on_the_day(_filtered(selection), on)
    if selection.segment == RUNNING_OUT:
        return found.filter(is_running_out=True)
    if selection.segment in SEGMENTS:
        return found.filter(status__in=[status.value for status in SEGMENTS[selection.segment]])
    return found


def _filtered(selection: Selection) -> QuerySet[Agreement]:
    found = Agreement.objects.all()
    if selection.kind:
        found = found.filter(kind=selection.kind)
    if selection.area:
        found = found.filter(area=selection.area)
    if selection.reading_state:
        found = found.filter(reading_state=selection.reading_state)
    if selection.forum:
        found = found.filter(pk__in=AgreementForum.objects.filter(forum=selection.forum).values("agreement"))
    if selection.party:
        found = found.filter(pk__in=Agreement.parties.through.objects.filter(principal=selection.party).values("agreement"))
    if selection.text:
        own = _says(selection.text, "name", "area", "notes", "statutory_basis", "validity_raw")
        named = AgreementAlias.objects.filter(_says(selection.text, "name")).values("agreement")
        found = found.filter(own | Q(pk__in=named))
    return found


def _says(text: str, *fields: str) -> Q:
    """SQLite compares å, ä and ö by case; so each field is asked for the text as typed and in either case."""
    spellings = {text, text.lower(), text.upper(), text[:1].upper() + text[1:].lower()}
    condition = Q()
    for field in fields:
        for spelling in spellings:
            condition |= Q(**{f"{field}__icontains": spelling})
    return condition


def counts(selection: Selection, on: dt.date) -> dict[str, int]:
    """How many of the filtered agreements each segment holds; `""` is all of them. One query."""
    found = on_the_day(_filtered(selection), on)
    tally: Counter[str] = Counter()
    for status, is_running_out, number in found.order_by().values_list("status", "is_running_out").annotate(number=Count("pk")):
        tally[""] += number
        tally[RUNNING_OUT] += number if is_running_out else 0
        for segment, statuses in SEGMENTS.items():
            tally[segment] += number if status in statuses else 0
    return {segment: tally[segment] for segment in ("", RUNNING_OUT, *SEGMENTS)}


def ordered(agreements: QuerySet[Agreement], key: str, order: Sequence[str], on: dt.date, *, descending: bool) -> QuerySet[Agreement] | list[int]:
    """The agreements in order, or their keys where only Python can tell the order."""
    if key == "slutar":
        return keys_by_end(agreements, on, descending=descending)
    if key == "lage":
        agreements = with_status_place(agreements, on)
    if key == "slag":
        agreements = agreements.annotate(kind_place=_KIND_PLACE)
    return agreements.order_by(*order)


def keys_by_end(agreements: QuerySet[Agreement], on: dt.date, *, descending: bool = False) -> list[int]:
    """Keys by the end of the current period, those without one last. Two queries: readings are opened only for those
    that renewal has carried on."""
    ends = dict(agreements.order_by("name_key", "pk").values_list("pk", "agreed_end"))
    carried = agreements.filter(agreed_end__lt=on).exclude(reading__renewal=None).order_by().values_list("pk", "reading")
    for pk, reading in carried:
        renewal = Validity.from_json(reading).renewal
        if renewal and renewal.mode is RenewalMode.AUTOMATIC:
            ends[pk] = rules.rolled_end(ends[pk], renewal, on) if renewal.period else None
    dated = sorted((pk for pk, end in ends.items() if end), key=lambda pk: ends[pk], reverse=descending)
    return dated + [pk for pk, end in ends.items() if not end]


@dataclass(frozen=True)
class Row:
    """One agreement in the list, on the day."""

    agreement: Agreement
    on: dt.date
    validity: Validity
    facts: Facts
    period_end: dt.date | None
    notice_deadline: dt.date | None
    review: NextReview | None
    recommending: tuple[AgreementForum, ...]
    preparing: tuple[AgreementForum, ...]

    @property
    def status(self) -> AgreementStatus:
        return AgreementStatus(self.agreement.status)

    @property
    def shows_notice(self) -> bool:
        """Whether the last day to give notice is near enough to stand in the list."""
        return self.notice_deadline is not None and self.on <= self.notice_deadline <= add_months(self.on, RUNS_OUT_MONTHS)

    @property
    def tag(self) -> StatusTag:
        return status_tag(self.status, self.agreement.starts_on, is_running_out=self.agreement.is_running_out)


def rows_of(keys: Sequence[int], on: dt.date, *, with_parties: bool = False) -> list[Row]:
    """Rows of the keys, in their order. Four queries, five with the parties."""
    parts = Prefetch("forum_parts", queryset=AgreementForum.objects.select_related("forum"))
    ready = on_the_day(Agreement.objects.filter(pk__in=keys), on).prefetch_related("aliases", "events", parts, *(["parties"] if with_parties else []))
    found = {each.pk: each for each in ready}
    return [row(found[key], on) for key in keys if key in found]


def row(agreement: Agreement, on: dt.date) -> Row:
    validity, facts, parts = agreement.validity, facts_of(agreement.events.all()), agreement.forum_parts.all()
    return Row(
        agreement=agreement,
        on=on,
        validity=validity,
        facts=facts,
        period_end=rules.current_period_end(validity, on, facts),
        notice_deadline=rules.notice_deadline(validity, on, facts),
        review=rules.next_review(validity, on, facts),
        recommending=tuple(part for part in parts if part.role == ForumRoleChoice.RECOMMENDING),
        preparing=tuple(part for part in parts if part.role == ForumRoleChoice.PREPARING),
    )


@dataclass(frozen=True)
class Choices:
    """What the filters offer: what the register holds."""

    areas: list[str]
    forums: list[tuple[int, str]]
    parties: list[tuple[int, str]]


def choices() -> Choices:
    """Three queries."""
    forums = Forum.objects.filter(pk__in=AgreementForum.objects.exclude(forum=None).values("forum"))
    parties = Principal.objects.filter(pk__in=Agreement.parties.through.objects.values("principal"))
    areas: Any = Agreement.objects.exclude(area="").order_by("area").values_list("area", flat=True).distinct()
    return Choices(list(areas), [(each.pk, each.label) for each in forums], [(each.pk, each.label) for each in parties])
