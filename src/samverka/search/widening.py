"""A word widened over the terms the index has: its forms, words it is joined in, look-alikes. No Django in here."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from enum import IntEnum

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
_OUTLINE = str.maketrans(dict.fromkeys("åäöaideol1460", "x"))


class Tier(IntEnum):
    """How a word was matched, the best first."""

    EXACT = 0
    ALIAS = 1
    COMPOUND = 2
    LOOK_ALIKE = 3


class Lines:
    """Many words in one long string, searched as any text: a hundred thousand in a fraction of a millisecond, and in no
    more room than they need."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._joined = "\n" + "".join(f"{line}\n" for line in lines)
        self._starts = array("I", (found.end() for found in re.finditer("\n", self._joined)))
        self._starts.pop()

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._joined.split("\n")[1:-1])

    def __getitem__(self, number: int) -> str:
        start = self._starts[number]
        return self._joined[start : self._joined.index("\n", start)]

    def containing(self, part: str) -> Iterator[str]:
        """The lines with `part` in them, each once."""
        joined = self._joined
        place = joined.find(part)
        while place >= 0:
            end = joined.index("\n", place)
            yield joined[joined.rindex("\n", 0, place) + 1 : end]
            place = joined.find(part, end)

    def places_of(self, part: str) -> Iterator[int]:
        """The numbers of the lines with `part` in them, each once."""
        place = self._joined.find(part)
        while place >= 0:
            yield bisect_right(self._starts, place) - 1
            place = self._joined.find(part, self._joined.index("\n", place))


class Vocabulary:
    """Every word term of the index. `known` has them too, and may have others."""

    def __init__(self, terms: Iterable[str], known: Container[str]) -> None:
        self._lines = Lines(terms)
        self._known = known

    def __contains__(self, term: object) -> bool:
        return term in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def forms(self, word: str, stem: str) -> list[str]:
        """The terms of the same word in its forms, its stem first."""
        return [
            term for term in dict.fromkeys((stem, word, *other_forms(stem), *other_forms(word))) if term in self._known
        ]

    def compounds(self, word: str, stem: str) -> list[str]:
        """Terms joined of the word and others: by its stem, and by the word as it is where the stemmer takes much of it."""
        taken = len(word) - len(stem)
        found = dict.fromkeys(self._joined_with(stem, is_cut=taken >= CUT))
        if taken >= CUT - 1:
            found |= dict.fromkeys(self._joined_with(word, is_cut=False))
        return list(found)

    def _joined_with(self, stem: str, *, is_cut: bool) -> list[str]:
        if len(stem) < 3 or stem.isdigit():
            return []
        found: list[str] = []
        for part in (stem,) if len(stem) >= SHORT else dict.fromkeys(f"{end}\n" for end in (stem, *other_forms(stem))):
            for term in self._lines.containing(part):
                if is_joined(term, stem, self._known, is_cut=is_cut):
                    found.append(term)
                    if len(found) == MOST_TERMS:
                        return found
        return found


def one_letter_off(word: str) -> Iterator[str]:
    """The word with one letter left out, put in or changed, or two that have changed places; most of them are no words."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]


class SeenWords:
    """Words of pictures as they were read, each with the stem it would have. Letters that are taken for one another are
    one sign in their outlines, so that those that may be alike are found as fast as any text."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words` as `text.seen_term` has them after its mark: the word and its stem."""
        self._lines = Lines(words)
        self._outlines = Lines(_outline(line.partition("\x02")[0]) for line in self._lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def alike(self, word: str, stem: str) -> Iterator[tuple[str, str]]:
        """What the word may have become, alone or joined to others. Where it stands as it is, it is found as it is.
        Nothing for a word too short to tell."""
        kept = 0
        while kept < min(len(word), len(stem)) and word[kept] == stem[kept]:
            kept += 1
        base = word[:kept] if kept >= SHORT else word
        if len(base) < SHORT or not base.isalpha():
            return
        pattern = re.compile("(?:^|.{3,})" + "".join(_LOOKS_LIKE.get(sign, sign) for sign in base))
        for number in self._outlines.places_of(_outline(base)):
            read, _separator, own = self._lines[number].partition("\x02")
            if base not in read and pattern.match(read):
                yield read, own


def _outline(word: str) -> str:
    return word.replace("rn", "m").translate(_OUTLINE)
