"""A line of a list of agreements becomes an agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samverka.agreements import operations
from samverka.agreements.choices import AgreementKindChoice
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.naming import kind_of_name
from samverka.agreements.queries import content_of
from samverka.agreements.reading import Validity, read_validity
from samverka.agreements.states import AgreementKind
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.imports.fields import ReadField
from samverka.imports.letters import without
from samverka.imports.likeness import name_key
from samverka.imports.records import AgreementRecord, Extraction, Found
from samverka.imports.sameness import Facts, SubjectIndex
from samverka.imports.targets.base import Identity, Read, Target, list_field, text_field

_FAMILIES = {
    AgreementKind.AGREEMENT: "agreement", AgreementKind.COOPERATION_AGREEMENT: "agreement", AgreementKind.ACCORD: "agreement",
    AgreementKind.COUNTY_ACCORD: "agreement", AgreementKind.GUIDELINE: "guideline", AgreementKind.TEMPORARY_GUIDELINE: "guideline",
    AgreementKind.ROUTINE: "routine", AgreementKind.ACTION_PLAN: "plan", AgreementKind.JOINT_PLAN: "plan", AgreementKind.LOCAL_PLAN: "plan",
    AgreementKind.POLICY: "policy", AgreementKind.STRATEGY: "policy",
}  # fmt: skip


class Agreements(Target):
    model = Agreement
    owned: ClassVar[frozenset[str]] = frozenset({"aliases", "forum_parts", "gaps", "ends"})
    multiline: ClassVar[frozenset[str]] = frozenset({"recommending", "preparing", "parties", "notes"})
    choices: ClassVar[Mapping[str, Any]] = {"kind": AgreementKindChoice.choices}
    longest: ClassVar[Mapping[str, int]] = {
        "name": 500,
        "area": 200,
        "statutory_basis": 300,
        "recommending": 300,
        "preparing": 300,
    }
    expected: ClassVar[Mapping[str, Any]] = {"validity_raw": _("Giltighetstid")}

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for record in extraction.agreements:
            fields = [
                *text_field("name", _("Namn"), record.name),
                *text_field("validity_raw", _("Giltighetstid"), _validity(record)),
                *text_field("kind", _("Slag"), _kind(record)),
                *text_field("area", _("Område"), record.area),
                *list_field("recommending", _("Rekommenderande forum"), record.recommending_forums),
                *list_field("preparing", _("Beredande forum"), record.preparing_forums),
                *list_field("parties", _("Parter"), record.parties),
                *text_field("statutory_basis", _("Lagstöd"), _statutory(record)),
                *text_field("notes", _("Noteringar"), _notes(record)),
            ]
            yield Read(record.name.value, tuple(fields))

    def load(self) -> QuerySet[Any]:
        return Agreement.objects.prefetch_related("aliases", "forum_parts", "parties")

    def names_of(self, obj: Audited) -> Sequence[str]:
        agreement = cast(Agreement, obj)
        return [agreement.name, *(alias.name for alias in agreement.aliases.all())]

    def identities(self, read: Read) -> Sequence[Identity]:
        """By name, then by name without spaces: a word that a column has broken is still the same word."""
        key = name_key(read.label)
        return [(key,), (key.replace(" ", ""),)]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        keys = [name_key(name) for name in self.names_of(obj)]
        return [[(key,) for key in keys], [(key.replace(" ", ""),) for key in keys]]

    def could_be(self, read: Read, obj: Audited) -> bool:
        """A guideline is not the accord it follows from, nor a plan an agreement."""
        families = {_FAMILIES.get(kind_of_name(name), "") for name in (read.label, cast(Agreement, obj).name)} - {""}
        return len(families) < 2

    def alike_by_facts(self, read: Read, common: frozenset[str]) -> Iterable[int]:
        """The same subject with the same end or forum, or one name inside the other."""
        spelt = without if self.run.lost_letters else str
        if not hasattr(self, "_subjects"):
            self._subjects = SubjectIndex(common)
            for pk, obj in self.by_pk.items():
                agreement = cast(Agreement, obj)
                forums = self._forum_keys([part.printed for part in agreement.forum_parts.all()])
                for name in self.names_of(obj):
                    self._subjects.add(pk, spelt(name), Facts.of(name, agreement.validity_raw, forums))
        forums = self._forum_keys([*(read.value("recommending") or ()), *(read.value("preparing") or ())])
        return self._subjects.like(
            spelt(read.label), Facts.of(read.label, str(read.value("validity_raw") or ""), forums)
        )

    def _forum_keys(self, printed: Iterable[str]) -> list[str]:
        return [self.names.resolve(name) or name_key(name) for name in printed]

    def current(self, obj: Audited) -> Mapping[str, Any]:
        agreement = cast(Agreement, obj)
        return content_of(agreement).to_json() | {"parties": [str(party) for party in agreement.parties.all()]}

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        if super().is_same(field, stands, obj):
            return True
        match field.name:
            case "name":
                return name_key(field.value) in {name_key(name) for name in self.names_of(obj)}
            case "validity_raw":
                return bool(stands) and _meaning(str(stands)) == _meaning(str(field.value))
            case "recommending" | "preparing":
                return self.same_forums(stands or [], field.value)
            case "parties":
                return self._party_keys(field.value) == {party.pk for party in cast(Agreement, obj).parties.all()}
        return False

    def doubt(self, field: ReadField) -> str:
        match field.name:
            case "validity_raw":
                return _doubt(read_validity(str(field.value)))
            case "recommending" | "preparing":
                return self.unknown_forums(field.value)
            case "parties":
                unknown = [name for name in field.value if self.principals.named_in(name) is None]
                return (
                    _("Ingen huvudman heter ”%(name)s”. Rätta namnet; annars förs parten inte in.")
                    % {"name": "”, ”".join(unknown)}
                    if unknown
                    else ""
                )
        return ""

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        said = dict(values)
        if "parties" in said:
            said["parties"] = sorted(self._party_keys(said["parties"]))
        if target is None:
            base = {"kind": kind_of_name(str(said["name"])).value}
            return operations.create_agreement(
                actor=actor, content=AgreementContent.from_json(base | said), names=self.names
            )
        agreement = cast(Agreement, target)
        known = content_of(agreement).to_json()
        if name := said.pop("name", ""):  # the register's name stands; the document's is another name for the same
            known["aliases"] = [*known["aliases"], name]
        operations.change_agreement(
            actor=actor, agreement=agreement, content=AgreementContent.from_json(known | said), names=self.names
        )
        return agreement

    def _party_keys(self, names: Iterable[str]) -> set[int]:
        return {key for name in names if (key := self.principals.named_in(name)) is not None}

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        agreement = cast(Agreement, obj)
        confirmed_at = agreement.confirmed_at.isoformat() if agreement.confirmed_at else None
        return content_of(agreement).to_json() | {
            "reading": agreement.reading, "reading_state": agreement.reading_state,
            "confirmed_by": agreement.confirmed_by_id, "confirmed_at": confirmed_at,
        }  # fmt: skip

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        agreement = cast(Agreement, obj)
        operations.change_agreement(
            actor=actor, agreement=agreement, content=AgreementContent.from_json(before), reason=str(self.run)
        )
        operations.put_back_reading(
            actor=actor, agreement=agreement, reading=before["reading"], state=before["reading_state"],
            confirmed_by=before["confirmed_by"], confirmed_at=before["confirmed_at"],
        )  # fmt: skip

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_agreement(actor=actor, agreement=cast(Agreement, obj), reason=str(self.run))


def _kind(record: AgreementRecord) -> Found[AgreementKind] | None:
    """The kind where the document tells it apart from the name, which is read anew when the agreement is made."""
    found = record.agreement_kind
    return None if found is None or found.raw == record.name.raw else found


def _validity(record: AgreementRecord) -> Found[str] | None:
    """All that is said of the validity, as one text."""
    texts = [text for text in (record.validity, record.terms) if text]
    if len(texts) < 2:
        return texts[0] if texts else None
    raw, notes = "\n".join(text.raw for text in texts), " ".join(text.note for text in texts if text.note)
    return Found(record.text_to_read, raw, texts[0].place, notes)


def _statutory(record: AgreementRecord) -> Found[str] | None:
    found = record.statutory
    if found is None or not found.value:
        return None
    says_which = bool(re.search(r"\d", found.raw))  # "HSL 16 kap. 2 §", but not "ja" or "x"
    return Found(
        " ".join(found.raw.split()) if says_which else _("Lagstadgad enligt dokumentet"),
        found.raw,
        found.place,
        found.note,
    )


def _notes(record: AgreementRecord) -> Found[str] | None:
    """The notes, and the columns that have no field of their own."""
    others = [f"{heading}: {text.value}" for heading, text in record.other if text.value]
    if not others:
        return record.notes
    lines = ([record.notes.value] if record.notes else []) + others
    raws = ([record.notes.raw] if record.notes else []) + [text.raw for _heading, text in record.other]
    return Found("\n".join(lines), "\n".join(raws), (record.notes or record.other[0][1]).place)


def _meaning(text: str) -> Validity:
    return replace(read_validity(text), raw="")


def _doubt(validity: Validity) -> str:
    if not validity.needs_a_person:
        return ""
    if validity.unread:
        return _("Det här i giltighetstiden kunde inte tolkas: ”%(text)s”.") % {"text": "”, ”".join(validity.unread)}
    return _("Giltighetstiden kan läsas på mer än ett sätt. Bekräfta eller rätta den.")
