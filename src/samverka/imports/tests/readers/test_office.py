"""Excel and PowerPoint: sheets as tables, slides as pages."""

import datetime as dt
import io
import re
import time
import zipfile
from typing import Any

import pytest

from samverka.imports.blocks import Line, LineKind, Place, Table
from samverka.imports.readers import ReadError, ReadErrorCode, limits, read
from samverka.imports.tests.readers.builders import refusal, repacked, shape, zipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
EXCEL_EPOCH = dt.date(1899, 12, 30)


def workbook(sheets: dict[str, tuple[list[list[Any]], str]], hidden: tuple[str, ...] = ()) -> bytes:
    """An XLSX of sheets: rows of values, and the ranges that are merged."""
    listed, related, parts = "", "", {}
    for number, (name, (rows, merged)) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        related += f'<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(rows, merged)
    related += f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    return archive(
        {
            "_rels/.rels": relations(
                f'<Relationship Id="m" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
            ),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(related),
            "xl/styles.xml": STYLES,
            **parts,
        }
    )


def relations(inner: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'


def archive(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def sheet_xml(rows: list[list[Any]], merged: str) -> str:
    lines = "".join(
        f'<row r="{number}">{"".join(cell_xml(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged.split())
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData><mergeCells>{ranges}</mergeCells></worksheet>'


def cell_xml(place: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f'<c r="{place}" s="1"><v>{(value - EXCEL_EPOCH).days}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


HEADER = ["Avtal", "Giltigt till"]
ROWS = [["Avtalslista", None], ["Uppdaterad 2024-04-12", None], [], HEADER, ["Hemsjukvård", dt.date(2024, 12, 31)]]


def test_a_sheet_is_a_table_with_the_lines_above_it() -> None:
    document = read(workbook({"Blad1": (ROWS, "")}), "a.xlsx")
    assert shape(document) == ["Avtalslista", "Uppdaterad 2024-04-12", [HEADER, ["Hemsjukvård", "2024-12-31"]]]
    table = document.blocks[-1]
    assert isinstance(table, Table)
    assert [row.place for row in table.rows] == [Place(None, 4), Place(None, 5)]


def test_several_sheets_are_pages_under_their_names_and_hidden_ones_are_told() -> None:
    data = workbook(
        {"Vård": ([HEADER, ["A", "B"]], ""), "Skola": ([HEADER, ["C", "D"]], ""), "Gömt": ([["X"]], "")}, ("Gömt",)
    )
    document = read(data, "a.xlsx")
    assert shape(document) == ["Vård", [HEADER, ["A", "B"]], "--- page ---", "Skola", [HEADER, ["C", "D"]]]
    assert document.warnings == ("Dolda blad har inte lästs: ”Gömt”.",)
    assert [block.level for block in document.blocks if isinstance(block, Line) and block.kind is LineKind.HEADING] == [
        1,
        1,
    ]


def test_the_only_sheet_s_name_stands_for_a_title_that_it_has_not() -> None:
    assert shape(read(workbook({"Avtalsregister": (ROWS, "")}), "a.xlsx"))[0] == "Avtalslista"
    assert shape(read(workbook({"Avtalsregister": (ROWS[3:], "")}), "a.xlsx"))[0] == "Avtalsregister"


def test_merged_cells_repeat_their_text() -> None:
    rows = [["Område", "Avtal"], ["Nära vård", "A"], [None, "B"], ["Psykisk hälsa", "C"]]
    assert shape(read(workbook({"Blad1": (rows, "A2:A3")}), "a.xlsx")) == [
        [["Område", "Avtal"], ["Nära vård", "A"], ["Nära vård", "B"], ["Psykisk hälsa", "C"]]
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [(3, "3"), (2.5, "2,5"), (0.1, "0,1"), (True, "Ja"), (dt.date(2024, 2, 29), "2024-02-29"), ("å &amp; ä", "å & ä")],
)
def test_values_are_written_as_people_write_them(value: Any, text: str) -> None:
    assert shape(read(workbook({"Blad1": ([["Värde", "Enhet"], [value, "st"]], "")}), "a.xlsx"))[0][1][0] == text


def test_a_sheet_with_a_lone_cell_far_away_is_refused_before_it_is_laid_out() -> None:
    data = workbook({"Blad1": (ROWS, "")})
    source = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    far = re.sub(rb'r="B5"', b'r="XFD1048576"', source)
    assert refusal(repacked(data, sheet1_xml=far), "a.xlsx") == ReadErrorCode.TOO_LARGE


@pytest.mark.parametrize(
    "written",
    [
        b"<row r='60000'><c r='CV60000' t='str'><v>x</v></c></row>",
        b'<row r = "60000"><c r = "CV60000" t="str"><v>x</v></c></row>',
        b'<row r="60000"><c r="C&#86;60000" t="str"><v>x</v></c></row>',
        b'<row r="60000">' + b'<c t="str"><v>x</v></c>' * 100 + b"</row>",
    ],
    ids=["other quotes", "blanks", "a letter by its number", "cells that say no place"],
)
def test_a_sheet_is_measured_however_its_places_are_written(written: bytes) -> None:
    """Laid out, such a file of 1 kB took all memory and the process with it."""
    data = workbook({"Blad1": (ROWS, "")})
    source = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    far = source.replace(b"</sheetData>", written + b"</sheetData>")
    assert refusal(repacked(data, sheet1_xml=far), "a.xlsx") == ReadErrorCode.TOO_LARGE


def test_a_sheet_is_measured_wherever_it_lies() -> None:
    data = workbook({"Blad1": (ROWS, "")})
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name).decode() for name in source.namelist()}
    sheet = parts.pop("xl/worksheets/sheet1.xml").replace('r="B5"', 'r="CV60000"')
    relations = parts["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "elsewhere/sheet.dat")
    moved = archive(parts | {"xl/_rels/workbook.xml.rels": relations, "xl/elsewhere/sheet.dat": sheet})
    assert refusal(moved, "a.xlsx") == ReadErrorCode.TOO_LARGE


def test_merged_ranges_that_cover_each_other_are_no_work_without_end() -> None:
    rows = [[f"rad {number}", *["x"] * 8] for number in range(2_000)]
    began = time.process_time()
    read(workbook({"Blad1": (rows, " ".join(["A1:I2000"] * 20_000))}), "a.xlsx")
    assert time.process_time() - began < 5


def test_too_many_rows_are_refused_in_plain_words() -> None:
    with pytest.raises(ReadError) as caught:
        read(workbook({"Blad1": ([["a", "b"]] * (limits.MAX_TABLE_ROWS + 1), "")}), "a.xlsx")
    assert caught.value.code == ReadErrorCode.TOO_LARGE


def test_a_broken_workbook_is_called_damaged() -> None:
    with pytest.raises(ReadError) as caught:
        read(repacked(workbook({"Blad1": (ROWS, "")}), sheet1_xml=b"<worksheet"), "a.xlsx")
    assert caught.value.message == (
        "Excel-filen är skadad eller avklippt och kan inte läsas. Det händer när en överföring avbryts. "
        "Hämta eller spara filen på nytt och läs in den igen."
    )


def test_a_bomb_is_refused() -> None:
    assert refusal(zipped(xl__workbook_xml=b" " * (limits.MAX_XML_BYTES + 1)), "a.xlsx") == ReadErrorCode.BOMB


# Presentations


def shape_xml(kind: str | None, *texts: str, y: int = 0) -> str:
    placeholder = "" if kind is None else f'<p:ph type="{kind}"/>' if kind else "<p:ph/>"
    paragraphs = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    place = f'<p:spPr><a:xfrm><a:off x="0" y="{y}"/></a:xfrm></p:spPr>' if y else "<p:spPr/>"
    return f"<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>{place}<p:txBody>{paragraphs}</p:txBody></p:sp>"


def table_xml(*rows: str) -> str:
    return f"<p:graphicFrame><a:tbl>{''.join(f'<a:tr>{row}</a:tr>' for row in rows)}</a:tbl></p:graphicFrame>"


def cell(text: str, attributes: str = "") -> str:
    return f"<a:tc {attributes}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"


def slides(*each: str) -> bytes:
    """A presentation whose slides are listed last to first in the package, as after a move."""
    related = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/slide" Target="slides/slide{len(each) - number + 1}.xml"/>'
        for number in range(1, len(each) + 1)
    )
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="r{number}"/>' for number in range(1, len(each) + 1))
    declared = f'xmlns:p="{SLIDES}" xmlns:a="{DRAWING}" xmlns:r="{RELATIONS}"'
    return archive(
        {
            "_rels/.rels": relations(
                f'<Relationship Id="m" Type="{RELATIONS}/officeDocument" Target="ppt/presentation.xml"/>'
            ),
            "ppt/presentation.xml": f"<p:presentation {declared}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": relations(related),
            **{
                f"ppt/slides/slide{len(each) - number}.xml": f"<p:sld {declared}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>"
                for number, inner in enumerate(each)
            },
        }
    )


def test_slides_are_pages_with_title_bullets_and_tables() -> None:
    first = shape_xml("", "Stärka samverkan", "Följa upp") + shape_xml("title", "Syfte") + shape_xml("sldNum", "1")
    second = shape_xml(None, "Fri text", y=900_000) + table_xml(
        cell("Forum", 'gridSpan="2"') + cell("", 'hMerge="1"'), cell("SVOM") + cell("4 ggr/år")
    )
    document = read(slides(first, second), "a.pptx")
    assert shape(document) == [
        "Syfte",
        "Stärka samverkan",
        "Följa upp",
        "--- page ---",
        [["Forum", "Forum"], ["SVOM", "4 ggr/år"]],
        "Fri text",
    ]
    assert [(block.kind, block.place) for block in document.blocks[:2] if isinstance(block, Line)] == [
        (LineKind.HEADING, Place(1, 1)),
        (LineKind.LIST_ITEM, Place(1, 2)),
    ]
