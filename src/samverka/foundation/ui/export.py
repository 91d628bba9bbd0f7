"""Lists taken away as CSV: opens right in a Swedish Excel, and cannot carry a formula into it."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.encoding import force_str
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

BOM = "\ufeff"
# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection), also behind spaces or in full width.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def file_response(data: bytes, name: str, suffix: str) -> HttpResponse:
    """A made file to save as `name.suffix`; `suffix` is one of `KINDS`."""
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{suffix}")}
    return HttpResponse(data, content_type=KINDS[suffix], headers=headers)


class _Echo:
    """A file that gives back what is written, so that rows can be sent one by one."""

    def write(self, value: str) -> str:
        return value


def csv_response(filename: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A CSV file to save: UTF-8 with byte order mark, semicolons, `filename` with `.csv` added. `rows` may be a generator."""
    lines = csv_lines(header, rows)
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{filename}.csv")
    return response


def csv_lines(header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The file, line by line."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield BOM + str(writer.writerow([cell(name) for name in header]))
    for row in rows:
        yield str(writer.writerow([cell(value) for value in row]))


def cell(value: Any) -> str:
    """A value as it stands in the file: dates as 2024-06-03, decimal comma, Ja/Nej; text that would be a formula gets a `'`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    text = force_str(value).replace("\x00", "").replace("\u00a0", " ").replace("\u00ad", "")
    return f"'{text}" if text.lstrip(" \n\ufeff\u200b").startswith(FORMULA_SIGNS) else text
