"""Columns drawn with spaces, read column by column; nothing is lost or made up on the way."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.imports.blocks import Block, Line, PageBreak, Place, ReadDocument, Table
from samverka.imports.extractors.meetings.item_table import Role, roles_of, tabulated
from samverka.imports.extractors.meetings.side_by_side import parted

CASES = {
    "a label broken over lines": (
        ["Justeringens      Socialkontoret 2008-06-16", "plats och tid"],
        ["Justeringens plats och tid", "Socialkontoret 2008-06-16"],
    ),
    "a label broken beside people": (
        ["Övriga         Maja Berg, socialchef", "närvarande     Bo Dal, ekonom"],
        ["Övriga närvarande", "Maja Berg, socialchef", "Bo Dal, ekonom"],
    ),
    "labels beside each other": (
        ["Sekreterare   ____________   Paragrafer 40-44", "              Eva Lind"],
        ["Paragrafer 40-44", "Sekreterare", "Eva Lind"],
    ),
    "columns of people": (
        ["Ledamöter            Ersättare", "Maja Berg (S)        Bo Dal (C)", "Anna Ek (M)          Carl Ström (V)"],
        ["Ledamöter", "Maja Berg (S)", "Anna Ek (M)", "Ersättare", "Bo Dal (C)", "Carl Ström (V)"],
    ),
    "names above their titles": (
        ["Eva Lind          Maja Berg", "Sekreterare       Ordförande"],
        ["Sekreterare", "Eva Lind", "Ordförande", "Maja Berg"],
    ),
    "a line to sign on": (["Ordförande   .................", "Maja Berg"], ["Ordförande", "Maja Berg"]),
    "prose with a wide space": (
        ["Nämnden beslutar att  fastställa planen."],
        ["Nämnden beslutar att  fastställa planen."],
    ),
}


def document(lines: list[str]) -> ReadDocument:
    return ReadDocument(tuple(Line(text, Place(None, number)) for number, text in enumerate(lines, 1)), "text/plain")


def texts(read: ReadDocument) -> list[str]:
    return [text.strip() for block in read.blocks for text in _texts(block) if text.strip()]


def _texts(block: Block) -> list[str]:
    match block:
        case Line():
            return [block.text]
        case Table():
            return [cell.text for row in block.rows for cell in row.cells]
        case PageBreak():
            return []


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_columns_become_lines(lines: list[str], expected: list[str]) -> None:
    assert texts(parted(document(lines))) == expected


def test_a_name_with_its_title_beside_it_becomes_a_row() -> None:
    read = parted(document(["Deltagare   Maja Berg        verksamhetschef, Region Dalbygden"]))
    row = next(block for block in read.blocks if isinstance(block, Table)).rows[0]
    assert [cell.text for cell in row.cells] == ["Maja Berg", "verksamhetschef, Region Dalbygden"]


WORDS = st.sampled_from(
    [
        "Ordförande", "Sekreterare", "Justerare", "Maja Berg", "Bo Dal (C)", "ekonom", "Övriga", "närvarande", "Plats och tid",
        "§ 3", "1. Budget", "10.15", "Ärende", "Föredragande", "Tid", "Beslut", "____________", "....", "att godkänna.", "Ersättare",
    ]
)  # fmt: skip
LINES = st.lists(st.lists(WORDS, max_size=4).map("      ".join), max_size=12)


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_every_word_is_kept_and_none_is_made_up(lines: list[str]) -> None:
    before = Counter(re.findall(r"[^\W_]+", " ".join(lines)))
    for change in (parted, tabulated):
        assert Counter(re.findall(r"[^\W_]+", " ".join(texts(change(document(lines)))))) == before


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Nr", "Ärende", "Föredragande"], (Role.NUMBER, Role.TITLE, Role.PRESENTERS)),
        (["Tid", "Punkt", "Ansvarig"], (Role.TIME, Role.TITLE, Role.PRESENTERS)),
        (["Ärende", "Beslut", "Ansvarig"], (Role.TITLE, Role.DECISION, Role.OTHER)),
        (["Arende", "Diarienummer"], (Role.TITLE, Role.RECORD_NUMBER)),
        (["Namn", "Parti", "Närvarande"], None),
        (["Kommun", "2022", "2023"], None),
    ],
)
def test_the_headings_of_items(cells: list[str], expected: tuple[Role, ...] | None) -> None:
    assert roles_of(cells) == expected


def test_a_drawn_row_goes_on_below() -> None:
    read = tabulated(
        document(
            [
                "Ärende                           Föredragande     Tid",
                "4. Barn som kommer ensamma,      Maja Berg,       13.40",
                "   prognos för hösten            Bo Dal",
            ]
        )
    )
    assert [cell.text for cell in [block for block in read.blocks if isinstance(block, Table)][1].rows[0].cells] == [
        "4. Barn som kommer ensamma,\nprognos för hösten",
        "Maja Berg,\nBo Dal",
        "13.40",
    ]
