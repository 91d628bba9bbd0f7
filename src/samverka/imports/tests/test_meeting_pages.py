"""Review of a meeting part by part in the browser, and what the meeting's page then tells of its source."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverka.forums.operations import create_forum
from samverka.imports.models import ImportRun
from samverka.imports.tests.factories import bring_in_document, extract, of_meeting, part, person, take_in_document
from samverka.meetings.models import Meeting

pytestmark = pytest.mark.django_db

LETTER = part(
    20, "Skrivelse från SocSam", summary="Karin Lid föredrar.", decision="Skrivelsen överlämnas.", page=3, basis=["Utdrag"],
    points=[("Skrivelsen överlämnas.", "handover", "regionen")], presenters=["Karin Lid"],
)  # fmt: skip
PEOPLE = [person("Karin Lid", party="S", sections=[(19, 20)]), person("Bo Ek", party="C", serves_for="Åsa Alm")]


@pytest.fixture
def run(cast) -> ImportRun:
    return take_in_document(cast.coordinator, of_meeting("minutes", part(19, "Mötet öppnas"), LETTER, people=PEOPLE))


def page_of(client, run, name="review", **query):
    args = [run.pk] if name == "run" else [run.pk, 1]
    return client.get(reverse(f"imports:{name}", args=args, query=query))


def answer(client, run, **sent):
    record = run.records.get(position=1)
    return client.post(reverse("imports:answer", args=[run.pk, 1]), {"version": record.version} | sent)


def field(run, name):
    return next(field for field in run.records.get(position=1).read_fields() if field.name == name)


def test_the_parts_are_shown_readably(as_, coordinator, run):
    text = page_of(as_(coordinator), run).content.decode()
    for shown in (
        "§ 20 Skrivelse från SocSam",
        "Överlämnande",
        "Riktat till: regionen",
        "Karin Lid (S) §§19–20",
        "Bo Ek (C) ersätter Åsa Alm",
    ):
        assert shown in text
    assert "Närvaro (2)" in text
    assert "Paragrafer (2)" in text


def test_the_page_of_a_meeting_asks_a_fixed_number_of_queries(as_, coordinator, django_assert_max_num_queries, run):
    client = as_(coordinator)
    page_of(client, run)
    with django_assert_max_num_queries(40):
        page_of(client, run)


def test_the_run_tells_of_a_meeting_in_one_line(as_, coordinator, run):
    text = page_of(as_(coordinator), run, "run").content.decode()
    assert "2 paragrafer, 2 personer" in text
    assert "Samverka har läst 1 möte." in text


def test_one_part_is_corrected_in_its_own_form(as_, coordinator, run):
    client = as_(coordinator)
    form = page_of(client, run, "correct_part", uppgift="paragraphs/20")
    assert form.context["form"].initial["title"] == "Skrivelse från SocSam"
    sent = {
        "field": "paragraphs/20", "answer": "correct", "number": "20", "title": "Skrivelse om psykiatrin", "decision": "Överlämnas.",
        "punkt-TOTAL_FORMS": "1", "punkt-INITIAL_FORMS": "1", "punkt-0-text": "Överlämnas.", "punkt-0-kind": "commission", "punkt-0-addressee": "",
    }  # fmt: skip
    response = answer(client, run, **sent)
    assert response["Location"].endswith("#tolkning-paragraphs/20")
    value = field(run, "paragraphs/20").value
    assert (value["title"], value["summary"], value["points"]) == (
        "Skrivelse om psykiatrin", "", [{"number": 1, "text": "Överlämnas.", "kind": "commission", "addressee": ""}],
    )  # fmt: skip


def test_a_form_filled_in_wrongly_keeps_what_was_typed(as_, coordinator, run):
    sent = {
        "field": "paragraphs/20",
        "answer": "correct",
        "number": "20",
        "title": "",
        "summary": "Nytt.",
        "punkt-TOTAL_FORMS": "0",
        "punkt-INITIAL_FORMS": "0",
    }
    response = answer(as_(coordinator), run, **sent)
    assert (response.status_code, response.context["form"]["summary"].value()) == (422, "Nytt.")
    assert not field(run, "paragraphs/20").corrected


@pytest.mark.parametrize(
    ("line", "status", "facts"),
    [
        ("Bo Ek (C) (Åre kommun) §§19–20 ersätter Åsa Alm (S)", 302, {"organisation": "Åre kommun", "serving": [[19, 20]], "serves_for": "Åsa Alm"}),
        ("§§ 19", 422, {"serves_for": "Åsa Alm"}),
    ],
)  # fmt: skip
def test_a_person_is_corrected_as_a_line_of_the_list(as_, coordinator, run, line, status, facts):
    client = as_(coordinator)
    assert page_of(client, run, "correct_part", uppgift="attendance/bo ek").status_code == 200
    assert (
        answer(client, run, field="attendance/bo ek", answer="correct", capacity="member", line=line).status_code
        == status
    )
    value = field(run, "attendance/bo ek").value
    assert {key: value[key] for key in facts} == facts


def test_an_item_of_the_agenda_is_corrected(as_, coordinator):
    run = take_in_document(coordinator, of_meeting("agenda", part(5, "Skrivelse", time="12:40")))
    client = as_(coordinator)
    assert page_of(client, run, "correct_part", uppgift="agenda/5").status_code == 200
    answer(client, run, field="agenda/5", answer="correct", number="5", title="Skrivelsen", time="13.00")
    assert field(run, "agenda/5").value["time"] == "13:00"


def test_a_part_is_left_out_and_taken_with_again(as_, coordinator, run):
    client = as_(coordinator)
    answer(client, run, field="paragraphs/19", answer="omit")
    assert field(run, "paragraphs/19").left_out
    assert "Ta med ändå" in page_of(client, run).content.decode()
    answer(client, run, field="paragraphs/19", answer="include")
    assert not field(run, "paragraphs/19").left_out
    assert "tog inte med" in page_of(client, run).content.decode()


@pytest.mark.parametrize("name", ["when", "paragraphs/99", ""])
def test_there_is_a_form_only_for_parts(as_, coordinator, run, name):
    assert page_of(as_(coordinator), run, "correct_part", uppgift=name).status_code == 404


def test_what_the_document_does_not_say_is_asked_for_and_cannot_be_approved(as_, coordinator):
    run = take_in_document(coordinator, of_meeting("minutes", part(19, "Öppnas"), date=None))
    client = as_(coordinator)
    when = next(
        shown
        for group in page_of(client, run).context["groups"]
        for shown in group.fields
        if shown.field.name == "when"
    )
    assert (when.is_wanting, when.may_be_taken) == (True, False)
    answer(client, run, field="when", answer="correct", **{"when-value": "26/5 2023"})
    assert run.records.get(position=1).state == "ready"


def test_the_meetings_page_tells_where_each_paragraph_was_read(as_, reader, coordinator):
    run = bring_in_document(coordinator, of_meeting("minutes", part(19, "Mötet öppnas"), LETTER))
    meeting = Meeting.objects.get()
    text = as_(reader).get(reverse("meetings:detail", args=[meeting.pk])).content.decode()
    assert "lista.txt</a>, s. 3" in text
    address = reverse("meetings:document", args=[meeting.pk, run.source_id])
    response = as_(reader).get(address)
    assert b"".join(response.streaming_content)


def test_an_extract_from_another_forum_waits_for_a_coordinator(as_, secretary):
    create_forum(actor=None, name="SocSam")
    item, letter = part(5, "Skrivelse"), part(21, "Annat ärende helt och hållet")
    run = take_in_document(secretary, of_meeting("packet", item, extracts=[extract(letter)]))
    ready = page_of(as_(secretary), run, "run").context["ready"]
    assert (ready.mine, ready.for_coordinator) == (1, [("Möte", 1)])
