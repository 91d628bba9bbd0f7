"""The pages: who sees what, what is answered, what is told."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverka.agreements.models import Agreement
from samverka.foundation.documents.models import StoredFile
from samverka.foundation.tasks.models import Job
from samverka.foundation.tasks.worker import Worker
from samverka.imports.models import ImportRun
from samverka.imports.permissions import seen_runs, visible_runs
from samverka.imports.tests.factories import agreement, bring_in, forum, record, row, take_in

pytestmark = pytest.mark.django_db

LIST = """# Avtal och överenskommelser mellan Region Jämtland Härjedalen och länets kommuner

2024-05-20

| Avtal | Giltighetstid | Rekommenderande forum |
|---|---|---|
| Avtal om hjälpmedel | 2021-2024 | SVOM |
| Avtal Mini Maria | 2023 | SVOM |
"""


def upload(client, *files, follow=True):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(reverse("imports:list"), {"documents": sent}, follow=follow)


def status(client, address: str) -> int:
    response = client.get(address)
    read_out(response)
    return response.status_code


def read_out(response) -> None:
    """A file that is handed out is closed when it has been read; closing the response would close the database too."""
    if response.streaming:
        b"".join(response.streaming_content)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_upload_reads_in_the_background_and_goes_to_the_run(as_, coordinator):
    response = upload(as_(coordinator), ("avtal.md", LIST.encode()))
    run = ImportRun.objects.get()
    assert response.redirect_chain == [(reverse("imports:run", args=[run.pk]), 302)]
    assert run.state == "reading"
    Worker().run_waiting()
    page = as_(coordinator).get(reverse("imports:run", args=[run.pk]))
    assert [found.label for found in page.context["page"].object_list] == ["Avtal om hjälpmedel", "Avtal Mini Maria"]


def test_apply_and_undo_from_the_pages(as_, coordinator):
    client = as_(coordinator)
    upload(client, ("avtal.md", LIST.encode()))
    Worker().run_waiting()
    run = ImportRun.objects.get()
    client.post(reverse("imports:answer", args=[run.pk, 2]), {"answer": "accept", "version": 1})
    run.refresh_from_db()
    sent = {"version": run.version}
    for _press in range(2):  # pressed twice
        response = client.post(reverse("imports:apply", args=[run.pk]), sent, follow=True)
        assert told(response) == []
    Worker().run_waiting()
    assert Job.objects.count() == 2
    run.refresh_from_db()
    assert (run.state, Agreement.objects.count()) == ("applied", 2)
    response = client.post(reverse("imports:undo", args=[run.pk]), follow=True)
    assert told(response) == ["2 ändringar är ångrade."]
    assert Agreement.objects.count() == 0


def test_what_stands_in_the_way_of_undo_is_listed(as_, coordinator):
    run = bring_in(coordinator, agreement("Avtal om hjälpmedel", "2021-2023"))
    bring_in(coordinator, agreement("Avtal om hjälpmedel", "2024-2026"), title="Ny lista", date="2024-09-01")
    response = as_(coordinator).post(reverse("imports:undo", args=[run.pk]))
    assert response.status_code == 409
    assert [each.label for each in response.context["hindrances"]] == ["Avtal om hjälpmedel"]


def test_a_long_import_is_undone_in_the_background(as_, coordinator, monkeypatch):
    from samverka.imports import tasks

    monkeypatch.setattr(tasks, "LONG", 1)
    run = bring_in(coordinator, agreement("Avtal om hjälpmedel", "2021-2023"), agreement("Avtal Mini Maria"))
    later = bring_in(coordinator, agreement("Avtal om hjälpmedel", "2024-2026"), title="Ny lista", date="2024-09-01")
    client, address = as_(coordinator), reverse("imports:undo", args=[run.pk])
    for _press in range(2):
        assert client.post(address).status_code == 302
    assert Worker().run_waiting() == 1
    page = client.get(reverse("imports:run", args=[run.pk])).content.decode()
    assert "Avtal om hjälpmedel: En senare läsning har ändrat den" in page
    assert Agreement.objects.count() == 2
    client.post(reverse("imports:undo", args=[later.pk]))
    client.post(address)
    Worker().run_waiting()
    run.refresh_from_db()
    assert (run.state, Agreement.objects.count()) == ("undone", 0)


def test_the_same_document_under_another_name_is_told_plainly(as_, coordinator):
    client = as_(coordinator)
    upload(client, ("avtal.md", LIST.encode()))
    response = upload(client, ("kopia av avtal.md", LIST.encode()))
    assert [text.split(", inläst")[0] for text in told(response)] == [
        "”kopia av avtal.md” är samma dokument som ”avtal.md”"
    ]
    assert (ImportRun.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_an_unseen_import_of_the_same_document_is_not_told_of(as_, coordinator, secretary):
    upload(as_(coordinator), ("hemlig arbetstitel.md", LIST.encode()))
    response = upload(as_(secretary), ("avtal.md", LIST.encode()))
    assert told(response) == []
    assert "hemlig arbetstitel" not in response.content.decode()
    assert ImportRun.objects.count() == 2
    Worker().run_waiting()
    mine = ImportRun.objects.get(uploaded_by=secretary)
    assert "hemlig arbetstitel" not in as_(secretary).get(reverse("imports:run", args=[mine.pk])).content.decode()


REFUSED = [
    ("empty", "tom.docx", b"", "Filen är tom"),
    ("only spaces", "tom.txt", b" \n ", "Filen är tom"),
    ("an archive called DOCX", "lista.docx", b"Rar!\x1a\x07" + b"0" * 99, "packat arkiv"),
    ("an RTF document", "lista.rtf", b"{\\rtf1 Avtal}", "RTF-dokument"),
    ("an RTF called DOCX", "lista.docx", b"{\\rtf1 ...", "Filen är ett RTF-dokument"),
    ("an image in another format", "bild.gif", b"GIF89a0000", "Filen är en bild"),
    (
        "an old Word document",
        "gammal.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "äldre Word-dokument",
    ),
]


@pytest.mark.parametrize(("name", "data", "message"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_file_that_is_refused_at_once_leaves_nothing(as_, coordinator, name, data, message):
    response = upload(as_(coordinator), (name, data))
    assert response.status_code == 422
    assert [
        f"{name}: " in str(error) and message in str(error) for error in response.context["form"].errors["documents"]
    ] == [True]
    assert (ImportRun.objects.count(), StoredFile.objects.count(), Job.objects.count()) == (0, 0, 0)


def _truncated_docx() -> bytes:
    from samverka.samples import SAMPLES

    data = next(sample.path for sample in SAMPLES if sample.path.suffix == ".docx").read_bytes()
    return data[: len(data) // 2]


def _bomb() -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 60_000_000)
    return out.getvalue()


FAILED = [
    ("a bomb", "bomb.docx", _bomb, "packa"),
    ("truncated DOCX", "lista.docx", _truncated_docx, "skadat eller avklippt"),
    (
        "something else",
        "recept.txt",
        "Pannkakor\n\nVispa ihop mjölk, ägg och mjöl. Stek i smör.".encode,
        "handlar om något annat",
    ),
    ("rubbish", "x.txt", lambda: bytes(range(256)) * 50, "inte text"),
]


@pytest.mark.parametrize(("name", "data", "message"), [case[1:] for case in FAILED], ids=[case[0] for case in FAILED])
def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing_in_the_register(as_, coordinator, name, data, message):
    upload(as_(coordinator), (name, data()))
    Worker().run_waiting()
    run = ImportRun.objects.get()
    assert (run.state, run.records.count(), Agreement.objects.count()) == ("failed", 0, 0)
    page = as_(coordinator).get(reverse("imports:run", args=[run.pk])).content.decode()
    assert message in run.failure
    assert message in page


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_text_in_any_encoding(as_, coordinator, encoding):
    upload(as_(coordinator), ("avtal.md", LIST.encode(encoding)))
    Worker().run_waiting()
    assert list(ImportRun.objects.get().records.values_list("label", flat=True)) == [
        "Avtal om hjälpmedel",
        "Avtal Mini Maria",
    ]


def test_scripts_in_a_document_are_never_run(as_, coordinator):
    rows = "<tr><th>Avtal</th><th>Giltighetstid</th></tr><tr><td>Avtal &lt;img src=x onerror=alert(1)&gt; om hjälpmedel</td><td>2021-2024</td></tr>"
    data = f"<html><body><h1>Avtal mellan regionen och länets kommuner</h1><script>alert(1)</script><table>{rows}</table></body></html>".encode()
    client = as_(coordinator)
    upload(client, ("avtal.html", data))
    Worker().run_waiting()
    run = ImportRun.objects.get()
    page = client.get(reverse("imports:run", args=[run.pk])).content.decode()
    assert "<img src=x" not in page
    original = client.get(reverse("imports:original", args=[run.pk]))
    assert original["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert original["Content-Disposition"].startswith("attachment")
    read_out(original)


def test_several_files_one_refused(as_, coordinator):
    response = upload(as_(coordinator), ("avtal.md", LIST.encode()), ("tom.docx", b""))
    assert response.status_code == 422
    assert ImportRun.objects.count() == 1
    assert told(response) == ["De andra filerna läses: avtal.md."]


def test_two_reviewers_the_second_is_told(as_, coordinator):
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2023"))
    client, address = as_(coordinator), reverse("imports:answer", args=[run.pk, 1])
    client.post(
        address, {"answer": "correct", "field": "validity_raw", "validity_raw-value": "2020-2023", "version": 1}
    )
    response = client.post(address, {"answer": "accept", "version": 1}, follow=True)
    assert told(response) == [
        "Någon annan har svarat på det här medan du granskade. Läs in sidan igen och kontrollera svaret."
    ]
    assert run.records.get().read_fields()[1].value == "2020-2023"


def test_a_wrong_correction_keeps_what_was_typed(as_, coordinator):
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2023"))
    response = as_(coordinator).post(
        reverse("imports:answer", args=[run.pk, 1]),
        {"answer": "correct", "field": "name", "name-value": " ", "version": 1},
    )
    assert response.status_code == 422
    assert run.records.get().version == 1


@pytest.mark.parametrize("sent", [{"answer": "dance"}, {}, {"answer": "correct", "field": "nothing"}])
def test_an_answer_there_is_none_of(as_, coordinator, sent):
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2023"))
    assert as_(coordinator).post(reverse("imports:answer", args=[run.pk, 1]), sent | {"version": 1}).status_code == 404


# Who sees what


ADDRESSES = {
    "run": lambda run: reverse("imports:run", args=[run.pk]),
    "review": lambda run: reverse("imports:review", args=[run.pk, 1]),
    "original": lambda run: reverse("imports:original", args=[run.pk]),
    "source": lambda run: reverse("imports:source", args=[run.source_id]),
}
OWNER_AND_COORDINATOR = {"coordinator", "secretary"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_brought_in_is_seen_by_its_owner_and_the_coordinators(cast, as_, address):
    run = take_in(cast.secretary, row("Uppdrag demens"))
    answers = {name: status(as_(user), ADDRESSES[address](run)) for name, user in cast.users.items()}
    assert answers == {name: 200 if name in OWNER_AND_COORDINATOR else 404 for name in cast.users}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_brought_in_is_seen_by_all(cast, as_, address):
    run = bring_in(cast.coordinator, row("Uppdrag demens"))
    assert {name: status(as_(user), ADDRESSES[address](run)) for name, user in cast.users.items()} == dict.fromkeys(
        cast.users, 200
    )


def test_a_secretary_does_not_see_anothers(cast, as_):
    run = take_in(cast.coordinator, row("Uppdrag demens"))
    assert [status(as_(cast.secretary), address(run)) for address in ADDRESSES.values()] == [404] * 4


@pytest.mark.parametrize(
    "name", ["coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"]
)
def test_the_list_is_for_those_who_read_in(cast, as_, name):
    run = take_in(cast.coordinator, row("Uppdrag hemligt"))
    response = as_(getattr(cast, name)).get(reverse("imports:list"))
    assert response.status_code == (200 if name in OWNER_AND_COORDINATOR else 403)
    seen = [each.pk for each in response.context["page"].object_list] if response.status_code == 200 else []
    assert seen == ([run.pk] if name == "coordinator" else [])


def test_lists_and_objects_agree(cast):
    from samverka.imports.permissions import REVIEW_IMPORT, SEE_IMPORT

    runs = [
        take_in(cast.coordinator, row("A")),
        bring_in(cast.coordinator, row("B")),
        take_in(cast.secretary, row("C")),
    ]
    for user in cast.users.values():
        assert [run for run in runs if SEE_IMPORT(user, run)] == list(seen_runs(user).order_by("pk"))
        assert [run for run in runs if REVIEW_IMPORT(user, run)] == list(visible_runs(user).order_by("pk"))


POSTS = ["set_facts", "apply", "undo", "discard", "unstick"]


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize("state", ["to_review", "applied"])
def test_nobody_else_may_do_anything(cast, as_, address, state):
    run = (take_in if state == "to_review" else bring_in)(cast.coordinator, row("Uppdrag demens"))
    before = ImportRun.objects.filter(pk=run.pk).values().get()
    others = {name: user for name, user in cast.users.items() if name != "coordinator"}
    answers = {
        name: as_(user).post(reverse(f"imports:{address}", args=[run.pk])).status_code for name, user in others.items()
    }
    assert answers == dict.fromkeys(others, 404 if state == "to_review" else 403)
    assert ImportRun.objects.filter(pk=run.pk).values().get() == before


def test_a_secretary_is_told_what_waits_for_the_coordinator(as_, secretary):
    run = take_in(secretary, row("Uppdrag demens"), agreement("Avtal Mini Maria"))
    page = as_(secretary).get(reverse("imports:run", args=[run.pk])).content.decode()
    assert "För in allt som är säkert (1)" in page
    assert "Avtal (1)" in page


def test_the_number_of_queries_does_not_grow(as_, coordinator, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_(coordinator)
    words = ["Demens", "Skola", "Hjälpmedel"]

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    counts = []
    for n in (1, 3):
        run = take_in(
            coordinator, *[row(word, follow_up="SVOM 3/6 2024 – rapport") for word in words[:n]], title=f"Lista {n}"
        )
        counts.append([count(ADDRESSES["run"](run)), count(ADDRESSES["review"](run)), count(reverse("imports:list"))])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 25


def test_rows_that_the_document_lacks_are_told(as_, coordinator):
    bring_in(coordinator, row("Uppdrag demens"), row("Uppdrag fall"))
    run = take_in(coordinator, row("Uppdrag demens"), date="2024-09-01")
    page = as_(coordinator).get(reverse("imports:run", args=[run.pk]))
    assert [str(each) for each in page.context["absent"].first] == ["Uppdrag fall"]


def test_a_level_is_chosen_among_words(as_, coordinator):
    run = take_in(coordinator, forum("Nya rådet", level="officials"))
    address = reverse("imports:answer", args=[run.pk, 1])
    as_(coordinator).post(address, {"answer": "correct", "field": "level", "level-value": "network", "version": 1})
    assert {field.name: field.value for field in record(run, "Nya rådet").read_fields()}["level"] == "network"
    response = as_(coordinator).post(
        address, {"answer": "correct", "field": "level", "level-value": "throne", "version": 2}
    )
    assert response.status_code == 422


def test_every_link_on_the_review_page_leads_somewhere(as_, coordinator):
    """From a field to its place in the source and back, also for each part of a follow-up."""
    import lxml.html

    cell = "SVOM 3/6 2024 – rapport SVOM 11/10 2024 – beslut"
    run = take_in(coordinator, row("Uppdrag demens", direction="Äldre", follow_up=cell))
    page = lxml.html.fromstring(as_(coordinator).get(reverse("imports:review", args=[run.pk, 1])).content)
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    inside = {link.get("href")[1:] for link in page.iter("a") if link.get("href", "").startswith("#")}
    assert inside - ids == set()
    assert {name for name in inside if name.endswith(("-1", "-2"))} == {
        "kalla-follow_up-1", "kalla-follow_up-2", "tolkning-follow_up-1", "tolkning-follow_up-2",
    }  # fmt: skip


def test_what_the_source_does_not_say_is_told(as_, coordinator):
    run = take_in(coordinator, agreement("Avtal Mini Maria"))
    response = as_(coordinator).get(reverse("imports:review", args=[run.pk, 1]))
    assert response.context["missing"] == ["Giltighetstid"]
    assert "Ej angivet i källan" in response.content.decode()


@pytest.mark.parametrize("state", ["reading", "applying"])
def test_work_that_has_failed_for_good_can_be_tried_again_or_stopped(as_, coordinator, monkeypatch, state):
    from samverka.imports import tasks

    client = as_(coordinator)
    upload(client, ("avtal.md", LIST.encode()))
    run = ImportRun.objects.get()
    if state == "applying":
        Worker().run_waiting()
        run.refresh_from_db()
        client.post(reverse("imports:apply", args=[run.pk]), {"version": run.version})
    work = "read_run" if state == "reading" else "apply_run"
    real = getattr(tasks.operations, work)

    def fail(**_given):
        raise RuntimeError("the power went")

    monkeypatch.setattr(tasks.operations, work, fail)
    Worker().run_waiting()
    page = client.get(reverse("imports:run", args=[run.pk]))
    assert page.context["is_stuck"] is True
    client.post(reverse("imports:unstick", args=[run.pk]), {"answer": "go_on"})
    Worker().run_waiting()
    client.post(reverse("imports:unstick", args=[run.pk]), {"answer": "give_up"})
    run.refresh_from_db()
    assert run.state == ("failed" if state == "reading" else "to_review")
    assert Agreement.objects.count() == 0
    monkeypatch.setattr(tasks.operations, work, real)
