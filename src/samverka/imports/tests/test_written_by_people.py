"""What a person has written in a meeting, or taken away from it, is not undone by a document without a question."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from samverka.imports.models import ImportRecord
from samverka.imports.operations import answer_field
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import apply, bring_in_document, of_meeting, part, person, take_in_document
from samverka.meetings import operations
from samverka.meetings.content import AttendanceContent, MeetingContent, ParagraphContent
from samverka.meetings.models import Meeting, MinuteParagraph

pytestmark = pytest.mark.django_db
LONG_AGO = dt.datetime(2023, 5, 12, 12, tzinfo=dt.UTC)
AFTER = dt.datetime(2023, 6, 20, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(("changed", "verdict"), [(AFTER, "doubtful"), (LONG_AGO, "changed")])
def test_a_paragraph_has_a_day_of_its_own(coordinator, cast, changed, verdict):
    bring_in_document(coordinator, of_meeting("agenda", part(1, "Mötet öppnas"), dated="2023-05-12"))
    content = ParagraphContent(number=20, title="Skrivelse", decision="Det här skrev en person.")
    operations.add_paragraph(actor=coordinator, meeting=Meeting.objects.get(), content=content)
    Meeting.objects.update(changed_at=LONG_AGO)
    MinuteParagraph.objects.update(changed_at=changed)
    document = of_meeting("minutes", part(20, "Skrivelse", decision="Dokumentets beslut."), dated="2023-05-30")
    read = take_in_document(coordinator, document).records.get(kind="meeting")
    assert {each.name: each.verdict for each in read.read_fields()}["paragraphs/20"] == verdict


def test_who_was_there_is_as_new_as_the_log_says(coordinator, cast):
    content = MeetingContent(forums=("SVOM",), starts_on=dt.date(2023, 5, 26), record_state="entered")
    meeting = operations.create_meeting(actor=coordinator, content=content)
    there = AttendanceContent(name="Karin Lid", capacity="member", organisation="Region")
    operations.change_meeting(actor=coordinator, meeting=meeting, content=replace(content, attendance=(there,)))
    Meeting.objects.update(changed_at=LONG_AGO)
    document = of_meeting("minutes", people=[person("Karin Lid", organisation="Kommunen")], dated="2023-05-30")
    read = take_in_document(coordinator, document).records.get(kind="meeting")
    assert {each.name: each.verdict for each in read.read_fields()}["attendance/karin lid"] == "doubtful"


def removed(coordinator) -> ImportRecord:
    document = of_meeting("minutes", part(19, "Mötet öppnas", decision="x"), part(20, "Felläst rubrik", decision="y"))
    bring_in_document(coordinator, document)
    operations.remove_paragraph(actor=coordinator, paragraph=MinuteParagraph.objects.get(number=20))
    return take_in_document(coordinator, document).records.get(kind="meeting")


def test_what_a_person_took_away_is_asked_about(coordinator, cast):
    read = removed(coordinator)
    assert (read.state, read.question) == (RecordState.PENDING, "Togs bort i registret. Ska den in igen?")
    assert MinuteParagraph.objects.count() == 1


@pytest.mark.parametrize(("keep", "numbers"), [(True, [19]), (False, [19, 20])])
def test_the_answer_stands(coordinator, cast, keep, numbers):
    read = removed(coordinator)
    answer_field(actor=coordinator, found=read, name="paragraphs/20", keep=keep, version=read.version)
    apply(coordinator, read.run)
    assert [each.number for each in MinuteParagraph.objects.order_by("number")] == numbers


def test_another_part_under_the_same_number_is_new(coordinator, cast):
    removed(coordinator)
    other = of_meeting("minutes", part(19, "Mötet öppnas", decision="x"), part(20, "Hjälpmedelsavtalet", decision="z"))
    read = take_in_document(coordinator, other).records.get(kind="meeting")
    assert {each.name: each.verdict for each in read.read_fields()}["paragraphs/20"] == "new"
