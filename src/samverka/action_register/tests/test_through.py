"""The list gone through at a meeting: what is marked, told, taken back, and who may."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from samverka.action_register import operations
from samverka.action_register.appending import append, entry_identity, restated, without
from samverka.action_register.models import ActionItem, FollowUp
from samverka.action_register.reading import read_follow_up
from samverka.action_register.states import Outcome
from samverka.action_register.tests.factories import TODAY, make_item, make_register
from samverka.action_register.tests.pages import at, html
from samverka.forums.names import ForumNames
from samverka.foundation.lifecycle import Refused
from samverka.meetings.content import MeetingContent
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.operations import create_meeting, remove_meeting

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


def test_the_next_meeting_is_chosen_and_told_where_there_is_none(cast, as_, register, meeting, settings):
    client, address = as_(cast.secretary), at("choose_meeting", register.pk)
    assert "Forumets nästa möte är valt från början." in html(client.get(address))
    settings.TODAY = DAY + dt.timedelta(days=1)
    shown = html(client.get(address))
    assert "Inget kommande möte är inlagt. Det senaste är valt." in shown and "/moten/nytt/" in shown
    assert "nästa möte" not in shown


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


ENTRY_ACTS = {"klart": "done", "skjut-upp": "postponed", "notera": "open", "utgar": "dropped"}
ITEM_ACTS = {"avsluta": "done", "avfor": "dropped", "notera": "ongoing"}
EDITORS = {"coordinator", "secretary"}


class TestWhoMay:
    """Acts × outcomes × the cast."""

    @pytest.mark.parametrize("name", ENTRY_ACTS)
    def test_promises(self, cast, as_, register, meeting, name):
        for who, user in cast.users.items():
            entry = make_item(register, who, follow_up="SVOM 3/6 2024 – rapport").follow_ups.get()
            response = act(as_(user), entry, meeting, name, "höst 2024")
            entry.refresh_from_db()
            assert (response.status_code, entry.outcome) == (
                (302, ENTRY_ACTS[name]) if who in EDITORS else (403, "open")
            )  # fmt: skip

    @pytest.mark.parametrize("name", ITEM_ACTS)
    def test_rows(self, cast, as_, register, meeting, name):
        for who, user in cast.users.items():
            row = make_item(register, who)
            sent = {"gor": name, "text": "skäl", "paragraf": "26"}
            response = as_(user).post(at("through_item", register.pk, meeting.pk, row.pk), sent)
            row.refresh_from_db()
            expected = (302, ITEM_ACTS[name]) if who in EDITORS else (403, "ongoing")
            assert (response.status_code, row.state) == expected

    @pytest.mark.parametrize("name", ENTRY_ACTS)
    @pytest.mark.parametrize("outcome", [Outcome.DONE, Outcome.POSTPONED, Outcome.DROPPED])
    def test_what_is_settled_is_told_and_not_overwritten(self, cast, as_, item, meeting, name, outcome):
        entry = item.follow_ups.first()
        FollowUp.objects.filter(pk=entry.pk).update(outcome=outcome, outcome_on=TODAY, outcome_by=cast.coordinator)
        response = act(as_(cast.secretary), entry, meeting, name, "höst 2024")
        entry.refresh_from_db()
        assert (entry.outcome, entry.outcome_meeting, entry.outcome_by) == (outcome, None, cast.coordinator)
        if name != "notera":  # a note overwrites nothing
            assert response.status_code == 422
            assert "Löftet är redan markerat av Siv Samordnare" in html(response)
            assert "Du skrev: ”höst 2024”." in html(response)

    def test_a_meeting_or_a_row_of_another_forum_is_not_there(self, cast, as_, friday, item, meeting):
        other = create_meeting(actor=None, content=MeetingContent(forums=("Fredagsgruppen",), starts_on=DAY))
        entry = make_item(make_register(friday, "Annan"), follow_up="FG 3/6 2024 – rapport").follow_ups.get()
        client = as_(cast.coordinator)
        assert client.get(at("through", item.register_id, other.pk)).status_code == 404
        assert client.get(at("through_entry", item.register_id, meeting.pk, entry.pk, gor="klart")).status_code == 404
        with pytest.raises(Refused, match="annat forum"):
            operations.settle_at_meeting(
                actor=cast.coordinator, follow_up=entry, occasion=operations.Occasion(meeting), verb="mark_done"
            )


class TestBadInput:
    @pytest.mark.parametrize(
        ("name", "text", "section", "told"),
        [
            ("skjut-upp", "snart kanske", "26", "Skriv den nya tidpunkten"),
            ("skjut-upp", "99/99 2024", "26", "Skriv den nya tidpunkten"),
            ("skjut-upp", "", "26", "Ny tid"),
            ("utgar", "", "26", "Varför utgår det?"),
            ("klart", "", "tjugo", "§ ska vara ett tal"),
            ("klart", "", "0", "§ ska vara 1 eller mer"),
            ("klart", "", "9" * 30, "§ får ha högst fem siffror"),
            ("notera", "x" * 2001, "26", "2000"),
        ],
    )
    def test_it_is_told_kept_and_nothing_is_stored(self, cast, as_, item, meeting, name, text, section, told):
        entry = item.follow_ups.first()
        response = act(as_(cast.secretary), entry, meeting, name, text, section)
        assert response.status_code == 422
        shown = html(response)
        assert told in shown
        assert (text in shown, section in shown) == (True, True)
        entry.refresh_from_db()
        assert (entry.outcome, item.follow_ups.count()) == (Outcome.OPEN, 3)

    def test_an_unknown_act_is_not_found(self, cast, as_, item, meeting):
        assert act(as_(cast.secretary), item.follow_ups.first(), meeting, "radera").status_code == 404

    def test_undo_of_what_somebody_else_has_changed_since_is_refused(self, cast, as_, item, meeting):
        client, entry = as_(cast.secretary), item.follow_ups.first()
        act(client, entry, meeting, "klart")
        entry.refresh_from_db()
        seen = entry.version
        act(client, entry, meeting, "angra", version=seen)
        act(as_(cast.coordinator), entry, meeting, "utgar", "Ersatt")
        response = act(client, entry, meeting, "angra", version=seen)
        assert "Någon annan har ändrat det här" in html(response)
        entry.refresh_from_db()
        assert entry.outcome == Outcome.DROPPED

    def test_a_new_time_that_has_been_marked_is_not_struck(self, cast, as_, item, meeting):
        client, entry = as_(cast.secretary), item.follow_ups.first()
        act(client, entry, meeting, "skjut-upp", "3/6 2024")
        later = entry.replaced_by.get()
        operations.mark_follow_up(actor=cast.secretary, follow_up=later, verb="mark_done", on=DAY)
        assert "har redan markerats" in html(act(client, entry, meeting, "angra"))
        entry.refresh_from_db()
        assert entry.outcome == Outcome.POSTPONED


def test_a_coming_meeting_is_told_and_holds_from_its_day(cast, as_, item, meeting):
    client, entry = as_(cast.secretary), item.follow_ups.first()
    assert "Mötet hålls först 3\u00a0juni\u00a02024" in html(client.get(at("through", item.register_id, meeting.pk)))
    act(client, entry, meeting, "klart")
    assert "försenad" in html(client.get(at("list")))
    assert "klart\u00a03\u00a0juni\u00a02024,\u00a0SVOM\u00a0§\u00a026" in html(
        client.get(at("list", datum="2024-06-03"))
    )


@pytest.mark.parametrize(
    ("shown", "subjects"), [("till-motet", ["A", "B"]), ("kvar", ["B"]), ("allt", ["A", "B", "C", "D"])]
)
def test_what_is_shown(cast, as_, register, meeting, shown, subjects):
    cells = ("SVOM 23/2 2024 – rapport", "SVOM 3/6 2024 – rapport", "SVOM 11/10 2024 – rapport", "")
    first, *_others = [make_item(register, name, follow_up=cell) for name, cell in zip("ABCD", cells, strict=True)]
    client = as_(cast.secretary)
    act(client, first.follow_ups.get(), meeting, "klart")
    response = client.get(at("through", register.pk, meeting.pk, visa=shown))
    assert [row.item.subject for group in response.context["groups"] for row in group.rows] == subjects
    assert "1 av 2 genomgångna" in html(response)


def test_the_minutes_that_come_later_are_found(cast, as_, item, meeting):
    client, entry = as_(cast.secretary), item.follow_ups.first()
    act(client, entry, meeting, "klart", section="26")
    link = f"/moten/{meeting.pk}/#p"
    assert link not in html(client.get(at("detail", item.pk)))
    paragraph = MinuteParagraph.objects.create(meeting=meeting, number=26, year=2024, title="Balanslistan")
    assert f"{link}{paragraph.pk}" in html(client.get(at("detail", item.pk)))
    assert "§ 26 Balanslistan" in client.get(at("through_summary", item.register_id, meeting.pk)).context["text"]
    Meeting.objects.filter(pk=meeting.pk).update(record_state="draft")
    assert link not in html(as_(cast.reader).get(at("detail", item.pk)))


def test_the_same_queries_with_one_and_three(cast, as_, register, meeting):
    client, counts = as_(cast.secretary), []
    for names in ("A", "BC"):
        for name in names:
            row = make_item(
                register, name, direction=name, follow_up="SVOM 23/2 2024 – rapport. SVOM 3/6 2024 – beslut"
            )
            act(client, row.follow_ups.first(), meeting, "skjut-upp", "höst 2024")
            act(client, row.follow_ups.last(), meeting, "notera", "Pågår")
        counts.append([])
        for address in (at("through", register.pk, meeting.pk), at("through_summary", register.pk, meeting.pk)):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts[-1].append(len(queries))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 22


NAMES = ForumNames.packaged("23")


@pytest.mark.parametrize(
    ("typed", "forums", "words", "written"),
    [
        ("höst 2024", ("SVOM",), "rapport", "SVOM höst 2024 – rapport"),
        ("SVOM 11/10 2024", ("SVOM",), "rapport", "SVOM 11/10 2024 – rapport"),
        ("FG 7/9 2024", ("SVOM",), "rapport", "FG 7/9 2024 – rapport"),
        ("senast okt. 2024", ("SVOM",), "rapport", "SVOM senast okt. 2024 – rapport"),
        ("11/10 2024 – beslut", ("SVOM",), "rapport", "SVOM 11/10 2024 – beslut"),
        ("SVOM  11/10 2024 – beslut", ("FG",), "rapport", "SVOM 11/10 2024 – beslut"),
        ("höst 2024", (), "rapport", "höst 2024 – rapport"),
        ("snart", ("SVOM",), "rapport", "snart"),
    ],
)  # fmt: skip
def test_a_new_time_is_written_as_the_list_writes_it(typed, forums, words, written):
    assert restated(typed, forums, words, NAMES) == written


CELLS = st.lists(
    st.sampled_from(("SVOM 3/6 2024 – rapport", "Giltig tom 31/12 2024.", "Per 31/3 2024 har alla godkänt.", "Arbetet pågår", "FG höst 2024 – info")),
    max_size=4,
).map(". ".join)  # fmt: skip


@given(
    CELLS, st.sampled_from(("SVOM höst 2025 – rapport", "Per 3/6 2024, SVOM § 26: Återkommer", "FG 7/9 2025 – beslut"))
)
def test_what_is_added_to_a_cell_and_struck_leaves_what_was_read_before(cell, words):
    before = read_follow_up(cell, NAMES)
    joined, added = append(cell, words, NAMES)
    segments = {
        segment.number for segment in read_follow_up(joined, NAMES).segments if segment.number > len(before.segments)
    }
    if len(segments) == 1 and added:
        left = without(joined, segments, NAMES)
        assert left.rstrip(" .\n") == cell.rstrip(" .\n")
        assert Counter(map(entry_identity, read_follow_up(left, NAMES).entries)) == Counter(
            map(entry_identity, before.entries)
        )


@pytest.mark.parametrize("is_removed", [False, True])
def test_what_was_said_at_a_meeting_is_put_back_if_the_meeting_still_stands(cast, item, meeting, is_removed):
    """An import that took the promise away is undone after the meeting was found to be entered by mistake."""
    entry, occasion = item.follow_ups.first(), operations.Occasion(meeting, 26)
    operations.settle_at_meeting(actor=cast.secretary, follow_up=entry, occasion=occasion, verb="mark_done")
    kept = operations.kept_outcomes(item)
    operations.undo_outcome(actor=cast.secretary, follow_up=entry, meeting=meeting)
    if is_removed:
        remove_meeting(actor=cast.coordinator, meeting=meeting)
    operations.put_back_outcomes(item=item, kept=kept)
    entry.refresh_from_db()
    said_at = (None, None) if is_removed else (meeting.pk, 26)
    assert (entry.outcome, entry.outcome_meeting_id, entry.outcome_section) == (Outcome.DONE, *said_at)
    connection.check_constraints()
