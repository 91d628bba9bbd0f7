"""The lives of many agreements for the timeline: grouped by what needs someone, sorted by end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy

from samverka.agreements import reasons
from samverka.agreements.coming import ComingDay, DayKind, days_between
from samverka.agreements.labels import StatusTag, kind_label, status_tag
from samverka.agreements.models import Agreement, AgreementEvent
from samverka.agreements.queries.register import Standing, period_ends_of
from samverka.agreements.queries.status import FOREVER, IN_FORCE, facts_of
from samverka.agreements.reading import Validity
from samverka.agreements.reasons import Step
from samverka.agreements.rules import Facts
from samverka.agreements.states import AgreementStatus, EndKind
from samverka.agreements.timeline import Part, life, until_now

GROUPS = (
    gettext_lazy("Löper ut inom 12 månader"),
    gettext_lazy("Har löpt ut eller är oklart"),
    gettext_lazy("Gäller en bestämd tid eller förlängs automatiskt"),
    gettext_lazy("Gäller tills vidare eller tills något inträffar"),
    gettext_lazy("Slutet är inte angivet"),
    gettext_lazy("Har upphört"),
)
_RUNS_OUT, _NEEDS_SOMEONE, _FIXED, _OPEN, _NOT_STATED, _ENDED = range(len(GROUPS))
_OPEN_KINDS = (EndKind.OPEN_ENDED, EndKind.UNTIL_EVENT, EndKind.UNTIL_EVENT_CAPPED)


@dataclass(frozen=True, slots=True)
class Placed:
    """An agreement with its place in the timeline: `end` is the last day of its current period, if there is one."""

    standing: Standing
    group: int
    end: dt.date | None


def placed(found: Sequence[Standing], on: dt.date) -> list[Placed]:
    """In the order of the timeline: by group, then by end, those without one last; equals as they came. Two queries."""
    ends = period_ends_of(found, on)
    endless = [one.pk for one in found if ends[one.pk] is None]
    told = Agreement.objects.filter(pk__in=endless, reading__end_kind__in=[kind.value for kind in _OPEN_KINDS])
    is_open = set(told.order_by().values_list("pk", flat=True)) if endless else set()
    rows = [Placed(one, _group(one, ends[one.pk], one.pk in is_open), _last_day(one, ends[one.pk])) for one in found]
    return sorted(rows, key=lambda row: (row.group, row.end or FOREVER))


def _last_day(standing: Standing, period_end: dt.date | None) -> dt.date | None:
    return min(filter(None, (period_end, standing.last)), default=None)


def _group(standing: Standing, end: dt.date | None, is_open: bool) -> int:
    match standing.status:
        case AgreementStatus.ENDED:
            return _ENDED
        case AgreementStatus.LAPSED | AgreementStatus.UNCLEAR:
            return _NEEDS_SOMEONE
    if standing.runs_out:
        return _RUNS_OUT
    if end or standing.agreed_end:
        return _FIXED
    return _OPEN if is_open else _NOT_STATED


@dataclass(frozen=True, slots=True)
class Life:
    """One agreement in the timeline, on the day. `reviews`: those within the days asked for and the late ones."""

    pk: int
    name: str
    kind: str
    raw: str
    placed: Placed
    tag: StatusTag
    validity: Validity
    facts: Facts
    parts: list[Part]
    reviews: list[ComingDay]
    step: Step | None
    successors: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_renewed(self) -> bool:
        """Whether it goes on by itself after the last day drawn."""
        renewal = self.validity.renewal
        return self.parts[-1].kind == "auto" and renewal is not None and renewal.max is None if self.parts else False


_SHOWN = ("pk", "name", "kind", "validity_raw", "reading", "starts_on")


def lives(shown: Sequence[Placed], on: dt.date, first: dt.date, last: dt.date) -> list[Life]:
    """Of one page, in its order. Three queries."""
    keys = [one.standing.pk for one in shown]
    told = {values[0]: values for values in Agreement.objects.filter(pk__in=keys).order_by().values_list(*_SHOWN)}
    events: dict[int, list[AgreementEvent]] = {}
    for event in AgreementEvent.objects.filter(agreement__in=keys):
        events.setdefault(event.agreement_id, []).append(event)
    after: dict[int, list[tuple[int, str]]] = {}
    following = Agreement.objects.filter(predecessor__in=keys).order_by("name_key", "pk")
    for predecessor, pk, name in following.values_list("predecessor", "pk", "name"):
        if predecessor is not None:
            after.setdefault(predecessor, []).append((pk, name))
    return [
        _life(
            one,
            told[one.standing.pk],
            events.get(one.standing.pk, []),
            after.get(one.standing.pk, []),
            (on, first, last),
        )
        for one in shown
        if one.standing.pk in told
    ]


def _life(
    one: Placed,
    values: tuple[int, str, str, str, dict[str, object], dt.date | None],
    events: list[AgreementEvent],
    successors: list[tuple[int, str]],
    days: tuple[dt.date, dt.date, dt.date],
) -> Life:
    pk, name, kind, raw, reading, starts_on = values
    on, first, last = days
    validity, facts = Validity.from_json(reading), facts_of(events)
    status = AgreementStatus(one.standing.status)
    parts = until_now(life(validity, facts, on, events), on)
    if status is AgreementStatus.PENDING:
        parts = [replace(part, kind="pending") if part.kind != "gap" else part for part in parts]
    coming = days_between(validity, facts, first, last, on) if status in IN_FORCE else []
    return Life(
        pk=pk,
        name=name,
        kind=kind_label(kind),
        raw=raw,
        placed=one,
        tag=status_tag(status, starts_on, is_running_out=one.standing.runs_out),
        validity=validity,
        facts=facts,
        parts=parts,
        reviews=[day for day in coming if day.kind is DayKind.REVIEW],
        step=next(iter(reasons.next_steps(validity, facts, on)), None),
        successors=successors,
    )
