"""Organisation numbers, terms of office and the names of municipalities. Free of Django."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

_NOT_DIGITS = re.compile(r"[\s\-–]")
_ORGANISATION_NUMBER = re.compile(r"(?:16)?(\d{6})(\d{4})\Z")
_VOWELS = "aeiouyåäö"
_WITHOUT_S = {"Orust": "Orust", "Falun": "Falu"}


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (Luhn's formula, as organisation numbers use)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)
    return total % 10 == 0


def organisation_number(text: str) -> str | None:
    """`212000-2445` for `2120002445`, `212000–2445` or `16212000-2445`; None if it cannot be one.

    The third digit of an organisation number is at least 2, which tells it from a personal identity number: such a
    number is never taken, since Samverka keeps no data that could be one.
    """
    match = _ORGANISATION_NUMBER.match(_NOT_DIGITS.sub("", text))
    if not match or not (match[1] + match[2]).isascii() or match[1][2] < "2" or not luhn_holds(match[1] + match[2]):
        return None
    return f"{match[1]}-{match[2]}"


@dataclass(frozen=True, slots=True)
class TermOfOffice:
    """Mandatperiod: four years from 1 January of the year after the elections, which is the executive board's own unless its
    council decides otherwise (kommunallagen 6 kap. 18 §).

    Follows from the calendar and is therefore computed, not stored. Councils change earlier, on 15 October of election
    year, and other boards when the council decides (6 kap. 19 §); a seat therefore has days of its own.
    """

    starts_on: dt.date
    ends_on: dt.date

    @property
    def name(self) -> str:
        return f"{self.starts_on.year}–{self.ends_on.year}"


def term_of_office(on: dt.date) -> TermOfOffice:
    """The term that covers the day. Elections were held in 2022 and are held every fourth year (since 1994)."""
    first = on.year - (on.year - 2023) % 4
    return TermOfOffice(dt.date(first, 1, 1), dt.date(min(first + 3, 9999), 12, 31))


def municipality_name(place: str) -> str:
    """`Östersunds kommun` for `Östersund`, `Åre kommun` for `Åre`: genitive s after a consonant other than s, x, z."""
    if place in _WITHOUT_S:
        return f"{_WITHOUT_S[place]} kommun"
    return f"{place} kommun" if place[-1].lower() in _VOWELS + "sxz" else f"{place}s kommun"


def same_name_key(name: str) -> str:
    """Two names with the same key are the same name: case does not count, nor whether a hyphen or a space parts its words."""
    return re.sub(r"[\s\-\u2010-\u2015]+", " ", name).strip().casefold()


def tidy_names(names: Iterable[str]) -> list[str]:
    """Trimmed, none empty, each once by `same_name_key`, in the order given."""
    tidy: dict[str, str] = {}
    for name in names:
        if key := same_name_key(name):
            tidy.setdefault(key, " ".join(name.split()))
    return list(tidy.values())


Span = tuple[dt.date | None, dt.date | None]
"""First and last day, both included; None is an open end."""
_FIRST, _LAST = dt.date.min, dt.date.max
ONE_DAY = dt.timedelta(days=1)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a day."""
    return (one[0] or _FIRST) <= (other[1] or _LAST) and (other[0] or _FIRST) <= (one[1] or _LAST)


def gaps(held: Iterable[Span], within: Span) -> list[Span]:
    """The spans inside `within` that none of `held` covers, in order: when a seat had no holder."""
    found: list[Span] = []
    free: dt.date | None = within[0] or _FIRST
    last = within[1] or _LAST
    for first, end in sorted((one[0] or _FIRST, one[1] or _LAST) for one in held):
        if free is None or free > last:
            break
        if first > free:
            found.append((free, min(first - ONE_DAY, last)))
        free = max(free, end + ONE_DAY) if end < _LAST else None
    if free is not None and free <= last:
        found.append((free, last))
    return [(None if first == _FIRST else first, None if end == _LAST else end) for first, end in found]


def vacant_since(held: Iterable[Span], begins: dt.date | None, on: dt.date) -> dt.date | None:
    """The first day of the time without a holder that `on` lies in; None if somebody holds it, or nobody knows since when.
    `begins` is the first day of what is held."""
    for first, last in gaps(held, (begins, None)):
        if (first or _FIRST) <= on <= (last or _LAST):
            return first
    return None


def days_in(span: Span, within: Span) -> int:
    """How many days of `span` lie inside `within`, whose ends are both known."""
    first, last = max(span[0] or _FIRST, within[0] or _FIRST), min(span[1] or _LAST, within[1] or _LAST)
    return max(0, (last - first).days + 1)
