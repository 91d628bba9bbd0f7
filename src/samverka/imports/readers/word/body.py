"""Walks the body of a Word document in reading order: paragraphs, tables, text boxes and page breaks."""

from __future__ import annotations

from samverka.imports.blocks import Block, Cell, Line, LineKind, PageBreak, Place, Row, Table
from samverka.imports.readers import limits
from samverka.imports.readers.collector import Collector, flat_text
from samverka.imports.readers.grid import pad
from samverka.imports.readers.office import Kind, too_deep
from samverka.imports.readers.tabbed import add_lines
from samverka.imports.readers.word.names import (
    PARAGRAPH,
    TABLE,
    Element,
    child_number,
    child_value,
    is_on,
    unwrapped,
    w,
)
from samverka.imports.readers.word.notes import Notes
from samverka.imports.readers.word.numbering import Numbering
from samverka.imports.readers.word.paragraphs import ParagraphText, read_paragraph
from samverka.imports.readers.word.styles import Style, Styles
from samverka.imports.readers.word.tables import cells_of, is_deleted_row, only_cell, rows_of

_PARAGRAPH_PROPERTIES = w("pPr")
_EMBEDDED = {w("altChunk"), w("subDoc")}
_LARGEST_HEADING = 9


class BodyReader:
    """Reads one document. Places have the running number of the paragraph as line, and the page if Word noted pages."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes, has_pages: bool) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._page = 1
        self._has_pages = has_pages
        self._paragraph = 0
        self._fresh = False

    def read(self, body: Element) -> tuple[Block, ...]:
        """All blocks of the body."""
        collector = Collector()
        self._read_blocks(body, collector, nesting=0)
        return tuple(_with_tabs_as_tables(_without_repeated_headers(collector.blocks)))

    def _read_blocks(self, container: Element, collector: Collector, nesting: int) -> None:
        if nesting > limits.MAX_NESTING:
            raise too_deep(Kind.WORD)
        for element in unwrapped(container):
            if element.tag == PARAGRAPH:
                self._read_paragraph(element, collector, nesting)
            elif element.tag == TABLE:
                self._read_table(element, collector, nesting)
            elif element.tag in _EMBEDDED:
                self._notes.embedded = True

    # paragraphs

    def _read_paragraph(self, element: Element, collector: Collector, nesting: int) -> None:
        self._paragraph += 1
        properties = element.find(_PARAGRAPH_PROPERTIES)
        style = self._styles.of(properties)
        if is_on(properties, "pageBreakBefore"):
            self._turn_page(collector, 1)
            self._fresh = True
        read = read_paragraph(element, self._notes, fresh=self._fresh)
        self._fresh = read.ends_fresh
        self._turn_page(collector, read.breaks_before)
        self._add_paragraph(collector, read, style, properties)
        self._turn_page(collector, read.breaks_after)
        for box in read.boxes:
            self._read_blocks(box, collector, nesting + 1)
        if _ends_section(properties):
            self._turn_page(collector, 1)
            self._fresh = True

    def _add_paragraph(
        self, collector: Collector, read: ParagraphText, style: Style, properties: Element | None
    ) -> None:
        text = read.text.strip("\n ")
        marker = self._marker(style, properties)
        if style.is_contents:
            return
        if not text.strip() and not marker:
            collector.add_blank(self._place())
            return
        heading = _heading_level(style, properties)
        if heading:
            collector.add_text(text, self._place(), LineKind.HEADING, heading, marker)
        elif marker:
            collector.add_text(text, self._place(), LineKind.LIST_ITEM, marker=marker)
        else:
            collector.add_text(text, self._place())

    def _marker(self, style: Style, properties: Element | None) -> str:
        own = None if properties is None else properties.find(w("numPr"))
        num_id = child_value(own, "numId") or style.num_id
        if not num_id or num_id == "0":
            return ""
        return self._numbering.marker(num_id, child_number(own, "ilvl", style.level))

    def _turn_page(self, collector: Collector, pages: int) -> None:
        if pages:
            self._page += pages
            collector.add_page_break(self._place())

    def _place(self) -> Place:
        return Place(self._page if self._has_pages else None, max(self._paragraph, 1))

    # tables

    def _read_table(self, table: Element, collector: Collector, nesting: int) -> None:
        frame = only_cell(table)
        if frame is not None:
            self._read_blocks(frame, collector, nesting + 1)
            return
        rows: list[Row] = []
        above: dict[int, Cell] = {}
        for element in rows_of(table):
            if not is_deleted_row(element):
                row, above = self._read_row(element, above, nesting)
                rows.append(collector.count_row(row))
        width = max((len(row.cells) for row in rows), default=0)
        collector.add_table([pad(row, width) for row in rows])

    def _read_row(self, element: Element, above: dict[int, Cell], nesting: int) -> tuple[Row, dict[int, Cell]]:
        """The cells of a row; a cell that goes on from the row above repeats its text.

        A row that is broken over pages has its breaks in each cell, so every cell starts on the row's first page, and
        the row ends on the last page that any of them reaches.
        """
        first_page, last_page, first_paragraph = self._page, self._page, self._paragraph + 1
        fresh = self._fresh
        cells: list[Cell] = []
        for source in cells_of(element):
            self._page, self._fresh = first_page, fresh
            cell = self._read_cell(source.content, nesting)
            last_page = max(last_page, self._page)
            if source.continues_above:
                cell = above.get(len(cells), cell)
            elif source.continues_left and cells:
                cell = cells[-1]
            cells.extend([cell] * min(source.columns, limits.MAX_TABLE_COLUMNS + 1))
        self._page, self._fresh = last_page, False
        place = Place(first_page if self._has_pages else None, first_paragraph)
        return Row(tuple(cells), place), dict(enumerate(cells))

    def _read_cell(self, content: Element | None, nesting: int) -> Cell:
        if content is None:
            return Cell("", self._place())
        place = Place(self._page if self._has_pages else None, self._paragraph + 1)
        inner = Collector()
        self._read_blocks(content, inner, nesting + 1)
        return Cell(flat_text(inner.blocks), place)


def _heading_level(style: Style, properties: Element | None) -> int:
    """The paragraph's own outline level goes before its style's."""
    own = child_number(properties, "outlineLvl", -1)
    if own == -1:
        return style.heading
    return own + 1 if own < _LARGEST_HEADING else 0


def _ends_section(properties: Element | None) -> bool:
    """A section ends with this paragraph, and the next begins on a new page."""
    section = None if properties is None else properties.find(w("sectPr"))
    return section is not None and child_value(section, "type") not in ("continuous", "nextColumn")


def _without_repeated_headers(blocks: list[Block]) -> list[Block]:
    """Tables that only a page or blank lines part, and that begin with the same header, are one table."""
    joined: list[Block] = []
    between: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak) or (isinstance(block, Line) and not block.text and not block.marker):
            between.append(block)
            continue
        last = joined[-1] if joined else None
        if isinstance(block, Table) and isinstance(last, Table) and _same_header(last, block):
            joined[-1] = Table(last.rows + block.rows[1:], last.place)
        else:
            joined += [*between, block]
        between = []
    return joined + between


def _same_header(first: Table, second: Table) -> bool:
    header = [" ".join(cell.text.split()) for cell in first.rows[0].cells]
    return len(set(header) - {""}) > 1 and header == [" ".join(cell.text.split()) for cell in second.rows[0].cells]


def _with_tabs_as_tables(blocks: list[Block]) -> list[Block]:
    """Paragraphs set in columns with tabs are tables, as they are in plain text."""
    if not any(isinstance(block, Line) and "\t" in block.text for block in blocks):
        return blocks
    collector = Collector()
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        add_lines(collector, lines)
        lines = []
        collector.blocks.append(block)
    add_lines(collector, lines)
    return collector.blocks
