"""Which paragraph an item of the agenda became, and which matter a title is about. Free of Django and of the clock.

Titles are compared as a reader of a scan must: without accents, with the digits that OCR puts for letters. A pair is given
with its strength; nothing is paired that the titles do not carry.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from samverka.meetings.states import Strength

SURE = 0.8
ALIKE = 0.6
FAINT = 0.35  # enough for a title whose neighbours on both sides are settled
SAME_SUBJECT = 0.6
K = TypeVar("K", bound=Hashable)

_SPLIT = re.compile(r"[^a-z0-9]+")
_LOOK_ALIKE = str.maketrans({"0": "o", "1": "l", "5": "s", "6": "o", "8": "s"})
_WORDS = {"ang": "angaende", "avs": "avseende", "inkl": "inklusive", "resp": "respektive"}
_PROCEDURE = re.compile(
    r"(?:(?:motet?s?|sammantradets?) (?:oppnas|oppnande|avslutas|avslutande)|(?:oppnande|avslutning|upprop)\b.*|"
    r"val av (?:justerare|justeringsperson\w*|protokollsjusterare|sekreterare|ordforande).*|(?:faststallande|godkannande) av (?:dagordning|foredragningslista)\w*|"
    r"dagordning\w*|(?:genomgang av )?(?:foregaende|forra|foregaende motes) (?:protokoll|minnesanteckningar|anteckningar|mote)\w*|"
    r"ovrigt|ovriga fragor|nasta mote|kommande moten|delgivningar|anmalningsarenden|delegationsbeslut|information|rapporter)"
)
_STOP_WORDS = (
    "och eller i om for av vid med till pa det den de ett en gallande avseende angaende rorande kring samt mot inom fran hos som "
    "svom mellan lanets lans lan beslut information redovisning rapport skrivelse svar yttrande"
)
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Pair:
    """Positions of an item and of the paragraph it became."""

    item: int
    paragraph: int
    strength: Strength


@lru_cache(maxsize=4096)
def fold(title: str) -> str:
    """A title as it is compared: small letters without accents, words apart by one space."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", title.casefold()) if not unicodedata.combining(sign))
    words = [word for word in _SPLIT.split(plain.replace("æ", "a").replace("ø", "o")) if word]
    return " ".join(_WORDS.get(word, word if word.isdigit() else word.translate(_LOOK_ALIKE)) for word in words)


def is_procedural(title: str) -> bool:
    """Whether the title is the meeting's own order (Val av justerare), which is nobody's matter."""
    return bool(_PROCEDURE.fullmatch(fold(title)))


def title_likeness(one: str, other: str) -> float:
    """From 0 to 1; 1 for titles that differ by accents, case and signs only. A title cut short counts as its beginning."""
    first, second = sorted((fold(one), fold(other)), key=lambda title: (len(title), title))
    if first == second:
        return 1.0 if first else 0.0
    if not first:
        return 0.0
    if len(first.split()) > 2 and second.startswith(f"{first} "):
        return 0.95
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= FAINT else 0.0


Told = tuple[int | None, str]
"""A part's number and title, as two readings of it are told apart by."""


def _number_and_title(one: Told, other: Told) -> bool:
    return one[0] is not None and one[0] == other[0] and _title(one, other)


def _title(one: Told, other: Told) -> bool:
    return title_likeness(one[1], other[1]) >= SURE


def _number(one: Told, other: Told) -> bool:
    if one[0] is None or one[0] != other[0]:
        return False
    return not (one[1] and other[1]) or title_likeness(one[1], other[1]) >= ALIKE


SAME_ITEM = (_number_and_title, _title, _number)
"""Whether two items of an agenda are one, the surest first. Items are numbered anew when one is put in between: a number
whose titles are unlike is another item."""


def pair_titles(items: Sequence[str], paragraphs: Sequence[str]) -> list[Pair]:
    """Pairs items with paragraphs by their titles, each at most once. Order counts: an agenda is mostly taken up as it
    stands, so pairs that keep the order are sought first, and one that breaks it must be sure by its title."""
    likeness = [[title_likeness(item, paragraph) for paragraph in paragraphs] for item in items]
    chosen = _in_order(likeness)
    chosen |= _out_of_order(likeness, chosen)
    chosen |= _between(likeness, chosen)
    return [Pair(item, paragraph, _strength(likeness, chosen, item)) for item, paragraph in sorted(chosen.items())]


def _in_order(likeness: Sequence[Sequence[float]]) -> dict[int, int]:
    """The pairs in order whose likeness adds up to most."""
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            taken = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    chosen, i, j = {}, 0, 0
    while i < rows and j < columns:
        if likeness[i][j] >= ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            chosen[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return chosen


def _out_of_order(likeness: Sequence[Sequence[float]], chosen: dict[int, int]) -> dict[int, int]:
    """Items taken up elsewhere in the meeting than the agenda said."""
    taken = set(chosen.values())
    sure = sorted(
        ((score, i, j) for i, row in enumerate(likeness) for j, score in enumerate(row) if score >= SURE),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    added: dict[int, int] = {}
    for _score, i, j in sure:
        if i not in chosen and i not in added and j not in taken:
            added[i] = j
            taken.add(j)
    return added


def _between(likeness: Sequence[Sequence[float]], chosen: dict[int, int]) -> dict[int, int]:
    """A single item left between two settled ones, whose single paragraph between theirs is faintly like it."""
    added: dict[int, int] = {}
    taken = set(chosen.values())
    for i in range(len(likeness)):
        before, after = chosen.get(i - 1), chosen.get(i + 1)
        if i in chosen or before is None or after is None or after - before != 2 or before + 1 in taken:
            continue
        if likeness[i][before + 1] >= FAINT:
            added[i] = before + 1
    return added


def _strength(likeness: Sequence[Sequence[float]], chosen: dict[int, int], item: int) -> Strength:
    """Strong: the titles are nearly the same and no other is as good, or they are alike and both neighbours agree."""
    paragraph = chosen[item]
    score = likeness[item][paragraph]
    rivals = [value for j, value in enumerate(likeness[item]) if j != paragraph]
    rivals += [row[paragraph] for i, row in enumerate(likeness) if i != item]
    agreeing = sum(chosen.get(item + step) == paragraph + step for step in (-1, 1))
    if score >= SURE and (max(rivals, default=0.0) < score or agreeing == 2):
        return Strength.STRONG
    return Strength.STRONG if score >= ALIKE and agreeing == 2 else Strength.LIKELY


class Subjects(Generic[K]):
    """Which known subject a title is about. Words that many of them share say little, rare ones much."""

    def __init__(self, known: Iterable[tuple[K, Iterable[str]]]) -> None:
        self._words = [
            (key, telling_words(title)) for key, titles in known for title in titles if not is_procedural(title)
        ]
        self._common = Counter(word for _key, words in self._words for word in words)
        self._with: dict[str, list[int]] = {}
        for place, (_key, words) in enumerate(self._words):
            for word in words:
                self._with.setdefault(word, []).append(place)

    def like(self, title: str, most: int = 4) -> list[tuple[K, float]]:
        """Keys of what the title may be about with their likeness, the most alike first."""
        if is_procedural(title):
            return []
        wanted = telling_words(title)
        places = {place for word in wanted for place in self._with.get(word, ())}
        scores: dict[K, float] = {}
        for place in places:
            key, words = self._words[place]
            score = self._score(wanted, words)
            if score >= SAME_SUBJECT:
                scores[key] = max(score, scores.get(key, 0.0))
        return sorted(scores.items(), key=lambda found: -found[1])[:most]

    def _score(self, one: frozenset[str], other: frozenset[str]) -> float:
        shared = one & other
        if len(shared) < min(2, len(one), len(other)):
            return 0.0
        shorter, longer = sorted((self._weight(one), self._weight(other)))
        weight = self._weight(shared)
        return weight / shorter if shorter and weight >= longer / 3 else 0.0

    def _weight(self, words: Iterable[str]) -> float:
        many = len(self._words) + 1
        return sum(math.log(1 + many / (1 + self._common[word])) for word in words)


def telling_words(title: str) -> frozenset[str]:
    """The words of a title that tell what it is about, cut to where Swedish begins to inflect."""
    words = [word for word in fold(title).split() if len(word) > 2 and word not in _STOP and not word.isdigit()]
    return frozenset(word[:6] for word in words)
