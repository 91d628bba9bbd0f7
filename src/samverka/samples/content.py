"""What the sample documents say, as data: the text as it is printed, and beside it how a person reads it.

`build` makes both the Word document and the expected JSON from the same entry, so that the importer is judged against
what was meant and not against itself. Field names of `reading` are those of the import schema.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of the balanslista; each tuple is a cell with one paragraph an element.

    `references` are the forums and days of the follow-up text, as a person reads them.
    """

    areas: tuple[str, ...]
    what: str
    assignment: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    forums: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Direction:
    """A strategic direction with its table. `inside` puts the heading in the table's first row, merged over it."""

    name: str
    rows: tuple[RegisterRow, ...]
    label: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in a list; `reading` is the validity, `unjudged` the fields the text leaves open."""

    name: str
    validity: str
    recommending: tuple[str, ...] = ()
    preparing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    unjudged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForumPart:
    """A heading under a forum and its paragraphs; `bullets` are set as a list."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForumPresentation:
    name: str
    kind: str
    purpose: str
    municipal: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    mandate: str = ""
    frequency: str = ""
    prepared_by: str = ""
    prepares: str = ""
    reading: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone at a meeting, as the minutes print her. `sections`: first and last paragraph she was there for."""

    name: str
    party: str = ""
    organisation: str = ""
    role: str = ""
    sections: tuple[int, int] | None = None
    serves_for: tuple[str, str] | None = None

    @property
    def printed(self) -> str:
        """ "Siv Granvall (S) (Östersunds kommun) ersätter Ahmed Lindqvall (S)", "Åsa Lindmark (RJH - Samordnare)"."""
        brackets = [self.party] if self.party else []
        brackets += (
            [self.role, self.organisation] if self.party else [" - ".join(filter(None, (self.organisation, self.role)))]
        )
        text = " ".join([self.name, *(f"({each})" for each in brackets if each)])
        if self.sections:
            first, last = self.sections
            text += f" §§ {first}-{last}" if first != last else f" § {first}"
        if self.serves_for:
            text += f" ersätter {self.serves_for[0]} ({self.serves_for[1]})"
        return text


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an agenda and what the minutes say of it; each tuple holds paragraphs or numbered points.

    `lead` stands alone above the points, which are then dashed.
    """

    title: str
    time: str = ""
    summary: tuple[str, ...] = ()
    proposal: tuple[str, ...] = ()
    decision: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    presenters: tuple[str, ...] = ()
    record_number: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures as printed, whether or not it adds up."""

    number: int
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class RegisterAgreement:
    """A row of an agreement register kept in a spreadsheet: an end is a real day, a text, or not given."""

    name: str
    starts: dt.date | str | None = None
    ends: dt.date | str | None = None
    recommending: str = ""
    preparing: str = ""
    notes: str = ""
    reading: Mapping[str, Any] = field(default_factory=dict)
    unjudged: tuple[str, ...] = ()
