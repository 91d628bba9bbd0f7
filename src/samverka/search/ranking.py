"""The order of hits: tier by tier, those with it in the title first, then the newest. Pages are cut out of whole sets, so
that a page far down costs as much as the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from samverka.search import bits
from samverka.search.entries import month_facet
from samverka.search.index import Known, Sets
from samverka.search.matching import Matched
from samverka.search.models import SearchEntry
from samverka.search.widening import Tier

MONTH = "\x02s"
UNDATED = month_facet(None)
MOST_SORTED = 2000
"""Of one month; nobody turns so many pages."""


def groups(matched: Matched, within: int, *, by_day: bool) -> list[int]:
    """The hits in groups, the best first; `by_day` makes one group of them all."""
    if by_day:
        return [matched.all & within]
    found, taken = [], 0
    for tier in Tier:
        here = matched.tiers[tier] & within & ~taken
        taken |= here
        found += [here & matched.titled, here & ~matched.titled]
    return [group for group in found if group]


def cut(grouped: Sequence[int], start: int, length: int, known: Known, sets: Sets, *, undated_last: bool) -> list[int]:
    """The numbers of `length` hits from `start`, in order. One query for the months, and one for each month that is cut."""
    months = sorted((term for term in known.facets if term.startswith(MONTH)), reverse=True)
    if UNDATED in months:
        months.remove(UNDATED)
        months.insert(len(months) if undated_last else 0, UNDATED)
    found: list[int] = []
    for group in grouped:
        size = group.bit_count()
        if start >= size:
            start -= size
            continue
        for number in _of_group(group, start, months, sets):
            found.append(number)
            if len(found) == length:
                return found
        start = 0
    return found


def _of_group(group: int, skip: int, months: Sequence[str], sets: Sets) -> Iterator[int]:
    for month in months:
        here = group & sets.facet(month)
        size = here.bit_count()
        if skip >= size:
            skip -= size
            continue
        numbers = list(bits.numbers(here))
        if month != UNDATED:
            days = dict(SearchEntry.objects.filter(number__in=numbers[:MOST_SORTED]).values_list("number", "date"))
            numbers.sort(key=lambda number: (days.get(number) or dt.date.min, -number), reverse=True)
        yield from numbers[skip:]
        skip = 0
