"""What is stored is what was said; corrections keep what others point to; links and the log follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import broken_links, history
from samverka.foundation.dates import PartialDate
from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.operations import create_matter
from samverka.meetings import operations
from samverka.meetings.content import AttendanceContent, MeetingContent, ParagraphContent, PointContent
from samverka.meetings.models import AgendaItem, DecisionPoint, Meeting, MinuteParagraph
from samverka.meetings.queries import content_of, meetings_in_full, only_meeting
from samverka.meetings.states import RecordState, Strength
from samverka.meetings.tests.samples import AGENDA, PARAGRAPHS, PEOPLE, meeting_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    return operations.create_meeting(actor=cast.coordinator, content=meeting_content())


def stored(meeting: Meeting) -> MeetingContent:
    return content_of(meetings_in_full().get(pk=meeting.pk))


def paragraph(meeting: Meeting, number: int) -> MinuteParagraph:
    return meeting.paragraphs.get(number=number)


def test_what_is_stored_is_what_was_said(meeting):
    assert stored(meeting) == meeting_content()
    assert MeetingContent.from_json(meeting_content().to_json()) == meeting_content()


def test_printed_names_are_settled_against_the_register(cast):
    said = meeting_content(
        forums=("SVOM", "Sociala samverkansgruppen i grannlänet"),
        chair="Olle Ordförande",
        attendance=(AttendanceContent(name="LENA LEDAMOT", organisation="Åre kommun", capacity="member"),),
    )
    meeting = operations.create_meeting(actor=cast.coordinator, content=said)
    row = meeting.attendance.get()
    assert [(part.printed, part.forum) for part in meeting.forum_parts.all()] == [
        ("SVOM", cast.forum), ("Sociala samverkansgruppen i grannlänet", None),
    ]  # fmt: skip
    assert (meeting.chair_person, row.person, row.principal) == (
        cast.chair_person,
        cast.member_person,
        cast.municipality,
    )
    assert str(meeting) == "SVOM och Sociala samverkansgruppen i grannlänet 26 maj 2023"


def test_items_are_linked_to_what_they_became(meeting):
    links = [
        (each.number, each.paragraph and each.paragraph.number, each.paragraph_strength)
        for each in meeting.agenda.all()
    ]
    assert links == [(1, 16, "strong"), (5, 20, "strong"), (None, None, ""), (13, 28, "strong")]


def test_a_person_has_the_last_word_on_a_link(cast, meeting):
    item = meeting.agenda.get(number=5)
    operations.link_item_to_paragraph(actor=cast.coordinator, item=item, paragraph=None)
    operations.change_meeting(
        actor=cast.coordinator, meeting=meeting, content=replace(stored(meeting), place="Rådhuset")
    )
    item.refresh_from_db()
    assert (item.paragraph, item.paragraph_strength) == (None, Strength.CONFIRMED)


def test_an_item_becomes_a_paragraph_of_its_own_meeting(cast, meeting):
    other = operations.create_meeting(actor=None, content=meeting_content(starts_on=dt.date(2024, 2, 23), ends_on=None))
    with pytest.raises(ValueError, match="own meeting"):
        operations.link_item_to_paragraph(actor=None, item=meeting.agenda.first(), paragraph=other.paragraphs.first())


def test_a_record_number_leads_to_its_matter(cast):
    number = RecordNumberContent(number="RS/214/2023", authority="RJH")
    matter = create_matter(actor=None, content=MatterContent(title="Psykiatrin", record_numbers=(number,)), year=2023)
    meeting = operations.create_meeting(actor=None, content=meeting_content())
    found = paragraph(meeting, 20)
    assert (found.matter, found.matter_strength) == (matter, Strength.STRONG)
    with pytest.raises(ProtectedError):
        matter.delete()


def test_a_matter_linked_to_a_paragraph_is_the_items_too(cast, meeting):
    matter = create_matter(actor=None, content=MatterContent(title="Psykiatrin"), year=2023)
    operations.link_paragraph_to_matter(actor=cast.coordinator, paragraph=paragraph(meeting, 20), matter=matter)
    assert meeting.agenda.get(number=5).matter == matter
    operations.link_item_to_matter(actor=cast.coordinator, item=meeting.agenda.get(number=5), matter=None)
    operations.link_paragraph_to_matter(actor=cast.coordinator, paragraph=paragraph(meeting, 20), matter=matter)
    assert meeting.agenda.get(number=5).matter is None


def test_the_same_again_changes_nothing(cast, meeting):
    before = len(history(meeting))
    assert not operations.change_meeting(actor=cast.coordinator, meeting=meeting, content=meeting_content())
    assert len(history(meeting)) == before


def test_corrections_keep_paragraphs_and_points(cast, meeting):
    keys = dict(meeting.paragraphs.values_list("title", "pk"))
    points = dict(DecisionPoint.objects.values_list("number", "pk"))
    letter = replace(
        PARAGRAPHS[1],
        number=21,
        points=(replace(PARAGRAPHS[1].points[0], text="Rättad."), PointContent(number=3, text="Ny.")),
    )
    said = replace(
        stored(meeting), paragraphs=(PARAGRAPHS[0], letter, PARAGRAPHS[2], ParagraphContent(number=29, title="Efteråt"))
    )
    assert operations.change_meeting(actor=cast.coordinator, meeting=meeting, content=said, reason="Fel i avskriften")
    assert stored(meeting) == said
    assert {title: pk for title, pk in meeting.paragraphs.values_list("title", "pk") if title in keys} == keys
    assert DecisionPoint.objects.get(number=1).pk == points[1]
    assert not DecisionPoint.objects.filter(pk=points[2]).exists()
    assert [entry.reason for entry in history(meeting)][:1] == ["Fel i avskriften"]
    assert list(broken_links()) == []


def test_attendance_stands_in_the_log_as_lines(cast, meeting):
    said = replace(stored(meeting), attendance=PEOPLE[1:])
    operations.change_meeting(actor=cast.coordinator, meeting=meeting, content=said)
    assert history(meeting)[0].changes == {"attendance": [["Berit Sjögren (C) (Härjedalens kommun)"], []]}


def test_two_editors_are_told(cast, meeting):
    operations.change_meeting(
        actor=None, meeting=Meeting.objects.get(pk=meeting.pk), content=meeting_content(place="Rådhuset")
    )
    with pytest.raises(StaleRecord):
        operations.change_meeting(
            actor=None, meeting=Meeting.objects.get(pk=meeting.pk), content=meeting_content(place="Åre"), version=1
        )


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"forums": ("", " ")}, ["forums"]),
        ({"ends_on": dt.date(2023, 5, 25)}, ["ends_on"]),
        ({"first_section": 28, "last_section": 16}, ["last_section"]),
        ({"paragraphs": (PARAGRAPHS[0], replace(PARAGRAPHS[0], title="Igen"))}, ["paragraphs"]),
        (
            {
                "paragraphs": (
                    ParagraphContent(
                        number=1, points=(PointContent(number=1, text="a"), PointContent(number=1, text="b"))
                    ),
                )
            },
            ["paragraphs"],
        ),
        ({"paragraphs": (ParagraphContent(number=1, title="x" * 501),)}, ["paragraphs"]),
        ({"attendance": (replace(PEOPLE[0], present=((25, 16),)),)}, ["attendance"]),
        ({"attendance": (replace(PEOPLE[0], capacity="gäst"),)}, ["capacity"]),
        ({"agenda": (replace(AGENDA[0], title="x" * 501),)}, ["agenda"]),
        ({"mode": "brev"}, ["mode"]),
        ({"place": "x" * 301}, ["place"]),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(cast, said, fields):
    with pytest.raises(ValidationError) as refusal:
        operations.create_meeting(actor=cast.coordinator, content=meeting_content(**said))
    assert sorted(refusal.value.message_dict) == fields
    # The test's own transaction is left as the operation left it: its savepoint has been rolled back.
    assert (Meeting.objects.count(), MinuteParagraph.objects.count()) == (0, 0)


def test_one_paragraph_is_corrected_by_itself(cast, meeting):
    row = paragraph(meeting, 20)
    said = replace(PARAGRAPHS[1], title="Skrivelse om psykiatrin", basis=())
    assert operations.change_paragraph(actor=cast.secretary, paragraph=row, content=said, version=row.version)
    assert stored(meeting).paragraphs[1] == said
    with pytest.raises(ValidationError):
        operations.change_paragraph(actor=cast.secretary, paragraph=row, content=replace(said, number=28))


def test_a_meeting_goes_with_all_that_stands_in_it(cast, meeting):
    operations.remove_meeting(actor=cast.coordinator, meeting=meeting)
    counts = [model.objects.count() for model in (Meeting, MinuteParagraph, AgendaItem, DecisionPoint)]
    assert counts == [0, 0, 0, 0]


def test_a_draft_is_entered(cast):
    meeting = operations.create_meeting(actor=None, content=meeting_content(record_state="draft"))
    operations.set_record_state(actor=cast.secretary, meeting=meeting, state=RecordState.ENTERED)
    assert Meeting.objects.get().record_state == "entered"


def test_the_only_meeting_within_a_date(cast, meeting):
    operations.create_meeting(
        actor=None, content=meeting_content(starts_on=dt.date(2023, 10, 6), ends_on=dt.date(2023, 10, 7))
    )
    found = {
        when.iso(): (only := only_meeting(cast.forum, when)) and only.starts_on.isoformat()
        for when in (
            PartialDate.month(2023, 5),
            PartialDate.year(2023),
            PartialDate.day(dt.date(2023, 10, 6)),
            PartialDate.autumn(2023),
        )
    }
    assert found == {"2023-05": "2023-05-26", "2023": None, "2023-10-06": None, "2023-07-01/2023-12-31": "2023-10-06"}
    assert only_meeting(cast.forum, None) is None
