"""What is removed or moved is followed as what is written: what belonged to it or named it is looked at again."""

from __future__ import annotations

import datetime as dt

import pytest

from samverka.action_register.models import FollowUp
from samverka.action_register.tests.factories import make_item, make_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from samverka.findings.models import Finding
from samverka.findings.operations import follow_log, following
from samverka.meetings.content import ParagraphContent
from samverka.meetings.models import Meeting
from samverka.meetings.operations import change_meeting, create_meeting, remove_meeting, remove_paragraph
from samverka.meetings.queries import content_of, meetings_in_full
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db


def meet(day: str, **more) -> Meeting:
    held = dt.date.fromisoformat(day)
    return create_meeting(
        actor=None, content=meeting_content(starts_on=held, ends_on=held, **({"paragraphs": ()} | more))
    )


def test_a_removed_paragraph_is_missed_at_once(cast):
    paragraphs = tuple(ParagraphContent(number=number, title=f"Punkt {number}") for number in (26, 27, 28))
    meeting = meet("2023-05-26", paragraphs=paragraphs, first_section=26, last_section=28)
    follow_log()
    assert not Finding.objects.exists()
    remove_paragraph(actor=None, paragraph=meeting.paragraphs.get(number=27))
    follow_log()
    assert "§27 saknas" in Finding.objects.get().summary.replace("\u00a0", "")


def test_a_row_whose_meeting_is_removed_is_linked_to_none(cast):
    make_item(make_register(cast.forum), "Avtal om tandvård", follow_up="SVOM 26/5 2023 – beslut")
    meet("2023-06-09")
    meeting = meet("2023-05-26")
    follow_log()
    assert FollowUp.objects.get().meeting == meeting
    remove_meeting(actor=None, meeting=meeting)
    follow_log()
    entry = FollowUp.objects.get()
    assert (entry.meeting, entry.meeting_strength) == (None, "")
    assert Finding.objects.get().kind == "no_such_meeting"


def _remove(meeting: Meeting) -> None:
    remove_meeting(actor=None, meeting=meeting)


def _move(meeting: Meeting) -> None:
    stands = content_of(meetings_in_full().get(pk=meeting.pk)).to_json()
    moved = stands | {"starts_on": "2024-02-01", "ends_on": "2024-02-01"}
    change_meeting(actor=None, meeting=meeting, content=type(meeting_content()).from_json(moved))


@pytest.mark.parametrize("away", [_remove, _move])
def test_a_row_that_could_mean_two_meetings_means_the_one_that_is_left(cast, away):
    make_item(make_register(cast.forum), "Avtal om tandvård", follow_up="SVOM maj 2023")
    left, other = meet("2023-05-26"), meet("2023-05-05")
    follow_log()
    assert FollowUp.objects.get().meeting is None
    away(other)
    follow_log()
    assert FollowUp.objects.get().meeting == left


@pytest.mark.parametrize(
    ("validity", "is_read"),
    [
        ("Gäller 2023. Beslut i SVOM 9 juni 2023", True),
        ("Beslut i SVOM 9/6 -23", True),
        ("Beslut i SVOM 9 juni 2019", False),  # far from the meeting
        ("Beslut i SRG 9 juni 2023", False),  # another forum
        ("2023-01-01 – 2025-12-31", False),
    ],
)
def test_a_meeting_has_only_the_agreements_read_that_name_its_forum_near_it(cast, monkeypatch, validity, is_read):
    agreement = create_agreement(
        actor=None, content=AgreementContent(name="Avtal om hjälpmedel", validity_raw=validity)
    )
    follow_log()
    read: list[int] = []
    check = following.named_meetings.in_agreements

    def noted(keys, *args):
        read.extend(keys)
        return check(keys, *args)

    monkeypatch.setattr(following.named_meetings, "in_agreements", noted)
    meeting = meet("2023-05-26")
    follow_log()
    assert read == [agreement.pk] * is_read
    found = {finding.kind for finding in Finding.objects.all()}
    assert found == ({"no_such_meeting"} if is_read else set())
    remove_meeting(actor=None, meeting=meeting)
    follow_log()
    assert not Finding.objects.exists()
