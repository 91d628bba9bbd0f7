"""A workbook holds what was given, read back by another library."""

from __future__ import annotations

import datetime as dt
import io

from python_calamine import CalamineWorkbook

from samverka.foundation.typeset.excel import CELL_LIMIT, Column, Sheet, workbook

DAY = dt.date(2024, 5, 20)


def read(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_texts_numbers_and_days_come_back_as_they_were() -> None:
    sheet = Sheet(
        "Personer", [Column("Namn"), Column("Antal"), Column("Dag")], [("Åsa Öberg", 3, DAY), ("", None, None)]
    )
    rows = read(workbook([sheet], title="Personer", made_on=DAY))["Personer"]
    assert rows[:2] == [["Namn", "Antal", "Dag"], ["Åsa Öberg", 3.0, DAY]]


def test_what_looks_like_a_formula_or_a_number_is_text() -> None:
    sheet = Sheet("A", [Column("Text")], [("=1+1",), ("007",), ("http://x.se",), ("x" * 40_000,)])
    rows = read(workbook([sheet], title="A", made_on=DAY))["A"]
    assert rows[1:] == [["=1+1"], ["007"], ["http://x.se"], ["x" * CELL_LIMIT]]


def test_a_note_stands_above_the_headings_and_a_name_that_excel_refuses_is_mended() -> None:
    sheet = Sheet("Avtal: 2024/2025 [alla] och några ord till", [Column("Namn")], [("Avtal",)], note="Gjord 20 maj")
    ((name, rows),) = read(workbook([sheet], title="x", made_on=DAY)).items()
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert [row for row in rows if any(row)] == [["Gjord 20 maj"], ["Namn"], ["Avtal"]]
