"""Rows moved from one heading to another, all in one step: what is left under a heading whose time is up."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.action_register.models import ActionItem, Direction, ItemArea, PriorityArea
from samverka.action_register.states import ItemState
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle import Refused

Heading = Direction | PriorityArea


@transaction.atomic
def move_rows(*, actor: User, source: Heading, target: Heading, expected: int | None = None) -> int:
    """Moves the ongoing rows under `source` to `target`, last and in their order; gives how many. Closed rows stay where
    they were closed. Raises `Refused` if the headings are not two of one list and kind, or if the rows are not as many as
    were `expected`: somebody else has moved some."""
    if type(source) is not type(target) or source.register_id != target.register_id or source.pk == target.pk:
        raise Refused(_("Välj en annan rubrik i samma lista att flytta raderna till."))
    under = {"direction": source} if isinstance(source, Direction) else {"areas": source}
    ongoing = ActionItem.objects.filter(register=source.register_id, state=ItemState.ONGOING, **under)
    rows = list(ongoing.order_by("direction__position", "position", "pk"))
    if expected is not None and len(rows) != expected:
        raise Refused(
            _("Raderna under rubriken är nu %(count)s. Någon annan har ändrat dem; se efter och försök igen.")
            % {"count": len(rows)}
        )
    changes = _move_to_direction(rows, target) if isinstance(target, Direction) else _move_to_area(rows, source, target)
    keys = [row.pk for row in rows]
    ActionItem.objects.filter(pk__in=keys).update(version=F("version") + 1, changed_at=timezone.now())
    events = [audit.Event("move_rows", row, changes[row.pk]) for row in rows]
    if events:
        audit.record_all(actor=actor, events=events)
    return len(rows)


def _move_to_direction(rows: list[ActionItem], target: Direction) -> dict[int, dict[str, Any]]:
    last = ActionItem.objects.filter(direction=target).aggregate(last=Max("position"))["last"] or 0
    changes = {row.pk: {"direction": [row.direction_id, target.pk]} for row in rows}
    for position, row in enumerate(rows, last + 1):
        row.direction, row.position = target, position
    ActionItem.objects.bulk_update(rows, ["direction", "position"], batch_size=500)
    return changes


def _move_to_area(rows: list[ActionItem], source: Any, target: PriorityArea) -> dict[int, dict[str, Any]]:
    keys = [row.pk for row in rows]
    names: dict[int, list[str]] = {key: [] for key in keys}
    stood = ItemArea.objects.filter(item__in=keys).order_by("position", "pk").values_list("item_id", "area__name")
    for item, name in stood:
        names[item].append(name)
    has_both = set(ItemArea.objects.filter(item__in=keys, area=target).values_list("item_id", flat=True))
    ItemArea.objects.filter(item__in=has_both, area=source).delete()
    ItemArea.objects.filter(item__in=keys, area=source).update(area=target)
    return {key: {"areas": [before, _renamed(before, source.name, target.name)]} for key, before in names.items()}


def _renamed(names: list[str], old: str, new: str) -> list[str]:
    return list(dict.fromkeys(new if name == old else name for name in names if name != old or new not in names))
