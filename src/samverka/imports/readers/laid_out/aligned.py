"""Tables without drawn lines: rows whose texts stand under each other with room between the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from samverka.imports.readers.laid_out.lines import TextLine
from samverka.imports.readers.laid_out.page import Word

_GUTTER = 6.0
_FARTHEST = 2.6
_ROW_STEP = 1.25
_CLOSE = 1.6
_LARGER = 1.2
_ENDED = re.compile(r"[.:;!?]$")


@dataclass(frozen=True)
class AlignedTable:
    """Rows of cells; a cell is its lines, none where it is empty. `edges`: where each column begins and ends."""

    rows: tuple[tuple[tuple[TextLine, ...], ...], ...]
    edges: tuple[tuple[float, float], ...]
    lines: tuple[TextLine, ...]


def with_aligned_tables(lines: Sequence[TextLine]) -> list[TextLine | AlignedTable]:
    """The lines, where each run of lines in columns is a table."""
    out: list[TextLine | AlignedTable] = []
    index = 0
    while index < len(lines):
        run = _run(lines[index:]) if len(lines[index].segments()) > 1 else []
        if run:
            out.append(_table(run))
            index += len(run)
        else:
            out.append(lines[index])
            index += 1
    return out


def _run(lines: Sequence[TextLine]) -> list[TextLine]:
    """As many lines as share room between columns; none if fewer than two of them have text in several columns."""
    run = [lines[0]]
    gutters = _gutters(run)
    for line in lines[1:]:
        together = _shared(gutters, line)
        if line.base - run[-1].base > _FARTHEST * line.size or len(together) < len(gutters):
            break
        alone = len(line.segments()) == 1
        if alone and line.size > _LARGER * run[0].size:
            break  # a heading
        if alone and line.x0 < gutters[0][0] and line.x1 > 0.8 * gutters[0][0] and line.x1 - line.x0 > 200:
            break  # prose that happens to be short
        run.append(line)
        gutters = together
    while len(run) > 1 and _is_below_table(run[-2], run[-1], gutters):
        run.pop()
    rows = sum(1 for line in run if len(line.segments()) > 1)
    return run if rows >= 2 or (rows == 1 and len(run) > 1 and _is_rest_of_cell(run[0], run[1], gutters)) else []


def _is_below_table(above: TextLine, line: TextLine, gutters: list[tuple[float, float]]) -> bool:
    return len(line.segments()) == 1 and line.x0 < gutters[0][0] and not _is_rest_of_cell(above, line, gutters)


def _is_rest_of_cell(above: TextLine, line: TextLine, gutters: list[tuple[float, float]]) -> bool:
    """Whether a line alone is the rest of a cell's text: «Förvaringsplats för | Kansliet» over «protokollet»."""
    close = line.base - above.base <= _CLOSE * line.size and line.size < _LARGER * above.size
    if not close or len(line.segments()) > 1 or len(above.segments()) == 1:
        return False
    if line.x0 >= gutters[0][1] - _GUTTER:
        return True
    return line.x1 <= gutters[0][0] and _goes_on(above.segments()[0], line)


def _goes_on(above: TextLine, line: TextLine) -> bool:
    return line.text[0].islower() and not _ENDED.search(above.text)


def _gutters(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    segments = lines[0].segments()
    return [(left.x1, right.x0) for left, right in pairwise(segments)]


def _shared(gutters: list[tuple[float, float]], line: TextLine) -> list[tuple[float, float]]:
    """What is left of each gutter when the line's words are laid over it."""
    out = []
    for start, end in gutters:
        pieces = [(start, end)]
        for word in line.words:
            pieces = [piece for each in pieces for piece in _without(each, word)]
        widest = max(pieces, key=lambda piece: piece[1] - piece[0], default=None)
        if widest and widest[1] - widest[0] >= _GUTTER:
            out.append(widest)
    return out


def _without(piece: tuple[float, float], word: Word) -> list[tuple[float, float]]:
    start, end = piece
    if word.x1 <= start or word.x0 >= end:
        return [piece]
    return [(a, b) for a, b in ((start, word.x0), (word.x1, end)) if b - a >= _GUTTER]


def _table(run: list[TextLine]) -> AlignedTable:
    gutters = _gutters(run[:1])
    for line in run[1:]:
        gutters = _shared(gutters, line)
    cuts = [(start + end) / 2 for start, end in gutters]
    steps = [below.base - above.base for above, below in pairwise(run)]
    close = min(steps) * _ROW_STEP
    rows: list[list[list[TextLine]]] = []
    for index, line in enumerate(run):
        cells = _cells(line, cuts)
        near = index > 0 and steps[index - 1] <= close
        if rows and near and (cells[0] is None or (rows[-1][0] and _goes_on(rows[-1][0][-1], cells[0]))):
            for cell, part in zip(rows[-1], cells, strict=True):
                cell.extend([part] if part else [])
        else:
            rows.append([[part] if part else [] for part in cells])
    return AlignedTable(
        tuple(tuple(tuple(cell) for cell in row) for row in rows), tuple(_edges(rows, len(cuts) + 1)), tuple(run)
    )


def _cells(line: TextLine, cuts: list[float]) -> list[TextLine | None]:
    parts: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for word in line.words:
        parts[sum(1 for cut in cuts if word.centre > cut)].append(word)
    return [TextLine(tuple(part)) if part else None for part in parts]


def _edges(rows: list[list[list[TextLine]]], columns: int) -> list[tuple[float, float]]:
    out = []
    for column in range(columns):
        lines = [line for row in rows for line in row[column]]
        out.append((min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)))
    return out
