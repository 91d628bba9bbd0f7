"""What the reading of a list holds to, whoever has made it: rows are not headings, and the list says whose it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from samverka.forums.names import ForumNames
from samverka.imports.blocks import Block, Cell, Line, LineKind, Place, ReadDocument, Row, Table
from samverka.imports.extractors import extract
from samverka.imports.mending import Words, join_lines
from samverka.imports.recognise import recognise
from samverka.imports.records import DocumentKind, Extraction

HEADER = (
    "Prioriterat område SVOM (2023-2026)",
    "Vad",
    "Uppdrag/aktivitet",
    "Ansvarig funktion/operativ gruppering",
    "Beredande forum",
    "Uppföljning",
)
ROW = ("Nära vård", "Rutin för hemsjukvård", "Ta fram en rutin", "Samordnaren", "Fredagsgruppen", "Pågår")


def table(line: int, *rows: Sequence[str]) -> Table:
    places = [Place(None, line + number) for number in range(len(rows))]
    made = (Row(tuple(Cell(text, place) for text in row), place) for row, place in zip(rows, places, strict=True))
    return Table(tuple(made), Place(None, line))


def found(*blocks: Block, title: str = "Balanslista SVOM") -> Extraction:
    head = Line(title, Place(None, 3), LineKind.HEADING, 1)
    document = ReadDocument((Line("2024-05-20", Place(None, 2)), head, *blocks), "application/docx")
    recognition = recognise(document)
    assert recognition.kind is DocumentKind.BALANCE_LIST
    return extract(document, recognition, ForumNames.packaged("23"))


@pytest.mark.parametrize(
    "row",
    [
        ("", "Handlingsplan psykisk hälsa", "", "kommunerna", "", ""),
        ("", "Handlingsplan psykisk hälsa", "", "Projektledare", "Beredningsgrupp GNUS", "Klart"),
        ("Nära vård", "Uppdrag om SIP", "Beslut", "Projektledare", "Beredningsgrupp GNUS", "Status oklar"),
    ],
)
def test_a_row_with_words_that_are_headings_elsewhere_is_a_row(row):
    items = found(table(10, HEADER, row, ROW)).action_items
    assert [item.subject.value for item in items] == [row[1], ROW[1]]


@pytest.mark.parametrize("heading", ["Utan inriktning", "Saknar inriktning", "Inriktning saknas"])
def test_a_heading_may_say_that_there_is_no_direction(heading):
    first = Line("Psykisk hälsa", Place(None, 8), LineKind.HEADING, 2)
    second = Line(heading, Place(None, 20), LineKind.HEADING, 2)
    items = found(
        first, table(10, HEADER, ROW), second, table(30, HEADER, (*ROW[:1], "En annan sak", *ROW[2:]))
    ).action_items
    assert [item.direction.value if item.direction else None for item in items] == ["Psykisk hälsa", None]


def test_a_forum_on_a_line_of_its_own_is_the_lists_when_its_title_names_none():
    forum = Line("SVOM", Place(None, 4))
    assert found(forum, table(10, HEADER, ROW), title="Uppdragslista").document.forum.value == "SVOM"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["30 da-", "gar"], "30 dagar"),
        (["fattat be-", "slut"], "fattat beslut"),
        (["nytt it-", "stöd"], "nytt it-stöd"),
        (["in-", "och utskrivning"], "in- och utskrivning"),
        (["NPO-", "möte"], "NPO-möte"),
    ],
)
def test_a_word_broken_after_two_letters_is_put_together(lines, joined):
    assert join_lines(lines, Words([])) == joined
