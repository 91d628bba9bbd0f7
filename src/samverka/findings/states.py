"""Kinds of findings and what became of them, free of Django."""

from __future__ import annotations

from enum import StrEnum


class FindingKind(StrEnum):
    NO_SUCH_MEETING = "no_such_meeting"
    OTHER_DAY = "other_day"
    SUM_DIFFERS = "sum_differs"
    ENDS_DIFFER = "ends_differ"
    UNKNOWN_FORUM = "unknown_forum"
    SECTIONS_DIFFER = "sections_differ"
    SAME_SECTION = "same_section"
    OTHER = "other"


class FindingState(StrEnum):
    """New, settled by a person, or no longer so: what said otherwise has been changed."""

    NEW = "new"
    CORRECTED = "corrected"
    LEFT = "left"
    AGREES = "agrees"
