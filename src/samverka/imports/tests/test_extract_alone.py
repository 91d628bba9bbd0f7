"""An extract of minutes tells one paragraph of a meeting; it does not make its minutes entered."""

from __future__ import annotations

import pytest

from samverka.imports.tests.factories import bring_in_document, extract, of_meeting, part
from samverka.meetings.models import Meeting
from samverka.meetings.states import RecordState

pytestmark = pytest.mark.django_db


def test_only_minutes_are_entered(coordinator, cast):
    told = extract(part(20, "Skrivelse", decision="A"), "SVOM", "2023-05-26")
    bring_in_document(coordinator, of_meeting("agenda", part(1, "Dagordning"), date="2023-09-01", extracts=[told]))
    meeting = Meeting.objects.get(starts_on="2023-05-26")
    assert (meeting.record_state, meeting.paragraphs.count()) == (RecordState.NONE, 1)
    bring_in_document(
        coordinator, of_meeting("minutes", part(19, "Mötet öppnas", decision="x"), part(20, "Skrivelse", decision="A"))
    )
    meeting.refresh_from_db()
    assert (meeting.record_state, meeting.paragraphs.count()) == (RecordState.ENTERED, 2)
