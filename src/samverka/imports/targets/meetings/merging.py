"""A meeting's content as flat fields, a part a field, and read fields laid over what stands. Free of the database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from samverka.foundation.dates import PartialDate
from samverka.imports.judging import is_empty, same_words
from samverka.imports.targets.subjects import SUBJECT
from samverka.meetings.content import AttesterContent, MeetingContent
from samverka.meetings.parts import Section, item_name, paragraph_name, part_names, person_name, section_of
from samverka.meetings.states import RecordState

DAYS = ("summoned_on", "attested_on")
PLAIN = (
    "start_time", "end_time", "place", "mode", "record_kind", "chair", "secretary", "first_section", "last_section", "attendance_text",
    "records_office", "attestation_text", "next_meeting", "next_meeting_text",
)  # fmt: skip
_ATTESTER = re.compile(r"(?P<name>[^()]+?)\s*\((?P<party>[^()]+)\)")
Json = dict[str, Any]


def flat(content: MeetingContent) -> Json:
    """What the register says, by the names of read fields."""
    said = content.to_json()
    when = PartialDate.span(content.starts_on, content.ends_on or content.starts_on)
    fields: Json = {name: said[name] for name in PLAIN} | {"forums": said["forums"], "when": when.to_json()}
    for name in DAYS:
        day = getattr(content, name)
        fields[name] = PartialDate.day(day).to_json() if day else None
    fields["attesters"] = [_line(each) for each in content.attesters]
    for section in Section:
        parts = said[section.value]
        fields |= dict(zip(names_of(section, parts), parts, strict=True))
    return fields


def names_of(section: Section, parts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The field name of each part, in order."""
    name: Callable[[Mapping[str, Any]], str]
    match section:
        case Section.ATTENDANCE:
            name = lambda part: person_name(part["name"])  # noqa: E731 - one of three
        case Section.AGENDA:
            name = lambda part: item_name(part.get("number"), part.get("title", ""))  # noqa: E731
        case Section.PARAGRAPHS:
            name = lambda part: paragraph_name(part.get("number"), part.get("title", ""))  # noqa: E731
    return part_names(section, map(name, parts))


def laid_over(stands: MeetingContent | None, values: Mapping[str, Any]) -> MeetingContent:
    """What stands with the read `values` over it: of a part only what is said of it. Raises `ValueError`, `KeyError` or
    `TypeError` for values that are no content."""
    said: Json = stands.to_json() if stands else {}
    said |= {name: value for name, value in values.items() if name in PLAIN}
    if "forums" in values:
        said["forums"] = values["forums"]
    if "when" in values:
        said |= {"starts_on": values["when"]["start"], "ends_on": values["when"]["end"]}
    for name in DAYS:
        if name in values:
            said[name] = values[name]["start"] if values[name] else None
    if "attesters" in values:
        said["attesters"] = [_attester(line).to_json() for line in values["attesters"]]
    for section in Section:
        mine = {name: value for name, value in values.items() if section_of(name) is section}
        if mine:
            said[section.value] = parts_over(section, said.get(section.value, []), mine)
    said["record_state"] = _state(stands, values)
    return MeetingContent.from_json(said)


def part_over(stands: Any, value: Any) -> Any:
    """A part with what is said of it over what stands."""
    return {**(stands or {}), **value} if isinstance(value, dict) else value


def says_the_same(stands: Any, value: Any) -> bool:
    """Whether all that is said of a part stands already."""
    if not isinstance(value, dict) or "precision" in value:
        return same_words(stands, value)
    if not value:
        return not stands
    return bool(stands) and all(_same(stands.get(key), each, key) for key, each in value.items())


def _same(stands: Any, value: Any, key: str) -> bool:
    if key == SUBJECT:
        return bool(stands)  # what has a matter keeps it
    if key == "name":
        return person_name(str(stands)) == person_name(str(value))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return isinstance(stands, list) and len(stands) == len(value) and all(
            all(_same(one.get(each), other.get(each), "") for each in {*one, *other}) for one, other in zip(stands, value, strict=True)
        )  # fmt: skip
    if isinstance(value, bool) or stands is None:
        return bool(stands) == bool(value) if isinstance(value, bool) else is_empty(value)
    return same_words(stands, value)


def parts_over(section: Section, stand: list[Json], said: Mapping[str, Json]) -> list[Json]:
    """The section's parts with those that are `said` (by name) laid over them, new ones in their place, empty ones gone."""
    known = dict(zip(names_of(section, stand), stand, strict=True))
    gone = {name for name, value in said.items() if not value}
    parts = [part_over(part, said.get(name, {})) for name, part in known.items() if name not in gone]
    for name, value in said.items():
        if name not in known and value:
            parts.insert(_place(section, parts, value), value)
    return parts


def _place(section: Section, parts: list[Json], value: Json) -> int:
    """By number; an item without one by its time; else last."""
    if section is Section.ATTENDANCE:
        return len(parts)
    for key in ("number", "time"):
        if (mine := value.get(key)) is not None:
            later = (n for n, part in enumerate(parts) if part.get(key) is not None and part[key] > mine)
            return next(later, len(parts))
    return len(parts)


def _state(stands: MeetingContent | None, values: Mapping[str, Any]) -> str:
    """Minutes that are read in are entered, attested when they say which day; a draft of the register stays a draft. Only
    minutes and notes say what kind of record they are: an extract of one paragraph is no minutes."""
    state = stands.record_state if stands else RecordState.NONE.value
    if state in {RecordState.DRAFT, RecordState.ATTESTED}:
        return state
    if values.get("attested_on"):
        return RecordState.ATTESTED.value
    return RecordState.ENTERED.value if "record_kind" in values else state


def _line(attester: AttesterContent) -> str:
    return f"{attester.name} ({attester.party})" if attester.party else attester.name


def _attester(line: str) -> AttesterContent:
    found = _ATTESTER.fullmatch(line)
    return AttesterContent(name=found["name"], party=found["party"]) if found else AttesterContent(name=line)
