"""Seats and who holds them. A seat is a place in the forum; people come and go (ADR 0024)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from samverka.forums.models import Forum, Seat, SeatHolding
from samverka.forums.states import SeatRole
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.lifecycle.removal import remove
from samverka.principals.models import Office, OfficeHolding, Person, PoliticalParty, Principal
from samverka.principals.operations import (
    ChangedHolding,
    HoldingFacts,
    appoint_to_office,
    begin_holding,
    named,
    refuse_to_cut,
)
from samverka.principals.operations import change_holding as change_any_holding
from samverka.principals.operations import remove_holding as remove_any_holding

SHOWN = ("forum", "principal", "office")


class SeatFacts(TypedDict, total=False):
    """What is told of a place, whoever holds it."""

    role: str
    name: str
    office: Office | None
    principal: Principal | None
    party: PoliticalParty | None
    stands_for: Seat | None
    position: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None


@transaction.atomic
def add_seat(
    *, actor: User | None, forum: Forum, person: Person | None = None, new_person: str = "", reason: str = "", **facts: Unpack[SeatFacts]
) -> Seat:  # fmt: skip
    """A place in the forum; without a person it is vacant (Ej utsedd). A `person`, or someone of the name `new_person`, holds
    it from its first day. Principal is the office's or the person's own unless given. Raises `ValidationError` by field."""
    if office := facts.get("office"):
        facts["principal"] = facts.get("principal") or office.principal
        if person is not None or new_person.strip():
            raise ValidationError({"person": _follows(office)})
    elif person is not None:
        facts["principal"] = facts.get("principal") or person.principal
    facts["name"] = facts.get("name", "").strip()
    seat = Seat(forum=forum, **facts)
    if not (person or new_person.strip() or seat.name or seat.office or seat.principal):
        raise ValidationError(_("Ange en person, en befattning, en huvudman eller ett namn för platsen."))
    _check(seat)
    seat.full_clean()
    audit.create(seat, actor=actor, reason=reason)
    if person is not None or new_person.strip():
        appoint(
            actor=actor, seat=seat, person=person, new_person=new_person, party=facts.get("party"), starts_on=seat.starts_on,
            reason=reason,
        )  # fmt: skip
    return seat


def _follows(office: Office) -> str:
    return _("Platsen följer befattningen ”%(office)s”. Ange vem som har befattningen i stället.") % {"office": office}


def _check(seat: Seat) -> None:
    """What the database cannot see: a deputy stands for a seat of the same forum."""
    if seat.stands_for is not None and seat.stands_for.forum_id != seat.forum_id:
        raise ValidationError({"stands_for": _("Platsen finns i ett annat forum. Välj en plats i det här forumet.")})


@transaction.atomic
def change_seat(
    *, actor: User | None, seat: Seat, version: int | None = None, reason: str = "", verb: str = "change", **facts: Unpack[SeatFacts]
) -> bool:  # fmt: skip
    """Corrects the place; gives whether anything differed. Who holds it is another matter (`appoint`). Raises
    `ValidationError` by field, `StaleRecord`."""
    office = facts.get("office")
    if (
        office is not None
        and office.pk != seat.office_id
        and seat.holdings.exclude(ends_on__lt=ordinary_day()).exists()
    ):
        raise ValidationError(
            {"office": _("Någon är utsedd på platsen. Avsluta det först; sedan följer platsen befattningen.")}
        )
    _check(Seat(pk=seat.pk, forum_id=seat.forum_id, stands_for=facts.get("stands_for", seat.stands_for)))
    refuse_to_cut(seat, (facts.get("starts_on", seat.starts_on), facts.get("ends_on", seat.ends_on)))
    audit.validate_change(seat, facts)
    return audit.change(seat, actor=actor, values=facts, version=version, reason=reason, verb=verb)


@transaction.atomic
def end_seat(*, actor: User | None, seat: Seat, ends_on: dt.date, version: int | None = None, reason: str = "") -> bool:
    """The last day of a place that the forum no longer has; whoever holds it leaves it that day. What was before stays.
    Raises `ValidationError` if it lies before the first or someone is named from a later day, `StaleRecord`."""
    differed = change_seat(actor=actor, seat=seat, ends_on=ends_on, version=version, reason=reason, verb="end")
    for holding in seat.holdings.exclude(ends_on__lte=ends_on):
        audit.change(holding, actor=actor, values={"ends_on": ends_on}, verb="end", reason=reason)
    return differed


@transaction.atomic
def remove_seat(*, actor: User | None, seat: Seat, reason: str = "") -> None:
    """Takes away a place entered by mistake, with who was said to hold it. Raises `Refused` if anything refers to it, such as
    a personal deputy or a term of office that was ended."""
    held = list(seat.holdings.select_related("person"))
    for holding in held:
        remove(holding, actor=actor, reason=reason, instead=_("Avsluta platsen i stället."))
    remove(seat, actor=actor, reason=reason, instead=_("Avsluta platsen i stället."))
    who = ", ".join([str(seat), *(str(each.person) for each in held)])
    audit.record(actor=actor, verb="remove_seat", obj=seat.forum, changes={"seats": [who, None]}, reason=reason)


@transaction.atomic
def appoint(
    *, actor: User | None, seat: Seat, person: Person | None = None, new_person: str = "", replaces: bool = False,
    version: int | None = None, reason: str = "", **facts: Unpack[HoldingFacts],
) -> SeatHolding | OfficeHolding:  # fmt: skip
    """Utse: somebody holds the seat from a day; `new_person` is the name of someone not yet entered. `replaces`: who holds it
    then leaves the day before. For a seat that follows an office the office is what is held. `version` is the seat's (or
    the office's). Raises `ValidationError` by field, such as when somebody else holds it, `StaleRecord`."""
    if seat.office is not None:
        return appoint_to_office(
            actor=actor, office=seat.office, person=person, new_person=new_person, replaces=replaces, version=version, reason=reason,
            **facts,
        )  # fmt: skip
    party = facts.get("party") or (person.party if person else None) or seat.party
    who = named(actor=actor, person=person, new_person=new_person, principal=seat.principal, party=party)
    holding = SeatHolding(seat=seat, person=who, **(facts | {"party": party}))
    return begin_holding(actor=actor, holding=holding, replaces=replaces, version=version, reason=reason)


@transaction.atomic
def end_holding(
    *, actor: User | None, holding: SeatHolding | OfficeHolding, ends_on: dt.date, version: int | None = None, reason: str = ""
) -> bool:  # fmt: skip
    """Avsluta: the last day somebody holds a seat or an office; it is vacant from the day after. Raises `ValidationError` if
    that lies before the first, `StaleRecord`."""
    _refuse_beside_office(holding, ends_on)
    return change_any_holding(
        actor=actor, holding=holding, values={"ends_on": ends_on}, version=version, verb="end_holding", reason=reason
    )


def _refuse_beside_office(holding: SeatHolding | OfficeHolding, last: dt.date | None) -> None:
    """Whoever held a seat before it followed an office does not come to hold it beside whoever has the office."""
    office = holding.seat.office if isinstance(holding, SeatHolding) else None
    if office and last != holding.ends_on and (last is None or last >= ordinary_day()):
        raise ValidationError({"ends_on": _follows(office)})


def change_holding(
    *, actor: User | None, holding: SeatHolding | OfficeHolding, version: int | None = None, reason: str = "", **facts: Unpack[ChangedHolding]
) -> bool:  # fmt: skip
    """Corrects who held a seat or an office and when. Raises `ValidationError` by field, such as for days on which the seat
    follows an office, `StaleRecord`."""
    _refuse_beside_office(holding, facts.get("ends_on", holding.ends_on))
    return change_any_holding(actor=actor, holding=holding, values=facts, version=version, reason=reason)


@transaction.atomic
def remove_holding(*, actor: User | None, holding: SeatHolding | OfficeHolding, reason: str = "") -> None:
    """Takes away what was entered by mistake. Raises `Refused` if the end of a term of office counts on it."""
    try:
        remove_any_holding(actor=actor, holding=holding, reason=reason)
    except ProtectedError as error:
        raise Refused(
            _("Innehavet avslutades med mandatperioden och kan inte tas bort. Ångra den först, eller rätta dagarna.")
        ) from error


@transaction.atomic
def arrange_deputies(
    *, actor: User | None, forum: Forum, calling_order: str, positions: Mapping[int, int | None], version: int | None = None, reason: str = ""
) -> bool:  # fmt: skip
    """Ordna ersättare: how the forum calls its deputies, and each deputy's place in the order by the seat's key. Gives whether
    anything differed. Raises `ValidationError` for a place given twice among those of one principal, `StaleRecord`."""
    deputies = {seat.pk: seat for seat in Seat.objects.filter(forum=forum, role=SeatRole.DEPUTY).select_related(*SHOWN)}
    _refuse_shared_places([(deputies[key], place) for key, place in positions.items() if key in deputies and place])
    changed = [key for key, place in positions.items() if key in deputies and deputies[key].position != place]
    for key in changed:
        audit.change(deputies[key], actor=actor, values={"position": positions[key]}, reason=reason)
    values = {"calling_order": calling_order}
    audit.validate_change(forum, values)
    told = {"seats": [None, f"{len(changed)} ersättare"]} if changed else {}
    return audit.change(
        forum, actor=actor, values=values, version=version, verb="arrange_deputies", beside=told, reason=reason
    )


def _refuse_shared_places(given: list[tuple[Seat, int]]) -> None:
    taken: dict[tuple[int | None, int | None, int], Seat] = {}
    for seat, place in given:
        other = taken.setdefault((seat.principal_id, seat.stands_for_id, place), seat)
        if other is not seat:
            raise ValidationError(
                {
                    f"position_{seat.pk}": _("%(place)s används två gånger för samma huvudman. Ge dem olika nummer.")
                    % {"place": place}
                }
            )
