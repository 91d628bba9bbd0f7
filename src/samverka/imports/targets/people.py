"""A row of a list of people becomes a person, or changes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from samverka.imports.records import Extraction
from samverka.imports.targets.base import Identity, Read, Target, text_field
from samverka.imports.targets.organisation_fields import (
    OrganisationFields,
    cell_of,
    party_choices,
    principal_choices,
    too_long,
)
from samverka.principals import operations
from samverka.principals.models import Person, PoliticalParty, Principal

NOTHING = ("",)  # an identity nobody answers to
YES, NO = "Ja", "Nej"


def yes_or_no() -> list[tuple[str, str]]:
    return [(YES, _("Ja")), (NO, _("Nej"))]


class People(Target):
    model = Person
    page = "principals:person"
    choices: ClassVar[Mapping[str, Any]] = {"principal": principal_choices, "party": party_choices, "active": yes_or_no}
    longest: ClassVar[Mapping[str, int]] = {"name": 200, "title": 200, "email": 254}
    emptied: ClassVar[frozenset[str]] = frozenset({"title", "principal", "party", "email"})
    naming: ClassVar[frozenset[str]] = frozenset({"name"})
    guessed: ClassVar[frozenset[str]] = frozenset({"principal"})
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

    @cached_property
    def known(self) -> OrganisationFields:
        return OrganisationFields()

    def load(self) -> QuerySet[Any]:
        return Person.objects.select_related("principal", "party")

    def understand(self, field: ReadField) -> ReadField:
        return self.known.read(field)

    def label(self, read: Read) -> str:
        return str(read.value("name") or read.label)

    def identities(self, read: Read) -> Sequence[Identity]:
        """By number and something more (numbers alone may be another installation's), by e-mail address, by name at the
        same principal; the same name elsewhere is a question."""
        key, name = str(read.value("key") or ""), name_key(read.value("name") or read.label)
        principal, email = str(read.value("principal") or ""), str(read.value("email") or "").casefold()
        return [
            (key, name, principal, email),
            ("key and e-mail", key, email) if key and email else NOTHING,
            ("key and name", key, name) if key else NOTHING,
            ("e-mail", email) if email else NOTHING,
            ("name at", name, principal) if principal else NOTHING,
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
        return self.known.doubt(field)

    def problem(self, field: ReadField, read: Read, obj: Audited | None) -> str:
        told = {"cell": cell_of(field), "said": field.raw or field.value}
        if field.name == "active" and field.value not in (YES, NO):
            return _("%(cell)s”%(said)s” är varken ja eller nej. Välj i listan.") % told
        if field.name == "email" and field.value and not _is_email(str(field.value)):
            return _("%(cell)s”%(said)s” är ingen e-postadress. Rätta den, eller töm rutan.") % told
        if field.name in self.longest and (problem := too_long(field, self.longest[field.name])):
            return problem
        return self.known.problem(field)

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        facts: Any = {name: values[name] for name in ("title", "email") if name in values}
        if "principal" in values:
            facts["principal"] = self.known.principals.get(values["principal"])
        if "party" in values:
            facts["party"] = self.known.parties.get(values["party"])
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


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
