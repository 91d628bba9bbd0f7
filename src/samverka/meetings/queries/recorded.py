"""What is recorded of a meeting, in full and as plain data. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from samverka.meetings.content import (
    AgendaItemContent,
    AttendanceContent,
    AttesterContent,
    MeetingContent,
    ParagraphContent,
    PointContent,
    RemarkContent,
)
from samverka.meetings.models import (
    AgendaItem,
    Attendance,
    DecisionPoint,
    Meeting,
    MinuteParagraph,
)
from samverka.meetings.names import KnownPerson, PersonNames
from samverka.meetings.parts import Section, paragraph_name, part_names
from samverka.meetings.queries.joined import forum_parts
from samverka.principals.models import Person

PARAGRAPH_PARTS = ("points", "basis", "presenters")


SPANS = ("present", "serving", "chairing", "recused")


_PLAIN = (
    "starts_on", "ends_on", "title", "start_time", "end_time", "place", "mode", "record_kind", "record_state", "chair", "secretary",
    "first_section", "last_section", "attendance_text", "records_office", "summoned_on", "attested_on", "attestation_text",
    "notice_text", "notice_posted_on", "notice_removed_on", "next_meeting", "next_meeting_text",
)  # fmt: skip


_PARAGRAPH = (
    "number",
    "title",
    "summary",
    "proposal",
    "decision",
    "record_number",
    "item_kind",
    "status",
    "is_immediate",
)


_ITEM = (
    "number",
    "title",
    "heading",
    "time",
    "minutes",
    "summary",
    "proposal",
    "record_number",
    "item_kind",
    "is_break",
)


_ATTENDANCE = (
    "name", "party", "organisation", "role", "capacity", "acts", "serves_for", "serves_for_party", "chairs", "remote",
)  # fmt: skip


def person_names() -> PersonNames:
    """Everybody of the register by name. One query."""
    known = Person.objects.values_list("pk", "name", "party__abbreviation", "principal_id")
    return PersonNames(KnownPerson(pk, name, party or "", principal) for pk, name, party, principal in known)


def meetings_in_full() -> QuerySet[Meeting]:
    """Meetings with all that is recorded of them: eleven queries, whatever the number."""
    paragraphs = MinuteParagraph.objects.select_related("matter").prefetch_related(*PARAGRAPH_PARTS)
    items = AgendaItem.objects.select_related("paragraph", "matter").prefetch_related("presenters", "basis")
    people = Attendance.objects.select_related("person", "principal")
    return Meeting.objects.select_related("chair_person", "secretary_person").prefetch_related(
        Prefetch("forum_parts", forum_parts()),
        "attesters",
        Prefetch("attendance", people),
        Prefetch("paragraphs", paragraphs),
        Prefetch("agenda", items),
    )


def content_of(meeting: Meeting) -> MeetingContent:
    """What is recorded of the meeting, as `operations` take it. No query if it came from `meetings_in_full`."""
    return MeetingContent(
        forums=tuple(part.printed for part in meeting.forum_parts.all()),
        attesters=tuple(AttesterContent(name=each.name, party=each.party) for each in meeting.attesters.all()),
        attendance=tuple(attendance_content(each) for each in meeting.attendance.all()),
        paragraphs=tuple(paragraph_content(each) for each in meeting.paragraphs.all()),
        agenda=tuple(item_content(each) for each in meeting.agenda.all()),
        **{name: getattr(meeting, name) for name in _PLAIN},
    )


def attendance_content(row: Attendance) -> AttendanceContent:
    spans: dict[str, Any] = {name: tuple((first, last) for first, last in getattr(row, name)) for name in SPANS}
    return AttendanceContent(**{name: getattr(row, name) for name in _ATTENDANCE}, **spans)


def paragraph_content(row: MinuteParagraph) -> ParagraphContent:
    return ParagraphContent(
        **{name: getattr(row, name) for name in _PARAGRAPH},
        points=tuple(point_content(each) for each in row.points.all()),
        basis=tuple(each.title for each in row.basis.all()),
        presenters=tuple(each.name for each in row.presenters.all()),
        remarks=tuple(RemarkContent.from_json(each) for each in row.remarks),
    )


def point_content(row: DecisionPoint) -> PointContent:
    return PointContent(number=row.number, text=row.text, kind=row.kind, addressee=row.addressee_text)


def item_content(row: AgendaItem) -> AgendaItemContent:
    return AgendaItemContent(
        **{name: getattr(row, name) for name in _ITEM},
        presenters=tuple(each.name for each in row.presenters.all()),
        basis=tuple(each.title for each in row.basis.all()),
    )


def parts_by_name(meeting: Meeting) -> dict[str, MinuteParagraph | AgendaItem]:
    """The meeting's paragraphs and items by what they are called where something points at one of them (`parts`). Two
    queries, none if prefetched."""
    found: dict[str, MinuteParagraph | AgendaItem] = {}
    for section, rows in ((Section.PARAGRAPHS, meeting.paragraphs.all()), (Section.AGENDA, meeting.agenda.all())):
        found |= dict(zip(names_of_parts(section, rows), rows, strict=True))
    return found


def names_of_parts(section: Section, rows: Iterable[MinuteParagraph | AgendaItem]) -> list[str]:
    return part_names(section, (paragraph_name(row.number, row.title) for row in rows))
