"""Which entries have which term, gathered in memory until it is written. No Django in here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from samverka.search import bits
from samverka.search.entries import Entry

Term = tuple[str, int]


@dataclass
class Changes:
    """By term, place and block: bits that are set, and bits that are cleared. What is set and cleared stays set."""

    gained: dict[tuple[str, int, int], list[int]] = field(default_factory=dict)
    lost: dict[tuple[str, int, int], list[int]] = field(default_factory=dict)

    def replace(self, number: int, before: Entry | None, after: Entry | None) -> None:
        """The entry of that number said `before` and says `after`."""
        old = set(before.postings()) if before else set[Term]()
        new = set(after.postings()) if after else set[Term]()
        _add(self.gained, number, new - old)
        _add(self.lost, number, old - new)

    @property
    def terms(self) -> set[str]:
        return {term for term, _place, _block in (*self.gained, *self.lost)}

    @property
    def keys(self) -> list[tuple[str, int, int]]:
        return list(dict.fromkeys((*self.gained, *self.lost)))

    def applied_to(self, key: tuple[str, int, int], stored: bytes) -> bytes:
        """The block as it is to be stored, from how it stands."""
        gained = self.gained.get(key, [])
        if not stored and key not in self.lost:
            return bits.pack_numbers(sorted(gained))
        stands = bits.unpack(stored) if stored else 0
        return bits.pack((stands & ~bits.of(self.lost.get(key, []))) | bits.of(gained))


def _add(into: dict[tuple[str, int, int], list[int]], number: int, terms: Iterable[Term]) -> None:
    block, within = divmod(number, bits.BLOCK)
    for term, place in terms:
        into.setdefault((term, place, block), []).append(within)
