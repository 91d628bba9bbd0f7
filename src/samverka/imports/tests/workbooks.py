"""Workbooks as people make them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import python_calamine as calamine
import xlsxwriter

from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportRun
from samverka.imports.operations import read_run, start_import


def workbook(
    rows: Sequence[Sequence[Any]], *, at: tuple[int, int] = (0, 0), merged: Sequence[tuple[str, str]] = ()
) -> bytes:
    """One sheet with the rows from a cell on; `merged`: ranges with their text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    page.write(at[0] + number, at[1] + column, value)
        for area, text in merged:
            page.merge_range(area, text)
    return out.getvalue()


def changed(data: bytes, change: Callable[[list[list[Any]]], None]) -> bytes:
    """A workbook with cells changed, as if in Excel: the sheets are written anew."""
    out = io.BytesIO()
    with (
        calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book,
        xlsxwriter.Workbook(out, {"in_memory": True}) as new,
    ):
        new.set_properties({"comments": "Sparad igen"})
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            change(rows)
            page = new.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, ["" if value is None else value for value in row])
    return out.getvalue()


def take_in_file(actor: User, data: bytes, filename: str = "personer.xlsx") -> ImportRun:
    """The run over a file, read and held against the register."""
    run, _new = start_import(actor=actor, data=data, filename=filename)
    if run.state == "reading":
        read_run(run=run)
    run.refresh_from_db()
    return run
