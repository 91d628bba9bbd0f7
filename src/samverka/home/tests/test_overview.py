"""Läget: everyone sees the register's state on the day; only those who may see an import are told of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samverka.action_register.content import ItemContent
from samverka.action_register.operations import create_item, open_register
from samverka.agreements.content import AgreementContent
from samverka.agreements.ladder import Target
from samverka.agreements.models import Agreement
from samverka.agreements.operations import acknowledge, create_agreement
from samverka.home.queries import overview
from samverka.imports.operations import read_run, start_import

DAY = dt.date(2024, 5, 20)
pytestmark = pytest.mark.django_db


def fill(cast, rows=1):
    register = open_register(actor=cast.coordinator, forum=cast.forum, title="Balanslista SVOM")
    for number in range(rows):
        cell = "SVOM 9/2 2024 – rapport. SVOM 3/6 2024 – beslut om remiss SVOM 11/10 2024 – rekommendationsbeslut"
        create_item(
            actor=cast.coordinator, register=register, content=ItemContent(subject=f"Rad {number}", follow_up=cell)
        )
        create_agreement(
            actor=cast.coordinator, content=AgreementContent(name=f"Löper {number}", validity_raw="2020-2024")
        )
        create_agreement(
            actor=cast.coordinator, content=AgreementContent(name=f"Har löpt {number}", validity_raw="2020-2023")
        )


def test_what_is_late_soon_lapsing_and_lapsed_follows_from_the_day(cast):
    fill(cast)
    found = overview(cast.reader, DAY)
    assert [(p.subject, p.entry.text) for p in found.late] == [("Rad 0", "rapport")]
    assert [(p.subject, p.entry.text) for p in found.soon] == [("Rad 0", "beslut om remiss")]
    assert [each.name for each in found.lapsing.shown] == ["Löper 0"]
    assert [each.name for each in found.lapsed.shown] == ["Har löpt 0"]
    assert found.next_meeting is not None
    assert (found.next_meeting.first, found.next_meeting.place) == (dt.date(2024, 6, 3), "SVOM")
    assert [p.entry.text for p in found.further] == ["rekommendationsbeslut"]


def test_what_lapses_tells_which_step_has_been_reached_and_what_was_done(cast, as_):
    fill(cast)
    agreement = Agreement.objects.get(name="Löper 0")
    address = f"{reverse('home:overview')}?datum=2024-07-01"
    page = as_(cast.reader).get(address).content.decode().replace("\xa0", " ")
    assert "6 månader före sista dagen, ingen har tagit hand om det" in page
    end, on = dt.date(2024, 12, 31), dt.date(2024, 7, 1)
    acknowledge(
        actor=cast.coordinator, agreement=agreement, target=Target.END, about=end, done_on=on, note="Förlängs", on=on
    )
    page = as_(cast.reader).get(address).content.decode().replace("\xa0", " ")
    assert "6 månader före sista dagen: Förlängs" in page


def test_on_an_earlier_day_nothing_is_late_and_nothing_has_lapsed(cast):
    fill(cast)
    found = overview(cast.reader, dt.date(2023, 12, 1))
    assert (found.late, found.late_rows, found.lapsed.count, [each.name for each in found.lapsing.shown]) == (
        [],
        0,
        0,
        ["Har löpt 0"],
    )


def test_an_import_waits_only_for_those_who_may_see_it(cast):
    data = b"Avtalsf\xc3\xb6rteckning\n\n\xe2\x80\xa2 Avtal om hemlig provtext (2020-2024)\n\xe2\x80\xa2 Riktlinje f\xc3\xb6r egenv\xc3\xa5rd (2023)\n"
    run, _new = start_import(actor=cast.secretary, data=data, filename="lista.txt")
    read_run(run=run)
    waits = {name: [each.pk for each in overview(user, DAY).imports] for name, user in cast.users.items()}
    assert waits == {name: [run.pk] if name in ("coordinator", "secretary") else [] for name in cast.users}


def test_readings_wait_for_coordinators_only(cast):
    fill(cast)
    assert {name: overview(user, DAY).to_confirm for name, user in cast.users.items()} == {
        name: 2 if name == "coordinator" else 0 for name in cast.users
    }


def test_the_page_asks_the_same_few_questions_however_much_there_is(cast, as_):
    client = as_(cast.coordinator)
    counts = []
    for rows in (1, 2):  # three rows in all the second time
        fill(cast, rows)
        client.get(reverse("home:overview"), {"datum": DAY.isoformat()})
        cache.clear()  # as after a change: nothing is kept
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("home:overview"), {"datum": DAY.isoformat()}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 19, counts


def test_what_waits_for_one_is_not_kept_for_another(cast, as_):
    fill(cast)
    waits = {}
    for name in ("coordinator", "reader", "coordinator"):
        page = as_(getattr(cast, name)).get(reverse("home:overview"), {"datum": DAY.isoformat()}).content.decode()
        waits[name] = "Bekräfta tolkningen" in page
    assert waits == {"coordinator": True, "reader": False}


def test_an_empty_register_says_what_will_stand_here(cast, as_):
    page = as_(cast.reader).get(reverse("home:overview")).content.decode()
    for words in (
        "Inget väntar på dig just nu.",
        "Inga löften har passerat sin dag.",
        "Inget avtal löper ut inom tolv månader.",
    ):
        assert words in page
