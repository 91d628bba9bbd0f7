"""Who was at a forum's meetings over time. Only records that are entered: a draft is nobody else's. Fixed queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samverka.meetings.models import Attendance, Meeting
from samverka.meetings.states import Capacity, RecordState

KNOWN = (RecordState.ENTERED, RecordState.ATTESTED)


@dataclass(frozen=True, slots=True)
class Attended:
    """Somebody at a meeting, a person of the register. `served_for`: the person whose seat a deputy served in."""

    meeting: int
    person: int
    served_for: int | None


@dataclass(frozen=True, slots=True)
class MeetingsHeld:
    """A forum's meetings with a recorded attendance, by day; who was there; how many were there whom the register does not
    know, and how many meetings have no attendance recorded."""

    days: dict[int, dt.date]
    there: list[Attended]
    unknown: int
    unrecorded: int


def years_with_meetings(forum_id: int) -> list[int]:
    """The years in which the forum has met and a record is entered, the newest first. One query."""
    met = Meeting.objects.filter(forum_parts__forum=forum_id, record_state__in=KNOWN).order_by()
    return sorted(set(met.values_list("starts_on__year", flat=True)), reverse=True)


def meetings_held(forum_id: int, first: dt.date, last: dt.date) -> MeetingsHeld:
    """What is recorded of the forum's meetings between two days. Two queries."""
    met = Meeting.objects.filter(
        forum_parts__forum=forum_id, record_state__in=KNOWN, starts_on__gte=first, starts_on__lte=last
    )
    days = dict(met.order_by("starts_on", "pk").values_list("pk", "starts_on"))
    rows = (
        Attendance.objects.filter(meeting__in=days)
        .exclude(capacity=Capacity.ABSENT)
        .order_by("meeting_id", "position", "pk")
    )
    named = list(rows.values_list("meeting_id", "person_id", "serves_for_person_id"))
    recorded = {meeting for meeting, _person, _for in named}
    there = [Attended(meeting, person, whom) for meeting, person, whom in named if person is not None]
    unknown = sum(person is None for _meeting, person, _for in named)
    return MeetingsHeld(
        {key: day for key, day in days.items() if key in recorded}, there, unknown, len(days.keys() - recorded)
    )
