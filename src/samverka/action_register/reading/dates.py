"""The dates of a cell, in groups: `2023 och 23/2 2024` is one group of two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.swedish import match_date, parse_date

_CANDIDATE = re.compile(
    r"(?<![\w/.:§-])(?=\d|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|vår|höst|vt|ht|läsår|den\s\d|kvartal|q\d)",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s?(?:,\s?(?:och|samt)\b|,|och\b|samt\b|&)\s?(?=\S)", re.IGNORECASE)
# A date that borrows its year from the next in the group: `3/6 och 11/10 2024`, `feb och okt 2024`.
_YEARLESS = re.compile(
    r"(?:\d{1,2}(?:[-–]\d{1,2})?/\d{1,2}|(?:\d{1,2}(?:[-–]\d{1,2})?\s)?"
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?)"
    r"|våren|vår|hösten|höst)(?=\s?(?:,|och|samt|&))",
    re.IGNORECASE,
)
# What follows a number that is not a date after all: a span of years, `2024 års`, `SOU 2023:5`, a sum of money.
_NO_DATE_AFTER = re.compile(
    r"\s?[-–]\s?(?:19|20)\d\d(?!\d)|\s?-?års\b|:\d|/\d|,\d|\s?(?:kr|tkr|mkr|kronor|procent|%|st)(?!\w)", re.IGNORECASE
)
_DASH = re.compile(r"\s?[-–—]\s?")
_NO_DATE_BEFORE = re.compile(
    r"(?:SOU|SFS|HSLF-FS|SOSFS|dnr|diarienr|diarienummer|nr|tel|tfn|telefon|lag|lagen|prop)[\s.:(]*\Z", re.IGNORECASE
)
MAX_DATES = 12
"""More dates than this in one group is no list of meetings."""


@dataclass(frozen=True, slots=True)
class DateGroup:
    """Dates before one action: `text[start:end]`. A `span` runs from one date to another (`1/1 2023 – 31/12 2024`);
    years alone (`2021-2023`) are a span without `dates`, since no meeting is meant."""

    start: int
    end: int
    dates: tuple[PartialDate, ...]
    span: tuple[PartialDate, PartialDate] | None = None

    @property
    def is_year_only(self) -> bool:
        return all(date.precision is Precision.YEAR for date in self.dates) and not self.span


def date_groups(text: str) -> Iterator[DateGroup]:
    """Every group, left to right. Six digits in a row (`190430`) are a date only where a date would end what is
    said (`Klart 190430`); elsewhere they may be anything."""
    position = 0
    while candidate := _CANDIDATE.search(text, position):
        start = candidate.start()
        if group := _group_at(text, start):
            yield group
            position = group.end
        else:
            position = start + 1


def _group_at(text: str, start: int) -> DateGroup | None:
    if _NO_DATE_BEFORE.search(text, max(0, start - 20), start):
        return None
    if span := _span_at(text, start):
        return span
    dates: list[PartialDate] = []
    waiting: list[str] = []
    at = end = start
    while len(dates) + len(waiting) < MAX_DATES:
        if found := _date_at(text, at):
            value, at = found
            dates += [date for raw in waiting if (date := parse_date(f"{raw} {value.start.year}"))]
            dates.append(value)
            waiting = []
            end = at
        elif yearless := _YEARLESS.match(text, at):
            waiting.append(yearless.group())
            at = yearless.end()
        else:
            break
        join = _JOIN.match(text, at)
        if not join:
            break
        at = join.end()
    return DateGroup(start, end, tuple(dates)) if dates else None


def _span_at(text: str, start: int) -> DateGroup | None:
    first = match_date(text, start)
    dash = _DASH.match(text, first.end) if first else None
    last = match_date(text, dash.end()) if dash else None
    if (
        not first
        or not last
        or last.value.start <= first.value.start
        or last.value.precision is not first.value.precision
    ):
        return None
    match first.value.precision:
        case Precision.DAY:
            dates = (PartialDate.span(first.value.start, last.value.end),)
            return DateGroup(start, last.end, dates, (first.value, last.value))
        case Precision.YEAR if not _NO_DATE_AFTER.match(text, last.end):
            return DateGroup(start, last.end, (), (first.value, last.value))
    return None


def _date_at(text: str, at: int) -> tuple[PartialDate, int] | None:
    found = match_date(text, at)
    if not found or _NO_DATE_AFTER.match(text, found.end) or re.match(r"\w", text[found.end : found.end + 1]):
        return None
    if re.fullmatch(r"\d{6}", found.raw) and not _ends_what_is_said(text, at, found.end):
        return None
    return found.value, found.end


def _ends_what_is_said(text: str, start: int, end: int) -> bool:
    """After a word, and at the end of a sentence or before a dash, a colon or a §."""
    after_word = start == 0 or re.search(r"[^\W\d]\.?\s\Z", text[max(0, start - 3) : start])
    return bool(after_word and re.match(r"\s?(?:\Z|[.;!?)\n§]|[-–—:](?!\d))|,\s", text[end:]))
