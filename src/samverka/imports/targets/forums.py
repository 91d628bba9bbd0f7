"""A forum described in a presentation becomes a forum, or adds to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, cast

from django.utils.translation import gettext as _

from samverka.forums import operations
from samverka.forums.models import Forum
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.imports.fields import ReadField
from samverka.imports.records import Extraction
from samverka.imports.targets.base import Match, Read, Target, list_field, text_field

_FACTS = (
    "purpose",
    "participants_municipal",
    "participants_region",
    "participants",
    "mandate",
    "frequency",
    "meetings_per_year",
    "level",
    "abbreviation",
)


class Forums(Target):
    model = Forum
    owned: ClassVar[frozenset[str]] = frozenset({"aliases", "preparations"})
    multiline: ClassVar[frozenset[str]] = frozenset(
        {"purpose", "participants_municipal", "participants_region", "participants", "mandate", "prepares_for"}
    )

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for record in extraction.forums:
            fields = [
                *text_field("name", _("Namn"), record.name),
                *text_field("abbreviation", _("Förkortning"), record.short_name),
                *text_field("level", _("Nivå"), record.level),
                *text_field("purpose", _("Syfte"), record.purpose),
                *text_field("participants_municipal", _("Deltagare från kommunerna"), record.participants_municipal),
                *text_field("participants_region", _("Deltagare från regionen"), record.participants_region),
                *text_field("participants", _("Deltagare"), record.participants),
                *text_field("mandate", _("Mandat"), record.mandate),
                *text_field("frequency", _("Hur ofta det möts"), record.frequency),
                *text_field("meetings_per_year", _("Möten om året"), record.meetings_per_year),
                *list_field("prepares_for", _("Bereder åt"), record.prepares_for),
            ]
            yield Read(record.name.value, tuple(fields))

    def prepare(self) -> None:
        super().prepare()
        self.names: ForumNames = forum_names()

    def load(self) -> Iterable[tuple[Audited, Sequence[str]]]:
        for forum in Forum.objects.prefetch_related("aliases", "prepares_for").select_related("county"):
            yield forum, [forum.name, forum.abbreviation, *(alias.name for alias in forum.aliases.all())]

    def match(self, record: Read) -> Match:
        key = self.names.resolve(record.label)
        if key is not None and int(key) in self.by_pk:
            return Match(target=self.by_pk[int(key)])
        return super().match(record)

    def current(self, obj: Audited) -> Mapping[str, Any]:
        forum = cast(Forum, obj)
        return {name: getattr(forum, name) for name in _FACTS} | {
            "name": forum.name,
            "prepares_for": [other.label for other in forum.prepares_for.all()],
        }

    def check(self, field: ReadField) -> str:
        if field.name != "prepares_for":
            return ""
        unknown = [name for name in field.value if self.names.resolve(name) is None]
        return (
            _("Inget känt forum heter ”%(name)s”. Läs in det forumet först, eller rätta namnet.")
            % {"name": "”, ”".join(unknown)}
            if unknown
            else ""
        )

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        facts: Any = {name: values[name] for name in _FACTS if name in values}
        keys = [self.names.resolve(name) for name in values.get("prepares_for", ())]
        prepares = [cast(Forum, self.by_pk[int(key)]) for key in keys if key is not None and int(key) in self.by_pk]
        if target is None:
            forum = operations.create_forum(actor=actor, name=str(values["name"]), prepares_for=prepares, **facts)
            self.remember(forum, [forum.name, forum.abbreviation])
            self.names = forum_names()
            return forum
        forum = cast(Forum, target)
        operations.change_forum(
            actor=actor, forum=forum, prepares_for=prepares if "prepares_for" in values else None, **facts
        )
        return forum

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        return dict(self.current(obj))

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        forum = cast(Forum, obj)
        by_label = {other.label: other for other in Forum.objects.all()}
        facts: Any = {name: before[name] for name in _FACTS}
        prepares = [by_label[label] for label in before["prepares_for"] if label in by_label]
        operations.change_forum(actor=actor, forum=forum, prepares_for=prepares, reason=str(self.run), **facts)

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_forum(actor=actor, forum=cast(Forum, obj), reason=str(self.run))
