"""What the extractors find, in the glossary's words: every field carries its text and the place it was read from.

The records know nothing of the database nor of the outside schema (`schema.py`). A field that the document does not give
is None or an empty tuple; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from samverka.agreements.states import AgreementKind
from samverka.foundation.dates.partial import PartialDate
from samverka.imports.blocks import Place
from samverka.imports.found import Found, Names, Text
from samverka.imports.meeting_records import (
    BreakRecord,
    ExtractRecord,
    ItemRecord,
    MeetingRecord,
    PersonRecord,
    PlannedMeetingRecord,
    RecordNumberRecord,
)
from samverka.imports.statistics_records import BudgetRecord, StatisticsTableRecord

__all__ = [
    "ActionItemRecord",
    "AgreementRecord",
    "BreakRecord",
    "BudgetRecord",
    "DirectoryRecord",
    "DocumentKind",
    "DocumentRecord",
    "ExtractRecord",
    "Extraction",
    "ForumLevel",
    "ForumRecord",
    "Found",
    "ItemRecord",
    "MeetingRecord",
    "Names",
    "PartRecord",
    "PersonRecord",
    "PlannedMeetingRecord",
    "PriorityRecord",
    "RecordNumberRecord",
    "ReferenceRecord",
    "SeatRecord",
    "StatisticsTableRecord",
    "Text",
]


class DocumentKind(StrEnum):
    """Which kind of document; values are those of the outside schema. `UNKNOWN`: about something else."""

    MINUTES = "minutes"
    AGENDA = "agenda"
    NOTES = "notes"
    MEETING_PAGE = "meeting_page"
    DECISION_SUMMARY = "decision_summary"
    PACKET = "packet"
    BALANCE_LIST = "balance_list"
    AGREEMENT_LIST = "agreement_list"
    AGREEMENT = "agreement"
    ARENAS = "arenas"
    MEMO = "memo"
    PEOPLE_LIST = "people_list"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Recognition:
    """The kind, how sure it is (0 to 1), and the reasons in Swedish, the weightiest first."""

    kind: DocumentKind
    strength: float
    reasons: tuple[str, ...] = ()


class ForumLevel(StrEnum):
    POLITICAL = "political"
    OFFICIALS = "officials"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the document says of itself."""

    title: Text | None = None
    date: Found[PartialDate] | None = None
    motto: Text | None = None
    forum: Text | None = None
    department: Text | None = None
    record_number: Text | None = None
    period: Found[PartialDate] | None = None


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """A forum and a day that a text points to."""

    forum: Text
    date: Found[PartialDate] | None = None
    number: Found[int] | None = None


@dataclass(frozen=True, slots=True)
class ActionItemRecord:
    """A row of the action register (balanslista)."""

    place: Place
    subject: Text | None = None
    number: Found[int] | None = None
    direction: Text | None = None
    priority_areas: Names = ()
    commission: Text | None = None
    responsible: Text | None = None
    responsible_entries: Names = ()
    preparing_forums: Names = ()
    follow_up: Text | None = None
    references: tuple[ReferenceRecord, ...] = ()
    due: Found[PartialDate] | None = None
    due_text: Text | None = None
    other: tuple[tuple[str, Text], ...] = ()
    """Columns that have no field of their own: heading and cell."""


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """A line of a list of agreements. `validity` is verbatim; what it means is read by `samverka.agreements.reading`."""

    place: Place
    name: Text
    area: Text | None = None
    validity: Text | None = None
    validity_is_own_field: bool = True
    """False where the validity stands in a running text, or is put together from a column for each end."""
    terms: Text | None = None
    """What other columns say of notice, renewal and review; read together with the validity."""
    agreement_kind: Found[AgreementKind] | None = None
    statutory: Found[bool] | None = None
    recommending_forums: Names = ()
    preparing_forums: Names = ()
    parties: Names = ()
    record_number: Text | None = None
    notes: Text | None = None
    other: tuple[tuple[str, Text], ...] = ()

    @property
    def text_to_read(self) -> str:
        """All that is said of the validity, for `samverka.agreements.reading`."""
        return ". ".join(text.value.strip(" .") for text in (self.validity, self.terms) if text)


@dataclass(frozen=True, slots=True)
class ForumRecord:
    """A forum as a presentation describes it."""

    place: Place
    name: Text
    short_name: Text | None = None
    level: Found[ForumLevel] | None = None
    purpose: Text | None = None
    participants_municipal: Text | None = None
    participants_region: Text | None = None
    participants: Text | None = None
    mandate: Text | None = None
    frequency: Text | None = None
    meetings_per_year: Found[int] | None = None
    prepares_for: Names = ()
    prepared_by: Names = ()


@dataclass(frozen=True, slots=True)
class PriorityRecord:
    """A heading of priorities and what stands under it."""

    heading: Text
    entries: Names = ()


@dataclass(frozen=True, slots=True)
class PartRecord:
    """A document inside a packet."""

    title: Text
    kind: DocumentKind = DocumentKind.UNKNOWN
    forum: Text | None = None
    date: Found[PartialDate] | None = None


@dataclass(frozen=True, slots=True)
class DirectoryRecord:
    """A person as a list of people has them. `key` is the number of an exported list, `active` "Ja" or "Nej"."""

    place: Place
    name: Text
    key: Text | None = None
    title: Text | None = None
    principal: Text | None = None
    party: Text | None = None
    email: Text | None = None
    active: Text | None = None


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A place in a forum as a list has it, with who holds it; `key` is the number of an exported list."""

    place: Place
    forum: Text
    key: Text | None = None
    role: Text | None = None
    name: Text | None = None
    office: Text | None = None
    principal: Text | None = None
    party: Text | None = None
    person: Text | None = None
    starts_on: Text | None = None
    ends_on: Text | None = None
    order: Text | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document."""

    kind: DocumentKind
    document: DocumentRecord = DocumentRecord()
    people: tuple[PersonRecord, ...] = ()
    action_items: tuple[ActionItemRecord, ...] = ()
    agreements: tuple[AgreementRecord, ...] = ()
    forums: tuple[ForumRecord, ...] = ()
    priorities: tuple[PriorityRecord, ...] = ()
    references: tuple[ReferenceRecord, ...] = ()
    meeting: MeetingRecord | None = None
    items: tuple[ItemRecord, ...] = ()
    extracts: tuple[ExtractRecord, ...] = ()
    parts: tuple[PartRecord, ...] = ()
    tables: tuple[StatisticsTableRecord, ...] = ()
    budget: BudgetRecord | None = None
    breaks: tuple[BreakRecord, ...] = ()
    planned_meetings: tuple[PlannedMeetingRecord, ...] = ()
    directory: tuple[DirectoryRecord, ...] = ()
    seats: tuple[SeatRecord, ...] = ()
    record_numbers: tuple[RecordNumberRecord, ...] = ()
    warnings: tuple[str, ...] = field(default=())
