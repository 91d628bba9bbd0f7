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


def test_the_summary_has_what_the_minutes_need(cast, as_, item, meeting):
    client = as_(cast.secretary)
    late, coming, _stated = item.follow_ups.all()
    act(client, late, meeting, "klart")
    act(client, coming, meeting, "skjut-upp", "SVOM 11/10 2024", section="27")
    act(client, coming, meeting, "notera", "Väntar på underlag", section="")
    client.post(
        at("through_item", item.register_id, meeting.pk, item.pk), {"gor": "avfor", "text": "Ersätts", "paragraf": "28"}
    )
    response = client.get(at("through_summary", item.register_id, meeting.pk))
    assert response.context["text"].replace("\u00a0", " ") == (
        "§ 26\n\nNytt samverkansavtal hemsjukvård\n– Rapport, SVOM 23 feb. 2024: klart.\n\n"
        "§ 27\n\nNytt samverkansavtal hemsjukvård\n– Beslut om remiss, SVOM 3 juni 2024: skjuts upp till SVOM 11 okt. 2024.\n\n"
        "§ 28\n\nNytt samverkansavtal hemsjukvård\n– Raden avförs. Ersätts.\n\n"
        "Utan §\n\nNytt samverkansavtal hemsjukvård\n– Väntar på underlag."
    )
    shown = html(client.get(at("detail", item.pk, datum="2024-06-04")))
    place = f'<a href="/moten/{meeting.pk}/?datum=2024-06-04">SVOM&nbsp;§&nbsp;26</a>'
    assert f"Klart 3\u00a0juni\u00a02024, {place}, Sara Sekreterare" in shown
