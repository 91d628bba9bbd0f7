"""Words → lines as printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from samverka.imports.readers.laid_out.page import Word

BULLETS = "•●▪◦‣∙·»\uf0b7\uf0a7\uf0d8\uf02d○■□➢➤✓"
MISREAD_BULLETS = "«©®¢e"
"""What a scan makes of a bullet."""
_MARKER = re.compile(rf"(?:[{BULLETS}{MISREAD_BULLETS}*]|[-–—]|o|\(?\d{{1,3}}[.)]|[a-zåäö]\))")
_LEAST_GAP = 10.0
_GAP_IN_SIZES = 1.5
_TOUCHING = 0.12


@dataclass(frozen=True)
class TextLine:
    """Words beside each other, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @cached_property
    def base(self) -> float:
        """Where most of its words stand; tails and raised figures do not move it."""
        return median(word.bottom for word in self.words)

    @cached_property
    def size(self) -> float:
        letters: Counter[float] = Counter()
        for word in self.words:
            letters[round(word.size, 1)] += len(word.text)
        return letters.most_common(1)[0][0]

    @cached_property
    def text(self) -> str:
        return joined(self.words)

    @property
    def marker(self) -> str:
        """The bullet or number that begins the line, if more follows: "•", "2."."""
        first = self.words[0].text
        return first if len(self.words) > 1 and _MARKER.fullmatch(first) else ""

    @property
    def text_start(self) -> float:
        """Where the text begins after the marker."""
        return self.words[1].x0 if self.marker else self.x0

    def segments(self) -> list[TextLine]:
        """The line cut where there is so much room that what stands apart is meant to stand apart."""
        parts: list[list[Word]] = [[self.words[0]]]
        for index, word in enumerate(self.words[1:], 1):
            left = self.words[index - 1]
            wide = word.x0 - left.x1 > max(_LEAST_GAP, _GAP_IN_SIZES * max(word.size, left.size))
            if wide and not (index == 1 and self.marker):
                parts.append([])
            parts[-1].append(word)
        return [TextLine(tuple(part)) for part in parts]


def joined(words: Sequence[Word]) -> str:
    """The words with a space where there is room for one."""
    text = words[0].text
    for left, right in pairwise(words):
        touching = right.x0 - left.x1 < _TOUCHING * min(left.size, right.size)
        text += right.text if touching else f" {right.text}"
    return text


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """The lines from the top down. Words share a line when they share half their height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        row = next((row for row in reversed(rows[-3:]) if _beside(word, row)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines = [TextLine(tuple(sorted(row, key=lambda word: word.x0))) for row in rows]
    return sorted(lines, key=lambda line: (line.base, line.x0))


def _beside(word: Word, row: list[Word]) -> bool:
    for other in row[-1], max(row, key=lambda each: each.bottom - each.top):
        shared = min(word.bottom, other.bottom) - max(word.top, other.top)
        if shared < 0.5 * min(word.bottom - word.top, other.bottom - other.top):
            return False
    return True
