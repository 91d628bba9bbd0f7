"""A document as a row of events: lines, group rows, headers and entries, whatever table they stand in.

Here tables become what they mean: a row cut by a page or continued on the next line is one entry, a header repeated on
every page is read once, a row that fills only its first cell heads the rows below, and a table lying on its side is
turned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from samverka.imports.blocks import Block, Cell, Line, LineKind, PageBreak, Place, ReadDocument, Row, Table
from samverka.imports.extractors.headers import Layout, Vocabulary, merge_headings, read_layout
from samverka.imports.mending import tidy

_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADER_ROWS = 5  # a header stands among the first rows of a table


@dataclass(frozen=True, slots=True)
class Group:
    """A row that heads the rows below it."""

    text: str
    place: Place


@dataclass(slots=True)
class Entry:
    """A row's cells by column; a continued row has several cells in a column."""

    layout: Layout
    place: Place
    cells: dict[int, list[Cell]] = field(default_factory=dict)

    def add(self, column: int, cell: Cell) -> None:
        if cell.text.strip():
            self.cells.setdefault(column, []).append(cell)

    def of(self, concept: str) -> list[Cell]:
        """The cells of all columns of a concept, from left to right, a merged cell once."""
        columns = sorted(self.layout.columns(concept))
        return list(dict.fromkeys(cell for column in columns for cell in self.cells.get(column, ())))

    def first_of(self, concept: str) -> list[Cell]:
        """The cells of the column whose heading names the concept best."""
        columns = self.layout.columns(concept)
        return self.cells.get(columns[0], []) if columns else []

    def beside(self, concepts: Container[str]) -> Iterator[tuple[str, list[Cell]]]:
        """Heading and cells of every other column."""
        for column, cells in sorted(self.cells.items()):
            heading = self.layout.headings[column] if column < len(self.layout.headings) else None
            if heading is None or heading.concept not in concepts:
                yield (tidy(heading.text) if heading else ""), cells


Event = Line | PageBreak | Group | Layout | Entry


def events(document: ReadDocument, vocabularies: Sequence[Vocabulary], keys: Sequence[str]) -> list[Event]:
    """The document in order. `keys`: concepts of which a row must fill one to be a row of its own.

    Rows of a table whose header no vocabulary knows are left out.
    """
    return _Reader(vocabularies, tuple(keys)).read(document)


class _Reader:
    def __init__(self, vocabularies: Sequence[Vocabulary], keys: tuple[str, ...]) -> None:
        self.vocabularies = vocabularies
        self.keys = keys
        self.out: list[Event] = []
        self.layout: Layout | None = None
        self.entry: Entry | None = None
        self._header_texts: list[str] = []
        self._times: Counter[str] = Counter()  # a line that comes back is a page's header, not a heading
        self.open_columns = 0  # cells the last row had, if it broke off before its last column

    def read(self, document: ReadDocument) -> list[Event]:
        blocks = document.blocks
        lines_touch = document.media_type == "text/plain"  # elsewhere the next line is another paragraph
        self._times = Counter(tidy(block.text) for block in blocks if isinstance(block, Line))
        last_row_line: int | None = None
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                self._table(_upright(block, self.vocabularies))
                last_row_line = block.rows[-1].place.line
            elif isinstance(block, Line) and block.text.strip():
                below = lines_touch and last_row_line is not None and block.place.line == last_row_line + 1
                if self._between_rows(block, blocks[index + 1 : index + 3], right_below=below):
                    last_row_line = block.place.line
                    continue
                if block.kind is LineKind.HEADING:
                    self.entry = None  # nothing goes on past a heading
                self.out.append(block)
            else:
                self.out.append(block)
        return self.out

    def _between_rows(self, line: Line, following: Sequence[Block], *, right_below: bool) -> bool:
        """A line without tabs between rows: the rest of the last cell above, or a heading of the rows below."""
        if self.layout is None:
            return False
        text = tidy(line.text)
        goes_on = self.open_columns or text[:1].islower()
        enclosed = bool(following) and (isinstance(following[0], Table) or _is_text(following[0]))
        if right_below and self.entry and (goes_on or (enclosed and not _is_short_heading(text))):
            self.entry.add((self.open_columns or len(self.layout.headings)) - 1, Cell(line.text, line.place))
            return True
        if _is_short_heading(text) and self._times[text] == 1 and self._heads_rows(line, following):
            self.entry = None
            self.out.append(Group(text, line.place))
            return True
        return False

    def _heads_rows(self, line: Line, following: Sequence[Block]) -> bool:
        """Whether rows of the same table, without a header of their own, come right below, or after one blank line."""
        table = next((block for block in following if isinstance(block, Table)), None)
        if table is None or (following[0] is not table and _is_text(following[0])):
            return False
        if line.kind is not LineKind.HEADING and following[0] is not table:
            return False
        first = [cell.text for cell in table.rows[0].cells]
        return (
            len(first) > 1
            and read_layout(first, self.vocabularies) is None
            and _upright(table, self.vocabularies) is table
        )

    def _table(self, table: Table) -> None:
        header_may_follow = _HEADER_ROWS
        rows = list(table.rows)
        index, own = 0, None
        while index < len(rows):
            row = rows[index]
            index += 1
            texts = [cell.text for cell in row.cells]
            header = read_layout(texts, self.vocabularies) if header_may_follow > 0 else None
            header_may_follow -= 1
            if (
                header
                and own
                and own.is_whole
                and header.weight < own.weight
                and not header.is_of_another_list_than(own)
            ):
                header = None  # a row of the list with words that are headings elsewhere: «Projektledare», «Uppdrag …»
            if header is None and self._repeats_header(texts):
                continue
            if header:
                lower = merge_headings(header, [cell.text for cell in rows[index].cells]) if index < len(rows) else None
                index += lower is not None
                own = lower or header
                self._header(own)
            elif group := _group(row, self.layout, self.entry):
                self.entry, self.open_columns = None, 0
                self.out.append(group)
                header_may_follow = max(header_may_follow, 2)
            elif self.layout:
                self._row(row, self.layout)

    def _repeats_header(self, texts: Sequence[str]) -> bool:
        return bool(self._header_texts) and [tidy(text) for text in texts if text.strip()] == self._header_texts

    def _header(self, layout: Layout) -> None:
        if (
            self.layout
            and [h.text for h in self.layout.headings] == [h.text for h in layout.headings]
            and self._just_read()
        ):
            return  # the same header again on the next page: a row may go on below it
        self.layout, self.entry, self.open_columns = layout, None, 0
        self._header_texts = [tidy(heading.text) for heading in layout.headings if heading.text.strip()]
        self.out.append(layout)

    def _just_read(self) -> bool:
        """Whether only blank lines and page breaks stand between the last entry and here."""
        for event in reversed(self.out):
            if isinstance(event, Entry):
                return True
            if not isinstance(event, PageBreak) and not (isinstance(event, Line) and not event.text.strip()):
                return False
        return False

    def _row(self, row: Row, layout: Layout) -> None:
        cells = [(column, cell) for column, cell in enumerate(row.cells) if cell.text.strip()]
        if not cells or all(re.fullmatch(r"[\W_]*", cell.text) for _, cell in cells):
            return
        shift = self._continued_from(row, cells, layout)
        if shift is not None and self.entry:
            for column, cell in shift:
                self.entry.add(column, cell)
            self.open_columns = 0
            return
        self.entry = Entry(layout, row.place)
        for column, cell in cells:
            self.entry.add(column, cell)
        self.open_columns = len(row.cells) if len(row.cells) < len(layout.headings) else 0
        self.out.append(self.entry)

    def _continued_from(self, row: Row, cells: list[tuple[int, Cell]], layout: Layout) -> list[tuple[int, Cell]] | None:
        """The columns of a row that goes on from the one above, or None for a row of its own."""
        if self.entry is None or self.entry.layout is not layout:
            return None
        first = cells[0][0]
        opened = self.open_columns
        completes = len(row.cells) + opened - 1 == len(layout.headings) and opened > 1
        if opened and completes and first == 0 and not self._begins_row(cells[0][1], layout):
            # the row was broken inside a cell: this is the rest of that cell and of the row
            return [(column + opened - 1, cell) for column, cell in cells]
        own = {column for key in self.keys for column in layout.columns(key)[:1]} or {0}
        if own & {column for column, _ in cells}:
            return self._continued_subject(cells, self.entry, first)
        if opened and first < opened:
            # the row above broke off inside its last cell, which the first text here completes
            return [(opened - 1 if place == 0 else column, cell) for place, (column, cell) in enumerate(cells)]
        return cells

    def _begins_row(self, cell: Cell, layout: Layout) -> bool:
        """Whether the first cell looks like the beginning of a row: its number, or what began a row before."""
        if layout.headings[0].concept == "number":
            return bool(re.match(r"\s*\d", cell.text))
        firsts = {tidy(e.cells[0][0].text) for e in self.out if isinstance(e, Entry) and 0 in e.cells}
        return tidy(cell.text) in firsts

    def _continued_subject(
        self, cells: list[tuple[int, Cell]], entry: Entry, first: int
    ) -> list[tuple[int, Cell]] | None:
        """A row that fills a key column still goes on if it was cut there, or repeats what is merged downwards."""
        layout, opened = entry.layout, self.open_columns
        number = layout.columns("number")[:1]
        unnumbered = bool(number) and number[0] in entry.cells and number[0] not in {column for column, _ in cells}
        if opened and 0 < first < opened and (unnumbered or cells[0][1].text.strip()[:1].islower()):
            return [(opened - 1 if place == 0 else column, cell) for place, (column, cell) in enumerate(cells)]
        if unnumbered and len(cells) * 2 <= len(layout.headings) and not self._fills(cells, layout, "priority_area"):
            return cells  # among numbered rows one without number, and with little in it, goes on
        if all(cell.text.strip()[:1].islower() for _, cell in cells) and (first > 0 or len(cells) == 1):
            return cells
        return self._merged_downwards(cells, layout, entry)

    def _fills(self, cells: list[tuple[int, Cell]], layout: Layout, concept: str) -> bool:
        return bool(set(layout.columns(concept)) & {column for column, _ in cells})

    def _merged_downwards(
        self, cells: list[tuple[int, Cell]], layout: Layout, entry: Entry
    ) -> list[tuple[int, Cell]] | None:
        """Rows under one merged subject are one entry when only what has come of it differs."""
        keys = [column for key in self.keys for column in layout.columns(key)[:1] if column in entry.cells]
        given = dict(cells)
        if not keys or not all(column in given and _stands_in(entry, column, given[column]) for column in keys):
            return None
        new = [(column, cell) for column, cell in cells if not _stands_in(entry, column, cell)]
        own = {column for key in ("subject", "commission", "number", "name") for column in layout.columns(key)}
        repeated = {column for column, _ in cells} - {column for column, _ in new}
        if not own & {column for column, _ in new} and len(repeated) >= 2 and new:
            return new
        return None


def _is_text(block: object) -> bool:
    return isinstance(block, Line) and bool(block.text.strip())


def _is_short_heading(text: str) -> bool:
    if _YEAR.fullmatch(text):
        return True
    return len(text.split()) <= 6 and text[:1].isupper() and not re.search(r"\d|[.,;–-]$", text)


def _stands_in(entry: Entry, column: int, cell: Cell) -> bool:
    return any(tidy(cell.text) == tidy(other.text) for other in entry.cells.get(column, ()))


def _group(row: Row, layout: Layout | None, entry: Entry | None) -> Group | None:
    """A row with one text, in its first cell or merged over all, heads the rows below."""
    if len(row.cells) < 2:
        return None
    filled = [(column, cell) for column, cell in enumerate(row.cells) if cell.text.strip()]
    texts = {tidy(cell.text) for _, cell in filled}
    if len(texts) != 1 or (filled[0][0] != 0 and len(filled) == 1):
        return None
    text = texts.pop()
    if len(filled) > 1 and len(filled) < len(row.cells) and len(filled) < 3:
        return None  # the same word in two columns is data
    if len(filled) == 1 and _is_data(text, layout, entry, len(row.cells)):
        return None
    return Group(text, filled[0][1].place)


def _is_data(text: str, layout: Layout | None, entry: Entry | None, width: int) -> bool:
    if _YEAR.fullmatch(text):
        return False
    if re.fullmatch(r"[\d.:)§\s-]+", text) or not re.search(r"[^\W\d_]{2}", text):
        return True
    if entry and text[:1].islower():
        return True  # the rest of the first cell above
    if len(text) > 200:
        return True
    return layout is not None and width < len(layout.headings) and width > 1  # a row that breaks off


def _upright(table: Table, vocabularies: Sequence[Vocabulary]) -> Table:
    """A table with its headings in the first column is turned; any other is handed back as it is."""
    rows = table.rows
    if len(rows) < 2 or len(rows) > 40 or any(len(row.cells) < 2 for row in rows):
        return table
    sideways = read_layout([row.cells[0].text for row in rows], vocabularies)
    if sideways is None:
        return table
    headers = (read_layout([cell.text for cell in row.cells], vocabularies) for row in rows[:_HEADER_ROWS])
    if any(header and len(header.concepts) >= len(sideways.concepts) for header in headers):
        return table
    width = max(len(row.cells) for row in rows)
    turned = tuple(Row(cells, cells[0].place) for cells in _columns(rows, width))
    return Table(turned, table.place)


def _columns(rows: Sequence[Row], width: int) -> Iterator[tuple[Cell, ...]]:
    for column in range(width):
        yield tuple(row.cells[column] if column < len(row.cells) else Cell("", row.place) for row in rows)
