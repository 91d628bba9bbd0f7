"""Tables cut by a page put together: repeated headers dropped, cut rows joined, merged cells carried on."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samverka.imports.blocks import Place

_SAME_COLUMN = 5.0
_HEADER_ROWS = 3
_ALIKE = 0.85
_ALWAYS_FILLED = 0.9
_ENDED = re.compile(r"[.!?:;]$")

Join = Callable[[Sequence[str]], str]


@dataclass(eq=False)
class DraftCell:
    """A cell still to be finished; rows that share a merged cell share the object."""

    text: str
    place: Place


@dataclass
class DraftTable:
    borders: tuple[float, ...]
    rows: list[list[DraftCell]]


def goes_on(above: DraftTable, below: DraftTable) -> bool:
    """Whether the table at the top of a page is the one at the foot of the page before: its columns are the same."""
    return len(above.borders) == len(below.borders) and all(
        abs((one - above.borders[0]) - (other - below.borders[0])) <= _SAME_COLUMN
        for one, other in zip(above.borders, below.borders, strict=True)
    )


def put_together(above: DraftTable, below: DraftTable, join: Join) -> None:
    """Adds the rows of `below` to `above`."""
    rows = below.rows[_repeated_headers(above.rows, below.rows) :]
    if rows and _is_rest_of_row(rows[0], above.rows):
        _join_rows(above.rows[-1], rows[0], join)
        rows = rows[1:]
    elif rows:
        _carry_on(above.rows, rows)
    above.rows += rows


def _repeated_headers(above: list[list[DraftCell]], below: list[list[DraftCell]]) -> int:
    count = 0
    while count < min(_HEADER_ROWS, len(above) - 1, len(below)):
        one, other = ([" ".join(cell.text.split()) for cell in rows[count]] for rows in (above, below))
        if not any(one) or not _alike("\t".join(one), "\t".join(other)):
            break
        count += 1
    return count


def _alike(one: str, other: str) -> bool:
    """The same, but for what a scan makes of it."""
    if one == other:
        return True
    match = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return len(one) < 1000 and len(other) < 1000 and match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE


def _is_rest_of_row(row: list[DraftCell], above: list[list[DraftCell]]) -> bool:
    filled = [column for column, cell in enumerate(row) if cell.text]
    if not filled or len({id(cell) for cell in row}) == 1 or len(row) < 2:
        return False
    merged = _merged_columns(above)
    own = [column for column in filled if column not in merged]
    if own and all(row[column].text[:1].islower() for column in own):
        return True
    body = above[1:]
    if len(body) < 2:
        return False
    first = next(
        (
            column
            for column in range(len(row))
            if column not in merged and sum(1 for each in body if each[column].text) >= _ALWAYS_FILLED * len(body)
        ),
        None,
    )
    return first is not None and (not row[first].text or row[first].text[0].islower())


def _merged_columns(rows: list[list[DraftCell]]) -> set[int]:
    """Columns where some cell stands in several rows (and not over the whole row)."""
    return {
        column
        for one, other in pairwise(rows)
        for column in range(len(one))
        if one[column] is other[column] and len({id(cell) for cell in one}) > 1
    }


def _join_rows(row: list[DraftCell], rest: list[DraftCell], join: Join) -> None:
    seen: set[int] = set()
    for cell, more in zip(row, rest, strict=True):
        if more.text and id(more) not in seen and cell.text != more.text:
            seen.add(id(more))
            new_paragraph = not cell.text or (_ENDED.search(cell.text) and not more.text[0].islower())
            first, _, others = more.text.partition("\n")
            head, _, last = cell.text.rpartition("\n")
            cell.text = (
                f"{cell.text}\n{more.text}".strip("\n")
                if new_paragraph
                else "\n".join(part for part in (head, join([last, first]), others) if part)
            )


def _carry_on(above: list[list[DraftCell]], rows: list[list[DraftCell]]) -> None:
    """A merged cell's text stands only on its first page: the rows on the next page have it too."""
    for column in sorted(_merged_columns(above)):
        first, last = rows[0][column], above[-1][column]
        if first.text or not last.text:
            break
        for row in rows:
            if row[column] is not first:
                break
            row[column] = last
