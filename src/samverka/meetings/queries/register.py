"""The list of meetings, and meetings by forum and day. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast, Coalesce, Substr

from samverka.forums.models import Forum
from samverka.foundation.dates import PartialDate
from samverka.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingForum,
    MinuteParagraph,
)
from samverka.meetings.queries.joined import forum_parts, readable, with_forums
from samverka.meetings.states import MeetingState, RecordState

LIST_SHOWN = (
    "title", "starts_on", "ends_on", "start_time", "end_time", "place", "mode", "record_kind", "record_state", "cancelled_on",
)  # fmt: skip
"""What the list shows of a meeting: for `only`."""


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
    found = with_forums(
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
        titled = MinuteParagraph.objects.filter(readable(sees), title__icontains=text).values("meeting_id")
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


def meetings_within(forum: Forum | int, when: PartialDate) -> list[tuple[Meeting, dt.date, dt.date]]:
    """The forum's meetings that lie wholly within `when` and are not cancelled, with first and last day, the earliest first:
    what `action_register.rules.only_meeting_within` takes. Two queries."""
    key = forum.pk if isinstance(forum, Forum) else forum
    found = Meeting.objects.filter(
        forum_parts__forum=key, starts_on__gte=when.start, ends_on__lte=when.end, state=MeetingState.PLANNED
    )
    return [(each, each.starts_on, each.ends_on) for each in with_forums(found).order_by("starts_on", "pk")]


def only_meeting(forum: Forum | int, when: PartialDate | None) -> Meeting | None:
    """The forum's meeting within `when`, if exactly one lies there. Two queries."""
    found = meetings_within(forum, when) if when else []
    return found[0][0] if len(found) == 1 else None


def meetings_of_forums(
    forums: Iterable[int], first: dt.date | None = None, last: dt.date | None = None
) -> dict[int, list[tuple[Meeting, dt.date, dt.date]]]:
    """Every meeting of each forum that is not cancelled, with first and last day, for linking many dates at once; of those days only, if given.
    Two queries."""
    parts = MeetingForum.objects.filter(forum__in=list(forums), meeting__state=MeetingState.PLANNED)
    if first is not None and last is not None:
        parts = parts.filter(meeting__starts_on__lte=last, meeting__ends_on__gte=first)
    pairs = list(parts.values_list("forum_id", "meeting_id"))
    meetings = {each.pk: each for each in with_forums(Meeting.objects.filter(pk__in={pk for _forum, pk in pairs}))}
    found: dict[int, list[tuple[Meeting, dt.date, dt.date]]] = {}
    for forum, pk in pairs:
        if forum is not None and pk in meetings:
            found.setdefault(forum, []).append((meetings[pk], meetings[pk].starts_on, meetings[pk].ends_on))
    return found


def clashing_numbers(meetings: Iterable[Meeting]) -> dict[int, list[MinuteParagraph]]:
    """By meeting: paragraphs of the same forum and year in other meetings that have a number which it has too: § numbers
    run over the calendar year and forum, so one of them is wrong. Two queries and one for the forums, with those of
    `meetings` and their paragraphs fetched."""
    asked: dict[tuple[int | None, int, int], set[int]] = {}
    for meeting in meetings:
        first = next((part.forum_id for part in meeting.forum_parts.all() if part.forum_id), None)
        for each in meeting.paragraphs.all() if first else ():
            if each.number is not None:
                asked.setdefault((first, meeting.starts_on.year, each.number), set()).add(meeting.pk)
    clashing: dict[int, set[int]] = {}
    forums, years = {forum for forum, _year, _number in asked}, {year for _forum, year, _number in asked}
    numbered = _numbered(forums, years).filter(number__isnull=False).order_by()
    columns = ("pk", "meeting", "meeting__forum_parts__forum", "year", "number")
    for pk, held, forum, year, number in numbered.values_list(*columns):
        if number is not None and (others := asked.get((forum, year, number), set()) - {held}):
            clashing[pk] = others
    found: dict[int, list[MinuteParagraph]] = {}
    for paragraph in _numbered(forums, years).filter(pk__in=clashing) if clashing else ():
        for other in clashing[paragraph.pk]:
            found.setdefault(other, []).append(paragraph)
    return found


def open_numbers(forum: int, year: int) -> QuerySet[MinuteParagraph]:
    """The numbered paragraphs of the forum's year whose minutes everybody may read, with their meetings; no texts. Two
    queries."""
    found = _numbered([forum], [year]).filter(number__isnull=False)
    return found.exclude(meeting__record_state=RecordState.DRAFT).only("number", "meeting")


def _numbered(forums: Iterable[int | None], years: Iterable[int]) -> QuerySet[MinuteParagraph]:
    """Paragraphs of the meetings that one of the forums is the first of: theirs are its numbers."""
    first: dict[str, Any] = {"meeting__forum_parts__position": 0, "meeting__forum_parts__forum__in": list(forums)}
    own = MinuteParagraph.objects.filter(year__in=list(years), **first)
    with_labels = Prefetch("meeting__forum_parts", forum_parts())
    return own.select_related("meeting").prefetch_related(with_labels).order_by("number", "pk")
