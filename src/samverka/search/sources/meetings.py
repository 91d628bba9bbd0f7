"""Meetings, and the paragraphs of their minutes. What is written of a meeting is told of to those who see its record: a
paragraph's holder is the meeting's record, and so is that of what else a draft says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from samverka.foundation.dates import PartialDate
from samverka.matters.rules import record_number_key
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.permissions import VIEW_MEETINGS
from samverka.search.entries import Entry
from samverka.search.sources.base import Source, entries_of, itself, joined
from samverka.search.text import MOST_SECTIONS, date_terms, record_number_term, section_term


def forums_of(meeting: Meeting) -> tuple[str, ...]:
    return tuple(f"forum:{part.forum_id}" for part in meeting.forum_parts.all() if part.forum_id)


def _days(meeting: Meeting) -> list[str]:
    return date_terms(PartialDate.span(meeting.starts_on, meeting.ends_on))


def _meetings(keys: Sequence[int]) -> Iterator[Entry]:
    found = Meeting.objects.filter(pk__in=keys)
    for each in found.prefetch_related("forum_parts", "agenda__presenters", "attesters", "attendance"):
        unknown = [part.printed for part in each.forum_parts.all() if part.forum_id is None]
        agenda = [text for item in each.agenda.all() for text in (item.title, item.summary, item.proposal)]
        presenters = [person.name for item in each.agenda.all() for person in item.presenters.all()]
        record, sections = joined(*_record(each)), _sections(each)
        about = Entry(
            kind="meeting",
            object_id=each.pk,
            title=each.title,
            body=joined(each.place, *unknown, *agenda, *presenters),
            terms=tuple(_days(each)),
            belongs_to=forums_of(each),
            date=each.starts_on,
        )
        if not each.is_draft:
            yield replace(about, body=joined(about.body, record), terms=(*about.terms, *sections))
            continue
        yield about
        if record or sections:
            hidden = (f"meeting:{each.pk}",)
            yield replace(about, part=1, body=record, terms=(*about.terms, *sections), holders=hidden)


def _record(meeting: Meeting) -> list[str]:
    """What is written of the meeting besides its paragraphs."""
    people = [joined(each.name, each.role, each.organisation).replace("\n", ", ") for each in meeting.attendance.all()]
    return [
        meeting.chair, meeting.secretary, *(each.name for each in meeting.attesters.all()), *people, meeting.attendance_text,
        meeting.attestation_text, meeting.notice_text, meeting.records_office, meeting.next_meeting_text,
    ]  # fmt: skip


def _sections(meeting: Meeting) -> list[str]:
    first, last = meeting.first_section, meeting.last_section
    if first is None:
        return []
    return [section_term(number) for number in range(first, min(last or first, first + MOST_SECTIONS) + 1)]


def _paragraphs(keys: Sequence[int]) -> Iterator[Entry]:
    whole = Meeting.objects.only("starts_on", "ends_on").prefetch_related("forum_parts")
    found = MinuteParagraph.objects.filter(pk__in=keys).prefetch_related(
        Prefetch("meeting", whole), "presenters", "basis"
    )
    for each in found:
        remarks = [text for remark in each.remarks for text in (remark.get("heading", ""), remark.get("text", ""))]
        number = record_number_key(each.record_number)
        yield Entry(
            kind="paragraph",
            object_id=each.pk,
            owner=each.meeting_id,
            title=each.title,
            body=joined(
                each.summary, each.proposal, each.decision, *remarks, *(basis.title for basis in each.basis.all()),
                *(person.name for person in each.presenters.all()), each.record_number,
            ),
            terms=(
                *([section_term(each.number)] if each.number is not None else []),
                *([record_number_term(number)] if number else []), *_days(each.meeting),
            ),
            belongs_to=forums_of(each.meeting),
            holders=(f"meeting:{each.meeting_id}",),
            date=each.meeting.starts_on,
        )  # fmt: skip


def _of_meetings(keys: set[int]) -> set[int]:
    now = MinuteParagraph.objects.filter(meeting__in=keys).values_list("pk", flat=True)
    return {*now, *entries_of("paragraph", keys)}


MEETINGS = Source(
    kind="meeting", label=_("Möte"), plural=_("Möten"), model=Meeting, see=VIEW_MEETINGS, entries=_meetings,
    watches={"meetings.meeting": itself},
)  # fmt: skip
PARAGRAPHS = Source(
    kind="paragraph", label=_("Paragraf"), plural=_("Paragrafer"), model=MinuteParagraph, see=VIEW_MEETINGS, entries=_paragraphs,
    watches={"meetings.minuteparagraph": itself, "meetings.meeting": _of_meetings},
)  # fmt: skip
