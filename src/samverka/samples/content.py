"""What the sample documents say, as data: the text as it is printed, and beside it how a person reads it.

`build` makes both the Word document and the expected JSON from the same entry, so that the importer is judged against
what was meant and not against itself. Field names of `reading` are those of the import schema.
"""

from __future__ import annotations

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
