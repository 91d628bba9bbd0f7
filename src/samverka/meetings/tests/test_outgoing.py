"""Whoever signs the minutes sees them until they are attested, also when the seat has ended."""

import datetime as dt

import pytest
from django.urls import reverse

from samverka.forums import operations as forums
from samverka.forums.models import SeatHolding
from samverka.meetings.models import Attester, Meeting
from samverka.meetings.operations import create_meeting, set_record_state
from samverka.meetings.permissions import EDIT_MEETINGS, VIEW_RECORD, meetings_with_visible_record
from samverka.meetings.states import RecordState
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    meeting = create_meeting(actor=None, content=meeting_content(forums=("SVOM",)))
    set_record_state(actor=None, meeting=meeting, state=RecordState.DRAFT)
    meeting.attesters.all().delete()
    Attester.objects.create(meeting=meeting, name="Lena Ledamot", person=cast.member_person)
    return Meeting.objects.get(pk=meeting.pk)


def leave(person):
    forums.end_holding(actor=None, holding=SeatHolding.objects.get(person=person), ends_on=dt.date(2020, 12, 31))


def test_an_outgoing_attester_sees_the_minutes_until_they_are_attested(cast, draft, as_):
    leave(cast.member_person)
    assert VIEW_RECORD(cast.member, draft) and not EDIT_MEETINGS(cast.member, draft)
    page = as_(cast.member).get(reverse("meetings:detail", args=[draft.pk]))
    assert page.context["sees_record"] is True
    set_record_state(actor=None, meeting=draft, state=RecordState.ATTESTED)
    assert VIEW_RECORD(cast.member, Meeting.objects.get(pk=draft.pk))


def test_who_sees_a_draft_is_the_same_for_one_and_for_the_list(cast, draft):
    leave(cast.chair_person)
    seeing = {who for who, user in cast.users.items() if VIEW_RECORD(user, draft)}
    listed = {who for who, user in cast.users.items() if draft in meetings_with_visible_record(user)}
    assert seeing == listed == {"coordinator", "secretary", "member"}


def test_the_chair_of_the_meeting_sees_it_too_and_no_other_member(cast, draft):
    Meeting.objects.filter(pk=draft.pk).update(chair_person=cast.chair_person)
    leave(cast.chair_person)
    draft.refresh_from_db()
    draft.attesters.all().delete()
    assert {who for who, user in cast.users.items() if VIEW_RECORD(user, draft)} == {
        "coordinator",
        "secretary",
        "chair",
    }
