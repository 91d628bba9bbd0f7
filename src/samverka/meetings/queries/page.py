"""What the page of one meeting shows. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from samverka.meetings.beneath import names_and_titles
from samverka.meetings.content import (
    Sections,
)
from samverka.meetings.linking import is_procedural
from samverka.meetings.models import (
    AgendaItem,
    DecisionPoint,
    Meeting,
    MinuteParagraph,
)
from samverka.meetings.parts import Section
from samverka.meetings.queries.joined import with_forums
from samverka.meetings.queries.recorded import attendance_content, names_of_parts
from samverka.meetings.rules import AttendanceLists, attendance_lists, chairs, missing_sections, section_range

ITEM_SHOWN = (
    "meeting_id", "position", "number", "title", "heading", "time", "minutes", "is_break", "paragraph_strength", "paragraph__number",
)  # fmt: skip


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph with the items that became it; `name` is what its sources are kept under (`parts`)."""

    row: MinuteParagraph
    points: Sequence[DecisionPoint]
    name: str
    presenters: Sequence[str]
    basis: Sequence[str]
    items: Sequence[AgendaItem]

    @cached_property
    def numbered(self) -> list[AgendaItem]:
        return [item for item in self.items if item.number is not None]

    @cached_property
    def is_procedural(self) -> bool:
        """Whether it is the meeting's own order, which is no matter of its own."""
        return is_procedural(self.row.title)


@dataclass(frozen=True)
class ShownItem:
    row: AgendaItem
    name: str
    presenters: Sequence[str]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with what is derived of it, ready to show."""

    meeting: Meeting
    lists: AttendanceLists
    chairs: list[tuple[str, Sections]]
    sections: tuple[int | None, int | None]
    missing: Sections
    attesters: Sequence[str]
    paragraphs: Sequence[ShownParagraph]
    agenda: Sequence[ShownItem]


def _prefetch_parts(meeting: Meeting) -> None:
    """Four queries, whatever the number of parts."""
    paragraphs = MinuteParagraph.objects.select_related("matter").defer(
        "created_at", "changed_at", "title_key", "matter__created_at", "matter__changed_at", "matter__title", "matter__title_key",
        "matter__summary", "matter__origin", "matter__opened_on", "matter__closed_on",
    )  # fmt: skip
    points = DecisionPoint.objects.defer("created_at", "changed_at")
    items = AgendaItem.objects.select_related("paragraph").only(*ITEM_SHOWN)
    prefetch_related_objects(
        [meeting],
        "attendance",
        Prefetch("paragraphs", paragraphs.prefetch_related(Prefetch("points", points))),
        Prefetch("agenda", items),
    )


def meetings_for_page() -> QuerySet[Meeting]:
    """Meetings with their forums; `meeting_page` reads the rest. Two queries."""
    return with_forums(Meeting.objects.all())


def meeting_page(meeting: Meeting) -> MeetingPage:
    """What the meeting's own page shows. Five queries: its parts, and the names and titles that stand in many places."""
    _prefetch_parts(meeting)
    people = [attendance_content(each) for each in meeting.attendance.all()]
    paragraphs, agenda = list(meeting.paragraphs.all()), list(meeting.agenda.all())
    numbers = [each.number for each in paragraphs]
    first, last = section_range(meeting.first_section, meeting.last_section, numbers)
    # By their keys: asked for by the meeting, both tables would be read from end to end.
    under = Q(paragraph__in=[each.pk for each in paragraphs]) | Q(item__in=[each.pk for each in agenda])
    presenters, basis, attesters = names_and_titles(meeting, under)
    became: dict[int | None, list[AgendaItem]] = {}
    for item in agenda:
        became.setdefault(item.paragraph_id, []).append(item)
    return MeetingPage(
        meeting=meeting,
        lists=attendance_lists(people, first, last),
        chairs=chairs(people, first, last),
        sections=(first, last),
        missing=missing_sections(first, last, numbers) if paragraphs else (),
        attesters=attesters,
        paragraphs=[
            ShownParagraph(
                each,
                list(each.points.all()),
                name,
                presenters.get((each.pk, None), []),
                basis.get((each.pk, None), []),
                became.get(each.pk, []),
            )
            for name, each in zip(names_of_parts(Section.PARAGRAPHS, paragraphs), paragraphs, strict=True)
        ],
        agenda=[
            ShownItem(each, name, presenters.get((None, each.pk), []))
            for name, each in zip(names_of_parts(Section.AGENDA, agenda), agenda, strict=True)
        ],
    )
