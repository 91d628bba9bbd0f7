"""The rows and cells of a Word table as they are written, before merged cells are resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from samverka.imports.readers.word.names import Element, child_number, child_value, unwrapped, w

_ROW = w("tr")
_CELL = w("tc")
_ROW_PROPERTIES = w("trPr")
_CELL_PROPERTIES = w("tcPr")


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell as written; `content` is None for columns a row leaves out before its first or after its last cell."""

    content: Element | None
    columns: int = 1
    continues_above: bool = False
    continues_left: bool = False


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, without those of tables inside its cells."""
    return (element for element in unwrapped(table) if element.tag == _ROW)


def only_cell(table: Element) -> Element | None:
    """The cell of a table that has just one: a frame around text, which is no table to the reader."""
    rows = list(islice(rows_of(table), 2))
    cells = list(cells_of(rows[0])) if len(rows) == 1 else []
    return cells[0].content if len(cells) == 1 else None


def is_deleted_row(row: Element) -> bool:
    """Whether a tracked change has removed the row."""
    properties = row.find(_ROW_PROPERTIES)
    return properties is not None and properties.find(w("del")) is not None


def cells_of(row: Element) -> Iterator[SourceCell]:
    """The cells of a row from the first column to the last."""
    properties = row.find(_ROW_PROPERTIES)
    before, after = child_number(properties, "gridBefore", 0), child_number(properties, "gridAfter", 0)
    if before:
        yield SourceCell(None, before)
    for element in unwrapped(row):
        if element.tag == _CELL:
            yield _cell(element)
    if after:
        yield SourceCell(None, after)


def _cell(element: Element) -> SourceCell:
    properties = element.find(_CELL_PROPERTIES)
    if properties is None:
        return SourceCell(element)
    vertical, horizontal = child_value(properties, "vMerge"), child_value(properties, "hMerge")
    return SourceCell(
        element,
        max(child_number(properties, "gridSpan", 1), 1),
        continues_above=vertical is not None and vertical != "restart",
        continues_left=horizontal is not None and horizontal != "restart",
    )
