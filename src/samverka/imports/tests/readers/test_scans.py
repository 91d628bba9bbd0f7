"""Scanned pages and pictures, recognised by Tesseract; what happens without it, or when it is stopped."""

import io
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

import samverka
from samverka.imports.blocks import Line, LineKind, Table
from samverka.imports.readers import (
    NeedsOcr,
    OcrStopped,
    OpenedFile,
    ReadError,
    ReadErrorCode,
    ScannedPage,
    limits,
    read,
)
from samverka.imports.readers.scans import engine
from samverka.imports.readers.sniff import media_type
from samverka.imports.tests.readers.builders import refusal, shape
from samverka.imports.tests.readers.engines import pretend, with_wrong_letters, without
from samverka.imports.tests.readers.giants import giant_png
from samverka.imports.tests.readers.paper import Sheet, drawn, pdf, saved_as, scanned

NEEDS = pytest.mark.needs("tesseract")
LINES = [
    "Överenskommelsen gäller från den 1 januari 2024 och tills vidare.",
    "Huvudmännen följer upp den gemensamma planen varje år.",
    "Ärendet överlämnas till Fredagsgruppen för beredning.",
]
CELLS = [
    ["Nr", "Avtal", "Giltighetstid", "Beredande forum"],
    ["1", "Samverkansavtal om hemsjukvård", "2017-2020", "Fredagsgruppen"],
    ["2", "Riktlinje för egenvård", "Tom 2024-12-31", "Barnarenan"],
]


def page(texts: list[str] = LINES) -> bytes:
    sheet = Sheet()
    for number, text in enumerate(texts):
        sheet.text(70, 100 + 40 * number, text, 12)
    return pdf(sheet)


def lines(document) -> list[str]:  # type: ignore[no-untyped-def]
    return [block.text for block in document.blocks if isinstance(block, Line) and block.text]


# With Tesseract


@NEEDS
def test_a_noisy_scan_is_read_and_marked_as_recognised() -> None:
    document = read(saved_as(scanned(page()), "PDF"), "a.pdf")
    assert lines(document) == LINES
    (info,) = document.pages
    assert (info.page, info.ocr, info.engine.endswith(", swe")) == (1, True, True)
    assert info.confidence is not None
    assert 0.8 < info.confidence <= 1
    assert document.ocr_pages == {1}


@NEEDS
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_or_head_is_turned(turn: int) -> None:
    pictures = [each.rotate(turn, expand=True, fillcolor=255) for each in drawn(page(LINES * 3))]
    assert lines(read(saved_as(pictures, "PDF"), "a.pdf")) == LINES * 3


@NEEDS
@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("TIFF", "a.tif")])
def test_picture_files_are_read(kind: str, name: str) -> None:
    data = saved_as(drawn(page()), kind)
    assert lines(read(data, name)) == LINES
    assert media_type(data, name) == f"image/{kind.lower()}"


@NEEDS
def test_a_tiff_of_several_pages_is_read_page_by_page() -> None:
    data = saved_as(drawn(page(LINES[:1])) + drawn(page(LINES[1:2])), "TIFF")
    assert [text for text in shape(read(data, "a.tiff")) if text] == [LINES[0], "--- page ---", LINES[1]]


@NEEDS
def test_a_drawn_table_in_a_scan_is_a_table() -> None:
    sheet = Sheet().table((50, 90, 300, 420, 550), (100, 130, 170, 210), CELLS, 11)
    document = read(saved_as(scanned(pdf(sheet)), "PDF"), "a.pdf")
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    read_cells = [[cell.text for cell in row.cells] for row in found.rows]
    assert [len(row) for row in read_cells] == [len(row) for row in CELLS]
    misread = [
        (got, drawn_cell)
        for row, drawn_row in zip(read_cells, CELLS, strict=True)
        for got, drawn_cell in zip(row, drawn_row, strict=True)
        if got != drawn_cell
    ]
    assert len(misread) <= 1, misread  # a lone figure is the hardest thing for the engine: it may take 2 for 7


@NEEDS
def test_large_type_in_a_scan_is_a_heading() -> None:
    sheet = Sheet().text(70, 80, "Balanslista 2024", 24)
    for number, text in enumerate(LINES):
        sheet.text(70, 140 + 40 * number, text, 12)
    document = read(saved_as(drawn(pdf(sheet)), "PDF"), "a.pdf")
    assert [block.text for block in document.blocks if isinstance(block, Line) and block.kind is LineKind.HEADING] == [
        "Balanslista 2024"
    ]


@NEEDS
def test_only_the_pages_without_text_are_recognised() -> None:
    mixed = saved_as(drawn(page(LINES[:1])), "PDF")
    assert OpenedFile(mixed, "a.pdf").to_recognise == (1,)
    assert OpenedFile(page(), "a.pdf").to_recognise == ()
    assert list(OpenedFile(page(), "a.pdf").recognise()) == []


@NEEDS
def test_a_page_of_noise_gives_no_text_and_says_so() -> None:
    noise = Image.effect_noise((1200, 1600), 120)
    with pytest.raises(ReadError) as caught:
        read(saved_as([noise], "PNG"), "a.png")
    assert caught.value.code == ReadErrorCode.EMPTY
    assert caught.value.message.startswith("Sida 1 ")


@NEEDS
def test_text_that_does_not_match_what_is_seen_is_recognised_anew() -> None:
    sheet = Sheet()
    plain = [
        "The board follows the plan each year and reports to the region",
        "It is to be revised in the spring of 2025",
    ]
    for number, text in enumerate(plain):
        sheet.text(70, 100 + 40 * number, text, 14)
    document = read(with_wrong_letters(pdf(sheet)), "a.pdf")
    assert lines(document) == plain
    assert document.warnings == (
        (
            "Texten i PDF-filen går inte att använda på sida 1: bokstäverna stämmer inte med det som syns. "
            "Sidorna har lästs som bilder i stället."
        ),
    )


@NEEDS
def test_what_is_done_is_not_done_again() -> None:
    data = saved_as(drawn(page(LINES[:1])) + drawn(page(LINES[1:2])), "PDF")
    file = OpenedFile(data, "a.pdf")
    kept = {each.number: ScannedPage.from_json(each.to_json()) for each in itertools.islice(file.recognise(), 1)}
    rest = [each.number for each in file.recognise(kept)]
    assert sorted([*kept, *rest]) == [1, 2]
    kept |= {each.number: each for each in file.recognise(kept)}
    assert lines(read(data, "a.pdf", kept)) == LINES[:2]


# Without Tesseract, or with one that fails


def test_without_the_program_the_file_can_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(tmp_path, monkeypatch)
    with pytest.raises(NeedsOcr) as caught:
        read(saved_as(drawn(page()), "PNG"), "a.png")
    assert caught.value.code == ReadErrorCode.NEEDS_OCR
    assert caught.value.message == (
        "Dokumentet är inskannat, och programmet Tesseract som läser text i bilder är inte installerat. Be den som sköter "
        "servern att köra: apt-get install tesseract-ocr tesseract-ocr-swe (på andra system än Debian och Ubuntu: installera "
        "Tesseract 5 med språket svenska, swe). Försök igen när det är gjort."
    )
    assert lines(read(page(), "a.pdf")) == LINES


def test_without_swedish_the_file_can_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, monkeypatch, "exit 0", languages="eng")
    with pytest.raises(NeedsOcr, match="det svenska språket till programmet Tesseract"):
        read(saved_as(drawn(page()), "PNG"), "a.png")


def test_a_killed_program_is_tried_once_more_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, monkeypatch, f"echo x >> {tmp_path}/tries; kill -9 $$")
    with pytest.raises(OcrStopped) as caught:
        read(saved_as(drawn(page()), "PNG"), "a.png")
    assert caught.value.message == (
        "Textigenkänningen avbröts på sida 1 (signal 9). De sidor som är klara finns kvar. Försök igen, så fortsätter den "
        "där den slutade."
    )
    assert (tmp_path / "tries").read_text() == "x\nx\n"


def test_a_page_that_is_never_done_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr(limits, "SECONDS_TO_RECOGNISE", 0.2)
    with pytest.raises(ReadError, match="Sida 1 lästes inte: textigenkänningen blev inte klar i tid"):
        read(saved_as(drawn(page()), "PNG"), "a.png")


def test_a_program_slow_to_begin_gets_all_of_its_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipe to a program is full long before a page has gone through it."""
    monkeypatch.setattr(limits, "SECONDS_TO_RECOGNISE", 20)
    pretend(tmp_path, monkeypatch, "sleep 1; cat")
    picture = b"P5\n2000 1000\n255\n" + bytes(2_000_000)
    assert len(engine.recognise(engine.find_engine(), picture, 1, 200)) == len(picture)


def test_work_that_is_broken_off_does_not_wait_for_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, monkeypatch, "exec sleep 60")
    started = time.monotonic()

    def pulse() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(OpenedFile(saved_as(drawn(page()), "PDF"), "a.pdf").recognise(pulse=pulse))
    assert time.monotonic() - started < 10


def test_pages_that_were_done_before_the_program_died_are_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first page gives a word; from then on the program is killed."""
    word = r"5\t1\t1\t1\t1\t1\t100\t100\t90\t30\t96\tProtokoll"
    pretend(
        tmp_path,
        monkeypatch,
        f"cat > /dev/null; mkdir {tmp_path}/done 2>/dev/null || kill -9 $$; printf 'head\\n{word}\\n'",
    )
    monkeypatch.setattr(engine, "quarter_turns", lambda *_: 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    data = saved_as(drawn(page(LINES[:1])) * 3, "PDF")
    handed: list[int] = []
    with pytest.raises(OcrStopped):
        handed.extend(each.number for each in OpenedFile(data, "a.pdf").recognise())
    assert handed == [1]


# Pictures that are refused


@pytest.mark.parametrize("size", [(20_000, 10_000), (24_000, 24_000)])
def test_a_giant_picture_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(ReadError) as caught:
        read(giant_png(*size), "a.png")
    assert caught.value.code == ReadErrorCode.TOO_LARGE
    assert caught.value.message == (
        "Filen är en bild med fler än 120 miljoner bildpunkter och läses inte in. "
        "Skanna om med 300 punkter per tum och läs in den nya filen."
    )


@NEEDS
@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_giant_picture_takes_no_memory(kind: str) -> None:
    """Its dots in grey would be 200 MB more."""
    pytest.importorskip("resource")
    code = (
        "import resource\n"
        "from samverka.imports.readers import ReadError, read\n"
        f"from samverka.imports.tests.readers.giants import giant_{kind}\n"
        "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        f"data = giant_{kind}()\n"
        "before = most()\n"
        "try:\n"
        "    read(data, 'a')\n"
        "except ReadError as error:\n"
        "    print(most() - before, error.message)\n"
    )
    surroundings = os.environ | {"PYTHONPATH": str(Path(samverka.__file__).parents[1]), "PYTHONUTF8": "1"}
    told = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, check=True, timeout=60)
    megabytes, message = told.stdout.decode().split(" ", 1)
    assert int(megabytes) < 50
    assert "fler än 120 miljoner bildpunkter" in message


@NEEDS
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("share", [0.01, 0.3])
def test_a_picture_cut_off_is_called_damaged(kind: str, share: float) -> None:
    whole = saved_as([Image.effect_noise((400, 400), 80)], kind)
    cut = whole[: max(20, int(len(whole) * share))]
    assert refusal(cut, "a") == ReadErrorCode.DAMAGED


def test_a_picture_of_nothing_is_an_empty_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(tmp_path, monkeypatch, "exit 1")
    out = io.BytesIO()
    Image.new("L", (1200, 1600), 255).save(out, "PNG")
    assert refusal(out.getvalue(), "a.png") == ReadErrorCode.EMPTY
