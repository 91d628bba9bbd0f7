"""The review calendar: what happens to agreements between two days, and the reviews that are late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from samverka.agreements.choices import ForumRoleChoice
from samverka.agreements.coming import ComingDay, DayKind, days_between, waits_for_an_event
from samverka.agreements.models import Agreement, AgreementForum
from samverka.agreements.queries.register import Selection, filtered
from samverka.agreements.queries.status import facts_of
from samverka.agreements.queries.upcoming import preparing_of
from samverka.agreements.states import AgreementKind, EndKind, Flag

_NOTHING = Selection()


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of an agreement: `title` is the agreement's name and `pk` its key, `words` what happens that day, `who` the
    forums that prepare it (as printed where not known)."""

    day: dt.date
    kind: DayKind
    title: str
    pk: int
    words: str
    coming: ComingDay
    agreement_kind: str = ""
    who: tuple[str, ...] = field(default=())

    @property
    def is_overdue(self) -> bool:
        """A review whose day has passed without one being recorded. It may lie before the days asked for."""
        return self.coming.is_overdue

    @property
    def is_projected(self) -> bool:
        """Counted on from a review that has not been done yet."""
        return self.coming.is_projected


def days(
    first: dt.date,
    last: dt.date,
    *,
    on: dt.date,
    selection: Selection = _NOTHING,
    responsible: Collection[int] | None = None,
    overdue: bool = True,
) -> list[CalendarDay]:
    """From `first` to `last`, both included, as it stands on `on`; the overdue reviews first unless `overdue` is false, then
    by day and name. `responsible`: the forums one of which prepares them. Three queries. Everyone who may log in may see it."""
    read = _concerned(selection, responsible, first, last).only("pk", "name", "name_key", "kind", "reading")
    found: list[tuple[str, Agreement, ComingDay]] = []
    for agreement in read.prefetch_related("events"):
        coming = days_between(
            agreement.validity,
            facts_of(agreement.events.all()),
            first,
            last,
            on,
            is_temporary=agreement.kind == AgreementKind.TEMPORARY_GUIDELINE,
        )
        found += [(agreement.name_key, agreement, one) for one in coming if overdue or not one.is_overdue]
    found.sort(key=lambda told: (not told[2].is_overdue, told[2].day, told[0], told[1].pk))
    who = preparing_of([agreement.pk for _key, agreement, _coming in found])
    return [
        CalendarDay(
            one.day,
            one.kind,
            agreement.name,
            agreement.pk,
            gettext(one.words),
            one,
            agreement.kind,
            tuple(who.get(agreement.pk, ())),
        )
        for _key, agreement, one in found
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An agreement that ends when something happens: `event` in the words of the source."""

    pk: int
    name: str
    event: str
    is_temporary: bool


def waiting(on: dt.date, selection: Selection = _NOTHING) -> list[Waiting]:
    """Those that no day ends: the temporary first, then by name. Two queries."""
    told = filtered(selection).filter(reading__end_kind=EndKind.UNTIL_EVENT.value).order_by("name_key", "pk")
    found = []
    for agreement in told.only("pk", "name", "kind", "reading").prefetch_related("events"):
        validity = agreement.validity
        if waits_for_an_event(validity, on, facts_of(agreement.events.all())):
            is_temporary = agreement.kind == AgreementKind.TEMPORARY_GUIDELINE or Flag.TEMPORARY in validity.flags
            found.append(Waiting(agreement.pk, agreement.name, validity.event or "", is_temporary))
    return sorted(found, key=lambda one: not one.is_temporary)


def _concerned(
    selection: Selection, responsible: Collection[int] | None, first: dt.date, last: dt.date
) -> QuerySet[Agreement]:
    """Those whose readings have to be opened: with a review, a renewal, a notice, or an end between the days."""
    found = filtered(selection)
    if responsible is not None:
        parts = AgreementForum.objects.filter(forum__in=responsible, role=ForumRoleChoice.PREPARING)
        found = found.filter(pk__in=parts.values("agreement"))
    ends = Q(ends__last__range=(first, last)) | Q(ended_from__range=(first, _after(last)))
    terms = ~Q(reading__reviews=[]) | ~Q(reading__renewal=None) | ~Q(reading__notice=None)
    return found.filter(pk__in=Agreement.objects.filter(ends | terms).order_by().values("pk"))


def _after(day: dt.date) -> dt.date:
    return day if day == dt.date.max else day + dt.timedelta(days=1)
