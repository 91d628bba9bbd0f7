"""Rows written: made, changed, closed, taken up again, removed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samverka.action_register.content import ItemContent
from samverka.action_register.lifecycle import ITEM_LIFECYCLE
from samverka.action_register.models import (
    ActionItem,
    ActionRegister,
    Direction,
    FollowUp,
    FollowUpForum,
    ItemArea,
    PreparingForum,
    PriorityArea,
    Responsible,
)
from samverka.action_register.operations.entries import BATCH, new_follow_ups, set_first_due_of, set_follow_ups
from samverka.action_register.operations.occasions import Occasion, said_at
from samverka.action_register.operations.registers import find_heading, make_headings
from samverka.action_register.queries.content import content_of
from samverka.action_register.states import ItemState, Outcome
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.lifecycle import Refused, perform
from samverka.foundation.ordering import swedish_key
from samverka.meetings.states import Strength
from samverka.principals.names import PrincipalNames
from samverka.principals.queries import principal_matcher

CELL_LIMIT = 20_000
_TEXTS = ("subject", "number", "commission", "due_text")


@transaction.atomic
def create_item(
    *,
    actor: User | None,
    register: ActionRegister,
    content: ItemContent,
    reason: str = "",
    names: ForumNames | None = None,
    principals: PrincipalNames | None = None,
) -> ActionItem:
    """A new row, last under its direction, its follow-up cell read. `names` and `principals` save reading them again
    when many rows are made."""  # fmt: skip
    direction = _direction(register, content.direction, actor)
    last = (
        ActionItem.objects.filter(register=register, direction=direction).aggregate(last=Max("position"))["last"] or 0
    )
    item = ActionItem(register=register, direction=direction, position=last + 1)
    for name, value in _values(content).items():
        setattr(item, name, value)
    audit.create(item, actor=actor, reason=reason)
    beside = _set_relations(item, ItemContent(subject=content.subject), content, actor, names, principals)
    if beside:
        audit.record(actor=actor, verb="set_relations", obj=item, changes=beside)
    return item


@transaction.atomic
def create_items(
    *, actor: User | None, register: ActionRegister, contents: Sequence[ItemContent], names: ForumNames, principals: PrincipalNames
) -> list[ActionItem]:  # fmt: skip
    """New rows as by `create_item`, many at once: a fixed number of queries for every few hundred."""
    for direction_name, area_names in dict.fromkeys((content.direction, content.areas) for content in contents):
        make_headings(actor=actor, register=register, direction=direction_name, areas=area_names)
    directions = {each.name_key: each for each in Direction.objects.filter(register=register)}
    areas = {each.name_key: each for each in PriorityArea.objects.filter(register=register)}
    last = Counter(
        dict(ActionItem.objects.filter(register=register).values_list("direction").annotate(Max("position")).order_by())
    )
    items = []
    for content in contents:
        direction = directions[swedish_key(content.direction)] if content.direction.strip() else None
        last[direction.pk if direction else None] += 1
        items.append(
            ActionItem(
                register=register,
                direction=direction,
                position=last[direction.pk if direction else None],
                **_values(content),
            )
        )
    ActionItem.objects.bulk_create(items, batch_size=BATCH)
    pairs = list(zip(items, contents, strict=True))
    ItemArea.objects.bulk_create(
        [
            area
            for item, content in pairs
            for area in _areas_of(item, (areas[swedish_key(name)] for name in content.areas if name.strip()))
        ],
        BATCH,
    )
    PreparingForum.objects.bulk_create(
        [each for item, content in pairs for each in _preparing_of(item, content.preparing, names)], BATCH
    )
    Responsible.objects.bulk_create(
        [each for item, content in pairs for each in _responsible_of(item, content.responsible, names, principals)],
        BATCH,
    )
    made = [each for item, content in pairs for each in new_follow_ups(item, content.follow_up, names)]
    FollowUp.objects.bulk_create([follow_up for follow_up, _forums in made], BATCH)
    FollowUpForum.objects.bulk_create([forum for _follow_up, forums in made for forum in forums], BATCH)
    set_first_due_of(items)
    audit.record_all(
        actor=actor, events=(audit.Event("create", item, _created(item, content)) for item, content in pairs)
    )
    return items


def _created(item: ActionItem, content: ItemContent) -> dict[str, Any]:
    changes = {
        name: [None, value] for name, value in audit.field_values(item).items() if value not in (None, "", [], {})
    }
    lists = {"areas": content.areas, "preparing": content.preparing, "responsibles": content.responsible}
    return changes | {name: [[], list(value)] for name, value in lists.items() if value}


@transaction.atomic
def change_item(
    *,
    actor: User | None,
    item: ActionItem,
    content: ItemContent,
    version: int | None = None,
    reason: str = "",
    names: ForumNames | None = None,
    principals: PrincipalNames | None = None,
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
def delete_item(*, actor: User, item: ActionItem, reason: str = "") -> None:
    """Removes a row entered by mistake. Raises `Refused` for one that has been in use: it is closed or dropped, since
    the list is an official record."""
    used = (
        item.state != ItemState.ONGOING
        or item.follow_ups.exclude(outcome=Outcome.OPEN).exists()
        or item.item_agreements.filter(strength=Strength.CONFIRMED).exists()
    )
    if used:
        raise Refused(
            _(
                "Raden har varit i bruk: en uppföljning är markerad, ett avtal är kopplat eller raden är avslutad. Avför den i stället, med ett skäl."
            )
        )
    remove_item(actor=actor, item=item, reason=reason)


@transaction.atomic
def remove_item(*, actor: User | None, item: ActionItem, reason: str = "") -> None:
    """Takes the row away with its follow-ups and its places in sources; its last content stays in the log. For undo
    of an import, which does its own checks; people use `delete_item`."""
    SourceRef.objects.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk).delete()
    audit.delete(item, actor=actor, reason=reason)


@transaction.atomic
def close_item(
    *, actor: User, item: ActionItem, on: dt.date, reason: str = "", occasion: Occasion | None = None
) -> None:
    """Avsluta: the commission is done. Raises `Refused` if the row is already closed. `occasion`: the meeting that
    closed it, and its §."""
    perform(
        ITEM_LIFECYCLE,
        "close",
        item,
        actor=actor,
        reason=reason.strip(),
        values={"closed_on": on, "closing_reason": reason.strip(), **said_at("closing", occasion)},
    )


@transaction.atomic
def drop_item(*, actor: User, item: ActionItem, on: dt.date, reason: str, occasion: Occasion | None = None) -> None:
    """Avför: the commission is taken off the list undone, with a reason. Raises `Refused` without one. `occasion` as in
    `close_item`."""
    if not reason.strip():
        raise Refused(_("Skriv varför raden avförs. Skälet visas i listan."))
    perform(
        ITEM_LIFECYCLE,
        "drop",
        item,
        actor=actor,
        reason=reason.strip(),
        values={"closed_on": on, "closing_reason": reason.strip(), **said_at("closing", occasion)},
    )


@transaction.atomic
def reopen_item(*, actor: User, item: ActionItem, reason: str = "") -> None:
    """Ta upp igen: the row is ongoing again; the log keeps when and why it was closed."""
    perform(
        ITEM_LIFECYCLE,
        "reopen",
        item,
        actor=actor,
        reason=reason.strip(),
        values={"closed_on": None, "closing_reason": "", **said_at("closing", None)},
    )


def _values(content: ItemContent) -> dict[str, Any]:
    due = content.due_date
    return {name: getattr(content, name) for name in _TEXTS} | {
        "follow_up_raw": content.follow_up,
        "due_start": due.start if due else None,
        "due_end": due.end if due else None,
        "due_precision": due.precision.value if due else "",
    }


def _direction(register: ActionRegister, name: str, actor: User | None) -> Direction | None:
    """The direction of that name, made if the register has none; None without a name."""
    make_headings(actor=actor, register=register, direction=name, areas=())
    return find_heading(Direction, register, name) if name.strip() else None


def _set_relations(
    item: ActionItem,
    before: ItemContent,
    after: ItemContent,
    actor: User | None,
    names: ForumNames | None,
    principals: PrincipalNames | None,
) -> dict[str, Any]:
    """Sets what differs; gives `{field: [before, after]}` of it."""
    if before.areas != after.areas:
        _set_areas(item, after.areas, actor)
    if (before.preparing, before.responsible, before.follow_up) != (
        after.preparing,
        after.responsible,
        after.follow_up,
    ):
        names = names or forum_names()
        if before.preparing != after.preparing:
            _set_preparing(item, after.preparing, names)
        if before.responsible != after.responsible:
            _set_responsible(item, after.responsible, names, principals or principal_matcher())
        if before.follow_up != after.follow_up:
            set_follow_ups(item, after.follow_up, names, actor=actor)
    return (
        _diff("areas", list(before.areas), list(after.areas))
        | _diff("preparing", list(before.preparing), list(after.preparing))
        | _diff("responsibles", list(before.responsible), list(after.responsible))
    )


def _set_areas(item: ActionItem, names: Iterable[str], actor: User | None) -> None:
    make_headings(actor=actor, register=item.register, direction="", areas=names)
    found = (find_heading(PriorityArea, item.register, name) for name in names)
    item.item_areas.all().delete()
    ItemArea.objects.bulk_create(_areas_of(item, (area for area in found if area)))


def _areas_of(item: ActionItem, areas: Iterable[PriorityArea]) -> list[ItemArea]:
    different = {area.pk: area for area in areas}
    return [ItemArea(item=item, area=area, position=n) for n, area in enumerate(different.values())]


def _set_preparing(item: ActionItem, printed: Iterable[str], names: ForumNames) -> None:
    item.preparing.all().delete()
    PreparingForum.objects.bulk_create(_preparing_of(item, printed, names))


def _preparing_of(item: ActionItem, printed: Iterable[str], names: ForumNames) -> list[PreparingForum]:
    return [
        PreparingForum(item=item, position=n, printed=name[:300], forum_id=_key(names.resolve(name)))
        for n, name in enumerate(printed)
    ]


def _set_responsible(item: ActionItem, texts: Iterable[str], names: ForumNames, principals: PrincipalNames) -> None:
    item.responsibles.all().delete()
    Responsible.objects.bulk_create(_responsible_of(item, texts, names, principals))


def _responsible_of(
    item: ActionItem, texts: Iterable[str], names: ForumNames, principals: PrincipalNames
) -> list[Responsible]:
    return [
        Responsible(
            item=item,
            position=n,
            text=text[:500],
            forum_id=_key(names.resolve(text)),
            principal_id=principals.named_in(text),
        )
        for n, text in enumerate(texts)
    ]


def _key(forum_key: str | None) -> int | None:
    return int(forum_key) if forum_key else None


def _diff(name: str, before: Any, after: Any) -> dict[str, Any]:
    return {name: [before, after]} if before != after else {}
