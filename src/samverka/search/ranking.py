"""The order of hits: tier by tier, those with it in the title first, then the newest. Pages are cut out of whole sets, so
that a page far down costs as much as the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

from samverka.search import bits
from samverka.search.entries import month_facet
from samverka.search.index import Known, Sets
from samverka.search.matching import Matched
from samverka.search.models import SearchEntry
from samverka.search.widening import Tier

MONTH = "\x02s"
UNDATED = month_facet(None)
FEW, MOST_SORTED = 200, 500
"""What is sorted at once; of one month no more, since nobody turns so many pages."""


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
    parts: list[list[int]] = []
    skip, left = start, length
    for part in _parts(grouped, known, sets, undated_last=undated_last):
        size = part.bit_count()
        if skip >= size:
            skip -= size
            continue
        parts.append(list(islice(bits.numbers(part), MOST_SORTED + skip + length)))
        left -= size
        if left + skip <= 0:
            break
    return _in_order(parts, dt.date.min if undated_last else dt.date.max)[skip : skip + length]


def _parts(grouped: Sequence[int], known: Known, sets: Sets, *, undated_last: bool) -> Iterator[int]:
    """The groups in parts small enough to be sorted by day: as they are, or month by month."""
    months: list[str] = []
    for group in grouped:
        if group.bit_count() <= FEW:
            yield group
            continue
        if not months:
            months = sorted((term for term in known.facets if term.startswith(MONTH) and term != UNDATED), reverse=True)
            months.insert(len(months) if undated_last else 0, UNDATED)
        yield from (group & sets.facet(month) for month in months)


def _in_order(parts: Sequence[list[int]], undated: dt.date) -> list[int]:
    """The entries of each part, the newest first, and as they came within a day. One query."""
    wanted = [number for part in parts for number in part[:MOST_SORTED]]
    days = dict(SearchEntry.objects.filter(number__in=wanted).values_list("number", "date")) if wanted else {}
    return [
        number
        for part in parts
        for number in sorted(part, key=lambda each: (days.get(each) or undated, -each), reverse=True)
    ]
