"""A record number without letters is one that every authority has used: by itself it makes no two things one."""

from __future__ import annotations

import pytest

from samverka.forums.operations import create_forum
from samverka.imports.operations import choose_target
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import apply, bring_in_document, of_meeting, part, take_in_document
from samverka.matters.models import Matter
from samverka.matters.rules import names_its_authority
from samverka.meetings.models import MinuteParagraph
from samverka.meetings.operations import link_record_numbers

pytestmark = pytest.mark.django_db


def minutes(title: str, number: str, forum: str = "SVOM", day: str = "2023-05-26", section: int = 3):
    return of_meeting("minutes", part(section, title, decision="x", record_number=number), forum_name=forum, date=day)


@pytest.mark.parametrize(("number", "told"), [("RS 1/2023", True), ("Dnr 2023-45", False), ("2023/45", False)])
def test_letters_tell_whose_it_is(number, told):
    assert names_its_authority(number) is told


def test_the_same_bare_number_of_another_forum_is_asked_about(coordinator, cast):
    create_forum(actor=None, name="SocSam")
    bring_in_document(coordinator, minutes("Lokal för ungdomsmottagning", "2023/45"))
    run = take_in_document(coordinator, minutes("Avtal om hjälpmedel", "Dnr 2023-45", "SocSam", "2023-06-01"))
    read = run.records.get(kind="matter")
    assert (read.state, len(read.candidates)) == (RecordState.PENDING, 1)
    apply(coordinator, run)
    assert MinuteParagraph.objects.get(title="Avtal om hjälpmedel").matter is None
    read.refresh_from_db()
    choose_target(actor=coordinator, found=read, target_id=None, version=read.version)
    apply(coordinator, run)
    meeting = MinuteParagraph.objects.get(title="Avtal om hjälpmedel").meeting
    link_record_numbers(actor=coordinator, meeting=meeting)
    assert {each.title: each.matter.title for each in MinuteParagraph.objects.all() if each.matter} == {
        "Lokal för ungdomsmottagning": "Lokal för ungdomsmottagning",
        "Avtal om hjälpmedel": "Avtal om hjälpmedel",
    }


@pytest.mark.parametrize(
    ("title", "number"), [("Lokal för ungdomsmottagningen", "2023/45"), ("Avtal om hjälpmedel", "RS 2023/45")]
)
def test_a_like_title_or_the_authoritys_letters_make_it_one(coordinator, cast, title, number):
    bring_in_document(coordinator, minutes("Lokal för ungdomsmottagning", number))
    bring_in_document(coordinator, minutes(title, number, day="2023-06-01", section=4))
    assert Matter.objects.get().paragraphs.count() == 2
