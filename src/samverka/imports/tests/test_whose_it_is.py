"""What a secretary may bring in follows from what the record says when it is brought in, not from what it said before."""

from __future__ import annotations

import pytest

from samverka.forums.operations import create_forum
from samverka.foundation.lifecycle import Refused
from samverka.imports.models import ImportRecord
from samverka.imports.operations import choose_target, correct_field
from samverka.imports.tests.factories import apply, of_meeting, part, take_in_document
from samverka.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def minutes(actor) -> ImportRecord:
    create_forum(actor=None, name="SocSam")
    run = take_in_document(actor, of_meeting("minutes", part(1, "Mötet öppnas", decision="x")))
    return run.records.get(kind="meeting")


def test_what_nobody_asked_is_not_answered(secretary, cast):
    found = minutes(secretary)
    with pytest.raises(Refused):
        choose_target(actor=secretary, found=found, target_id=None, version=found.version)


@pytest.mark.parametrize("chosen", [True, False])
def test_a_secretary_makes_no_meeting_of_another_forum(secretary, cast, chosen):
    found = minutes(secretary)
    assert found.forum == cast.forum
    ImportRecord.objects.filter(pk=found.pk).update(is_chosen=chosen)
    found.refresh_from_db()
    correct_field(actor=secretary, found=found, name="forums", value=["SocSam"], version=found.version)
    found.refresh_from_db()
    assert (found.forum.name, found.label) == ("SocSam", "SocSam 26 maj 2023")
    ImportRecord.objects.filter(pk=found.pk).update(forum=cast.forum)  # as if the forum had been made known meanwhile
    ImportRecord.objects.filter(pk=found.pk, state="pending").update(state="ready")
    apply(secretary, found.run)
    assert not Meeting.objects.exists()
