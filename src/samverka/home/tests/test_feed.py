"""Calendar feeds: what they hold, whom they answer, and that nothing leaks."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from samverka.action_register.content import ItemContent
from samverka.action_register.operations import create_item, open_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from samverka.forums.models import ForumRole, SeatHolding
from samverka.foundation.accounts import operations as accounts
from samverka.foundation.accounts.models import TokenLink, TokenUse, User
from samverka.foundation.lifecycle import perform
from samverka.home.feed import PURPOSE, VALID_FOR, Scope, label_of
from samverka.home.year import Kind
from samverka.meetings.content import MeetingContent
from samverka.meetings.lifecycle import MEETING_LIFECYCLE
from samverka.meetings.operations import change_meeting, create_meeting
from samverka.meetings.queries import content_of, meetings_in_full

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 5, 20)


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = DAY


@pytest.fixture
def fetch(client):
    """`fetch(user, scope)`: makes a link and asks it."""

    def ask(user: User, scope: Scope | None = None, **headers: str):
        return client.get(link_of(user, scope), headers=headers)

    return ask


def link_of(user: User, scope: Scope | None = None) -> str:
    scope = scope or Scope()
    _link, token = accounts.issue_link(
        user=user, purpose=PURPOSE, scope=scope.to_json(), label=label_of(scope, None), valid_for=VALID_FOR
    )
    return reverse("home:feed", args=[token])


def meeting(**said):
    given = {
        "forums": ("SVOM",), "starts_on": dt.date(2024, 6, 3), "start_time": dt.time(9), "end_time": dt.time(12),
        "place": "Östersund", "record_state": "none",
    }  # fmt: skip
    return create_meeting(actor=None, content=MeetingContent(**(given | said)))


def events(response) -> dict[str, object]:
    assert response.status_code == 200, response.content
    return {str(each["summary"]): each for each in Calendar.from_ical(response.content).walk("VEVENT")}


def test_a_meeting_stands_at_its_time_in_sweden(cast, fetch):
    made = meeting()
    found = events(fetch(cast.reader))["SVOM"]
    assert found["dtstart"].dt.isoformat() == "2024-06-03T09:00:00+02:00"
    assert found["dtend"].dt.isoformat() == "2024-06-03T12:00:00+02:00"
    assert (str(found["uid"]), str(found["location"]), str(found["status"])) == (
        f"mote-{made.pk}@samverka", "Östersund", "CONFIRMED",
    )  # fmt: skip
    assert str(found["url"]) == f"http://testserver/moten/{made.pk}/"


def test_a_meeting_without_time_takes_whole_days(cast, fetch):
    meeting(ends_on=dt.date(2024, 6, 4), start_time=None, end_time=None)
    found = events(fetch(cast.reader))["SVOM"]
    assert (found["dtstart"].dt, found["dtend"].dt) == (dt.date(2024, 6, 3), dt.date(2024, 6, 5))


def test_a_moved_meeting_is_the_same_event_anew(cast, fetch):
    made = meeting()
    before = events(fetch(cast.reader))["SVOM"]
    content = content_of(meetings_in_full().get(pk=made.pk))
    moved = MeetingContent.from_json(content.to_json() | {"starts_on": "2024-06-10", "ends_on": "2024-06-10"})
    change_meeting(actor=cast.coordinator, meeting=made, content=moved)
    after = events(fetch(cast.reader))["SVOM"]
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)
    assert after["dtstart"].dt.date() == dt.date(2024, 6, 10)


def test_a_cancelled_meeting_is_told_as_cancelled(cast, fetch):
    made = meeting()
    perform(MEETING_LIFECYCLE, "cancel", made, actor=cast.secretary, values={"cancelled_on": DAY})
    found = events(fetch(cast.reader))["Inställt: SVOM"]
    assert (str(found["status"]), found["sequence"]) == ("CANCELLED", 1)


def fill(cast):
    register = open_register(actor=None, forum=cast.forum, title="Balanslista SVOM")
    cell = "SVOM 3/6 2024 – beslut om remiss SVOM okt. 2024 – rapport SVOM hösten 2024 – uppföljning"
    create_item(actor=None, register=register, content=ItemContent(subject="Hemsjukvård", follow_up=cell))
    create_agreement(actor=None, content=AgreementContent(name="Överenskommelse", validity_raw="2020-2024"))
    SeatHolding.objects.filter(person=cast.member_person).update(ends_on=dt.date(2024, 12, 31))


def test_what_has_no_exact_day_is_left_out(cast, fetch):
    fill(cast)
    assert sorted(events(fetch(cast.reader))) == [
        "Hemsjukvård – SVOM: Beslut om remiss",
        "SVOM – 1 plats slutar",
        "Överenskommelse – Sista dagen",
    ]


def test_a_feed_is_narrowed_by_kind_and_forum(cast, fetch):
    fill(cast)
    meeting()
    meeting(forums=("Något annat forum",), title="Samverkansdag")
    assert sorted(events(fetch(cast.reader, Scope(kinds=(Kind.MEETING,))))) == ["SVOM", "Samverkansdag"]
    assert sorted(events(fetch(cast.reader, Scope(forum=cast.forum.pk, kinds=(Kind.MEETING,))))) == ["SVOM"]


def test_my_forums_are_those_of_today(cast, fetch, client):
    meeting()
    mine = Scope(mine=True, kinds=(Kind.MEETING,))
    assert sorted(events(fetch(cast.reader, mine))) == []
    address = link_of(cast.secretary, mine)
    assert sorted(events(client.get(address))) == ["SVOM"]
    ForumRole.objects.filter(user=cast.secretary).update(ends_on=DAY - dt.timedelta(days=1))
    assert sorted(events(client.get(address))) == []


def test_a_draft_is_told_of_to_nobody(cast, fetch):
    """The cast × the feed: what is written of a meeting never stands in it, whoever asks."""
    from samverka.meetings.tests.samples import meeting_content

    create_meeting(actor=None, content=meeting_content(record_state="draft"))
    fill(cast)
    bodies = {name: fetch(user).content for name, user in cast.users.items()}
    for body in bodies.values():
        text = body.decode()
        assert [
            word for word in ("Skrivelse", "Berit", "Gunilla", "Krister", "§", "Lena Ledamot") if word in text
        ] == []
        assert "SUMMARY:SVOM" in text


@pytest.mark.parametrize("who", ["coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"])
def test_everyone_of_the_cast_gets_a_feed_of_their_own(cast, fetch, who):
    meeting()
    assert sorted(events(fetch(cast.users[who]))) == ["SVOM"]


def test_a_link_answers_without_login_and_opens_nothing_else(cast, client):
    address = link_of(cast.coordinator)
    assert client.get(address).status_code == 200
    assert (dict(client.cookies), client.get("/moten/").status_code) == ({}, 302)


def test_a_revoked_link_and_one_out_of_date_are_gone(cast, client):
    for ended in ({"revoked_at": timezone.now()}, {"issued_at": DAY_BEFORE, "expires_at": timezone.now()}):
        address = link_of(cast.reader)
        TokenLink.objects.filter(pk=TokenLink.objects.latest("pk").pk).update(**ended)
        answer = client.get(address)
        assert (answer.status_code, "Skapa en ny" in answer.content.decode()) == (410, True)


DAY_BEFORE = timezone.now() - dt.timedelta(days=1)


def test_a_closed_account_has_no_feed(cast, client):
    address = link_of(cast.reader)
    User.objects.filter(pk=cast.reader.pk).update(is_active=False)
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("token", ["x", "A" * 43, "å" * 43, "%00" * 3, "%ED%B3%BF"])
def test_an_unknown_token_is_not_found(client, db, token):
    assert client.get(reverse("home:feed", args=["x"]).replace("/x/", f"/{token}/", 1)).status_code == 404


def test_the_forum_of_a_feed_that_is_gone_is_not_found(cast, fetch):
    assert fetch(cast.reader, Scope(forum=987654)).status_code == 404


def test_a_link_for_something_else_is_no_calendar(cast, client):
    _link, token = accounts.issue_link(
        user=cast.reader, purpose="mail", scope={}, label="Svar", valid_for=dt.timedelta(days=1)
    )
    assert client.get(reverse("home:feed", args=[token])).status_code == 404


def test_an_unchanged_feed_is_not_sent_again(cast, client):
    meeting()
    address = link_of(cast.reader)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    meeting(starts_on=dt.date(2024, 9, 2))
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_secret_is_kept_from_other_sites_and_caches(cast, fetch):
    answer = fetch(cast.reader)
    assert (answer["Referrer-Policy"], answer["Cache-Control"], answer["Content-Type"]) == (
        "no-referrer", "private, no-cache", "text/calendar; charset=utf-8",
    )  # fmt: skip


def test_the_secret_stands_in_no_log_even_when_the_page_fails(cast, monkeypatch, caplog, capsys):
    address = link_of(cast.reader)
    token = address.split("/")[2]

    def fail(*args, **given):
        raise RuntimeError("no")

    monkeypatch.setattr("samverka.home.feed.entries", fail)
    from django.conf import settings as conf
    from django.utils.log import configure_logging

    configure_logging(conf.LOGGING_CONFIG, conf.LOGGING)
    failing = Client(raise_request_exception=False)
    assert failing.get(address).status_code == 500
    told = capsys.readouterr().err
    assert "Internal Server Error: /kalender/…/samverka.ics" in told
    assert token not in told
    logging.getLogger("django.request").setLevel(logging.NOTSET)


def test_a_link_that_asks_too_often_is_told_to_wait(cast, client, monkeypatch):
    monkeypatch.setattr(accounts, "MOST_USES", 3)
    address = link_of(cast.reader)
    assert [client.get(address).status_code for _time in range(5)] == [200, 200, 200, 429, 429]
    assert 0 < int(client.get(address)["Retry-After"]) <= 3601
    TokenLink.objects.update(window_began_at=timezone.now() - dt.timedelta(hours=2))
    assert client.get(address).status_code == 200
    use = TokenUse.objects.get()
    assert (use.answered, use.refused) == (4, 3)


def test_the_questions_do_not_grow_with_what_is_told(cast, client):
    address = link_of(cast.reader)
    fill(cast)
    meeting()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for month in range(7, 12):
        meeting(starts_on=dt.date(2024, month, 3))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many) <= 22


def test_one_meeting_goes_into_ones_own_calendar(cast, as_):
    made = meeting()
    answer = as_(cast.member).get(reverse("home:meeting_ics", args=[made.pk]))
    assert list(events(answer)) == ["SVOM"]
    assert "attachment" in answer["Content-Disposition"]


def test_the_page_shows_the_address_once_and_it_works(cast, as_):
    meeting()
    answer = as_(cast.reader).post(reverse("home:subscribe"), {"forum": cast.forum.pk, "slag": ["moten"]})
    assert (answer.status_code, answer["Cache-Control"], answer["Referrer-Policy"]) == (200, "no-store", "no-referrer")
    address = answer.context["address"]
    assert list(events(Client().get(address))) == ["SVOM"]
    link = TokenLink.objects.get()
    assert (link.label, link.user) == ("SVOM: möten", cast.reader)
    assert address.split("/")[4] not in str(vars(link))
