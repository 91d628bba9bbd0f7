"""Offices at a principal and who holds them. Seats in forums may follow an office."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.principals.models import Office, OfficeHolding, Person, PoliticalParty, Principal
from samverka.principals.operations.holding import begin_holding, change_holding, refuse_to_cut
from samverka.principals.operations.register import create_person


class OfficeFacts(TypedDict, total=False):
    name: str
    body: str
    starts_on: dt.date | None
    ends_on: dt.date | None


class HoldingFacts(TypedDict, total=False):
    """From when to when somebody holds something, as what party, and when the principal told of it."""

    party: PoliticalParty | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    reported_on: dt.date | None


@transaction.atomic
def create_office(
    *, actor: User | None, principal: Principal, reason: str = "", **facts: Unpack[OfficeFacts]
) -> Office:
    """A new office at a principal. Raises `ValidationError` by field."""
    facts["name"] = " ".join(facts.get("name", "").split())
    office = Office(principal=principal, **facts)
    office.full_clean()
    return audit.create(office, actor=actor, reason=reason)


@transaction.atomic
def change_office(
    *, actor: User | None, office: Office, version: int | None = None, reason: str = "", **facts: Unpack[OfficeFacts]
) -> bool:
    """Changes what is given; gives whether anything differed. Raises `ValidationError` by field, `StaleRecord`."""
    audit.validate_change(office, facts)
    refuse_to_cut(office, (facts.get("starts_on", office.starts_on), facts.get("ends_on", office.ends_on)))
    return audit.change(office, actor=actor, values=facts, version=version, reason=reason)


@transaction.atomic
def remove_office(*, actor: User | None, office: Office, reason: str = "") -> None:
    """Takes away an office entered by mistake. Raises `Refused` if anyone has held it or a seat follows it."""
    remove(office, actor=actor, reason=reason, instead=_("Ange i stället befattningens sista dag."))


@transaction.atomic
def appoint_to_office(
    *, actor: User | None, office: Office, person: Person | None = None, new_person: str = "", replaces: bool = False,
    version: int | None = None, reason: str = "", **facts: Unpack[HoldingFacts],
) -> OfficeHolding:  # fmt: skip
    """Somebody holds the office from a day, and with it every seat that follows it. `new_person`: the name of someone not
    yet entered. `replaces`: who holds it then leaves the day before. Raises `ValidationError` by field, `StaleRecord`."""
    who = named(actor=actor, person=person, new_person=new_person, principal=office.principal, party=facts.get("party"))
    holding = OfficeHolding(office=office, person=who, **facts)
    return begin_holding(actor=actor, holding=holding, replaces=replaces, version=version, reason=reason)


def named(
    *, actor: User | None, person: Person | None, new_person: str, principal: Principal | None, party: PoliticalParty | None
) -> Person:  # fmt: skip
    """The person given, or a new one of that name at the principal. Raises `ValidationError` if neither is given."""
    if person is not None:
        return person
    return create_person(actor=actor, name=new_person, principal=principal, party=party)


@transaction.atomic
def end_office_holding(
    *, actor: User | None, holding: OfficeHolding, ends_on: dt.date, version: int | None = None, reason: str = ""
) -> bool:
    """The last day somebody holds an office; its seats are vacant from the day after. Raises `ValidationError` if that lies
    before the first, `StaleRecord`."""
    return change_holding(
        actor=actor, holding=holding, values={"ends_on": ends_on}, version=version, verb="end_holding", reason=reason
    )
