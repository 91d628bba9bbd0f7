"""Reads of principals and persons. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samverka.principals.models import Office, OfficeHolding, Person, Principal, PrincipalRole
from samverka.principals.names import PrincipalNames
from samverka.principals.states import PrincipalKind


def principal_list(
    on: dt.date, *, kind: str = "", county: str = "", ended: str = "", text: str = ""
) -> QuerySet[Principal]:
    """Principals and partners. `ended`: "" those that are not over, "only", "all". Two queries."""
    found = Principal.objects.select_related("county", "successor").prefetch_related("aliases")
    if kind == PrincipalKind.REGION:
        found = found.filter(Q(kind=kind) | Q(has_region_tasks=True))
    elif kind:
        found = found.filter(kind=kind)
    if county:
        found = found.filter(county__code=county)
    if ended == "only":
        found = found.ended(on)
    elif ended != "all":
        found = found.exclude(ends_on__lt=on)
    if text:
        named = (
            Q(name__icontains=text)
            | Q(short_name__icontains=text)
            | Q(code=text)
            | Q(organisation_number=text)
            | Q(aliases__name__icontains=text)
        )
        found = found.filter(pk__in=Principal.objects.filter(named).values("pk"))
    return found


def county_principals(county_code: str, on: dt.date) -> QuerySet[Principal]:
    """The region and the municipalities of a county on the day, the region first: those who adopt (9 in Jämtland
    Härjedalen). One query."""
    found = Principal.objects.on(on).filter(
        county__code=county_code, kind__in=[PrincipalKind.REGION, PrincipalKind.MUNICIPALITY]
    )
    return found.order_by("-kind", "name_key")


def people_at(principal_id: int) -> QuerySet[Person]:
    """The principal's people who may be chosen. One query."""
    return Person.objects.filter(principal_id=principal_id, is_active=True).select_related("party")


def roles_at(principal_id: int, on: dt.date) -> QuerySet[PrincipalRole]:
    """Who does what for the principal on the day or later. One query."""
    return PrincipalRole.objects.filter(principal_id=principal_id).exclude(ends_on__lt=on).select_related("user")


def principals_with_people() -> QuerySet[Principal]:
    return Principal.objects.filter(people__isnull=False).distinct()


def person_list(*, principal: int | None = None, text: str = "", inactive: bool = False) -> QuerySet[Person]:
    """Persons with principal and party. One query."""
    found = Person.objects.select_related("principal", "party", "user")
    if principal is not None:
        found = found.filter(principal_id=principal)
    if not inactive:
        found = found.filter(is_active=True)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(title__icontains=text) | Q(email__iexact=text))
    return found


def principal_matcher() -> PrincipalNames:
    """The matcher of `principals.names` over the register; keys are primary keys. Two queries."""
    found = Principal.objects.prefetch_related("aliases")
    return PrincipalNames(
        (each.pk, [each.name, each.short_name, *(alias.name for alias in each.aliases.all())]) for each in found
    )


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """An office with who holds it on a day, and who is named from a later day."""

    office: Office
    holding: OfficeHolding | None
    coming: OfficeHolding | None


def offices_at(principal_id: int, on: dt.date) -> list[HeldOffice]:
    """The principal's offices that are not over on the day. Two queries."""
    offices = list(Office.objects.filter(principal_id=principal_id).exclude(ends_on__lt=on))
    held = OfficeHolding.objects.filter(office__in=offices).exclude(ends_on__lt=on).select_related("person", "party")
    now: dict[int, OfficeHolding] = {}
    later: dict[int, OfficeHolding] = {}
    for each in held.order_by("-starts_on"):
        (now if each.holds_on(on) else later)[each.office_id] = each
    return [HeldOffice(office, now.get(office.pk), later.get(office.pk)) for office in offices]
