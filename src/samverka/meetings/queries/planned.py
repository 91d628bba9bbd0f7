"""Meetings by day, as plans, calendars and the year show them. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from samverka.forums.models import Forum
from samverka.meetings.models import Meeting, MeetingForum

SHOWN = (
    "title", "starts_on", "ends_on", "start_time", "end_time", "place", "mode", "state", "cancelled_on", "record_state", "summoned_on",
    "version", "changed_at",
)  # fmt: skip
"""What is told of a meeting to everybody, before anything is written of it: for `only`. Nothing of its record."""


def meetings_between(first: dt.date, last: dt.date, *, forums: Iterable[int] | None = None) -> QuerySet[Meeting]:
    """Those that have a day from `first` to `last`, cancelled ones too, in order; of the forums if given. Two queries."""
    parts = MeetingForum.objects.select_related("forum").only(
        "meeting_id", "position", "printed", "forum__level", *Forum.naming("forum__")
    )
    days = Meeting.objects.filter(starts_on__lte=last, ends_on__gte=first)
    found = days.only(*SHOWN).prefetch_related(Prefetch("forum_parts", parts))
    if forums is not None:
        found = found.filter(pk__in=MeetingForum.objects.filter(forum__in=list(forums)).values("meeting_id"))
    return found.order_by("starts_on", "start_time", "pk")
