"""Which part of the register's meeting a read part is. Free of the database.

Paragraphs and people are known by number and name. Items of an agenda are often numbered anew when it is sent out again,
so there a title that is the same counts before the number (`SAME_ITEM`, which the register itself goes by).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from samverka.imports.fields import ReadField
from samverka.meetings.linking import SAME_ITEM, SURE, title_likeness
from samverka.meetings.names import person_key
from samverka.meetings.parts import Section, section_of

Part = Mapping[str, Any]
Test = Callable[[Part, Part], bool]


def _number(one: Part, other: Part) -> bool:
    return one.get("number") is not None and one.get("number") == other.get("number")


def _title(one: Part, other: Part) -> bool:
    return title_likeness(one.get("title", ""), other.get("title", "")) >= SURE


def _both(one: Part, other: Part) -> bool:
    return _number(one, other) and _title(one, other)


def _unnumbered_title(one: Part, other: Part) -> bool:
    return (one.get("number") is None or other.get("number") is None) and _title(one, other)


def _name(one: Part, other: Part) -> bool:
    return person_key(one["name"]) == person_key(other["name"])


def _name_and_capacity(one: Part, other: Part) -> bool:
    return _name(one, other) and one.get("capacity") == other.get("capacity")


def _told(test: Callable[[tuple[int | None, str], tuple[int | None, str]], bool]) -> Test:
    """The register's own test of two items, for read parts."""
    return lambda one, other: test(
        (one.get("number"), one.get("title") or ""), (other.get("number"), other.get("title") or "")
    )


_TESTS: Mapping[Section, Sequence[Test]] = {
    Section.PARAGRAPHS: (_both, _number, _unnumbered_title),
    Section.AGENDA: tuple(map(_told, SAME_ITEM)),
    Section.ATTENDANCE: (_name_and_capacity, _name),
}


def paired(fields: Sequence[ReadField], current: Mapping[str, Any]) -> list[ReadField]:
    """The fields, those that are parts under the name the register's part has."""
    renamed = {field.name: field.name for field in fields if not field.value}  # the register's own, that is to go
    for section, tests in _TESTS.items():
        read = {field.name: field.value for field in fields if section_of(field.name) is section and field.value}
        stand = {name: value for name, value in current.items() if section_of(name) is section and name not in renamed}
        if read and stand:
            renamed |= _pairs(read, stand, tests)
    taken: set[str] = set(renamed.values())
    return [_called(field, renamed, taken, current) for field in fields]


def _pairs(read: Mapping[str, Part], stand: Mapping[str, Part], tests: Sequence[Test]) -> dict[str, str]:
    found: dict[str, str] = {}
    for test in tests:
        left = [name for name in stand if name not in found.values()]
        for name, value in read.items():
            if name not in found and (same := next((each for each in left if test(value, stand[each])), None)):
                found[name] = same
                left.remove(same)
    return found


def _called(field: ReadField, renamed: Mapping[str, str], taken: set[str], current: Mapping[str, Any]) -> ReadField:
    if section_of(field.name) is None:
        return field
    if field.name in renamed:
        return replace(field, name=renamed[field.name])
    name, count = field.name, 1
    while name in taken or name in current:  # another part of the register goes under it
        count += 1
        name = f"{field.name.split('#')[0]}#{count}"
    taken.add(name)
    return replace(field, name=name)
