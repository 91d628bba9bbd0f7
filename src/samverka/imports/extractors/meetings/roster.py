"""Attendance as a table: a row for each member and marks for who was there, «Anna Berg (S)  1  -»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samverka.imports.extractors.meetings.names import is_name, party_in
from samverka.imports.extractors.meetings.persons import Person, read_people
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.signals import fold

_PRESENT = re.compile(r"(?i)^(?:1|x|ja|j|närv\.?|närvarande|✓|✔|☒)$")
_AWAY = re.compile(r"(?i)^(?:-|–|—|0|nej|frånv\.?|frånvarande|☐|förhinder)$")
_TRAILING = re.compile(r"(?i)(?<=[\w)])(?P<marks>(?:\s+(?:1|x|X|-|–|—|0))+)$")
_ACTING_HEAD = re.compile(r"^(?:tj|tjg|tjanstg|tjanstgor|ers)\w*")


@dataclass(slots=True)
class _Row:
    text: str
    marks: list[bool] = field(default_factory=list)
    party: str | None = None
    rest: list[str] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    piece: Piece | None = None


def is_marked(values: Sequence[Piece]) -> bool:
    """Whether most people of a list have marks after them."""
    rows = _rows(values)
    people = [row for row in rows if is_name(row.text) or read_people(row.text)]
    return len(people) >= 2 and sum(1 for row in people if row.marks) * 3 >= len(people) * 2


def marked_people(values: Sequence[Piece], *, deputies: bool) -> list[tuple[Person, Piece]]:
    """The people of such a table. The first mark tells who was there, one under «Tjg» who served."""
    rows = _rows(values)
    heads = {column: fold(row.text) for row in rows if not row.marks for column in row.columns}
    heads.update(_heads(values))
    out = []
    for row in rows:
        people = read_people(row.text)
        if not people or row.piece is None:
            continue
        person = people[0]
        person.party = person.party or row.party
        for text in row.rest:
            found = read_people(f"{person.name}, {text}")
            if found:
                person.role = person.role or found[0].role
                person.organisation = person.organisation or found[0].organisation
                person.sections = person.sections or found[0].sections
                person.serves_for = person.serves_for or found[0].serves_for
        if row.marks:
            person.absent = not any(row.marks)
            acting = [
                mark
                for column, mark in zip(row.columns, row.marks, strict=False)
                if _ACTING_HEAD.match(heads.get(column, ""))
            ]
            if deputies and any(acting):
                person.acting = True
        out.append((person, row.piece))
    return out


def _heads(values: Sequence[Piece]) -> dict[int, str]:
    """The headings of a table's columns, where its first row has no name."""
    first = next((piece.row for piece in values if piece.row), 0)
    row = [piece for piece in values if piece.row == first and first]
    if any(read_people(piece.text) for piece in row):
        return {}
    return {piece.column: fold(piece.text) for piece in row}


def _rows(values: Sequence[Piece]) -> list[_Row]:
    out: list[_Row] = []
    current = 0
    for piece in values:
        if piece.row and piece.row == current and out:
            _add_cell(out[-1], piece)
            continue
        current = piece.row
        trailing = _TRAILING.search(piece.text) if not piece.row else None
        row = _Row(piece.text[: trailing.start()] if trailing else piece.text, piece=piece)
        if trailing:
            row.marks = [bool(_PRESENT.match(mark)) for mark in trailing["marks"].split()]
            row.columns = list(range(2, 2 + len(row.marks)))
        out.append(row)
    return out


def _add_cell(row: _Row, piece: Piece) -> None:
    text = piece.text.strip(" ()")
    if _PRESENT.match(text) or _AWAY.match(text):
        row.marks.append(bool(_PRESENT.match(text)))
        row.columns.append(piece.column)
    elif party_in(text):
        row.party = text
    else:
        row.rest.append(piece.text)
