"""The list in Word: the county's layout, readable by people and by machines."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.action_register import word
from samverka.action_register.printed import PrintedAgreement, PrintedDirection, PrintedRegister, PrintedRow

ROW = PrintedRow(
    key=1, areas=("Nära vård", "Psykisk hälsa"), subject="SIP", commission="Öka antalet.\nUtbilda fler.",
    responsible=("SIP-samordnare", "Nätverket"), preparing=("SamReKo HSI",), follow_up="Löpande.\nSVOM 3/6 2024 – rapport",
)  # fmt: skip
CLOSED = PrintedRow(key=2, subject="Mobil vård", state="dropped", closed_on="2024-05-26", closing_reason="Ersatt")
AGREEMENT = PrintedAgreement(
    key=3, name="Avtal Barnahus", validity="2020-2021", recommending=("SVOM", "Barnarenan"), notes="Ses över"
)
LIST = PrintedRegister(
    title="Balanslista SVOM 2024", forum="SVOM", day="2024-05-20", area_heading="Prioriterat område SVOM (2023-2026)",
    directions=(PrintedDirection(name="Förbättrad psykisk hälsa", rows=(ROW, CLOSED)), PrintedDirection(name="", rows=(ROW,))),
    agreements=(AGREEMENT,),
)  # fmt: skip
EMPTY = PrintedRegister(title="Balanslista", forum="SVOM", day="2024-05-20")


def opened(printed: PrintedRegister, **more: str):
    return docx.Document(io.BytesIO(word.document(printed, **more)))


def texts(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_layout_is_the_countys():
    made = opened(LIST)
    assert [paragraph.text for paragraph in made.paragraphs if paragraph.text] == [
        "SVOM", "2024-05-20", "Balanslista SVOM 2024", "Förbättrad psykisk hälsa", "Utan inriktning",
        "Sammanfattning Överenskommelser, avtal etc.",
    ]  # fmt: skip
    first, _second, agreements = made.tables
    assert texts(first) == [
        ["Prioriterat område SVOM (2023-2026)", "Vad", "Uppdrag/aktivitet", "Ansvarig funktion/operativ gruppering",
         "Beredande forum", "Uppföljning"],
        ["Nära vård\nPsykisk hälsa", "SIP", "Öka antalet.\nUtbilda fler.", "SIP-samordnare\nNätverket", "SamReKo HSI",
         "Löpande.\nSVOM 3/6 2024 – rapport"],
        ["", "Mobil vård", "", "", "", "Avförd 2024-05-26: Ersatt"],
    ]  # fmt: skip
    assert texts(agreements) == [
        ["Överenskommelse/avtal", "Giltighetstid", "Rekommendationsbeslutande forum", "Beredande forum", "Noteringar"],
        ["Avtal Barnahus", "2020-2021", "SVOM\nBarnarenan", "", "Ses över"],
    ]


def test_readers_that_cannot_see_find_their_way():
    made = opened(LIST)
    assert made.core_properties.title == "Balanslista SVOM 2024"
    assert made.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "sv-SE"
    headings = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Förbättrad psykisk hälsa", "Utan inriktning", "Sammanfattning Överenskommelser, avtal etc."]
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_page_is_a4_on_its_side_and_says_where_it_comes_from():
    made = opened(LIST, edition="Fastställd 2024-06-03")
    (section,) = made.sections
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    footer = "".join(node.text or "" for node in section.footer._element.iter(qn("w:t"), qn("w:tab")))
    assert footer == "Balanslista SVOM 2024, så som den var 20 maj 2024. Fastställd 2024-06-03Sida 1 av 1"
    fields = [node.get(qn("w:instr")) for node in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("length", "stays_whole"), [(900, True), (901, False)])
def test_only_a_long_row_may_break_over_pages(length, stays_whole):
    row = PrintedRow(key=1, subject="SIP", follow_up="x" * length)
    made = opened(PrintedRegister(title="B", forum="S", day="2024-05-20", directions=(PrintedDirection(rows=(row,)),)))
    assert (made.tables[0].rows[1]._tr.find(f".//{qn('w:cantSplit')}") is not None) is stays_whole


def test_an_empty_list_says_so():
    assert [p.text for p in opened(EMPTY).paragraphs][-1] == "Listan har inga rader."


@settings(max_examples=30)
@given(text=st.text(min_size=1, max_size=200))
def test_any_text_can_be_printed(text):
    row = PrintedRow(
        key=1, areas=(text,), subject=text, commission=text, responsible=(text,), preparing=(text,), follow_up=text
    )
    agreement = PrintedAgreement(key=1, name=text, validity=text, recommending=(text,), notes=text)
    made = opened(
        PrintedRegister(
            title=text,
            forum=text,
            day="2024-05-20",
            area_heading=text,
            agreements=(agreement,),
            directions=(PrintedDirection(name=text, rows=(row,)),),
        )
    )
    printed = "".join(line.strip() for line in word.words.lines(word.layout.plain(text)))
    assert "".join(made.tables[0].cell(1, 2).text.split()) == "".join(printed.split())
