"""The index follows what is written, in the transaction that writes it, and is what it would be if it were built anew."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.agreements import operations as agreements
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.forums import operations as forums
from samverka.forums.models import Forum
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.documents.models import PageText
from samverka.foundation.documents.operations import PartOfText, add_document, keep_text, store_file
from samverka.foundation.tasks.models import Job
from samverka.matters import operations as matters
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.models import Matter
from samverka.meetings import operations as meetings
from samverka.meetings.models import Meeting, MeetingDocument
from samverka.meetings.tests.samples import meeting_content
from samverka.principals.models import Person
from samverka.principals.operations import change_person, create_person, remove_person
from samverka.search.models import SearchEntry, SearchState
from samverka.search.operations import indexing, rebuild_index
from samverka.search.tasks import read_for_search
from samverka.search.tests.looking import contents, found


def agreement(name: str, **said: object) -> Agreement:
    return agreements.create_agreement(actor=None, content=AgreementContent(name=name, **said))


@pytest.mark.django_db
def test_what_is_written_is_found_in_the_same_transaction(reader_alone):
    agreement("Avtal om tolkar", aliases=("Tolkavtalet",))
    assert found(reader_alone, "tolkavtalet") == [("agreement", "Avtal om tolkar")]


@pytest.mark.django_db
def test_what_is_changed_is_found_as_it_is_now_and_not_as_it_was(reader_alone):
    made = agreement("Avtal om tolkar")
    agreements.change_agreement(actor=None, agreement=made, content=AgreementContent(name="Avtal om bussar"))
    assert [found(reader_alone, said) for said in ("tolkar", "bussar")] == [[], [("agreement", "Avtal om bussar")]]


@pytest.mark.django_db
def test_what_is_taken_away_is_not_found(reader_alone):
    agreements.remove_agreement(actor=None, agreement=agreement("Avtal om tolkar"))
    assert (found(reader_alone, "tolkar"), SearchEntry.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_what_follows_a_record_is_written_after_it_and_found(reader_alone):
    """Aliases of a forum are stored after the forum's entry in the log."""
    forums.create_forum(actor=None, name="Länets digitala råd", aliases=["Digirådet"])
    assert found(reader_alone, "digirådet") == [("forum", "Länets digitala råd")]


@pytest.mark.django_db
def test_a_meeting_takes_its_paragraphs_with_it(reader_alone):
    made = meetings.create_meeting(actor=None, content=meeting_content(forums=("SVOM",)))
    assert len(found(reader_alone, "psykiatrin")) == 2
    Meeting.objects.get(pk=made.pk)
    meetings.remove_meeting(actor=None, meeting=made)
    assert (found(reader_alone, "psykiatrin"), SearchEntry.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
class TestInTransactions:
    def test_the_index_is_committed_with_the_record(self):
        made = agreement("Avtal om tolkar")
        assert list(SearchEntry.objects.values_list("kind", "object_id")) == [("agreement", made.pk)]

    def test_what_is_rolled_back_leaves_nothing(self):
        agreement("Avtal om bussar")
        before = contents()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            agreement("Avtal om tolkar")
            raise ZeroDivisionError
        agreement_after = contents()
        assert agreement_after == before

    def test_a_record_whose_index_cannot_be_written_is_not_written(self, monkeypatch):
        def fail(*args: object, **options: object) -> None:
            raise OSError("full")

        monkeypatch.setattr(indexing, "store", fail)
        with pytest.raises(OSError, match="full"):
            agreement("Avtal om tolkar")
        assert (Agreement.objects.count(), AuditEntry.objects.count(), connection.in_atomic_block) == (0, 0, False)

    def test_the_next_transaction_works_after_a_failed_one(self, monkeypatch, reader_alone):
        with monkeypatch.context() as patched:
            patched.setattr(indexing, "store", lambda *args, **options: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                agreement("Avtal om tolkar")
        agreement("Avtal om tolkar")
        assert found(reader_alone, "tolkar") == [("agreement", "Avtal om tolkar")]

    def test_terms_that_another_process_has_added_are_found(self, reader_alone):
        agreement("Avtal om tolkar")
        assert found(reader_alone, "tolkar") != []
        agreement("Avtal om bussar")
        assert found(reader_alone, "bussar") == [("agreement", "Avtal om bussar")]
        rebuild_index()
        assert found(reader_alone, "bussar") == [("agreement", "Avtal om bussar")]


@pytest.mark.django_db
def test_an_index_of_another_version_is_built_anew_at_the_next_write(reader_alone):
    agreement("Avtal om tolkar")
    assert len(contents()[0]) == 1
    SearchEntry.objects.all().delete()
    SearchState.objects.update(analyser=0)
    agreement("Avtal om bussar")
    assert found(reader_alone, "tolkar") == [("agreement", "Avtal om tolkar")]


WORDS = st.lists(st.sampled_from("avtal vård skola möte råd § 26 26/5 2023 RS/1/2024 åäö".split()), max_size=6).map(" ".join)


def document(said: str) -> None:
    file = store_file(said.encode() or b"x", media_type="text/plain")
    version = add_document(actor=None, title=said or "Utan", file=file, filename="a.txt")
    keep_text(actor=None, version=version, parts=[PartOfText(said, 1, is_ocr=len(said) % 2 == 0), PartOfText("slut", 2)])
    meeting = Meeting.objects.order_by("?").first()
    if meeting:
        meetings.attach_document(actor=None, meeting=meeting, document=version.document)


def change(step: tuple[str, str, int]) -> None:
    """One thing done to the register, whatever there is."""
    what, said, number = step
    match what:
        case "agreement":
            agreement(said or "Avtal", aliases=(f"{said} {number}",))
        case "change agreement" if stands := Agreement.objects.first():
            agreements.change_agreement(actor=None, agreement=stands, content=AgreementContent(name=said or "B", notes=said))
        case "remove agreement" if stands := Agreement.objects.first():
            agreements.remove_agreement(actor=None, agreement=stands)
        case "forum":
            forums.create_forum(actor=None, name=f"Forum {number} {said}", aliases=[f"Alias {number}"])
        case "change forum" if stands := Forum.objects.first():
            forums.change_forum(actor=None, forum=stands, purpose=said, aliases=[f"Nytt {number}"])
        case "matter":
            numbers = (RecordNumberContent(number=f"RS/{number}/2024"),)
            matters.create_matter(actor=None, content=MatterContent(title=said or "Ärende", record_numbers=numbers), year=2024)
        case "change matter" if stands := Matter.objects.first():
            matters.change_matter(actor=None, matter=stands, content=MatterContent(title=said or "Ärende"))
        case "meeting":
            day = dt.date(2024, 1, 1) + dt.timedelta(days=number)
            meetings.create_meeting(actor=None, content=meeting_content(forums=("SVOM",), starts_on=day, ends_on=day, place=said))
        case "move meeting" if stands := Meeting.objects.first():
            content = meeting_content(forums=("SVOM",), record_state="draft" if number % 2 else "entered", place=said, paragraphs=())
            meetings.change_meeting(actor=None, meeting=stands, content=content)
        case "remove meeting" if stands := Meeting.objects.filter(documents=None).first():
            meetings.remove_meeting(actor=None, meeting=stands)
        case "document":
            document(said)
        case "detach" if stands := MeetingDocument.objects.first():
            meetings.detach_document(actor=None, attachment=stands)
        case "person":
            create_person(actor=None, name=f"Person {said}")
        case "change person" if stands := Person.objects.first():
            change_person(actor=None, person=stands, title=said)
        case "remove person" if stands := Person.objects.first():
            remove_person(actor=None, person=stands)


STEPS = st.tuples(
    st.sampled_from(
        "agreement,change agreement,remove agreement,forum,change forum,matter,change matter,meeting,move meeting,remove meeting,document,"
        "detach,person,change person,remove person".split(",")
    ),
    WORDS,
    st.integers(0, 10_000),
)


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=12, unique_by=lambda step: step[2]), st.integers(1, 4))
def test_the_index_is_what_it_would_be_built_anew(db, steps, every):
    with transaction.atomic():
        for number, step in enumerate(steps):
            change(step)
            if number % every == 0:
                contents()  # the index is written here
        followed = contents()
        rebuild_index()
        assert contents() == followed
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_document_that_no_import_reads_is_read_in_the_background(reader_alone):
    made = agreement("Avtal om tolkar")
    attached = agreements.attach_file(
        actor=reader_alone, agreement=made, title="Bilaga", data="Priser för språktolkning".encode(), media_type="text/plain",
        filename="bilaga.txt",
    )  # fmt: skip
    assert found(reader_alone, "språktolkning") == []
    assert [job.title for job in Job.objects.all()] == ["Läser bilaga.txt för sökningen"]
    version = attached.document.versions.get()

    class Context:
        def progress(self, *said: object) -> None: ...

    read_for_search.func(Context(), version.pk)
    read_for_search.func(Context(), version.pk)
    assert PageText.objects.count() == 1
    assert found(reader_alone, "språktolkning") == [("document", "Bilaga")]
