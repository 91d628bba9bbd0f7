"""Rows and promises written: one verb a function, audited, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samverka.action_register.cells import set_follow_ups
from samverka.action_register.content import ItemContent
from samverka.action_register.lifecycle import FOLLOW_UP_LIFECYCLE, ITEM_LIFECYCLE
from samverka.action_register.models import ActionItem, ActionRegister, Direction, FollowUp, ItemArea, PreparingForum, PriorityArea, Responsible
from samverka.action_register.queries import content_of
from samverka.forums.models import Forum
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle import Refused, perform
from samverka.foundation.ordering import swedish_key
from samverka.principals.names import PrincipalNames
from samverka.principals.queries import principal_matcher

_TEXTS = ("subject", "number", "commission", "responsible_raw", "due_text")


@transaction.atomic
def open_register(*, actor: User | None, forum: Forum, title: str) -> ActionRegister:
    """The forum's register; made if it has none. An existing one keeps its title."""
    register = ActionRegister.objects.filter(forum=forum).first()
    return register or audit.create(ActionRegister(forum=forum, title=title), actor=actor)


@transaction.atomic
def make_headings(*, actor: User | None, register: ActionRegister, direction: str, areas: Iterable[str]) -> list[Direction | PriorityArea]:
    """The direction and the priority areas of these names, as far as the register lacks them; gives those made."""
    made: list[Direction | PriorityArea] = []
    if direction.strip() and not _find(Direction, register, direction):
        position = Direction.objects.filter(register=register).count() + 1
        made.append(audit.create(Direction(register=register, name=direction, position=position), actor=actor))
    for name in areas:
        if name.strip() and not _find(PriorityArea, register, name):
            made.append(audit.create(PriorityArea(register=register, name=name), actor=actor))
    return made


@transaction.atomic
def create_item(
    *, actor: User | None, register: ActionRegister, content: ItemContent, reason: str = "", names: ForumNames | None = None,
    principals: PrincipalNames | None = None,
) -> ActionItem:
    """A new row, last under its direction, its follow-up cell read. `names` and `principals` save reading them again
    when many rows are made."""  # fmt: skip
    direction = _direction(register, content.direction, actor)
    last = ActionItem.objects.filter(register=register, direction=direction).aggregate(last=Max("position"))["last"] or 0
    item = ActionItem(register=register, direction=direction, position=last + 1)
    for name, value in _values(content).items():
        setattr(item, name, value)
    audit.create(item, actor=actor, reason=reason)
    beside = _set_relations(item, ItemContent(subject=content.subject), content, actor, names, principals)
    if beside:
        audit.record(actor=actor, verb="set_relations", obj=item, changes=beside)
    return item


@transaction.atomic
def change_item(
    *, actor: User | None, item: ActionItem, content: ItemContent, version: int | None = None, reason: str = "",
    names: ForumNames | None = None, principals: PrincipalNames | None = None,
) -> bool:
    """Makes the row say `content`. Follow-ups whose words are unchanged keep their outcome. Gives whether anything
    differed. Raises `StaleRecord` if the row has been changed since `version`."""  # fmt: skip
    before = content_of(item)
    values = _values(content)
    if before.direction != content.direction:
        values["direction"] = _direction(item.register, content.direction, actor)
    beside = _set_relations(item, before, content, actor, names, principals)
    return audit.change(item, actor=actor, values=values, version=version, reason=reason, beside=beside)


@transaction.atomic
def remove_item(*, actor: User | None, item: ActionItem, reason: str = "") -> None:
    """Removes a row made by mistake, with its follow-ups. A row that has been in use is closed or dropped instead."""
    audit.delete(item, actor=actor, reason=reason)


@transaction.atomic
def close_item(*, actor: User, item: ActionItem, on: dt.date, reason: str = "") -> None:
    """Avsluta: the commission is done. Raises `Refused` if the row is already closed."""
    perform(ITEM_LIFECYCLE, "close", item, actor=actor, reason=reason, values={"closed_on": on, "closing_reason": reason})


@transaction.atomic
def drop_item(*, actor: User, item: ActionItem, on: dt.date, reason: str) -> None:
    """Avför: the commission is taken off the list undone, with a reason. Raises `Refused` without one."""
    if not reason.strip():
        raise Refused(_("Skriv varför raden avförs. Skälet visas i listan."))
    perform(ITEM_LIFECYCLE, "drop", item, actor=actor, reason=reason, values={"closed_on": on, "closing_reason": reason.strip()})


@transaction.atomic
def reopen_item(*, actor: User, item: ActionItem, reason: str = "") -> None:
    perform(ITEM_LIFECYCLE, "reopen", item, actor=actor, reason=reason, values={"closed_on": None, "closing_reason": ""})


@transaction.atomic
def mark_follow_up(*, actor: User, follow_up: FollowUp, verb: str, on: dt.date, note: str = "") -> None:
    """`mark_done`, `cancel` or `reopen` a promise. Raises `Refused` when its outcome is already set (or not yet)."""
    settled = verb != "reopen"
    values = {"outcome_on": on if settled else None, "outcome_note": note if settled else "", "outcome_by": actor if settled else None}
    perform(FOLLOW_UP_LIFECYCLE, verb, follow_up, actor=actor, reason=note, values=values)
    _touch(follow_up.item)


@transaction.atomic
def postpone_follow_up(*, actor: User, follow_up: FollowUp, on: dt.date, new_text: str, note: str = "") -> FollowUp:
    """The promise keeps its old date as postponed, and a new entry, written as the list writes them
    (`SVOM 6/12 2024 – rapport`), takes its place. Raises `Refused` if the new text holds no date."""
    values = {"outcome_on": on, "outcome_note": note, "outcome_by": actor}
    perform(FOLLOW_UP_LIFECYCLE, "postpone", follow_up, actor=actor, reason=note, values=values)
    added = add_follow_up(actor=actor, item=follow_up.item, text=new_text)
    if not any(entry.when_end for entry in added):
        raise Refused(_("Skriv den nya tidpunkten, till exempel ”SVOM 6/12 2024 – rapport”."))
    for entry in added:
        audit.change(entry, actor=actor, values={"replaces": follow_up}, verb="take_over")
    return added[0]


@transaction.atomic
def add_follow_up(*, actor: User, item: ActionItem, text: str) -> list[FollowUp]:
    """Adds to the row's cell what is written, read as the list's entries. Raises `Refused` for an empty text."""
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Skriv vad som ska följas upp, till exempel ”SVOM 3/6 2024 – rapport”."))
    known = set(item.follow_ups.values_list("pk", flat=True))
    content = content_of(item)
    cell = f"{content.follow_up} {words}".strip()
    change_item(actor=actor, item=item, content=ItemContent.from_json(content.to_json() | {"follow_up": cell}))
    return [entry for entry in item.follow_ups.all() if entry.pk not in known]


@transaction.atomic
def link_agreement(*, actor: User, item: ActionItem, agreement_ids: list[int]) -> bool:
    """Says which agreements the row is about."""
    before = sorted(item.agreements.values_list("pk", flat=True))
    item.agreements.set(agreement_ids)
    return audit.change(item, actor=actor, values={}, verb="link_agreements", beside=_diff("agreements", before, sorted(agreement_ids)))


def _values(content: ItemContent) -> dict[str, Any]:
    due = content.due_date
    return {name: getattr(content, name) for name in _TEXTS} | {
        "follow_up_raw": content.follow_up,
        "due_start": due.start if due else None,
        "due_end": due.end if due else None,
        "due_precision": due.precision.value if due else "",
    }


H = TypeVar("H", Direction, PriorityArea)


def _find(model: type[H], register: ActionRegister, name: str) -> H | None:
    return model._default_manager.filter(register=register, name_key=swedish_key(name)).first()


def _direction(register: ActionRegister, name: str, actor: User | None) -> Direction | None:
    """The direction of that name, made if the register has none; None without a name."""
    make_headings(actor=actor, register=register, direction=name, areas=())
    return _find(Direction, register, name) if name.strip() else None


def _set_relations(
    item: ActionItem, before: ItemContent, after: ItemContent, actor: User | None, names: ForumNames | None, principals: PrincipalNames | None
) -> dict[str, Any]:
    """Sets what differs; gives `{field: [before, after]}` of it."""
    changes: dict[str, Any] = {}
    if before.preparing != after.preparing or before.responsible != after.responsible or before.follow_up != after.follow_up:
        names = names or forum_names()
    if before.areas != after.areas:
        item.item_areas.all().delete()
        make_headings(actor=actor, register=item.register, direction="", areas=after.areas)
        found = (_find(PriorityArea, item.register, name) for name in after.areas)
        areas = {area.pk: area for area in found if area}
        ItemArea.objects.bulk_create(ItemArea(item=item, area=area, position=n) for n, area in enumerate(areas.values()))
        changes |= _diff("areas", list(before.areas), list(after.areas))
    if before.preparing != after.preparing and names:
        item.preparing.all().delete()
        PreparingForum.objects.bulk_create(
            PreparingForum(item=item, position=n, printed=name[:300], forum_id=names.resolve(name)) for n, name in enumerate(after.preparing)
        )
        changes |= _diff("preparing", list(before.preparing), list(after.preparing))
    if before.responsible != after.responsible and names:
        principals = principals or principal_matcher()
        item.responsibles.all().delete()
        Responsible.objects.bulk_create(
            Responsible(item=item, position=n, text=text[:500], forum_id=names.resolve(text), principal_id=principals.named_in(text))
            for n, text in enumerate(after.responsible)
        )
        changes |= _diff("responsible", list(before.responsible), list(after.responsible))
    if before.follow_up != after.follow_up and names:
        set_follow_ups(item, after.follow_up, names)
    return changes


def _diff(name: str, before: Any, after: Any) -> dict[str, Any]:
    return {name: [before, after]} if before != after else {}


def _touch(item: ActionItem) -> None:
    """A promise changed: the row's version rises, so that undo and other editors notice."""
    ActionItem.objects.filter(pk=item.pk).update(version=item.version + 1)


def kept_outcomes(item: ActionItem) -> list[dict[str, Any]]:
    """What people have said of each promise, in the order of the cell, as JSON values: for `put_back_outcomes`."""
    entries = list(item.follow_ups.order_by("position", "pk"))
    places = {entry.pk: place for place, entry in enumerate(entries)}
    return [
        {
            "raw": entry.raw, "outcome": entry.outcome, "on": entry.outcome_on.isoformat() if entry.outcome_on else None,
            "note": entry.outcome_note, "by": entry.outcome_by_id, "replaces": places.get(entry.replaces_id or 0),
        }
        for entry in entries
    ]  # fmt: skip


@transaction.atomic
def put_back_outcomes(*, item: ActionItem, kept: list[dict[str, Any]]) -> None:
    """Says of each promise what was said when `kept` was taken, as far as the words stand in the same order. For undo
    of an import, whose own entry in the log tells of it."""
    entries = list(item.follow_ups.order_by("position", "pk"))
    for entry, was in zip(entries, kept, strict=False):
        if entry.raw != was["raw"]:
            continue
        replaced = entries[was["replaces"]] if was["replaces"] is not None and was["replaces"] < len(entries) else None
        FollowUp.objects.filter(pk=entry.pk).update(
            outcome=was["outcome"], outcome_on=was["on"], outcome_note=was["note"], outcome_by_id=was["by"], replaces=replaced
        )
