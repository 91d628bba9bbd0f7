"""Times, places, days and sections as they are written at the head of minutes and summons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.foundation.dates.partial import PartialDate
from samverka.foundation.dates.swedish import find_dates
from samverka.imports.meeting_records import MeetingMode

_CLOCK = r"(?:[01]?\d|2[0-4])"
_TIME = rf"{_CLOCK}[.:][0-5]\d"
_SPAN = re.compile(
    rf"(?i)(?:(?:kl(?:ockan)?\.?|tid)\s*:?\s*)?(?:ca\.?\s*)?(?P<a>{_TIME})\s*(?:[-–—]+|till|t\.o\.m\.|och)\s*(?:kl\.?\s*)?(?:ca\.?\s*)?(?P<b>{_TIME}|{_CLOCK}(?![\d.:/-]))"
)
_HOURS = re.compile(
    rf"(?i)(?:kl(?:ockan)?\.?\s*(?:ca\.?\s*)?)(?P<a>{_CLOCK})\s*[-–—]\s*(?:kl\.?\s*)?(?P<b>{_CLOCK}(?:[.:][0-5]\d)?)(?![\d:/]|\.\d)"
)
_ONE = re.compile(
    rf"(?i)(?:kl(?:ockan)?\.?\s*:?\s*)(?:ca\.?\s*)?(?P<a>{_CLOCK}(?:[.:][0-5]\d)?)(?![\d:/])|(?<![\d.:/-])(?P<c>{_TIME})(?![\d:/-]|\.\d)"
)
_WEEKDAY = re.compile(r"(?i)\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?:s)?\b(?:\s+den)?|\bden\b(?=\s*$)")
_REST = re.compile(r"(?i)\b(?:kl(?:ockan)?\.?|tid|datum|den|dag|ca)\b\.?\s*:?")
_AWAY = re.compile(r"(?i)[,;]?\s*\(?(?:ajournering|paus|lunch|förmöte|gruppmöte)\w*\b.*$")
_DIGITAL = re.compile(
    r"(?i)\b(?:digital\w*|teams|zoom|skype|videomöte|webbmöte|distans\w*|på länk|via länk|länk|webex|online|telefonmöte)\b"
)
_ALSO = re.compile(r"(?i)\b(?:samt|och|eller|hybrid\w*|även|&|/)\b|/|,|\(")
_PLACE_WORD = re.compile(
    r"(?i)\b(?:hus|huset|sal|salen|rum|rummet|lokal|lokalen|plan|våning\w*|kommunhus\w*|stadshus\w*|rådhus\w*|skola\w*|aula\w*|hotell\w*|konferens\w*|center|centrum|gatan|vägen|sjukhus\w*|kontor\w*|\w+salen|\w+huset|\w+gården|\w+rummet)\b"
)


@dataclass(frozen=True, slots=True)
class Times:
    start: str | None
    end: str | None
    raw: str


def clock(text: str) -> str:
    """«9.05», «9» → «09:05», «09:00»."""
    hours, _, minutes = text.replace(".", ":").partition(":")
    return f"{int(hours):02d}:{int(minutes or 0):02d}"


def times_in(text: str) -> Times | None:
    """The first span of time in a text, else the first time."""
    text = _blank_dates(text)
    for pattern in (_SPAN, _HOURS):
        if found := pattern.search(text):
            return Times(clock(found["a"]), clock(found["b"]), found[0])
    if found := _ONE.search(text):
        return Times(clock(found["a"] or found["c"]), None, found[0])
    return None


def _blank_dates(text: str) -> str:
    """Dates taken out, so that «2023.05.26» is no time; the length stays."""
    for found in find_dates(text):
        if found.value.is_exact or "-" in found.raw:
            text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return text


def date_in(text: str) -> tuple[PartialDate, str] | None:
    """The first day (or days) in a text, and how it is written; a bare year or month is no day of a meeting."""
    for found in find_dates(text):
        if found.value.precision.value == "day":
            return found.value, found.raw
    return None


def place_in(text: str) -> str | None:
    """What is left of «Plats och tid» when day and time are taken away."""
    for found in reversed(list(find_dates(text))):
        if found.value.precision.value == "day":
            text = text[: found.start] + " " + text[found.end :]
    text = _AWAY.sub("", text)
    for pattern in (_SPAN, _HOURS, _ONE):
        text = pattern.sub(" ", text)
    text = _REST.sub(" ", _WEEKDAY.sub(" ", text))
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;.])", r"\1", text)
    text = re.sub(r"([,;])(?:\s*[,;])+", r"\1", text).strip(" ,;.:–-")
    return text if re.search(r"[^\W\d_]{2}", text) else None


def mode_of(place: str) -> MeetingMode | None:
    """How a meeting was held, where its place says so; an ordinary place says nothing of it."""
    if re.search(r"(?i)\bhybrid", place):
        return MeetingMode.HYBRID
    if not _DIGITAL.search(place):
        return None
    rest = _DIGITAL.sub("", place)
    if _ALSO.search(place) and re.search(
        r"[A-ZÅÄÖ][a-zåäö]{3}", re.sub(r"(?i)\b(?:möte|microsoft|via|meeting|samt|rum|på)\b", "", rest)
    ):
        return MeetingMode.HYBRID
    return MeetingMode.HYBRID if _PLACE_WORD.search(rest) else MeetingMode.DIGITAL


_SECTIONS = re.compile(
    r"(?:§+|\b(?:paragraf\w*|nr))?\s*(?P<a>\d{1,4})\s*§?\s*(?:[-–—]+|till(?: och med)?|t\.o\.m\.)\s*§*\s*(?P<b>\d{1,4})"
)


def sections_in(text: str) -> tuple[int, int] | None:
    """The first and last paragraph of «§§ 16–28», «paragraferna 1-4», or of a single «§ 5»."""
    if found := _SECTIONS.search(text):
        first, last = int(found["a"]), int(found["b"])
        return (first, last) if first <= last else None
    single = re.search(r"§+\s*(\d{1,4})", text)
    return (int(single[1]), int(single[1])) if single else None
