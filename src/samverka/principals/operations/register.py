"""Principals, parties, persons and roles written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.principals import packaged
from samverka.principals.models import County, Person, PoliticalParty, Principal, PrincipalAlias, PrincipalRole
from samverka.principals.rules import tidy_names
from samverka.principals.states import PrincipalKind, RoleAtPrincipal

PARLIAMENTARY_PARTIES = (
    ("S", "Socialdemokraterna"),
    ("M", "Moderaterna"),
    ("SD", "Sverigedemokraterna"),
    ("C", "Centerpartiet"),
    ("V", "Vänsterpartiet"),
    ("KD", "Kristdemokraterna"),
    ("MP", "Miljöpartiet"),
    ("L", "Liberalerna"),
)


class PrincipalFacts(TypedDict, total=False):
    short_name: str
    code: str
    county: County | None
    organisation_number: str
    has_region_tasks: bool
    successor: Principal | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    note: str


class ChangedPrincipal(PrincipalFacts, total=False):
    kind: str
    name: str


class PartyFacts(TypedDict, total=False):
    name: str
    abbreviation: str
    principal: Principal | None


class PersonFacts(TypedDict, total=False):
    title: str
    principal: Principal | None
    party: PoliticalParty | None
    email: str
    user: User | None
    is_active: bool


class ChangedPerson(PersonFacts, total=False):
    name: str
    is_active: bool


@transaction.atomic
def load_county_row(*, actor: User | None, code: str) -> County:
    """The county alone, created if missing. Raises `ValidationError` for a code that is no county's."""
    existing = County.objects.filter(code=code).first()
    if existing:
        return existing
    known = packaged.counties().get(code)
    if known is None:
        raise ValidationError(
            _("”%(code)s” är ingen länskod. Skriv två siffror, till exempel 23 för Jämtlands län."),
            params={"code": code},
        )
    return audit.create(
        County(code=known.code, name=known.name), actor=actor, reason=_("Inläst från den medföljande listan")
    )


@transaction.atomic
def load_county(*, actor: User | None, code: str) -> County:
    """Creates the county, its region and its municipalities from the packaged list; those that exist are left as
    they are, whatever has been corrected in them. Raises `ValidationError` for a code that is no county's."""
    county = load_county_row(actor=actor, code=code)
    known = packaged.counties()[county.code]
    present = set(Principal.objects.exclude(code="").values_list("code", flat=True))
    wanted = [(PrincipalKind.MUNICIPALITY, each) for each in known.municipalities]
    if known.region:
        wanted.insert(0, (PrincipalKind.REGION, known.region))
    for kind, each in wanted:
        if each.code not in present:
            create_principal(
                actor=actor, kind=kind, name=each.name, short_name=each.short_name, code=each.code, county=county,
                has_region_tasks=each.has_region_tasks, aliases=each.aliases, reason=_("Inläst från den medföljande listan"),
            )  # fmt: skip
    return county


@transaction.atomic
def load_parties(*, actor: User | None) -> None:
    """The parties of the parliament, those missing created."""
    present = set(PoliticalParty.objects.values_list("abbreviation", flat=True))
    for abbreviation, name in PARLIAMENTARY_PARTIES:
        if abbreviation not in present:
            create_party(actor=actor, name=name, abbreviation=abbreviation)


def _set_aliases(principal: Principal, names: list[str]) -> None:
    principal.aliases.exclude(name__in=names).delete()
    present = set(principal.aliases.values_list("name", flat=True))
    PrincipalAlias.objects.bulk_create(
        PrincipalAlias(principal=principal, name=name) for name in names if name not in present
    )


@transaction.atomic
def create_principal(
    *,
    actor: User | None,
    kind: str,
    name: str,
    aliases: Iterable[str] = (),
    reason: str = "",
    **facts: Unpack[PrincipalFacts],
) -> Principal:
    """A new principal or partner. Raises `ValidationError` by field."""
    principal = Principal(kind=kind, name=" ".join(name.split()), **facts)
    principal.full_clean()
    audit.create(principal, actor=actor, reason=reason)
    _set_aliases(principal, tidy_names(aliases))
    return principal


@transaction.atomic
def change_principal(
    *, actor: User | None, principal: Principal, aliases: Iterable[str] | None = None, version: int | None = None, reason: str = "",
    verb: str = "change", **facts: Unpack[ChangedPrincipal],
) -> bool:  # fmt: skip
    """Changes what is given; gives whether anything differed. Raises `ValidationError` by field, `StaleRecord`."""
    beside = {}
    audit.validate_change(principal, facts)
    if aliases is not None:
        before, after = sorted(principal.aliases.values_list("name", flat=True)), tidy_names(aliases)
        if before != sorted(after):
            beside["aliases"] = [before, sorted(after)]
            _set_aliases(principal, after)
    return audit.change(principal, actor=actor, values=facts, version=version, reason=reason, verb=verb, beside=beside)


def end_principal(
    *,
    actor: User | None,
    principal: Principal,
    ends_on: dt.date,
    successor: Principal | None = None,
    version: int | None = None,
    reason: str = "",
) -> bool:
    """The last day of a principal, and the one that took over (renamed, merged). Its history stays."""
    if successor is not None and successor.pk == principal.pk:
        raise ValidationError({"successor": _("En huvudman kan inte ersättas av sig själv. Välj en annan.")})
    return change_principal(
        actor=actor,
        principal=principal,
        ends_on=ends_on,
        successor=successor,
        version=version,
        reason=reason,
        verb="end",
    )


@transaction.atomic
def remove_principal(*, actor: User | None, principal: Principal, reason: str = "") -> None:
    """Takes away a principal entered by mistake. Raises `Refused` if anything refers to it."""
    remove(
        principal, actor=actor, reason=reason, instead=_("Avsluta huvudmannen i stället, så finns dess historia kvar.")
    )


@transaction.atomic
def create_party(
    *, actor: User | None, name: str, abbreviation: str, principal: Principal | None = None
) -> PoliticalParty:
    """A political party. Raises `ValidationError` if the name or the abbreviation is taken."""
    party = PoliticalParty(name=" ".join(name.split()), abbreviation=abbreviation.strip(), principal=principal)
    party.full_clean()
    return audit.create(party, actor=actor)


@transaction.atomic
def change_party(
    *, actor: User | None, party: PoliticalParty, version: int | None = None, **facts: Unpack[PartyFacts]
) -> bool:
    """Changes what is given; gives whether anything differed. Raises `ValidationError` by field, `StaleRecord`."""
    audit.validate_change(party, facts)
    return audit.change(party, actor=actor, values=facts, version=version)


@transaction.atomic
def create_person(*, actor: User | None, name: str, reason: str = "", **facts: Unpack[PersonFacts]) -> Person:
    """A new person. Raises `ValidationError` by field."""
    person = Person(name=" ".join(name.split()), **facts)
    person.full_clean()
    return audit.create(person, actor=actor, reason=reason)


@transaction.atomic
def change_person(
    *, actor: User | None, person: Person, version: int | None = None, reason: str = "", **facts: Unpack[ChangedPerson]
) -> bool:
    """Changes what is given; gives whether anything differed. Raises `ValidationError` by field, `StaleRecord`."""
    audit.validate_change(person, facts)
    return audit.change(person, actor=actor, values=facts, version=version, reason=reason)


@transaction.atomic
def remove_person(*, actor: User | None, person: Person, reason: str = "") -> None:
    """Takes away a person entered by mistake. Raises `Refused` if anything refers to them."""
    remove(
        person,
        actor=actor,
        reason=reason,
        instead=_("Markera i stället att personen inte kan väljas till nya platser."),
    )


@transaction.atomic
def give_role(
    *, actor: User | None, user: User, principal: Principal, role: str = RoleAtPrincipal.REGISTRAR,
    starts_on: dt.date | None = None, ends_on: dt.date | None = None,
) -> PrincipalRole:  # fmt: skip
    """A user does something for a principal from a day. Raises `ValidationError` by field."""
    given = PrincipalRole(user=user, principal=principal, role=role, starts_on=starts_on, ends_on=ends_on)
    given.full_clean()
    return audit.create(given, actor=actor, verb="give_role")


@transaction.atomic
def end_role(*, actor: User | None, role: PrincipalRole, ends_on: dt.date, version: int | None = None) -> bool:
    """The last day of a role. Raises `ValidationError` if it lies before the first, `StaleRecord`."""
    audit.validate_change(role, {"ends_on": ends_on})
    return audit.change(role, actor=actor, values={"ends_on": ends_on}, version=version, verb="end")
