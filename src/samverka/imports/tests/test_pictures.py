"""Documents with pages that are pictures: read one by one and kept, waited for, read without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from samverka.foundation.tasks.context import Stopping
from samverka.foundation.tasks.worker import Worker
from samverka.imports import recognised
from samverka.imports.models import ImportRun, RecognisedPage
from samverka.imports.operations import discard_run, read_run, start_import
from samverka.imports.readers import limits
from samverka.imports.tests.readers.engines import (
    agreements,
    install,
    pretend,
    says,
    with_pictures,
    without,
)
from samverka.imports.tests.readers.paper import pdf, saved_as, scanned
from samverka.imports.tests.test_pages import upload

pytestmark = pytest.mark.django_db
WIDTHS = (610, 620, 630)  # of the pictures, so that a pretended engine can tell them apart
MIXED = with_pictures(pdf(agreements()), WIDTHS)
COUNTED = "echo x >> $0.calls; " + says()
COMMAND = "apt-get install tesseract-ocr tesseract-ocr-swe"


def calls(folder: Path) -> int:
    log = folder / "bin" / "tesseract.calls"
    return len(log.read_text().split()) if log.exists() else 0


def take_in(actor, data: bytes = MIXED, name: str = "avtal.pdf") -> ImportRun:
    run, _new = start_import(actor=actor, data=data, filename=name)
    read_run(run=run)
    run.refresh_from_db()
    return run


def labels(run: ImportRun) -> list[str]:
    return list(run.records.values_list("label", flat=True))


# Read and kept


@pytest.mark.needs("tesseract")
def test_a_scanned_list_is_read_and_every_page_tells_how(as_, coordinator):
    client = as_(coordinator)
    upload(client, ("avtal.pdf", saved_as(scanned(pdf(agreements()), turn=0.3), "PDF")))
    Worker().run_waiting()
    run = ImportRun.objects.get()
    assert (run.state, labels(run)) == ("to_review", ["Avtal om hjälpmedel", "Avtal om hemsjukvård"])
    (info,) = recognised.pages_of(run).values()
    assert (info.page, info.ocr, info.engine.startswith("tesseract "), info.is_read) == (1, True, True, True)
    assert recognised.confidence_of(run, 1) == info.confidence
    assert "1 sida är läst ur bild" in client.get(reverse("imports:run", args=[run.pk])).content.decode()
    assert "Läst ur bild" in client.get(reverse("imports:review", args=[run.pk, 1])).content.decode()


def test_progress_counts_the_pictures(coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, says())
    run, _new = start_import(actor=coordinator, data=MIXED, filename="avtal.pdf")
    told: list[tuple[int, int, str]] = []
    read_run(run=run, progress=lambda done, total, message: told.append((done, total, message)))
    counted = [(done, total) for done, total, message in told if message.startswith("Läser bilder, ")]
    assert list(dict.fromkeys(counted)) == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_same_file_again_is_not_recognised_again(coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, COUNTED)
    first = take_in(coordinator)
    assert (first.state, calls(tmp_path)) == ("to_review", 3)
    discard_run(actor=coordinator, run=first)
    again = take_in(coordinator)
    assert (again.pk == first.pk, again.state, again.pages == first.pages) == (False, "to_review", True)
    assert calls(tmp_path) == 3


def test_a_newer_engine_recognises_again(coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, COUNTED)
    discard_run(actor=coordinator, run=take_in(coordinator))
    pretend(tmp_path / "newer", monkeypatch, says("Nyare"), version="10.0")
    take_in(coordinator)
    assert {each.method for each in RecognisedPage.objects.all()} == {"tesseract 10.0, swe, 1"}
    assert [("Nyare" in each.content) for each in RecognisedPage.objects.all()] == [True] * 3


def test_without_an_engine_what_was_kept_is_used(coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, COUNTED)
    discard_run(actor=coordinator, run=take_in(coordinator))
    without(tmp_path, monkeypatch)
    assert take_in(coordinator).state == "to_review"


def test_a_worker_that_is_stopped_breaks_off_at_once_and_loses_no_page(coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, COUNTED)
    run, _new = start_import(actor=coordinator, data=MIXED, filename="avtal.pdf")

    def stop_after_one(done: int, total: int, message: str) -> None:
        if message.startswith("Läser bilder, ") and done == 1:
            raise Stopping

    with pytest.raises(Stopping):
        read_run(run=run, progress=stop_after_one)
    run.refresh_from_db()
    assert (run.state, RecognisedPage.objects.count()) == ("reading", 1)
    before = calls(tmp_path)
    read_run(run=run)
    run.refresh_from_db()
    assert (run.state, RecognisedPage.objects.count(), calls(tmp_path) - before) == ("to_review", 3, 2)


# Waited for


def test_without_tesseract_it_waits_with_the_command_and_is_read_when_it_is_there(
    as_, coordinator, tmp_path, monkeypatch
):
    without(tmp_path, monkeypatch)
    client = as_(coordinator)
    upload(client, ("avtal.pdf", MIXED), ("text.pdf", pdf(agreements())))
    Worker().run_waiting()
    waits, reads = ImportRun.objects.order_by("pk")
    assert (waits.state, reads.state) == ("waiting", "to_review")
    assert waits.failure.startswith(
        "Sidorna 2–4 är inskannade, och programmet Tesseract som läser text i bilder är inte"
    )
    page = client.get(reverse("imports:run", args=[waits.pk])).content.decode()
    assert [COMMAND in page, "Försök igen" in page, "Läs det som går nu" in page] == [True, True, True]
    pretend(tmp_path, monkeypatch, says())
    client.post(reverse("imports:unstick", args=[waits.pk]), {"answer": "go_on"})
    assert Worker().run_waiting() == 1
    waits.refresh_from_db()
    assert (waits.state, waits.failure, len(waits.pages)) == ("to_review", "", 3)


def test_a_language_that_is_installed_afterwards_is_found(coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, says(), languages="eng")
    run = take_in(coordinator)
    assert (run.state, "det svenska språket" in run.failure) == ("waiting", True)
    program = tmp_path / "bin" / "tesseract"
    stood = program.stat().st_mtime_ns
    install(tmp_path / "bin", says(), languages="swe")
    os.utime(program, ns=(stood, stood))  # a language is another package: the program itself stays as it was
    call_command("import", "--resume")
    run.refresh_from_db()
    assert run.state == "to_review"


def test_what_came_with_text_can_be_read_at_once(as_, coordinator, tmp_path, monkeypatch):
    without(tmp_path, monkeypatch)
    run = take_in(coordinator)
    client = as_(coordinator)
    client.post(reverse("imports:unstick", args=[run.pk]), {"answer": "leave_out"})
    Worker().run_waiting()
    run.refresh_from_db()
    assert (run.state, labels(run)) == ("to_review", ["Avtal om hjälpmedel", "Avtal om hemsjukvård"])
    assert run.warnings == [
        (
            "Sidorna 2–4 har inte lästs: texten där finns bara som bild. Lägg bort läsningen och läs in filen igen när "
            "textigenkänningen fungerar, så läses de också."
        )
    ]
    assert "3 bilder är inte lästa" in client.get(reverse("imports:run", args=[run.pk])).content.decode()


def test_a_document_of_pictures_alone_has_nothing_to_read_at_once(as_, coordinator, tmp_path, monkeypatch):
    without(tmp_path, monkeypatch)
    run = take_in(coordinator, saved_as(scanned(pdf(agreements())), "PNG"), "avtal.png")
    client, address = as_(coordinator), reverse("imports:run", args=[run.pk])
    assert "Läs det som går nu" not in client.get(address).content.decode()
    response = client.post(reverse("imports:unstick", args=[run.pk]), {"answer": "leave_out"}, follow=True)
    assert "Det finns inget annat att läsa i dokumentet" in response.content.decode()
    run.refresh_from_db()
    assert run.state == "waiting"


def test_a_waiting_document_stands_and_can_be_put_away(as_, coordinator, tmp_path, monkeypatch):
    without(tmp_path, monkeypatch)
    client = as_(coordinator)
    for _time in range(2):
        upload(client, ("avtal.pdf", MIXED))
        Worker().run_waiting()
    run = ImportRun.objects.get()
    client.post(reverse("imports:discard", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "discarded"


@pytest.mark.parametrize("answer", ["go_on", "leave_out"])
def test_who_may_not_review_may_not_take_it_up(as_, coordinator, secretary, tmp_path, monkeypatch, answer):
    without(tmp_path, monkeypatch)
    run = take_in(coordinator)
    assert as_(secretary).post(reverse("imports:unstick", args=[run.pk]), {"answer": answer}).status_code == 404
    run.refresh_from_db()
    assert run.state == "waiting"


def test_the_command_tells_what_waits_and_takes_it_up(coordinator, tmp_path, monkeypatch, capsys):
    without(tmp_path, monkeypatch)
    path = tmp_path / "avtal.pdf"
    path.write_bytes(MIXED)
    with pytest.raises(CommandError):
        call_command("import", str(path))
    assert COMMAND in capsys.readouterr().err
    with pytest.raises(CommandError, match=r"1 av 1 filer lästes inte in: avtal\.pdf"):
        call_command("import", "--resume")
    pretend(tmp_path, monkeypatch, says())
    call_command("import", "--resume")
    run = ImportRun.objects.get()
    assert run.state == "to_review"
    call_command("import", "--resume")
    assert "Inget dokument väntar på bildläsning." in capsys.readouterr().out


def test_the_command_without_files_says_what_it_wants(coordinator):
    with pytest.raises(CommandError, match="Ange vilka filer som ska läsas in, eller --resume"):
        call_command("import")


# Stopped on the way


KILLED_ON_620 = (
    "read -r magic width height depth; cat > /dev/null; echo $width >> $0.calls; "
    f"[ $width = 620 ] && [ ! -e $0.well ] && kill -9 $$; {says().split(';', 2)[2]}"
)


def test_an_engine_that_dies_on_a_page_is_tried_twice_and_the_others_are_kept(as_, coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, KILLED_ON_620)
    run = take_in(coordinator)
    assert (run.state, run.failure) == (
        "waiting",
        (
            "Textigenkänningen avbröts på sida 3 (signal 9). De sidor som är klara finns kvar. Försök igen, så fortsätter "
            "den där den slutade."
        ),
    )
    asked = (tmp_path / "bin" / "tesseract.calls").read_text().split()
    assert (len(asked), asked.count("620")) == (4, 2)
    assert list(RecognisedPage.objects.values_list("number", flat=True)) == [2, 4]
    (tmp_path / "bin" / "tesseract.well").touch()
    as_(coordinator).post(reverse("imports:unstick", args=[run.pk]), {"answer": "go_on"})
    Worker().run_waiting()
    run.refresh_from_db()
    assert (run.state, calls(tmp_path), len(run.pages)) == ("to_review", 5, 3)


def test_a_page_that_kills_the_engine_every_time_can_be_left_out(as_, coordinator, tmp_path, monkeypatch):
    pretend(tmp_path, monkeypatch, KILLED_ON_620)
    run = take_in(coordinator)
    as_(coordinator).post(reverse("imports:unstick", args=[run.pk]), {"answer": "leave_out"})
    Worker().run_waiting()
    run.refresh_from_db()
    assert run.state == "to_review"
    assert [warning.split(":")[0] for warning in run.warnings] == ["Sida 3 har inte lästs"]
    assert {page: info.is_read for page, info in recognised.pages_of(run).items()} == {2: True, 3: False, 4: True}


def test_an_engine_that_always_dies_is_not_tried_on_every_page(coordinator, tmp_path, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    pretend(tmp_path, monkeypatch, "echo x >> $0.calls; kill -9 $$")
    run = take_in(coordinator, with_pictures(pdf(agreements()), [600 + 10 * n for n in range(20)]))
    assert (run.state, calls(tmp_path), RecognisedPage.objects.count()) == ("waiting", 6, 0)


def test_a_page_that_is_never_done_is_told_and_tried_again_another_time(coordinator, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS_TO_RECOGNISE", 0.3)
    pretend(tmp_path, monkeypatch, KILLED_ON_620.replace("kill -9 $$", "exec sleep 60"))
    run = take_in(coordinator)
    assert (run.state, run.warnings) == (
        "to_review",
        ["Sida 3 lästes inte: textigenkänningen blev inte klar i tid. Sidan är troligen en bild eller ritning."],
    )
    discard_run(actor=coordinator, run=run)
    monkeypatch.setattr(limits, "SECONDS_TO_RECOGNISE", 60)
    (tmp_path / "bin" / "tesseract.well").touch()
    again = take_in(coordinator)
    assert (again.state, again.warnings, calls(tmp_path)) == ("to_review", [], 4)


# How sure


@pytest.mark.parametrize(
    ("confidence", "words", "asks"),
    [(0.95, "Läst ur bild", False), (0.84, "Läst ur bild, osäker", False), (0.7, "Läst ur bild, osäker", True)],
)
def test_only_a_page_that_is_hardly_legible_makes_its_values_doubtful(coordinator, confidence, words, asks):
    page = {"page": 3, "ocr": True, "engine": "tesseract 5.3.0, swe", "confidence": confidence, "is_read": True}
    run = ImportRun(pages=[page])
    assert recognised.in_words(recognised.pages_of(run)[3]) == words
    assert bool(recognised.doubt_of(run, 3)) is asks
    assert [recognised.doubt_of(run, 2), recognised.doubt_of(run, None)] == ["", ""]


def test_the_history_tells_of_waiting_and_going_on_in_words(as_, coordinator, tmp_path, monkeypatch):
    without(tmp_path, monkeypatch)
    run = take_in(coordinator)
    client, address = as_(coordinator), reverse("imports:run", args=[run.pk])
    client.post(reverse("imports:unstick", args=[run.pk]), {"answer": "leave_out"})
    Worker().run_waiting()
    told = [(entry.verb, sorted(entry.changes)) for entry in client.get(address).context["history"]]
    assert told[::-1][1:4] == [
        ("wait", ["failure", "state"]), ("leave_out", ["failure", "state"]), ("finish_reading", ["state"])
    ]  # fmt: skip
