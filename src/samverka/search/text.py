"""A text as terms, the same way when it is indexed, asked for and shown. No Django in here.

A word's term is its stem (Snowball's Swedish). Dates, § and record numbers are terms of their own, so that "26/5 2023" and
"26 maj 2023" are the same. A change in what terms a text gives must raise `ANALYSER`: the index is then built anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from snowballstemmer import stemmer

from samverka.foundation.dates.partial import PartialDate, Precision
from samverka.foundation.dates.swedish import match_date
from samverka.matters.rules import record_number_key
from samverka.search.swedish import canonical

ANALYSER = 1
LONGEST = 60  # signs of a term: no Swedish word is longer
MOST_DAYS, MOST_SECTIONS = 31, 400
LOST = "\x02~§"
"""Begins the terms of § that a picture's reading has lost the sign of."""
SEEN = "\x02o"

WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"(?<=[a-zåäö])[-\u00ad\u2010]\n(?=[a-zåäö])")
_SECTION = re.compile(
    r"§{1,2}\s{0,2}(?P<first>\d{1,4})(?:\s?[-–—]\s?(?P<last>\d{1,4}))?|(?<![\d§/.–-])(?P<before>\d{1,4})\s?§(?!\s?\d)"
)
# In a picture the sign is read as 8, S or $; only where a paragraph may begin.
_LOST_SECTION = re.compile(r"(?:^|\n)\s*[8S$]\s{0,2}(?P<number>\d{1,3})\b(?![.,:/]\d)")
_DATE_START = re.compile(
    r"(?<![\w/.:§])(?=\d|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö.]{0,7}[\s.])", re.IGNORECASE
)
_RECORD_NUMBER = re.compile(
    r"(?<![\w/])(?:(?i:dnr|diarienr|diarienummer)[.:]?\s*(?P<told>[A-ZÅÄÖa-zåäö]{0,8}[\s/:-]?\d[\d/:\s-]{0,16}\d)|"
    r"(?P<plain>[A-ZÅÄÖ]{1,8}[\s/]{0,2}\d{1,6}[/:-]\d{1,6}(?:[/:-]\d{1,6})?))(?![\w/])"
)
_SMALL = """
och i att det som på de av för med den till en om är ett vid från har inte kan ska skall samt eller men så hos under över där dem dess
detta dessa denna vara var blir bli han hon vi ni du jag man sig sin sitt sina när hur vad vilka vilken efter ut upp då än ej the of
"""
STOP_WORDS = frozenset(_SMALL.split())
_ENGINE: Any = stemmer("swedish")


@dataclass(frozen=True, slots=True)
class Token:
    """A term with its place in the text: `text[start:end]`. `word` is the folded word, empty for dates and numbers."""

    start: int
    end: int
    term: str
    word: str = ""


def fold(word: str) -> str:
    """Lower case; å ä ö kept, other accents dropped."""
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(sign if sign in "åäö" else unicodedata.normalize("NFD", sign)[0] for sign in word)


def stem(word: str) -> str:
    """The term of a folded word."""
    found = word if word.isdigit() else canonical(str(_ENGINE.stemWord(word)))
    return found[:LONGEST]


@lru_cache(maxsize=60_000)
def _analysed(word: str) -> tuple[str, str]:
    folded = fold(word)
    return folded, stem(folded)


def unbroken(text: str) -> str:
    """The text as it is kept: words divided over lines are whole again, and no sign that a database refuses."""
    return _HYPHENATED.sub("", unicodedata.normalize("NFC", text).replace("\x00", ""))


def words(text: str) -> Iterator[Token]:
    """Every word, stop words too."""
    for found in WORD.finditer(text):
        folded, term = _analysed(found[0])
        yield Token(found.start(), found.end(), term, folded)


def tokens(text: str, *, is_ocr: bool = False) -> Iterator[Token]:
    """What the text is found by: words but stop words, then dates, § and record numbers."""
    for token in words(text):
        if token.word not in STOP_WORDS:
            yield token
    yield from sections(text)
    yield from dates(text)
    yield from record_numbers(text)
    if is_ocr:
        for token in words(text):
            if len(token.word) >= 4:
                yield Token(token.start, token.end, seen_term(token.word, token.term), token.word)
        for found in _LOST_SECTION.finditer(text):
            yield Token(found.start("number"), found.end(), lost_section_term(int(found["number"])))


def sections(text: str) -> Iterator[Token]:
    """`§ 26`, `26 §`, `§§ 16–28`: a term for each number."""
    if "§" not in text:
        return
    for found in _SECTION.finditer(text):
        first = int(found["first"] or found["before"])
        last = int(found["last"] or first)
        for number in range(first, min(max(last, first), first + MOST_SECTIONS) + 1):
            yield Token(found.start(), found.end(), section_term(number))


def dates(text: str) -> Iterator[Token]:
    """Each date as its day and its month."""
    position = 0
    while start := _DATE_START.search(text, position):
        found = match_date(text, start.start())
        if found is None:
            position = start.start() + 1
            continue
        position = found.end
        for term in date_terms(found.value):
            yield Token(found.start, found.end, term)


def date_terms(date: PartialDate) -> list[str]:
    """The terms of a date: its days and their months, or its months; none for longer times."""
    if date.precision == Precision.MONTH:
        months = (date.end.year - date.start.year) * 12 + date.end.month - date.start.month + 1
        return [
            month_term(date.start.year + (date.start.month - 1 + n) // 12, (date.start.month - 1 + n) % 12 + 1)
            for n in range(min(months, 12))
        ]
    if date.precision != Precision.DAY:
        return []
    span = min((date.end - date.start).days, MOST_DAYS)
    days = [date.start + timedelta(n) for n in range(span + 1)]
    return [
        *(f"\x02d{day.isoformat()}" for day in days),
        *dict.fromkeys(month_term(day.year, day.month) for day in days),
    ]


def record_numbers(text: str) -> Iterator[Token]:
    for found in _RECORD_NUMBER.finditer(text):
        name = "told" if found["told"] else "plain"
        if key := record_number_key(found[name]):
            yield Token(found.start(name), found.end(name), record_number_term(key))


def seen_term(word: str, stem: str) -> str:
    """A word of a picture as it was read: what is spelt wrongly has no stem to trust, but one to know it by if it is a word."""
    return f"{SEEN}{word[:LONGEST]}\x02{stem}"


def section_term(number: int) -> str:
    return f"\x02§{number}"


def lost_section_term(number: int) -> str:
    return f"{LOST}{number}"


def month_term(year: int, month: int) -> str:
    return f"\x02m{year}-{month:02d}"


def record_number_term(key: str) -> str:
    return f"\x02r{key}"[:LONGEST]


def name_term(name: str) -> str:
    """The term by which a thing is found by the whole of one of its names."""
    found = " ".join(token.term for token in words(name) if token.word not in STOP_WORDS)
    return f"\x02n{found}"[: LONGEST * 3]


def is_word(term: str) -> bool:
    return not term.startswith("\x02")
