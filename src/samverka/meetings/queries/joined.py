"""What the reads of meetings share: forums beside, and whose record may be read."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samverka.forums.models import Forum
from samverka.meetings.models import (
    Meeting,
    MeetingForum,
)


def with_forums(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.prefetch_related(Prefetch("forum_parts", forum_parts()))


def forum_parts() -> QuerySet[MeetingForum]:
    """With what their labels need."""
    return MeetingForum.objects.select_related("forum").only(
        "meeting_id", "position", "printed", *Forum.naming("forum__")
    )


def readable(sees: Q) -> Q:
    """That the meeting of a paragraph has a record which the user may see: asked for the few paragraphs that the rest of the
    query finds, not for all meetings."""
    return Q(Exists(Meeting.objects.filter(sees, pk=OuterRef("meeting_id")))) if sees else Q()
