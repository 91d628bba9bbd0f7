"""The index read: its vocabulary and filters, kept by each process, and the sets of entries that terms stand for."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from samverka.search import bits, text
from samverka.search.entries import ALL, ANYWHERE, FACETS, GUARD, holders_of
from samverka.search.models import SearchPosting, SearchState, SearchTerm
from samverka.search.widening import SeenWords, Tier, Vocabulary

AT_ONCE = 2000  # keys in one query
_POSTINGS = SearchPosting._meta.db_table


@dataclass(frozen=True, slots=True)
class WordSets:
    """The entries of a word by tier (exact, compound, look-alike), and those that have it in their title."""

    tiers: Mapping[Tier, int]
    titled: int


@dataclass(frozen=True)
class Known:
    """The terms the index had when they were last read, and the sets of those that are asked for again and again. Terms
    are only added, until the index is built anew; sets are kept until something is written."""

    epoch: str = ""
    newest: int = 0
    keys: Mapping[str, int] = field(default_factory=dict)
    words: Vocabulary = field(default_factory=lambda: Vocabulary((), ()))
    seen: SeenWords = field(default_factory=lambda: SeenWords(()))
    guards: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = field(default_factory=dict)
    """By holder, the guards it is part of with all their holders."""
    facets: tuple[str, ...] = ()
    """Terms that are filtered and sorted by."""
    parts: dict[str, dict[Tier, list[str]]] = field(default_factory=dict)
    """Words that have been asked for, with their terms."""
    clean: dict[str, bool] = field(default_factory=dict)
    """Stems of pictures' words, and whether they stand in texts that are none."""
    found: dict[str, WordSets] = field(default_factory=dict)
    """Words that have been asked for, with their entries."""
    writes: int = -1
    sets: dict[str, int] = field(default_factory=dict)
    """The sets of facets as they were after so many `writes`."""


_KEPT: dict[str, Known] = {}


def known_terms() -> Known:
    """The terms of the index: two queries, and those that are new since last time. Nothing is kept of a transaction that
    is still under way, since it may never have happened."""
    state = SearchState.objects.filter(pk=1).first() or SearchState(epoch="", writes=0)
    kept = Known() if connection.in_atomic_block else _KEPT.get(connection.alias, Known())
    if (kept.epoch, kept.writes) == (state.epoch, state.writes):
        return kept
    if kept.epoch != state.epoch:
        kept = Known()
    new = SearchTerm.objects.filter(pk__gt=kept.newest).order_by("pk").values_list("pk", "text")
    kept = _with_new(kept, new.iterator(chunk_size=5000), state)
    if not connection.in_atomic_block:
        _KEPT[connection.alias] = kept
        # Some hundred thousand words that stay: looking through them for garbage would stop a page for 50 ms now and then.
        gc.freeze()
    return kept


def _with_new(kept: Known, new: Iterable[tuple[int, str]], state: SearchState) -> Known:
    keys, guards, newest = dict(kept.keys), dict(kept.guards), kept.newest
    words, seen, facets = list[str](), list[str](), list[str]()
    for newest, term in new:
        keys[term] = newest
        if text.is_word(term):
            words.append(term)
        elif term.startswith(text.SEEN):
            seen.append(term.removeprefix(text.SEEN))
        elif term.startswith(FACETS):
            facets.append(term)
        elif term.startswith(GUARD):
            holders = holders_of(term)
            for holder in holders:
                guards[holder] = (*guards.get(holder, ()), (term, holders))
    return Known(
        epoch=state.epoch,
        newest=newest,
        keys=keys,
        words=Vocabulary([*kept.words, *words], keys),
        seen=SeenWords([*kept.seen, *seen]) if seen else kept.seen,
        guards=guards,
        facets=(*kept.facets, *facets),
        writes=state.writes,
    )


class Sets:
    """The entries of terms, read in as few queries as there is room for."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._rows: dict[int, list[tuple[int, bytes, bytes]]] = {}
        self._facets = known.sets

    def read(self, terms: Iterable[str]) -> None:
        """Reads the terms that have not been read."""
        keys, rows = self._known.keys, self._rows
        wanted = {key for term in terms if (key := keys.get(term)) is not None and key not in rows}
        for key in wanted:
            rows[key] = []
        for some in _parts(sorted(wanted)):
            # Whole numbers of our own, written out: two thousand parameters cost more than the query.
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT term_id, block, anywhere, titled FROM {_POSTINGS} WHERE term_id IN ({','.join(map(str, some))})"  # noqa: S608
                )
                for key, block, anywhere, titled in cursor.fetchall():
                    rows[key].append((block, anywhere, titled))

    def having(self, terms: Iterable[str], where: int = ANYWHERE) -> int:
        """The entries that have any of the terms, anywhere or (`TITLED`) in their title or names."""
        given = list(terms)
        self.read(given)
        return self.of_those_read(given, where)

    def of_those_read(self, terms: Iterable[str], where: int = ANYWHERE) -> int:
        """The same of terms that have been read."""
        keys, rows = self._known.keys, self._rows
        found = [row for term in terms if term in keys for row in rows[keys[term]]]
        return bits.union(
            [(row[0], row[1]) for row in found] if where == ANYWHERE else [(row[0], row[2]) for row in found]
        )

    def facet(self, term: str) -> int:
        """The same of a term that is filtered or sorted by, kept until something is written. All of them are read at once."""
        if not self._facets:
            self.read([ALL, *self._known.facets])
            self._facets.update({each: self.having([each]) for each in (ALL, *self._known.facets)})
        return self._facets.get(term, 0)


def _parts(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
