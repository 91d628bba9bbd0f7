"""A row of a balanslista becomes a row of the forum's action register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, cast

from django.utils.translation import gettext as _

from samverka.action_register import operations
from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, ActionRegister
from samverka.action_register.queries import content_of
from samverka.action_register.reading import read_follow_up
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.ordering import swedish_key
from samverka.imports.fields import ReadField
from samverka.imports.records import ActionItemRecord, Extraction
from samverka.imports.targets.base import Match, Read, Target, list_field, text_field
from samverka.principals.queries import principal_matcher


class ActionItems(Target):
    model = ActionItem
    owned: ClassVar[frozenset[str]] = frozenset({"item_areas", "responsibles", "preparing", "follow_ups", "areas"})
    multiline: ClassVar[frozenset[str]] = frozenset({"areas", "commission", "responsible", "preparing", "follow_up"})

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for record in extraction.action_items:
            if record.subject or record.commission:
                yield Read(_label(record), tuple(_fields(record)))

    def prepare(self) -> None:
        self.names = forum_names()
        self.principals = principal_matcher()
        super().prepare()

    def load(self) -> Iterable[tuple[Audited, Sequence[str]]]:
        if self.run.forum is None:
            return
        items = ActionItem.objects.filter(register__forum=self.run.forum).select_related("direction", "register")
        for item in items.prefetch_related("item_areas__area", "responsibles", "preparing"):
            yield item, [item.subject]

    def match(self, record: Read) -> Match:
        """Rows with the same subject are told apart by their direction and number."""
        found = super().match(record)
        same = [item for item in found.candidates if swedish_key(str(item)) == swedish_key(record.label)]
        if len(same) > 1:
            direction = swedish_key(record.value("direction") or "")
            number = record.value("number")
            here = [
                item for item in cast("list[ActionItem]", same)
                if swedish_key(item.direction.name if item.direction else "") == direction and number in (None, item.number)
            ]  # fmt: skip
            if len(here) == 1:
                return Match(target=here[0])
        return found

    def current(self, obj: Audited) -> Mapping[str, Any]:
        return content_of(cast(ActionItem, obj)).to_json()

    def check(self, field: ReadField) -> str:
        if field.name == "preparing":
            unknown = [name for name in field.value if self.names.resolve(name) is None]
        elif field.name == "follow_up":
            segments = read_follow_up(str(field.value), self.names).segments
            unknown = [name for segment in segments for entry in segment.entries for name in entry.unknown_forums]
        else:
            return ""
        if not unknown:
            return ""
        return _("Inget känt forum heter ”%(name)s”. Rätta namnet, eller låt det stå som det är skrivet.") % {
            "name": "”, ”".join(dict.fromkeys(unknown))
        }

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        base = content_of(cast(ActionItem, target)).to_json() if target else {}
        content = ItemContent.from_json(base | dict(values))
        if target is None:
            return operations.create_item(
                actor=actor,
                register=self.register(actor),
                content=content,
                names=self.names,
                principals=self.principals,
            )
        item = cast(ActionItem, target)
        operations.change_item(actor=actor, item=item, content=content, names=self.names, principals=self.principals)
        return item

    def make_room(self, actor: User, values: Mapping[str, Any]) -> Iterable[Audited]:
        had_register = ActionRegister.objects.filter(forum=self.run.forum).exists()
        register = self.register(actor)
        if not had_register:
            yield register
        yield from operations.make_headings(
            actor=actor, register=register, direction=values.get("direction") or "", areas=values.get("areas") or ()
        )

    def register(self, actor: User | None) -> ActionRegister:
        """The register of the run's forum. Raises `ValueError` without a forum: review asks for it first."""
        if self.run.forum is None:
            raise ValueError("a row needs a forum whose register it stands in")
        title = _("Balanslista %(forum)s") % {"forum": self.run.forum.label}
        return operations.open_register(actor=actor, forum=self.run.forum, title=title)

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        return content_of(cast(ActionItem, obj)).to_json()

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        operations.change_item(
            actor=actor, item=cast(ActionItem, obj), content=ItemContent.from_json(before), reason=str(self.run)
        )

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_item(actor=actor, item=cast(ActionItem, obj), reason=str(self.run))


def _label(record: ActionItemRecord) -> str:
    return (record.subject or record.commission).value[:500]  # type: ignore[union-attr]


def _fields(record: ActionItemRecord) -> Iterable[ReadField]:
    yield from text_field("subject", _("Vad"), record.subject or record.commission)
    yield from text_field("number", _("Nummer"), record.number)
    yield from text_field("direction", _("Inriktning"), record.direction)
    yield from list_field("areas", _("Prioriterat område"), record.priority_areas)
    yield from text_field("commission", _("Uppdrag"), record.commission if record.subject else None)
    yield from list_field("responsible", _("Ansvarig"), record.responsible_entries)
    yield from list_field("preparing", _("Beredande forum"), record.preparing_forums)
    yield from text_field("follow_up", _("Uppföljning"), record.follow_up)
    yield from text_field("due_text", _("Klart, ordagrant"), record.due_text)
    if record.due:
        place = record.due.place
        yield ReadField(
            name="due",
            label=_("Klart"),
            raw=record.due.raw,
            value=record.due.value.to_json(),
            page=place.page,
            line=place.line,
            note=record.due.note,
        )
