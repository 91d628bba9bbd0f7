"""Where something was said of the list: at which meeting, under which §."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from samverka.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, and the § that its minutes give what was said; None for notes without numbers."""

    meeting: Meeting
    section: int | None = None

    @property
    def day(self) -> dt.date:
        """The day from which what was said holds: the meeting's last."""
        return self.meeting.ends_on


def said_at(prefix: str, occasion: Occasion | None) -> dict[str, Any]:
    """The columns `<prefix>_meeting` and `<prefix>_section`; both empty without an occasion."""
    meeting, section = (occasion.meeting, occasion.section) if occasion else (None, None)
    return {f"{prefix}_meeting": meeting, f"{prefix}_section": section}
