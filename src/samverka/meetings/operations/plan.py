"""A year's meetings planned at once; one of them moved or cancelled."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.forums.models import Forum
from samverka.forums.states import Level
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.lifecycle import Refused, perform
from samverka.meetings.content import MeetingContent
from samverka.meetings.lifecycle import MEETING_LIFECYCLE
from samverka.meetings.models import Meeting, MeetingForum, MeetingTerms
from samverka.meetings.operations.people import Known
from samverka.meetings.operations.record import create_meeting
from samverka.meetings.planning import Sitting, Terms
from samverka.meetings.states import MeetingState, RecordKind, RecordState

Place = tuple[int, dt.date]
"""A forum, by its key, and a day."""


class RowRefused(NotDone):
    """A row of the plan cannot be saved, and nothing of the plan is. `row` is its place. `str()` is a Swedish sentence."""

    def __init__(self, row: int, why: str) -> None:
        super().__init__(why)
        self.row = row


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A meeting as it shall be: a new one, or the one with the key `meeting` as it was seen (`version`)."""

    forum: Forum
    sitting: Sitting
    meeting: int | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    created: int
    changed: int


@transaction.atomic
def save_plan(*, actor: User | None, rows: Sequence[PlanRow], reason: str = "") -> Saved:
    """All rows or none. Raises `RowRefused`: for a meeting that someone has changed meanwhile, that has been held or
    cancelled, or a second meeting of a forum on a day."""
    audit.hold_log()  # two who save the same proposal come one after the other
    meetings = Meeting.objects.prefetch_related("forum_parts__forum").in_bulk(
        [row.meeting for row in rows if row.meeting]
    )
    known = Known.read() if any(row.meeting is None for row in rows) else None
    taken = _taken(rows)
    created = changed = 0
    for place, row in enumerate(rows):
        try:
            stands = meetings.get(row.meeting) if row.meeting else None
            _refuse_twice(row, stands, taken)
            if row.meeting is None:
                assert known is not None
                _create(actor, row, known, reason)
                created += 1
            else:
                changed += _change(actor, stands, row, reason)
        except NotDone as refusal:
            raise RowRefused(place, str(refusal)) from refusal
        except ValidationError as refusal:
            raise RowRefused(place, " ".join(refusal.messages)) from refusal
    return Saved(created, changed)


def _taken(rows: Sequence[PlanRow]) -> Counter[Place]:
    """How many meetings stand on each forum's day: those that the plan leaves alone, and its own where they shall be."""
    days = {row.sitting.day for row in rows}
    stands = MeetingForum.objects.filter(
        meeting__starts_on__in=days, meeting__state=MeetingState.PLANNED, forum__isnull=False
    )
    kept = stands.exclude(meeting__in=[row.meeting for row in rows if row.meeting]).order_by()
    found = Counter((forum or 0, day) for forum, day in kept.values_list("forum_id", "meeting__starts_on"))
    return found + Counter((row.forum.pk, row.sitting.day) for row in rows if row.meeting)


def _refuse_twice(row: PlanRow, stands: Meeting | None, taken: Counter[Place]) -> None:
    """A new meeting, or one that is moved, on a day when its forum has another. One that stands so already is left."""
    at = (row.forum.pk, row.sitting.day)
    if row.meeting is None:
        taken[at] += 1
    elif stands is None or stands.starts_on == row.sitting.day:
        return
    if taken[at] > 1:
        raise Refused(
            _("%(forum)s har redan ett möte %(day)s. Ta bort raden eller välj en annan dag.")
            % {"forum": row.forum.label, "day": day_in_words(row.sitting.day)}
        )


def _create(actor: User | None, row: PlanRow, known: Known, reason: str) -> None:
    kind = RecordKind.MINUTES if row.forum.level == Level.POLITICAL else RecordKind.NOTES
    content = MeetingContent(
        forums=(row.forum.label,), record_kind=kind.value, record_state=RecordState.NONE.value, title=row.sitting.title, **_said(row.sitting)
    )  # fmt: skip
    meeting = create_meeting(actor=actor, content=content, reason=reason, known=known)
    # By its key: two forums may be called the same.
    MeetingForum.objects.filter(meeting=meeting).update(forum_id=row.forum.pk)


def _change(actor: User | None, meeting: Meeting | None, row: PlanRow, reason: str) -> bool:
    if meeting is None:
        raise Refused(_("Mötet finns inte längre. Läs in sidan igen."))
    return _reschedule(actor, meeting, row.sitting, row.version, reason)


@transaction.atomic
def move_meeting(
    *, actor: User | None, meeting: Meeting, sitting: Sitting, version: int | None = None, reason: str = ""
) -> bool:
    """Another day, time or place for a meeting that is planned; where it was stands in the log. Gives whether anything
    differed. Raises `Refused` or `StaleRecord`."""
    return _reschedule(actor, meeting, sitting, version, reason)


def _reschedule(actor: User | None, meeting: Meeting, sitting: Sitting, version: int | None, reason: str) -> bool:
    values = _said(sitting)
    if all(getattr(meeting, name) == value for name, value in values.items()):
        return False
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(_("%(what)s är inställt. Planera det igen innan du flyttar det.") % {"what": meeting.label})
    if meeting.has_record:
        raise Refused(
            _("%(what)s har ett protokoll och kan inte flyttas. Är dagen fel, rätta den på mötets sida.")
            % {"what": meeting.label}
        )
    moved = meeting.starts_on != sitting.day or meeting.ends_on != sitting.last
    Meeting(**values).clean_fields(exclude=["title"])
    verb = "reschedule" if moved else "change"
    return audit.change(meeting, actor=actor, values=values, version=version, verb=verb, reason=reason)


def _said(sitting: Sitting) -> dict[str, Any]:
    return {
        "starts_on": sitting.day,
        "ends_on": sitting.last,
        "start_time": sitting.start,
        "end_time": sitting.end,
        "place": sitting.place,
        "mode": sitting.mode,
    }


@transaction.atomic
def cancel_meeting(*, actor: User | None, meeting: Meeting, on: dt.date, reason: str) -> None:
    """The meeting is not held; it stands as cancelled from the day. Raises `Refused` if anything is written of it."""
    perform(MEETING_LIFECYCLE, "cancel", meeting, actor=actor, reason=reason, values={"cancelled_on": on})


@transaction.atomic
def reinstate_meeting(*, actor: User | None, meeting: Meeting, reason: str = "") -> None:
    """A cancelled meeting is planned again. Raises `Refused`."""
    perform(MEETING_LIFECYCLE, "reinstate", meeting, actor=actor, reason=reason, values={"cancelled_on": None})


@transaction.atomic
def set_terms(*, actor: User | None, forum: Forum, terms: Terms, version: int | None = None) -> bool:
    """How many days before a meeting of the forum things come. Gives whether anything differed. Raises `StaleRecord`."""
    values: Mapping[str, Any] = {
        "documents_days": terms.documents, "summons_days": terms.summons, "preparing_days": terms.preparing,
    }  # fmt: skip
    stands = MeetingTerms.objects.select_related("forum").filter(forum=forum).first()
    if stands:
        return audit.change(stands, actor=actor, values=values, version=version)
    if terms == Terms():
        return False
    made = MeetingTerms(forum=forum, **values)
    made.clean_fields()
    audit.create(made, actor=actor)
    return True
