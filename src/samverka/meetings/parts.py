"""What the parts of a meeting are called where something points at one of them: `paragraphs/16`, `agenda/5`,
`attendance/karin lid`. Free of Django.

A part is known by its number, without one by its title, a person by her name; the second of the same name is told apart
by a count. The names are what sources are kept under, so that a page can show where a part was read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from samverka.meetings.linking import fold
from samverka.meetings.names import person_key

_ROOM = 44  # signs of a title or name; a source's field takes 60


class Section(StrEnum):
    """The lists of a meeting's content that have parts; the values are the names of its fields."""

    ATTENDANCE = "attendance"
    AGENDA = "agenda"
    PARAGRAPHS = "paragraphs"


def paragraph_name(number: int | None, title: str) -> str:
    """`16`, or the title of a heading in notes."""
    return str(number) if number is not None else _short(fold(title))


def item_name(number: int | None, title: str) -> str:
    return paragraph_name(number, title)


def person_name(name: str) -> str:
    return _short(person_key(name))


def part_names(section: Section, names: Iterable[str]) -> list[str]:
    """The full names of all parts of a section, in their order, none twice."""
    taken: set[str] = set()
    given = []
    for name in names:
        full, count = f"{section.value}/{name}", 1
        while full in taken:
            count += 1
            full = f"{section.value}/{name}#{count}"
        taken.add(full)
        given.append(full)
    return given


def section_of(field: str) -> Section | None:
    """The section whose part the field is; None for a field of the meeting itself."""
    head, slash, _name = field.partition("/")
    return Section(head) if slash and head in Section._value2member_map_ else None


def _short(text: str) -> str:
    if len(text) <= _ROOM:
        return text
    return f"{text[: _ROOM - 9]}~{hashlib.sha256(text.encode()).hexdigest()[:8]}"
