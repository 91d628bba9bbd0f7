"""Who holds an office or a seat: one way of writing it, so that nothing ever has two holders on one day."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.dates import swedish
from samverka.foundation.dates.words import day_in_words
from samverka.principals.models import Holding, Person, PoliticalParty
from samverka.principals.rules import ONE_DAY, Span, overlap

H = TypeVar("H", bound=Holding)


class ChangedHolding(TypedDict, total=False):
    """What can be corrected of a holding."""

    person: Person
    party: PoliticalParty | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    reported_on: dt.date | None


@transaction.atomic
def begin_holding(
    *, actor: User | None, holding: H, replaces: bool = False, version: int | None = None, reason: str = ""
) -> H:
    """Writes who holds something from a day. `replaces`: whoever holds it then leaves the day before. `version` is that of
    what is held: two who appoint at the same time are told. Raises `ValidationError` by field, `StaleRecord`."""
    holding.party = holding.party or holding.person.party
    holding.full_clean()
    others = _others(holding)
    before = _holder_at(others, holding.starts_on)
    _claim(actor, holding, "appoint", [str(before.person) if before else None, str(holding.person)], version, reason)
    if replaces and before is not None:
        _leave_before(actor, before, holding, reason)
        others = _others(holding)
    _refuse_two_holders(holding, (holding.starts_on, holding.ends_on), others)
    return audit.create(holding, actor=actor, verb="appoint", reason=reason)


@transaction.atomic
def change_holding(
    *, actor: User | None, holding: H, values: ChangedHolding, version: int | None = None, verb: str = "change", reason: str = ""
) -> bool:  # fmt: skip
    """Corrects who held what and when; gives whether anything differed. `version` is the holding's own. Raises
    `ValidationError` by field, such as for a last day before the first, and `StaleRecord`."""
    audit.validate_change(holding, values)
    span = (values.get("starts_on", holding.starts_on), values.get("ends_on", holding.ends_on))
    before = str(holding)
    differed = audit.change(holding, actor=actor, values=values, version=version, verb=verb, reason=reason)
    if differed:
        last = swedish.day_in_words(span[1]) if span[1] else ""
        _claim(actor, holding, verb, [before, f"{holding.person} {last}".strip()], None, reason)
        _refuse_two_holders(holding, span, _others(holding))
    return differed


@transaction.atomic
def remove_holding(*, actor: User | None, holding: Holding, reason: str = "") -> None:
    """Takes away a holding entered by mistake. Raises `ProtectedError` if an ended term of office counts on it."""
    _claim(actor, holding, "remove_holding", [str(holding.person), None], None, reason)
    audit.delete(holding, actor=actor, reason=reason)


def refuse_to_cut(held: Any, span: Span) -> None:
    """Raises `ValidationError` if what is held is given days of which somebody who is named for it has none."""
    if span == (held.starts_on, held.ends_on):
        return
    for holding in held.holdings.select_related("person"):
        if overlap(span, (holding.starts_on, holding.ends_on)):
            continue
        if span[1] and holding.starts_on and holding.starts_on > span[1]:
            message = _("%(name)s är utsedd från en senare dag. Ta bort det först, eller ange en senare dag.")
            raise ValidationError({"ends_on": message % {"name": holding.person}})
        message = _("%(name)s slutade före den dagen. Ta bort den raden först, eller ange en tidigare dag.")
        raise ValidationError({"starts_on": message % {"name": holding.person}})


def _others(holding: H) -> list[H]:
    found = type(holding)._default_manager.filter(**{holding.OF: holding.held}).exclude(pk=holding.pk)
    return list(found.select_related("person"))


def _holder_at(holdings: list[H], day: dt.date | None) -> H | None:
    return next((each for each in holdings if day is not None and each.holds_on(day)), None)


def _claim(
    actor: User | None, holding: Holding, verb: str, told: list[str | None], version: int | None, reason: str
) -> None:
    """Counts up the version of what is held and tells its history; whoever else writes a holder of it waits, and is told."""
    held = holding.held
    if version is None:
        held.refresh_from_db(fields=["version"])
    audit.change(held, actor=actor, values={}, verb=verb, version=version, beside={"holdings": told}, reason=reason)


def _leave_before(actor: User | None, before: H, holding: H, reason: str) -> None:
    first = holding.starts_on
    if first is None or before.starts_on == first:
        raise ValidationError(
            {"starts_on": _("%(name)s började samma dag. Rätta den raden i stället.") % {"name": before.person}}
        )
    audit.change(before, actor=actor, values={"ends_on": first - ONE_DAY}, verb="end", reason=reason)


def _refuse_two_holders(holding: Holding, span: Span, others: list[H]) -> None:
    held = holding.held
    if not _inside(span, (held.starts_on, held.ends_on)):
        raise ValidationError({"starts_on": _outside(held.starts_on, held.ends_on)})
    for other in others:
        if overlap(span, (other.starts_on, other.ends_on)):
            raise ValidationError({"starts_on": _taken(other)})


def _inside(span: Span, within: Span) -> bool:
    """An open end of the holding is the end of what is held."""
    early = within[0] is not None and span[0] is not None and span[0] < within[0]
    late = within[1] is not None and ((span[1] or span[0] or within[1]) > within[1])
    return not (early or late)


def _outside(first: dt.date | None, last: dt.date | None) -> str:
    known = {"first": day_in_words(first) if first else "", "last": day_in_words(last) if last else ""}
    if first and last:
        return _("Platsen finns bara från %(first)s till %(last)s. Ändra dagarna.") % known
    if first:
        return _("Platsen finns först från %(first)s. Ändra dagarna.") % known
    return _("Platsen finns bara till %(last)s. Ändra dagarna.") % known


def _taken(other: Holding) -> str:
    name = {"name": str(other.person), "last": day_in_words(other.ends_on) if other.ends_on else ""}
    if other.ends_on:
        return _("%(name)s har platsen till och med %(last)s. Välj en senare dag, eller ändra den tiden först.") % name
    return _("%(name)s har redan platsen. Avsluta den tiden först, eller kryssa i att innehavaren byts.") % name
