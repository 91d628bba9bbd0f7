"""What somebody wrote in the box, as units that must all be found. Nothing is an operator but quotation marks: every other
sign is text, so that no query can be wrong. No Django in here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from samverka.foundation.dates.partial import PartialDate, Precision
from samverka.foundation.dates.swedish import match_date
from samverka.matters.rules import record_number_key
from samverka.search import text
from samverka.search.entries import year_facet

MOST_SIGNS, MOST_UNITS = 400, 16

_QUOTES = '"”“„»«'
_PHRASE = re.compile(f"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]")
_SECTION = re.compile(
    r"(?:§{1,2}|\bparagraf(?:en)?)\s*(?P<first>\d{1,4})(?:\s?[-–—]\s?(?P<last>\d{1,4})|\s?/\s?(?P<year>(?:19|20)\d\d))?(?!\d)|(?<![\d/.–-])(?P<before>\d{1,4})\s?§(?!\s?\d)",
    re.IGNORECASE,
)
_TOLD_NUMBER = re.compile(
    r"\b(?:dnr|diarienr|diarienummer)\b[.:]?\s*(?P<number>[a-zåäö]{0,8}[\s/:.-]{0,2}\d[\d\s/:.-]*)|(?<!\w)(?P<plain>[a-zåäö]{1,8}/\d[\d/:-]*\d)(?!\w)",
    re.IGNORECASE,
)
_LOOSE_NUMBER = re.compile(r"(?<!\w)[a-zåäö]{1,8}[\s-]\d{1,6}[/:-]\d{1,6}(?:[/:-]\d{1,6})?(?!\w)", re.IGNORECASE)
_DATE_START = re.compile(r"(?<![\w/.:])(?=\w)")
_CHUNK = re.compile(r"\S+")


class UnitKind(StrEnum):
    WORDS = "words"
    PHRASE = "phrase"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to be found. `said` is how it was written. WORDS: all of `words`, in any form. PHRASE: `words` in that
    order and form. TERMS: any of `terms`, or where the index has none of them, `words`."""

    kind: UnitKind
    said: str
    words: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A query read. `is_cut`: there was more than is looked for. `is_only_small`: nothing but words like "och"."""

    units: tuple[Unit, ...]
    is_cut: bool = False
    is_only_small: bool = False


def read_query(said: str) -> Asked:
    """Reads what was written; never fails. Whatever is longer than any question is cut."""
    whole = text.unbroken(said)
    left = " ".join(whole[:MOST_SIGNS].split())
    found: list[tuple[int, Unit]] = []
    for pattern in (_phrases, _told_numbers, _sections, _dates, _loose_numbers, _years, _words):
        for start, end, unit in list(pattern(left)):
            if unit is not None:
                found.append((start, unit))
            left = left[:start] + "\x01" * (end - start) + left[end:]
    units = list(dict.fromkeys(unit for _start, unit in sorted(found, key=lambda each: each[0])))
    return Asked(
        units=tuple(units[:MOST_UNITS]),
        is_cut=len(units) > MOST_UNITS or len(" ".join(whole.split())) > MOST_SIGNS,
        is_only_small=not units and bool(text.WORD.search(whole)),
    )


Found = Iterator[tuple[int, int, Unit | None]]


def _phrases(left: str) -> Found:
    for found in _PHRASE.finditer(left):
        words = tuple(token.word for token in text.words(found[1]))
        if any(word not in text.STOP_WORDS for word in words):
            yield found.start(), found.end(), Unit(UnitKind.PHRASE, found[0], words=words)


def _told_numbers(left: str) -> Found:
    for found in _TOLD_NUMBER.finditer(left):
        yield found.start(), found.end(), _number(found["number"] or found["plain"])


def _loose_numbers(left: str) -> Found:
    for found in _LOOSE_NUMBER.finditer(left):
        yield found.start(), found.end(), _number(found[0])


def _number(said: str) -> Unit:
    words = tuple(token.word for token in text.words(said))
    return Unit(UnitKind.TERMS, said.strip(), words, (text.record_number_term(record_number_key(said)),))


def _sections(left: str) -> Found:
    for found in _SECTION.finditer(left):
        first = int(found["first"] or found["before"])
        last = min(max(int(found["last"] or first), first), first + text.MOST_SECTIONS)
        numbers = range(first, last + 1)
        terms = tuple(text.section_term(number) for number in numbers) + tuple(
            text.lost_section_term(number) for number in numbers
        )
        if found["year"]:  # § 26/2023
            yield found.start(), found.start("year"), Unit(UnitKind.TERMS, found[0][: -len(found["year"])], (), terms)
            yield found.start("year"), found.end(), _year(found["year"])
        else:
            yield found.start(), found.end(), Unit(UnitKind.TERMS, found[0], (), terms)


def _dates(left: str) -> Found:
    position = 0
    while start := _DATE_START.search(left, position):
        found = match_date(left, start.start())
        if found is None or found.value.precision == Precision.YEAR or re.fullmatch(r"\d{6}", found.raw):
            position = start.start() + 1
            continue
        position = found.end
        yield found.start, found.end, Unit(UnitKind.TERMS, found.raw, (), tuple(_terms_of(found.value)))


def _terms_of(date: PartialDate) -> list[str]:
    """A day is asked for as that day, anything longer as its months."""
    if date.precision == Precision.DAY:
        return [term for term in text.date_terms(date) if term.startswith("\x02d")]
    months = PartialDate(date.start, date.end, Precision.MONTH)
    return text.date_terms(months)


def _years(left: str) -> Found:
    for found in re.finditer(r"(?<![\w/.:-])(?:19|20)\d\d(?![\w/:-])", left):
        yield found.start(), found.end(), _year(found[0])


def _year(said: str) -> Unit:
    return Unit(UnitKind.TERMS, said, (), (said, year_facet(int(said))))


def _words(left: str) -> Found:
    for found in _CHUNK.finditer(left):
        for part in re.finditer("[^\x01]+", found[0]):
            words = tuple(token.word[: text.LONGEST] for token in text.words(part[0]))
            if words and not all(word in text.STOP_WORDS for word in words):
                yield found.start() + part.start(), found.start() + part.end(), Unit(UnitKind.WORDS, part[0], words)
