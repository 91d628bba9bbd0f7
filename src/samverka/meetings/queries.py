"""Reads of meetings. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, QuerySet

from samverka.forums.models import Forum
from samverka.foundation.dates import PartialDate
from samverka.meetings.content import (
    AgendaItemContent,
    AttendanceContent,
    AttesterContent,
    MeetingContent,
    ParagraphContent,
    PointContent,
    RemarkContent,
    Sections,
)
from samverka.meetings.models import AgendaItem, Attendance, DecisionPoint, Meeting, MeetingForum, MinuteParagraph
from samverka.meetings.names import KnownPerson, PersonNames
from samverka.meetings.states import SpanKind
from samverka.principals.models import Person

PARAGRAPH_PARTS = ("points", "basis", "presenters", "remarks")
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
    """Meetings with all that is recorded of them: twelve queries, whatever the number."""
    paragraphs = MinuteParagraph.objects.select_related("matter").prefetch_related(*PARAGRAPH_PARTS)
    items = AgendaItem.objects.select_related("paragraph", "matter").prefetch_related("presenters", "basis")
    people = Attendance.objects.select_related("person", "principal").prefetch_related("spans")
    return Meeting.objects.select_related("chair_person", "secretary_person").prefetch_related(
        Prefetch("forum_parts", MeetingForum.objects.select_related("forum")),
        "attesters",
        Prefetch("attendance", people),
        Prefetch("paragraphs", paragraphs),
        Prefetch("agenda", items),
    )


def meetings_within(forum: Forum | int, when: PartialDate) -> list[tuple[Meeting, dt.date, dt.date]]:
    """The forum's meetings that lie wholly within `when`, with first and last day, the earliest first: what
    `action_register.rules.only_meeting_within` takes. Two queries."""
    key = forum.pk if isinstance(forum, Forum) else forum
    found = Meeting.objects.filter(forum_parts__forum=key, starts_on__gte=when.start, ends_on__lte=when.end)
    return [(each, each.starts_on, each.ends_on) for each in _named(found).order_by("starts_on", "pk")]


def only_meeting(forum: Forum | int, when: PartialDate | None) -> Meeting | None:
    """The forum's meeting within `when`, if exactly one lies there. Two queries."""
    found = meetings_within(forum, when) if when else []
    return found[0][0] if len(found) == 1 else None


def meetings_of_forums(forums: Iterable[int]) -> dict[int, list[tuple[Meeting, dt.date, dt.date]]]:
    """Every meeting of each forum with first and last day, for linking many dates at once. Two queries."""
    parts = MeetingForum.objects.filter(forum__in=list(forums)).values_list("forum_id", "meeting_id")
    meetings = {each.pk: each for each in _named(Meeting.objects.filter(pk__in={pk for _forum, pk in parts}))}
    found: dict[int, list[tuple[Meeting, dt.date, dt.date]]] = {}
    for forum, pk in parts:
        if forum is not None and pk in meetings:
            found.setdefault(forum, []).append((meetings[pk], meetings[pk].starts_on, meetings[pk].ends_on))
    return found


def _named(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.prefetch_related(Prefetch("forum_parts", MeetingForum.objects.select_related("forum")))


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
    spans = list(row.spans.all())

    def of(kind: SpanKind) -> Sections:
        return tuple((span.first, span.last) for span in spans if span.kind == kind)

    return AttendanceContent(
        **{name: getattr(row, name) for name in _ATTENDANCE},
        present=of(SpanKind.PRESENT),
        serving=of(SpanKind.SERVING),
        chairing=of(SpanKind.CHAIRING),
        recused=of(SpanKind.RECUSED),
    )


def paragraph_content(row: MinuteParagraph) -> ParagraphContent:
    return ParagraphContent(
        **{name: getattr(row, name) for name in _PARAGRAPH},
        points=tuple(point_content(each) for each in row.points.all()),
        basis=tuple(each.title for each in row.basis.all()),
        presenters=tuple(each.name for each in row.presenters.all()),
        remarks=tuple(RemarkContent(heading=each.heading, text=each.text) for each in row.remarks.all()),
    )


def point_content(row: DecisionPoint) -> PointContent:
    return PointContent(number=row.number, text=row.text, kind=row.kind, addressee=row.addressee_text)


def item_content(row: AgendaItem) -> AgendaItemContent:
    return AgendaItemContent(
        **{name: getattr(row, name) for name in _ITEM},
        presenters=tuple(each.name for each in row.presenters.all()),
        basis=tuple(each.title for each in row.basis.all()),
    )


def clashing_numbers(meeting: Meeting) -> Sequence[MinuteParagraph]:
    """Paragraphs of the same forum and year in other meetings that have a number which this meeting has too: § numbers
    run over the calendar year and forum, so one of them is wrong. Two queries."""
    parts = [part for part in meeting.forum_parts.all() if part.forum_id]
    numbers = [each.number for each in meeting.paragraphs.all() if each.number is not None]
    if not parts or not numbers:
        return []
    return list(
        MinuteParagraph.objects.filter(
            year=meeting.starts_on.year,
            number__in=numbers,
            meeting__forum_parts__position=0,
            meeting__forum_parts__forum=parts[0].forum_id,
        )
        .exclude(meeting=meeting)
        .select_related("meeting")
        .prefetch_related(Prefetch("meeting__forum_parts", MeetingForum.objects.select_related("forum")))
        .order_by("number", "pk")
    )
