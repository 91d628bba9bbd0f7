"""A row of a balanslista becomes a row of the forum's action register."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samverka.action_register import operations
from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, ActionRegister
from samverka.action_register.queries import content_of
from samverka.action_register.reading import read_follow_up
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates.swedish import parse_date
from samverka.imports.fields import ReadField
from samverka.imports.judging import same_words
from samverka.imports.likeness import name_key
from samverka.imports.models import ImportRun
from samverka.imports.records import ActionItemRecord, Extraction
from samverka.imports.targets.base import Identity, Read, Target, list_field, text_field


class ActionItems(Target):
    model = ActionItem
    owned: ClassVar[frozenset[str]] = frozenset({"item_areas", "responsibles", "preparing", "follow_ups", "areas"})
    multiline: ClassVar[frozenset[str]] = frozenset({"areas", "commission", "responsible", "preparing", "follow_up"})
    longest: ClassVar[Mapping[str, int]] = {
        "subject": 500,
        "direction": 300,
        "areas": 300,
        "preparing": 300,
        "responsible": 500,
        "due_text": 200,
    }
    emptied: ClassVar[frozenset[str]] = frozenset({"areas", "commission", "responsible", "preparing", "follow_up"})

    def __init__(
        self, run: ImportRun, only: Iterable[int | None] | None = None, reads: Iterable[Read] | None = None
    ) -> None:
        super().__init__(run, only, reads)
        self._roomy: set[tuple[str, tuple[str, ...]]] = set()

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for record in extraction.action_items:
            if record.subject or record.commission:
                yield Read(_label(record), tuple(_fields(record)))

    def load(self) -> QuerySet[Any]:
        items = (
            ActionItem.objects.filter(register__forum=self.run.forum) if self.run.forum else ActionItem.objects.none()
        )
        return items.select_related("direction", "register").prefetch_related(
            "item_areas__area", "responsibles", "preparing"
        )

    def identities(self, read: Read) -> Sequence[Identity]:
        """Rows with the same subject are told apart by their commission and their direction."""
        return _identities(read.label, read.value("direction") or "", read.value("commission") or "")

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        item = cast(ActionItem, obj)
        direction = item.direction.name if item.direction else ""
        return [[identity] for identity in _identities(item.subject, direction, item.commission)]

    def paired(self, read: Read, obj: Audited | None) -> Read:
        """Without the words that the row is closed, where the register says the same: they are no follow-up."""
        item = cast(ActionItem, obj)
        if obj is None or item.closed_on is None:
            return read
        fields = (
            without_closing_mark(field, item.closed_on, item.closing_reason) if field.name == "follow_up" else field
            for field in read.fields
        )
        return Read(read.label, tuple(field for field in fields if field.value not in ("", None)))

    def current(self, obj: Audited) -> Mapping[str, Any]:
        return content_of(cast(ActionItem, obj)).to_json()

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        if field.name == "preparing" and stands:
            return self.same_forums(stands, field.value)
        return super().is_same(field, stands, obj)

    def doubt(self, field: ReadField) -> str:
        if field.name == "preparing":
            return self.unknown_forums(field.value)
        if field.name == "follow_up":
            segments = read_follow_up(str(field.value), self.names).segments
            return self.unknown_forums(
                name for segment in segments for entry in segment.entries for name in entry.unknown_forums
            )
        return ""

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

    def create(self, actor: User, values: Sequence[Mapping[str, Any]]) -> list[Audited]:
        contents = [ItemContent.from_json(each) for each in values]
        register = self.register(actor)
        return [
            *operations.create_items(
                actor=actor, register=register, contents=contents, names=self.names, principals=self.principals
            )
        ]

    def make_room(self, actor: User, values: Mapping[str, Any]) -> Iterable[Audited]:
        if not hasattr(self, "_register") and not ActionRegister.objects.filter(forum=self.run.forum).exists():
            yield self.register(actor)
        wanted = (values.get("direction") or "", tuple(values.get("areas") or ()))
        if wanted not in self._roomy:
            self._roomy.add(wanted)
            yield from operations.make_headings(
                actor=actor, register=self.register(actor), direction=wanted[0], areas=wanted[1]
            )

    def register(self, actor: User | None) -> ActionRegister:
        """The register of the run's forum. Raises `ValueError` without a forum: review asks for it first."""
        if self.run.forum is None:
            raise ValueError("a row needs a forum whose register it stands in")
        if not hasattr(self, "_register"):
            title = _("Balanslista %(forum)s") % {"forum": self.run.forum.label}
            self._register = operations.open_register(actor=actor, forum=self.run.forum, title=title)
        return self._register

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        item = cast(ActionItem, obj)
        return content_of(item).to_json() | {"outcomes": operations.kept_outcomes(item)}

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        item = cast(ActionItem, obj)
        operations.change_item(actor=actor, item=item, content=ItemContent.from_json(before), reason=str(self.run))
        operations.put_back_outcomes(item=item, kept=before["outcomes"])

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_item(actor=actor, item=cast(ActionItem, obj), reason=str(self.run))


def _identities(subject: str, direction: str, commission: str) -> Sequence[Identity]:
    """Without spaces: a word that a column has broken is still the same word."""
    subject, direction, commission = (name_key(text).replace(" ", "") for text in (subject, direction, commission))
    return [(subject, direction, commission), (subject, direction), (subject,)]


_CLOSED = re.compile(r"(?i)(?:^|(?<=\s))av(?:slutad|slutat|förd|fört)\s+(?P<rest>[\d].*)", re.DOTALL)


def without_closing_mark(field: ReadField, closed_on: dt.date, reason: str) -> ReadField:
    """The cell without `Avslutad 2024-05-26` or `Avförd 26/5 2024: skäl` at its end, where day and reason are those given."""
    value, raw = (_without_mark(text, closed_on, reason) for text in (str(field.value), field.raw))
    return field if value == field.value else replace(field, value=value, raw=raw)


def _without_mark(text: str, closed_on: dt.date, reason: str) -> str:
    for found in _CLOSED.finditer(text):
        day, _colon, why = found["rest"].partition(":")
        when = parse_date(day.strip(" ."))
        if when and when.is_exact and when.start == closed_on and (not why.strip() or same_words(reason, why)):
            return text[: found.start()].rstrip()
    return text


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
