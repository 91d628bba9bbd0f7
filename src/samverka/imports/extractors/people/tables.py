"""The rows of lists of people, column by column: headings found wherever they stand, columns in any order.

A workbook's blank row ends a table for the reader; here the rows below go on under the same headings, since columns are
known by their letters.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samverka.imports.blocks import Block, Cell, Line, PageBreak, Place, ReadDocument, Row, Table
from samverka.imports.extractors.people.vocabulary import NOT_READ, PEOPLE, TELLING, concept_of
from samverka.imports.mending import tidy

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT = "text/plain"
_LOOKED_AT = 15  # rows above the headings: titles, dates, explanations
_LONGEST_HEADING = 60
_SEPARATORS = ";,"


@dataclass(frozen=True)
class Header:
    """Which column means what, and the words over each."""

    columns: Mapping[str, str]
    headings: Mapping[str, str]

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(self.columns.values())


@dataclass(frozen=True)
class ListRow:
    """A row of data: the cells by concept; of two columns for the same the better headed."""

    header: Header
    place: Place
    cells: Mapping[str, Cell]


@dataclass
class Lists:
    """The rows of a document and what was not read: columns with personal identity numbers, and others, by heading."""

    rows: list[ListRow] = field(default_factory=list)
    identities: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    identity_columns: set[tuple[int | None, str]] = field(default_factory=set)

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset().union(*(row.header.concepts for row in self.rows))


def people_lists(document: ReadDocument) -> Lists:
    """The lists of people in a workbook or in CSV; empty for any other document."""
    found = Lists()
    if document.media_type not in (EXCEL, _TEXT):
        return found
    header: Header | None = None
    for block in _with_csv(document):
        if isinstance(block, PageBreak):
            header = None
        elif isinstance(block, Table):
            rows = [_lettered(row) for row in block.rows]
            at, own = _header(rows)
            if own:
                header = _halved(own, rows[at + 1 :])
                _note(found, header, block.place.page)
            if header:
                found.rows += _data(rows[at + 1 if own else 0 :], header)
    return found


def _data(rows: Sequence[Row], header: Header) -> Iterator[ListRow]:
    for row in rows:
        filled = [cell for cell in row.cells if cell.text.strip()]
        texts = {tidy(cell.text) for cell in filled}
        if not filled or (len(texts) == 1 and len(filled) > 1):  # a heading merged over the rows below
            continue
        if all(header.headings.get(cell.place.column) == tidy(cell.text) for cell in filled):
            continue  # the headings again
        cells = {header.columns[cell.place.column]: cell for cell in filled if cell.place.column in header.columns}
        cells.pop("identity", None)
        if cells:
            yield ListRow(header, row.place, cells)


def _header(rows: Sequence[Row]) -> tuple[int, Header | None]:
    """The row with the most known headings among the first, and where it stands; the row above fills in what it lacks."""
    best: tuple[int, float] = (0, 0.0)
    found: tuple[int, Header | None] = (-1, None)
    for at, row in enumerate(rows[:_LOOKED_AT]):
        header, weight = _as_header(row, rows[at - 1] if at else None)
        if header and weight > best:
            best, found = weight, (at, header)
    return found


def _as_header(row: Row, above: Row | None) -> tuple[Header | None, tuple[int, float]]:
    over = {cell.place.column: tidy(cell.text) for cell in above.cells} if above else {}
    named: dict[str, tuple[float, str]] = {}
    headings: dict[str, str] = {}
    for cell in row.cells:
        text, column = tidy(cell.text), cell.place.column
        if len(text) > _LONGEST_HEADING:
            return None, (0, 0.0)
        headings[column] = text or over.get(column, "")
        concept, score = concept_of(text) if text else (None, 0.0)
        if concept is None and (top := over.get(column, "")):
            concept, score = concept_of(f"{top} {text}" if text and top != text else top)
            score -= 5
        if concept:
            key = column if concept == "identity" else concept
            if score > named.get(key, (0.0, ""))[0]:
                named[key] = (score, f"{concept} {column}")
    columns = {told.split()[1]: told.split()[0] for _score, told in named.values()}
    concepts = frozenset(columns.values())
    known = sum(1 for column, text in headings.items() if text and (column in columns or concept_of(text)[0]))
    filled = sum(1 for text in headings.values() if text)
    if not PEOPLE.accepts(concepts) or known * 2 < filled or len({*headings.values()} - {""}) < 2:
        return None, (0, 0.0)
    return Header(columns, headings), (len(concepts), sum(score for score, _told in named.values()))


def _halved(header: Header, rows: Sequence[Row]) -> Header:
    """A heading for the name that is merged over two columns stands over first name and last name, unless most cells of
    the first hold a whole name: then the second is somebody else's, and is left out as any column not known."""
    letters = [*header.headings]
    first = next((column for column, concept in header.columns.items() if concept == "name"), None)
    at = letters.index(first) + 1 if first in letters else len(letters)
    if first is None or at >= len(letters) or header.headings[letters[at]] != header.headings[first]:
        return header
    given = [tidy(cell.text) for row in rows for cell in row.cells if cell.place.column == first and cell.text.strip()]
    if sum(" " in text for text in given) * 2 > len(given):
        return header
    return Header({**header.columns, first: "first_name", letters[at]: "last_name"}, header.headings)


def is_telling(lists: Lists) -> bool:
    """Whether the headings say that it is a list of people, and of nothing else that has a name and a person."""
    return bool(lists.rows) and (
        len(lists.concepts & TELLING) >= 2 or {"first_name", "last_name"} <= lists.concepts or "key" in lists.concepts
    )


def _note(found: Lists, header: Header, page: int | None) -> None:
    for column, heading in header.headings.items():
        concept = header.columns.get(column)
        if concept == "identity":
            found.identities.append(heading)
            found.identity_columns.add((page, column))
        elif (concept is None or concept in NOT_READ) and heading:
            found.left_out.append(heading)


def _lettered(row: Row) -> Row:
    """Columns of text have no letters of their own: they get those a workbook would give them."""
    if all(cell.place.column for cell in row.cells):
        return row
    cells = (
        Cell(cell.text.strip(), Place(cell.place.page, cell.place.line, cell.place.column or _letters(at)))
        for at, cell in enumerate(row.cells)
    )
    return Row(tuple(cells), row.place)


def _letters(at: int) -> str:
    return chr(65 + at) if at < 26 else f"{chr(64 + at // 26)}{chr(65 + at % 26)}"


def _with_csv(document: ReadDocument) -> Sequence[Block]:
    """The blocks, lines of comma- or semicolon-separated values as one table."""
    if document.media_type != _TEXT or any(isinstance(block, Table) for block in document.blocks):
        return document.blocks
    lines = [block for block in document.blocks if isinstance(block, Line)]
    for separator in _SEPARATORS:
        counts = [line.text.count(separator) for line in lines if line.text.strip()]
        if counts and min(counts[:1]) >= 1 and sum(count >= 1 for count in counts) * 5 >= len(counts) * 4:
            return [_table(lines, separator)]
    return document.blocks


def _table(lines: Sequence[Line], separator: str) -> Table:
    reader = csv.reader((line.text for line in lines), delimiter=separator)
    rows = []
    at = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:  # a quotation mark that never ends: what is read so far stands
            break
        place = lines[at].place
        at = reader.line_num
        if cells:
            rows.append(Row(tuple(Cell(text.strip(), place) for text in cells), place))
    return Table(tuple(rows), lines[0].place)
