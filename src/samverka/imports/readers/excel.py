"""Excel workbooks (.xlsx): a table for each block of rows, under the sheet's name; dates as ISO, merged cells resolved."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.parsers import expat

import python_calamine as calamine
from lxml import etree

from samverka.imports.blocks import Cell, LineKind, Place, ReadDocument, Row
from samverka.imports.readers import limits
from samverka.imports.readers.collector import Collector
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.office import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REFERENCE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_MOST_LAID_OUT = 5_000_000
_Row = tuple[int, list[tuple[int, str]]]  # the row's number, and its cells by column
_Block = list[_Row]
_UNNAMED = re.compile(r"(?:Blad|Sheet|Ark|Tabelle)\s?\d+", re.IGNORECASE)


def read_excel(package: Package, data: bytes) -> ReadDocument:
    """Reads a workbook. A sheet counts as a page where there are several, and the row's number is the line; formulas give
    their saved value, pictures, charts and hidden sheets nothing. Raises `ReadError`."""
    _measure_parts(package)
    collector = Collector()
    warnings = []
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            sheets = [each for each in workbook.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
            shown = [each for each in sheets if each.visible == calamine.SheetVisibleEnum.Visible]
            if len(sheets) > limits.MAX_SHEETS:
                raise ReadError(
                    f"Excel-filen har {len(sheets)} blad, och gränsen är {limits.MAX_SHEETS}. Dela upp den i flera filer.",
                    ReadErrorCode.TOO_LARGE,
                )
            for number, each in enumerate(shown, 1):
                _read_sheet(workbook.get_sheet_by_name(each.name), number if len(shown) > 1 else None, collector)
    except (calamine.CalamineError, ValueError, OSError, TypeError, OverflowError, LookupError) as error:
        if isinstance(error, calamine.PasswordError):
            raise ReadError(
                "Excel-filen är skyddad med lösenord och kan inte läsas. Ta bort lösenordet, spara och läs in den igen.",
                ReadErrorCode.ENCRYPTED,
            ) from error
        raise package.damaged() from error
    if len(shown) < len(sheets):
        names = ", ".join(f"”{each.name}”" for each in sheets if each not in shown)
        warnings.append(f"Dolda blad har inte lästs: {names}.")
    return ReadDocument(tuple(collector.blocks), MEDIA_TYPE, package.title(), tuple(warnings))


def _measure_parts(package: Package) -> None:
    """calamine unpacks the parts itself and lays a sheet out in full up to its last cell: both are measured first."""
    sheets = _sheet_files(package)
    for name in package.entries:
        is_sheet = name.lower().startswith("xl/worksheets/") or posixpath.basename(name).lower() in sheets
        if is_sheet or (name.startswith("xl/") and name.endswith((".xml", ".rels"))):
            source = package.unpacked(name)
            if is_sheet and not name.endswith(".rels"):
                _measure_sheet(source, package)


def _sheet_files(package: Package) -> set[str]:
    """What the files are called that the workbook has its sheets in, wherever they lie."""
    parts = {name.lower(): name for name in package.entries}
    workbook, rels = parts.get("xl/workbook.xml"), parts.get("xl/_rels/workbook.xml.rels")
    if workbook is None or rels is None:
        return set()
    told = [each for each in package.parsed(workbook).iter() if etree.QName(each).localname == "sheet"]
    keys = {value for each in told for value in each.attrib.values()}
    related = package.parsed(rels).iter()
    return {posixpath.basename(each.get("Target", "")).lower() for each in related if each.get("Id") in keys}


class _Measure:
    """How far a sheet reaches, told cell by cell; a cell that says no place stands after the one before it."""

    def __init__(self) -> None:
        self.row = self.column = self.rows = self.columns = 0
        self.is_odd = False

    def begin(self, name: str, told: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            written = told.get("r", "")
            self.is_odd |= bool(written) and not (written.isascii() and written.isdigit() and len(written) < 8)
            self.row = int(written) if written and not self.is_odd else self.row + 1
            self.column = 0
        elif name == "c":
            self.column += 1
            if "r" in told:
                self._place(told["r"])
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)

    def _place(self, written: str) -> None:
        found = _REFERENCE.fullmatch(written)
        if found is None or not written.isascii():
            self.is_odd = True
            return
        self.column, self.row = _column_number(found[1].upper()), int(found[2])

    def refuse(self, *_told: Any) -> None:
        """A document type: Excel writes none."""
        self.is_odd = True
        raise expat.ExpatError


def _measure_sheet(source: bytes, package: Package) -> None:
    measure, parser = _Measure(), expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = measure.begin, measure.refuse
    try:
        parser.Parse(source, True)
    except expat.ExpatError as error:
        raise package.damaged() from error
    if measure.is_odd:
        raise package.damaged()
    if measure.columns * measure.rows > _MOST_LAID_OUT:
        raise ReadError(
            "Ett blad i Excel-filen är för stort för att läsas in: det har text långt ned eller långt till höger. Kopiera det "
            "som ska läsas till ett nytt blad och läs in det.",
            ReadErrorCode.TOO_LARGE,
        )


def _column_letters(number: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        letters = chr(65 + letter) + letters
        number -= 1
    return letters


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _read_sheet(sheet: Any, page: int | None, collector: Collector) -> None:
    if page is not None and page > 1:
        collector.add_page_break(Place(page, 1))
    if sheet.total_width > limits.MAX_TABLE_COLUMNS:
        raise ReadError(
            f"Bladet ”{sheet.name}” har fler än {limits.MAX_TABLE_COLUMNS} kolumner och läses inte in. Kopiera det som ska "
            "läsas till ett nytt blad.",
            ReadErrorCode.TOO_LARGE,
        )
    if sheet.total_height > limits.MAX_TABLE_ROWS * 4:
        raise ReadError(
            f"Bladet ”{sheet.name}” har fler än {limits.MAX_TABLE_ROWS} rader och läses inte in. Dela upp det.",
            ReadErrorCode.TOO_LARGE,
        )
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)] if sheet.height else []
    _resolve_merged(rows, sheet.merged_cell_ranges or [])
    blocks = list(_blocks(rows))
    if not _UNNAMED.fullmatch(sheet.name) and (page is not None or not blocks or not _is_titled(blocks[0])):
        collector.add_text(sheet.name.strip(), Place(page, 1), LineKind.HEADING, 1)
    for block in blocks:
        _add_block(block, page, collector)


def _is_titled(block: _Block) -> bool:
    """Whether a sheet opens with its own title, which then says more than the sheet's name."""
    return len(_texts(block[0])) == 1 and bool(block[0][1][0][1])


def _texts(row: _Row) -> set[str]:
    return {text for _column, text in row[1]} - {""}


def _resolve_merged(rows: list[list[str]], ranges: Sequence[Any]) -> None:
    """Excel never lets merged cells overlap: together they are at most the sheet, and what claims to be more is left."""
    room = sum(map(len, rows))
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        room -= (min(bottom + 1, len(rows)) - top) * (min(right + 1, len(rows[top])) - left)
        if room < 0:
            return
        text = rows[top][left]
        for row in rows[top : bottom + 1]:
            row[left : min(right + 1, len(row))] = [text] * (min(right + 1, len(row)) - left)


def _blocks(rows: list[list[str]]) -> Iterator[_Block]:
    """Runs of rows with something in them, each row with its number, without the columns that are empty in all."""
    block: list[tuple[int, list[str]]] = []
    for number, row in enumerate([*rows, []], 1):
        if any(row):
            block.append((number, row))
        elif block:
            used = [column for column in range(len(block[0][1])) if any(each[column] for _, each in block)]
            yield [(place, [(column, each[column]) for column in used]) for place, each in block]
            block = []


def _add_block(block: _Block, page: int | None, collector: Collector) -> None:
    """Rows above the table with one text each are lines: the list's name, its date."""
    while block and len(_texts(block[0])) == 1 and (len(block) == 1 or block[0][1][0][1]):
        number, row = block[0]
        column, text = next((column, text) for column, text in row if text)
        collector.add_text(text, Place(page, number, _column_letters(column)))
        block = block[1:]
    made = [
        collector.count_row(
            Row(
                tuple(Cell(text, Place(page, number, _column_letters(column))) for column, text in row),
                Place(page, number),
            )
        )
        for number, row in block
    ]
    collector.add_table(made)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}".replace(".", ",")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()
