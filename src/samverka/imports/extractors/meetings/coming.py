"""Meetings to come: the next one, and lists of planned ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from samverka.foundation.dates.partial import PartialDate
from samverka.foundation.dates.swedish import find_dates
from samverka.imports.extractors.meetings.facts import times_in
from samverka.imports.extractors.meetings.labels import Label, label_at
from samverka.imports.extractors.meetings.meeting import next_meeting
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.found import Found, Text
from samverka.imports.meeting_records import PlannedMeetingRecord
from samverka.imports.mending import without_marker

_YEARLESS = re.compile(
    r"(?i)(?<![\d/-])(\d{1,2})(?::?e)?\s?(?:/\s?(\d{1,2})(?![\d/])|\s(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*(?![a-zåäö])\.?)(?!\s?[-,]?\s?(?:19|20)\d\d)"
)
_NEXT = tolerant(r"(?i)(?:nästa|nästkommande|kommande)\s(?:gemensamma\s)?(?:möte|sammanträde|svom|träff)\b")
_NUMBERED = re.compile(r"^(?:§\s?)?\d{1,3}[.)]?\s+(?=[A-ZÅÄÖ])")


def next_meeting_in(pieces: Sequence[Piece]) -> tuple[Found[PartialDate] | None, Text | None]:
    """The day and place that follow «Nästa möte», on its line or the next ones."""
    for index, piece in enumerate(pieces):
        text = _NUMBERED.sub("", without_marker(piece.text))
        if not _NEXT.match(text):
            continue
        for following in pieces[index : index + 4]:
            date, place = next_meeting(following)
            if date is not None:
                return date, place
    return None, None


_WILL_MEET = tolerant(
    r"(?i)\b(?:sammanträder|möts|träffas|möten (?:hålls|planeras|är|blir)|sammanträden (?:hålls|planeras|är)|sammanträdesdagar\w*)\b"
)
_DAY = re.compile(r"(?i)\b\d{1,2}\s(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b")


def _told(pieces: Sequence[Piece]) -> Iterator[PlannedMeetingRecord]:
    """«Rådet sammanträder den 7 februari, 15 maj och 27 november 2020, kl. 9–12.»: days that share their year."""
    for index, piece in enumerate(pieces):
        if not _WILL_MEET.search(piece.text) or len(piece.text) > 600:
            continue
        text = piece.text
        for below in pieces[index + 1 : index + 4]:
            if below.gap or text.endswith("."):
                break
            text = f"{text} {below.text}"
        told = _WILL_MEET.search(text)
        sentence = re.split(r"(?<!\bkl)\.\s+(?=[A-ZÅÄÖ])", text[told.start() :])[0] if told else ""
        year = re.search(r"(?:19|20)\d\d", sentence)
        if len(_DAY.findall(sentence)) < 2 or year is None:
            continue
        dated = _YEARLESS.sub(lambda found, year=year: f"{found[0].strip()} {year[0]}", sentence)
        times = times_in(dated)
        for match in find_dates(dated):
            if match.value.precision.value == "day":
                yield PlannedMeetingRecord(
                    Found(match.value, match.raw, piece.place),
                    Found(times.start, piece.raw, piece.place) if times and times.start else None,
                    Found(times.end, piece.raw, piece.place) if times and times.end else None,
                )
        return


def planned_meetings(pieces: Sequence[Piece]) -> Iterator[PlannedMeetingRecord]:
    """The days listed after «Kommande möten», «Sammanträdestider 2024»; the year may stand in the heading."""
    for index, piece in enumerate(pieces):
        text = _NUMBERED.sub("", without_marker(piece.text))
        labelled = label_at(text)
        if labelled is None or labelled.label is not Label.PLANNED:
            continue
        year = re.search(r"(?:19|20)\d\d", text)
        lines = [(piece, labelled.rest)] if labelled.rest else []
        lines += [(below, below.text) for below in pieces[index + 1 : index + 40] if not below.furniture]
        yield from _listed(lines, year[0] if year else None)
        return
    yield from _told(pieces)


def _listed(lines: Sequence[tuple[Piece, str]], year: str | None) -> Iterator[PlannedMeetingRecord]:
    begun = False
    for piece, text in lines:
        if year:
            text = _YEARLESS.sub(lambda found: f"{found[0].strip()} {year}", text)
        dates = [match for match in find_dates(text) if match.value.precision.value == "day"]
        if not dates:
            if begun or label_at(text):
                return
            continue
        begun = True
        for position, match in enumerate(dates):
            end = dates[position + 1].start if position + 1 < len(dates) else len(text)
            times = times_in(text[match.end : end])
            yield PlannedMeetingRecord(
                Found(match.value, match.raw, piece.place),
                Found(times.start, piece.raw, piece.place) if times and times.start else None,
                Found(times.end, piece.raw, piece.place) if times and times.end else None,
            )
