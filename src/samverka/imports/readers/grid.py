"""Merged cells resolved: every row of a table gets one cell for each column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverka.imports.blocks import Cell, Place, Row
from samverka.imports.readers import limits
from samverka.imports.readers.collector import Collector

REST_OF_TABLE = limits.MAX_TABLE_ROWS
"""A row span that reaches to the table's end."""


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell as HTML gives it, with the number of rows and columns it covers."""

    cell: Cell
    rows: int = 1
    columns: int = 1


def spread(collector: Collector, source: Iterable[tuple[Place, list[Spanning]]]) -> list[Row]:
    """Repeats each cell in all rows and columns it covers and fills short rows with empty cells; counts each row.

    A last cell that claims more columns than any other row has (`colspan="100"` for "all of them") gets just those.
    """
    rows = list(source)
    width = min(max((_natural_width(cells) for _, cells in rows), default=0), limits.MAX_TABLE_COLUMNS + 1)
    from_above: dict[int, tuple[Cell, int]] = {}
    result = []
    for place, cells in rows:
        made, from_above = _spread_row(cells, from_above, width)
        width = max(width, len(made))
        result.append(collector.count_row(Row(tuple(made), place)))
    return [pad(row, width) for row in result]


def pad(row: Row, width: int) -> Row:
    """The row with empty cells up to the width of its table."""
    missing = width - len(row.cells)
    return Row(row.cells + (Cell("", row.place),) * missing, row.place) if missing > 0 else row


def _natural_width(cells: list[Spanning]) -> int:
    """The columns a row needs; its last cell needs just one, whatever it claims."""
    return sum(cell.columns for cell in cells[:-1]) + 1


def _spread_row(
    cells: list[Spanning], from_above: dict[int, tuple[Cell, int]], width: int
) -> tuple[list[Cell], dict[int, tuple[Cell, int]]]:
    made: list[Cell] = []
    below: dict[int, tuple[Cell, int]] = {}

    def take_from_above() -> None:
        while len(made) in from_above:
            cell, rows_left = from_above[len(made)]
            if rows_left > 1:
                below[len(made)] = (cell, rows_left - 1)
            made.append(cell)

    for spanning in cells:
        take_from_above()
        covered = min(spanning.columns, max(width - len(made), 1))
        for _ in range(covered):
            if spanning.rows > 1:
                below[len(made)] = (spanning.cell, spanning.rows - 1)
            made.append(spanning.cell)
    take_from_above()
    last_from_above = max((column for column in from_above if column >= len(made)), default=-1)
    while len(made) <= last_from_above:  # a gap in front of a cell that reaches down further right
        made.append(Cell("", made[-1].place if made else from_above[last_from_above][0].place))
        take_from_above()
    return made, below
