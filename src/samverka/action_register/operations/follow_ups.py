"""Promises added, marked and postponed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.action_register.appending import append
from samverka.action_register.content import ItemContent
from samverka.action_register.lifecycle import FOLLOW_UP_LIFECYCLE
from samverka.action_register.models import ActionItem, FollowUp
from samverka.action_register.operations.entries import set_first_due
from samverka.action_register.operations.items import CELL_LIMIT, change_item
from samverka.action_register.operations.occasions import Occasion, said_at
from samverka.action_register.queries.content import content_of
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle import Refused, perform


@transaction.atomic
def mark_follow_up(
    *, actor: User, follow_up: FollowUp, verb: str, on: dt.date, note: str = "", occasion: Occasion | None = None
) -> None:
    """`mark_done`, `cancel` or `reopen` a promise. Raises `Refused` when its outcome is already set (or not yet), and
    without a note for what is cancelled. `occasion`: the meeting that said so, and its §."""
    if verb == "cancel" and not note.strip():
        raise Refused(_("Skriv varför uppföljningen stryks. Skälet visas på raden."))
    settled = verb != "reopen"
    values = {
        "outcome_on": on if settled else None,
        "outcome_note": note.strip() if settled else "",
        "outcome_by": actor if settled else None,
        **said_at("outcome", occasion if settled else None),
    }
    perform(FOLLOW_UP_LIFECYCLE, verb, follow_up, actor=actor, reason=note.strip(), values=values)
    _touch(follow_up.item)


@transaction.atomic
def postpone_follow_up(
    *, actor: User, follow_up: FollowUp, on: dt.date, new_text: str, note: str = "", occasion: Occasion | None = None
) -> FollowUp:
    """The promise keeps its old date as postponed, and a new entry, written as the list writes them
    (`SVOM 6/12 2024 – rapport`), takes its place. Raises `Refused` if the new text holds no date."""
    values = {"outcome_on": on, "outcome_note": note.strip(), "outcome_by": actor}
    values |= said_at("outcome", occasion)
    perform(FOLLOW_UP_LIFECYCLE, "postpone", follow_up, actor=actor, reason=note.strip(), values=values)
    added = add_follow_up(actor=actor, item=follow_up.item, text=new_text)
    dated = [entry for entry in added if entry.when_end and entry.is_promise]
    if not dated:
        raise Refused(_("Skriv den nya tidpunkten, till exempel ”SVOM 6/12 2024 – rapport”."))
    for entry in dated:
        audit.change(entry, actor=actor, values={"replaces": follow_up} | said_at("origin", occasion), verb="take_over")
    return dated[0]


@transaction.atomic
def add_follow_up(*, actor: User, item: ActionItem, text: str) -> list[FollowUp]:
    """Adds to the row's cell what is written, read as the list's entries; gives those that are new. Raises `Refused`
    for an empty or too long text."""
    if not text.strip():
        raise Refused(_("Skriv vad som ska följas upp, till exempel ”SVOM 3/6 2024 – rapport”."))
    known = set(item.follow_ups.values_list("pk", flat=True))
    content = content_of(item)
    names = forum_names()
    cell, _entries = append(content.follow_up, text, names)
    if len(cell) > CELL_LIMIT:
        raise Refused(
            _("Uppföljningen på raden blir längre än %(limit)s tecken. Korta texten.") % {"limit": CELL_LIMIT}
        )
    change_item(
        actor=actor, item=item, content=ItemContent.from_json(content.to_json() | {"follow_up": cell}), names=names
    )
    return [entry for entry in item.follow_ups.all() if entry.pk not in known]


def _touch(item: ActionItem) -> None:
    """A promise changed: the row's version rises, so that undo and other editors notice."""
    set_first_due(item)
    ActionItem.objects.filter(pk=item.pk).update(version=F("version") + 1, changed_at=timezone.now())
    item.refresh_from_db(fields=["version", "changed_at"])
