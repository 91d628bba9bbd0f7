"""A word widened over the terms the index has: its forms, words it is joined in, look-alikes. No Django in here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import islice

from samverka.search.swedish import is_joined, other_forms

SHORT = 4
"""Shorter stems are only looked for at the end of a word."""
MOST_TERMS = 4000

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
CUT = 4
"""So much does the stemmer take off a word before what is left tells little of it: `styrelse` becomes `styr`."""
# What recognition of text makes of letters: dots and rings lost, strokes for one another. é is folded to e.
_LOOKS_LIKE = {
    "å": "[åaäide4]", "ä": "[äaåide4]", "ö": "[öod6e0]", "l": "[l1i]", "i": "[il1]", "o": "[o0]", "m": "(?:m|rn)",
}  # fmt: skip


class Tier(IntEnum):
    """How a word was matched, the best first."""

    EXACT = 0
    ALIAS = 1
    COMPOUND = 2
    LOOK_ALIKE = 3


class Vocabulary:
    """Every word term of the index, searched as one long string: a hundred thousand terms in a fraction of a millisecond."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = list(terms)
        self._joined = "\n" + "\n".join(self._terms) + "\n"
        self._starts: list[int] = []
        place = 1
        for term in self._terms:
            self._starts.append(place)
            place += len(term) + 1
        self._known = frozenset(self._terms)

    def __contains__(self, term: object) -> bool:
        return term in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def containing(self, part: str) -> Iterator[str]:
        """Terms with `part` in them, each once."""
        place = self._joined.find(part)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield self._terms[number]
            place = self._joined.find(part, self._starts[number] + len(self._terms[number]))

    def matching(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """Terms in which the pattern is found, each once. It must not match line breaks."""
        place = 0
        while found := pattern.search(self._joined, place):
            number = bisect_right(self._starts, found.start()) - 1
            yield self._terms[number]
            place = self._starts[number] + len(self._terms[number])

    def forms(self, word: str, stem: str) -> list[str]:
        """The terms of the same word in its forms, its stem first."""
        return [
            term for term in dict.fromkeys((stem, word, *other_forms(stem), *other_forms(word))) if term in self._known
        ]

    def compounds(self, word: str, stem: str) -> list[str]:
        """Terms joined of the word and others: by its stem, and by the word as it is where the stemmer takes much of it."""
        found = dict.fromkeys(self._joined_with(stem, is_cut=len(word) - len(stem) >= CUT))
        if len(word) - len(stem) >= CUT - 1:
            found |= dict.fromkeys(self._joined_with(word, is_cut=False))
        return list(found)

    def _joined_with(self, stem: str, *, is_cut: bool) -> Iterator[str]:
        if len(stem) < 3 or stem.isdigit():
            return
        if len(stem) >= SHORT:
            found = self.containing(stem)
        else:
            found = (term for end in (stem, *other_forms(stem)) for term in self.containing(f"{end}\n"))
        joined = (term for term in found if is_joined(term, stem, self._known, is_cut=is_cut))
        yield from islice(joined, MOST_TERMS)


def one_letter_off(word: str) -> Iterator[str]:
    """The word with one letter left out, put in or changed, or two that have changed places; most of them are no words."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]


def look_alikes(word: str, stem: str, seen: Vocabulary) -> Iterator[tuple[str, str]]:
    """What the word may have become when it was read from a picture, alone or joined to others: words of `seen` with the
    stems they would have. Where it stands as it is, it is found as it is. None for a word too short to tell."""
    kept = 0
    while kept < min(len(word), len(stem)) and word[kept] == stem[kept]:
        kept += 1
    base = word[:kept] if kept >= SHORT else word
    if len(base) < SHORT or not base.isalpha():
        return
    blurred = "".join(_LOOKS_LIKE.get(sign, sign) for sign in base)
    for found in seen.matching(re.compile(f"(?:(?<=\n)|(?<=[^\n\x02]{{3}})){blurred}[^\n\x02]*\x02")):
        read, _separator, own = found.partition("\x02")
        if base not in read:
            yield read, own
