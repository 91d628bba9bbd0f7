"""Registers and their headings: directions and priority areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samverka.action_register.models import ActionRegister, Direction, PriorityArea
from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle import Refused
from samverka.foundation.lifecycle.removal import remove
from samverka.foundation.ordering import swedish_key

Heading = Direction | PriorityArea
H = TypeVar("H", Direction, PriorityArea)


@transaction.atomic
def open_register(*, actor: User | None, forum: Forum, title: str) -> ActionRegister:
    """The forum's register; made if it has none. An existing one keeps its title."""
    register = ActionRegister.objects.filter(forum=forum).first()
    return register or audit.create(ActionRegister(forum=forum, title=title.strip()[:200]), actor=actor)


@transaction.atomic
def rename_register(*, actor: User, register: ActionRegister, title: str, version: int | None = None) -> bool:
    """Raises `Refused` for an empty title, `StaleRecord` if it has been changed since `version`."""
    if not title.strip():
        raise Refused(_("Skriv vad listan ska heta."))
    return audit.change(register, actor=actor, values={"title": title.strip()[:200]}, version=version)


@transaction.atomic
def make_headings(
    *, actor: User | None, register: ActionRegister, direction: str, areas: Iterable[str]
) -> list[Heading]:
    """The direction and the priority areas of these names, as far as the register lacks them; gives those made."""
    made: list[Heading] = []
    if direction.strip() and not find_heading(Direction, register, direction):
        made.append(_create(Direction, register, direction, actor))
    for name in areas:  # one at a time: the same name may stand twice
        if name.strip() and not find_heading(PriorityArea, register, name):
            made += [_create(PriorityArea, register, name, actor)]
    return made


@transaction.atomic
def add_heading(
    *,
    actor: User,
    register: ActionRegister,
    kind: type[H],
    name: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> H:
    """A new heading of `kind`. Raises `Refused` if the register has one of that name."""
    _refuse_taken(kind, register, name)
    return _create(kind, register, name, actor, starts_on, ends_on)


@transaction.atomic
def change_heading(
    *,
    actor: User,
    heading: Heading,
    name: str,
    starts_on: dt.date | None,
    ends_on: dt.date | None,
    version: int | None = None,
) -> bool:
    """Another name or period. Raises `Refused` if another heading has the name, `StaleRecord` as `version` says."""
    _refuse_taken(type(heading), heading.register, name, but=heading.pk)
    values = {"name": name.strip(), "starts_on": starts_on, "ends_on": ends_on}
    return audit.change(heading, actor=actor, values=values, version=version)


@transaction.atomic
def remove_heading(*, actor: User, heading: Heading) -> None:
    """Raises `Refused` when rows stand under it."""
    remove(heading, actor=actor, instead=_("Ange i stället vilken dag rubriken slutar gälla."))


@transaction.atomic
def move_direction(*, actor: User, direction: Direction, steps: int) -> bool:
    """Moves the direction up (negative) or down among the headings of the list; gives whether it moved."""
    order = list(Direction.objects.filter(register=direction.register_id))
    here = next(n for n, each in enumerate(order) if each.pk == direction.pk)
    there = min(max(here + steps, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    for position, each in enumerate(order, 1):
        audit.change(each, actor=actor, values={"position": position}, verb="move")
    return here != there


def find_heading(model: type[H], register: ActionRegister, name: str) -> H | None:
    return model._default_manager.filter(register=register, name_key=swedish_key(name)).first()


def _create(
    kind: type[H],
    register: ActionRegister,
    name: str,
    actor: User | None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
) -> H:
    heading = kind(register=register, name=name.strip()[:300], starts_on=starts_on, ends_on=ends_on)
    if isinstance(heading, Direction):
        heading.position = (
            Direction.objects.filter(register=register).aggregate(last=Max("position"))["last"] or 0
        ) + 1
    return audit.create(heading, actor=actor)


def _refuse_taken(kind: type[Heading], register: ActionRegister, name: str, but: int | None = None) -> None:
    if not name.strip():
        raise Refused(_("Skriv vad rubriken ska heta."))
    if kind._default_manager.filter(register=register, name_key=swedish_key(name)).exclude(pk=but).exists():
        raise Refused(
            _("Listan har redan ”%(name)s”. Välj ett annat namn, eller använd det som finns.") % {"name": name.strip()}
        )
