"""Whatever a reader hands on, recognition and extraction answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.imports.blocks import Block, Cell, Line, LineKind, PageBreak, Place, ReadDocument, Row, Table
from samverka.imports.extractors import extract
from samverka.imports.recognise import Recognition, recognise
from samverka.imports.records import DocumentKind
from samverka.imports.schema import to_outside

WORDS = (
    "Balanslista", "Vad", "Ansvarig", "Status", "Klart", "Nr", "Uppdrag/", "aktivitet", "Syfte", "Syfte Gruppen", "Deltagare:", "Mandat",
    "Från kommunerna;", "4 ggr/år", "Beredande organ till", "Avtal", "Giltighetstid", "tills vidare", "(2020-", "2020-2030)", "• Riktlinje",
    "– t.v.", "Inriktning:", "- Psykisk hälsa", "Prioriterat område", "Beredande forum", "SamReKo HSI", "Fredagsgruppen", "SVOM 3/6 2024 –",
    "och", "Kompetensför", "sörjning", "Region", "kommun", "vård", "<i>", "Övrigt", "1.", "§ 3", "Ansvarig: MAS", "Klart: hösten 2020", "\n",
)  # fmt: skip
PLACES = st.builds(Place, st.none() | st.integers(1, 9), st.none() | st.integers(1, 99))
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=6).map(" ".join)
LINE_TEXTS = TEXTS.map(lambda text: text.replace("\n", " "))
LINES = st.builds(
    Line, LINE_TEXTS, PLACES, st.sampled_from(LineKind), st.integers(0, 4), st.sampled_from(("", "•", "2."))
)
ROWS = st.builds(Row, st.lists(st.builds(Cell, TEXTS, PLACES), max_size=7).map(tuple), PLACES)
TABLES = st.builds(Table, st.lists(ROWS, min_size=1, max_size=6).map(tuple), PLACES)
BLOCKS: st.SearchStrategy[Block] = LINES | TABLES | st.builds(PageBreak, PLACES)
DOCUMENTS = st.builds(ReadDocument, st.lists(BLOCKS, max_size=14).map(tuple), st.just("text/plain"), TEXTS)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_recognition_always_answers(document: ReadDocument) -> None:
    found = recognise(document)
    assert 0 <= found.strength <= 1
    assert found.reasons


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS, st.sampled_from(DocumentKind))
def test_every_kind_can_be_extracted_from_anything(document: ReadDocument, kind: DocumentKind) -> None:
    assert to_outside(extract(document, Recognition(kind, 1.0)))["kind"] == kind.value


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_every_line_of_a_subject_stands_in_the_document(document: ReadDocument) -> None:
    texts = "\n".join(_text(block) for block in document.blocks)
    for item in extract(document, Recognition(DocumentKind.BALANCE_LIST, 1.0)).action_items:
        assert item.subject is not None
        assert [line for line in item.subject.raw.split("\n") if line.strip(" •-1.") not in texts] == []


def _text(block: Block) -> str:
    match block:
        case Line():
            return block.text
        case Table():
            return "\n".join(cell.text for row in block.rows for cell in row.cells)
        case PageBreak():
            return ""


@pytest.mark.parametrize("piece", ["ord ", "A", "Avtal om vård gäller inte ", "2020-", "(", "ord – ", "1/"])
@pytest.mark.parametrize("kind", [DocumentKind.BALANCE_LIST, DocumentKind.AGREEMENT_LIST, DocumentKind.ARENAS])
def test_a_very_long_line_takes_no_more_than_moments(kind: DocumentKind, piece: str) -> None:
    text = piece * (60_000 // len(piece))
    place = Place(None, 1)
    head = ("Vad", "Ansvarig", "Beredande forum", "Uppföljning", "Klart")
    rows = tuple(
        Row(tuple(Cell(cell, place) for cell in cells), place) for cells in (head, ("x", text, text, text, text))
    )
    document = ReadDocument(
        (Line("Syfte", place), Line(text, place), Line(f"• {text}", place), Table(rows, place)), "text/plain"
    )
    start = time.process_time()
    recognise(document)
    extract(document, Recognition(kind, 1.0))
    assert time.process_time() - start < 5
