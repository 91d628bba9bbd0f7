"""The list of agreements: which, how many of each, in what order, and what a row says.

How the agreements stand is read for all of them in one light query; texts and readings only for the rows shown.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from samverka.agreements import rules
from samverka.agreements.choices import ContractCooperation, ForumRoleChoice, ReadingState
from samverka.agreements.hierarchy import in_order
from samverka.agreements.labels import StatusTag, status_tag
from samverka.agreements.models import Agreement, AgreementAlias, AgreementEvent, AgreementForum
from samverka.agreements.queries.hierarchy import parents
from samverka.agreements.queries.status import IN_FORCE, RUNS_OUT_MONTHS, facts_of, last_day, on_the_day, runs_out
from samverka.agreements.queries.uses import uses_of
from samverka.agreements.reading import Validity
from samverka.agreements.reasons import status_reason
from samverka.agreements.rules import Facts, NextReview
from samverka.agreements.states import AGREEMENT_KIND_WORDS, AgreementKind, AgreementStatus, RenewalMode
from samverka.agreements.uses import Uses, uses_in_words
from samverka.forums.models import Forum
from samverka.foundation.dates.calendar import add_months
from samverka.principals.models import Principal

RUNNING_OUT = "loper-ut"
SEGMENTS: dict[str, tuple[AgreementStatus, ...]] = {
    "galler": IN_FORCE,
    "har-lopt-ut": (AgreementStatus.LAPSED,),
    "oklart": (AgreementStatus.UNCLEAR,),
    "vantar": (AgreementStatus.PENDING,),
    "kommande": (AgreementStatus.NOT_YET,),
    "upphort": (AgreementStatus.ENDED,),
}
SORTS: dict[str, tuple[str, ...]] = {"namn": (), "lage": (), "slag": (), "slutar": ()}  # `ordered` knows how
# What needs someone first.
STATUS_ORDER: Sequence[str] = (
    AgreementStatus.UNCLEAR, AgreementStatus.LAPSED, AgreementStatus.PENDING, AgreementStatus.IN_FORCE,
    AgreementStatus.IN_FORCE_RENEWED, AgreementStatus.NOT_YET, AgreementStatus.ENDED,
)  # fmt: skip
# What someone has to do something about, and so wants to know why.
EXPLAINED: Collection[str] = (AgreementStatus.LAPSED, AgreementStatus.UNCLEAR)
_KIND_ORDER = {kind.value: place for place, kind in enumerate(AgreementKind)}


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


class Standing(NamedTuple):
    """How one agreement stands on a day. A tuple, because every agreement of the register is one at each asking."""

    pk: int
    kind: str
    status: str
    agreed_end: dt.date | None
    last: dt.date | None
    runs_out: bool

    def is_in(self, segment: str) -> bool:
        """Whether it belongs to a segment; `""` holds all."""
        return not segment or (self.runs_out if segment == RUNNING_OUT else self.status in SEGMENTS[segment])


def standings(selection: Selection, on: dt.date, months: int = RUNS_OUT_MONTHS) -> list[Standing]:
    """Those of the selection, whatever its segment, by name. One query."""
    found = on_the_day(filtered(selection), on).order_by("name_key", "pk")
    made, until = [], add_months(on, months)
    for pk, kind, status, agreed_end, final_end, ended_from in found.values_list(
        "pk", "kind", "status", "agreed_end", "final_end", "ended_from"
    ):
        last = last_day(final_end, ended_from)
        made.append(Standing(pk, kind, status, agreed_end, last, runs_out(status, last, on, until)))
    return made


def filtered(selection: Selection) -> QuerySet[Agreement]:
    """Those of the selection, whatever its segment."""
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
        found = found.filter(
            pk__in=Agreement.parties.through.objects.filter(principal=selection.party).values("agreement")
        )
    if selection.text:
        own = _says(selection.text, "name", "area", "notes", "statutory_basis", "validity_raw")
        named = AgreementAlias.objects.filter(_says(selection.text, "name")).values("agreement")
        found = found.filter(own | Q(pk__in=named))
    return found


def _says(text: str, *fields: str) -> Q:
    """SQLite tells Å from å; so each field is asked for the text as typed, in either case, and as a sentence begins."""
    spellings = {text, text.lower(), text.upper(), text.capitalize()}
    condition = Q()
    for name in fields:
        for spelling in {
            one.encode().lower(): one for one in spellings
        }.values():  # a–z in either case is one to SQLite
            condition |= Q(**{f"{name}__icontains": spelling})
    return condition


def counts(found: Sequence[Standing]) -> dict[str, int]:
    """How many each segment holds; `""` is all of them."""
    tally = Counter(
        segment for standing in found for segment in ("", RUNNING_OUT, *SEGMENTS) if standing.is_in(segment)
    )
    return {segment: tally[segment] for segment in ("", RUNNING_OUT, *SEGMENTS)}


def ordered(found: Sequence[Standing], key: str, on: dt.date, *, descending: bool = False) -> list[Standing]:
    """By a word of `SORTS`; equals by name, and those without an end last. One query for `slutar`, none else."""
    match key:
        case "lage":
            return sorted(found, key=lambda standing: STATUS_ORDER.index(standing.status), reverse=descending)
        case "slag":
            return sorted(
                found, key=lambda standing: _KIND_ORDER.get(standing.kind, len(_KIND_ORDER)), reverse=descending
            )
        case "slutar":
            ends = period_ends_of(found, on)
            dated = sorted(
                (one for one in found if ends[one.pk]), key=lambda standing: ends[standing.pk] or on, reverse=descending
            )
            return dated + [one for one in found if not ends[one.pk]]
        case _:
            return list(reversed(found)) if descending else list(found)


def grouped(found: Sequence[Standing]) -> list[tuple[Standing, int]]:
    """Each right after the one that it belongs to, where both are found, and how deep it stands. One query."""
    by_key = {standing.pk: standing for standing in found}
    return [(by_key[key], depth) for key, depth in in_order(by_key, parents())]


def period_ends_of(found: Sequence[Standing], on: dt.date) -> dict[int, dt.date | None]:
    """`rules.current_period_end` of each: readings are opened only of those that renewal may have carried on."""
    ends = {standing.pk: standing.agreed_end for standing in found}
    passed = [standing.pk for standing in found if standing.agreed_end and standing.agreed_end < on]
    renewed = Agreement.objects.filter(pk__in=passed).exclude(reading__renewal=None).values_list("pk", "reading")
    for pk, reading in renewed:
        renewal, end = Validity.from_json(reading).renewal, ends[pk]
        if renewal and end and renewal.mode is RenewalMode.AUTOMATIC:
            ends[pk] = rules.rolled_end(end, renewal, on) if renewal.period else None
    return ends


@dataclass(frozen=True, slots=True)
class NamedForum:
    """A forum as a row names it; without an address it is not known."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement in the list, on the day, in the words that the list shows."""

    standing: Standing
    name: str
    kind: str
    area: str
    raw: str
    tag: StatusTag
    validity: Validity
    is_doubtful: bool
    is_unreadable: bool
    period_end: dt.date | None
    notice_deadline: dt.date | None
    shows_notice: bool
    review: NextReview | None
    parent: str
    reason: str
    depth: int = 0
    aliases: list[str] = field(default_factory=list)
    recommending: list[NamedForum] = field(default_factory=list)
    preparing: list[NamedForum] = field(default_factory=list)


_SHOWN = ("pk", "name", "kind", "area", "validity_raw", "reading", "reading_state", "starts_on", "parent__name")


def rows(
    shown: Sequence[Standing],
    on: dt.date,
    forums: Mapping[int, NamedForum],
    *,
    depths: Mapping[int, int] | None = None,
    explained: Collection[str] = EXPLAINED,
) -> list[Row]:
    """The rows of a page, in its order; `forums` is what `choices` offers, `depths` how deep each stands under others,
    `explained` the statuses that are told with their reason and who uses the agreement. Seven queries."""
    keys = [standing.pk for standing in shown]
    told = {values[0]: values for values in Agreement.objects.filter(pk__in=keys).order_by().values_list(*_SHOWN)}
    events: dict[int, list[AgreementEvent]] = {}
    for event in AgreementEvent.objects.filter(agreement__in=keys):
        events.setdefault(event.agreement_id, []).append(event)
    kinds = {kind: gettext(words) for kind, words in AGREEMENT_KIND_WORDS.items()}
    uses = uses_of([one.pk for one in shown if one.status in explained])
    made = {
        one.pk: _row(
            one, told[one.pk], kinds, facts_of(events.get(one.pk, [])), on, uses=uses.get(one.pk), depth=(depths or {}).get(one.pk, 0)
        )
        for one in shown
        if one.pk in told
    }  # fmt: skip
    for key, name in AgreementAlias.objects.filter(agreement__in=keys).values_list("agreement", "name"):
        made[key].aliases.append(name)
    for key, role, printed, forum in AgreementForum.objects.filter(agreement__in=keys).values_list(
        "agreement", "role", "printed", "forum"
    ):
        named = forums.get(forum) or NamedForum(printed)
        (made[key].recommending if role == ForumRoleChoice.RECOMMENDING else made[key].preparing).append(named)
    return list(made.values())


def _row(
    standing: Standing, told: tuple[Any, ...], kinds: Mapping[Any, str], facts: Facts, on: dt.date, *, uses: Uses | None, depth: int
) -> Row:  # fmt: skip
    """With `uses`, the reason for its status is told."""
    _pk, name, kind, area, raw, reading, reading_state, starts_on, parent = told
    validity = Validity.from_json(reading)
    notice = rules.notice_deadline(validity, on, facts)
    return Row(
        standing=standing,
        name=name,
        kind=kinds.get(kind, kind),
        area=area,
        raw=raw,
        tag=status_tag(AgreementStatus(standing.status), starts_on, is_running_out=standing.runs_out),
        validity=validity,
        is_doubtful=reading_state == ReadingState.UNCONFIRMED and validity.needs_a_person,
        is_unreadable=reading_state == ReadingState.UNREADABLE,
        period_end=rules.current_period_end(validity, on, facts),
        notice_deadline=notice,
        shows_notice=notice is not None and on <= notice <= add_months(on, RUNS_OUT_MONTHS),
        review=rules.next_review(validity, on, facts),
        parent=parent or "",
        reason=f"{status_reason(validity, facts, on)} {uses_in_words(uses, standing.status)}".strip() if uses else "",
        depth=depth,
    )


@dataclass(frozen=True)
class Choices:
    """What the filters offer: what the register holds."""

    areas: list[str]
    forums: list[tuple[int, str]]
    parties: list[tuple[int, str]]


def choices() -> Choices:
    """Three queries."""
    forums = Forum.objects.filter(pk__in=AgreementForum.objects.exclude(forum=None).values("forum")).only(
        "name", "short_name", "abbreviation"
    )
    parties = Principal.objects.filter(pk__in=Agreement.parties.through.objects.values("principal")).only(
        "name", "short_name"
    )
    areas = sorted({area for area in Agreement.objects.order_by().values_list("area", flat=True).distinct() if area})
    return Choices(areas, [(each.pk, each.label) for each in forums], [(each.pk, each.label) for each in parties])


@dataclass(frozen=True, slots=True)
class Extra:
    """What a file tells of an agreement beyond its row."""

    reading_state: str
    statutory_basis: str
    contract_cooperation: str
    notes: str
    parties: list[str] = field(default_factory=list)


def extras(keys: Sequence[int]) -> dict[int, Extra]:
    """By key. Two queries."""
    found = {
        pk: Extra(str(ReadingState(state).label), basis, str(ContractCooperation(cooperation).label), notes)
        for pk, state, basis, cooperation, notes in Agreement.objects.filter(pk__in=keys).values_list(
            "pk", "reading_state", "statutory_basis", "contract_cooperation", "notes"
        )
    }
    for key, name in Principal.objects.filter(agreements__in=keys).values_list("agreements", "name"):
        found[key].parties.append(name)
    return found
