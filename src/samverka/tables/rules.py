"""Figures as printed, and whether they add up. Pure: no Django, no clock, no floating point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from samverka.findings.rules import Number, wrong_sums
from samverka.tables.states import RowRole

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")
_TOTAL = re.compile(r"(?i)^\W*(?:antal|summa|s:a|totalt?|total\w*|samtliga|tot)\b")
_NOTHING = re.compile(r"[-–—.]*\Z")
_ROUNDING = Decimal(1)
"""Amounts in a budget are often rounded line by line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed: its label, its cells, and what it is to the rows above."""

    label: str
    cells: tuple[str, ...] = ()
    role: RowRole = RowRole.LINE


@dataclass(frozen=True, slots=True)
class Wrong:
    """A printed total that is not what its cells add up to. Of a row: `row` and no column; of a column: both."""

    row: int
    column: int | None
    printed: Decimal
    computed: Decimal

    @property
    def difference(self) -> Decimal:
        return self.printed - self.computed


def number(cell: str) -> Decimal | None:
    """`1 234`, `12,5`, `-7 %`, `304 998 kr` as a number; None for anything else. Spaces and points part thousands."""
    plain = cell.strip().strip("*|[]").casefold()
    plain = re.sub(r"\s*(?:kr|kronor|tkr|mkr|sek|%|:-)\.?\Z", "", plain)
    plain = re.sub(r"[\s\u00a0\u202f]", "", plain.replace("–", "-").replace("−", "-"))
    if "," in plain or plain.count(".") > 1:
        plain = plain.replace(".", "").replace(",", ".")
    return Decimal(plain) if _NUMBER.match(plain) else None


def is_total(label: str) -> bool:
    """Whether a row's label says that it is a total."""
    return bool(_TOTAL.match(label))


def wrong_totals(rows: Sequence[Row]) -> list[Wrong]:
    """Totals that do not agree with what they add up. A table where a figure cannot be read is told of as not checked
    (`is_checked`), and gives none."""
    if any(row.role in (RowRole.HEADING, RowRole.RESULT) for row in rows):
        return list(_wrong_in_parts(rows))
    return list(_wrong_in_table(rows))


def has_totals(rows: Sequence[Row]) -> bool:
    """Whether there is anything to check."""
    return any(row.role is not RowRole.LINE for row in rows)


def is_checked(rows: Sequence[Row]) -> bool:
    """Whether there are totals to check, and every figure can be read."""
    return has_totals(rows) and all(
        number(cell) is not None or _NOTHING.match(cell.strip()) for row in rows for cell in row.cells
    )


def _wrong_in_table(rows: Sequence[Row]) -> Iterator[Wrong]:
    """Columns against the row of totals, which stands after its lines; rows against their last cell."""
    totals = [place for place, row in enumerate(rows) if row.role is RowRole.TOTAL]
    if not totals or not is_checked(rows):
        return
    last = totals[0]
    body: list[list[Number | None]] = [[number(cell) for cell in row.cells] for row in rows[: last + 1]]
    for found in wrong_sums(body, total_row=True, total_column=_has_row_totals(body)):
        printed, computed = Decimal(found.printed), Decimal(found.computed)
        if found.of == "row":
            yield Wrong(found.position, None, printed, computed)
        else:
            yield Wrong(last, found.position, printed, computed)


def _has_row_totals(body: Sequence[Sequence[Number | None]]) -> bool:
    """Whether the last number of a row is its total: true of most rows that have several."""
    read = ([Decimal(cell) for cell in row if cell is not None] for row in body)
    several = [row for row in read if len(row) > 2]
    right = sum(1 for row in several if sum(row[:-1]) == row[-1])
    return len(several) >= 2 and right * 2 > len(several)


def _wrong_in_parts(rows: Sequence[Row]) -> Iterator[Wrong]:
    """A budget: each total against the lines since the heading before it, the result against the totals."""
    lines: list[Decimal] = []
    totals: list[Decimal] = []
    for place, row in enumerate(rows):
        value = number(row.cells[-1]) if row.cells else None
        if row.role is RowRole.HEADING:
            lines = []
        elif value is None:
            continue
        elif row.role is RowRole.LINE:
            lines.append(value)
        elif row.role is RowRole.TOTAL:
            if lines and abs(abs(sum(lines, Decimal())) - abs(value)) > _ROUNDING:
                yield Wrong(place, 0, value, sum(lines, Decimal()))
            totals.append(value)
            lines = []
        elif len(totals) == 2 and abs(abs(totals[0]) - abs(totals[1]) - value) > _ROUNDING:
            yield Wrong(place, 0, value, abs(totals[0]) - abs(totals[1]))
