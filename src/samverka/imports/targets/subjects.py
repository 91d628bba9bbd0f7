"""The matters a document tells of: what it prints record numbers for, and what an extract and an item of the agenda have
in common. Free of the database.

A matter of the second kind may have no number; the parts that are about it carry the source of its title (`SUBJECT`),
so that the meetings, brought in later, know which matter it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samverka.foundation.dates import PartialDate
from samverka.imports.found import Found, Text
from samverka.imports.meeting_records import ExtractRecord, ItemRecord, MeetingRecord
from samverka.imports.placeholders import said
from samverka.imports.records import Extraction
from samverka.matters.rules import record_number_key, tidy_record_number
from samverka.meetings.linking import ALIKE, SURE, Subjects, fold, is_procedural, title_likeness
from samverka.meetings.states import Strength

SUBJECT = "subject"
_SHORTEST = 3  # letters of a forum's name that tell it in a title


@dataclass(frozen=True, slots=True)
class Subject:
    """A matter as the document tells of it. `extract` and `item`: what was found to be about the same thing."""

    title: Text
    number: Text | None = None
    date: Found[PartialDate] | None = None
    extract: ExtractRecord | None = None
    item: ItemRecord | None = None
    strength: Strength = Strength.STRONG
    parts: tuple[ItemRecord, ...] = field(default=(), compare=False)


def subjects(extraction: Extraction) -> list[Subject]:
    """In the order of the document, each once."""
    return [*_shared(extraction), *_numbered(extraction)]


def _shared(extraction: Extraction) -> Iterator[Subject]:
    """What an extract of another forum and an item of the document's own meeting are both about."""
    taken: set[int] = set()
    for extract in extraction.extracts:
        found = _same_subject(extract, [each for each in extraction.items if each.position not in taken])
        if found is None or extract.item.title is None:
            continue
        item, strength = found
        taken.add(item.position)
        number = extract.item.record_number or item.record_number
        yield Subject(
            extract.item.title,
            number if said(number) else None,
            extract.meeting.date or _date(extraction.meeting),
            extract,
            item,
            strength,
            (extract.item, item),
        )


def _same_subject(extract: ExtractRecord, items: Sequence[ItemRecord]) -> tuple[ItemRecord, Strength] | None:
    """The item that the extract belongs to. Strong: the titles are nearly the same, or alike where the item names the
    forum the extract is from."""
    title = extract.item.title
    titled = [each for each in items if each.title and not is_procedural(each.title.value)]
    if title is None or not titled:
        return None
    likeness = {each.position: title_likeness(title.value, each.title.value) for each in titled if each.title}
    known = Subjects((each.position, [each.title.value]) for each in titled if each.title)
    shared = dict(known.like(title.value))
    best = max(titled, key=lambda each: (shared.get(each.position, 0.0), likeness[each.position]))
    if best.position not in shared and likeness[best.position] < ALIKE:
        return None
    sure = likeness[best.position] >= SURE or (likeness[best.position] >= ALIKE and _names(best, extract.meeting.forum))
    return best, Strength.STRONG if sure else Strength.LIKELY


def _names(item: ItemRecord, forum: Text | None) -> bool:
    """Whether the item's title or documents name the forum."""
    name = fold(forum.value) if forum else ""
    texts = [item.title, *item.basis]
    return len(name) >= _SHORTEST and any(f" {name} " in f" {fold(text.value)} " for text in texts if text)


def _numbered(extraction: Extraction) -> Iterator[Subject]:
    """What has a record number of its own, by number; a number under several titles is one matter."""
    shared = {record_number_key(each.number.value) for each in _shared(extraction) if each.number}
    seen: set[str] = set(shared)
    own = [(item, extraction.meeting) for item in extraction.items]
    for item, meeting in [*own, *((each.item, each.meeting) for each in extraction.extracts)]:
        number = item.record_number
        if number is None or said(number) is None or not tidy_record_number(number.value):
            continue
        key = record_number_key(number.value)
        if key and key not in seen:
            seen.add(key)
            yield Subject(item.title or number, number, _date(meeting), parts=(item,))


def _date(meeting: MeetingRecord | None) -> Found[PartialDate] | None:
    return meeting.date if meeting else None


def subject_of(item: ItemRecord, found: Sequence[Subject]) -> dict[str, str]:
    """What the part of the meeting says of its matter, beside its record number: the source of the matter's title."""
    return next(({SUBJECT: each.title.raw} for each in found if each.extract is not None and item in each.parts), {})
