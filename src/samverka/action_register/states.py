"""What a row of the action register and a follow-up entry can be (glossary §3). Swedish words: `words`, `labels`."""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """How the entry's date is meant."""

    ON = "on"
    BY = "by"
    AS_OF = "as_of"
    FROM = "from"
    UNTIL = "until"


class Certainty(StrEnum):
    FIRM = "firm"
    PRELIMINARY = "preliminary"
    POSSIBLE = "possible"


class FollowUpKind(StrEnum):
    """What happens at a follow-up, or what it states."""

    RECOMMEND = "recommend"
    DECIDE = "decide"
    DIRECTION_DECISION = "direction_decision"
    EXTEND = "extend"
    REFER = "refer"
    ALLOCATE = "allocate"
    COMMISSION = "commission"
    REPORT = "report"
    PRESENT = "present"
    INFORM = "inform"
    FOLLOW_UP = "follow_up"
    PROPOSE = "propose"
    STATISTICS = "statistics"
    STATE = "state"
    VALIDITY = "validity"


class Outcome(StrEnum):
    """What became of an entry: set by a person or by the linked decision, never read from the wording."""

    OPEN = "open"
    DONE = "done"
    POSTPONED = "postponed"
    DROPPED = "dropped"


class ItemState(StrEnum):
    """The working state of a row. Whether it is late is computed (design §3.6)."""

    ONGOING = "ongoing"
    DONE = "done"
    DROPPED = "dropped"


class Standing(StrEnum):
    """Where a row stands on a day, computed by `rules.standing`."""

    LATE = "late"
    SOON = "soon"
    AHEAD = "ahead"
    NOTHING_PLANNED = "nothing_planned"
    CLOSED = "closed"


class Shape(StrEnum):
    """How an entry looks on a day, computed by `rules.shape`."""

    DONE = "done"
    NEXT = "next"
    PLANNED = "planned"
    PRELIMINARY = "preliminary"
    LATE = "late"
    STATEMENT = "statement"
    POSTPONED = "postponed"
    DROPPED = "dropped"
