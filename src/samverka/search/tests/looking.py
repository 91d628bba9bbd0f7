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
    terms: dict[tuple[str, int], set[Key]] = {}
    for posting in SearchPosting.objects.select_related("term"):
        here = terms.setdefault((posting.term.text, posting.place), set())
        here |= {
            entries[posting.block * bits.BLOCK + n].key for n in bits.numbers(bits.unpack(bytes(posting.bits)))
        }
    return {each.key: each.fingerprint for each in entries.values()}, {key: frozenset(keys) for key, keys in terms.items()}
