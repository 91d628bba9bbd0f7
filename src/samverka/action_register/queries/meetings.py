"""What rows say of meetings, and the editions that meetings take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from samverka.action_register.editions.states import EditionState
from samverka.action_register.models import Edition, FollowUp
from samverka.forums.models import Forum
from samverka.meetings.models import Meeting, MeetingForum

MOST_SHOWN = 100
MOST_CHOOSABLE = 200


@dataclass(frozen=True)
class Referring:
    """A row with a follow-up that is about the meeting."""

    pk: int
    subject: str
    said: str
    is_doubtful: bool


def rows_of_meeting(meeting: Meeting) -> Sequence[Referring]:
    """The follow-ups that come up at the meeting, with their rows. One query."""
    found = (
        FollowUp.objects.filter(meeting=meeting)
        .select_related("item")
        .order_by("item__subject_key", "item", "position")
    )
    return [
        Referring(each.item_id, each.item.subject, each.raw, each.meeting_strength == "likely")
        for each in found[:MOST_SHOWN]
    ]


def editions_of_meeting(meeting: Meeting) -> list[Edition]:
    """The editions that the meeting has taken, or is to take. One query."""
    found = Edition.objects.filter(meeting=meeting).exclude(state=EditionState.WITHDRAWN)
    return list(
        found.select_related("paragraph").only("title", "state", "outcome", "paragraph_text", "paragraph__number")
    )


def choosable_meetings(follow_up: FollowUp) -> QuerySet[Meeting]:
    """The meetings of the forums that the follow-up names, the newest first; of its list's forum where it names none."""
    named = follow_up.follow_up_forums.filter(forum__isnull=False).values("forum_id")
    forums = Forum.objects.filter(pk__in=named)
    if not forums.exists():
        forums = Forum.objects.filter(pk=follow_up.item.register.forum_id)
    keys = MeetingForum.objects.filter(forum__in=forums).values("meeting_id")
    labels = Prefetch("forum_parts", MeetingForum.objects.select_related("forum"))
    return Meeting.objects.filter(pk__in=keys).prefetch_related(labels)
