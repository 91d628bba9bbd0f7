"""The list gone through at a meeting: what is marked, told, taken back, and who may."""

from __future__ import annotations

import datetime as dt

import pytest

from samverka.action_register.models import ActionItem
from samverka.action_register.states import Outcome
from samverka.action_register.tests.pages import at, html
from samverka.meetings.content import MeetingContent
from samverka.meetings.operations import create_meeting

DAY = dt.date(2024, 6, 3)


@pytest.fixture
def meeting(cast, register):
    return create_meeting(actor=None, content=MeetingContent(forums=("SVOM",), starts_on=DAY, ends_on=DAY))


def act(client, entry, meeting, name, text="", section="26", **more):
    sent = {"gor": name, "paragraf": section, "text": text} | more
    return client.post(at("through_entry", entry.item.register_id, meeting.pk, entry.pk), sent)


def test_a_promise_is_marked_with_meeting_and_section(cast, as_, item, meeting):
    client, entry = as_(cast.secretary), item.follow_ups.first()
    response = act(client, entry, meeting, "klart")
    assert (response.status_code, response.url) == (
        302, at("through", item.register_id, meeting.pk, paragraf="26") + f"#lofte-{entry.pk}"
    )  # fmt: skip
    entry.refresh_from_db()
    assert (entry.outcome, entry.outcome_meeting_id, entry.outcome_section, entry.outcome_on) == (
        Outcome.DONE, meeting.pk, 26, DAY
    )  # fmt: skip
    shown = html(client.get(at("through", item.register_id, meeting.pk)))
    assert "1 av 2 genomgångna" in shown
    assert "Klart, SVOM §&nbsp;26" in shown


def test_one_put_off_keeps_its_old_date_and_is_undone_to_the_letter(cast, as_, item, meeting):
    client, entry = as_(cast.secretary), item.follow_ups.first()
    cell = item.follow_up_raw
    act(client, entry, meeting, "skjut-upp", "höst 2024")
    entry.refresh_from_db()
    later = entry.replaced_by.get()
    assert (entry.outcome, entry.when_start, later.raw, later.origin_section) == (
        Outcome.POSTPONED, dt.date(2024, 2, 23), "SVOM höst 2024 – rapport", 26
    )  # fmt: skip
    act(client, entry, meeting, "angra", version=entry.version)
    entry.refresh_from_db()
    assert (entry.outcome, entry.outcome_section, ActionItem.objects.get(pk=item.pk).follow_up_raw) == (
        Outcome.OPEN, None, cell
    )  # fmt: skip
    assert item.follow_ups.count() == 3


def test_a_note_is_added_to_the_row_and_taken_back(cast, as_, item, meeting):
    client, entry = as_(cast.secretary), item.follow_ups.first()
    cell = item.follow_up_raw
    act(client, entry, meeting, "notera", "Rapporten lades till handlingarna")
    note = entry.notes.get()
    assert (note.raw, note.is_promise) == ("Per 3/6 2024, SVOM § 26: Rapporten lades till handlingarna", False)
    assert "1 av 2 genomgångna" in html(client.get(at("through", item.register_id, meeting.pk)))
    act(client, note, meeting, "angra")
    assert ActionItem.objects.get(pk=item.pk).follow_up_raw == cell
