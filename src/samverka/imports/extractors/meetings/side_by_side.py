"""Heads and signatures set in columns with spaces or tabs, as lines: each label with its own values after it.

Justeringens       Socialkontoret 2008-06-16      Ledamöter          Ersättare        Maja Berg      Bo Dal
plats och tid                                     Maja Berg (S)      Bo Dal (C)       Sekreterare    Ordförande

A label broken over lines is put together, columns of people are read one after the other, and a name above its title is
put after it. What stands in no such pattern is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from samverka.imports.blocks import Block, Cell, Line, LineKind, Place, ReadDocument, Row, Table
from samverka.imports.extractors.meetings.header import is_person_line
from samverka.imports.extractors.meetings.labels import HEADS_PEOPLE, Label, Labelled, label_at
from samverka.imports.extractors.meetings.names import is_name, is_role
from samverka.imports.extractors.meetings.persons import read_people

_WORDS = re.compile(r"\S+(?:[^\S\t]\S+)*")  # words with single spaces between them
_FILL = re.compile(r"(?:\s*_{3,}|(?:\s?[.…]){4,}|\s*-{5,})\s*$")
_ROLES = frozenset({Label.CHAIR, Label.SECRETARY, Label.ATTESTERS})
_IN_COLUMNS = frozenset(Label) - {Label.FURNITURE, Label.REMARK, Label.CONTENTS, Label.NEXT, Label.PLANNED}
_LABEL_LINES = 3
_SLACK = 3
_LONGEST = 400
_TABLE_STEP = 1000  # how far apart the columns of a real table count as standing
_SIGNATURE_ROWS = 6
_MOST_ROWS = 250  # of a list of people


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    place: Place


_Row = list[_Cell]


def parted(document: ReadDocument) -> ReadDocument:
    """The document with such columns as lines; the same document when it has none."""
    blocks = document.blocks
    rows = [_row_of(block) for block in blocks]
    out: list[Block] = []
    index = 0
    changed = False
    while index < len(blocks):
        made = _made(blocks, rows, index)
        if made is None:
            out.append(blocks[index])
            index += 1
            continue
        lines, index = made
        out += lines
        changed = True
    return replace(document, blocks=tuple(out)) if changed else document


def _made(blocks: Sequence[Block], rows: Sequence[_Row | None], index: int) -> tuple[list[Block], int] | None:
    """The lines that take the place of the blocks from `index`, and the block after them."""
    block = blocks[index]
    if isinstance(block, Table):
        columns = _people_of_table(block)
        return (columns, index + 1) if columns else _table_signature(blocks, index)
    row = rows[index]
    if row is None or not isinstance(block, Line):
        return None
    if len(row) == 1 and row[0].text != block.text.strip() and _exact(row[0].text):
        return [_line(row[0])], index + 1  # «Ordförande ..............»
    return (
        _signature(blocks, rows, index)
        or _people_columns(rows, index)
        or _wrapped_label(rows, index)
        or _labels_in_row(row, index)
        or _name_and_title(row, index)
    )


def _row_of(block: Block) -> _Row | None:
    """The cells of a line; empty for a blank one, None for another block."""
    if not isinstance(block, Line) or block.kind is not LineKind.PARAGRAPH or len(block.text) > _LONGEST:
        return None
    cells = (
        _Cell(_FILL.sub("", found[0]).strip(), found.start(), block.place) for found in _WORDS.finditer(block.text)
    )
    return [cell for cell in cells if re.search(r"\w", cell.text)]


def _line(cell: _Cell) -> Line:
    return Line(cell.text, cell.place)


def _exact(text: str) -> Labelled | None:
    """The label a text is, with nothing after it."""
    found = label_at(text) if text[:1].isupper() and len(text) < 80 else None
    return found if found and not found.rest and found.label in _IN_COLUMNS else None


def _heads(cell: _Cell) -> Labelled | None:
    """The label a cell begins with, where it is clear that it is one."""
    found = label_at(cell.text) if cell.text[:1].isupper() else None
    if found is None or found.label not in _IN_COLUMNS:
        return None
    return found if found.colon or not found.rest or found.label not in HEADS_PEOPLE else None


# Labels and values on one line


def _labels_in_row(row: _Row, index: int) -> tuple[list[Block], int] | None:
    """«Sekreterare ______  Paragrafer 40–44»: each label on a line of its own, those with a value first."""
    if len(row) < 2 and not (row and _FILL.search(row[0].text)):
        return None
    groups: list[_Row] = []
    for position, cell in enumerate(row):
        found = _heads(cell)
        title = found is not None and found.label in _ROLES and not found.colon and not found.rest
        if groups and (found is None or (title and not _exact(groups[-1][0].text))):
            groups[-1].append(cell)
        elif found is None and position == 0:
            return None
        else:
            groups.append([cell])
    if len(groups) == 1 and not _exact(row[0].text):
        return None
    filled = [group for group in groups[1:] if len(group) > 1 or not _exact(group[0].text)]
    ordered = [*filled, *(group for group in groups if group not in filled)]
    return [line for group in ordered for line in _group_lines(group)], index + 1


def _group_lines(group: _Row) -> Iterator[Block]:
    """A label and its value; people side by side each on a line."""
    label, *values = group
    yield _line(label)
    yield from _values(values)


def _values(values: _Row) -> Iterator[Block]:
    """People side by side each on a line; a name with a title beside it as a row; else the words together."""
    if all(_is_person(cell.text) for cell in values):
        yield from map(_line, values)
    elif _is_titled(values):
        yield _table_row(values)
    elif values:
        yield Line(" ".join(cell.text for cell in values), values[0].place)


def _is_titled(row: _Row) -> bool:
    """«Maja Berg     verksamhetschef, Region Dalbygden»."""
    return len(row) == 2 and is_name(row[0].text) and len(row[1].text) > 2 and not _is_person(row[1].text)


def _table_row(row: _Row) -> Table:
    place = row[0].place
    return Table((Row(tuple(Cell(cell.text, cell.place) for cell in row), place),), place)


def _name_and_title(row: _Row, index: int) -> tuple[list[Block], int] | None:
    return ([_table_row(row)], index + 1) if _is_titled(row) and is_role(row[1].text.split(",")[0]) else None


# A label broken over lines


def _wrapped_label(rows: Sequence[_Row | None], index: int) -> tuple[list[Block], int] | None:
    """«Övriga    Maja Berg / närvarande    Bo Dal»: the label's words gathered, then the values."""
    row = rows[index]
    if row is None or len(row) < 2:
        return None
    text = row[0].text
    values = [row[1:]]
    found: tuple[str, list[_Row], int] | None = None
    for step in range(1, _LABEL_LINES):
        below = rows[index + step] if index + step < len(rows) else None
        if (
            not below
            or below[0].start + _SLACK >= row[1].start
            or (_exact(below[0].text) and below[0].text[:1].isupper())
        ):
            break
        text = f"{text} {below[0].text}"
        values = [*values, below[1:]]
        if _exact(text):
            found = (text, values, index + step + 1)
    if found is None:
        return None
    text, values, end = found
    lines: list[Block] = [Line(text, row[0].place)]
    for value in values:
        lines += _values(value)
    return lines, end


# Columns of people


def _is_person(text: str) -> bool:
    people = read_people(text)
    return is_person_line(text) or (len(people) == 1 and people[0].span == (0, len(text))) or is_name(text)


def _people_columns(rows: Sequence[_Row | None], index: int) -> tuple[list[Block], int] | None:
    """Two or more columns of people, or of labels over values, one column after the other."""
    row = rows[index]
    if row is None or len(row) < 2:
        return None
    labels = all(_exact(cell.text) for cell in row)
    starts = [cell.start for cell in row]
    body: list[_Row] = []
    end = index + 1
    while end < min(len(rows), index + _MOST_ROWS):
        below = rows[end]
        if below is None or (not below and (end + 1 >= len(rows) or not _aligned(rows[end + 1], starts))):
            break
        if below:
            if not _aligned(below, starts) or any(_heads(cell) and not _is_person(cell.text) for cell in below):
                break
            body.append(below)
        end += 1
    columns: list[_Row] = [[] for _ in starts]
    for cells in body:
        for cell in cells:
            columns[_column(cell, starts)].append(cell)
    people = [sum(1 for cell in column if _is_person(cell.text)) for column in columns]
    lists = all(column and count * 5 >= len(column) * 3 for column, count in zip(columns, people, strict=True))
    if not lists or not (labels or (len(body) >= 2 and not any(_is_person(cell.text) for cell in row))):
        return None
    out: list[Block] = []
    for head, column in zip(row, columns, strict=True):
        out += [Line("", head.place), _line(head), *map(_line, column)]
    return out, end


def _aligned(row: _Row | None, starts: Sequence[int]) -> bool:
    """Whether a row's cells stand under the headings, and at least one not under the first."""
    if not row:
        return False
    return len(row) <= len(starts) and all(abs(starts[_column(cell, starts)] - cell.start) <= _SLACK for cell in row)


def _column(cell: _Cell, starts: Sequence[int]) -> int:
    return max((i for i, start in enumerate(starts) if start <= cell.start + _SLACK), default=0)


def _people_of_table(table: Table) -> list[Block] | None:
    """A table with a column of people for each heading, such as «Ledamöter | Ersättare»."""
    width = max(len(row.cells) for row in table.rows)
    if width < 2 or len(table.rows) < 2:
        return None
    heads = [cell.text.strip() for cell in table.rows[0].cells]
    if len(heads) < 2 or not all(_exact(head) and label_at(head).label in HEADS_PEOPLE for head in heads):  # type: ignore[union-attr]
        return None
    out: list[Block] = []
    for column, head in enumerate(table.rows[0].cells):
        out += [Line("", head.place), Line(head.text.strip(), head.place)]
        for row in table.rows[1:]:
            cell = row.cells[column] if column < len(row.cells) else None
            out += [Line(part, cell.place) for part in cell.text.split("\n") if part.strip()] if cell else []
    return out


# Signatures: names above their titles


def _signature(blocks: Sequence[Block], rows: Sequence[_Row | None], index: int) -> tuple[list[Block], int] | None:
    row = rows[index]
    if not row or not all(is_name(cell.text) for cell in row):
        return None
    grid: list[_Row] = []
    end = index
    while end < len(blocks) and len(grid) < _SIGNATURE_ROWS:
        block = blocks[end]
        found = _table_rows(block) if isinstance(block, Table) else [rows[end]] if rows[end] is not None else None
        if found is None or any(cells and not all(_signs(cell.text) for cell in cells) for cells in found):
            break
        grid += [cells for cells in found if cells]
        end += 1
    lone = all(len(cells) == 1 for cells in grid)
    if lone and index * 3 < len(blocks) * 2:
        return None
    return _signed(grid, end, least=2 if lone else 1)


def _table_signature(blocks: Sequence[Block], index: int) -> tuple[list[Block], int] | None:
    """A signature that is all in a table drawn with tabs."""
    block = blocks[index]
    grid = [cells for cells in _table_rows(block) if cells] if isinstance(block, Table) else []
    if not grid or len(grid) > _SIGNATURE_ROWS or not all(_signs(cell.text) for cells in grid for cell in cells):
        return None
    return _signed(grid, index + 1, least=1)


def _table_rows(table: Table) -> list[_Row]:
    return [
        [
            _Cell(cell.text.strip(), column * _TABLE_STEP, cell.place)
            for column, cell in enumerate(row.cells)
            if re.search(r"\w", cell.text)
        ]
        for row in table.rows
    ]


def _signs(text: str) -> bool:
    return is_name(text) or _is_role(text)


def _is_role(text: str) -> bool:
    found = _exact(text)
    return found is not None and found.label in _ROLES


def _signed(grid: Sequence[_Row], end: int, *, least: int) -> tuple[list[Block], int] | None:
    """Each title with the name above it; None where a title has none, or a name no title."""
    out: list[Block] = []
    open_names: dict[int, _Cell] = {}
    pairs = 0
    for number, row in enumerate(grid):
        above = grid[number - 1] if number else []
        for position, cell in enumerate(row):
            if is_name(cell.text) and not _is_role(cell.text):
                open_names[cell.start] = cell
                continue
            even = above[position] if len(above) == len(row) else None
            near = min(open_names.values(), key=lambda name: abs(name.start - cell.start), default=None)
            name = even if even and even.start in open_names else near
            if name is None or (even is None and abs(name.start - cell.start) > 8):
                return None
            del open_names[name.start]
            pairs += 1
            out += [Line("", cell.place), _line(cell), _line(name)]
    return (out, end) if pairs >= least and not open_names else None
