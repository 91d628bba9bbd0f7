"""Excel workbooks that people edit further: headings frozen and filterable, days as days, text always as text."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | float | Decimal | dt.date | None
_NOT_IN_A_SHEETS_NAME = re.compile(r"[\[\]:*?/\\]")
NAME_LIMIT = 31
CELL_LIMIT = 32_767  # what Excel holds in a cell


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters."""

    title: str
    width: int = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: a value for each column. A note stands over the headings when there is one."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    note: str = ""


def workbook(sheets: Sequence[Sheet], *, title: str, made_on: dt.date) -> bytes:
    """The bytes of an .xlsx. Text that begins with = is text, never a formula; what Excel cannot hold is cut."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "created": dt.datetime.combine(made_on, dt.time())})
        looks = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        }
        for sheet in sheets:
            _write(book.add_worksheet(_sheet_name(sheet.name)), sheet, looks)
    return out.getvalue()


def xlsx_response(filename: str, sheets: Sequence[Sheet], *, title: str, made_on: dt.date) -> HttpResponse:
    """A workbook to save, as `filename` with `.xlsx` added."""
    return saved_as(filename, workbook(sheets, title=title, made_on=made_on))


def saved_as(filename: str, made: bytes) -> HttpResponse:
    """A workbook that has been made, to save as `filename` with `.xlsx` added."""
    headers = {"Content-Disposition": content_disposition_header(True, f"{filename}.xlsx")}
    return HttpResponse(made, content_type=MEDIA_TYPE, headers=headers)


def _sheet_name(name: str) -> str:
    return _NOT_IN_A_SHEETS_NAME.sub(" ", name).strip("' ")[:NAME_LIMIT] or "1"


def _write(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    head = 0
    if sheet.note:
        page.write_string(0, 0, sheet.note)
        head = 2
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(head, at, column.title, looks["head"])
    last = head
    for last, row in enumerate(sheet.rows, start=head + 1):
        for at, value in enumerate(row):
            _cell(page, last, at, value, looks)
    page.freeze_panes(head + 1, 0)
    if sheet.columns:
        page.autofilter(head, 0, max(last, head), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)


def _cell(page: Any, row: int, at: int, value: Value, looks: dict[str, Any]) -> None:
    if value is None or value == "":
        page.write_blank(row, at, None, looks["text"])
    elif isinstance(value, dt.date):
        page.write_datetime(row, at, dt.datetime.combine(value, dt.time()), looks["day"])
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, at, value, looks["text"])
    else:
        page.write_string(row, at, value[:CELL_LIMIT], looks["text"])
