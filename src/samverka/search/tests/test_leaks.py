"""Nobody finds, counts, is offered or is led to what they may not see: asked for the whole cast."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.urls import reverse

from samverka.foundation.accounts.models import User
from samverka.foundation.documents.models import Document
from samverka.foundation.documents.operations import PartOfText as Part
from samverka.foundation.documents.operations import add_document, keep_text, store_file
from samverka.imports.models import ImportRun
from samverka.imports.operations import read_run, start_import
from samverka.imports.permissions import SEE_IMPORT
from samverka.imports.states import RunState
from samverka.meetings.content import AgendaItemContent, AttendanceContent, ParagraphContent
from samverka.meetings.models import Meeting
from samverka.meetings.operations import attach_document, create_meeting, set_record_state
from samverka.meetings.permissions import VIEW_RECORD
from samverka.meetings.states import RecordState
from samverka.meetings.tests.samples import meeting_content
from samverka.search.queries import Answer, Wanted, search
from tests.cast import Cast

LIST = "# Balanslista SVOM 2024\n\n| Vad | Uppdrag |\n| --- | --- |\n| Flodhästprojektet | Mata |\n"


def document(title: str, said: str) -> Document:
    file = store_file(said.encode(), media_type="text/plain")
    version = add_document(actor=None, title=title, file=file, filename="a.txt")
    keep_text(actor=None, version=version, parts=[Part(said)])
    return version.document


@dataclass
class Stage:
    """What is hidden from some, by a word that stands nowhere else."""

    draft: Meeting
    run: ImportRun

    def sees(self, user: User) -> dict[str, bool]:
        record, reading = VIEW_RECORD(user, self.draft), SEE_IMPORT(user, self.run)
        return {
            "zebraärendet": record,  # a paragraph of a record in draft
            "noshörningen": record,  # who was there
            "lejonbilagan": record,  # a document that belongs to it alone
            "flodhästprojektet": reading,  # a document that is being reviewed
            "krokodilen": record or reading,  # a document of both
            "vilsen": False,  # a document that belongs to nothing
            "dromedaren": True,  # the agenda of the same meeting
        }


@pytest.fixture
def stage(cast: Cast) -> Stage:
    content = meeting_content(
        forums=("SVOM",),
        starts_on=dt.date(1999, 2, 3),
        ends_on=dt.date(1999, 2, 3),
        record_state="draft",
        first_section=901,
        last_section=901,
        paragraphs=(
            ParagraphContent(number=901, title="Zebraärendet", decision="Beslutas.", record_number="RS/999/1999"),
        ),
        attendance=(AttendanceContent(name="Noshörningen Nils"),),
        agenda=(AgendaItemContent(number=1, title="Dromedaren"),),
    )
    draft = create_meeting(actor=None, content=content)
    attach_document(actor=None, meeting=draft, document=document("Bilaga", "lejonbilagan"))
    run, _new = start_import(actor=cast.secretary, data=LIST.encode(), filename="lista.md")
    read_run(run=run)
    both = document("Underlag", "krokodilen")
    attach_document(actor=None, meeting=draft, document=both)
    ImportRun.objects.create(source=both.versions.get(), uploaded_by=cast.secretary, state=RunState.TO_REVIEW)
    document("Lösblad", "vilsen")
    run.refresh_from_db()
    return Stage(draft, run)


def told(user: User, said: str) -> Answer:
    return search(user, Wanted(said=said))


def test_everyone_finds_just_what_they_may_see(cast: Cast, stage: Stage):
    expected = {who: stage.sees(user) for who, user in cast.users.items()}
    found = {who: {word: bool(told(user, word).hits) for word in expected[who]} for who, user in cast.users.items()}
    assert found == expected
    assert len({tuple(seen.values()) for seen in expected.values()}) > 1


def test_what_is_hidden_is_not_counted_either(cast: Cast, stage: Stage):
    for user in cast.users.values():
        for word, sees in stage.sees(user).items():
            answer = told(user, word)
            counts = (answer.count, sum(answer.kinds.values()), sum(answer.years.values()), answer.meant)
            assert (any(counts[:3]), list(answer.meant)) == (sees, []), word


def test_numbers_and_filters_tell_nothing_of_a_record_in_draft(cast: Cast, stage: Stage):
    for said in ("§ 901", "RS/999/1999", '"zebraärendet beslutas"', "zebraärende"):
        assert [
            (who, told(user, said).count)
            for who, user in cast.users.items()
            if not VIEW_RECORD(user, stage.draft) and told(user, said).count
        ] == []
    seen = told(cast.reader, "svom 1999")
    assert (seen.kinds, seen.years) == ({"meeting": 1}, {1999: 1})


def test_a_word_that_only_hidden_texts_have_is_not_offered(cast: Cast, stage: Stage):
    meant = {who: told(user, "zebraärandet").meant for who, user in cast.users.items()}
    assert meant == {
        who: ["zebraärendet"] if VIEW_RECORD(user, stage.draft) else [] for who, user in cast.users.items()
    }


def test_the_page_and_what_the_box_offers_say_no_more(cast: Cast, stage: Stage, as_):
    for name in ("search:results", "search:suggestions"):
        for user in cast.users.values():
            for word, sees in stage.sees(user).items():
                page = as_(user).get(reverse(name), {"q": word}).content.decode()
                titles = ("Zebraärendet", "Bilaga<", "lista.md", "Underlag", "Lösblad", "Noshörningen")
                assert sees or not any(title in page for title in titles), (name, word)


def test_every_hit_leads_to_a_page_that_the_user_is_answered_on(cast: Cast, stage: Stage, as_):
    """Also for a document that is held by something the user may not see and something the user may."""
    from samverka.search.places import href

    class Request:
        as_of = False

    for user in cast.users.values():
        client = as_(user)
        for word, sees in stage.sees(user).items():
            for hit in told(user, word).hits:
                response = client.get(href(Request(), hit).split("#")[0])
                if response.streaming:
                    b"".join(response.streaming_content)
                assert (sees, response.status_code) == (True, 200), (word, href(Request(), hit))


def test_what_is_entered_is_found_by_everyone_and_hidden_again_when_it_is_taken_back(cast: Cast, stage: Stage):
    set_record_state(actor=cast.secretary, meeting=stage.draft, state=RecordState.ENTERED)
    assert [told(cast.reader, word).count for word in ("zebraärendet", "noshörningen", "lejonbilagan")] == [1, 1, 1]
    stage.draft.refresh_from_db()
    set_record_state(actor=cast.secretary, meeting=stage.draft, state=RecordState.DRAFT)
    assert [told(cast.reader, word).count for word in ("zebraärendet", "noshörningen", "lejonbilagan")] == [0, 0, 0]
