"""Every field knows what stood in the source, and where; Word documents with merged cells."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from samverka.agreements.states import AgreementKind
from samverka.imports.blocks import Place
from samverka.imports.extractors import extract
from samverka.imports.extractors.context import CONTINUED, MENDED
from samverka.imports.readers import read
from samverka.imports.recognise import recognise
from samverka.imports.records import Extraction, Found


def extraction(text: str, filename: str = "lista.txt") -> Extraction:
    document = read(text.encode(), filename)
    return extract(document, recognise(document))


CUT = """Balanslista vårdsamverkan

Område\tVad\tUppdrag\tAnsvarig\tUppföljning
Kompetensför sörjning\tVård- och omsorgscollege\tStärkt kompetensförsörjning\tStyrgruppen\tRådet 3/6 2024 – rapport



\t\toch gemensam samordning\t\tRådet 11/10 2024 – beslut
Nära vård\tHemgång\t\t\t
"""


def test_a_row_cut_by_a_page_is_one_and_says_so() -> None:
    first, second = extraction(CUT).action_items
    assert first.commission == Found(
        "Stärkt kompetensförsörjning och gemensam samordning",
        "Stärkt kompetensförsörjning\noch gemensam samordning",
        Place(None, 4),
        CONTINUED,
    )
    assert [area.value for area in first.priority_areas] == ["Kompetensförsörjning"]
    assert [
        (reference.forum.value, reference.date and reference.date.value.iso()) for reference in first.references
    ] == [
        ("Rådet", "2024-06-03"),
        ("Rådet", "2024-10-11"),
    ]
    assert second.subject == Found("Hemgång", "Hemgång", Place(None, 9))
    assert (second.commission, second.responsible, second.follow_up) == (None, None, None)


def test_a_mended_word_keeps_what_stood_there() -> None:
    text = "Balanslista vård\n\nVad\tAnsvarig\tStatus\nKompetensför sörjning\tKommunen\tGod kompetensförsörjning\n"
    assert extraction(text).action_items[0].subject == Found(
        "Kompetensförsörjning", "Kompetensför sörjning", Place(None, 4), MENDED
    )


def test_columns_without_a_field_of_their_own_are_kept() -> None:
    text = "Balanslista vård\n\nÄrende\tDnr\tKostnad\tAnsvarig\nHemgång\tRS 2020/1\t50 tkr\tKommunen\n"
    (item,) = extraction(text).action_items
    assert [(heading, found.value) for heading, found in item.other] == [("Dnr", "RS 2020/1"), ("Kostnad", "50 tkr")]


def test_an_agreement_tells_its_kind_and_whether_the_law_requires_it() -> None:
    text = "Avtalslista vård\n\nAvtal\tGiltighetstid\tNotering\nRiktlinje placerade barn\t2018-\tLagstadgad\nAvtal VoC\t\tEj lagstadgat\n"
    guideline, agreement = extraction(text).agreements
    assert guideline.agreement_kind is not None
    assert guideline.agreement_kind.value is AgreementKind.GUIDELINE
    assert guideline.statutory == Found(True, "Lagstadgad", Place(None, 4))
    assert agreement.statutory is None
    assert agreement.validity is None


def test_an_unknown_document_gives_no_records() -> None:
    assert extraction("Pannkakor\n3 ägg\n").document.title is None


def word_document() -> bytes:
    document = Document()
    document.add_heading("Balanslista Samverkansrådet 2022", 0)
    for line in ("Region Dal", "Ylva Sandell", "2022-05-03"):
        document.add_paragraph(line)
    document.add_heading("Inriktning: Nära vård", 1)
    table = document.add_table(rows=1, cols=5)
    rows = [
        ["Område", "Vad", "Ansvarig", "Beredande forum", "Uppföljning"],
        [
            "Hemgång",
            "Trygg hemgång",
            "Anhörigkonsulent\nMAS",
            "Beredningsgruppen",
            "Samverkansrådet 12/9 2022 – beslut",
        ],
        ["", "Hjälpmedel", "Hjälpmedelschef", "Beredningsgruppen\nLänsrådet", ""],
        ["Psykisk hälsa", "", "", "", ""],
        ["", "Suicidprevention", "Samordnare", "Länsrådet", "Pågår"],
    ]
    for number, row in enumerate(rows):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 4))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_merged_cells_of_a_word_document_are_areas_and_headings() -> None:
    document = read(word_document(), "lista.docx")
    found = extract(document, recognise(document))
    assert [
        (
            item.direction and item.direction.value,
            [area.value for area in item.priority_areas],
            item.subject and item.subject.value,
            [entry.value for entry in item.responsible_entries],
            [forum.value for forum in item.preparing_forums],
        )
        for item in found.action_items
    ] == [
        ("Nära vård", ["Hemgång"], "Trygg hemgång", ["Anhörigkonsulent", "MAS"], ["Beredningsgruppen"]),
        ("Nära vård", ["Hemgång"], "Hjälpmedel", ["Hjälpmedelschef"], ["Beredningsgruppen", "Länsrådet"]),
        ("Psykisk hälsa", [], "Suicidprevention", ["Samordnare"], ["Länsrådet"]),
    ]
    (person,) = found.people
    assert (person.name.value, person.organisation and person.organisation.value) == ("Ylva Sandell", "Region Dal")
