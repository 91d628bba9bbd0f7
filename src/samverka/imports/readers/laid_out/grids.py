"""A grid of drawn lines and the words in it → rows of cells, merged cells told apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samverka.imports.readers.laid_out.lines import TextLine, lines_of
from samverka.imports.readers.laid_out.page import Ruling, Word
from samverka.imports.readers.laid_out.rulings import SNAP, Grid

_DRAWN = 0.55
"""How much of a cell's side must be drawn for it to be a border."""


@dataclass(eq=False)
class Region:
    """A cell as drawn, perhaps over several rows and columns."""

    x0: float
    x1: float
    top: float
    bottom: float
    rows: int
    columns: int
    words: list[Word] = field(default_factory=list)

    def lines(self) -> list[TextLine]:
        return lines_of(self.words)


@dataclass
class GridTable:
    """Rows of regions, one for each column; a merged cell is the same region in all it covers."""

    page: int
    grid: Grid
    rows: list[list[Region]]

    @property
    def top(self) -> float:
        return self.grid.top

    @property
    def bottom(self) -> float:
        return self.grid.bottom


def tables_of(page: int, grids: Sequence[Grid], words: Iterable[Word]) -> tuple[list[GridTable], list[Word]]:
    """The tables with their words, and the words outside them. A grid with words in fewer than two cells is a frame
    or a drawing: its words are left outside."""
    left = list(words)
    tables = []
    for grid in grids:
        table, outside = _table(page, grid, left)
        if table is not None:
            tables.append(table)
            left = outside
    return tables, left


def _table(page: int, grid: Grid, words: list[Word]) -> tuple[GridTable | None, list[Word]]:
    regions = _regions(grid)
    outside: list[Word] = []
    for word in words:
        column, row = bisect_right(grid.xs, word.centre) - 1, bisect_right(grid.ys, word.middle) - 1
        if 0 <= column < len(grid.xs) - 1 and 0 <= row < len(grid.ys) - 1:
            regions[row][column].words.append(word)
        else:
            outside.append(word)
    filled = {id(region) for row in regions for region in row if region.words}
    if len(filled) < 2:
        return None, words
    kept = _kept_columns(regions)
    rows: list[list[Region]] = []
    for cells in regions:
        if any(region.words for region in cells) and (not rows or row_differs(cells, rows[-1])):
            rows.append(cells)
    return GridTable(page, grid, [[cells[column] for column in kept] for cells in rows]), outside


def row_differs(row: Sequence[Region], above: Sequence[Region]) -> bool:
    """Whether some cell begins in this row; else a line is drawn that parts nothing."""
    return any(one is not other for one, other in zip(row, above, strict=False))


def _kept_columns(regions: list[list[Region]]) -> list[int]:
    """Columns without a cell of their own come from borders that do not quite meet."""
    later = range(1, len(regions[0]))
    return [0, *(column for column in later if any(row[column] is not row[column - 1] for row in regions))]


def _regions(grid: Grid) -> list[list[Region]]:
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    parent = list(range(rows * columns))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column and not _drawn(grid.standing, grid.xs[column], grid.ys[row], grid.ys[row + 1]):
                parent[root(here)] = root(here - 1)
            if row and not _drawn(grid.lying, grid.ys[row], grid.xs[column], grid.xs[column + 1]):
                parent[root(here)] = root(here - columns)
    covered: dict[int, list[tuple[int, int]]] = {}
    for index in range(rows * columns):
        covered.setdefault(root(index), []).append(divmod(index, columns))
    made = {key: _region(grid, cells) for key, cells in covered.items()}
    return [[made[root(row * columns + column)] for column in range(columns)] for row in range(rows)]


def _region(grid: Grid, cells: list[tuple[int, int]]) -> Region:
    top, bottom = cells[0][0], cells[-1][0] + 1
    left, right = min(column for _, column in cells), max(column for _, column in cells) + 1
    return Region(grid.xs[left], grid.xs[right], grid.ys[top], grid.ys[bottom], bottom - top, right - left)


def _drawn(rulings: Sequence[Ruling], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(end, ruling.end) - max(start, ruling.start))
        for ruling in rulings
        if abs(ruling.at - at) <= SNAP + 1.5
    )
    return covered >= _DRAWN * (end - start)
