"""The list in Excel, read back by another library."""

from __future__ import annotations

import datetime as dt
import io

from python_calamine import CalamineWorkbook

from samverka.action_register import excel
from samverka.action_register.tests.test_word import EMPTY, LIST


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_it_says_what_the_word_document_says():
    found = sheets(excel.document(LIST, edition="Fastställd 2024-06-03"))
    assert list(found) == ["Balanslistan", "Avtal"]
    note, _blank, head, first, closed, last = found["Balanslistan"]
    assert note[0] == "Balanslista SVOM 2024, så som den var 20 maj 2024. Fastställd 2024-06-03"
    assert head == [
        "Inriktning", "Prioriterat område SVOM (2023-2026)", "Vad", "Uppdrag/aktivitet", "Ansvarig funktion/operativ gruppering",
        "Beredande forum", "Uppföljning", "Avslutad eller avförd", "Avslutad den", "Skäl",
    ]  # fmt: skip
    assert first == [
        "Förbättrad psykisk hälsa", "Nära vård\nPsykisk hälsa", "SIP", "Öka antalet.\nUtbilda fler.",
        "SIP-samordnare\nNätverket", "SamReKo HSI", "Löpande.\nSVOM 3/6 2024 – rapport", "", "", "",
    ]  # fmt: skip
    assert closed[-3:] == ["Avförd", dt.date(2024, 5, 26), "Ersatt"]
    assert (closed[6], last[0]) == ("", "")
    assert found["Avtal"][2:] == [
        ["Överenskommelse/avtal", "Giltighetstid", "Rekommendationsbeslutande forum", "Beredande forum", "Noteringar"],
        ["Avtal Barnahus", "2020-2021", "SVOM\nBarnarenan", "", "Ses över"],
    ]


def test_an_empty_list_has_its_headings():
    assert [len(rows) for rows in sheets(excel.document(EMPTY)).values()] == [3, 3]
