"""The meeting itself: forum, day, time, place, chair, secretary, attesters, from the head's labels and first lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from samverka.foundation.dates.partial import PartialDate
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.facts import date_in, mode_of, place_in, sections_in, times_in
from samverka.imports.extractors.meetings.forum_heading import forum_of
from samverka.imports.extractors.meetings.header import Segment
from samverka.imports.extractors.meetings.labels import HEADS_PEOPLE, Label
from samverka.imports.extractors.meetings.names import is_name
from samverka.imports.extractors.meetings.persons import read_people
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.found import Found, Text
from samverka.imports.meeting_records import MeetingMode, MeetingRecord
from samverka.imports.signals import fold

_HELD = tolerant(r"(?i)\b(?:hölls|hålls|höll|äger rum|ägde rum)\b|\bdigital\w*\s\w*(?:möte|sammanträde)t?\b")
_CHAIR = re.compile(r"(?:motes)?(?:ordforande|ordf\.?)(?:\s.*)?")
_SECRETARY = re.compile(r"(?:motes|namnd)?(?:sekreterare|sekr\.?)|protokollforare")
_WEEKDAY_DATE = re.compile(r"(?i)^(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b")
_NAMES_BEFORE_COLON = re.compile(r"(?i)\(?(?:§§?\s*[\d–—, -]+)\)?\s*:?")


def read_meeting(context: Context, found: Sequence[Segment], head: Sequence[Piece], *, summons: bool) -> MeetingRecord:
    """The meeting of a document. `summons`: the first day at the head is the day it was sent, when another is the meeting's."""
    by_label: dict[Label, Segment] = {}
    for segment in found:
        if segment.label and segment.values and segment.label not in by_label:
            by_label[segment.label] = segment
        elif segment.label is Label.ATTESTED_ON and segment.values:  # «Justering …» and then «Justerat den …»
            before = by_label[Label.ATTESTED_ON]
            by_label[Label.ATTESTED_ON] = replace(before, values=[*before.values, *segment.values])
    known = _known_names(found)
    place = _place(by_label) or _place_told(head)
    times = _times(by_label, head)
    date = _date(by_label, head, summons=summons)
    sections = _sections(by_label, head)
    attested_on, attested_at = _attestation(by_label)
    next_date, next_place = _next(by_label)
    mode = mode_of(place.value) if place else None
    said = next((piece for piece in head[:12] if _HELD.search(piece.text) and mode_of(piece.text)), None)
    return MeetingRecord(
        forum=forum_of(context, by_label, head),
        date=date,
        place=place,
        mode=Found(mode, place.raw, place.place) if mode and place else _mode_said(said),
        start_time=times[0],
        end_time=times[1],
        first_section=sections[0],
        last_section=sections[1],
        chair=_one(by_label.get(Label.CHAIR), known) or _by_role(found, _CHAIR),
        secretary=_one(by_label.get(Label.SECRETARY), known) or _by_role(found, _SECRETARY),
        attesters=_attesters(found, known),
        records_office=_short(by_label.get(Label.OFFICE)),
        attested_on=attested_on,
        attested_at=attested_at,
        summoned_on=_summoned(head, date) if summons else None,
        next_date=next_date,
        next_place=next_place,
    )


def _mode_said(piece: Piece | None) -> Found[MeetingMode] | None:
    """«Mötet hölls digitalt»: how it was held, where no place is given."""
    mode = mode_of(piece.text) if piece else None
    return Found(mode, piece.raw, piece.place) if piece and mode else None


def _text(value: str, piece: Piece) -> Text:
    return Found(value, piece.raw, piece.place)


def _known_names(found: Iterable[Segment]) -> list[str]:
    """Names in the lists, longest first, to part names that stand in a row."""
    names = {person.name for segment in found if segment.label in HEADS_PEOPLE for person in read_people(segment.text)}
    return sorted(names, key=len, reverse=True)


def _one(segment: Segment | None, known: Sequence[str]) -> Text | None:
    names = _names(segment, known)
    return names[0] if names else None


def _names(segment: Segment | None, known: Sequence[str]) -> list[Text]:
    if segment is None:
        return []
    return [_text(name, piece) for piece in segment.values for name in _parted(piece.text, known)]


def _parted(text: str, known: Sequence[str]) -> list[str]:
    """The names of a text; where several stand in a row without a mark between, the lists tell where one ends."""
    text = _NAMES_BEFORE_COLON.sub(" ", text)
    out: list[str] = []
    for person in read_people(text, loose=True):
        rest = person.name
        while rest:
            name = next((name for name in known if rest == name or rest.startswith(f"{name} ")), None)
            if name is None:
                if out and len(rest.split()) == 1:
                    break
                out.append(rest)
                break
            out.append(name)
            rest = rest[len(name) :].strip()
    return out


def _by_role(found: Iterable[Segment], role: re.Pattern[str]) -> Text | None:
    """The person whose title in a list is chair, not vice chair; or secretary."""
    for segment in found:
        if segment.label not in HEADS_PEOPLE:
            continue
        for person in read_people(segment.text):
            if person.role and role.fullmatch(fold(person.role)):
                return _text(person.name, segment.values[0])
    return None


def _attesters(found: Iterable[Segment], known: Sequence[str]) -> tuple[Text, ...]:
    out: dict[str, Text] = {}
    for segment in found:
        if segment.label is Label.ATTESTERS:
            for name in _names(segment, known):
                out.setdefault(name.value, name)
    return tuple(out.values())


def _place(by_label: dict[Label, Segment]) -> Text | None:
    for label in (Label.PLACE, Label.PLACE_TIME):
        segment = by_label.get(label)
        if segment is None:
            continue
        kept = [
            piece for piece in segment.values if not read_people(piece.text) and not piece.furniture
        ] or segment.values[:1]
        text = ", ".join(piece.text.strip(" ,") for piece in kept[:3])
        if value := place_in(text):
            return _text(value, kept[0])
    return None


def _place_told(head: Sequence[Piece]) -> Text | None:
    """«Möte den 5 februari 2024 kl. 13.00–15.30, digitalt via Teams»: what stands after the day and time."""
    for piece in head[:12]:
        if len(piece.text) > 200 or date_in(piece.text) is None or times_in(piece.text) is None:
            continue
        found = re.search(r"\d[.:]\d\d\s*,\s+(?P<place>[^,.;]{3,60}(?:,[^,.;]{3,40})?)\.?$", piece.text)
        value = place_in(found["place"]) if found else None
        if value and not is_name(value):
            return _text(re.sub(r"^(?:i|på|vid)\s+", "", value), piece)
    return None


def _times(by_label: dict[Label, Segment], head: Sequence[Piece]) -> tuple[Text | None, Text | None]:
    candidates = [
        by_label[label] for label in (Label.TIME, Label.PLACE_TIME, Label.DATE, Label.PLACE) if label in by_label
    ]
    pieces = [piece for segment in candidates for piece in segment.values]
    pieces += [
        piece for piece in head[:12] if (date_in(piece.text) or _HELD.search(piece.text)) and len(piece.text) < 160
    ]
    for piece in pieces:
        text = piece.text
        if re.fullmatch(r"\d{1,2}\s*[-–]\s*\d{1,2}", text):
            text = f"kl {text}"
        if times := times_in(text):
            return _text(times.start, piece) if times.start else None, _text(times.end, piece) if times.end else None
    return None, None


def _date(by_label: dict[Label, Segment], head: Sequence[Piece], *, summons: bool) -> Found[PartialDate] | None:
    labelled = [
        Found(date[0], date[1], piece.place)
        for label in (Label.DATE, Label.PLACE_TIME, Label.TIME)
        for piece in (by_label[label].values if label in by_label else ())
        if (date := date_in(piece.text))
    ]
    if labelled:
        # a summons is dated before the meeting it calls to
        return max(labelled, key=lambda found: found.value.start) if summons else labelled[0]
    dates = [(date, piece) for piece in head if len(piece.text) < 200 and (date := date_in(piece.text))]
    if summons and len(dates) > 1:
        sent = dates[0][0][0]
        later = [one for one in dates if one[0][0].start > sent.start]
        dates = later or dates
    for date, piece in dates:
        return Found(date[0], date[1], piece.place)
    return None


def _summoned(head: Sequence[Piece], date: Found[PartialDate] | None) -> Found[PartialDate] | None:
    """The other, earlier day at the head of a summons."""
    for piece in head[:20]:
        found = date_in(piece.text)
        if found and date and found[0].start < date.value.start and found[0].is_exact:
            return Found(found[0], found[1], piece.place)
    return None


ONLY_SECTIONS = re.compile(r"(?:\d{4}-\d\d-\d\d\s+)?(?P<s>§+\s*\d{1,3}\s*[-–—]\s*§*\s*\d{1,3})")


def _sections(by_label: dict[Label, Segment], head: Sequence[Piece]) -> tuple[Found[int] | None, Found[int] | None]:
    for piece in by_label[Label.SECTIONS].values if Label.SECTIONS in by_label else ():
        if found := sections_in(piece.text):
            return Found(found[0], piece.raw, piece.place), Found(found[1], piece.raw, piece.place)
    for piece in head[:10]:
        if only := ONLY_SECTIONS.fullmatch(piece.text):
            span = sections_in(only["s"])
            if span and span[0] < span[1]:
                return Found(span[0], piece.raw, piece.place), Found(span[1], piece.raw, piece.place)
    return None, None


def _attestation(by_label: dict[Label, Segment]) -> tuple[Found[PartialDate] | None, Text | None]:
    date: Found[PartialDate] | None = None
    place: Text | None = None
    for label in (Label.ATTESTED_ON, Label.ATTESTATION):
        for piece in by_label[label].values if label in by_label else ():
            if date is None and (found := date_in(piece.text)):
                date = Found(found[0], found[1], piece.place)
            if place is None and label is Label.ATTESTATION and (value := place_in(piece.text)) and not is_name(value):
                place = _text(value, piece)
    return date, place


def _next(by_label: dict[Label, Segment]) -> tuple[Found[PartialDate] | None, Text | None]:
    segment = by_label.get(Label.NEXT)
    if segment is None:
        return None, None
    piece = segment.values[0]
    return next_meeting(piece)


def next_meeting(piece: Piece) -> tuple[Found[PartialDate] | None, Text | None]:
    """The day and place of the next meeting, in a line that tells them."""
    found = date_in(piece.text)
    if found is None:
        return None, None
    after = piece.text.split(found[1])[-1]
    place = place_in(re.split(r"(?<!\bkl)\.\s+(?=[A-ZÅÄÖ])", after)[0])
    place = re.sub(r"(?i)^(?:i|på|vid|via|plats:?)\s+", "", place) if place else None
    return Found(found[0], found[1], piece.place), _text(place, piece) if place and len(place) < 80 else None


def _short(segment: Segment | None) -> Text | None:
    if segment is None:
        return None
    piece = segment.values[0]
    value = re.split(r"\s{2,}|(?<=\w)\.\s", piece.text)[0].strip(" .")
    return _text(value, piece) if len(value) < 120 and not read_people(value) else None
