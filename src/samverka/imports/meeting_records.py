"""What minutes, summons, notes and meeting pages give: the meeting, who was there, and what was taken up.

Attendance is kept as facts (`arrives … sections, serves for`); lists are derived from them elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from samverka.foundation.dates.partial import PartialDate
from samverka.imports.blocks import Place
from samverka.imports.found import Found, Names, Text


class Attendance(StrEnum):
    """In what capacity a person is named."""

    MEMBER = "member"
    ACTING_DEPUTY = "acting_deputy"
    NON_ACTING_DEPUTY = "non_acting_deputy"
    ATTENDEE = "attendee"
    PRESENTER = "presenter"
    ATTESTER = "attester"
    ABSENT = "absent"
    AUTHOR = "author"
    MENTIONED = "mentioned"
    APPOINTED = "appointed"
    RESIGNED = "resigned"
    PROPOSER = "proposer"


class MeetingMode(StrEnum):
    DIGITAL = "digital"
    PHYSICAL = "physical"
    HYBRID = "hybrid"


class ItemType(StrEnum):
    INFORMATION = "information"
    DECISION = "decision"


class PointKind(StrEnum):
    """What a decision point sets in motion, as its words say."""

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


@dataclass(frozen=True, slots=True)
class PersonReference:
    """The person somebody serves for."""

    name: Text
    party: Text | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person as the document names her. `sections`: the paragraphs she was there for, first and last; empty: all."""

    name: Text
    organisation: Text | None = None
    role: Text | None = None
    party: Text | None = None
    attendance: Attendance = Attendance.AUTHOR
    sections: tuple[tuple[int, int], ...] = ()
    serves_for: PersonReference | None = None
    remote: bool = False
    phone: Text | None = None


@dataclass(frozen=True, slots=True)
class ChairRecord:
    """Somebody who led a part of a meeting, and which paragraphs (empty: not told)."""

    name: Text
    party: Text | None = None
    sections: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """`chairs`: everybody who led a part of the meeting, where the chair changed; else empty. `chair` is the first."""

    forum: Text | None = None
    date: Found[PartialDate] | None = None
    place: Text | None = None
    mode: Found[MeetingMode] | None = None
    start_time: Text | None = None
    end_time: Text | None = None
    first_section: Found[int] | None = None
    last_section: Found[int] | None = None
    chair: Text | None = None
    secretary: Text | None = None
    attesters: Names = ()
    records_office: Text | None = None
    attested_on: Found[PartialDate] | None = None
    attested_at: Text | None = None
    summoned_on: Found[PartialDate] | None = None
    next_date: Found[PartialDate] | None = None
    next_place: Text | None = None
    chairs: tuple[ChairRecord, ...] = ()

    def is_empty(self) -> bool:
        return self == MeetingRecord()


@dataclass(frozen=True, slots=True)
class DecisionPoint:
    """One operative clause: its number (counted from 1), what it says, and whom it addresses, as printed."""

    number: int
    text: Text
    kind: PointKind
    addressee: Text | None = None


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """A paragraph of minutes or an item of an agenda. `position` counts from 1 in the order of the document.

    `attested`: the document says of this paragraph that it is attested, which is a status and not by itself an
    immediate attestation (`immediate`).
    """

    place: Place
    position: int
    number: Found[int] | None = None
    title: Text | None = None
    summary: Text | None = None
    presenters: Names = ()
    proposal: Text | None = None
    decision: Text | None = None
    points: tuple[DecisionPoint, ...] = ()
    basis: Names = ()
    time: Text | None = None
    minutes: Found[int] | None = None
    type: Found[ItemType] | None = None
    record_number: Text | None = None
    attested: bool = False
    immediate: bool = False
    remarks: tuple[tuple[str, Text], ...] = ()
    """Motions, reservations, recusals, votes, distribution: heading and text."""


@dataclass(frozen=True, slots=True)
class ExtractRecord:
    """An extract from another forum's minutes inside a document: its meeting, its one paragraph, who certifies it."""

    meeting: MeetingRecord
    item: ItemRecord
    certified_by: Text | None = None


@dataclass(frozen=True, slots=True)
class BreakRecord:
    start_time: Text
    end_time: Text | None = None


@dataclass(frozen=True, slots=True)
class PlannedMeetingRecord:
    date: Found[PartialDate]
    start_time: Text | None = None
    end_time: Text | None = None


@dataclass(frozen=True, slots=True)
class RecordNumberRecord:
    """A number in an authority's register, with its day when that stands beside it."""

    number: Text
    date: Found[PartialDate] | None = None
