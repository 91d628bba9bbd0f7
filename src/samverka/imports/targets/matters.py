"""A record number printed at a paragraph, or a subject that two forums share, becomes a matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.swedish import in_words
from samverka.imports.fields import ReadField
from samverka.imports.letters import without
from samverka.imports.likeness import name_key
from samverka.imports.records import Extraction
from samverka.imports.targets.base import Identity, Read, Target, date_field, text_field
from samverka.imports.targets.subjects import Subject, subjects
from samverka.matters import operations
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.models import Matter
from samverka.matters.queries import content_of
from samverka.matters.rules import names_its_authority, record_number_key, tidy_record_number
from samverka.meetings.choices import StrengthChoice
from samverka.meetings.linking import ALIKE, title_likeness
from samverka.meetings.states import Strength

_READ_ONLY = frozenset({"about", "strength"})  # what the links between the parts go by
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Matters(Target):
    model = Matter
    owned: ClassVar[frozenset[str]] = frozenset({"record_numbers"})
    multiline: ClassVar[frozenset[str]] = frozenset({"about"})
    choices: ClassVar[Mapping[str, Any]] = {"strength": StrengthChoice.choices}
    longest: ClassVar[Mapping[str, int]] = {"title": 500, "number": 100, "origin": 300}
    naming: ClassVar[frozenset[str]] = frozenset({"title", "number"})
    adds: ClassVar[frozenset[str]] = frozenset({"number"})

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for subject in subjects(extraction):
            yield Read(subject.title.value[:500], tuple(_fields(subject)))

    def load(self) -> QuerySet[Any]:
        """Those with the document's record numbers or titles."""
        found = Matter.objects.prefetch_related("record_numbers__principal")
        if self.only is not None:
            return found
        numbers = [record_number_key(number) for read in self.reads if (number := read.value("number"))]
        titles = [str(read.value("title")) for read in self.reads if read.value("title")]
        if self.run.lost_letters:
            lost = {without(title) for title in titles}
            titles = [title for title in Matter.objects.values_list("title", flat=True) if without(title) in lost]
        return found.filter(Q(record_numbers__number_key__in=numbers) | Q(title__in=titles)).distinct()

    def identities(self, read: Read) -> Sequence[Identity]:
        number, title = read.value("number"), name_key(read.value("title") or read.label)
        if not number:
            return [("title", title)]
        if names_its_authority(number):
            return [("number", record_number_key(number))]
        found = [pk for pk in self._with_number(number) if self._agrees(read, cast(Matter, self.by_pk[pk]))]
        return [("matter", str(found[0])) if len(found) == 1 else ("number", record_number_key(number), title)]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        matter = cast(Matter, obj)
        numbers = [("number", each.number_key) for each in matter.record_numbers.all()]
        return [[*numbers, ("title", name_key(matter.title)), ("matter", str(matter.pk))]]

    def _with_number(self, number: str) -> list[int]:
        key = record_number_key(number)
        return [
            pk
            for pk, obj in self.by_pk.items()
            if key in {each.number_key for each in cast(Matter, obj).record_numbers.all()}
        ]

    def _agrees(self, read: Read, matter: Matter) -> bool:
        """Whether a number that anybody may have used is the matter's: the titles are alike, or the number is that of the
        authority that keeps the forum's records."""
        if title_likeness(str(read.value("title") or ""), matter.title) >= ALIKE:
            return True
        keeper = self.run.forum.record_keeper_id if self.run.forum else None
        key = record_number_key(str(read.value("number")))
        return keeper is not None and any(
            each.principal_id == keeper for each in matter.record_numbers.all() if each.number_key == key
        )

    def alike(self, read: Read) -> Iterable[int]:
        """A number that no matter has may belong to a matter of the same title that has none; a number that anybody may
        have used may be that of a matter that has it."""
        title, number = name_key(str(read.value("title") or "")), str(read.value("number") or "")
        same = self._with_number(number) if number and not names_its_authority(number) else []
        titled = [
            pk
            for pk, obj in self.by_pk.items()
            if name_key(cast(Matter, obj).title) == title and not cast(Matter, obj).record_numbers.all()
        ]
        return list(dict.fromkeys([*same, *titled]))

    def current(self, obj: Audited) -> Mapping[str, Any]:
        matter = cast(Matter, obj)
        return {
            "title": matter.title,
            "number": ", ".join(each.number for each in matter.record_numbers.all()),
            "origin": matter.origin,
            "opened_on": PartialDate.day(matter.opened_on).to_json() if matter.opened_on else None,
        }

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        """A matter's own title, beginning and day are what somebody has settled; a document only finds it again."""
        if field.name == "number":
            numbers = cast(Matter, obj).record_numbers.all()
            return record_number_key(str(field.value)) in {each.number_key for each in numbers}
        return field.name in _READ_ONLY or not field.corrected or super().is_same(field, stands, obj)

    def doubts(self, read: Read, obj: Audited | None) -> Mapping[str, str]:
        about = next((field for field in read.fields if field.name == "about"), None)
        if about is None or read.value("strength") != Strength.LIKELY.value:
            return {}
        return {"about": _("Handlar de om samma sak? Hoppa annars över ärendet.")}

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        if target is None:
            content = _laid_over(MatterContent(title=""), values)
            return operations.create_matter(
                actor=actor, content=content, year=self._year(values), principals=self.principals
            )
        matter = cast(Matter, target)
        content = _laid_over(content_of(matter), values)
        operations.change_matter(actor=actor, matter=matter, content=content, principals=self.principals)
        return matter

    def _year(self, values: Mapping[str, Any]) -> int:
        """When it began: as read, else as the number says, else the document's."""
        if day := values.get("opened_on"):
            return int(str(day["start"])[:4])
        if found := _YEAR.search(str(values.get("number", ""))):
            return int(found[0])
        return (self.run.document_date or self.run.created_at).year

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        return content_of(cast(Matter, obj)).to_json()

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        content = MatterContent.from_json(before)
        operations.change_matter(
            actor=actor, matter=cast(Matter, obj), content=content, reason=str(self.run), principals=self.principals
        )

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_matter(actor=actor, matter=cast(Matter, obj), reason=str(self.run))


def _laid_over(stands: MatterContent, values: Mapping[str, Any]) -> MatterContent:
    said = stands.to_json() | {name: values[name] for name in ("title", "origin") if name in values}
    if values.get("opened_on"):
        said["opened_on"] = values["opened_on"]["start"]
    content = MatterContent.from_json(said)
    number = tidy_record_number(str(values.get("number", "")))
    if not number or record_number_key(number) in {record_number_key(each.number) for each in content.record_numbers}:
        return content
    numbers = [*said["record_numbers"], RecordNumberContent(number=number).to_json()]
    return MatterContent.from_json(said | {"record_numbers": numbers})


def _fields(subject: Subject) -> Iterator[ReadField]:
    yield from text_field("title", _("Rubrik"), subject.title)
    yield from text_field("number", _("Diarienummer"), subject.number)
    if subject.date and subject.date.value.is_exact:
        yield from date_field("opened_on", _("Väckt den"), subject.date)
    if subject.extract is None or subject.item is None:
        return
    forum, date = subject.extract.meeting.forum, subject.extract.meeting.date
    origin = " ".join(
        [forum.value if forum else "", in_words(date.value) if date else "", _section(subject.extract.item.number)]
    )
    place = subject.title.place
    yield ReadField(
        name="origin", label=_("Hur det började"), raw="", page=place.page, line=place.line,
        value=_("Utdrag ur protokoll %(where)s") % {"where": " ".join(origin.split())},
    )  # fmt: skip
    both = [subject.title, *([subject.item.title] if subject.item.title else [])]
    yield ReadField(
        name="about", label=_("Tas upp här"), raw="\n".join(each.raw for each in both), page=place.page, line=place.line,
        value=[f"{' '.join(origin.split())}: {both[0].value}", f"{_item(subject)}: {both[-1].value}"],
    )  # fmt: skip
    yield ReadField(name="strength", label=_("Hur säkert"), raw="", value=subject.strength.value)


def _section(number: Any) -> str:
    return f"§ {number.value}" if number else ""


def _item(subject: Subject) -> str:
    assert subject.item is not None, "told of with its extract"
    number = subject.item.number
    return _("punkt %(number)s") % {"number": number.value} if number else _("dagordningen")
