"""The working states of a meeting: it is to be held, or cancelled. Planned, going on and over follow from the day."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverka.foundation.lifecycle import Lifecycle, Transition
from samverka.meetings.choices import MeetingStateChoice as State
from samverka.meetings.permissions import EDIT_MEETINGS


def _nothing_written(meeting: Any) -> str:
    return _now("Mötet har ett protokoll eller anteckningar och har alltså hållits.") if meeting.has_record else ""


MEETING_LIFECYCLE = Lifecycle(
    "meetings.meeting",
    State,
    (
        Transition("cancel", (State.PLANNED,), State.CANCELLED, _("Ställ in"), EDIT_MEETINGS, _nothing_written),
        Transition("reinstate", (State.CANCELLED,), State.PLANNED, _("Planera igen"), EDIT_MEETINGS),
    ),
)
