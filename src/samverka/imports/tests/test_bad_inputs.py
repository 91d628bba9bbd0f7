"""Bad files through the whole of an import: a plain sentence, nothing half stored, and what can be read is read."""

from __future__ import annotations

import pytest
from PIL import Image

from samverka.agreements.models import Agreement
from samverka.foundation.tasks.worker import Worker
from samverka.imports.models import ImportRecord, ImportRun, RecognisedPage
from samverka.imports.operations import start_import
from samverka.imports.tests.readers.engines import agreements, pretend, says, with_pictures, with_wrong_letters
from samverka.imports.tests.readers.giants import giant_pdf, giant_png
from samverka.imports.tests.readers.paper import Sheet, drawn, pdf, saved_as, scanned
from samverka.imports.tests.test_pages import upload
from samverka.imports.tests.test_pictures import calls, labels, take_in

pytestmark = pytest.mark.django_db
NAMES = ["Avtal om hjälpmedel", "Avtal om hemsjukvård"]
ENGLISH = [
    "This agreement is made between the region and the municipalities of the county.",
    "It follows the model of the national board and is to be revised every three years.",
]
GERMAN = [
    "Die Vereinbarung gilt für alle Gemeinden und wird jährlich geprüft.",
    "Über Änderungen entscheidet der Ausschuss im Frühjahr.",
]


def protected() -> bytes:
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32)
    return pdf(agreements(), trailer="/Encrypt 5 0 R /ID [<00> <00>]", extra=[lock])


FAILS = {
    "a protected PDF": (protected, "PDF-filen är skyddad med lösenord och kan inte läsas."),
    "a PDF cut off": (lambda: pdf(*[agreements()] * 9)[:700], "PDF-filen är skadad eller avklippt och kan inte läsas."),
    "2,000 pages": (
        lambda: pdf(*[Sheet().text(60, 80, "Sida")] * 2_000),
        "PDF-filen har 2000 sidor, och gränsen är 1200. Dela upp den i flera filer",
    ),
    "200 million dots": (giant_png, "Filen är en bild med fler än 120 miljoner bildpunkter och läses inte in."),
    "200 million dots in a PDF": (giant_pdf, "Sida 1 är en bild med fler än 120 miljoner bildpunkter och läses inte in."),
    "a picture cut off": (
        lambda: saved_as([Image.effect_noise((400, 400), 80)], "PNG")[:200],
        "Bilden är skadad eller avklippt och kan inte läsas.",
    ),
    "a page of noise": (
        lambda: saved_as([Image.effect_noise((900, 1200), 120)], "PNG"),
        "Sida 1 är inskannad, men ingen text kunde läsas på den. Jämför med originalet.",
    ),
    "white paper": (lambda: saved_as([Image.new("L", (900, 1200), 255)], "PNG"), "Filen är tom: den innehåller ingen text."),
}  # fmt: skip


@pytest.mark.parametrize(("make", "message"), FAILS.values(), ids=FAILS)
def test_what_cannot_be_read_says_why_and_leaves_nothing(as_, coordinator, tmp_path, monkeypatch, make, message):
    pretend(tmp_path, monkeypatch, says("x~", confidence=12))  # what an engine makes of noise
    upload(as_(coordinator), ("handling.pdf", make()))
    Worker().run_waiting()
    run = ImportRun.objects.get()
    assert (run.state, run.failure.startswith(message), run.failure) == ("failed", True, run.failure)
    assert (ImportRecord.objects.count(), Agreement.objects.count()) == (0, 0)


def test_one_page_of_too_many_dots_is_left_out_and_the_others_are_read(coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, "echo x >> $0.calls; " + says())
    run = take_in(coordinator, giant_pdf(agreements()))
    assert (run.state, labels(run), calls(tmp_path)) == ("to_review", NAMES, 0)
    assert run.warnings == [
        (
            "Sida 2 är en bild med fler än 120 miljoner bildpunkter och läses inte in. Skanna om med 300 punkter per tum "
            "och läs in den nya filen."
        )
    ]


def test_an_engine_that_disappears_on_the_way_is_waited_for(coordinator, tmp_path, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    pretend(tmp_path, monkeypatch, f"{says()}; rm $0")
    data = with_pictures(pdf(agreements()), [600] * 3)
    run = take_in(coordinator, data)
    assert (run.state, RecognisedPage.objects.count()) == ("waiting", 1)
    assert run.failure.startswith("Sidorna 3–4 är inskannade, och programmet Tesseract")


def test_several_languages_are_read_and_do_not_hide_the_swedish(coordinator):
    data = pdf(agreements(), Sheet().lines(60, 100, ENGLISH), Sheet().lines(60, 100, GERMAN))
    run = take_in(coordinator, data)
    assert (run.state, labels(run), run.warnings) == ("to_review", NAMES, [])


def test_a_page_that_comes_twice_is_told_and_its_records_are_asked_of_once(coordinator):
    page = agreements().lines(60, 300, [*ENGLISH, *GERMAN])
    run = take_in(coordinator, pdf(page, page))
    assert run.warnings == ["Sida 1 och 2 har samma text. Kontrollera om en sida har kommit med två gånger."]
    assert list(run.records.values_list("label", "twice_of")) == [
        (NAMES[0], None), (NAMES[1], None), (NAMES[0], 1), (NAMES[1], 2)
    ]  # fmt: skip


@pytest.mark.needs("tesseract")
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_list_that_was_scanned_turned_is_read(coordinator, turn):
    pages = [page.rotate(turn, expand=True, fillcolor=255) for page in scanned(pdf(agreements()), turn=0.3)]
    run = take_in(coordinator, saved_as(pages, "PDF"))
    assert (run.state, labels(run)) == ("to_review", NAMES)


@pytest.mark.needs("tesseract")
def test_a_list_whose_text_is_rubbish_is_read_from_its_look(coordinator):
    names = ["Avtal om egenremiss", "Avtal om planering"]
    run = take_in(coordinator, with_wrong_letters(pdf(agreements(names))))
    assert (run.state, labels(run)) == ("to_review", names)
    assert run.warnings[0].startswith(
        "Texten i PDF-filen går inte att använda på sida 1: bokstäverna stämmer inte med det"
    )
    assert [page["page"] for page in run.pages] == [1]


@pytest.mark.needs("tesseract")
def test_a_scan_in_several_languages_is_read(coordinator):
    page = agreements().lines(60, 300, [*ENGLISH, *GERMAN], size=12, step=18)
    run = take_in(coordinator, saved_as(drawn(pdf(page)), "PDF"))
    assert (run.state, labels(run)) == ("to_review", NAMES)


def test_a_name_of_a_file_that_is_no_text_is_taken_in(coordinator):
    """A file system of another coding gives such names: a half character for each byte that is not UTF-8."""
    run, _new = start_import(actor=coordinator, data=pdf(agreements()), filename="\udce5rslista\x00.pdf")
    assert run.source.filename == "\N{REPLACEMENT CHARACTER}rslista.pdf"
