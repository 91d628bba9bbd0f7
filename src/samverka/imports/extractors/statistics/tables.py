"""Statistics tables: where they are in a report, their rows, columns, number and title, and whether they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.statistics.rows import NumberRow, number_row, to_number
from samverka.imports.found import Found, Names, Text
from samverka.imports.signals import fold
from samverka.imports.statistics_records import StatisticsRow, StatisticsTableRecord

_CAPTION = re.compile(r"(?i)^\W{0,3}(?:figur|tabell|diagram|fig\.?|tab\.?)\s?(?P<n>\d{1,3})\s*[:.–-]?\s*(?P<text>.*)$")
_TOTAL = re.compile(r"^\W*(?:antal|summa|totalt?|total\w*|samtliga|tot)\b(?!\s+(?!barn|arenden|totalt|st\b)\w+\s+\w+)")
_HEADER_WORD = re.compile(
    r"(?i)\b(?:antal|andel|procent|%|summa|totalt|flickor|pojkar|kvinnor|män|kommun|år|månad|typ)\b"
)
_FIRST_SENTENCE = re.compile(r"^(.*?[^\W\d]{3}[.])(?:\s|$)", re.DOTALL)
_GAP = 3  # lines without numbers that may stand inside a table
_CELL = re.compile(r"\s{2,}|\t+")
_LONGEST_HEAD = 45
_LONGEST_LEAD = 160


@dataclass(slots=True)
class _Run:
    """Rows that stand together, and the lines between and above them."""

    first: int
    last: int
    rows: list[tuple[Piece, NumberRow]] = field(default_factory=list)
    heads: list[Piece] = field(default_factory=list)


def read_tables(
    context: Context, pieces: Sequence[Piece], skip: frozenset[int] = frozenset()
) -> list[StatisticsTableRecord]:
    """The tables, in order. `skip`: pieces that belong to something else, such as a budget."""
    runs = [_without_years(run) for run in _runs(pieces, skip)]
    below = _captions_below(pieces, runs)
    out = []
    for position, run in enumerate(runs):
        before = runs[position - 1].last if position else -1
        after = runs[position + 1].first if position + 1 < len(runs) else len(pieces)
        record = _table(context, pieces, run, before, after, below=below)
        if record is not None:
            out.append(record)
    return out


def _without_years(run: _Run) -> _Run:
    """«Kommun 2016 2017» above rows of other numbers heads the columns and is no row."""
    numbers = run.rows[0][1].numbers
    years = len(numbers) > 1 and all(1900 <= number <= 2100 for number in numbers)
    if years and len(run.rows) > 1 and not all(1900 <= number <= 2100 for number in run.rows[1][1].numbers):
        piece = run.rows[0][0]
        return _Run(run.first + (1 if not piece.row else len(numbers) + 1), run.last, run.rows[1:])
    return run


def _captions_below(pieces: Sequence[Piece], runs: Sequence[_Run]) -> bool:
    """Whether the document puts its captions under the tables: the first one has rows before it, and none right after."""
    caption = next((index for index, piece in enumerate(pieces) if _CAPTION.match(piece.text)), None)
    if caption is None or not runs:
        return True
    return any(run.first < caption for run in runs)


def _runs(pieces: Sequence[Piece], skip: frozenset[int]) -> Iterator[_Run]:
    run: _Run | None = None
    row_number = 0
    for index, piece in enumerate(pieces):
        if index in skip or piece.furniture or (piece.row and piece.row == row_number):
            continue
        row_number = piece.row
        row = _table_row(pieces, index) if piece.row else None if _is_list_item(piece) else _line_row(piece)
        caption = _CAPTION.match(piece.text)
        if row is not None and not caption and not _is_prose(piece.text, row):
            if run is None:
                run = _Run(index, index)
            run.rows.append((piece, row))
            run.last = index
        elif run is not None and (caption or index - run.last > _GAP or _ends_run(piece)):
            yield run
            run = None
    if run is not None:
        yield run


def _line_row(piece: Piece) -> NumberRow | None:
    """A row of a line: where it is drawn in columns, a number may have spaces inside («1 234»)."""
    if "\n" not in piece.raw:
        label, *cells = (cell.strip("_| ") for cell in _CELL.split(piece.raw.strip()))
        numbers = [to_number(cell) for cell in cells if cell.strip("-–—")]
        worded = len(label) <= 70 and bool(re.search(r"[^\W\d_]", label))
        if numbers and len(cells) > 1 and None not in numbers and worded:
            return NumberRow(label.strip(" ."), tuple(number for number in numbers if number is not None))
    return number_row(piece.text)


def _is_list_item(piece: Piece) -> bool:
    """Whether a line is in a list; a star right before a word only points to a note."""
    return piece.bullet and not re.match(r"\*[^\W\d_]", piece.raw.strip())


def _table_row(pieces: Sequence[Piece], index: int) -> NumberRow | None:
    """A row of a real table: the first cell's words and the other cells' numbers."""
    cells = []
    for at in range(index, len(pieces)):
        piece = pieces[at]
        if piece.row != pieces[index].row:
            break
        cells.append(piece.text)
    numbers = [value for text in cells[1:] if (value := to_number(text)) is not None]
    if not numbers or to_number(cells[0]) is not None:
        return None
    return NumberRow(cells[0], tuple(numbers))


def _is_prose(text: str, row: NumberRow) -> bool:
    """Whether a line that happens to end in a number is a sentence's, or a list's with a year."""
    years = len(row.numbers) == 1 and 1900 <= row.numbers[0] <= 2100 and not _TOTAL.match(fold(row.label))
    words = row.label.split()
    return (
        years
        or len(words) > 7
        or (len(words) > 4 and bool(re.search(r"(?i)\b(?:är|har|som|att|och|den|med|till|under|på|för)$", row.label)))
    )


def _ends_run(piece: Piece) -> bool:
    return len(piece.text) > 90 or piece.heading > 0


def _table(
    context: Context, pieces: Sequence[Piece], run: _Run, before: int, after: int, *, below: bool
) -> StatisticsTableRecord | None:
    caption = _caption(pieces, run, before, after, below=below)
    heads = _heads_above(pieces, run, before)
    rows = _with_wrapped_labels(pieces, run)
    if not _is_table(run, caption, heads):
        return None
    heading = _heading_above(pieces, run, before, heads)
    title = heading
    if title is None and caption is not None and caption[1]:
        title = caption[1]
    records = tuple(
        StatisticsRow(Found(context.line(row.label), piece.raw, piece.place), row.numbers) for piece, row in rows
    )
    return StatisticsTableRecord(
        place=run.rows[0][0].place,
        number=caption[0] if caption else None,
        title=title,
        columns=_columns(heads, max(len(row.numbers) for _, row in rows), run),
        rows=records,
        checks=tuple(_checks([row for _, row in rows])),
    )


def _is_table(run: _Run, caption: object, heads: Sequence[Piece]) -> bool:
    rows = [row for _, row in run.rows]
    if len(rows) < 2:
        return False
    total = any(_TOTAL.match(fold(row.label)) for row in rows)
    real = any(piece.row for piece, _ in run.rows)
    even = len(rows) >= 3 and len({len(row.numbers) for row in rows}) == 1
    return caption is not None or (total and len(rows) >= 3) or (real and len(rows) >= 2) or (even and bool(heads))


def _caption(
    pieces: Sequence[Piece], run: _Run, before: int, after: int, *, below: bool
) -> tuple[Found[int], Text | None] | None:
    """The caption under the table and else the one right above it, or only the one above, as the document has them."""
    under = range(run.last + 1, min(run.last + 6, after)) if below else range(0)
    above = range(run.first - 1, max(run.first - 12, before), -1)
    for index in (*under, *above):
        found = _CAPTION.match(pieces[index].text)
        if found is None:
            continue
        lines = [found["text"]]
        for piece in pieces[index + 1 : index + 4]:
            if piece.gap or lines[-1].endswith("."):
                break
            lines.append(piece.text)
        text = " ".join(lines).strip()
        sentence = _FIRST_SENTENCE.match(text)
        piece = pieces[index]
        words = (sentence[1] if sentence else text).strip()
        return Found(int(found["n"]), piece.raw, piece.place), Found(words, piece.raw, piece.place) if words else None
    return None


def _heads_above(pieces: Sequence[Piece], run: _Run, before: int) -> list[Piece]:
    """The lines right above the rows that are headings of columns: capitals, or words such as «Antal»."""
    out: list[Piece] = []
    for index in range(run.first - 1, max(run.first - 6, before), -1):
        piece = pieces[index]
        if _CAPTION.match(piece.text) or len(piece.text) > 160 or piece.text.endswith("."):
            break
        letters = [c for c in piece.text if c.isalpha()]
        capitals = len(letters) >= 3 and sum(1 for c in letters if c.isupper()) * 10 >= len(letters) * 7
        if index == run.first - 1 and _head_cells(piece, run):
            return [piece]
        named = _HEADER_WORD.search(piece.text) and not pieces[run.first].gap and index == run.first - 1
        if not capitals and not named and not piece.row:
            break
        out.append(piece)
        if piece.gap and not piece.row:
            break
    return out[::-1]


def _head_cells(piece: Piece, run: _Run) -> list[str]:
    """The headings of a line drawn in columns above rows drawn in columns; none when their number does not fit."""
    if piece.row or "\n" in piece.raw:
        return []
    cells = [cell.strip(" _|") for cell in _CELL.split(piece.raw.strip()) if cell.strip(" _|")]
    width = max(len(row.numbers) for _, row in run.rows)
    if len(cells) < 2 or len(cells) not in (width, width + 1) or any(len(cell) > _LONGEST_HEAD for cell in cells):
        return []
    return cells


def _heading_above(pieces: Sequence[Piece], run: _Run, before: int, heads: Sequence[Piece]) -> Text | None:
    """A short heading right above the table."""
    index = run.first - len(heads) - 1
    if index <= before or index < 0:
        return None
    piece = pieces[index]
    text = piece.text.strip(" :*_")
    if piece.text.endswith(":") and piece.gap and 8 < len(text) < _LONGEST_LEAD and not _CAPTION.match(text):
        return Found(text, piece.raw, piece.place)  # «Antal besök per kvartal:» leads to the table
    if _CAPTION.match(text) or len(text) > 70 or text.endswith((".", ",", ";")) or not text[:1].isupper():
        return None
    if not (piece.gap or piece.page) or piece.bullet or number_row(text) or len(text.split()) > 9:
        return None
    return Found(text, piece.raw, piece.place)


def _with_wrapped_labels(pieces: Sequence[Piece], run: _Run) -> list[tuple[Piece, NumberRow]]:
    """Labels that go on below their numbers: «Sexuella 7 26 15 / övergrepp»."""
    places = {id(pieces[index]): index for index in range(run.first, min(run.last + 2, len(pieces)))}
    out = []
    for piece, row in run.rows:
        index = places.get(id(piece))
        following = pieces[index + 1] if index is not None and index + 1 < len(pieces) else None
        if (
            following is not None and not following.gap and not piece.row and following.text[:1].islower()
            and len(following.text.split()) <= 3 and number_row(following.text) is None
        ):  # fmt: skip
            row = replace(row, label=f"{row.label} {following.text.strip()}")
        out.append((piece, row))
    return out


def _columns(heads: Sequence[Piece], width: int, run: _Run) -> Names:
    """The columns' headings, when as many can be told as there are columns; else none."""
    if not heads:
        return ()
    if cells := _head_cells(heads[-1], run):
        return tuple(Found(cell, heads[-1].raw, heads[-1].place) for cell in cells)
    first = heads[-1] if heads[-1].row else None
    if first is not None:
        names = [(piece.text, piece) for piece in heads if piece.row == first.row]
        return tuple(Found(text, piece.raw, piece.place) for text, piece in names)
    texts = [head.text.strip(" _") for head in heads]
    parts = re.split(r"\s+(?=(?:ANTAL|Antal|ANDEL|Andel)\b)", texts[0])
    for line in texts[1:]:
        open_part = next((i for i, part in enumerate(parts) if part.endswith(("/", "-"))), None)
        if open_part is not None:
            parts[open_part] = f"{parts[open_part]} {line}"
        elif len(parts) == 2 and fold(parts[1]) == "antal" and len(line.split()) == 1:
            parts[1] = f"{parts[1]} {line}"
        elif len(parts) == 2:
            parts[0] = f"{parts[0]} {line}"
        else:
            return ()
    if len(parts) != width + 1 and len(texts) == 1 and len(texts[0].split()) == width + 1:
        parts = texts[0].split()
    if len(parts) != width + 1:
        return ()
    return tuple(Found(part.strip(), heads[0].raw, heads[0].place) for part in parts)


def _checks(rows: Sequence[NumberRow]) -> Iterator[str]:
    """What does not add up: columns to the row of totals, rows to their last number."""
    if not rows or not _TOTAL.match(fold(rows[-1].label)) or len(rows) < 3:
        return
    total, body = rows[-1], [row for row in rows[:-1] if not _TOTAL.match(fold(row.label))]
    if any(row.misread for row in rows):
        yield "En siffra i tabellen gick inte att läsa, så summorna är inte kontrollerade."
        return
    if all(len(row.numbers) == len(total.numbers) for row in body):
        for column, printed in enumerate(total.numbers):
            added = sum(row.numbers[column] for row in body)
            if abs(added - printed) > 0.5:
                yield f"Kolumn {column + 1} ger summan {added:g}, men tabellen anger {printed:g}."
    for row in rows:
        if len(row.numbers) > 2 and len(row.numbers) == len(total.numbers) and _row_totals(rows):
            added = sum(row.numbers[:-1])
            if abs(added - row.numbers[-1]) > 0.5:
                yield f"Raden {row.label} ger summan {added:g}, men tabellen anger {row.numbers[-1]:g}."


def _row_totals(rows: Sequence[NumberRow]) -> bool:
    """Whether the last number of a row is its total: true of most rows that have several."""
    several = [row for row in rows if len(row.numbers) > 2]
    right = sum(1 for row in several if abs(sum(row.numbers[:-1]) - row.numbers[-1]) < 0.5)
    return len(several) >= 2 and right * 2 > len(several)
