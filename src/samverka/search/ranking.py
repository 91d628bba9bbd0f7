"""The order of hits: tier by tier, those with it in the title first, then the newest. Pages are cut out of whole sets, so
that a page far down costs as much as the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import islice

from samverka.search import bits
from samverka.search.entries import month_facet
from samverka.search.index import Known, Sets
from samverka.search.matching import Matched
from samverka.search.models import SearchEntry
from samverka.search.widening import Tier

MONTH = "\x02s"
UNDATED = month_facet(None)
MOST_SORTED = 1000
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
    """The numbers of `length` hits from `start`, in order. One query."""
    months = sorted((term for term in known.facets if term.startswith(MONTH)), reverse=True)
    if UNDATED in months:
        months.remove(UNDATED)
        months.insert(len(months) if undated_last else 0, UNDATED)
    parts: list[tuple[str, list[int]]] = []
    skip, left = start, length
    for group in grouped:
        if skip >= (size := group.bit_count()):
            skip -= size
            continue
        for month in months:
            here = group & sets.facet(month)
            size = here.bit_count()
            if skip >= size:
                skip -= size
                continue
            if size:
                parts.append((month, list(islice(bits.numbers(here), MOST_SORTED + skip + length))))
                left -= size
            if left + skip <= 0:
                return _in_order(parts)[skip : skip + length]
    return _in_order(parts)[skip : skip + length]


def _in_order(parts: Sequence[tuple[str, list[int]]]) -> list[int]:
    """The entries of each part, the newest first; those without a date as they came. One query."""
    wanted = [number for month, part in parts if month != UNDATED for number in part[:MOST_SORTED]]
    dated = SearchEntry.objects.filter(number__in=wanted).values_list("number", "date") if wanted else ()
    days = dict(dated)
    return [
        number
        for _month, part in parts
        for number in sorted(part, key=lambda each: (days.get(each) or dt.date.min, -each), reverse=True)
    ]
