"""Enumerations of meetings, free of Django; `choices` has their Swedish words."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How people met. Empty: not stated."""

    PHYSICAL = "physical"
    DIGITAL = "digital"
    HYBRID = "hybrid"


class MeetingState(StrEnum):
    """Whether the meeting is to be held. Planned, going on and over follow from the day and are not kept."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class RecordKind(StrEnum):
    """What is written of the meeting: minutes with §, or the notes of an officials' forum."""

    MINUTES = "minutes"
    NOTES = "notes"


class RecordState(StrEnum):
    """How far what is written of the meeting has come in the register. Attested: the printed minutes say so."""

    NONE = "none"
    DRAFT = "draft"
    ENTERED = "entered"
    ATTESTED = "attested"


class Capacity(StrEnum):
    """In what capacity someone is named in the attendance. Whether a deputy acts follows from whom she serves for."""

    MEMBER = "member"
    DEPUTY = "deputy"
    CO_OPTED = "co_opted"
    ATTENDEE = "attendee"
    PRESENTER = "presenter"
    ABSENT = "absent"


class ItemKind(StrEnum):
    """What an item is taken up for. Empty: not stated."""

    INFORMATION = "information"
    DECISION = "decision"
    REPORTED = "reported"


class PointKind(StrEnum):
    """What a decision point sets in motion (design §3, idea 3)."""

    NOTED = "noted"
    APPROVED = "approved"
    RECOMMENDATION = "recommendation"
    COMMISSION = "commission"
    REFERRAL = "referral"
    EXTENSION = "extension"
    AGREEMENT_CHANGE = "agreement_change"
    ALLOCATION = "allocation"
    HANDOVER = "handover"
    PRIORITIES = "priorities"
    OTHER = "other"


class Strength(StrEnum):
    """How sure a link is. Confirmed: a person has set or looked at it, also when they said that there is none."""

    CONFIRMED = "confirmed"
    STRONG = "strong"
    LIKELY = "likely"


class Presence(StrEnum):
    PRESENT = "present"
    AWAY = "away"
    UNSETTLED = "unsettled"
