"""Printed lines → paragraphs. A line goes on in the next one when the next one's first word had no room left on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from samverka.imports.readers.laid_out.lines import BULLETS, MISREAD_BULLETS, TextLine

_ROOM = 0.3
"""What a word may lack to fit, in sizes: room at the edge is never used to the last hair."""
_NEARLY_FULL = 0.75
_INDENT = 1.2
_HALF = 0.5
_BROKEN_FROM = 8
_LETTER = 0.75
_PITCH_STEP = 0.05
_USUAL_PITCH = 1.22
_WIDER = 0.14
_BULLETS = frozenset(BULLETS + MISREAD_BULLETS)
_NEW_POINT = re.compile(r"§+\s*\d")
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]$|[a-zåäö]\)$")
_ENDS = re.compile(r"[.:;!?]$")


class Typeface(Protocol):
    """What the document as a whole tells: how far apart lines stand, how lines are joined, which words come back."""

    pitch: Pitch

    def join(self, texts: Sequence[str]) -> str:
        """Lines of one paragraph as one text."""

    def is_rare(self, word: str) -> bool:
        """Whether the word stands nowhere else in the document."""


@dataclass(frozen=True)
class Paragraph:
    lines: tuple[TextLine, ...]
    text: str
    """Without the marker."""
    marker: str = ""

    @property
    def first(self) -> TextLine:
        return self.lines[0]


class Pitch:
    """How far apart the lines of one paragraph stand, in sizes, for each size of type: what most lines do."""

    def __init__(self, blocks: Iterable[Sequence[TextLine]]) -> None:
        steps: dict[int, Counter[float]] = {}
        for lines in blocks:
            for above, below in pairwise(lines):
                step = (below.base - above.base) / max(below.size, 1)
                if 0.8 <= step <= 2.4 and abs(above.size - below.size) < 0.6:
                    steps.setdefault(round(below.size), Counter())[round(step / _PITCH_STEP) * _PITCH_STEP] += 1
        self._of = {size: self._usual(counted) for size, counted in steps.items() if counted.total() >= 3}

    @staticmethod
    def _usual(counted: Counter[float]) -> float:
        """The commonest step, or a smaller one nearly as common: paragraphs of one line stand further apart."""
        most = counted.most_common(1)[0][1]
        return min(step for step, times in counted.items() if times >= 0.4 * most)

    def of(self, size: float) -> float:
        return self._of.get(round(size), _USUAL_PITCH)

    def is_wider(self, above: TextLine, below: TextLine) -> bool:
        step = (below.base - above.base) / max(below.size, 1)
        return step > self.of(below.size) + _WIDER


def paragraphs_of(lines: Sequence[TextLine], right: float, document: Typeface) -> list[Paragraph]:
    """The paragraphs of lines that stand under each other, where text may reach to `right`."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, right, document.pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, right, document) for group in groups]


def with_lost_bullets(found: Sequence[Paragraph], pitch: Pitch) -> list[Paragraph]:
    """A scan's paragraphs, where one that stands among a list's items and begins where their texts begin is an item too:
    its bullet was taken for dirt."""
    out = []
    for index, each in enumerate(found):
        near = [(found[index - 1], found[index - 1], each)] if index else []
        near += [(other, each, other) for other in found[index + 1 : index + 2]]
        lost = not each.marker and any(
            item.marker in _BULLETS
            and _begins_as(each.first, item.first)
            and not pitch.is_wider(above.lines[-1], below.first)
            for item, above, below in near
        )
        out.append(replace(each, marker="•") if lost and each.text[0].isupper() else each)
    return out


def _begins_as(line: TextLine, item: TextLine) -> bool:
    return abs(line.x0 - item.text_start) < min(_HALF * line.size, line.x0 - item.x0)


def _paragraph(group: list[TextLine], right: float, document: Typeface) -> Paragraph:
    marker = group[0].marker
    texts = [TextLine(group[0].words[1:]).text if marker else group[0].text]
    for above, line in pairwise(group):
        if _is_broken(above, line, right, document):
            texts[-1] += line.text
        else:
            texts.append(line.text)
    return Paragraph(tuple(group), document.join(texts), marker)


def _is_broken(above: TextLine, line: TextLine, right: float, document: Typeface) -> bool:
    """A word longer than its column is cut anywhere: alone on its line it fills the column to the last letter."""
    word, rest = above.words[-1], line.words[0]
    return (
        len(above.words) == 1
        and len(word.text) >= _BROKEN_FROM
        and word.text[-1].isalpha()
        and rest.text[0].islower()
        and right - word.x1 < _LETTER * word.size
        and document.is_rare(word.text)
    )


def _goes_on(group: list[TextLine], line: TextLine, right: float, pitch: Pitch) -> bool:
    above, first = group[-1], group[0]
    size = max(above.size, line.size)
    if abs(above.size - line.size) > 0.1 * size or pitch.is_wider(above, line) or line.base <= above.base:
        return False
    if line.marker and (not _NUMBERED.match(line.marker) or first.marker or _ENDS.search(above.text)):
        return False
    if _NEW_POINT.match(line.text) and _ENDS.search(above.text):
        return False
    left = min(first.text_start, *(each.x0 for each in group[1:])) if len(group) > 1 else None
    if left is None:
        indented = line.x0 - max(first.x0, first.text_start) > _INDENT * size
    else:
        indented = abs(line.x0 - left) > _INDENT * size
    if indented or (first.marker and line.x0 < first.text_start - _INDENT * size):
        return False
    word = line.words[0]
    width = right - min(first.text_start, line.x0)
    if line.text[0].islower() and not _ENDS.search(above.text) and above.x1 - above.x0 >= _NEARLY_FULL * width:
        return True
    return above.x1 + _space(above) + (word.x1 - word.x0) > right - _ROOM * size


def _space(line: TextLine) -> float:
    gaps = [right.x0 - left.x1 for left, right in pairwise(line.words)]
    return max(min(gaps), 0.0) if gaps else 0.25 * line.size
