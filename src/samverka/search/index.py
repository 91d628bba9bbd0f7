"""The index read: its vocabulary, kept by each process, and the sets of entries that terms stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from samverka.search import bits, text
from samverka.search.entries import FACETS, GUARD, TEXT, TITLE, holders_of
from samverka.search.models import SearchPosting, SearchState, SearchTerm
from samverka.search.widening import Vocabulary

AT_ONCE = 900  # values in one IN: SQLite of old takes 999


@dataclass(frozen=True)
class Known:
    """The terms the index had when they were last read. Terms are only added, until the index is built anew."""

    epoch: str
    newest: int
    keys: Mapping[str, int]
    words: Vocabulary
    seen: Vocabulary
    """Words of pictures as they were read."""
    guards: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    """By holder, the guards it is part of with all their holders."""
    facets: tuple[str, ...] = ()
    """Terms that are neither words nor names, dates or numbers: what is filtered and sorted by."""


_KEPT: dict[str, Known] = {}


def known_terms() -> Known:
    """The terms of the index: two queries, and those that are new since last time. Nothing is kept of a transaction that
    is still under way, since it may never have happened."""
    state = SearchState.objects.filter(pk=1).first()
    epoch = state.epoch if state else ""
    kept = None if connection.in_atomic_block else _KEPT.get(connection.alias)
    if kept is None or kept.epoch != epoch:
        kept = Known(epoch, 0, {}, Vocabulary(()), Vocabulary(()), {})
    new = list(SearchTerm.objects.filter(pk__gt=kept.newest).order_by("pk").values_list("pk", "text"))
    if new:
        kept = _with_new(kept, new)
    if not connection.in_atomic_block:
        _KEPT[connection.alias] = kept
    return kept


def _with_new(kept: Known, new: list[tuple[int, str]]) -> Known:
    keys = {**kept.keys, **{term: pk for pk, term in new}}
    guards = dict(kept.guards)
    for _pk, term in new:
        if term.startswith(GUARD):
            holders = holders_of(term)
            for holder in holders:
                guards[holder] = (*guards.get(holder, ()), (term, holders))
    words = _longer(kept.words, [term for _pk, term in new if text.is_word(term)])
    seen = _longer(kept.seen, [term.removeprefix(text.SEEN) for _pk, term in new if term.startswith(text.SEEN)])
    facets = tuple(term for _pk, term in new if term.startswith(FACETS))
    return Known(kept.epoch, new[-1][0], keys, words, seen, guards, (*kept.facets, *facets))


def _longer(vocabulary: Vocabulary, more: list[str]) -> Vocabulary:
    return Vocabulary([*vocabulary, *more]) if more else vocabulary


class Sets:
    """The entries of terms, read in as few queries as there is room for."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._read: dict[tuple[str, int], list[tuple[int, bytes]]] = {}
        self._asked: set[str] = set()

    def read(self, terms: Iterable[str]) -> None:
        """Reads the terms that have not been read."""
        wanted = [term for term in dict.fromkeys(terms) if term not in self._asked]
        self._asked.update(wanted)
        by_key = {self._known.keys[term]: term for term in wanted if term in self._known.keys}
        keys = sorted(by_key)
        for start in range(0, len(keys), AT_ONCE):
            rows = SearchPosting.objects.filter(term__in=keys[start : start + AT_ONCE])
            for key, place, block, stored in rows.values_list("term_id", "place", "block", "bits"):
                self._read.setdefault((by_key[key], place), []).append((block, bytes(stored)))

    def having(self, terms: Iterable[str], places: tuple[int, ...] = (TEXT, TITLE)) -> int:
        """The entries that have any of the terms in any of the places."""
        given = list(terms)
        self.read(given)
        return bits.union(
            block for term in given for place in places for block in self._read.get((term, place), ())
        )
