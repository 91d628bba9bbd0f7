"""A table as lines of text that a person can read and correct, and back. Free of Django.

A line is a row: its label and its cells, parted by ` | `. What a row is to the others follows from its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from samverka.tables.rules import Row, is_total
from samverka.tables.states import RowRole, TableKind

PARTED = " | "
_RESULT = re.compile(r"(?i)^(?:årets\s+)?(?:resultat|överskott|underskott|saldo|differens|netto)\b")


def lines_of(rows: Iterable[Row]) -> list[str]:
    """The rows as lines."""
    return [PARTED.join((_one_piece(row.label), *map(_one_piece, row.cells))) for row in rows]


def rows_of(lines: Sequence[str], kind: TableKind) -> tuple[Row, ...]:
    """The inverse of `lines_of`; empty lines are left out."""
    parted = [[part.strip() for part in line.split("|")] for line in lines if line.strip()]
    return tuple(
        Row(parts[0], tuple(parts[1:]), _role(place, parts, kind)) for place, parts in enumerate(parted) if any(parts)
    )


def _role(place: int, parts: Sequence[str], kind: TableKind) -> RowRole:
    label, has_cells = parts[0], len(parts) > 1
    if kind is TableKind.PRIORITIES:
        return RowRole.LINE
    if kind is TableKind.BUDGET:
        if not has_cells:
            return RowRole.HEADING
        if _RESULT.match(label):
            return RowRole.RESULT
    return RowRole.TOTAL if has_cells and place > 1 and is_total(label) else RowRole.LINE


def _one_piece(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
