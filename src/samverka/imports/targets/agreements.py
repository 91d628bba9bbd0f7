"""A line of a list of agreements becomes an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, cast

from django.utils.translation import gettext as _

from samverka.agreements import operations
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.naming import kind_of_name
from samverka.agreements.queries import content_of
from samverka.agreements.reading import Validity, read_validity
from samverka.forums.queries import forum_names
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.imports.fields import ReadField
from samverka.imports.records import Extraction
from samverka.imports.targets.base import Read, Target, list_field, text_field


class Agreements(Target):
    model = Agreement
    owned: ClassVar[frozenset[str]] = frozenset({"aliases", "forum_parts", "gaps", "ends"})
    multiline: ClassVar[frozenset[str]] = frozenset({"recommending", "preparing", "notes"})

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for record in extraction.agreements:
            fields = [
                *text_field("name", _("Namn"), record.name),
                *text_field("validity_raw", _("Giltighetstid"), record.validity),
                *text_field("area", _("Område"), record.area),
                *list_field("recommending", _("Rekommenderande forum"), record.recommending_forums),
                *list_field("preparing", _("Beredande forum"), record.preparing_forums),
                *text_field("notes", _("Noteringar"), record.notes),
            ]
            yield Read(record.name.value, tuple(fields))

    def prepare(self) -> None:
        super().prepare()
        self.names = forum_names()

    def load(self) -> Iterable[tuple[Audited, Sequence[str]]]:
        for agreement in Agreement.objects.prefetch_related("aliases", "forum_parts", "parties"):
            yield agreement, [agreement.name, *(alias.name for alias in agreement.aliases.all())]

    def current(self, obj: Audited) -> Mapping[str, Any]:
        return content_of(cast(Agreement, obj)).to_json()

    def check(self, field: ReadField) -> str:
        if field.name == "validity_raw":
            return _doubt(read_validity(str(field.value)))
        if field.name in ("recommending", "preparing"):
            unknown = [name for name in field.value if self.names.resolve(name) is None]
            if unknown:
                return _("Inget känt forum heter ”%(name)s”. Rätta namnet, eller låt det stå som det är skrivet.") % {
                    "name": "”, ”".join(unknown)
                }
        return ""

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        known = content_of(cast(Agreement, target)) if target else None
        base = known.to_json() if known else {"kind": str(values.get("kind") or "") or _kind(str(values["name"]))}
        content = AgreementContent.from_json(
            base | {key: value for key, value in values.items() if key != "name" or not known}
        )
        if known and values.get("name") and values["name"] != known.name:
            content = AgreementContent.from_json(content.to_json() | {"aliases": [*known.aliases, values["name"]]})
        if known is None:
            return operations.create_agreement(actor=actor, content=content, names=self.names)
        operations.change_agreement(actor=actor, agreement=cast(Agreement, target), content=content, names=self.names)
        return cast(Agreement, target)

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        agreement = cast(Agreement, obj)
        return content_of(agreement).to_json() | {
            "reading": agreement.reading,
            "reading_state": agreement.reading_state,
        }

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        agreement = cast(Agreement, obj)
        operations.change_agreement(actor=actor, agreement=agreement, content=AgreementContent.from_json(before))
        operations.put_back_reading(
            actor=actor, agreement=agreement, reading=before["reading"], state=before["reading_state"]
        )

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_agreement(actor=actor, agreement=cast(Agreement, obj), reason=str(self.run))


def _kind(name: str) -> str:
    return kind_of_name(name).value


def _doubt(validity: Validity) -> str:
    if not validity.needs_a_person:
        return ""
    if validity.unread:
        return _("Det här i giltighetstiden kunde inte tolkas: ”%(text)s”.") % {"text": "”, ”".join(validity.unread)}
    return _("Giltighetstiden kan läsas på mer än ett sätt. Bekräfta eller rätta den.")
