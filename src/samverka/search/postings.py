"""Which entries have which term, gathered in memory until it is written. No Django in here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from samverka.search import bits
from samverka.search.entries import ANYWHERE, TITLED, Entry

Place = tuple[str, int]
"""A term and a block."""


@dataclass
class Changes:
    """By term and block, first for anywhere and then for titles: bits that are set, and bits that are cleared."""

    gained: tuple[dict[Place, list[int]], dict[Place, list[int]]] = field(default_factory=lambda: ({}, {}))
    lost: tuple[dict[Place, list[int]], dict[Place, list[int]]] = field(default_factory=lambda: ({}, {}))

    def replace(self, number: int, before: Entry | None, after: Entry | None) -> None:
        """The entry of that number said `before` and says `after`."""
        old = before.postings() if before else (set[str](), set[str]())
        new = after.postings() if after else (set[str](), set[str]())
        for where in (ANYWHERE, TITLED):
            _add(self.gained[where], number, new[where] - old[where])
            _add(self.lost[where], number, old[where] - new[where])

    @property
    def places(self) -> list[Place]:
        return list(dict.fromkeys(place for each in (*self.gained, *self.lost) for place in each))

    def applied_to(self, place: Place, stored: tuple[bytes, bytes] = (b"", b"")) -> tuple[bytes, bytes]:
        """The two sets of a block as they are to be stored, from how they stand."""
        return self._applied(ANYWHERE, place, stored), self._applied(TITLED, place, stored)

    def _applied(self, where: int, place: Place, stored: tuple[bytes, bytes]) -> bytes:
        gained, lost = self.gained[where].get(place), self.lost[where].get(place)
        if not stored[where]:
            return bits.pack_numbers(sorted(gained or ()))
        if not gained and not lost:
            return stored[where]
        return bits.pack((bits.unpack(stored[where]) & ~bits.of(lost or ())) | bits.of(gained or ()))


def _add(into: dict[Place, list[int]], number: int, terms: Iterable[str]) -> None:
    block, within = divmod(number, bits.BLOCK)
    for term in terms:
        into.setdefault((term, block), []).append(within)
