"""What a reviewer should look at in a read meeting, each as one plain question where it stands. Free of the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samverka.imports.fields import ReadField
from samverka.meetings.models import TEXT_LIMIT
from samverka.meetings.names import person_key
from samverka.meetings.parts import Section, section_of
from samverka.meetings.rules import missing_sections, section_range, sections_in_words

LONGEST = {
    "name": 200, "party": 40, "organisation": 200, "role": 300, "serves_for": 200, "serves_for_party": 40, "title": 500,
    "record_number": 200, "heading": 200, "presenters": 300, "basis": 500, "addressee": 500, "status": 200,
}  # fmt: skip
"""Signs that the register has room for; each of several counts for itself."""


def of_parts(section: Section, fields: Sequence[ReadField]) -> list[ReadField]:
    return [field for field in fields if section_of(field.name) is section and field.value and not field.left_out]


def numbers_in(fields: Sequence[ReadField]) -> list[int]:
    """The § of the read paragraphs, in order."""
    return [number for each in of_parts(Section.PARAGRAPHS, fields) if (number := each.value.get("number")) is not None]


def gaps(fields: Sequence[ReadField], known: Sequence[int]) -> Iterator[tuple[str, str]]:
    """§ that are missing among those read and `known` ones: asked about where the last § stands, else the first after."""
    values = {field.name: field.value for field in fields if not field.left_out}
    numbers = numbers_in(fields)
    first, last = section_range(values.get("first_section"), values.get("last_section"), numbers)
    missing = missing_sections(first, last, [*numbers, *known, *_left_out(fields)])
    if not numbers or not missing or first is None:
        return
    told = {"missing": sections_in_words(missing), "range": sections_in_words(((first, last),))}
    if "last_section" in values:
        yield (
            "last_section",
            _("Protokollet omfattar %(range)s, men %(missing)s finns inte i det som har lästs.") % told,
        )
        return
    after = min((n for n in numbers if n > (missing[0][0] or 0)), default=numbers[-1])
    yield _named(fields, after), _("%(missing)s finns inte i det som har lästs. Kontrollera numren.") % told


def _left_out(fields: Sequence[ReadField]) -> list[int]:
    """The § a person has left out: they are read, but not wanted."""
    parts = [each.value for each in fields if each.left_out and section_of(each.name) is Section.PARAGRAPHS]
    return [number for value in parts if value and (number := value.get("number")) is not None]


def _named(fields: Sequence[ReadField], number: int) -> str:
    return next(each.name for each in of_parts(Section.PARAGRAPHS, fields) if each.value.get("number") == number)


def said_twice(fields: Sequence[ReadField]) -> Iterator[tuple[str, str]]:
    """A § number or a person that stands twice with different facts."""
    numbers: set[int] = set()
    for each in of_parts(Section.PARAGRAPHS, fields):
        number = each.value.get("number")
        if number in numbers:
            yield (
                each.name,
                _("§ %(number)s står två gånger i dokumentet. Rätta numret, eller ta inte med den ena.")
                % {"number": number},
            )
        elif number is not None:
            numbers.add(number)
    people: dict[str, str] = {}
    for each in of_parts(Section.ATTENDANCE, fields):
        first = people.setdefault(person_key(each.value["name"]), each.name)
        if first != each.name:
            yield each.name, _("%(name)s står två gånger i närvaron, på olika sätt. Är det två personer? Ta annars inte med den ena.") % {
                "name": each.value["name"]
            }  # fmt: skip


def too_long(value: Any) -> str:
    """Why a part has no room in the register, or empty."""
    for text, most in _texts(value):
        if len(text) > most:
            return _("Texten som börjar ”%(start)s” är längre än %(most)s tecken, som är det mesta som ryms. Korta den.") % {
                "start": text[:40], "most": most,
            }  # fmt: skip
    return ""


def _texts(value: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for key, each in value.items():
        most = LONGEST.get(key, TEXT_LIMIT)
        for one in each if isinstance(each, list) else [each]:
            if isinstance(one, Mapping):
                yield from _texts(one)
            elif isinstance(one, str):
                yield one, most
