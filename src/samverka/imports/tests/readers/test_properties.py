"""Whatever the bytes are, a reader answers with a document or a `ReadError`; whatever the text is, no line is lost."""

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.imports.blocks import Block, Line, Table
from samverka.imports.readers import ReadError, read
from samverka.imports.readers.text import read_text, split_lines
from samverka.imports.tests.readers.builders import repacked, saved, word_with_body
from samverka.imports.tests.readers.paper import Sheet, pdf
from samverka.imports.tests.readers.test_office import shape_xml, slides, workbook

NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a", "..", "a.pdf"])
MARKS = st.sampled_from(
    [
        "\t",
        "\n",
        "\n\n\n",
        "|",
        "|---|",
        "# ",
        "- ",
        "1. ",
        "<td>",
        "<table>",
        "</table>",
        "<script>",
        "</p>",
        "`",
        "å",
        ">",
        "<br>",
    ]
)
WORD_PARTS = st.sampled_from(
    [
        "<w:p/>", "<w:p><w:r><w:t>text</w:t></w:r></w:p>", "<w:tbl/>", "<w:tbl><w:tr/></w:tbl>",
        "<w:tbl><w:tr><w:tc/><w:tc/></w:tr></w:tbl>", "<w:sdt/>", "<w:r/>", "<w:tc/>",
        '<w:p><w:pPr><w:numPr><w:numId w:val="x"/></w:numPr></w:pPr></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="-3"/></w:pPr><w:r><w:br w:type="page"/><w:tab/></w:r></w:p>',
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="99999"/></w:trPr><w:tc/></w:tr></w:tbl>',
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="0"/><w:vMerge/></w:tcPr></w:tc><w:tc/></w:tr></w:tbl>',
    ]
)  # fmt: skip


def is_read_or_refused(data: bytes, name: str) -> bool:
    try:
        read(data, name)
    except ReadError as error:
        return bool(error.message)
    return True


@given(st.binary(max_size=2000), NAMES)
def test_arbitrary_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    assert is_read_or_refused(data, name)


@given(st.lists(st.one_of(MARKS, st.text(max_size=8))).map("".join), NAMES)
@settings(max_examples=300)
def test_arbitrary_marked_text_is_read_or_refused(text: str, name: str) -> None:
    assert is_read_or_refused(text.encode("utf-8", errors="replace"), name)


@given(st.lists(WORD_PARTS, max_size=8).map("".join))
def test_arbitrary_word_bodies_are_read_or_refused(body: str) -> None:
    assert is_read_or_refused(word_with_body(body), "a.docx")


@given(st.data())
@settings(max_examples=200)
def test_damaged_word_documents_are_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    assert is_read_or_refused(bytes(damaged), "a.docx")


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_damaged_pdf_and_office_files_are_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(OTHERS))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    assert is_read_or_refused(bytes(damaged), "a.pdf")


@pytest.mark.parametrize("part", ["styles_xml", "numbering_xml", "core_xml", "document_xml_rels", "_rels"])
@pytest.mark.parametrize("content", [b"", b"<x/>", b"<x", b"\x00\x01"])
def test_word_documents_with_a_broken_part_are_read_or_refused(part: str, content: bytes) -> None:
    assert is_read_or_refused(repacked(WHOLE, **{part: content}), "a.docx")


@given(st.text(alphabet=st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("\t\n\r"))))
def test_plain_text_gives_back_every_line(text: str) -> None:
    found = [line for block in read_text(text).blocks for line in lines_of(block)]
    assert found == [(number, line) for number, line in enumerate(split_lines(text), start=1)]


def lines_of(block: Block) -> list[tuple[int | None, str]]:
    if isinstance(block, Line):
        return [(block.place.line, block.text)]
    if isinstance(block, Table):
        return [(row.place.line, "\t".join(cell.text for cell in row.cells)) for row in block.rows]
    return []


def _whole() -> bytes:
    document = Document()
    document.add_heading("Balanslista", 1)
    document.add_paragraph("punkt", style="List Number")
    made = document.add_table(rows=2, cols=2)
    made.cell(0, 0).merge(made.cell(1, 0)).text = "Nära vård"
    return saved(document)


WHOLE = _whole()
OTHERS = [
    pdf(
        Sheet().lines(60, 100, ["Balanslista", "Nära vård"]),
        Sheet().table((50, 90, 300), (100, 130, 170), [["a", "b"]] * 2),
    ),
    workbook({"Blad1": ([["Avtal", "Giltigt"], ["A", 2.5]], "A1:B1")}),
    slides(shape_xml("title", "Syfte") + shape_xml("", "Samverka")),
]
