"""The shape of a source: one kind of thing that is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from samverka.foundation.accounts.permissions import Permission
from samverka.search import bits
from samverka.search.entries import Entry, thing_facet
from samverka.search.models import SearchEntry, SearchPosting

Touched = dict[str, set[int]]
"""Keys of the records that a transaction has written, by model (`agreements.agreement`)."""
Follow = Callable[[set[int]], Iterable[int]]


@dataclass(frozen=True)
class Source:
    """One kind of thing. `entries` reads records by key, in a fixed number of queries; those that are gone it leaves out.

    `watches` says for each model whose change may change an entry which records of this kind that is. `see` is asked
    before any entry of the kind is told of; what is kept from some who may is told by the entries' holders.
    """

    kind: str
    label: Any
    plural: Any
    model: type[Model]
    see: Permission
    entries: Callable[[Sequence[int]], Iterable[Entry]]
    watches: Mapping[str, Follow] = field(default_factory=dict)

    def keys(self) -> list[int]:
        """Every record of the kind. One query."""
        return list(self.model._default_manager.order_by("pk").values_list("pk", flat=True))

    def concerned(self, touched: Touched) -> set[int]:
        """The records whose entries may have changed."""
        return {key for label, follow in self.watches.items() if touched.get(label) for key in follow(touched[label])}


def itself(keys: set[int]) -> set[int]:
    return keys


def entries_of(kind: str, owners: Iterable[int]) -> set[int]:
    """The records whose entries are shown on these owners' pages, as far as the index knows."""
    return set(SearchEntry.objects.filter(kind=kind, owner__in=list(owners)).values_list("object_id", flat=True))


def entries_by(kind: str, things: Iterable[str]) -> set[int]:
    """The records of a kind that the index has as belonging to these things."""
    terms = [thing_facet(thing) for thing in things]
    found = SearchPosting.objects.filter(term__text__in=terms).values_list("block", "anywhere")
    numbers = list(bits.numbers(bits.union((block, bytes(stored)) for block, stored in found)))
    rows = SearchEntry.objects.filter(kind=kind, number__in=numbers) if numbers else SearchEntry.objects.none()
    return set(rows.values_list("object_id", flat=True))


def joined(*texts: str | None) -> str:
    """The texts that say something, each on lines of its own."""
    return "\n".join(text for text in texts if text and text.strip())
