"""What stands beside each other on a page: rows of a table without lines, or texts that know nothing of each other."""

import pytest

from samverka.imports.readers import read
from samverka.imports.readers.laid_out.lines import TextLine
from samverka.imports.readers.laid_out.page import Word
from samverka.imports.readers.laid_out.paragraphs import Paragraph, Pitch, with_lost_bullets
from samverka.imports.tests.readers.builders import shape
from samverka.imports.tests.readers.paper import Sheet, pdf

ONE = [
    "Lokala samverkansgrupper", "Syfte", "Den lokala arenan är en", "gemensam arena för hälso- och",
    "sjukvård i kommunerna.", "Deltagare", "Från kommunerna, chefer inom", "vård och omsorg", "Mandat",
]  # fmt: skip
OTHER = [
    "Länsnätverket", "Syfte", "Samverkan mellan regionen", "och kommunerna i frågor om", "psykisk hälsa och ohälsa",
    "hos barn, unga och vuxna", "i länet.", "Deltagare", "Utvalda personer",
]  # fmt: skip


def test_texts_side_by_side_on_a_slide_are_read_one_after_the_other() -> None:
    sheet = Sheet(size=(842, 595)).lines(40, 60, ONE, 12, 15).lines(420, 60, OTHER, 12, 15)
    text = " ".join(shape(read(pdf(sheet), "a.pdf")))
    assert text.index("Mandat") < text.index("Länsnätverket")
    assert "Den lokala arenan är en gemensam arena för hälso- och sjukvård i kommunerna." in text


def test_rows_whose_cells_wrap_are_read_across() -> None:
    sheet = Sheet()
    for top, left, right in (
        (100, ["Rutin för trygg hemgång", "från sjukhus"], ["Fredagsgruppen bereder", "ett förslag till hösten"]),
        (140, ["Plan för suicidprevention", "i hela länet"], ["Länsnätverket följer upp", "varje år"]),
        (180, ["Avtal om hjälpmedel", "och förråd"], ["Gemensamma nämnden", "beslutar"]),
    ):
        sheet.lines(60, top, left, 11, 13).lines(300, top, right, 11, 13)
    (rows,) = [block for block in shape(read(pdf(sheet), "a.pdf")) if isinstance(block, list)]
    assert [len(row) for row in rows] == [2, 2, 2]
    assert " ".join(rows[0][0].split()) == "Rutin för trygg hemgång från sjukhus"
    assert " ".join(rows[2][1].split()) == "Gemensamma nämnden beslutar"


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        ("protokollet", [["Förvaringsplats för protokollet", "Samordningskansliet"]]),
        ("Justering", [["Förvaringsplats för", "Samordningskansliet"]]),
    ],
)
def test_a_label_that_wraps_is_one_cell(below: str, rows: list[list[str]]) -> None:
    sheet = Sheet().text(60, 90, "Organ").text(200, 90, "Socialnämnden")
    sheet.text(60, 104, "Förvaringsplats för").text(200, 104, "Samordningskansliet").text(60, 118, below)
    (table,) = [block for block in shape(read(pdf(sheet), "a.pdf")) if isinstance(block, list)]
    assert [[" ".join(cell.split()) for cell in row] for row in table[1:2]] == rows


def test_a_heading_ends_a_table_without_lines() -> None:
    sheet = Sheet().text(60, 100, "1. Mötet öppnas").text(300, 100, "Maja Ek")
    sheet.text(60, 116, "2. Val av justerare").text(300, 116, "Maja Ek").text(60, 140, "Beslutsärenden", 16)
    sheet.text(60, 162, "3. Budget").text(300, 162, "Ola Berg").text(60, 178, "4. Avtal").text(300, 178, "Ola Berg")
    found = [block for block in shape(read(pdf(sheet), "a.pdf")) if block]
    assert [len(block) if isinstance(block, list) else block for block in found] == [2, "Beslutsärenden", 2]


def test_the_type_of_a_whole_slide_is_no_heading() -> None:
    """A crowded slide is set in smaller type than the others, which are not headings for that."""
    crowded = Sheet().lines(60, 60, ["Forumet bereder frågor om vård och omsorg i hela länet."] * 30, 9, 12)
    roomy = Sheet().text(60, 80, "Syfte med forumet", 24)
    roomy.lines(
        60,
        140,
        ["Forumet samlar politiker från region", "och kommun tre gånger om året.", "Det rekommenderar."] * 3,
        16,
        22,
    )
    document = read(pdf(crowded, roomy), "a.pdf")
    headings = [block.text for block in document.blocks if getattr(block, "level", 0)]
    assert headings == ["Syfte med forumet"]


def line(x: float, base: float, *texts: str) -> TextLine:
    words, at = [], x
    for text in texts:
        words.append(Word(text, at, at + 5 * len(text), base - 10, base, 10))
        at += 5 * len(text) + 3
    return TextLine(tuple(words))


@pytest.mark.parametrize(
    ("x", "base", "marker"),
    [(58, 112, "•"), (50, 112, ""), (58, 140, "")],
    ids=["among the items", "at the margin", "after some room"],
)
def test_a_bullet_that_a_scan_lost_is_told_by_its_place(x: float, base: float, marker: str) -> None:
    item = Paragraph((line(50, 100, "»", "Riktlinje", "för", "egenvård"),), "Riktlinje för egenvård", "»")
    other = Paragraph((line(x, base, "Överenskommelse", "om", "vård"),), "Överenskommelse om vård")
    assert [each.marker for each in with_lost_bullets([item, other], Pitch([]))] == ["»", marker]
