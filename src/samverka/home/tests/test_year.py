"""Årshjulet: what stands in the year, by month, for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverka.action_register.content import ItemContent
from samverka.action_register.operations import create_item, open_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from samverka.forums.models import SeatHolding
from samverka.forums.operations import create_forum
from samverka.forums.states import Level
from samverka.home.forms import YearSelection
from samverka.home.year import Kind, entries
from samverka.home.year_page import year_page
from samverka.meetings.content import MeetingContent
from samverka.meetings.operations import create_meeting

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 5, 20)


def meeting(day: str = "2024-06-03", **said):
    given = {"forums": ("SVOM",), "starts_on": dt.date.fromisoformat(day), "record_state": "none"}
    return create_meeting(actor=None, content=MeetingContent(**(given | said)))


def fill(cast, rows: int = 1):
    register = open_register(actor=None, forum=cast.forum, title="Balanslista SVOM")
    for number in range(rows):
        cell = "SVOM 3/6 2024 – beslut om remiss SVOM okt. 2024 – rapport"
        create_item(actor=None, register=register, content=ItemContent(subject=f"Rad {number}", follow_up=cell))
        create_agreement(actor=None, content=AgreementContent(name=f"Avtal {number}", validity_raw="2020-2024"))
        meeting(f"2024-06-{3 + number:02d}")
    SeatHolding.objects.filter(person=cast.member_person).update(ends_on=dt.date(2024, 12, 31))


def selection(words: str = "") -> YearSelection:
    return YearSelection.of(QueryDict(words), DAY)


def test_the_year_by_month(cast):
    fill(cast)
    page = year_page(cast.reader, selection(), DAY)
    told = {month.number: [(each.kind, each.title, each.what) for each in month.entries] for month in page.months}
    assert {number: found for number, found in told.items() if found} == {
        6: [(Kind.MEETING, "SVOM", "Möte"), (Kind.PROMISE, "Rad 0", "SVOM: Beslut om remiss")],
        10: [(Kind.PROMISE, "Rad 0", "SVOM: Rapport")],
        12: [(Kind.AGREEMENT, "Avtal 0", "Sista dagen"), (Kind.SEATS, "SVOM", "1 plats slutar")],
    }


def test_an_inexact_day_says_so(cast):
    fill(cast)
    found = [each for each in year_page(cast.reader, selection(), DAY).entries if not each.exact]
    assert [(each.when, each.first, each.last) for each in found] == [
        ("okt. 2024", dt.date(2024, 10, 1), dt.date(2024, 10, 31))
    ]


@pytest.mark.parametrize(
    ("words", "year", "forum", "mine", "kinds"),
    [
        ("", 2024, None, False, 4),
        ("ar=2026&forum=3&slag=moten&slag=avtal", 2026, 3, False, 2),
        ("ar=1&forum=mina&slag=nej", 2024, None, True, 4),
        ("ar=99999999999999999999&forum=x", 2024, None, False, 4),
    ],
)
def test_what_cannot_be_read_is_as_if_it_were_not_said(words, year, forum, mine, kinds):
    found = selection(words)
    assert (found.year, found.forum, found.mine, len(found.kinds)) == (year, forum, mine, kinds)
    assert YearSelection.of(QueryDict(found.words(found.year)), DAY) == found


def test_the_page_asks_as_much_for_three_as_for_one(cast, as_):
    client, counts = as_(cast.reader), []
    for rows in (1, 2):
        if rows == 1:
            fill(cast)
        else:
            meeting("2024-09-02")
            meeting("2024-10-07", title="Samverkansdagar", ends_on=dt.date(2024, 10, 8))
        client.get(reverse("home:year"), {"ar": "2024"})
        cache.clear()  # as after a change: nothing is kept
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("home:year"), {"ar": "2024"}).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 18


def test_the_year_of_many_forums_asks_as_much_as_that_of_one(cast):
    fill(cast)
    others = [
        create_forum(actor=None, name=f"Forum {n}", county=cast.county, level=Level.OFFICIALS).pk for n in range(3)
    ]
    told, counts = [], []
    for forums in ([cast.forum.pk], [cast.forum.pk, *others]):
        with CaptureQueriesContext(connection) as asked:
            told.append(entries(cast.reader, dt.date(2024, 1, 1), dt.date(2024, 12, 31), on=DAY, forums=forums))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert told[0] == told[1] != []
    assert entries(cast.reader, dt.date(2024, 1, 1), dt.date(2024, 12, 31), on=DAY, forums=[]) == []


def test_the_list_as_csv(cast, as_):
    fill(cast)
    answer = as_(cast.reader).get(reverse("home:year_csv"), {"ar": "2024", "slag": "moten"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[1:] == ["2024-06-03;2024-06-03;;Möten;SVOM;Möte;"]


def test_an_empty_year_says_what_to_do(cast, as_):
    assert "Börja med att planera" in as_(cast.reader).get(reverse("home:year"), {"ar": "2031"}).content.decode()
