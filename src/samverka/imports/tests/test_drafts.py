"""Minutes put back to draft: what they were read from is hidden as they are."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverka.imports.permissions import seen_runs
from samverka.imports.tests.factories import bring_in_document, of_meeting, part
from samverka.meetings.models import Meeting
from samverka.meetings.operations import set_record_state
from samverka.meetings.states import RecordState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["coordinator", "secretary", "chair", "registrar", "reader"])
@pytest.mark.parametrize("state", [RecordState.ENTERED, RecordState.DRAFT])
def test_the_document_of_a_draft_is_seen_by_those_who_see_the_draft(client, cast, role, state):
    run = bring_in_document(cast.coordinator, of_meeting("minutes", part(19, "Lokal", decision="Hemligt beslut")))
    set_record_state(actor=cast.coordinator, meeting=Meeting.objects.get(), state=state)
    user = getattr(cast, role)
    client.force_login(user)
    answers = {
        _status(client.get(address))
        for address in (
            reverse("imports:run", args=[run.pk]),
            reverse("imports:review", args=[run.pk, 1]),
            reverse("imports:original", args=[run.pk]),
            reverse("imports:source", args=[run.source_id]),
        )
    }
    sees = state == RecordState.ENTERED or role in ("coordinator", "secretary")
    assert (answers, list(seen_runs(user))) == (({200}, [run]) if sees else ({404}, []))


def _status(response) -> int:
    """With what is streamed read to its end, so that the file is closed."""
    if response.streaming:
        b"".join(response)
    return response.status_code
