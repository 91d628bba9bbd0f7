"""Dates in Swedish text: found, read and written.

Reading never guesses: a text that is not one of the forms below is no date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverka.foundation.dates.partial import PartialDate, Precision

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT = ("jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")

_MONTH = (
    r"(?P<{0}>jan(?:uari|\.)?|feb(?:ruari|r\.?|\.)?|mar(?:s|\.)?|apr(?:il|\.)?|maj\.?|juni?\.?|juli?\.?|"
    r"aug(?:usti|\.)?|sep(?:tember|t\.?|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_DASH = r"\s?[-‐‑–—]\s?"

# Longest forms first: the scanner takes the first that matches at a place.
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", rf"{_YEAR.format('y')}(?P<sep>[-‐‑–./])(?P<m>\d\d)(?:(?P=sep)|[-‐‑–.])(?P<d>\d\d)(?!\d)"),
        ("basic", rf"{_YEAR.format('y')}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)"),
        ("spring_day", rf"(?P<d>\d{{1,2}})(?:[-–—](?P<d2>\d{{1,2}}))?\s?/\s?(?P<m>\d{{1,2}})[\s,-]\s?{_YEAR.format('y')}(?!\d)"),
        ("short_year", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})\s?-\s?(?P<yy>\d\d)(?![\d/])"),
        ("dotted", rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR.format('y')}(?!\d)"),
        ("across", rf"(?P<d>\d{{1,2}})\s{_MONTH.format('mon')}{_DASH}(?P<d2>\d{{1,2}})\s{_MONTH.format('mon2')}\s{_YEAR.format('y')}(?!\d)"),
        ("words", rf"(?:den\s)?(?P<d>\d{{1,2}})(?:[-–—](?P<d2>\d{{1,2}}))?(?::?e)?\s{_MONTH.format('mon')},?\s{_YEAR.format('y')}(?!\d)"),
        ("school_year", rf"läsår(?:et|en)?\s?{_YEAR.format('y')}\s?[-/–]\s?(?P<y2>(?:20)?\d\d)(?!\d)"),
        ("season", rf"(?P<season>våren|vår|vt\.?|vårterminen|hösten|höst|ht\.?|höstterminen)\s?-?\s?{_YEAR.format('y')}(?!\d)"),
        ("short_season", r"(?P<season>vt|ht)\s?-?\s?(?P<yy>\d\d)(?!\d)"),
        ("months", rf"{_MONTH.format('mon')}(?:\s?[-‐‑–—/]\s?){_MONTH.format('mon2')}\s{_YEAR.format('y')}(?![\d/])"),
        ("quarter", rf"(?:kvartal\s(?P<q>[1-4])|q(?P<q2>[1-4]))[,\s]\s?{_YEAR.format('y')}(?!\d)"),
        ("month", rf"{_MONTH.format('mon')}(?:\smånad)?,?\s{_YEAR.format('y')}(?![\d/])"),
        ("iso_month", rf"{_YEAR.format('y')}-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
        ("compact", r"(?P<yy>[012]\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)"),
        ("year", rf"{_YEAR.format('y')}(?!\d)"),
    )
)  # fmt: skip
_CANDIDATE = re.compile(r"(?<![\w/.:§])(?=\d|[a-zåäö])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date found in a text: `text[start:end] == raw`."""

    start: int
    end: int
    raw: str
    value: PartialDate


def month_number(word: str) -> int:
    """`okt.`, `Oktober`, `oktober` → 10. Raises `ValueError` for other words."""
    head = word.casefold()[:3]
    for number, name in enumerate(MONTHS, 1):
        if name.startswith(head):
            return number
    raise ValueError(f"not a month: {word!r}")


def _value(form: str, found: re.Match[str]) -> PartialDate | None:
    """The date of one match, or None when the calendar has no such day."""
    group = found.groupdict()
    year = int(group["y"]) if group.get("y") else 2000 + int(group["yy"])
    try:
        match form:
            case "year":
                return PartialDate.year(year)
            case "season" | "short_season":
                spring = group["season"].casefold().startswith("v")
                return PartialDate.spring(year) if spring else PartialDate.autumn(year)
            case "school_year":
                follows = int(group["y2"]) % 100 == (year + 1) % 100
                return PartialDate.school_year(year) if follows else None
            case "month":
                return PartialDate.month(year, month_number(group["mon"]))
            case "months":
                return PartialDate.months(year, month_number(group["mon"]), month_number(group["mon2"]))
            case "quarter":
                last = 3 * int(group["q"] or group["q2"])
                return PartialDate.months(year, last - 2, last)
            case "iso_month":
                return PartialDate.month(year, int(group["m"]))
            case _:
                month = month_number(group["mon"]) if group.get("mon") else int(group["m"])
                first = dt.date(year, month, int(group["d"]))
                last_month = month_number(group["mon2"]) if group.get("mon2") else month
                return PartialDate.span(
                    first, dt.date(year, last_month, int(group["d2"])) if group.get("d2") else first
                )
    except ValueError:
        return None


def match_date(text: str, position: int = 0) -> DateMatch | None:
    """The date that begins exactly at `position`, or None."""
    for form, pattern in _FORMS:
        found = pattern.match(text, position)
        if found and (value := _value(form, found)):
            end = found.end()
            return DateMatch(position, end, text[position:end], value)
    return None


def find_dates(text: str, *, compact: bool = False) -> Iterator[DateMatch]:
    """Every date in `text`, left to right, not overlapping.

    A bare six-digit number (`190430`) is only a date when `compact` is asked for: it may be anything.
    """
    position = 0
    while candidate := _CANDIDATE.search(text, position):
        found = match_date(text, candidate.start())
        if found and (compact or not re.fullmatch(r"\d{6}", found.raw)):
            yield found
            position = found.end
        else:
            position = candidate.start() + 1


def parse_date(text: str) -> PartialDate | None:
    """The date that `text` as a whole is, or None: `3/6 2024`, `okt. 2024`, `hösten 2024`, `2024`."""
    stripped = text.strip()
    found = match_date(stripped)
    return found.value if found and stripped[found.end :].strip(" .") == "" else None


def in_words(date: PartialDate) -> str:
    """`3 juni 2024`, `16–17 april 2024`, `oktober 2024`, `hösten 2024`, `2024`, `läsåret 2023/2024`."""
    start, end = date.start, date.end
    match date.precision:
        case Precision.YEAR:
            return str(start.year)
        case Precision.SEASON:
            return f"{'våren' if start.month == 1 else 'hösten'} {start.year}"
        case Precision.SCHOOL_YEAR:
            return f"läsåret {start.year}/{end.year}"
        case Precision.MONTH:
            first = f"{MONTHS[start.month - 1]}–" if start.month != end.month else ""
            return f"{first}{MONTHS[end.month - 1]} {end.year}"
    if start == end:
        return day_in_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_in_words(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{day_in_words(end)}"
    return f"{day_in_words(start)}–{day_in_words(end)}"


def day_in_words(day: dt.date, *, short: bool = False) -> str:
    """`3 juni 2024`; short: `31 dec. 2024`."""
    return f"{day.day} {(_SHORT if short else MONTHS)[day.month - 1]} {day.year}"


def clock(time: dt.time) -> str:
    """`12.30`."""
    return f"{time:%H.%M}"


def distance_in_words(day: dt.date, on: dt.date) -> str:
    """How far `day` is from `on`: `i dag`, `i morgon`, `om 12 dagar`, `om 7 månader`, `för 34 dagar sedan`."""
    days = (day - on).days
    if days in (-1, 0, 1):
        return ("i går", "i dag", "i morgon")[days + 1]
    count = abs(days)
    if count < 60:
        amount = f"{count} dagar"
    elif count < 730:
        amount = f"{round(count / 30.44)} månader"
    else:
        amount = f"{round(count / 365.25)} år"
    return f"om {amount}" if days > 0 else f"för {amount} sedan"
