"""Who led a meeting, where the chair changed: «Ordförande: Maja Berg (S) §§ 16–25, Bo Dal (C) §§ 26–28»."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.extractors.meetings.header import Segment
from samverka.imports.extractors.meetings.labels import HEADS_PEOPLE, Label
from samverka.imports.extractors.meetings.persons import Person, read_people, settle
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.found import Found
from samverka.imports.meeting_records import ChairRecord
from samverka.imports.signals import fold

_CHAIR = re.compile(r"(?:motes)?(?:ordforande|ordf\.?)|(?:tf|t\.f\.|tillforordnad) (?:ordforande|ordf\.?)")
_LED = re.compile(r"(?:\d\s?:\s?[ea] |forste |andre )?vice (?:ordforande|ordf\.?)")
_BEFORE = re.compile(r"^[\s(]*(?P<sections>§+\s*[\d\s,–-]+?)\)?\s*:?\s+(?=[A-ZÅÄÖ])")


def chairs_of(found: Sequence[Segment], first: int | None, last: int | None) -> tuple[ChairRecord, ...]:
    """Everybody who led a part of the meeting, in order; nothing when the whole was led by one."""
    out: dict[str, ChairRecord] = {}
    for segment in found:
        if segment.label is Label.CHAIR:
            for piece in segment.values:
                for person in _with_sections_before(piece.text):
                    _add(out, person, piece, first, last)
    for segment in found:
        if segment.label in HEADS_PEOPLE:
            for piece in segment.values:
                for person in read_people(piece.text):
                    if person.role and person.sections and _CHAIR.fullmatch(fold(person.role)):
                        _add(out, person, piece, first, last)
    told = [chair for chair in out.values() if chair.sections]
    return tuple(out.values()) if len(out) > 1 and told else ()


def _with_sections_before(text: str) -> list[Person]:
    """The people of a line; paragraphs that stand before a name are hers: «§§ 1–5 Maja Berg»."""
    before = _BEFORE.match(text)
    people = read_people(text[before.end() :] if before else text, loose=True)
    if before and len(people) == 1 and not people[0].sections:
        people = read_people(f"{text[before.end() :].rstrip(' .')}, {before['sections']}", loose=True)
    return [
        person for person in people if not (person.role and _LED.fullmatch(fold(person.role)) and not person.sections)
    ]


def _add(out: dict[str, ChairRecord], person: Person, piece: Piece, first: int | None, last: int | None) -> None:
    person = settle([person], first, last)[0]
    key = person.name.casefold()
    if key not in out or (person.sections and not out[key].sections):
        party = Found(person.party, piece.raw, piece.place) if person.party else None
        out[key] = ChairRecord(Found(person.name, piece.raw, piece.place), party, person.sections)
