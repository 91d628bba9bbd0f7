"""Reads of meetings. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, Substr

from samverka.forums.models import Forum
from samverka.foundation.dates import PartialDate
from samverka.matters.models import Matter
from samverka.meetings.beneath import names_and_titles
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
from samverka.meetings.linking import Subjects, is_procedural
from samverka.meetings.models import (
    AgendaItem,
    Attendance,
    DecisionPoint,
    Meeting,
    MeetingForum,
    MinuteParagraph,
)
from samverka.meetings.names import KnownPerson, PersonNames
from samverka.meetings.parts import Section, paragraph_name, part_names
from samverka.meetings.rules import AttendanceLists, attendance_lists, chairs, missing_sections, section_range
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
LIST_SHOWN = (
    "title", "starts_on", "ends_on", "start_time", "end_time", "place", "mode", "record_kind", "record_state",
)  # fmt: skip
"""What the list shows of a meeting: for `only`."""
ITEM_SHOWN = (
    "meeting_id", "position", "number", "title", "heading", "time", "minutes", "is_break", "paragraph_strength", "paragraph__number",
)  # fmt: skip
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
        Prefetch("forum_parts", _forum_parts()),
        "attesters",
        Prefetch("attendance", people),
        Prefetch("paragraphs", paragraphs),
        Prefetch("agenda", items),
    )


def meeting_list(
    on: dt.date, sees: Q, *, forum: int | None = None, year: int | None = None, when: str = "", text: str = ""
) -> QuerySet[Meeting]:
    """Meetings with their forums and how many paragraphs their record has. `sees` is which records the user may see
    (`permissions.visible_records`): nothing of another is counted or searched. `when`: "" all, "past", "coming". `text`
    is looked for in place, names, the agenda and the paragraphs' titles. Two queries."""
    own = (
        MinuteParagraph.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(count=Count("pk"))
    )
    counted: Any = Coalesce(Subquery(own.values("count")), 0)
    found = _named(
        Meeting.objects.annotate(paragraph_count=Case(When(sees, then=counted), default=0) if sees else counted)
    )
    if forum is not None:
        found = found.filter(pk__in=MeetingForum.objects.filter(forum=forum).values("meeting_id"))
    if year is not None:
        found = found.filter(starts_on__year=year)
    if when == "past":
        found = found.filter(ends_on__lt=on)
    elif when == "coming":
        found = found.filter(ends_on__gte=on)
    if text:
        titled = MinuteParagraph.objects.filter(_readable(sees), title__icontains=text).values("meeting_id")
        items = AgendaItem.objects.filter(title__icontains=text).values("meeting_id")
        named = MeetingForum.objects.filter(Q(printed__icontains=text) | Q(forum__name__icontains=text)).values(
            "meeting_id"
        )
        found = found.filter(
            Q(title__icontains=text) | Q(place__icontains=text) | Q(pk__in=titled) | Q(pk__in=items) | Q(pk__in=named)
        )
    return found


def years() -> list[int]:
    """The years that have meetings, the newest first. One query. As text: SQLite takes a year out of a date by calling
    Python for every meeting."""
    year = Substr(Cast("starts_on", CharField()), 1, 4)
    return sorted(map(int, Meeting.objects.order_by().values_list(year, flat=True).distinct()), reverse=True)


def forums_with_meetings() -> QuerySet[Forum]:
    """With what their labels need."""
    meeting = MeetingForum.objects.exclude(forum=None).order_by().values("forum_id")
    return Forum.objects.filter(pk__in=meeting).only(*Forum.naming())


def forums_of_meeting(meeting: Meeting) -> QuerySet[Forum]:
    return Forum.objects.filter(pk__in=MeetingForum.objects.filter(meeting=meeting).values("forum_id"))


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


def meetings_for_page() -> QuerySet[Meeting]:
    """Meetings as their own page needs them: six queries."""
    paragraphs = MinuteParagraph.objects.select_related("matter").defer(
        "created_at", "changed_at", "title_key", "matter__created_at", "matter__changed_at", "matter__title", "matter__title_key",
        "matter__summary", "matter__origin", "matter__opened_on", "matter__closed_on",
    )  # fmt: skip
    points = DecisionPoint.objects.defer("created_at", "changed_at")
    items = AgendaItem.objects.select_related("paragraph").only(*ITEM_SHOWN)
    return _named(Meeting.objects.all()).prefetch_related(
        "attendance",
        Prefetch("paragraphs", paragraphs.prefetch_related(Prefetch("points", points))),
        Prefetch("agenda", items),
    )


def meeting_page(meeting: Meeting) -> MeetingPage:
    """What the meeting's own page shows. `meeting` of `meetings_for_page`: one query, of the names
    and titles that stand in many places."""
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
            for name, each in zip(_names(Section.PARAGRAPHS, paragraphs), paragraphs, strict=True)
        ],
        agenda=[
            ShownItem(each, name, presenters.get((None, each.pk), []))
            for name, each in zip(_names(Section.AGENDA, agenda), agenda, strict=True)
        ],
    )


@dataclass(frozen=True)
class Step:
    """One time a matter was taken up: as an item, as a paragraph, or as an item that became a paragraph."""

    meeting: Meeting
    paragraph: MinuteParagraph | None
    item: AgendaItem | None

    @property
    def title(self) -> str:
        part = self.paragraph or self.item
        return part.title if part else ""

    @property
    def place(self) -> tuple[dt.date, int, int]:
        """Where the step stands among others."""
        part = self.paragraph or self.item
        return self.meeting.starts_on, self.meeting.pk, part.position if part else 0


def steps_of(matter: Matter, sees: Q) -> list[Step]:
    """Every time the matter was taken up, the earliest first. `sees`: which meetings' records the user may see
    (`permissions.visible_records`); of the others only the agenda. Four queries."""
    forums = Prefetch("meeting__forum_parts", _forum_parts())
    paragraphs = list(
        MinuteParagraph.objects.filter(_readable(sees), matter=matter)
        .select_related("meeting")
        .prefetch_related(forums, "points")
    )
    items = list(AgendaItem.objects.filter(matter=matter).select_related("meeting").prefetch_related(forums))
    became = {item.paragraph_id: item for item in items if item.paragraph_id}
    shown = {paragraph.pk for paragraph in paragraphs}
    steps = [Step(each.meeting, each, became.get(each.pk)) for each in paragraphs]
    steps += [Step(each.meeting, None, each) for each in items if each.paragraph_id not in shown]
    return sorted(steps, key=lambda step: step.place)


def matters_in_forum(forum: int, sees: Q) -> Q:
    """Which matters have been taken up in the forum, as a condition; `sees` as in `meeting_list`."""
    here = Q(meeting__forum_parts__forum=forum)
    taken = MinuteParagraph.objects.filter(here, _readable(sees), matter__isnull=False).values("matter_id")
    return Q(pk__in=taken) | Q(pk__in=AgendaItem.objects.filter(here, matter__isnull=False).values("matter_id"))


def forums_of_matters(matters: Iterable[int], sees: Q) -> dict[int, list[Forum]]:
    """Which forums each matter has passed through, in the order it did: derived, never stored; `sees` as in
    `meeting_list`. Three queries."""
    keys = list(matters)
    seen: dict[int, dict[dt.date, list[int]]] = {}
    for model, visible in ((MinuteParagraph, _readable(sees)), (AgendaItem, Q())):
        rows = model._default_manager.filter(
            visible, matter__in=keys, meeting__forum_parts__forum__isnull=False
        ).order_by()
        for matter, day, forum in rows.values_list("matter_id", "meeting__starts_on", "meeting__forum_parts__forum"):
            seen.setdefault(matter, {}).setdefault(day, []).append(forum)
    passed = {pk for days in seen.values() for given in days.values() for pk in given}
    forums = Forum.objects.only(*Forum.naming()).order_by().in_bulk(passed)
    return {
        matter: [forums[pk] for pk in dict.fromkeys(pk for day in sorted(days) for pk in sorted(days[day]))]
        for matter, days in seen.items()
    }


def matter_suggestions(title: str, sees: Q) -> list[Matter]:
    """The matters a title may be about, the most alike first: by their own titles and those they have been taken up
    under; `sees` as in `meeting_list`. Three queries."""
    known: dict[int, list[str]] = {}
    for pk, named in Matter.objects.values_list("pk", "title"):
        known.setdefault(pk, []).append(named)
    taken = MinuteParagraph.objects.filter(_readable(sees), matter__isnull=False)
    for pk, named in taken.values_list("matter_id", "title"):
        known.setdefault(pk, []).append(named)
    keys = [key for key, _score in Subjects(known.items()).like(title)]
    found = Matter.objects.in_bulk(keys)
    return [found[key] for key in keys]


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
    return meetings.prefetch_related(Prefetch("forum_parts", _forum_parts()))


def _forum_parts() -> QuerySet[MeetingForum]:
    """With what their labels need."""
    return MeetingForum.objects.select_related("forum").only(
        "meeting_id", "position", "printed", *Forum.naming("forum__")
    )


def _readable(sees: Q) -> Q:
    """That the meeting of a paragraph has a record which the user may see: asked for the few paragraphs that the rest of the
    query finds, not for all meetings."""
    return Q(Exists(Meeting.objects.filter(sees, pk=OuterRef("meeting_id")))) if sees else Q()


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
        found |= dict(zip(_names(section, rows), rows, strict=True))
    return found


def _names(section: Section, rows: Iterable[MinuteParagraph | AgendaItem]) -> list[str]:
    return part_names(section, (paragraph_name(row.number, row.title) for row in rows))


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
        .prefetch_related(Prefetch("meeting__forum_parts", _forum_parts()))
        .order_by("number", "pk")
    )
