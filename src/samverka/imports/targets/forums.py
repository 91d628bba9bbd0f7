"""A forum described in a presentation becomes a forum, or adds to one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samverka.forums import operations
from samverka.forums.models import Forum
from samverka.forums.queries import forum_names
from samverka.forums.states import Level
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.imports.fields import ReadField
from samverka.imports.likeness import name_key
from samverka.imports.records import Extraction
from samverka.imports.targets.base import Identity, Read, Target, list_field, text_field

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

_OF_OFFICIALS = (Level.LOCAL, Level.NETWORK, Level.STEERING_GROUP, Level.WORKING_GROUP)
LONGEST = {
    field.name: field.max_length
    for field in Forum._meta.concrete_fields
    if field.name in ("name", *_FACTS) and field.max_length
}


class Forums(Target):
    model = Forum
    owned: ClassVar[frozenset[str]] = frozenset({"aliases", "preparations"})
    multiline: ClassVar[frozenset[str]] = frozenset(
        {"purpose", "participants_municipal", "participants_region", "participants", "mandate", "prepares_for"}
    )
    choices: ClassVar[Mapping[str, Any]] = {"level": Level.choices}
    longest: ClassVar[Mapping[str, int]] = LONGEST

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

    def load(self) -> QuerySet[Any]:
        return Forum.objects.prefetch_related("aliases", "prepares_for").select_related("county")

    def names_of(self, obj: Audited) -> Sequence[str]:
        return cast(Forum, obj).names

    def identities(self, read: Read) -> Sequence[Identity]:
        """A forum's names are known better than by their letters: `Full name (ABBR)` means the forum too."""
        key = self.known_forum(read.label)
        return [(f"forum {key}",) if key else (name_key(read.label),)]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        return [[(f"forum {obj.pk}",), *((name_key(name),) for name in self.names_of(obj))]]

    def current(self, obj: Audited) -> Mapping[str, Any]:
        forum = cast(Forum, obj)
        return {name: getattr(forum, name) for name in _FACTS} | {
            "name": forum.name,
            "level": "" if forum.level == Level.OTHER else forum.level,
            "prepares_for": [other.label for other in forum.prepares_for.all()],
        }

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        match field.name:
            case "name" | "abbreviation":
                return self.known_forum(field.value) == str(obj.pk) or name_key(field.value) in {
                    name_key(name) for name in self.names_of(obj)
                }
            case "level":  # a network or a working group is a forum of officials too: the register says it more exactly
                return bool(stands == field.value or (field.value == Level.OFFICIALS and stands in _OF_OFFICIALS))
            case "prepares_for":
                named = {self.names.resolve(name) for name in field.value}
                return named == {str(other.pk) for other in cast(Forum, obj).prepares_for.all()}
        return super().is_same(field, stands, obj)

    def doubt(self, field: ReadField) -> str:
        if field.name != "prepares_for":
            return ""
        unknown = [name for name in field.value if self.names.resolve(name) is None]
        if not unknown:
            return ""
        return _(
            "Inget känt forum heter ”%(name)s”. Läs in det forumet först eller rätta namnet; annars förs relationen inte in."
        ) % {"name": "”, ”".join(unknown)}

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        facts: Any = {name: values[name] for name in _FACTS if name in values}
        if target is None:
            forum = operations.create_forum(
                actor=actor, name=str(values["name"]), prepares_for=self._named(values.get("prepares_for", ())), **facts
            )
            self.by_pk[forum.pk] = forum
            self.names = forum_names()
            return forum
        forum = cast(Forum, target)
        aliases = [*(alias.name for alias in forum.aliases.all()), values["name"]] if "name" in values else None
        prepares = self._named(values["prepares_for"], but=forum) if "prepares_for" in values else None
        operations.change_forum(actor=actor, forum=forum, aliases=aliases, prepares_for=prepares, **facts)
        return forum

    def _named(self, names: Iterable[str], but: Forum | None = None) -> list[Forum]:
        keys = dict.fromkeys(int(key) for name in names if (key := self.names.resolve(name)) is not None)
        found = Forum.objects.in_bulk(keys)
        return [found[key] for key in keys if key in found and (but is None or key != but.pk)]

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        forum = cast(Forum, obj)
        return {name: getattr(forum, name) for name in _FACTS} | {
            "prepares_for": [other.pk for other in forum.prepares_for.all()],
            "aliases": [alias.name for alias in forum.aliases.all()],
        }

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        forum = cast(Forum, obj)
        facts: Any = {name: before[name] for name in _FACTS}
        prepares = Forum.objects.filter(pk__in=before["prepares_for"])
        operations.change_forum(
            actor=actor, forum=forum, aliases=before["aliases"], prepares_for=prepares, reason=str(self.run), **facts
        )

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_forum(actor=actor, forum=cast(Forum, obj), reason=str(self.run))
