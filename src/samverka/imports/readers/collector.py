"""Gathers the blocks of a document and holds them to the limits while they are read, not afterwards."""

from __future__ import annotations

from samverka.imports.blocks import Block, Line, LineKind, PageBreak, Place, Row, Table
from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode


class Collector:
    """Blocks in reading order. Every `add_…` raises `ReadError` once the document is larger than the limits."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._characters = 0
        self._lines = 0
        self._rows = 0
        self._cells = 0

    def add_line(self, line: Line) -> None:
        self._lines += 1
        if self._lines > limits.MAX_LINES:
            raise _too_large(f"det har fler än {_number(limits.MAX_LINES)} rader")
        self._count_text(line.text)
        self.blocks.append(line)

    def add_text(
        self, text: str, place: Place, kind: LineKind = LineKind.PARAGRAPH, level: int = 0, marker: str = ""
    ) -> None:
        """Adds a paragraph: a `Line` for each of its lines; a heading or list item stays one."""
        if kind is LineKind.PARAGRAPH:
            for part in text.split("\n"):
                self.add_line(Line(part, place))
        else:
            self.add_line(Line(text.replace("\n", " "), place, kind, level, marker))

    def add_blank(self, place: Place) -> None:
        """Adds a blank line, but never two in a row: in formats with paragraphs it only means "something new"."""
        last = self.blocks[-1] if self.blocks else None
        if last is not None and not (isinstance(last, Line) and not last.text):
            self.add_line(Line("", place))

    def add_page_break(self, place: Place) -> None:
        self.blocks.append(PageBreak(place))

    def count_row(self, row: Row) -> Row:
        """Counts a row against the limits and hands it back; call it for each row as it is made."""
        self._rows += 1
        self._cells += len(row.cells)
        if self._rows > limits.MAX_TABLE_ROWS:
            raise _too_large(f"tabellerna har fler än {_number(limits.MAX_TABLE_ROWS)} rader")
        if len(row.cells) > limits.MAX_TABLE_COLUMNS:
            raise _too_large(f"en tabell har fler än {limits.MAX_TABLE_COLUMNS} kolumner")
        if self._cells > limits.MAX_CELLS:
            raise _too_large(f"tabellerna har fler än {_number(limits.MAX_CELLS)} celler")
        for cell in row.cells:
            self._count_text(cell.text)
        return row

    def add_table(self, rows: list[Row]) -> None:
        """Adds a table of rows that have been counted; a table without rows is nothing."""
        if rows:
            self.blocks.append(Table(tuple(rows), rows[0].place))

    def _count_text(self, text: str) -> None:
        self._characters += len(text)
        if len(text) > limits.MAX_LINE_CHARACTERS:
            raise _too_large(f"en enda rad har fler än {_number(limits.MAX_LINE_CHARACTERS)} tecken")
        if self._characters > limits.MAX_CHARACTERS:
            raise _too_large(f"det har fler än {_number(limits.MAX_CHARACTERS)} tecken")


def flat_text(blocks: list[Block]) -> str:
    """The blocks of a table cell as the cell's text: a line for each paragraph, and for each row of a table in it."""
    lines = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block.text or block.marker)  # a cell with nothing but an automatic number shows the number
        elif isinstance(block, Table):
            lines.extend("\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows)
    return "\n".join(lines).strip("\n")


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def _too_large(reason: str) -> ReadError:
    return ReadError(
        f"Dokumentet är för stort för att läsas in: {reason}. Dela upp det i flera filer och läs in dem var för sig.",
        ReadErrorCode.TOO_LARGE,
    )
