"""The agenda of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.meetings.content import AgendaItemContent
from samverka.meetings.linking import SAME_ITEM
from samverka.meetings.models import AgendaItem, DecisionBasis, Meeting, Presenter
from samverka.meetings.operations.matching import matched
from samverka.meetings.operations.people import Known
from samverka.meetings.operations.sources import part_called, rename_sources
from samverka.meetings.queries import item_content

_PLAIN = (
    "number",
    "title",
    "heading",
    "time",
    "minutes",
    "summary",
    "proposal",
    "record_number",
    "item_kind",
    "is_break",
)


@transaction.atomic
def add_item(
    *, actor: User | None, meeting: Meeting, content: AgendaItemContent, reason: str = "", known: Known | None = None
) -> AgendaItem:
    """One more item, last on the agenda. Raises `ValidationError`."""
    last = max((each.position for each in meeting.agenda.all()), default=-1)
    item = AgendaItem(meeting=meeting, position=last + 1, **_plain(content))
    _check(item)
    audit.create(item, actor=actor, reason=reason)
    _set_parts(item, content, known or Known.read())
    return item


@transaction.atomic
def change_item(
    *,
    actor: User | None,
    item: AgendaItem,
    content: AgendaItemContent,
    version: int | None = None,
    reason: str = "",
    known: Known | None = None,
) -> bool:
    """Makes one item say `content`. Raises `ValidationError`, and `StaleRecord` if it has been changed since `version`."""
    stands = AgendaItem.objects.prefetch_related("presenters", "basis").get(pk=item.pk)
    called = part_called(stands)
    changed = _change(actor, stands, content, stands.position, known or Known.read(), version, reason)
    rename_sources(stands.meeting, called, AgendaItem.objects.get(pk=item.pk))
    return changed


@transaction.atomic
def remove_item(*, actor: User | None, item: AgendaItem, reason: str = "") -> None:
    """Raises `Refused` if something refers to the item."""
    remove(item, actor=actor, instead=_("Rätta punkten i stället."), reason=reason)


def set_agenda(actor: User | None, meeting: Meeting, contents: Sequence[AgendaItemContent], known: Known) -> None:
    """Makes the meeting's items those of `contents`, in their order."""
    rows = list(meeting.agenda.prefetch_related("presenters", "basis"))
    pairs, gone = matched(rows, contents, SAME_ITEM)
    for left in gone:
        remove(left, actor=actor, instead=_("Behåll punkten, eller ta bort det som hänvisar till den."))
    new: list[tuple[AgendaItem, AgendaItemContent]] = []
    for position, (row, content) in enumerate(pairs):
        if row is None:
            item = AgendaItem(meeting=meeting, position=position, **_plain(content))
            _check(item)
            new.append((item, content))
        else:
            _change(actor, row, content, position, known)
    AgendaItem.objects.bulk_create(item for item, _content in new)
    for item, content in new:
        _set_parts(item, content, known)
    audit.record_all(
        actor=actor,
        events=[
            audit.Event("create", item, {name: [None, v] for name, v in _told(content).items() if v})
            for item, content in new
        ],
    )


def _plain(content: AgendaItemContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in _PLAIN}


def _told(content: AgendaItemContent) -> dict[str, Any]:
    return _plain(content) | {"presenters": list(content.presenters), "basis": list(content.basis)}


def _check(item: AgendaItem) -> None:
    try:
        item.clean_fields(exclude=["meeting", "matter", "paragraph"])
    except ValidationError as error:
        raise ValidationError({"agenda": [f"{item}: {message}" for message in error.messages]}) from error


def _change(
    actor: User | None,
    row: AgendaItem,
    content: AgendaItemContent,
    position: int,
    known: Known,
    version: int | None = None,
    reason: str = "",
) -> bool:
    before = item_content(row)
    _check(AgendaItem(**_plain(content)))
    old, new = _told(before), _told(content)
    beside = {name: [old[name], new[name]] for name in ("presenters", "basis") if old[name] != new[name]}
    values = _plain(content) | {"position": position}
    changed = audit.change(row, actor=actor, values=values, version=version, reason=reason, beside=beside)
    if beside:
        row.presenters.all().delete()
        row.basis.all().delete()
        _set_parts(row, content, known)
    return changed


def _set_parts(item: AgendaItem, content: AgendaItemContent, known: Known) -> None:
    Presenter.objects.bulk_create(
        Presenter(item=item, position=n, name=name[:300], person_id=known.person_called(name))
        for n, name in enumerate(content.presenters)
    )
    DecisionBasis.objects.bulk_create(
        DecisionBasis(item=item, position=n, title=title[:500]) for n, title in enumerate(content.basis)
    )
