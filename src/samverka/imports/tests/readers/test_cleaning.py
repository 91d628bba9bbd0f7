"""No control character and no half character leaves a reader, whatever the format; all else does."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.imports.blocks import Cell as TableCell
from samverka.imports.blocks import Line, LineKind, Place, ReadDocument, Row, Table
from samverka.imports.readers import ReadError, read
from samverka.imports.readers.cleaning import WARNING, clean_text, cleaned
from samverka.imports.tests.readers.builders import paragraph, shape, word_with_body
from samverka.imports.tests.readers.paper import Sheet, pdf
from samverka.imports.tests.readers.test_office import shape_xml, slides, workbook

KEPT_CONTROLS = "\t\n"
STRANGE = st.text(
    alphabet=st.one_of(st.characters(), st.characters(categories=["Cc", "Cs"]), st.sampled_from("aå 1")), max_size=30
)
CASES = {
    "a NUL": ("A\x00vtal", "Avtal"),
    "a bell and an escape": ("\x07Avtal\x1b[0m", "Avtal[0m"),
    "what stands between things": ("Avtal\x0bom\x0chjälp\x85medel\r", "Avtal om hjälp medel "),
    "an upper control": ("Avtal\x81", "Avtal"),
    "a line end of Windows": ("Avtal\r\nom", "Avtal\nom"),
    "a half character": ("Avtal\ud800", "Avtal\N{REPLACEMENT CHARACTER}"),
    "two halves": ("Avtal \ud83d\ude00", "Avtal \N{GRINNING FACE}"),
    "tab, line break and a sign": ("Avtal\tom\nhjälp – ½", "Avtal\tom\nhjälp – ½"),
}


def texts(document: ReadDocument) -> Iterator[str]:
    yield document.title
    yield from document.warnings
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text
            yield block.marker
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)


def is_clean(document: ReadDocument) -> bool:
    return not any(
        unicodedata.category(each) in ("Cc", "Cs") and each not in KEPT_CONTROLS
        for text in texts(document)
        for each in text
    )


@pytest.mark.parametrize(("text", "clean"), CASES.values(), ids=CASES)
def test_what_is_taken_away_and_what_is_kept(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(STRANGE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_all_that_is_text_is_kept(text: str) -> None:
    def printed(given: str) -> list[str]:
        return [each for each in given if unicodedata.category(each) != "Cc" and each != " "]

    assert printed(clean_text(text)) == printed(text)


@given(STRANGE, STRANGE, STRANGE)
def test_every_part_of_a_document_is_cleaned(line: str, marker: str, cell: str) -> None:
    place = Place(1, 1)
    document = ReadDocument(
        (
            Line(line, place, LineKind.LIST_ITEM, marker=marker),
            Table((Row((TableCell(cell, place), TableCell("x", place)), place),), place),
        ),
        "text/plain", title=cell, warnings=(line,),
    )  # fmt: skip
    found = cleaned(document)
    assert is_clean(found)
    changed = any(clean_text(text) != text for text in (line, marker, cell))
    assert (WARNING in found.warnings) is changed


def test_a_clean_document_is_left_as_it_is() -> None:
    document = ReadDocument((Line("Avtal", Place(1, 1)),), "text/plain")
    assert cleaned(document) == document


def mapped(codes: list[int]) -> bytes:
    """A PDF whose font says that its letters are these characters (in UTF-16, halves and all)."""
    lines = "\n".join(f"<{0x41 + at:02x}> <{code:04x}>" for at, code in enumerate(codes))
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange "
        f"<00> <ff> endcodespacerange {len(codes)} beginbfchar\n{lines}\nendbfchar endcmap end end"
    ).encode()
    shown = "".join(chr(0x41 + at) for at in range(len(codes)))
    data = pdf(
        Sheet().text(70, 100, shown), extra=[b"<< /Length %d >>\nstream\n%s\nendstream" % (len(mapping), mapping)]
    )
    return data.replace(b"/Encoding /WinAnsiEncoding", b"/ToUnicode 5 0 R           ")


def in_excel(text: str) -> bytes:
    written = "".join(
        character if character > "\x1f" and not 0xD7FF < ord(character) < 0xE000 and ord(character) < 0xFFFE
        else f"_x{ord(character):04X}_"
        for character in text
    )  # fmt: skip
    return workbook({"Blad1": ([["Avtal", "Giltigt"], [escape(written), "x"]], "")})


FORMATS = {
    "text": lambda text: ("Avtal\n" + text).encode("utf-16", "surrogatepass"),
    "web page": lambda text: (
        "<html><body><p>Avtal " + "".join(f"&#{ord(character)};" for character in text) + "</p></body></html>"
    ).encode(),
    "Excel": in_excel,
    "PDF": lambda text: mapped([ord(character) & 0xFFFF for character in text[:25]] or [0]),
    "Word": lambda text: word_with_body(paragraph("Avtal " + "".join(f"&#{ord(each)};" for each in text))),
    "PowerPoint": lambda text: slides(shape_xml("title", "Avtal " + "".join(f"&#{ord(each)};" for each in text))),
}


@pytest.mark.parametrize("kind", FORMATS)
@given(text=STRANGE)
def test_no_format_lets_them_through(kind: str, text: str) -> None:
    try:
        document = read(FORMATS[kind](text), "a")
    except ReadError as error:
        assert error.message  # noqa: PT017 - refused is as good as clean
        return
    assert is_clean(document)


def test_a_nul_in_a_cell_is_left_out_and_told() -> None:
    document = read(in_excel("Hem\x00sjukvård"), "a.xlsx")
    assert shape(document) == [[["Avtal", "Giltigt"], ["Hemsjukvård", "x"]]]
    assert document.warnings == (WARNING,)


def test_a_nul_in_a_pdf_is_a_gap() -> None:
    assert shape(read(mapped([0x41, 0x0, 0x42]), "a.pdf")) == ["A B"]
