"""Tables drawn with spaces, as text taken out of a PDF keeps them, turned into tables.

Nr   Aktivitet                     Ansvarig        Klart
1    Utse kontaktpersoner i        Delregional     2021-01-31
     varje kommun                  styrgrupp
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samverka.imports.blocks import Block, Cell, Line, LineKind, Place, ReadDocument, Row, Table
from samverka.imports.extractors.headers import Layout, Vocabulary, read_layout
from samverka.imports.mending import tidy

_GAP = re.compile(r"\s{2,}|\t+")
_PIECE = re.compile(r"\S+(?:\s\S+)*")  # words with single spaces between them
_SLACK = 3  # letters a cell may begin before its heading
_BLANKS_END = 2


def with_aligned_tables(document: ReadDocument, vocabularies: Sequence[Vocabulary]) -> ReadDocument:
    """The document with each table drawn by spaces as a `Table`; the same document when it has none."""
    blocks: list[Block] = []
    source = document.blocks
    index = 0
    while index < len(source):
        block = source[index]
        layout = _header(block, vocabularies) if isinstance(block, Line) else None
        if layout is None or not isinstance(block, Line):
            blocks.append(block)
            index += 1
            continue
        starts = [piece.start() for piece in _PIECE.finditer(block.text)]
        lines, index = _body(source, index + 1, starts)
        rows = _rows(lines, starts, layout)
        blocks.append(Table((_row(block, starts), *rows), block.place))
    return document if len(blocks) == len(source) else replace(document, blocks=tuple(blocks))


def _header(line: Line, vocabularies: Sequence[Vocabulary]) -> Layout | None:
    if line.kind is not LineKind.PARAGRAPH or len(_GAP.findall(line.text.strip())) < 2:
        return None
    return read_layout([piece[0] for piece in _PIECE.finditer(line.text)], vocabularies)


def _body(source: Sequence[Block], index: int, starts: Sequence[int]) -> tuple[list[Line], int]:
    """The lines below a header, to where the table ends: two blank lines, another block, or a line of prose."""
    lines: list[Line] = []
    blanks = 0
    while index < len(source):
        block = source[index]
        if not isinstance(block, Line) or block.kind is not LineKind.PARAGRAPH:
            break
        if not block.text.strip():
            blanks += 1
            if blanks >= _BLANKS_END:
                break
        else:
            if _is_prose(block.text, starts):
                break
            blanks = 0
        lines.append(block)
        index += 1
    while lines and not lines[-1].text.strip():
        lines.pop()
        index -= 1
    return lines, index


def _is_prose(text: str, starts: Sequence[int]) -> bool:
    """A long line without gaps that runs across the columns."""
    return (
        len(starts) > 1
        and not _GAP.search(text.strip())
        and len(text) - len(text.lstrip()) < starts[1] - _SLACK
        and len(text.rstrip()) > starts[1] + 25
    )


def _row(line: Line, starts: Sequence[int]) -> Row:
    texts = [""] * len(starts)
    for piece in _PIECE.finditer(line.text):
        column = max((i for i, start in enumerate(starts) if start <= piece.start() + _SLACK), default=0)
        texts[column] = f"{texts[column]} {piece[0]}".strip()
    return Row(tuple(Cell(text, line.place) for text in texts), line.place)


def _rows(lines: Sequence[Line], starts: Sequence[int], layout: Layout) -> list[Row]:
    """Rows of a number each, or parted by blank lines; else a line that fills the first column begins one."""
    made = [(_row(line, starts), bool(line.text.strip())) for line in lines]
    numbered = layout.headings[0].concept == "number"
    parted = not numbered and _is_parted(made)
    rows: list[list[Row]] = []
    after_blank = True
    for row, filled in made:
        if not filled:
            after_blank = True
            continue
        first = row.cells[0].text
        begins = bool(re.match(r"\d", first)) if numbered else after_blank if parted else first[:1].isupper()
        if not rows or begins or _heads(row):
            rows.append([])
        rows[-1].append(row)
        after_blank = False
    return [_joined(group) for group in rows]


def _is_parted(made: Sequence[tuple[Row, bool]]) -> bool:
    """Whether blank lines part the rows, and not just groups of rows."""
    runs = sum(1 for index, (_, filled) in enumerate(made) if filled and (index == 0 or not made[index - 1][1]))
    begun = sum(1 for row, _ in made if row.cells[0].text[:1].isupper() and any(cell.text for cell in row.cells[1:]))
    return runs > 1 and runs >= begun


def _heads(row: Row) -> bool:
    """A line with nothing but its first cell, in capitals or ending in a colon, heads the rows below."""
    text = tidy(row.cells[0].text)
    alone = bool(text) and not any(cell.text for cell in row.cells[1:])
    return alone and ((text.isupper() and len(text) > 3) or text.endswith(":"))


def _joined(rows: Sequence[Row]) -> Row:
    place: Place = rows[0].place
    cells = []
    for column in range(len(rows[0].cells)):
        found = [row.cells[column] for row in rows if row.cells[column].text]
        cells.append(Cell("\n".join(cell.text for cell in found), found[0].place if found else place))
    return Row(tuple(cells), place)
