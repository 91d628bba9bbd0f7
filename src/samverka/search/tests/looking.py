"""What a test asks of the search."""

from __future__ import annotations

from typing import Any

from samverka.foundation.accounts.models import User
from samverka.foundation.database.ending import end_early
from samverka.search import bits
from samverka.search.models import SearchEntry, SearchPosting
from samverka.search.queries import Wanted, search

Key = tuple[str, int, int]


def found(user: User, said: str, **filters: Any) -> list[tuple[str, str]]:
    """Kind and title of each hit on the first page."""
    return [(hit.entry.kind, hit.entry.title) for hit in search(user, Wanted(said=said, **filters)).hits]


def contents() -> tuple[dict[Key, str], dict[tuple[str, int], frozenset[Key]]]:
    """All of the index, without what depends on the order it was written in: fingerprints by entry, entries by term."""
    end_early()
    entries = {entry.number: entry for entry in SearchEntry.objects.all()}
    terms: dict[tuple[str, int], frozenset[Key]] = {}
    several: dict[tuple[str, int], list[tuple[int, bytes]]] = {}
    for posting in SearchPosting.objects.select_related("term"):
        for where, stored in enumerate((posting.anywhere, posting.titled)):
            several.setdefault((posting.term.text, where), []).append((posting.block, bytes(stored)))
    for key, blocks in several.items():
        terms[key] = frozenset(entries[number].key for number in bits.numbers(bits.union(blocks)))
    return {each.key: each.fingerprint for each in entries.values()}, terms
