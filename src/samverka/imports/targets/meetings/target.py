"""A document of a meeting becomes the forum's meeting of that day, or adds to it; a part of the meeting is a field."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, cast

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited, AuditEntry
from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.swedish import in_words
from samverka.imports.fields import ReadField
from samverka.imports.judging import is_empty
from samverka.imports.likeness import name_key
from samverka.imports.records import DocumentKind, Extraction
from samverka.imports.targets.base import Identity, Read, Target
from samverka.imports.targets.meetings import doubts, merging, subject_links
from samverka.imports.targets.meetings.pairing import paired
from samverka.imports.targets.meetings.reading import read_meetings
from samverka.imports.targets.subjects import SUBJECT
from samverka.meetings import operations
from samverka.meetings.choices import ModeChoice, RecordKindChoice
from samverka.meetings.content import MeetingContent
from samverka.meetings.linking import ALIKE, title_likeness
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.operations.people import Known
from samverka.meetings.parts import Section, section_of
from samverka.meetings.queries import content_of, meetings_in_full, open_numbers, parts_by_name
from samverka.meetings.rules import sections_in_words, spans_of

LONGEST_DAYS = 14  # of one meeting; more is a misreading
_SUMMONSES = frozenset({DocumentKind.AGENDA, DocumentKind.PACKET})
_RANKS = {
    DocumentKind.MINUTES: 5,
    DocumentKind.NOTES: 4,
    DocumentKind.MEETING_PAGE: 2,
    DocumentKind.DECISION_SUMMARY: 2,
}
_EXTRACT, _SUMMONS = 3, 1
_BEFORE = frozenset({"forums", "when", "summoned_on"})  # what a summons tells also after the meeting
_OPEN = frozenset({"forums", "when", "start_time", "end_time", "place", "mode", "summoned_on", "secretary"})
_BLANK: dict[str, Any] = {"forums": ["-"], "when": PartialDate.day(dt.date(2000, 1, 1)).to_json()}


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
        value = [name if self.names.resolve(name) else self._spelt_right(name) for name in field.value]
        if value == field.value:
            return field
        return replace(field, value=value, note=_("Läst som %(name)s.") % {"name": ", ".join(value)})

    def _spelt_right(self, name: str) -> str:
        key = self.known_forum(name)
        return self.names.label(key) if key else name

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
        parts = meeting.forum_parts.all()
        forums = [f"forum {part.forum_id}" if part.forum_id else name_key(part.printed) for part in parts]
        length = min((meeting.ends_on - meeting.starts_on).days, LONGEST_DAYS)
        days = [meeting.starts_on + dt.timedelta(days=n) for n in range(length + 1)]
        return [[(forum, day.isoformat()) for forum in forums for day in days]]

    def _forum_key(self, name: str) -> str:
        key = self.names.resolve(name)
        return f"forum {key}" if key else name_key(name)

    def alike(self, read: Read) -> Iterable[int]:
        """Without a known forum, it may be any meeting of that day."""
        return () if self.forum_of(read) is not None else list(self.by_pk)

    def forum_of(self, read: Read) -> int | None:
        forums = read.value("forums") or []
        key = self.names.resolve(forums[0]) if forums else None
        return int(key) if key else None

    # What the register says

    def current(self, obj: Audited) -> Mapping[str, Any]:
        cache: dict[int, Mapping[str, Any]] = self.__dict__.setdefault("_said", {})
        if obj.pk not in cache:
            cache[obj.pk] = self._said_of(cast(Meeting, obj))
        return cache[obj.pk]

    def _said_of(self, meeting: Meeting) -> Mapping[str, Any]:
        """By field. An import may be seen by more people than a draft, so of a draft only what everybody sees is said."""
        said = merging.flat(content_of(meeting))
        if meeting.is_draft:
            said = {name: value for name, value in said.items() if _is_open(name)}
        if not meeting.has_record:
            said["record_kind"] = None
        for name, row in parts_by_name(meeting).items():
            if name in said:
                said[name] = said[name] | {SUBJECT: bool(row.matter_id or row.matter_strength)}
        return said

    def changed_at(self, name: str, obj: Audited) -> dt.datetime:
        """A paragraph or item has its own day; who was there is told of in the log only."""
        meeting = cast(Meeting, obj)
        match section_of(name):
            case Section.ATTENDANCE:
                return max(meeting.changed_at, self._attendance_changed.get(str(obj.pk), meeting.changed_at))
            case None:
                return meeting.changed_at
        row = parts_by_name(meeting).get(name)
        return row.changed_at if row else meeting.changed_at

    @cached_property
    def _attendance_changed(self) -> Mapping[str, dt.datetime]:
        told = AuditEntry.objects.filter(
            object_type=Meeting._meta.label_lower,
            object_id__in=list(map(str, self.by_pk)),
            changes__has_key="attendance",
        )
        return dict(told.order_by("object_id").values_list("object_id").annotate(newest=Max("at")))

    def has_been_there(self, field: ReadField, said: Any) -> bool:
        """Names shift when parts are numbered anew, so the titles must be alike too."""
        if section_of(field.name) is None or not field.value or not said:
            return False
        one, other = (each.get("title") or each.get("name") or "" for each in (field.value, said))
        return not (one and other) or title_likeness(one, other) >= ALIKE

    def paired(self, read: Read, obj: Audited | None) -> Read:
        return Read(read.label, tuple(paired(read.fields, self.current(obj)))) if obj else read

    def says(self, stands: Any, value: Any) -> bool:
        return merging.says_the_same(stands, value)

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        meeting = cast(Meeting, obj)
        match field.name:
            case "forums":  # which meeting it is has been settled; a summons names one of several hosts
                if meeting.is_draft and self.run.kind not in _SUMMONSES:
                    return False  # `problem` tells why
                return not field.corrected or self.same_forums(stands or [], field.value)
            case "when":
                when = _date(field.value)
                return when is not None and meeting.starts_on <= when.start and when.end <= meeting.ends_on
        return self.says(stands, field.value)

    def outranked(self, field: ReadField, stands: Any, obj: Audited) -> str:
        """What was said before the meeting gives way to what was recorded of it."""
        meeting = cast(Meeting, obj)
        if self.run.kind not in _SUMMONSES or not meeting.has_record or section_of(field.name) is not None:
            return ""
        if field.name in _BEFORE or (is_empty(stands) and (not meeting.is_draft or _is_open(field.name))):
            return ""
        return _("Protokollet är infört eller håller på att skrivas, och gäller framför kallelsen.")

    def rank(self, run_kind: str, fields: Sequence[str]) -> int:
        """Minutes before what else is written of the meeting, and that before what was sent out for it."""
        if run_kind in _RANKS:
            return _RANKS[DocumentKind(run_kind)]
        return _EXTRACT if any(section_of(name) is Section.PARAGRAPHS for name in fields) else _SUMMONS

    def gone(self, read: Read, obj: Audited | None) -> Iterable[ReadField]:
        """An agenda sent out again, or minutes that list who was there, leave nothing out by chance."""
        if obj is None:
            return
        current = self.current(obj)
        given = {field.name for field in read.fields}
        for section, label in self._whole_sections().items():
            if not any(section_of(name) is section for name in given):
                continue
            for name, part in current.items():
                if section_of(name) is section and name not in given:
                    called = [part.get("number"), part.get("title") or part.get("name")]
                    yield ReadField(
                        name=name, label=" ".join([label, *(str(each) for each in called if each)]), raw="", value={}
                    )

    def _whole_sections(self) -> Mapping[Section, str]:
        """The parts that a document of this kind lists all of."""
        if self.run.kind == DocumentKind.MINUTES:
            return {Section.ATTENDANCE: _("Närvaro:"), Section.PARAGRAPHS: "§"}
        return {Section.AGENDA: _("Punkt")} if self.run.kind in _SUMMONSES else {}

    # What is to be looked at

    def doubt(self, field: ReadField) -> str:
        return self.unknown_forums(field.value) if field.name == "forums" else ""

    def doubts(self, read: Read, obj: Audited | None) -> Mapping[str, str]:
        asked = dict(doubts.said_twice(read.fields))
        if self.run.kind == DocumentKind.MINUTES and read.value("record_kind"):
            stand = self.current(obj).items() if obj else ()
            known = [
                part["number"] for name, part in stand if section_of(name) is Section.PARAGRAPHS and part["number"]
            ]
            asked |= dict(doubts.gaps(read.fields, known))
        if clash := self._clash(read, obj):
            asked["when"] = clash
        for field in read.fields:
            if section_of(field.name) is not None and not field.value:
                asked[field.name] = _("Det här finns inte i dokumentet. Ska det tas bort ur registret?")
        return asked

    def _clash(self, read: Read, obj: Audited | None) -> str:
        """§ that another meeting of the forum has the same year: numbers run over the year, so the day may be misread."""
        when, forum, numbers = _when(read), self.forum_of(read), doubts.numbers_in(read.fields)
        if when is None or forum is None or not numbers:
            return ""
        asked, taken = set(numbers), self._taken(forum, when.start.year)
        found = [each for each in taken if each.number in asked and (obj is None or each.meeting_id != obj.pk)]
        if not found:
            return ""
        return _("%(sections)s finns redan det året, i %(meetings)s. Stämmer dagen och numren?") % {
            "sections": sections_in_words(spans_of(sorted({each.number for each in found if each.number is not None}))),
            "meetings": ", ".join(dict.fromkeys(each.meeting.label for each in found)),
        }

    def _taken(self, forum: int, year: int) -> list[MinuteParagraph]:
        """The forum's § of the year, read once. Those of a draft are not said: more people see the import."""
        cache: dict[tuple[int, int], list[MinuteParagraph]] = self.__dict__.setdefault("_taken_numbers", {})
        if (forum, year) not in cache:
            cache[forum, year] = list(open_numbers(forum, year))
        return cache[forum, year]

    def problem(self, field: ReadField, read: Read, obj: Audited | None) -> str:
        if field.name == "forums" and obj is not None and cast(Meeting, obj).is_draft and _is_record(read):
            return _(
                "Mötets protokoll är ett utkast i Samverka. För in utkastet, eller ta bort det, innan dokumentet förs in."
            )
        if field.name == "forums" and not field.value:
            return _("Dokumentet säger inte vilket forum som möttes. Rätta: skriv forumets namn.")
        if field.name == "when" and (reason := _no_day(field.value)):
            return reason
        try:
            merging.laid_over(None, _BLANK | {field.name: field.value})
        except (ValueError, KeyError, TypeError):
            return _("Det här går inte att föra in som det är läst. Rätta det, eller ta inte med det.")
        if section_of(field.name) is not None and (reason := doubts.too_long(field.value)):
            return reason
        return super().problem(field, read, obj)

    # Brought in and taken back

    @cached_property
    def known(self) -> Known:
        return Known.read(self.names)

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        if target is None:
            content = merging.laid_over(None, values)
            meeting = operations.create_meeting(actor=actor, content=content, known=self.known)
        else:
            meeting = cast(Meeting, target)
            content = merging.laid_over(content_of(meeting), values)
            operations.change_meeting(actor=actor, meeting=meeting, content=content, known=self.known)
        subject_links.link(actor, self.run, meeting, values)
        return meeting

    def attach(self, actor: User, obj: Audited) -> bool:
        meeting, document = cast(Meeting, obj), self.run.source.document
        if meeting.attachments.filter(document=document).exists():
            return False
        operations.attach_document(actor=actor, meeting=meeting, document=document)
        return True

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        return _kept(meetings_in_full().get(pk=obj.pk))

    def left_as(self, objs: Sequence[Audited]) -> dict[int, str]:
        """A change of a paragraph is no change of the meeting's own row, so all of it is compared."""
        meetings = meetings_in_full().prefetch_related("attachments").filter(pk__in=[obj.pk for obj in objs])
        return {meeting.pk: _digest(_kept(meeting)) for meeting in meetings}

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        meeting, reason = cast(Meeting, obj), str(self.run)
        content = MeetingContent.from_json(before["content"])
        operations.change_meeting(actor=actor, meeting=meeting, content=content, reason=reason, known=self.known)
        operations.put_back_links(actor=actor, meeting=meeting, kept=before["links"])
        mine = self.run.source.document_id
        if mine not in before["documents"]:
            for attachment in meeting.attachments.filter(document=mine):
                operations.detach_document(actor=actor, attachment=attachment)

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_meeting(actor=actor, meeting=cast(Meeting, obj), reason=str(self.run))


def _when(read: Read) -> PartialDate | None:
    """The meeting's day or days, if they can be stored."""
    value = read.value("when")
    return None if _no_day(value) else _date(value)


def _is_record(read: Read) -> bool:
    """Whether it tells what was said and who was there."""
    return any(
        field.name == "record_kind" or section_of(field.name) in {Section.PARAGRAPHS, Section.ATTENDANCE}
        for field in read.fields
    )


def _is_open(name: str) -> bool:
    """Whether everybody sees the field of a meeting whose minutes are a draft."""
    return name in _OPEN or section_of(name) is Section.AGENDA


def _no_day(value: Any) -> str:
    when = _date(value)
    if when is None or when.precision is not Precision.DAY:
        return _("Dokumentet säger inte vilken dag mötet hölls. Rätta: skriv dagen.")
    if (when.end - when.start).days >= LONGEST_DAYS:
        return _("Ett möte kan inte vara så många dagar. Rätta: skriv första och sista dagen.")
    return ""


def _date(value: Any) -> PartialDate | None:
    return PartialDate.from_json(value) if value else None


def _kept(meeting: Meeting) -> dict[str, Any]:
    """All of a meeting, as undo puts it back."""
    return {
        "content": content_of(meeting).to_json(),
        "links": operations.kept_links(meeting),
        "documents": sorted(each.document_id for each in meeting.attachments.all()),
    }


def _digest(kept: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()
