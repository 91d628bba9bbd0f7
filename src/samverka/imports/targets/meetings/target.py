"""A document of a meeting becomes the forum's meeting of that day, or adds to it; a part of the meeting is a field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.swedish import in_words
from samverka.imports.fields import ReadField
from samverka.imports.likeness import name_key
from samverka.imports.records import DocumentKind, Extraction
from samverka.imports.targets.base import Identity, Read, Target
from samverka.imports.targets.meetings import merging
from samverka.imports.targets.meetings.pairing import paired
from samverka.imports.targets.meetings.reading import read_meetings
from samverka.meetings import operations
from samverka.meetings.choices import ModeChoice, RecordKindChoice
from samverka.meetings.content import MeetingContent
from samverka.meetings.linking import fold
from samverka.meetings.models import Meeting
from samverka.meetings.operations.people import Known
from samverka.meetings.parts import section_of
from samverka.meetings.queries import content_of, meetings_in_full

LONGEST_DAYS = 14  # of one meeting; more is a misreading
_BEFORE = frozenset({"forums", "when", "summoned_on"})  # what a summons tells also after the meeting


class Meetings(Target):
    model = Meeting
    owned: ClassVar[frozenset[str]] = frozenset(
        {"forum_parts", "attachments", "attesters", "attendance", "paragraphs", "agenda"}
    )
    multiline: ClassVar[frozenset[str]] = frozenset({"attesters", "attestation_text", "attendance_text"})
    choices: ClassVar[Mapping[str, Any]] = {"mode": ModeChoice.choices, "record_kind": RecordKindChoice.choices}
    longest: ClassVar[Mapping[str, int]] = {
        "forums": 300, "place": 300, "chair": 200, "secretary": 200, "attesters": 200, "records_office": 300, "next_meeting_text": 300,
    }  # fmt: skip
    attaches: ClassVar[bool] = True
    naming: ClassVar[frozenset[str]] = frozenset({"forums", "when"})
    required: ClassVar[frozenset[str]] = frozenset({"forums", "when"})

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        return read_meetings(extraction)

    def load(self) -> QuerySet[Any]:
        """The meetings of the days that the document tells of."""
        if self.only is not None:
            return meetings_in_full()
        days = [when for read in self.reads if (when := _when(read)) is not None]
        if not days:
            return Meeting.objects.none()
        on_days = Q()
        for when in days:
            on_days |= Q(starts_on__lte=when.end, ends_on__gte=when.start)
        return meetings_in_full().filter(on_days)

    # Which meeting it is

    def understand(self, field: ReadField) -> ReadField:
        """A forum's name whose letters lost their dots in a scan is read as the one forum that is spelt so."""
        if field.name != "forums" or field.corrected:
            return field
        value = [name if self.names.resolve(name) else self._spelt.get(fold(name), name) for name in field.value]
        if value == field.value:
            return field
        return replace(field, value=value, note=_("Läst som %(name)s.") % {"name": ", ".join(value)})

    @cached_property
    def _spelt(self) -> dict[str, str]:
        """Each forum's own label by how its names are written without dots; names that several forums share are left out."""
        owners: dict[str, set[str]] = {}
        for key, given in self.names.given:
            for name in given:
                owners.setdefault(fold(name), set()).add(key)
        return {name: self.names.label(next(iter(keys))) for name, keys in owners.items() if len(keys) == 1}

    def label(self, read: Read) -> str:
        forums, when = read.value("forums"), _when(read)
        said = [self._shown(name) for name in forums] if forums else [_("Möte")]
        return f"{' och '.join(said)} {in_words(when) if when else _('utan datum')}"

    def _shown(self, name: str) -> str:
        key = self.names.resolve(name)
        return self.names.label(key) if key else name

    def identities(self, read: Read) -> Sequence[Identity]:
        forums, when = read.value("forums"), _when(read)
        if not forums or when is None:
            return [("unknown", read.label)]
        return [(self._forum_key(forums[0]), when.start.isoformat())]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        meeting = cast(Meeting, obj)
        forums = [
            f"forum {part.forum_id}" if part.forum_id else name_key(part.printed) for part in meeting.forum_parts.all()
        ]
        length = min((meeting.ends_on - meeting.starts_on).days, LONGEST_DAYS)
        days = [meeting.starts_on + dt.timedelta(days=n) for n in range(length + 1)]
        return [[(forum, day.isoformat()) for forum in forums for day in days]]

    def _forum_key(self, name: str) -> str:
        key = self.names.resolve(name)
        return f"forum {key}" if key else name_key(name)

    def alike(self, read: Read) -> Iterable[int]:
        """Without a known forum, it may be any meeting of that day."""
        forums = read.value("forums") or []
        return () if forums and self.names.resolve(forums[0]) else list(self.by_pk)

    def forum_of(self, read: Read) -> int | None:
        forums = read.value("forums") or []
        key = self.names.resolve(forums[0]) if forums else None
        return int(key) if key else None

    # What the register says

    def content(self, obj: Audited) -> MeetingContent:
        return content_of(cast(Meeting, obj))

    def current(self, obj: Audited) -> Mapping[str, Any]:
        cache: dict[int, Mapping[str, Any]] = self.__dict__.setdefault("_flat", {})
        if obj.pk not in cache:
            cache[obj.pk] = merging.flat(self.content(obj))
        return cache[obj.pk]

    def paired(self, read: Read, obj: Audited | None) -> Read:
        return Read(read.label, tuple(paired(read.fields, self.current(obj)))) if obj else read

    def says(self, stands: Any, value: Any) -> bool:
        return merging.says_the_same(stands, value)

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        match field.name:
            case "forums":  # which meeting it is has been settled; a summons names one of several hosts
                return not field.corrected or self.same_forums(stands or [], field.value)
            case "when":
                meeting, when = cast(Meeting, obj), _date(field.value)
                return when is not None and meeting.starts_on <= when.start and when.end <= meeting.ends_on
            case "record_kind":
                return bool(stands == field.value and cast(Meeting, obj).has_record)
        return self.says(stands, field.value)

    def outranked(self, field: ReadField, obj: Audited) -> str:
        """What was said before the meeting gives way to what was recorded of it."""
        if self.run.kind not in {DocumentKind.AGENDA, DocumentKind.PACKET} or not cast(Meeting, obj).has_record:
            return ""
        if field.name in _BEFORE or section_of(field.name) is not None:
            return ""
        return _("Protokollet är infört och gäller framför kallelsen.")

    # What is to be looked at

    def doubt(self, field: ReadField) -> str:
        return self.unknown_forums(field.value) if field.name == "forums" else ""

    def problem(self, field: ReadField) -> str:
        match field.name:
            case "forums" if not field.value:
                return _("Dokumentet säger inte vilket forum som möttes. Rätta: skriv forumets namn.")
            case "when":
                when = _date(field.value)
                if when is None or when.precision is not Precision.DAY:
                    return _("Dokumentet säger inte vilken dag mötet hölls. Rätta: skriv dagen.")
                if (when.end - when.start).days >= LONGEST_DAYS:
                    return _("Ett möte kan inte vara så många dagar. Rätta: skriv första och sista dagen.")
        try:
            merging.laid_over(None, _BLANK | {field.name: field.value})
        except (ValueError, KeyError, TypeError):
            return _("Det här går inte att föra in som det är läst. Rätta det, eller ta inte med det.")
        return super().problem(field)

    # Brought in and taken back

    @cached_property
    def known(self) -> Known:
        return Known.read(self.names)

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        if target is None:
            return operations.create_meeting(actor=actor, content=merging.laid_over(None, values), known=self.known)
        meeting = cast(Meeting, target)
        content = merging.laid_over(self.content(meeting), values)
        operations.change_meeting(actor=actor, meeting=meeting, content=content, known=self.known)
        return meeting

    def attach(self, actor: User, obj: Audited) -> bool:
        meeting, document = cast(Meeting, obj), self.run.source.document
        if meeting.attachments.filter(document=document).exists():
            return False
        operations.attach_document(actor=actor, meeting=meeting, document=document)
        return True

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        meeting = meetings_in_full().get(pk=obj.pk)
        return {"content": content_of(meeting).to_json(), "documents": _documents(meeting)}

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        meeting, reason = cast(Meeting, obj), str(self.run)
        content = MeetingContent.from_json(before["content"])
        operations.change_meeting(actor=actor, meeting=meeting, content=content, reason=reason, known=self.known)
        mine = self.run.source.document_id
        if mine not in before["documents"]:
            for attachment in meeting.attachments.filter(document=mine):
                operations.detach_document(actor=actor, attachment=attachment)

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_meeting(actor=actor, meeting=cast(Meeting, obj), reason=str(self.run))


_BLANK: dict[str, Any] = {"forums": ["-"], "when": PartialDate.day(dt.date(2000, 1, 1)).to_json()}


def _when(read: Read) -> PartialDate | None:
    when = _date(read.value("when"))
    return when if when and when.precision is Precision.DAY and (when.end - when.start).days < LONGEST_DAYS else None


def _date(value: Any) -> PartialDate | None:
    return PartialDate.from_json(value) if value else None


def _documents(meeting: Meeting) -> list[int]:
    return sorted(meeting.attachments.values_list("document_id", flat=True))
