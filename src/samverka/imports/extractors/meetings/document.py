"""Minutes or a summons as a whole: the head, the items in their order, and what the end of the document adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samverka.imports.blocks import ReadDocument
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.acts import people_in
from samverka.imports.extractors.meetings.attendance import read_attendance
from samverka.imports.extractors.meetings.breaks import break_in_lines, breaks_told, is_break, read_break
from samverka.imports.extractors.meetings.chairs import chairs_of
from samverka.imports.extractors.meetings.closing import parts_to_items, signed, without_greeting
from samverka.imports.extractors.meetings.coming import next_meeting_in, planned_meetings
from samverka.imports.extractors.meetings.facts import sections_in
from samverka.imports.extractors.meetings.flattened import unflatten
from samverka.imports.extractors.meetings.header import Segment, is_person_line, segments
from samverka.imports.extractors.meetings.item_table import tabulated
from samverka.imports.extractors.meetings.items import read_item
from samverka.imports.extractors.meetings.labels import HEADS_PEOPLE, Label, label_at
from samverka.imports.extractors.meetings.meeting import ONLY_SECTIONS, read_meeting
from samverka.imports.extractors.meetings.names import is_name, is_role
from samverka.imports.extractors.meetings.numbering import Start, starts
from samverka.imports.extractors.meetings.persons import read_people
from samverka.imports.extractors.meetings.pieces import Piece, pieces, without_furniture
from samverka.imports.extractors.meetings.programme import timed_items, times_to_items
from samverka.imports.extractors.meetings.side_by_side import parted
from samverka.imports.extractors.meetings.unnumbered import (
    bulleted,
    chair_who_opens,
    headed,
    opening,
    says_something,
    tabled,
)
from samverka.imports.extractors.meetings.wording import group_type
from samverka.imports.found import Found
from samverka.imports.meeting_records import (
    Attendance,
    BreakRecord,
    ItemRecord,
    ItemType,
    MeetingRecord,
    PersonRecord,
    PlannedMeetingRecord,
)
from samverka.imports.mending import without_marker

_ENDS = frozenset(
    {Label.ATTESTED_BY, Label.ATTESTERS, Label.SECRETARY, Label.CHAIR, Label.CERTIFIED, Label.ATTESTATION}
)
_HEAD_LINES = 10
_CERTIFIES = re.compile(r"(?i)utdrag(?:et)?s?\s?bestyrk\w*(?:\s+av)?\W*")
_OCR_READ = "Numret är läst efter sin plats i ordningen."


@dataclass(frozen=True, slots=True)
class MeetingDocument:
    meeting: MeetingRecord
    people: tuple[PersonRecord, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    breaks: tuple[BreakRecord, ...] = ()
    planned: tuple[PlannedMeetingRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """What a kind of document does its own way. `unnumbered`: items may lack numbers; `bullets`: a bullet may be an
    item; `decides`: what stands without a label may be the decision."""

    summons: bool = False
    unnumbered: bool = False
    bullets: bool = False
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document's pieces; `flat`: its pages were single lines."""

    pieces: tuple[Piece, ...]
    flat: bool


def prepare(document: ReadDocument) -> Prepared:
    cut = unflatten(document)
    flat = cut is not document
    return Prepared(tuple(pieces((cut if flat else parted(tabulated(cut))).blocks)), flat)


def read_meeting_document(context: Context, ready: Prepared, style: Style) -> MeetingDocument:
    """A document of a meeting: where its items begin is found by numbers, times, bullets or headings."""
    everything = list(ready.pieces)
    summons = style.summons
    found = find_items(everything, style)
    head = everything[: found[0].index] if found else everything
    body, tail = _regions(everything, found)
    body = parts_to_items(found, body)
    if body:
        body[-1], closing = without_greeting(body[-1])
        tail = [*closing, *tail]
    paused: list[BreakRecord] = []
    if summons:
        body, paused = _without_breaks(body)
    if summons and found:
        head, body = times_to_items(head, body)
    head_segments = segments([*head, *tail])
    meeting = read_meeting(context, head_segments, head or everything[:20], summons=summons)
    meeting = replace(meeting, chairs=chairs_of(head_segments, *_first_and_last(meeting, found)))
    titles = _contents(head_segments)
    told = [*paused]
    told += [one for piece in head if not piece.furniture for one in breaks_told(piece)]
    items, breaks = _items(context, found, body, style=style, flat=ready.flat, titles=titles, head=head)
    people = _people(head_segments, meeting, found, head, tail, summons=summons)
    if not (summons or style.bullets):
        people += people_in(items, {person.name.value.casefold() for person in people} | _leaders(meeting))
    meeting = _completed(meeting, people, items, everything)
    return MeetingDocument(meeting, tuple(people), tuple(items), (*told, *breaks), tuple(planned_meetings(everything)))


def find_items(everything: Sequence[Piece], style: Style) -> list[Start]:
    """Where the items begin."""
    found = starts(everything, *_stated_sections(everything))
    rows = tabled(everything)
    if len(rows) >= max(2, len(found)) and not any(start.explicit for start in found):
        return rows
    if style.summons and (len(found) < 2 or _is_poor(found)):
        timed = timed_items(everything)
        return timed if len(timed) > len(found) else found
    if not style.unnumbered or (len(found) >= 3 and any(start.explicit for start in found)):
        points = bulleted(everything) if style.unnumbered and style.bullets else []
        return points if len(points) > 2 * len(found) else found
    ways = [found, headed(everything)]
    points = bulleted(everything)
    if style.bullets or len(ways[1]) < 2:
        ways.append(points)
    return max(ways, key=lambda way: (len(way) >= 2 and _is_sure(way, everything), len(way)))


def _is_sure(way: Sequence[Start], everything: Sequence[Piece]) -> bool:
    """Whether starts were found by numbers or real headings, which say more than bullets do."""
    return sum(1 for start in way if start.number is not None or everything[start.index].heading) * 2 > len(way)


def _is_poor(found: Sequence[Start]) -> bool:
    return all(not start.explicit and start.weight <= 1.0 for start in found)


def _without_breaks(body: Sequence[list[Piece]]) -> tuple[list[list[Piece]], list[BreakRecord]]:
    """The items without the breaks that stand among their lines, and the breaks."""
    out: list[list[Piece]] = []
    breaks: list[BreakRecord] = []
    for region in body:
        kept = region
        while found := break_in_lines(kept):
            breaks.append(found[0])
            kept = [*kept[: found[1]], *kept[found[2] + 1 :]]
        out.append(kept)
    return out, breaks


def _stated_sections(everything: Sequence[Piece]) -> tuple[int | None, int | None]:
    for index, piece in enumerate(everything):
        labelled = label_at(piece.text)
        if index < _HEAD_LINES and (only := ONLY_SECTIONS.fullmatch(piece.text)) and (span := sections_in(only["s"])):
            return span
        if labelled and labelled.label is Label.SECTIONS:
            text = labelled.rest or (everything[index + 1].text if index + 1 < len(everything) else "")
            if span := sections_in(text):
                return span
    return None, None


def _regions(everything: Sequence[Piece], found: Sequence[Start]) -> tuple[list[list[Piece]], list[Piece]]:
    """Each item's pieces without page headers; what follows the last item is handed to the head's reader."""
    out: list[list[Piece]] = []
    tail: list[Piece] = []
    for index, start in enumerate(found):
        end = found[index + 1].index if index + 1 < len(found) else len(everything)
        inside = everything[start.index + 1 : end]
        certified = next((at for at in range(len(inside) - 1) if _certifies(inside[at], inside[at + 1])), len(inside))
        tail += inside[certified:]
        region = [everything[start.index], *without_furniture(inside[:certified])]
        cut = _end_of_item(region, last=index + 1 == len(found))
        out.append(region[:cut])
        tail += region[cut:]
    return out, tail


def _certifies(piece: Piece, below: Piece) -> bool:
    """«Utdraget bestyrks» with a name right below ends an extract; alone it stands at the foot of every page."""
    return bool(_CERTIFIES.fullmatch(piece.text)) and is_name(below.text)


def _end_of_item(region: Sequence[Piece], *, last: bool) -> int:
    """Where the signatures begin: «Vid protokollet Maja Berg», «Justeras»."""
    for index, piece in enumerate(region[1:], 1):
        labelled = label_at(piece.text)
        if labelled is None:
            continue
        if labelled.label in _ENDS and (last or labelled.label is not Label.CHAIR):
            following = labelled.rest or (region[index + 1].text if index + 1 < len(region) else "")
            if read_people(following) or not following or (last and label_at(following)):
                return index
        if labelled.label is Label.PLANNED and (not labelled.rest or labelled.colon):
            return index
        if last and labelled.label in HEADS_PEOPLE and (labelled.colon or _people_follow(region, index)):
            return index
    return len(region)


def _people_follow(region: Sequence[Piece], index: int) -> bool:
    """Whether a list of people comes right after a label, perhaps after a second label."""
    following = [piece.text for piece in region[index + 1 : index + 4]]
    return any(is_person_line(text) for text in following)


def _contents(head: Sequence[Segment]) -> dict[int, str]:
    """The titles of a list of contents, by number."""
    out: dict[int, str] = {}
    for segment in head:
        if segment.label is Label.CONTENTS:
            for start in starts(segment.values):
                if start.number and start.rest:
                    out[start.number] = start.rest.strip(" .")
    return out


def _items(
    context: Context, found: Sequence[Start], body: Sequence[list[Piece]], *, style: Style, flat: bool,
    titles: dict[int, str], head: Sequence[Piece],
) -> tuple[list[ItemRecord], list[BreakRecord]]:  # fmt: skip
    items: list[ItemRecord] = []
    breaks: list[BreakRecord] = []
    group = group_type(head) if style.summons else False
    for position, (start, region) in enumerate(zip(found, body, strict=True), 1):
        pauses = [piece for piece in region[1:] if is_break(piece.text)]
        breaks += [pause for piece in pauses if (pause := read_break(piece))]
        kept = [piece for piece in region if piece not in pauses]
        first = region[0]
        note = _OCR_READ if start.read_as else ""
        number = Found(start.number, first.raw, first.place, note) if start.number is not None else None
        rest = start.rest
        plain = not first.heading and first.role is None
        untitled = start.number is None and style.unnumbered and plain and says_something(rest)
        if untitled:
            rest = opening(rest)[1]
        item = read_item(
            context, kept, number=number, rest=rest, position=position, summons=style.summons, flat=flat,
            known_title=titles.get(start.number or 0), titled=not untitled, decides_by_itself=style.decides,
        )  # fmt: skip
        if item.title is None and titles.get(start.number or 0):
            item = replace(item, title=Found(titles[start.number or 0], first.raw, first.place))
        if item.type is None and isinstance(group, ItemType):
            item = replace(item, type=Found(group, first.raw, first.place))
        items.append(item)
        following = group_type(kept[1:])
        if following is not False:
            group = following
    return items, breaks


def _first_and_last(meeting: MeetingRecord, found: Sequence[Start]) -> tuple[int | None, int | None]:
    """The first and last paragraph, as the head says or as they were found."""
    first = meeting.first_section.value if meeting.first_section else (found[0].number if found else None)
    last = meeting.last_section.value if meeting.last_section else (found[-1].number if found else None)
    return first, last


def _people(
    head_segments: Sequence[Segment],
    meeting: MeetingRecord,
    found: Sequence[Start],
    head: Sequence[Piece],
    tail: Sequence[Piece],
    *,
    summons: bool,
) -> list[PersonRecord]:
    first, last = _first_and_last(meeting, found)
    people = read_attendance(head_segments, first, last)
    known = {person.name.value.casefold() for person in people}
    for person in _attesters(head_segments, meeting):
        if person.name.value.casefold() not in known:
            known.add(person.name.value.casefold())
            people.append(person)
    if summons and (author := _author(head, known) or _signed(tail, known)):
        people.append(author)
    return people


def _leaders(meeting: MeetingRecord) -> set[str]:
    named = (meeting.chair, meeting.secretary, *meeting.attesters)
    return {name.value.casefold() for name in named if name}


def _signed(tail: Sequence[Piece], known: set[str]) -> PersonRecord | None:
    """Who signs a summons under its greeting."""
    _, closing = without_greeting([tail[0], *tail]) if tail else ([], [])
    found = signed(closing)
    if found is None or found[0].text.casefold() in known:
        return None
    name, title = found
    role = Found(title.text, title.raw, title.place) if title and is_role(title.text) and len(title.text) < 60 else None
    return PersonRecord(Found(name.text, name.raw, name.place), role=role, attendance=Attendance.AUTHOR)


def _attesters(head_segments: Sequence[Segment], meeting: MeetingRecord) -> list[PersonRecord]:
    parties: dict[str, str] = {}
    for segment in head_segments:
        if segment.label is Label.ATTESTERS:
            parties.update({person.name: person.party for person in read_people(segment.text) if person.party})
    return [
        PersonRecord(
            name=name,
            party=Found(parties[name.value], name.raw, name.place) if name.value in parties else None,
            attendance=Attendance.ATTESTER,
        )
        for name in meeting.attesters
    ]


def _author(head: Sequence[Piece], known: set[str]) -> PersonRecord | None:
    """Who sends a summons: a name alone on one of its first lines, or after «Handläggare»."""
    for piece in head[:8]:
        labelled = label_at(piece.text)
        if labelled and labelled.label is Label.AUTHOR and is_name(labelled.rest.split(",")[0]):
            return PersonRecord(
                Found(labelled.rest.split(",")[0], piece.raw, piece.place), attendance=Attendance.AUTHOR
            )
        if is_name(piece.text) and piece.text.casefold() not in known:
            return PersonRecord(Found(piece.text, piece.raw, piece.place), attendance=Attendance.AUTHOR)
    return None


def _completed(
    meeting: MeetingRecord, people: Sequence[PersonRecord], items: Sequence[ItemRecord], everything: Sequence[Piece]
) -> MeetingRecord:
    """The chair from who opens the meeting, attesters from the item that appoints them, where the head is silent."""
    if not meeting.attesters:
        for item in items[:5]:
            if item.title and re.search(r"(?i)\bval av\b.*\bjuster", item.title.value) and item.decision:
                names = [person.name for person in read_people(item.decision.value)]
                attesters = tuple(Found(name, item.decision.raw, item.decision.place) for name in names[:2])
                meeting = replace(meeting, attesters=attesters)
                break
    if meeting.chair is None:
        for piece in everything:
            if name := chair_who_opens(without_marker(piece.text)):
                meeting = replace(meeting, chair=Found(name, piece.raw, piece.place))
                break
    if meeting.next_date is None:
        date, place = next_meeting_in(everything)
        meeting = replace(meeting, next_date=date, next_place=place)
    return meeting
