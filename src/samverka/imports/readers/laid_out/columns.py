"""The order of reading: a page whose text stands in two or more columns is cut along the room between them.

Columns of prose fill their width; labels with values and lists of names beside each other do not, and are read across.
So are tables, whose rows begin on the same line in all columns; texts beside each other on a slide go on without regard to
each other, so that one begins something new where the other is in the middle of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from samverka.imports.readers.laid_out.lines import TextLine, lines_of
from samverka.imports.readers.laid_out.page import Word

_GUTTER = 9.0
_LEAST_LINES = 4
_FILLED = 0.62
_LINES_FILLED = 0.5
_STEPS = 140
"""Places tried across the middle of the page; a gutter of an A4 page is tried three times or more."""
_DEEPEST = 6
_LEAST_WRAPPED = 3
_LEAST_ROWS = 3
_ROOM = 1.7
_SAME_LINE = 3.0
_INDENT = 3.0
_ACROSS = 0.2


@dataclass(frozen=True)
class TextRegion:
    """Lines that are read together; `is_column` if other text stands beside them."""

    lines: list[TextLine]
    is_column: bool = False


def regions_of(words: Sequence[Word], depth: int = 0, is_column: bool = False) -> list[TextRegion]:
    """The regions of a page in the order of reading."""
    cut = _cut(words) if depth < _DEEPEST else None
    if cut is None:
        return [TextRegion(lines_of(words), is_column)] if words else []
    return [
        region
        for index, part in enumerate(cut)
        for region in (regions_of(part, depth + 1, is_column or index in (1, 2)) if part else ())
    ]


def _cut(words: Sequence[Word]) -> list[list[Word]] | None:
    """Above, left, right and below of the highest gutter that parts two columns of prose."""
    if len(words) < 4 * _LEAST_LINES:
        return None
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    best: tuple[float, float, float, float] | None = None
    judged: set[tuple[float, float, int]] = set()  # gutters beside each other part the same words
    for step in range(_STEPS + 1):
        x = left + (0.15 + 0.7 * step / _STEPS) * (right - left)
        for top, bottom in _free(words, x):
            if best is not None and bottom - top <= best[0]:
                continue
            sides = _sides(words, x, top, bottom)
            if (top, bottom, len(sides[0])) in judged:
                continue
            judged.add((top, bottom, len(sides[0])))
            if _are_columns(sides):
                best = (bottom - top, x, top, bottom)
    if best is None:
        return None
    _, x, top, bottom = best
    parts: list[list[Word]] = [[], [], [], []]
    for word in words:
        part = 0 if word.middle < top else 3 if word.middle > bottom else 1 if word.centre < x else 2
        parts[part].append(word)
    return parts


def _are_columns(sides: tuple[list[Word], list[Word]]) -> bool:
    if not all(sides):
        return False
    left, right = (lines_of(side) for side in sides)
    if all(_is_prose(side, _width(sides, side)) for side in sides):
        return not _are_rows(left, right)
    return _are_apart(left, right)


def _are_rows(left: list[TextLine], right: list[TextLine]) -> bool:
    """Whether what stands apart from what is above it does so on the same lines in both, as the rows of a table do."""
    begun = _groups(left), _groups(right)
    return len(begun[0]) == len(begun[1]) >= _LEAST_ROWS and all(
        abs(one - other) < _SAME_LINE for one, other in zip(*begun, strict=True)
    )


def _groups(lines: list[TextLine]) -> list[float]:
    """Where the lines begin that have room above them."""
    return [
        line.base
        for above, line in zip([None, *lines], lines, strict=False)
        if above is None or line.base - above.base > _ROOM * line.size
    ]


def _free(words: Sequence[Word], x: float) -> list[tuple[float, float]]:
    """The stretches of height where no word crosses the gutter at x."""
    crossing = sorted(
        (word.top, word.bottom) for word in words if word.x0 < x + _GUTTER / 2 and word.x1 > x - _GUTTER / 2
    )
    top, out = min(word.top for word in words), []
    for start, end in crossing:
        if start > top:
            out.append((top, start))
        top = max(top, end)
    out.append((top, max(word.bottom for word in words)))
    size = median(word.size for word in words)
    return [(start, end) for start, end in out if end - start > _LEAST_LINES * size]


def _sides(words: Sequence[Word], x: float, top: float, bottom: float) -> tuple[list[Word], list[Word]]:
    inside = [word for word in words if top <= word.middle <= bottom]
    return [word for word in inside if word.centre < x], [word for word in inside if word.centre >= x]


def _width(sides: tuple[list[Word], list[Word]], side: list[Word]) -> float:
    """A column is as wide as the wider of the two looks, so that a column of short labels is seen to be short."""
    widths = [max(word.x1 for word in each) - min(word.x0 for word in each) for each in sides if each]
    return max(widths) if len(widths) == 2 and min(widths) > 0.5 * max(widths) else 2 * max(widths, default=1.0)


def _is_prose(words: list[Word], width: float) -> bool:
    lines = lines_of(words)
    if len(lines) < _LEAST_LINES:
        return False
    filled = sum(1 for line in lines if line.x1 - line.x0 >= _FILLED * width and len(line.segments()) == 1)
    return filled >= _LINES_FILLED * len(lines)


def _are_apart(left: list[TextLine], right: list[TextLine]) -> bool:
    """Whether a text and the one that stands to the right of it have nothing to do with each other's lines."""
    edge = min(line.x0 for line in right)
    right = [first for line in right if (first := line.segments()[0]).x0 < edge + _INDENT * line.size]
    wrapped = _wrapped(left), _wrapped(right)
    if min(each.count(True) for each in wrapped) < _LEAST_WRAPPED:
        return False
    begun = [line.base for line, goes_on in zip(left, wrapped[0], strict=True) if not goes_on]
    inside = [line.base for line, goes_on in zip(right, wrapped[1], strict=True) if goes_on]
    across = sum(1 for one in begun if any(abs(one - other) < _SAME_LINE for other in inside))
    return across >= max(2, _ACROSS * len(begun))


def _wrapped(lines: list[TextLine]) -> list[bool]:
    """Of each line, whether it goes on in the middle of the sentence above it."""
    return [
        above is not None and line.text[0].islower() and above.text[-1] not in ".:;!?" and len(line.segments()) == 1
        for above, line in zip([None, *lines], lines, strict=False)
    ]
