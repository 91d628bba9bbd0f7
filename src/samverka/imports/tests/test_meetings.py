"""Minutes, summonses, extracts and other documents of a meeting against the register, brought in and taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.forums.operations import create_forum
from samverka.foundation.dates import PartialDate
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.lifecycle import Refused
from samverka.imports.blocks import PageInfo
from samverka.imports.models import ImportEffect
from samverka.imports.operations import (
    CannotUndo,
    accept_record,
    answer_field,
    correct_field,
    drop_record,
    omit_field,
    undo,
)
from samverka.imports.tests.factories import (
    apply,
    bring_in_document,
    extract,
    of_meeting,
    part,
    person,
    take_in_document,
)
from samverka.matters.models import Matter
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.operations import change_paragraph, create_meeting, link_paragraph_to_matter, set_record_state
from samverka.meetings.queries import content_of, meetings_in_full, paragraph_content
from samverka.meetings.states import RecordState
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db

OPENING, LETTER = part(19, "Mötet öppnas"), part(20, "Skrivelse från SocSam om psykiatrin", decision="Överlämnas.")
MINUTES = of_meeting(
    "minutes",
    OPENING,
    LETTER,
    people=[person("Karin Lid", party="S")],
    chair="Karin Lid",
)
SUMMONS = of_meeting(
    "agenda", part(1, "Mötet öppnas", time="12:30"), part(5, "Skrivelse fran SocSam om psykiatrin", time="12:40"),
    start_time="12:30", chair="Namn Namnsson", secretary="Elin Ås", dated="2023-05-12",
)  # fmt: skip


@pytest.fixture(autouse=True)
def forum(cast):
    create_forum(actor=None, name="SocSam")
    return cast.forum


def only_meeting() -> Meeting:
    return meetings_in_full().get()


def contents():
    return content_of(only_meeting())


def only(run):
    return run.records.get()


def reasons(run) -> dict[str, str]:
    return {field.name: field.reason for found in run.records.all() for field in found.read_fields() if field.reason}


def verdicts(run) -> dict[str, str]:
    return {field.name: field.verdict for found in run.records.all() for field in found.read_fields()}


def test_minutes_become_a_meeting_with_its_parts_sources_and_document(coordinator, forum):
    run = bring_in_document(coordinator, MINUTES)
    meeting = only_meeting()
    assert (run.state, str(run), meeting.label, meeting.record_state) == (
        "applied", "Protokoll SVOM 26 maj 2023", "SVOM 26 maj 2023", "entered",
    )  # fmt: skip
    said = contents()
    assert [(each.number, each.title) for each in said.paragraphs] == [
        (19, "Mötet öppnas"),
        (20, "Skrivelse från SocSam om psykiatrin"),
    ]
    assert [each.name for each in said.attendance] == ["Karin Lid"]
    assert [part.forum_id for part in meeting.forum_parts.all()] == [forum.pk]
    assert [each.document_id for each in meeting.attachments.all()] == [run.source.document_id]
    kind = ContentType.objects.get_for_model(Meeting)
    refs = SourceRef.objects.filter(content_type=kind, object_id=meeting.pk).values_list("field", flat=True)
    assert {"", "paragraphs/19", "paragraphs/20", "attendance/karin lid", "when"} <= set(refs)


@pytest.mark.parametrize("order", [(MINUTES, SUMMONS), (SUMMONS, MINUTES)])
def test_summons_and_minutes_of_one_day_are_one_meeting(coordinator, order):
    for document in order:
        bring_in_document(coordinator, document)
    said = contents()
    assert [(each.number, each.time) for each in said.agenda] == [(1, dt.time(12, 30)), (5, dt.time(12, 40))]
    assert [each.number for each in said.paragraphs] == [19, 20]
    assert (said.chair, said.secretary, said.start_time, said.record_state) == (
        "Karin Lid", "Elin Ås", dt.time(12, 30), "entered",
    )  # fmt: skip
    item = only_meeting().agenda.get(number=5)
    assert (item.paragraph.number, item.paragraph_strength) == (20, "strong")


def test_a_summons_alone_has_no_record(coordinator):
    bring_in_document(coordinator, SUMMONS)
    assert contents().record_state == "none"


def test_minutes_that_say_when_they_were_attested_are_attested(coordinator):
    bring_in_document(coordinator, of_meeting("minutes", OPENING, attested_on=PartialDate.day(dt.date(2023, 6, 2))))
    assert (contents().record_state, contents().attested_on) == ("attested", dt.date(2023, 6, 2))


def test_a_summons_never_overwrites_what_minutes_said(coordinator):
    bring_in_document(coordinator, of_meeting("minutes", OPENING, chair="Karin Lid", place="Teams"))
    run = take_in_document(
        coordinator, of_meeting("agenda", part(1, "Mötet öppnas"), chair="Bo Ek", dated="2023-06-30")
    )
    assert {name: verdicts(run)[name] for name in ("chair", "agenda/1")} == {"chair": "same", "agenda/1": "new"}
    assert "gäller framför" in reasons(run)["chair"]
    apply(coordinator, run)
    assert contents().chair == "Karin Lid"
    assert not SourceRef.objects.filter(version=run.source, field="chair").exists()


def test_minutes_change_what_a_summons_said_without_asking(coordinator):
    bring_in_document(
        coordinator, of_meeting("agenda", part(1, "Mötet öppnas"), place="Residenset", dated="2023-06-30")
    )
    run = take_in_document(coordinator, of_meeting("minutes", OPENING, place="Teams"))
    assert (only(run).state, verdicts(run)["place"]) == ("ready", "changed")
    apply(coordinator, run)
    assert contents().place == "Teams"


def test_the_same_document_again_changes_nothing(coordinator):
    bring_in_document(coordinator, MINUTES)
    version = only_meeting().version
    run = take_in_document(coordinator, MINUTES)
    assert (only(run).verdict, set(verdicts(run).values())) == ("same", {"same"})
    apply(coordinator, run)
    assert (only_meeting().version, Meeting.objects.count()) == (version, 1)


def test_a_later_document_changes_only_what_it_speaks_of(coordinator):
    bring_in_document(coordinator, MINUTES)
    later = of_meeting(
        "minutes",
        OPENING,
        part(20, "Skrivelse från SocSam om psykiatrin", presenters=["Karin Lid"]),
        dated="2023-06-30",
    )
    bring_in_document(coordinator, later)
    letter = contents().paragraphs[1]
    assert (letter.decision, letter.presenters) == ("Överlämnas.", ("Karin Lid",))
    assert [each.name for each in contents().attendance] == ["Karin Lid"]


def test_a_web_page_gives_way_to_the_minutes(coordinator):
    bring_in_document(coordinator, MINUTES)
    page = of_meeting(
        "meeting_page", part(None, "Skrivelse från SocSam om psykiatrin", decision="Något annat."), part(None, "Övrigt")
    )
    run = take_in_document(coordinator, page)
    assert {name: verdict for name, verdict in verdicts(run).items() if "/" in name} == {
        "paragraphs/20": "same",
        "paragraphs/ovrigt": "new",
    }
    assert "gäller framför det här dokumentet" in reasons(run)["paragraphs/20"]


def test_an_agenda_sent_out_again_finds_its_items_by_title_and_asks_about_those_that_are_gone(coordinator):
    first = of_meeting("agenda", part(1, "Öppnande"), part(2, "Budget"), part(3, "Remiss"), dated="2023-05-01")
    bring_in_document(coordinator, first)
    run = take_in_document(
        coordinator, of_meeting("agenda", part(1, "Öppnande"), part(2, "Remiss"), dated="2023-05-12")
    )
    assert {name: verdict for name, verdict in verdicts(run).items() if "/" in name} == {
        "agenda/1": "same", "agenda/3": "changed", "agenda/2": "doubtful",
    }  # fmt: skip
    assert reasons(run)["agenda/2"] == "Det här finns inte i dokumentet. Ska det tas bort ur registret?"
    found = only(run)
    answer_field(actor=coordinator, found=found, name="agenda/2", keep=False, version=found.version)
    apply(coordinator, run)
    assert [(each.number, each.title) for each in contents().agenda] == [(1, "Öppnande"), (2, "Remiss")]


def test_an_unknown_forum_is_asked_about_with_what_may_be_meant(coordinator, cast):
    run = take_in_document(coordinator, of_meeting("minutes", OPENING, forum_name="SVON-gruppen"))
    assert only(run).state == "pending"
    assert "Inget känt forum heter ”SVON-gruppen”" in only(run).question
    found = only(run)
    correct_field(actor=coordinator, found=found, name="forums", value=["SVOM"], version=found.version)
    found.refresh_from_db()
    assert (found.state, found.label, found.forum_id) == ("ready", "SVOM 26 maj 2023", cast.forum.pk)


def test_a_forum_spelt_without_its_dots_is_known_and_told_of(coordinator, cast):
    create_forum(actor=coordinator, name="Länsnätverk för psykisk hälsa")
    run = take_in_document(coordinator, of_meeting("minutes", OPENING, forum_name="Lansnatverk for psykisk halsa"))
    assert (only(run).label, only(run).state) == ("Länsnätverk för psykisk hälsa 26 maj 2023", "ready")
    (field,) = [field for field in only(run).read_fields() if field.name == "forums"]
    assert (field.raw, field.note) == ("Lansnatverk for psykisk halsa", "Läst som Länsnätverk för psykisk hälsa.")


def test_without_a_day_it_cannot_be_stored_until_somebody_says_which(coordinator):
    run = take_in_document(coordinator, of_meeting("minutes", OPENING, date=None))
    found = only(run)
    assert "Dokumentet säger inte vilken dag mötet hölls" in found.question
    accept_record(actor=coordinator, found=found, version=found.version)
    assert found.state == "pending"
    day = {"start": "2023-05-26", "end": "2023-05-26", "precision": "day"}
    correct_field(actor=coordinator, found=found, name="when", value=day, version=found.version)
    found.refresh_from_db()
    assert (found.state, found.label) == ("ready", "SVOM 26 maj 2023")


def test_correcting_the_day_finds_the_meeting_of_that_day(coordinator):
    bring_in_document(coordinator, SUMMONS)
    run = take_in_document(coordinator, of_meeting("minutes", OPENING, date="2023-05-25"))
    found = only(run)
    assert (found.verdict, found.target_id) == ("new", None)
    day = {"start": "2023-05-26", "end": "2023-05-26", "precision": "day"}
    correct_field(actor=coordinator, found=found, name="when", value=day, version=found.version)
    found.refresh_from_db()
    assert found.target_id == Meeting.objects.get().pk


@pytest.mark.parametrize(
    ("document", "name", "question"),
    [
        (of_meeting("minutes", part(16, "A"), part(18, "B"), first_section=16, last_section=18), "last_section", "Protokollet omfattar §§16–18, men §17 finns inte i det som har lästs."),
        (of_meeting("minutes", part(16, "A"), part(18, "B")), "paragraphs/18", "§17 finns inte i det som har lästs. Kontrollera numren."),
        (of_meeting("minutes", part(16, "A"), part(16, "B")), "paragraphs/16#2", "§ 16 står två gånger i dokumentet. Rätta numret, eller ta inte med den ena."),
        (
            of_meeting("minutes", part(16, "A"), people=[person("Karin Lid"), person("Karin Lid", "attendee")]), "attendance/karin lid#2",
            "Karin Lid står två gånger i närvaron, på olika sätt. Är det två personer? Ta annars inte med den ena.",
        ),
    ],
)  # fmt: skip
def test_what_should_be_looked_at_is_one_question_where_it_stands(coordinator, document, name, question):
    run = take_in_document(coordinator, document)
    assert (only(run).state, reasons(run)) == ("pending", {name: question})


def test_numbers_that_another_meeting_of_the_year_has_make_one_question(coordinator):
    bring_in_document(coordinator, MINUTES)
    run = take_in_document(coordinator, of_meeting("minutes", part(20, "Öppnas"), part(21, "Val"), date="2023-09-01"))
    assert reasons(run) == {"when": "§20 finns redan det året, i SVOM 26 maj 2023. Stämmer dagen och numren?"}
    other_year = take_in_document(coordinator, of_meeting("minutes", part(16, "Öppnas"), date="2024-09-01"))
    assert reasons(other_year) == {}


def test_the_numbers_of_a_draft_are_not_told_of_in_an_import_that_more_people_see(coordinator):
    bring_in_document(coordinator, MINUTES)
    set_record_state(actor=coordinator, meeting=Meeting.objects.get(), state=RecordState.DRAFT)
    run = take_in_document(coordinator, of_meeting("minutes", part(20, "Öppnas"), date="2023-09-01"))
    assert reasons(run) == {}


def test_numbers_are_asked_for_once_however_many_meetings_a_document_tells_of(coordinator):
    bring_in_document(coordinator, MINUTES)
    counts = []
    for days in (1, 5):
        told = [extract(part(20, "Öppnas"), "SVOM", f"2023-09-{day:02}") for day in range(1, days + 1)]
        with CaptureQueriesContext(connection) as queries:
            take_in_document(coordinator, of_meeting("agenda", part(1, "Val"), extracts=told))
        counts.append(sum('"meetings_minuteparagraph"."year" IN' in each["sql"] for each in queries))
    assert counts == [1, 1]


def test_people_said_alike_twice_are_one(coordinator):
    people = [person("Karin Lid", party="S"), person("Karin Lid", party="S")]
    run = bring_in_document(coordinator, of_meeting("minutes", OPENING, people=people))
    assert (run.state, len(contents().attendance)) == ("applied", 1)


def test_a_page_that_was_hard_to_read_is_looked_at(coordinator):
    pages = [PageInfo(1, ocr=True, confidence=0.95), PageInfo(2, ocr=True, confidence=0.6)]
    document = of_meeting("minutes", part(16, "Öppnas", page=1), part(17, "Val", page=2))
    run = take_in_document(coordinator, document, pages)
    assert {name for name, verdict in verdicts(run).items() if verdict == "doubtful"} == {"paragraphs/17"}
    found = only(run)
    accept_record(actor=coordinator, found=found, version=found.version)
    apply(coordinator, run)
    flags = SourceRef.objects.filter(version=run.source, field__startswith="para").values_list("field", "from_picture")
    assert dict(flags) == {"paragraphs/16": True, "paragraphs/17": True}


def test_a_part_left_out_is_not_brought_in_and_can_be_taken_with_again(coordinator):
    run = take_in_document(coordinator, MINUTES)
    found = only(run)
    omit_field(actor=coordinator, found=found, name="paragraphs/20", version=found.version)
    omit_field(actor=coordinator, found=found, name="paragraphs/19", version=found.version)
    omit_field(actor=coordinator, found=found, name="paragraphs/19", version=found.version, omit=False)
    apply(coordinator, run)
    assert [each.number for each in contents().paragraphs] == [19]
    with pytest.raises(Refused):
        omit_field(actor=coordinator, found=only(run), name="when", version=found.version)


def test_a_part_left_out_counts_as_read(coordinator):
    run = take_in_document(
        coordinator,
        of_meeting("minutes", *(part(n, f"Ärende {n}") for n in (16, 17, 18)), first_section=16, last_section=18),
    )
    found = only(run)
    omit_field(actor=coordinator, found=found, name="paragraphs/17", version=found.version)
    assert (found.state, found.question) == ("ready", "")


def test_an_agenda_that_only_adds_to_a_meeting_made_meanwhile_is_brought_in(coordinator):
    summons = take_in_document(coordinator, of_meeting("agenda", part(1, "Ärendet om demens"), dated="2023-05-10"))
    other = take_in_document(coordinator, of_meeting("minutes", part(16, "Skrivelse"), dated="2023-05-30"))
    apply(coordinator, other)
    assert apply(coordinator, summons) == 1
    assert only(summons).state == "applied"


def test_a_corrected_part_stands_as_the_person_wrote_it(coordinator):
    run = take_in_document(coordinator, MINUTES)
    found = only(run)
    value = {
        "number": 20,
        "title": "Skrivelse",
        "decision": "",
        "points": [{"number": 1, "text": "Överlämnas.", "kind": "handover", "addressee": ""}],
    }
    correct_field(actor=coordinator, found=found, name="paragraphs/20", value=value, version=found.version)
    apply(coordinator, run)
    letter = contents().paragraphs[1]
    assert (letter.title, letter.decision, letter.points[0].kind) == ("Skrivelse", "", "handover")


# Matters


def test_a_record_number_becomes_a_matter_that_its_paragraph_belongs_to(coordinator):
    run = bring_in_document(coordinator, of_meeting("minutes", part(20, "Budget", record_number="Dnr: RS/214/2023")))
    matter = Matter.objects.get()
    assert (matter.title, matter.opened_on, [each.number for each in matter.record_numbers.all()]) == (
        "Budget", dt.date(2023, 5, 26), ["RS/214/2023"],
    )  # fmt: skip
    paragraph = MinuteParagraph.objects.get()
    assert (paragraph.matter, paragraph.matter_strength) == (matter, "strong")
    undo(actor=coordinator, run=run)
    assert (Matter.objects.count(), Meeting.objects.count()) == (0, 0)


def test_a_number_that_a_matter_has_is_found_again(coordinator):
    bring_in_document(coordinator, of_meeting("minutes", part(20, "Budget", record_number="RS/214/2023")))
    run = take_in_document(
        coordinator, of_meeting("minutes", part(31, "Budgeten igen", record_number="rs 214-2023"), date="2023-09-01")
    )
    assert {found.kind: found.verdict for found in run.records.all()} == {"matter": "same", "meeting": "new"}
    apply(coordinator, run)
    assert (Matter.objects.get().title, Matter.objects.get().paragraphs.count()) == ("Budget", 2)


def test_a_letter_is_followed_from_the_extract_over_the_agenda_to_the_paragraph(coordinator):
    letter = part(21, "Skrivelse angaende samverkan mellan kommunerna och psykiatrin", decision="Overlamnas till SVOM.")
    item = part(5, "Skrivelse fran SocSam ang. samverkan mellan kommunerna och psykiatrin")
    bring_in_document(coordinator, of_meeting("packet", part(1, "Mötet öppnas"), item, extracts=[extract(letter)]))
    minutes = part(20, "Skrivelse från SocSam ang. samverkan mellan kommunerna och psykiatrin", decision="Överlämnas.")
    bring_in_document(coordinator, of_meeting("minutes", OPENING, minutes))
    matter = Matter.objects.get()
    assert [
        (str(each.meeting.starts_on), each.number, each.matter_strength)
        for each in matter.paragraphs.order_by("number")
    ] == [
        ("2023-05-26", 20, "strong"),
        ("2023-03-24", 21, "strong"),
    ]
    assert (matter.origin, matter.opened_on) == ("Utdrag ur protokoll SocSam 24 mars 2023 § 21", dt.date(2023, 3, 24))


def test_a_likely_link_is_a_question_and_its_answer_confirms_it(coordinator):
    letter, item = part(21, "Samverkan kring barn med psykisk ohälsa"), part(5, "Barn och unga: psykisk ohälsa i länet")
    run = take_in_document(coordinator, of_meeting("packet", item, extracts=[extract(letter)]))
    found = run.records.get(kind="matter")
    assert (found.state, found.question) == ("pending", "Handlar de om samma sak? Hoppa annars över ärendet.")
    accept_record(actor=coordinator, found=found, version=found.version)
    apply(coordinator, run)
    assert {each.matter_strength for each in Matter.objects.get().paragraphs.all()} == {"confirmed"}


def test_without_the_matter_nothing_is_linked(coordinator):
    letter, item = part(21, "Samverkan kring barn med psykisk ohälsa"), part(5, "Barn och unga: psykisk ohälsa i länet")
    run = take_in_document(coordinator, of_meeting("packet", item, extracts=[extract(letter)]))
    found = run.records.get(kind="matter")
    drop_record(actor=coordinator, found=found, version=found.version)
    apply(coordinator, run)
    assert (Matter.objects.count(), MinuteParagraph.objects.get().matter) == (0, None)


def test_a_persons_link_is_not_changed(coordinator):
    bring_in_document(coordinator, MINUTES)
    paragraph = MinuteParagraph.objects.get(number=20)
    link_paragraph_to_matter(actor=coordinator, paragraph=paragraph, matter=None)
    letter = part(21, "Skrivelse från SocSam om psykiatrin")
    item = part(5, "Skrivelse från SocSam om psykiatrin")
    bring_in_document(coordinator, of_meeting("packet", item, extracts=[extract(letter)]))
    paragraph.refresh_from_db()
    assert (paragraph.matter, paragraph.matter_strength) == (None, "confirmed")


# Undo


def test_undo_puts_back_content_links_and_document(coordinator):
    first = bring_in_document(coordinator, SUMMONS)
    before = contents()
    run = bring_in_document(coordinator, MINUTES)
    undo(actor=coordinator, run=run)
    item = only_meeting().agenda.get(number=5)
    assert (contents(), item.paragraph, item.paragraph_strength) == (before, None, "")
    assert [each.document_id for each in only_meeting().attachments.all()] == [first.source.document_id]
    undo(actor=coordinator, run=first)
    assert Meeting.objects.count() == 0


def test_a_paragraph_corrected_since_stands_in_the_way_of_undo(coordinator):
    run = bring_in_document(coordinator, MINUTES)
    paragraph = MinuteParagraph.objects.get(number=20)
    content = paragraph_content(paragraph)
    change_paragraph(
        actor=coordinator, paragraph=paragraph, content=type(content)(**{name: getattr(content, name) for name in content.to_json()} | {"title": "Ny"})
    )  # fmt: skip
    with pytest.raises(CannotUndo) as refused:
        undo(actor=coordinator, run=run)
    assert [each.reason for each in refused.value.hindrances] == ["Har ändrats i registret sedan den fördes in."]
    assert Meeting.objects.count() == 1


def test_a_document_that_says_nothing_new_is_attached_and_taken_away_again(coordinator):
    bring_in_document(coordinator, MINUTES)
    run = bring_in_document(coordinator, MINUTES)
    assert only_meeting().attachments.count() == 2
    assert ImportEffect.objects.filter(run=run).count() == 1
    undo(actor=coordinator, run=run)
    assert only_meeting().attachments.count() == 1


# Drafts and permissions


def test_a_draft_is_neither_shown_nor_overwritten(coordinator):
    create_meeting(actor=coordinator, content=meeting_content(record_state="draft"))
    run = take_in_document(coordinator, MINUTES)
    found = only(run)
    assert found.state == "pending"
    assert "är ett utkast i Samverka" in found.question
    accept_record(actor=coordinator, found=found, version=found.version)
    assert found.state == "pending"
    assert {field.name: field.current for field in found.read_fields() if field.current and "/" in field.name} == {}


def test_a_summons_adds_its_agenda_to_a_meeting_whose_minutes_are_a_draft(coordinator):
    create_meeting(actor=coordinator, content=meeting_content(record_state="draft", agenda=()))
    run = bring_in_document(coordinator, of_meeting("agenda", part(1, "Mötet öppnas"), chair="Bo Ek"))
    assert (run.state, contents().record_state, contents().chair) == ("applied", "draft", "Gunilla Åslund")
    (chair,) = [field for field in run.records.get().read_fields() if field.name == "chair"]
    assert chair.current is None


def test_a_secretary_brings_in_her_own_forums_meetings_and_matters(secretary, coordinator):
    letter, item = part(21, "Skrivelse om psykiatrin", record_number="RS/1/2023"), part(5, "Skrivelse om psykiatrin")
    run = take_in_document(secretary, of_meeting("packet", item, extracts=[extract(letter, "Barnarenan")]))
    for found in run.records.filter(state="pending"):
        accept_record(actor=secretary, found=found, version=found.version)
    run.refresh_from_db()
    assert apply(secretary, run) == 2
    assert [str(each) for each in Meeting.objects.all()] == ["SVOM 26 maj 2023"]
    assert apply(coordinator, run) == 1
    assert Matter.objects.get().paragraphs.count() == 1
