"""Documents of meetings, packets and memos of any content are answered, and in moments."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.imports.blocks import Block, Cell, Line, LineKind, PageBreak, Place, ReadDocument, Row, Table
from samverka.imports.extractors import extract
from samverka.imports.extractors.meetings.names import name_spans
from samverka.imports.extractors.meetings.persons import read_people
from samverka.imports.recognise import recognise
from samverka.imports.records import DocumentKind, Recognition
from samverka.imports.schema import to_outside

KINDS = (
    DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.NOTES, DocumentKind.MEETING_PAGE, DocumentKind.DECISION_SUMMARY,
    DocumentKind.PACKET, DocumentKind.MEMO, DocumentKind.AGREEMENT,
)  # fmt: skip
WORDS = (
    "§ 12", "§§ 3-5", "8 4", "$5", "SON 108", "1.", "2", "1 2 3", "Beslut", "Förslag till beslut:", "Sammanfattning", "Bilagor",
    "Plats och tid", "Närvarande", "Beslutande", "Ersättare", "Utses att justera", "Ordförande", "Anna Berg (S)", "ersätter Bo Ek (C)",
    "Maj", "kl. 09.00-11.30", "10 min", "2024-05-03", "den 31 februari 2024", "Nästa möte", "Kommande möten 2024", "•", "att", "Sida 1 (3)",
    "Kallelse", "Utdrag ur protokoll", "Intäkter", "Summa intäkter 1 200", "Kostnader", "ANTAL 3 4", "Figur 1: Antal", "Rätt utdraget intygar",
    "Verksamhetsberättelse", "Giltighetstid", "(", ")", ",", "–", "Mötet öppnas", "Socialnämnden beslutar", "Paragrafen är justerad", "Lunch 12.00",
)  # fmt: skip
PLACES = st.builds(Place, st.none() | st.integers(1, 9), st.none() | st.integers(1, 99))
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=7).map(" ".join)
LINES = st.builds(
    Line,
    TEXTS.map(lambda text: text.replace("\n", " ")),
    PLACES,
    st.sampled_from(LineKind),
    st.integers(0, 4),
    st.sampled_from(("", "•", "2.", "§ 3")),
)
ROWS = st.builds(Row, st.lists(st.builds(Cell, TEXTS, PLACES), max_size=5).map(tuple), PLACES)
TABLES = st.builds(Table, st.lists(ROWS, min_size=1, max_size=5).map(tuple), PLACES)
BLOCKS: st.SearchStrategy[Block] = LINES | TABLES | st.builds(PageBreak, PLACES)
DOCUMENTS = st.builds(ReadDocument, st.lists(BLOCKS, max_size=20).map(tuple), st.sampled_from(("text/plain", "text/html")))


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.sampled_from(KINDS))
def test_every_kind_of_meeting_document_can_be_read_from_anything(document: ReadDocument, kind: DocumentKind) -> None:
    recognise(document)
    assert to_outside(extract(document, Recognition(kind, 1.0)))["kind"] == kind.value


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.sampled_from(KINDS))
def test_the_raw_text_of_every_item_stands_in_the_document(document: ReadDocument, kind: DocumentKind) -> None:
    texts = {part for block in document.blocks for part in _texts(block)}
    whole = "\n".join(texts)
    for item in extract(document, Recognition(kind, 1.0)).items:
        for found in (item.title, item.summary, item.decision, item.proposal):
            for line in found.raw.split("\n") if found else ():
                assert line in whole or any(line.strip() in text for text in texts)


def _texts(block: Block) -> list[str]:
    match block:
        case Line():
            return [block.text]
        case Table():
            return [cell.text for row in block.rows for cell in row.cells]
        case PageBreak():
            return []


@given(st.text(max_size=200) | TEXTS)
def test_names_stand_where_they_are_said_to(text: str) -> None:
    spans = name_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False)] == [True] * max(0, len(spans) - 1)
    read_people(text)


@pytest.mark.parametrize(
    "piece",
    ["ord ", "A", "Anna ", "Anna-", "Anna Berg (S) ", "§ 1 ", "1 ", "1. ", "(", "Beslut ", "12 34 ", "- ", "ÅÄÖ ", "den 3 maj ", "a, ", "AbCdEf"],
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_very_long_line_takes_no_more_than_moments(kind: DocumentKind, piece: str) -> None:
    text = piece * (30_000 // len(piece))
    lines = ("Närvarande", text, "§ 1 Rubrik", text, "Beslut", text, f"• {text}", "Intäkter", text)
    blocks = tuple(Line(line, Place(None, number)) for number, line in enumerate(lines, 1))
    start = time.process_time()
    extract(ReadDocument(blocks, "text/plain"), Recognition(kind, 1.0))
    assert time.process_time() - start < 5
