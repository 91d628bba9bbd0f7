"""The list as an Excel workbook: the rows on one sheet and the agreements on another, to sort and to filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from samverka.action_register import printing_words as words
from samverka.action_register.labels import label
from samverka.action_register.printed import PrintedRegister
from samverka.action_register.states import ItemState
from samverka.foundation.language import in_swedish
from samverka.foundation.typeset.excel import Column, Sheet, Value, workbook

_CHARACTERS_PER_CM = 6


@in_swedish
def document(printed: PrintedRegister, *, edition: str = "") -> bytes:
    """The bytes of an .xlsx. `edition`: what the note over the headings says of the edition."""
    note = words.trace(printed, edition)
    columns = [
        Column(_("Inriktning"), 30),
        *_columns(words.columns(printed), words.WIDTHS),
        Column(_("Avslutad eller avförd"), 14),
        Column(_("Avslutad den"), 14),
        Column(_("Skäl"), 30),
    ]
    sheets = [
        Sheet(_("Balanslistan"), columns, _rows(printed), note),
        Sheet(_("Avtal"), _columns(words.agreement_columns(), words.AGREEMENT_WIDTHS), _agreements(printed), note),
    ]
    return workbook(sheets, title=printed.title, made_on=dt.date.fromisoformat(printed.day))


def _columns(titles: Sequence[str], widths: Sequence[float]) -> list[Column]:
    return [Column(title, round(width * _CHARACTERS_PER_CM)) for title, width in zip(titles, widths, strict=True)]


def _rows(printed: PrintedRegister) -> Iterator[list[Value]]:
    for direction in printed.directions:
        for row in direction.rows:
            *others, _follow_up = words.cells(row)
            closed_on = dt.date.fromisoformat(row.closed_on) if row.closed_on else None
            state = str(label(ItemState(row.state))) if row.closed_on else ""
            said = ["\n".join(cell) for cell in (*others, row.follow_up_lines or words.lines(row.follow_up))]
            yield [direction.name, *said, state, closed_on, row.closing_reason]


def _agreements(printed: PrintedRegister) -> Iterator[list[Value]]:
    for agreement in printed.agreements:
        yield ["\n".join(cell) for cell in words.agreement_cells(agreement)]
