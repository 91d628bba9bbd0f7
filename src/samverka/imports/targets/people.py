"""A row of a list of people becomes a person, or changes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.imports.fields import ReadField
from samverka.imports.likeness import name_key
from samverka.imports.organisations import Organisations
from samverka.imports.records import Extraction
from samverka.imports.targets.base import Identity, Read, Target, text_field
from samverka.principals import operations
from samverka.principals.models import Person, PoliticalParty, Principal

_NOTHING = ("",)  # an identity nobody answers to
YES, NO = "Ja", "Nej"


def principal_choices() -> list[tuple[str, str]]:
    return [("", _("Ingen huvudman")), *((name, name) for name in Principal.objects.values_list("name", flat=True))]


def party_choices() -> list[tuple[str, str]]:
    parties = PoliticalParty.objects.values_list("abbreviation", "name")
    return [("", _("Inget parti")), *((short, f"{name} ({short})") for short, name in parties)]


def yes_or_no() -> list[tuple[str, str]]:
    return [(YES, _("Ja")), (NO, _("Nej"))]


class People(Target):
    model = Person
    page = "principals:person"
    choices: ClassVar[Mapping[str, Any]] = {"principal": principal_choices, "party": party_choices, "active": yes_or_no}
    longest: ClassVar[Mapping[str, int]] = {"name": 200, "title": 200, "email": 254}
    emptied: ClassVar[frozenset[str]] = frozenset({"title", "principal", "party", "email"})
    naming: ClassVar[frozenset[str]] = frozenset({"name"})
    required: ClassVar[frozenset[str]] = frozenset({"name"})

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for record in extraction.directory:
            fields = [
                *text_field("key", _("Nummer i Samverka"), record.key),
                *text_field("name", _("Namn"), record.name),
                *text_field("title", _("Titel"), record.title),
                *text_field("principal", _("Huvudman"), record.principal),
                *text_field("party", _("Parti"), record.party),
                *text_field("email", _("E-post"), record.email),
                *text_field("active", _("Kan väljas till nya platser"), record.active),
            ]
            yield Read(record.name.value, tuple(fields))

    def load(self) -> QuerySet[Any]:
        return Person.objects.select_related("principal", "party")

    @cached_property
    def organisations(self) -> Organisations:
        found = Principal.objects.prefetch_related("aliases")
        return Organisations(
            (each.name, [each.name, each.short_name, *(alias.name for alias in each.aliases.all())]) for each in found
        )

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """Abbreviations by every way of writing the party."""
        found = PoliticalParty.objects.values_list("abbreviation", "name")
        return {name.casefold(): short for short, name in found} | {short.casefold(): short for short, _name in found}

    def understand(self, field: ReadField) -> ReadField:
        if field.corrected:
            return field
        if field.name == "principal" and (named := self.organisations.find(field.raw)):
            return replace(
                field,
                value=named.name,
                note="" if named.name == field.raw else _("Läst som %(name)s.") % {"name": named.name},
            )
        if field.name == "party":
            return replace(field, value=self.parties.get(field.raw.strip(" ().").casefold(), field.value))
        return field

    def label(self, read: Read) -> str:
        return str(read.value("name") or read.label)

    def identities(self, read: Read) -> Sequence[Identity]:
        key, name = str(read.value("key") or ""), name_key(read.value("name") or read.label)
        principal, email = str(read.value("principal") or ""), str(read.value("email") or "").casefold()
        return [
            (key, name, principal, email),
            ("key and e-mail", key, email) if key and email else _NOTHING,
            ("key and name", key, name) if key else _NOTHING,
            ("e-mail", email) if email else _NOTHING,
            ("name at", name, principal) if principal else _NOTHING,
            ("name without principal", name) if principal else ("name", name),
        ]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        person = cast(Person, obj)
        key, name, email = str(person.pk), name_key(person.name), person.email.casefold()
        principal = person.principal.name if person.principal else ""
        return [
            [(key, name, principal, email), ("", name, principal, email)],
            [("key and e-mail", key, email)] if email else [],
            [("key and name", key, name)],
            [("e-mail", email)] if email else [],
            [("name at", name, principal)] if principal else [],
            [("name", name), *([] if principal else [("name without principal", name)])],
        ]

    def current(self, obj: Audited) -> Mapping[str, Any]:
        person = cast(Person, obj)
        return {
            "key": str(person.pk),
            "name": person.name,
            "title": person.title,
            "principal": person.principal.name if person.principal else "",
            "party": person.party.abbreviation if person.party else "",
            "email": person.email,
            "active": YES if person.is_active else NO,
        }

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        return field.name == "key" or super().is_same(field, stands, obj)

    def doubt(self, field: ReadField) -> str:
        if field.name != "principal" or not field.raw:
            return ""
        named = self.organisations.find(field.raw)
        if named is None or named.is_certain:
            return ""
        return _("%(cell)sIngen huvudman heter ”%(said)s”. Menas %(name)s? Välj annars rätt i listan.") % {
            "cell": _cell(field), "said": field.raw, "name": named.name,
        }  # fmt: skip

    def problem(self, field: ReadField, read: Read, obj: Audited | None) -> str:
        if field.name == "key" or (field.name in self.emptied and not field.value):
            return ""
        told = {"cell": _cell(field), "said": field.raw or field.value}
        match field.name:
            case "principal" if field.value not in self._principals:
                return _("%(cell)sIngen huvudman heter ”%(said)s”. Välj rätt i listan.") % told
            case "party" if field.value not in self.parties.values():
                return (
                    _("%(cell)sInget parti heter ”%(said)s”. Välj rätt i listan, eller lägg till partiet först.") % told
                )
            case "active" if field.value not in (YES, NO):
                return _("%(cell)s”%(said)s” är varken ja eller nej. Välj i listan.") % told
            case "email" if not _is_email(str(field.value)):
                return _("%(cell)s”%(said)s” är ingen e-postadress. Rätta den, eller töm rutan.") % told
        most = self.longest.get(field.name)
        if most and len(str(field.value)) > most:
            return _("%(cell)sTexten är längre än %(most)s tecken, som är det mesta som ryms. Korta den.") % (
                told | {"most": most}
            )
        return ""

    @cached_property
    def _principals(self) -> frozenset[str]:
        return frozenset(Principal.objects.values_list("name", flat=True))

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        facts: Any = {name: values[name] for name in ("title", "email") if name in values}
        if "principal" in values:
            facts["principal"] = (
                Principal.objects.get(name=values["principal"], ends_on=None) if values["principal"] else None
            )
        if "party" in values:
            facts["party"] = PoliticalParty.objects.get(abbreviation=values["party"]) if values["party"] else None
        active: Any = {"is_active": values["active"] == YES} if "active" in values else {}
        if target is None:
            person = operations.create_person(actor=actor, name=str(values["name"]), **facts)
            if active.get("is_active") is False:
                operations.change_person(actor=actor, person=person, is_active=False)
            return person
        person = cast(Person, target)
        named: Any = {"name": values["name"]} if "name" in values else {}
        operations.change_person(actor=actor, person=person, **named, **facts, **active)
        return person

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        person = cast(Person, obj)
        return {
            "name": person.name, "title": person.title, "principal": person.principal_id, "party": person.party_id,
            "email": person.email, "is_active": person.is_active,
        }  # fmt: skip

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        facts: Any = dict(before) | {
            "principal": Principal.objects.filter(pk=before["principal"]).first(),
            "party": PoliticalParty.objects.filter(pk=before["party"]).first(),
        }
        operations.change_person(actor=actor, person=cast(Person, obj), reason=str(self.run), **facts)

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_person(actor=actor, person=cast(Person, obj), reason=str(self.run))


def _cell(field: ReadField) -> str:
    """`Cell D7: `, or empty where there are no cells."""
    return _("Cell %(cell)s: ") % {"cell": field.cell} if field.cell else ""


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
