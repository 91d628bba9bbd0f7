"""A validity text on the bench: its dates, lengths and standing phrases recognised, and what rules have taken.

Every recognised phrase becomes one character of the private use area, so that rules are short patterns over words
and such signs: «2018 -tills vidare» becomes `D - OPEN`. A rule *takes* what it understood; what nobody took is left
for a person. Positions lead back to the text, so that all that is handed on is verbatim.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from samverka.agreements.reading.words import match_duration, match_interval
from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.swedish import match_date

Value = TypeVar("Value")

LONGEST = 3000
"""Characters read; what follows is left unread. An agreement's whole clause is some hundred."""

DATE, LENGTH, OFTEN = "[\ue000-\ue3ff]", "[\ue400-\ue7ff]", "[\ue800-\uebff]"
FROM, TO, OPEN, TAKEN = "\uf000", "\uf001", "\uf002", "\uf003"
_SIGNS = re.compile("[\ue000-\uf8ff]")
_DASHES = re.compile("[‐‑‒–—―−→]")

_PHRASES = (
    (
        OPEN,
        re.compile(
            r"(?:t\.?\s?o\.?\s?m\.?|till|tills)\s?vidare(?:avtal)?|tillsvidare(?:avtal)?|tillsv\."
            r"|t\.\s?v\.?(?![a-zåäö])|t v(?![a-zåäö])|tv\.?(?=\s*(?:$|[,;)]))|"
            r"utan\s(?:tidsbegränsning|slutdatum|bortre\sgräns)|tidsobegränsat|obegränsad\stid|(?:ej"
            r"|inte)\stidsbegränsa[dt]"
        ),
    ),
    (
        FROM,
        re.compile(
            r"från\s(?:och|o)\s?\.?\s?m(?:ed|\.)?(?![a-zåäö])|fr\.?\s?o\.?\s?m\.?(?![a-zåäö])"
            r"|f\.?\s?o\.?\s?m\.?(?![a-zåäö])|from(?![a-zåäö])"
        ),
    ),
    (
        TO,
        re.compile(
            r"till\s(?:och|o)\s?\.?\s?m(?:ed|\.)?(?![a-zåäö])|t\.?\s?o\.?\s?m\.?(?![a-zåäö])|tillsochmed|tillochmed"
        ),
    ),
)
_DAY_OF_SAME_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})\s*(?:-|till|" + r"t\.?\s?o\.?\s?m\.?)\s*")
_SHORT_END_YEAR = re.compile(r"\s?-\s?(\d\d)(?![\d/:.-])")
_TURN_OF_YEAR = re.compile(r"årsskiftet\s?((?:19|20)\d\d)\s?[/-]\s?((?:20)?\d\d)(?!\d)")
_HALF_YEAR_TURN = re.compile(r"halvårsskiftet\s?((?:19|20)\d\d)(?!\d)")
_SLASHED_YEARS = re.compile(r"\s?/\s?((?:20)?\d\d)(?!\d)")
_TWO_COMPACT = re.compile(r"(?<!\d)\d{6}\s?-\s?\d{6}(?!\d)")
_SHORT_ISO = re.compile(r"([0-3]\d)-([01]\d)-([0-3]\d)(?![\d-])")
_AFTER_FROM_OR_TO = re.compile(r"(?:from|fr\.?\s?o\.?\s?m\.?|t\.?\s?o\.?\s?m\.?|och med)\s*(?:den\s)?\Z")
# «2017:612» is a law, «2019/123» a record; «31/2 2024», «31.2 2024», «2024-13-01» are no days, and then no years.
_NO_YEAR_AFTER = re.compile(r"\s?:\s?\d|/\d{3}|-\d{1,2}-\d")
_NO_YEAR_BEFORE = re.compile(r"(?:\A|\D)\d{1,2}\s?[./]\s?\d{1,2}[\s-]{0,2}\Z")
_NO_MONTH_BEFORE = re.compile(r"(?:\A|\D)\d{1,2}\s?\Z")


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it stands in the text. At the turn of a year the day before is an end and the day after a start.

    `is_span`: first and last day are both told, as in `1 januari–31 december 2022`, `2021-23`, `läsåret 2023/24`.
    """

    as_start: PartialDate
    as_end: PartialDate
    is_span: bool = False


class Scan:
    """The working text. `text` has one character for each recognised phrase; `TAKEN` where a rule has taken it."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._dates: list[Written] = []
        self._lengths: list[str] = []
        self._often: list[str] = []
        self._spans: list[tuple[int, int]] = []
        self._left: list[str] = []
        self._tokenise(_normalised(raw[:LONGEST]))
        self.text = "".join(self._left)
        self.kept: set[int] = set()

    # --- recognising -----------------------------------------------------------------------------------------

    def _tokenise(self, text: str) -> None:
        position, fresh = 0, True
        while position < len(text):
            end, sign = self._recognise(text, position) if fresh else (position, "")
            if not sign:
                end, sign = position + 1, text[position]
            if sign == " " and self._left and self._left[-1] == " ":
                self._spans[-1] = (self._spans[-1][0], end)  # one space is enough, and keeps patterns quick
            else:
                self._spans.append((position, end))
                self._left.append(sign)
            # A phrase begins where a word may begin: not inside one, nor after a digit's point or a section sign.
            fresh = end > position + 1 or not (
                sign.isalnum() or sign in "§:/" or (sign == "." and text[position - 1 : position].isdigit())
            )
            position = end

    def _recognise(self, text: str, position: int) -> tuple[int, str]:
        character = text[position]
        if character.isspace() or (not character.isalnum() and character != "/"):
            return position, ""
        if found := self._date(text, position):
            return found
        for sign, pattern in _PHRASES:
            if match := pattern.match(text, position):
                return match.end(), sign
        if often := match_interval(text, position):
            return often[0], self._sign("\ue800", self._often, often[1])
        if length := match_duration(text, position):
            return length[0], self._sign("\ue400", self._lengths, length[1])
        return position, ""

    def _date(self, text: str, position: int) -> tuple[int, str] | None:
        found = _turn(text, position) or _day_before_its_year(text, position) or _plain_date(text, position)
        return (found[0], self._sign("\ue000", self._dates, found[1])) if found else None

    def _sign(self, base: str, values: list[Value], value: Value) -> str:
        if len(values) >= 0x400:
            return "\ufffd"
        values.append(value)
        return chr(ord(base) + len(values) - 1)

    # --- what rules ask --------------------------------------------------------------------------------------

    def date(self, sign: str) -> Written:
        return self._dates[ord(sign) - 0xE000]

    def length(self, sign: str) -> str:
        return self._lengths[ord(sign) - 0xE400]

    def often(self, sign: str) -> str:
        return self._often[ord(sign) - 0xE800]

    def period(self, sign: str) -> str:
        """The period of a sign that is either a length (`ett år`) or how often (`årligen`)."""
        return self.length(sign) if sign < "\ue800" else self.often(sign)

    def take(self, start: int, end: int) -> None:
        """Marks `text[start:end]` as understood."""
        self.text = self.text[:start] + TAKEN * (end - start) + self.text[end:]

    def keep_unread(self, start: int, end: int) -> None:
        """Sets `text[start:end]` aside from all rules, and lists it for a person."""
        self.kept.update(place for place in range(start, end) if self.text[place] != TAKEN)
        self.take(start, end)

    def blank(self, start: int, end: int) -> None:
        """Takes words out of the middle of a statement without cutting it in two."""
        self.text = self.text[:start] + " " * (end - start) + self.text[end:]

    def verbatim(self, start: int, end: int) -> str:
        """The text behind `text[start:end]`, on one line, without the punctuation around it."""
        if start >= end:
            return ""
        words = " ".join(self.raw[self._spans[start][0] : self._spans[end - 1][1]].split())
        return words.strip(" .,;:…-–—")

    def clauses(self) -> Iterator[tuple[int, int]]:
        """The stretches between full stops, semicolons, commas, brackets and taken pieces."""
        for match in re.finditer(rf"[^.,;:()\[\]{TAKEN}]+", self.text):
            yield match.span()

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence around a place: to the full stop, semicolon or bracket on each side."""
        start = max(self.text.rfind(mark, 0, position) for mark in ".;()") + 1
        ends = [at for mark in ".;()" if (at := self.text.find(mark, position)) >= 0]
        return start, min(ends, default=len(self.text))

    def clause(self, position: int) -> tuple[int, int]:
        """As `sentence`, but to the nearest comma too."""
        start, end = self.sentence(position)
        comma = self.text.find(",", position, end)
        return max(start, self.text.rfind(",", start, position) + 1), comma if comma >= 0 else end


def _normalised(raw: str) -> str:
    """Lower case, plain hyphens and spaces, no sign of our own; as long as `raw`."""
    text = "".join(low if len(low := character.lower()) == 1 else character for character in raw)
    text = _SIGNS.sub("\ufffd", text)
    text = _DASHES.sub("-", text)
    return re.sub(r"\s", " ", re.sub(r"\n\s*\n", lambda match: ";" * len(match[0]), text))


def _plain_date(text: str, position: int) -> tuple[int, Written] | None:
    if short := _SHORT_ISO.match(text, position):
        return _short_iso(short)
    found, before = match_date(text, position), text[max(0, position - 12) : position]
    if not found:
        return None
    if re.fullmatch(r"\d{6}", found.raw) and not (_is_one_of_two(text, position) or _AFTER_FROM_OR_TO.search(before)):
        return None
    value = found.value
    match value.precision:
        case Precision.YEAR:
            return None if _NO_YEAR_BEFORE.search(before) else _year(text, found.end, value)
        case Precision.MONTH if not found.raw[0].isdigit() and _NO_MONTH_BEFORE.search(before):
            return None
        case Precision.SCHOOL_YEAR:
            return found.end, Written(value, value, is_span=True)
        case Precision.MONTH if value.start.month != value.end.month:
            first, last = (PartialDate.month(day.year, day.month) for day in (value.start, value.end))
            return found.end, Written(first, last, is_span=True)
        case Precision.DAY if not value.is_exact:
            return found.end, Written(PartialDate.day(value.start), PartialDate.day(value.end), is_span=True)
    return found.end, Written(value, value)


def _short_iso(match: re.Match[str]) -> tuple[int, Written] | None:
    """`25-12-31`."""
    try:
        day = dt.date(2000 + int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return match.end(), _exact(day, day)


def _is_one_of_two(text: str, position: int) -> bool:
    """Six digits may be anything, but `190501-220430` are two days."""
    start = max(0, position - 9)
    return any(
        match.start() + start <= position <= match.end() + start
        for match in _TWO_COMPACT.finditer(text[start : position + 15])
    )


def _year(text: str, end: int, year: PartialDate) -> tuple[int, Written] | None:
    """A year, or two written as one: `2021-23`, `2023/24`."""
    first = year.start.year
    if match := _SHORT_END_YEAR.match(text, end):
        last = first // 100 * 100 + int(match[1])
        return (match.end(), Written(year, PartialDate.year(last), is_span=True)) if last > first else None
    if match := _SLASHED_YEARS.match(text, end):
        last = int(match[1]) if len(match[1]) == 4 else first // 100 * 100 + int(match[1])
        return (match.end(), Written(year, PartialDate.year(last), is_span=True)) if last == first + 1 else None
    return None if _NO_YEAR_AFTER.match(text, end) else (end, Written(year, year))


def _day_before_its_year(text: str, position: int) -> tuple[int, Written] | None:
    """The first day of `1/4–31/12 2022`, whose year stands with the second."""
    match = _DAY_OF_SAME_YEAR.match(text, position)
    later = match_date(text, match.end()) if match else None
    if not match or not later or not later.value.is_exact:
        return None
    try:
        day = dt.date(later.value.start.year, int(match[2]), int(match[1]))
    except ValueError:
        return None
    return (match.end(2), _exact(day, day)) if day <= later.value.start else None


def _turn(text: str, position: int) -> tuple[int, Written] | None:
    """`årsskiftet 2024/25`, `halvårsskiftet 2024`. «årsskiftet 2024» may be either end of the year: no date."""
    if match := _HALF_YEAR_TURN.match(text, position):
        year = int(match[1])
        return match.end(), _exact(dt.date(year, 7, 1), dt.date(year, 6, 30))
    match = _TURN_OF_YEAR.match(text, position)
    if not match or int(match[2]) % 100 != (int(match[1]) + 1) % 100:
        return None
    year = int(match[1])
    return match.end(), _exact(dt.date(year + 1, 1, 1), dt.date(year, 12, 31))


def _exact(start: dt.date, end: dt.date) -> Written:
    return Written(PartialDate.day(start), PartialDate.day(end))
