"""The meetings that a document tells of: its own, those it has extracts of, those it lists as planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.swedish import in_words
from samverka.imports.blocks import Place
from samverka.imports.fields import ReadField
from samverka.imports.found import Found, Text
from samverka.imports.likeness import name_key
from samverka.imports.meeting_records import ExtractRecord, ItemRecord, MeetingRecord, PersonRecord
from samverka.imports.placeholders import said
from samverka.imports.records import DocumentKind, Extraction
from samverka.imports.targets.base import Read, date_field, list_field, text_field
from samverka.imports.targets.meetings import content
from samverka.imports.targets.subjects import Subject, subject_of, subjects
from samverka.meetings.parts import Section, item_name, paragraph_name, part_names, person_name

SUMMONSES = (DocumentKind.AGENDA, DocumentKind.PACKET)
RECORDS = (DocumentKind.MINUTES, DocumentKind.NOTES, DocumentKind.MEETING_PAGE, DocumentKind.DECISION_SUMMARY)
MOST_OF_RAW = 300  # of a list run together in one line, what stands at a person's name


def read_meetings(extraction: Extraction) -> Iterator[Read]:
    known = subjects(extraction)
    if extraction.kind in (*SUMMONSES, *RECORDS) and (extraction.meeting or extraction.items):
        yield _own(extraction, known)
    for extracts in _by_meeting(extraction.extracts):
        yield _of_extracts(extracts, known)
    yield from _planned(extraction)


def _own(extraction: Extraction, known: Sequence[Subject]) -> Read:
    meeting = extraction.meeting or MeetingRecord()
    date = meeting.date or (extraction.document.date if extraction.kind in RECORDS else None)
    forum = meeting.forum or extraction.document.forum
    fields = list(_facts(meeting, forum, date))
    if extraction.kind is DocumentKind.MINUTES or extraction.kind is DocumentKind.NOTES:
        fields.append(_record_kind(extraction.kind, fields[0].place))
    if extraction.kind in RECORDS:
        fields += _attendance(extraction.people)
        fields += _paragraphs([(item, None) for item in extraction.items], known)
    else:
        fields += _agenda(extraction, known)
    return Read(_label(forum, date), tuple(fields))


def _by_meeting(extracts: Iterable[ExtractRecord]) -> Iterable[list[ExtractRecord]]:
    """Extracts from one meeting belong together."""
    found: dict[tuple[str, str], list[ExtractRecord]] = {}
    for number, extract in enumerate(extracts):
        forum, date = extract.meeting.forum, extract.meeting.date
        known = (name_key(forum.value), date.value.iso()) if forum and date else (str(number), "")
        found.setdefault(known, []).append(extract)
    return found.values()


def _of_extracts(extracts: Sequence[ExtractRecord], known: Sequence[Subject]) -> Read:
    first = extracts[0].meeting
    fields = list(_facts(first, first.forum, first.date))
    fields += _paragraphs([(each.item, each.certified_by) for each in extracts], known)
    return Read(_label(first.forum, first.date), tuple(fields))


def _planned(extraction: Extraction) -> Iterator[Read]:
    """Listed days; the meeting that the document itself is of says more than the list does."""
    meeting = extraction.meeting or MeetingRecord()
    forum = meeting.forum or extraction.document.forum
    seen = {meeting.date.value} if meeting.date else set()
    for each in extraction.planned_meetings:
        if forum and each.date.value not in seen:
            seen.add(each.date.value)
            fields = [
                *_when(forum, each.date),
                *text_field("start_time", _("Börjar kl."), each.start_time),
                *text_field("end_time", _("Slutar kl."), each.end_time),
            ]
            yield Read(_label(forum, each.date), tuple(fields))


def _label(forum: Text | None, date: Found[PartialDate] | None) -> str:
    said = [forum.value if forum else _("Möte"), in_words(date.value) if date else _("utan datum")]
    return " ".join(said)


def _facts(meeting: MeetingRecord, forum: Text | None, date: Found[PartialDate] | None) -> Iterator[ReadField]:
    yield from _when(forum, date)
    for name, label, found in (
        ("start_time", _("Börjar kl."), meeting.start_time),
        ("end_time", _("Slutar kl."), meeting.end_time),
        ("place", _("Plats"), meeting.place),
        ("mode", _("Hur man möts"), meeting.mode),
        ("chair", _("Ordförande"), meeting.chair),
        ("secretary", _("Sekreterare"), meeting.secretary),
        ("first_section", _("Första §"), meeting.first_section),
        ("last_section", _("Sista §"), meeting.last_section),
    ):
        if said(found) is not None:
            yield from text_field(name, label, found)
    yield from list_field("attesters", _("Justerare"), [each for each in meeting.attesters if said(each)])
    yield from text_field("records_office", _("Protokollet förvaras hos"), meeting.records_office)
    yield from date_field("summoned_on", _("Kallelsen skickad"), meeting.summoned_on)
    yield from date_field("attested_on", _("Justerat den"), meeting.attested_on)
    yield from text_field("attestation_text", _("Om justeringen, ordagrant"), _verbatim(meeting.attested_at))
    yield from date_field("next_meeting", _("Nästa möte"), meeting.next_date)
    yield from text_field("next_meeting_text", _("Nästa möte, ordagrant"), _verbatim(meeting.next_place))


def _when(forum: Text | None, date: Found[PartialDate] | None) -> Iterator[ReadField]:
    """What tells the meeting from others; asked for where the document does not say it."""
    known = [forum] if forum and said(forum) else []
    yield from list_field("forums", _("Forum"), known) if known else [_unsaid("forums", _("Forum"), [])]
    yield from date_field("when", _("Dag"), date) if date else [_unsaid("when", _("Dag"), {})]


def _unsaid(name: str, label: str, value: Any) -> ReadField:
    return ReadField(name=name, label=label, raw="", value=value)


def _verbatim(found: Text | None) -> Text | None:
    return Found(found.raw, found.raw, found.place, found.note) if found else None


def _record_kind(kind: DocumentKind, place: Place) -> ReadField:
    value = "notes" if kind is DocumentKind.NOTES else "minutes"
    return ReadField(
        name="record_kind", label=_("Vad som skrivs"), raw="", value=value, page=place.page, line=place.line
    )


def _attendance(people: Sequence[PersonRecord]) -> Iterator[ReadField]:
    there = [each for each in people if each.attendance in content.CAPACITIES and said(each.name)]
    several = sum(map(content.is_chair, there)) > 1
    values: list[tuple[dict[str, Any], PersonRecord]] = []
    for each in there:
        value = content.person(each, several_chairs=several)
        if not any(value == other for other, _each in values):
            values.append((value, each))
    called = part_names(Section.ATTENDANCE, (person_name(value["name"]) for value, _each in values))
    for name, (value, each) in zip(called, values, strict=True):
        yield ReadField(
            name=name, label=_("Närvaro: %(name)s") % {"name": value["name"]}, raw=_at_name(each, there), value=value,
            page=each.name.place.page, line=each.name.place.line, note=each.name.note,
        )  # fmt: skip


def _at_name(person: PersonRecord, people: Sequence[PersonRecord]) -> str:
    """What stands at the person's name: of a list run together, as far as the next name of it."""
    raw = person.name.raw
    start = raw.find(person.name.value)
    if start < 0:
        return raw[:MOST_OF_RAW]
    others = (raw.find(each.name.value, start + 1) for each in people if each.name.raw == raw and each is not person)
    end = min((place for place in others if place > start), default=len(raw))
    if end == len(raw) and start == 0:
        return raw[:MOST_OF_RAW]
    return raw[start:end].strip(" ,;")[:MOST_OF_RAW]


def _paragraphs(items: Sequence[tuple[ItemRecord, Text | None]], known: Sequence[Subject]) -> Iterator[ReadField]:
    values = [(content.paragraph(item, certified) | subject_of(item, known), item) for item, certified in items]
    values = [(value, item) for value, item in values if value.keys() - {"item_kind", "status"}]
    called = part_names(
        Section.PARAGRAPHS, (paragraph_name(value.get("number"), value.get("title", "")) for value, _item in values)
    )
    for name, (value, item) in zip(called, values, strict=True):
        place = f"§ {value['number']} " if "number" in value else _("Punkt: ")
        yield _part(name, f"{place}{value.get('title', '')}".strip(), item, value)


def _agenda(extraction: Extraction, known: Sequence[Subject]) -> Iterator[ReadField]:
    values = [
        (content.agenda_item(item) | subject_of(item, known), item.place, _raw(item)) for item in extraction.items
    ]
    values += [(content.pause(each), each.start_time.place, each.start_time.raw) for each in extraction.breaks]
    values = [each for each in values if each[0].keys() - {"item_kind"}]
    values.sort(key=lambda each: (each[1].page or 0, each[1].line or 0))
    called = part_names(
        Section.AGENDA, (item_name(value.get("number"), value.get("title", "")) for value, *_at in values)
    )
    for name, (value, place, raw) in zip(called, values, strict=True):
        number = _("Punkt %(number)s") % {"number": value["number"]} if "number" in value else _("Punkt")
        label = f"{number} {value.get('title', '')}" if not value.get("is_break") else value["title"]
        yield ReadField(name=name, label=label.strip(), raw=raw, value=value, page=place.page, line=place.line)


def _part(name: str, label: str, item: ItemRecord, value: dict[str, Any]) -> ReadField:
    note = item.number.note if item.number else ""
    return ReadField(
        name=name, label=label, raw=_raw(item), value=value, page=item.place.page, line=item.place.line, note=note
    )


def _raw(item: ItemRecord) -> str:
    """The source of the item's texts in their order, each once; a text that stands within another is part of it."""
    found = [
        item.number, item.title, *item.presenters, item.record_number, item.summary, item.proposal, *(text for _head, text in item.remarks),
        item.decision, *(point.text for point in item.points), *item.basis, item.time,
    ]  # fmt: skip
    given = [each for each in found if each is not None and each.raw]
    kept: list[tuple[int, int, int, str]] = []
    for order, each in enumerate(given):
        if any(
            each.raw in other.raw and (each.raw != other.raw or n < order)
            for n, other in enumerate(given)
            if n != order
        ):
            continue
        kept.append((each.place.page or 0, each.place.line or 0, order, each.raw))
    return "\n".join(raw for *_at, raw in sorted(kept))
