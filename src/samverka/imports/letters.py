"""Texts that have lost their å, ä and ö, as a text file from a poor recognition of pictures has. Free of the database."""

from __future__ import annotations

import re
from typing import Any

from samverka.imports.likeness import GENERIC, SMALL
from samverka.meetings.linking import fold

SHORTEST = 400  # letters: in a shorter text å, ä and ö may be missing by chance
FEWEST = 0.004  # of the letters; in Swedish text every twentieth is one of them
SWEDISH = 0.04  # of the words are these in any Swedish text, and hardly any in English

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "och att som av den det till med om en ett är ska vid har inte kommun kommunen kommuner regionen".split()  # noqa: SIM905
)
_FOLDED_SMALL = frozenset(fold(word) for word in SMALL)
FOLDED_GENERIC = frozenset(fold(word) for word in GENERIC)


def have_been_lost(text: str) -> bool:
    """Whether a Swedish text of some length has hardly any å, ä or ö."""
    words = _WORD.findall(text.casefold())
    letters = sum(map(len, words))
    if letters < SHORTEST or sum(word in _COMMON for word in words) < SWEDISH * len(words):
        return False
    kept: int = sum(word.count(letter) for word in words for letter in "åäöæø")
    return kept < FEWEST * letters


def without(name: str) -> str:
    """A name as it is compared where the letters are lost."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in _FOLDED_SMALL) or " ".join(words)


def same_without(one: Any, other: Any) -> bool:
    """Whether two texts, or lists of texts, differ in å, ä and ö at most."""
    if isinstance(one, str) and isinstance(other, str):
        return bool(one and other) and fold(one) == fold(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_without, one, other))
    return bool(one == other)
