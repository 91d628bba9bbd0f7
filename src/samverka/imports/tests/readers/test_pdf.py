"""PDF with text: paragraphs, headings, columns, tables over pages, page headers; what cannot be read is refused."""

import time
import zlib

import pytest

from samverka.imports.blocks import Line, LineKind, PageInfo, Place
from samverka.imports.readers import OpenedFile, ReadError, ReadErrorCode, limits, read
from samverka.imports.readers.pdf import usable
from samverka.imports.tests.readers.builders import refusal, rows_of, shape
from samverka.imports.tests.readers.paper import A4, Sheet, pdf

PROSE = [
    "Regionen och kommunerna har kommit överens om att den gemensamma planen ska följas",
    "upp varje år och att resultatet ska redovisas för forumet senast i februari.",
]
LEFT = [
    "Forumet samlar politiker från region och",
    "kommun. Det bereder frågor om vård och",
    "omsorg och rekommenderar huvudmännen",
    "hur de bör besluta i de frågor som berör",
    "flera av dem på samma gång.",
]
RIGHT = [
    "Fredagsgruppen bereder ärendena och ser",
    "till att underlagen är klara i god tid.",
    "Gruppen möts en gång i månaden och har",
    "ansvar för att besluten alltid följs upp i",
    "alla kommuner så att alla vet vad som sker.",
]
COLUMNS = (50, 90, 250, 400, 550)
HEADER = ["Nr", "Vad", "Uppdrag", "Uppföljning"]


def texts(document) -> list[str]:  # type: ignore[no-untyped-def]
    return [text for text in shape(document) if text]


def test_lines_that_fill_the_width_are_one_paragraph_and_short_ones_are_not() -> None:
    sheet = Sheet().lines(60, 100, [*PROSE, "Ordförande: Maja Ek", "Sekreterare: Ola Berg"])
    assert texts(read(pdf(sheet), "a.pdf")) == [" ".join(PROSE), "Ordförande: Maja Ek", "Sekreterare: Ola Berg"]


def test_places_are_page_and_line() -> None:
    first = Sheet().lines(60, 100, PROSE).text(60, 160, "Ett nytt stycke.")
    document = read(pdf(first, Sheet().text(60, 100, "På nästa sida.")), "a.pdf")
    lines = [(block.text, block.place) for block in document.blocks if isinstance(block, Line) and block.text]
    assert lines == [
        (" ".join(PROSE), Place(1, 1)),
        ("Ett nytt stycke.", Place(1, 3)),
        ("På nästa sida.", Place(2, 1)),
    ]
    assert document.pages == (PageInfo(1), PageInfo(2))
    assert document.ocr_pages == frozenset()


def test_larger_type_is_a_heading_and_the_largest_the_highest() -> None:
    sheet = (
        Sheet()
        .text(60, 80, "Balanslista 2024", 20)
        .text(60, 120, "Nära vård", 14)
        .lines(60, 150, PROSE)
        .text(60, 200, "Psykisk hälsa", 14)
        .lines(60, 230, PROSE)
    )
    headings = [
        (block.text, block.level)
        for block in read(pdf(sheet), "a.pdf").blocks
        if isinstance(block, Line) and block.kind is LineKind.HEADING
    ]
    assert headings == [("Balanslista 2024", 1), ("Nära vård", 2), ("Psykisk hälsa", 2)]


def test_bullets_and_numbers_are_list_items() -> None:
    sheet = Sheet().text(60, 100, "• Följa planen").text(60, 114, "• Redovisa").text(60, 128, "2. Dagordning")
    items = [
        (block.marker, block.text)
        for block in read(pdf(sheet), "a.pdf").blocks
        if isinstance(block, Line) and block.kind is LineKind.LIST_ITEM
    ]
    assert items == [("•", "Följa planen"), ("•", "Redovisa"), ("2.", "Dagordning")]


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    sheet = Sheet().text(60, 80, "Om samverkan i länet", 18).lines(60, 120, LEFT).lines(320, 123, RIGHT)
    assert texts(read(pdf(sheet), "a.pdf")) == ["Om samverkan i länet", " ".join(LEFT), " ".join(RIGHT)]


def test_labels_beside_values_are_read_across() -> None:
    sheet = Sheet()
    for row, (label, value) in enumerate([("Datum", "2024-06-03"), ("Plats", "Östersund"), ("Tid", "09:00–12:00")]):
        sheet.text(60, 100 + 16 * row, label).text(220, 100 + 16 * row, value)
    assert rows_of(pdf(sheet), "a.pdf") == [["Datum", "2024-06-03"], ["Plats", "Östersund"], ["Tid", "09:00–12:00"]]


def test_a_drawn_table_is_read_cell_by_cell() -> None:
    sheet = Sheet().table(COLUMNS, (100, 130, 170), [HEADER, ["1", "Nytt avtal om\nhemsjukvård", "", "SVOM 3/6 2024"]])
    assert rows_of(pdf(sheet), "a.pdf") == [HEADER, ["1", "Nytt avtal om\nhemsjukvård", "", "SVOM 3/6 2024"]]


def test_merged_cells_repeat_their_text() -> None:
    sheet = Sheet()
    for y in (100, 130, 160, 190):
        sheet.line(150 if y == 160 else 50, y, 400, y)
    for x in (50, 150, 400):
        sheet.line(x, 130 if x == 150 else 100, x, 190)
    sheet.text(55, 115, "Inriktning: nära vård").text(55, 145, "Avtal").text(155, 145, "Nytt").text(155, 175, "Gammalt")
    assert rows_of(pdf(sheet), "a.pdf") == [["Inriktning: nära vård"] * 2, ["Avtal", "Nytt"], ["Avtal", "Gammalt"]]


def test_a_table_over_pages_is_one_and_its_cut_row_is_joined() -> None:
    first = Sheet().table(
        COLUMNS,
        (600, 630, 660, 690, 780),
        [
            HEADER,
            ["1", "Avtal", "Följa", "Klart"],
            ["2", "Plan", "Skriva", "Klart"],
            ["3", "Policy", "Ta fram en", "SVOM"],
        ],
    )
    second = Sheet().table(
        COLUMNS, (60, 90, 130, 160), [HEADER, ["", "", "ny policy", ""], ["4", "Rutin", "Se över", "2025"]]
    )
    assert rows_of(pdf(first, second), "a.pdf") == [
        HEADER,
        ["1", "Avtal", "Följa", "Klart"],
        ["2", "Plan", "Skriva", "Klart"],
        ["3", "Policy", "Ta fram en ny policy", "SVOM"],
        ["4", "Rutin", "Se över", "2025"],
    ]


def test_a_merged_cell_goes_on_over_the_page() -> None:
    def sheet(texts: list[str]) -> Sheet:
        made = Sheet()
        for y in (100, 130, 160):
            made.line(150 if y == 130 else 50, y, 400, y)
        for x in (50, 150, 250, 400):
            made.line(x, 100, x, 160)
        for (x, y), text in zip([(55, 115), (155, 115), (255, 115), (155, 145), (255, 145)], texts, strict=True):
            made.text(x, y, text)
        return made

    data = pdf(sheet(["Nära vård", "Avtal", "SVOM", "Plan", "RSR"]), sheet(["", "Rutin", "FG", "Policy", "RSR"]))
    assert [row[0] for row in rows_of(data, "a.pdf")] == ["Nära vård"] * 4


def test_a_paragraph_over_pages_is_one() -> None:
    first = Sheet().lines(60, 700, PROSE[:1])
    assert texts(read(pdf(first, Sheet().lines(60, 60, PROSE[1:])), "a.pdf"))[0] == " ".join(PROSE)


def test_page_headers_are_kept_once_and_footers_left_out() -> None:
    sheets = [
        Sheet()
        .text(60, 40, "Region Norr och kommunerna")
        .text(500, 40, f"Sida {number} av 3")
        .text(60, 100, f"Texten på sida nummer {word}.")
        .text(60, 810, "Postadress: Box 1, Östersund")
        for number, word in ((1, "ett"), (2, "två"), (3, "tre"))
    ]
    found = [text for text in texts(read(pdf(*sheets), "a.pdf")) if text != "--- page ---"]
    assert found == [
        [["Region Norr och kommunerna", "Sida 1 av 3"]],
        "Texten på sida nummer ett.",
        "Texten på sida nummer två.",
        "Texten på sida nummer tre.",
    ]


def test_paragraph_numbers_atop_pages_are_no_page_headers() -> None:
    sheets = [
        Sheet().text(60, 60, f"§ {number}").text(60, 90, f"Text {word}.") for number, word in ((16, "a"), (17, "b"))
    ]
    assert [text for text in texts(read(pdf(*sheets), "a.pdf")) if "§" in text] == ["§ 16", "§ 17"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(rotate: int) -> None:
    wide = Sheet(size=A4, rotate=rotate)
    place_turned(wide, ["Första raden på sidan", "Andra raden på sidan"])
    assert texts(read(pdf(wide), "a.pdf")) == ["Första raden på sidan", "Andra raden på sidan"]


MATRICES = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}


def place_turned(sheet: Sheet, lines: list[str]) -> None:
    """Text that stands upright when the page is shown turned."""
    width, height = sheet.size
    for number, text in enumerate(lines):
        down = 100 + 20 * number
        x, y = {
            0: (60, height - down),
            90: (down, 60),
            180: (width - 60, down),
            270: (width - down, height - 60),
        }[sheet.rotate]
        shown = text.encode("cp1252").decode("cp1252")
        sheet.parts.append(f"BT /normal 12 Tf {MATRICES[sheet.rotate]} {x} {y} Tm ({shown}) Tj ET")


def test_the_title_of_the_file_is_told() -> None:
    assert read(pdf(Sheet().text(60, 80, "Text"), title="Balanslista"), "a.pdf").title == "Balanslista"


def test_a_page_that_comes_twice_is_told() -> None:
    page = Sheet().lines(60, 100, PROSE * 3)
    other = Sheet().lines(60, 100, LEFT)
    assert read(pdf(page, other, page), "a.pdf").warnings == (
        "Sida 1 och 3 har samma text. Kontrollera om en sida har kommit med två gånger.",
    )


# What is refused


def test_a_protected_file_is_told_what_to_do() -> None:
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32)
    data = pdf(Sheet().text(60, 80, "Hemligt"), trailer="/Encrypt 5 0 R /ID [<00> <00>]", extra=[lock])
    with pytest.raises(ReadError) as caught:
        read(data, "a.pdf")
    assert caught.value.code == ReadErrorCode.ENCRYPTED
    assert caught.value.message == (
        "PDF-filen är skyddad med lösenord och kan inte läsas. Öppna den med lösenordet, skriv ut den till en ny PDF "
        "eller ta bort skyddet, och läs in den igen."
    )


@pytest.mark.parametrize("share", [0.02, 0.1])
def test_a_file_cut_off_is_called_damaged(share: float) -> None:
    whole = pdf(*[Sheet().lines(60, 100, PROSE) for _ in range(20)])
    assert refusal(whole[: int(len(whole) * share)], "a.pdf") in (ReadErrorCode.DAMAGED, ReadErrorCode.EMPTY)


def test_an_empty_page_is_an_empty_document() -> None:
    assert refusal(pdf(Sheet()), "a.pdf") == ReadErrorCode.EMPTY


def test_too_many_pages_are_refused_at_once() -> None:
    data = pdf(*[Sheet().text(60, 80, "Sida") for _ in range(2_000)])
    started = time.process_time()
    with pytest.raises(ReadError) as caught:
        read(data, "a.pdf")
    assert caught.value.code == ReadErrorCode.TOO_LARGE
    assert caught.value.message == (
        f"PDF-filen har 2000 sidor, och gränsen är {limits.MAX_PAGES}. Dela upp den i flera filer och läs in dem var för sig."
    )
    assert time.process_time() - started < 5


@pytest.mark.parametrize("depth", [1, 2])
def test_a_bomb_in_a_compressed_part_is_refused_before_it_is_read(depth: int) -> None:
    content = b" " * (limits.MAX_PDF_STREAM_BYTES + 1)
    for _ in range(depth):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * depth
    bomb = b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), filters, content)
    data = pdf(Sheet().text(60, 80, "Text"), extra=[bomb])
    assert len(data) < 1_000_000
    assert refusal(data, "a.pdf") == ReadErrorCode.BOMB


def test_a_packed_part_is_measured_to_its_end_and_no_further() -> None:
    content = zlib.compress(b" " * 200_001, 9)
    part = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content)
    assert texts(read(pdf(Sheet().text(60, 80, "Text"), extra=[part, part]), "a.pdf")) == ["Text"]


def test_scripts_and_attachments_are_neither_run_nor_kept() -> None:
    extra = [b"<< /S /JavaScript /JS (app.alert\\('Hej'\\)) >>", b"<< /Length 6 >>\nstream\nhemlig\nendstream"]
    data = pdf(Sheet().text(60, 80, "Synlig text"), extra=extra).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction 5 0 R"
    )
    assert texts(read(data, "a.pdf")) == ["Synlig text"]


# Text that cannot be used


RUBBISH = {
    "codes": "(cid:12)(cid:44)(cid:3)(cid:18)(cid:77)(cid:9) " * 3,
    "shifted": "sfhjpofo pdi lpnnvofsob ibs lpnnju ÷wfsfot pn buu qmbofo tlb g÷mkbt vqq wbskf ås pdi sfepwjtbt " * 2,
    "signs": '¤#%&/()=?`^*¨_:;><|§½!"#¤%&/()=?+´~[]{}$£@ ' * 3,
}
PLAIN = {
    "swedish": " ".join(PROSE),
    "english": "The parties agree that the plan is to be followed up each year and reported to the board in February.",
    "numbers": "2021 2022 2023 2024 12 45 78 33 " * 8,
    "names": "Anna Ek (S) Bo Lind (M) Cecilia Ö (C) David Å (V) Eva Berg (KD)",
    "short": "Sida 3",
}


@pytest.mark.parametrize(
    ("text", "unusable"),
    [(v, True) for v in RUBBISH.values()] + [(v, False) for v in PLAIN.values()],
    ids=[*RUBBISH, *PLAIN],
)
def test_rubbish_is_told_from_text(text: str, unusable: bool) -> None:
    assert usable.is_rubbish(text) is unusable


def test_pages_with_text_need_no_recognition() -> None:
    assert OpenedFile(pdf(Sheet().lines(60, 100, PROSE), Sheet()), "a.pdf").to_recognise == ()


def test_a_page_of_rubbish_is_to_be_recognised() -> None:
    assert OpenedFile(pdf(Sheet().lines(60, 100, [RUBBISH["shifted"][:90]] * 4)), "a.pdf").to_recognise == (1,)
