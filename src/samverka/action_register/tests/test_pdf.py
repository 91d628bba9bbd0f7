"""The list in PDF: what another reader finds in it."""

from __future__ import annotations

import ctypes
import re
from dataclasses import replace

import pypdfium2 as pdfium
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from samverka.action_register import pdf
from samverka.action_register.printed import PrintedDirection, PrintedRegister, PrintedRow
from samverka.action_register.tests.test_word import CLOSED, EMPTY, LIST, ROW
from samverka.foundation.typeset.pdf import UNPRINTABLE

HYPHEN = "\x02"  # how the reader gives the hyphen of a broken word


def opened(printed: PrintedRegister, **more: str) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(pdf.document(printed, **more))


def text_of(document: pdfium.PdfDocument) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")


def of(*rows: PrintedRow) -> PrintedRegister:
    return PrintedRegister(
        title="Balanslista", forum="SVOM", day="2024-05-20", directions=(PrintedDirection(name="Vård", rows=rows),)
    )


def tags(page: pdfium.PdfPage) -> list[str]:
    """The kinds of every element in the page's structure, depth first."""
    found: list[str] = []

    def walk(element: object) -> None:
        buffer = ctypes.create_string_buffer(64)
        raw.FPDF_StructElement_GetType(element, buffer, 64)
        found.append(buffer.raw.decode("utf-16-le").split("\0")[0])
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
                walk(child)

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    for at in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
    raw.FPDF_StructTree_Close(tree)
    return found


def test_it_says_what_the_word_document_says():
    said = text_of(opened(LIST))
    for line in (
        "Balanslista SVOM 2024", "2024-05-20", "Förbättrad psykisk hälsa", "Utan inriktning", "Uppdrag/aktivitet",
        "Utbilda fler.", "SVOM 3/6 2024 – rapport", "Avförd 2024-05-26: Ersatt", "Sammanfattning Överenskommelser, avtal etc.",
        "Avtal Barnahus", "2020-2021", "Barnarenan",
    ):  # fmt: skip
        assert line in said


def test_a_page_is_a4_on_its_side_and_says_where_it_comes_from():
    document = opened(LIST, edition="Fastställd 2024-06-03")
    assert [round(side) for side in document[0].get_size()] == [842, 595]
    said = text_of(document)
    assert "Balanslista SVOM 2024, så som den var 20 maj 2024. Fastställd 2024-06-03" in said
    assert "Sida 1 av 1" in said


def test_readers_that_cannot_see_find_their_way():
    document = opened(LIST)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == "Balanslista SVOM 2024"
    found = tags(document[0])
    assert found.count("Table") == 3
    assert found.count("TH") == 6 + 6 + 5
    assert found.count("H1") + found.count("H2") >= 3
    written = pdf.document(LIST)
    assert re.search(rb"/Lang ?\(sv-SE\)", written)
    assert b"pdfuaid" in written
    assert b"pdfaid" in written


def test_the_header_comes_again_on_every_page_and_the_pages_are_counted():
    document = opened(of(*(replace(ROW, key=number) for number in range(60))))
    assert len(document) > 2
    for number, page in enumerate(document, 1):
        said = page.get_textpage().get_text_bounded()
        assert "Beredande forum" in said.replace("\r\n", " ")
        assert f"Sida {number} av {len(document)}" in said


def test_a_cell_longer_than_a_page_goes_on_on_the_next():
    words = " ".join(f"ord{number}" for number in range(3000))
    document = opened(of(replace(ROW, commission=words), CLOSED))
    assert len(document) > 2
    said = "".join(text_of(document).split())
    assert all(f"ord{number}" in said for number in range(3000))


def test_an_empty_list_says_so():
    assert "Listan har inga rader." in text_of(opened(EMPTY))


def test_what_is_a_command_to_the_typesetter_is_printed_as_it_stands():
    signs = "#let x = $a_b$ *fet* _kursiv_ <etikett> @källa `kod` // kommentar /* och */ \\ [a] {b} ~ -- ... 'x' \"y\" = - + /"
    assert signs in " ".join(text_of(opened(of(PrintedRow(key=1, subject="A", follow_up=signs)))).split())


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=120))
def test_any_text_can_be_printed(text):
    row = PrintedRow(
        key=1, areas=(text,), subject=text, commission=text, responsible=(text,), preparing=(text,), follow_up=text
    )
    register = replace(LIST, title=text, forum=text, directions=(PrintedDirection(name=text, rows=(row,)),))
    assert len(opened(register, edition=text)) >= 1


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x17E, exclude_categories=["Cc", "Cf"]),
        min_size=1,
        max_size=60,
    )
)
def test_what_is_printed_can_be_read(text):
    said = "".join(text_of(opened(of(PrintedRow(key=1, subject=f"börjar{text}slutar")))).split())
    # The reader tells a hyphen at the end of a line as a break, whether the typesetter put it there or the text has it.
    assert plain(f"börjar{text}slutar") in plain(said)


def plain(text: str) -> str:
    return text.translate({ord(sign): None for sign in (HYPHEN, "-", "\xa0")})


def test_a_sign_that_no_font_has_is_marked_and_the_others_stand():
    said = text_of(opened(of(PrintedRow(key=1, subject="Möte 😀 中文 Åre"))))
    assert f"Möte {UNPRINTABLE} {UNPRINTABLE}{UNPRINTABLE} Åre" in said
