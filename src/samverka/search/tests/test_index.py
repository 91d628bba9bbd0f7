"""The index follows what is written, in the transaction that writes it, and is what it would be if it were built anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.agreements import operations as agreements
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.shares import Share, Sharing
from samverka.forums import operations as forums
from samverka.forums.models import Forum
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.documents.models import PageText
from samverka.foundation.documents.operations import PartOfText, add_document, add_version, keep_text, store_file
from samverka.foundation.tasks.models import Job
from samverka.matters import operations as matters
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.models import Matter
from samverka.meetings import operations as meetings
from samverka.meetings.models import Meeting, MeetingDocument
from samverka.meetings.tests.samples import meeting_content
from samverka.principals.models import Person
from samverka.principals.operations import change_person, create_person, remove_person
from samverka.search.document_texts import unread_versions
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
        with transaction.atomic():
            agreement("Avtal om tolkar")
            transaction.set_rollback(True)
        assert contents() == before

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


WORDS = st.lists(
    st.sampled_from(["avtal", "vård", "skola", "möte", "råd", "§", "26", "26/5", "2023", "RS/1/2024", "åäö"]),
    max_size=6,
).map(" ".join)


def first(model: type[models.Model], done: Callable[[Any], object], **among: object) -> None:
    """Done to one record of the model, if there is any."""
    stands = model._default_manager.filter(**among).order_by("pk").first()
    if stands is not None:
        done(stands)


def document(said: str) -> None:
    file = store_file(said.encode() or b"x", media_type="text/plain")
    version = add_document(actor=None, title=said or "Utan", file=file, filename="a.txt")
    keep_text(
        actor=None, version=version, parts=[PartOfText(said, 1, is_ocr=len(said) % 2 == 0), PartOfText("slut", 2)]
    )
    first(Meeting, lambda each: meetings.attach_document(actor=None, meeting=each, document=version.document))


def hold_meeting(said: str, number: int) -> None:
    day = dt.date(2024, 1, 1) + dt.timedelta(days=number)
    content = meeting_content(forums=("SVOM",), starts_on=day, ends_on=day, place=said)
    meetings.create_meeting(actor=None, content=content)


def rewrite_meeting(said: str, number: int) -> None:
    state = "draft" if number % 2 else "entered"
    content = meeting_content(forums=("SVOM",), record_state=state, place=said, paragraphs=())
    first(Meeting, lambda each: meetings.change_meeting(actor=None, meeting=each, content=content))


def open_matter(said: str, number: int) -> None:
    numbers = (RecordNumberContent(number=f"RS/{number}/2024"),)
    content = MatterContent(title=said or "Ärende", record_numbers=numbers)
    matters.create_matter(actor=None, content=content, year=2024)


DONE: dict[str, Callable[[str, int], object]] = {
    "agreement": lambda said, number: agreement(said or "Avtal", aliases=(f"{said} {number}",)),
    "change agreement": lambda said, _number: first(
        Agreement,
        lambda each: agreements.change_agreement(
            actor=None, agreement=each, content=AgreementContent(name=said or "B", notes=said)
        ),
    ),
    "remove agreement": lambda _said, _number: first(
        Agreement, lambda each: agreements.remove_agreement(actor=None, agreement=each)
    ),
    "forum": lambda said, number: forums.create_forum(
        actor=None, name=f"Forum {number} {said}", aliases=[f"Alias {number}"]
    ),
    "change forum": lambda said, number: first(
        Forum, lambda each: forums.change_forum(actor=None, forum=each, purpose=said, aliases=[f"Nytt {number}"])
    ),
    "matter": open_matter,
    "change matter": lambda said, _number: first(
        Matter, lambda each: matters.change_matter(actor=None, matter=each, content=MatterContent(title=said or "Ä"))
    ),
    "meeting": hold_meeting,
    "rewrite meeting": rewrite_meeting,
    "remove meeting": lambda _said, _number: first(
        Meeting, lambda each: meetings.remove_meeting(actor=None, meeting=each), documents=None
    ),
    "document": lambda said, _number: document(said),
    "detach": lambda _said, _number: first(
        MeetingDocument, lambda each: meetings.detach_document(actor=None, attachment=each)
    ),
    "person": lambda said, _number: create_person(actor=None, name=f"Person {said}"),
    "change person": lambda said, _number: first(
        Person, lambda each: change_person(actor=None, person=each, title=said)
    ),
    "remove person": lambda _said, _number: first(Person, lambda each: remove_person(actor=None, person=each)),
}
STEPS = st.tuples(st.sampled_from(sorted(DONE)), WORDS, st.integers(0, 10_000))


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=12, unique_by=lambda step: step[2]), st.integers(1, 4))
def test_the_index_is_what_it_would_be_built_anew(db, steps, every):
    with transaction.atomic():
        for number, step in enumerate(steps):
            DONE[step[0]](*step[1:])
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


@pytest.mark.django_db
def test_an_agreement_is_found_by_the_number_of_its_original_and_by_its_cost_sharing(reader_alone):
    made = agreement("Avtal om tolkar")
    agreements.set_original(actor=reader_alone, agreement=made, place="Regionarkivet", record_number="RS/4242/2017")
    shares = (Share("Regionen", basis="allt"),)
    content = Sharing(source="Fördelas efter nyttjandegrad.", shares=shares)
    agreements.set_cost_sharing(actor=reader_alone, agreement=made, content=content)
    expected = [("agreement", "Avtal om tolkar")]
    assert [found(reader_alone, said) for said in ("regionarkivet", "nyttjandegrad")] == [expected, expected]


@pytest.mark.django_db
def test_every_version_of_an_agreements_text_is_read_since_they_are_compared(reader_alone):
    made = agreement("Avtal om tolkar")
    given = {"actor": reader_alone, "media_type": "text/plain"}
    attached = agreements.attach_file(agreement=made, title="Avtalet", data=b"Ett", filename="ett.txt", **given)
    agreements.add_file_version(attachment=attached, data=b"Tv", filename="tva.txt", **given)
    other = add_document(
        actor=None, title="Annat", file=store_file(b"Tre", media_type="text/plain"), filename="tre.txt"
    )
    add_version(
        actor=None, document=other.document, file=store_file(b"Fyra", media_type="text/plain"), filename="fyra.txt"
    )
    assert sorted(each.filename for each in unread_versions()) == ["ett.txt", "fyra.txt", "tva.txt"]
