"""Column headings, matched tolerantly: which concept of a vocabulary a heading names.

A vocabulary is a table of concepts, each with the words that Swedish regions and municipalities head such a column with,
the most telling first. Columns may come in any order and any subset.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from samverka.imports.mending import tidy
from samverka.imports.signals import fold

_PARENTHESIS = re.compile(r"\([^)]*\)?")
_NO_LETTER = re.compile(r"[^\w§#]+")
_PARTS = re.compile(r"\s*(?:/|,|\boch\b|\bsamt\b|\beller\b|&|\n)\s*")
_SENTENCE_END = re.compile(r"[.!?]$")
_LONGEST_HEADING = 70
_LEAST = 40
EXACT = 85  # the heading is the word, or has it before a slash
SURE = 70  # the heading is the word, has it beside a slash, or begins with it


@dataclass(frozen=True)
class Vocabulary:
    """`concepts`: concept → its headings, the most telling first. `accepts` says whether a set of concepts is enough."""

    name: str
    concepts: Mapping[str, tuple[str, ...]]
    accepts: Callable[[frozenset[str]], bool]

    def __hash__(self) -> int:
        return hash(self.name)

    @cached_property
    def phrases(self) -> dict[str, tuple[str, int]]:
        """Each word, as `fold` leaves it, with its concept and rank; of two concepts the first has it."""
        found: dict[str, tuple[str, int]] = {}
        for concept, rank, phrase in self.ranked:
            found.setdefault(phrase, (concept, rank))
        return found

    @cached_property
    def ranked(self) -> tuple[tuple[str, int, str], ...]:
        """Concept, rank and word of every heading; words are folded, since scans lose å, ä and ö."""
        return tuple(
            (concept, rank, fold(phrase))
            for concept, phrases in self.concepts.items()
            for rank, phrase in enumerate(phrases)
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: the concept it names (None: none we know) and how telling the word is (0 the most)."""

    text: str
    concept: str | None = None
    score: float = 0.0
    rank: int = 0


@dataclass(frozen=True)
class Layout:
    """A table's headings, column by column."""

    vocabulary: Vocabulary
    headings: tuple[Heading, ...]

    @cached_property
    def concepts(self) -> frozenset[str]:
        return frozenset(self._columns)

    @cached_property
    def _columns(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for index, heading in enumerate(self.headings):
            if heading.concept:
                found.setdefault(heading.concept, []).append(index)
        return {
            concept: tuple(sorted(columns, key=lambda index: (self.headings[index].rank, index)))
            for concept, columns in found.items()
        }

    @property
    def is_whole(self) -> bool:
        """Whether every column has a heading of its own that is understood, none merged over several or broken off."""
        texts = [heading.text.strip() for heading in self.headings]
        understood = all(heading.concept and heading.score >= SURE for heading in self.headings)
        return understood and len(set(texts)) == len(texts) and not any(text.endswith(("/", "-")) for text in texts)

    def is_of_another_list_than(self, own: Layout) -> bool:
        """Whether another list's headings stand here, word for word, and not a row of our own that has some of its words."""
        filled = [heading for heading in self.headings if heading.text.strip()]
        return self.vocabulary is not own.vocabulary and all(heading.score >= EXACT for heading in filled)

    @property
    def weight(self) -> tuple[int, float]:
        """How well the headings are understood, to tell a header from a row that only has some of its words."""
        return len(self.concepts), sum(heading.score for heading in self.headings if heading.concept)

    def columns(self, concept: str) -> tuple[int, ...]:
        """The columns of a concept, the most telling heading first, else from left to right."""
        return self._columns.get(concept, ())


@lru_cache(maxsize=4096)
def match_exactly(text: str, vocabulary: Vocabulary) -> Heading:
    """The concept a label names: the whole label, or one side of its slash, must be a word of the vocabulary."""
    if len(text) > _LONGEST_HEADING:
        return Heading(text)
    plain = _plain(text)
    for part in (plain, *_parts(text)):
        if found := vocabulary.phrases.get(part):
            return Heading(text, found[0], 100 if part == plain else 85, found[1])
    return Heading(text)


@lru_cache(maxsize=4096)
def match_heading(text: str, vocabulary: Vocabulary) -> Heading:
    """The concept a heading names: the whole heading counts most, then a part of «Uppdrag/aktivitet», then a beginning."""
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST_HEADING:
        return Heading(text)
    parts = _parts(text)
    best = Heading(text)
    for concept, rank, phrase in vocabulary.ranked:
        score = _score(plain, parts, phrase)
        if score > best.score:
            best = Heading(text, concept, score, rank)
    return best if best.score >= _LEAST else Heading(text)


def _plain(text: str) -> str:
    return fold(_NO_LETTER.sub(" ", _PARENTHESIS.sub(" ", tidy(text)))).strip()


def _parts(text: str) -> list[str]:
    return [_plain(part) for part in _PARTS.split(_PARENTHESIS.sub(" ", tidy(text).replace("- ", "-")))]


def _score(plain: str, parts: Sequence[str], phrase: str) -> float:
    length = len(phrase) / 100  # of two equal matches the longer phrase says more
    if plain == phrase:
        return 100
    if phrase in parts:
        return 85 - parts.index(phrase) + length
    if plain.startswith(f"{phrase} "):
        return 70 + length
    if len(phrase) < 4:
        return 0
    if f" {phrase} " in f" {plain} ":
        return 55 + length
    if any(part.startswith(phrase) for part in parts):
        return 50 + length
    if len(phrase) >= 6 and any(word.endswith(phrase) for word in plain.split()):
        return 45 + length
    if abs(len(plain) - len(phrase)) <= 2 and len(phrase) >= 6 and plain.count(" ") == phrase.count(" "):
        matcher = difflib.SequenceMatcher(None, plain, phrase, autojunk=False)
        return 60 * matcher.ratio() if matcher.quick_ratio() >= 0.85 and matcher.ratio() >= 0.85 else 0
    return 0


def read_layout(cells: Sequence[str], vocabularies: Sequence[Vocabulary]) -> Layout | None:
    """The layout a row of headings announces, or None when the row is no header of any vocabulary."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2 or any(
        len(cell) > _LONGEST_HEADING or (_SENTENCE_END.search(tidy(cell)) and len(cell) > 12) for cell in filled
    ):
        return None
    best: Layout | None = None
    for vocabulary in vocabularies:
        layout = Layout(vocabulary, tuple(match_heading(cell, vocabulary) for cell in cells))
        known = [heading for heading in layout.headings if heading.concept]
        sure = sum(1 for heading in known if heading.score >= SURE)
        if len(known) * 2 < len(set(filled)) or sure < 2 or not vocabulary.accepts(layout.concepts):
            continue
        if best is None or layout.weight > best.weight:
            best = layout
    return best


def merge_headings(upper: Layout, lower: Sequence[str]) -> Layout | None:
    """The layout of a header in two lines, or None when `lower` is a row of data.

    The lower line either goes on where a heading broke («Prioriterat / område»), or divides a heading over several
    columns («Uppföljning: Datum, Status»), or repeats it (cells merged downwards).
    """
    filled = [tidy(cell) for cell in lower if cell.strip()]
    if len(filled) == 1 and lower[0].strip():
        return None  # a row that heads the rows below
    if upper.is_whole and not all(cell[0].islower() for cell in filled):
        return None  # nothing is left for a second line to say
    if not filled or any(len(cell) > 45 or re.search(r"\d", cell) or cell.endswith((".", "!", "?")) for cell in filled):
        return None
    headings, better, foreign = [], 0, 0
    for index in range(max(len(upper.headings), len(lower))):
        above = upper.headings[index] if index < len(upper.headings) else Heading("")
        below = tidy(lower[index]) if index < len(lower) else ""
        if not below or below == tidy(above.text):
            headings.append(above)
            continue
        alone, both = (match_heading(text, upper.vocabulary) for text in (below, f"{above.text} {below}"))
        goes_on = below[0].islower() or above.text.rstrip().endswith(("/", "-"))
        candidates = (both, above, alone) if goes_on else (above, both, alone)
        choice = max(candidates, key=lambda heading: heading.score)
        headings.append(choice)
        better += choice is not above and (choice.score >= 60 or choice.concept != above.concept)
        foreign += choice is above
    return Layout(upper.vocabulary, tuple(headings)) if better and better >= foreign else None
