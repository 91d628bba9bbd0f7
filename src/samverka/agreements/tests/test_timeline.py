"""Avtalens tidslinje: which agreements, in what order, with which parts, as bars and as a table."""

import datetime as dt

import pytest
from django.urls import reverse

from samverka.agreements.operations import record_event
from samverka.agreements.tests.stage import agreed

D = dt.date
ON = "datum=2024-05-20"
PAGE = reverse("agreements:timeline")
pytestmark = pytest.mark.django_db


def shown(response):
    return {group.heading: [row.life.name for row in group.rows] for group in response.context["groups"]}


def row(response, name):
    return next(row for group in response.context["groups"] for row in group.rows if row.life.name == name)


@pytest.fixture
def register(cast):
    agreed("Förlängt", "2017-2020 (förlängt tom 2024-12-31)", recommending=("SVOM",), parties=(cast.region.pk,))
    agreed("Slutar först", "2020 – 2024-06-30", kind="guideline")
    agreed("Utlöpt", "2020-2021")
    agreed("Oklart", "2023")
    agreed("Förlängs", "2013-2015 (förlängs automatiskt på årsbasis)")
    agreed("Längre", "2020-2030")
    agreed("Tills vidare", "2018 -tills vidare, ska följas upp årligen")
    agreed("Händelse", "1/6 2022 - tills det finns ett nytt samverkansavtal")
    agreed("Utan slut", "2024-")
    agreed("Tomt", "")
    agreed("Väntar", "2024-2026, under förutsättning att alla parter antar")
    ended = agreed("Ersatt", "2018 - tills vidare")
    agreed("Efterträdare", "2023-2029", predecessor=ended.pk)
    record_event(
        actor=cast.coordinator, agreement=ended, kind="ended", decided_on=D(2023, 1, 1), takes_effect_on=D(2023, 1, 1)
    )


def test_groups_by_what_needs_someone_then_by_end(register, cast, as_):
    assert shown(as_(cast.reader).get(f"{PAGE}?{ON}")) == {
        "Löper ut inom 12 månader": ["Slutar först", "Förlängt"],
        "Har löpt ut eller är oklart": ["Utlöpt", "Oklart", "Tomt"],
        "Gäller en bestämd tid eller förlängs automatiskt": ["Förlängs", "Väntar", "Efterträdare", "Längre"],
        "Gäller tills vidare eller tills något inträffar": ["Händelse", "Tills vidare"],
        "Slutet är inte angivet": ["Utan slut"],
        "Har upphört": ["Ersatt"],
    }


def test_the_parts_are_drawn_and_told(register, cast, as_):
    response = as_(cast.reader).get(f"{PAGE}?{ON}")
    kinds = {
        name: [piece.kind for piece in row(response, name).lane.pieces]
        for name in ("Förlängt", "Utlöpt", "Förlängs", "Tills vidare", "Utan slut", "Tomt", "Väntar", "Ersatt")
    }
    assert kinds == {
        "Förlängt": ["base", "ext"],
        "Utlöpt": ["base", "gap"],  # until the day, not further
        "Förlängs": ["auto"],  # the first period lies before the years shown
        "Tills vidare": ["open"],
        "Utan slut": ["unknown"],
        "Tomt": [],
        "Väntar": ["pending"],
        "Ersatt": ["base"],
    }
    assert row(response, "Förlängt").parts == [
        "Första avtalstid 1 jan. 2017–31 dec. 2020",
        "Förlängning 1 jan. 2021–31 dec. 2024",
    ]
    assert len(row(response, "Förlängs").lane.ticks) == 7  # a new period every year from 2018 to 2024
    assert row(response, "Ersatt").lane.ended
    page = response.content.decode()
    assert "ersätts av" in page
    assert "<desc id=" in page


def test_reviews_are_marked_late_and_to_come(register, cast, as_):
    found = row(as_(cast.reader).get(f"{PAGE}?{ON}"), "Tills vidare")
    assert [mark.look for mark in found.lane.marks] == ["is-late"]
    assert [review.day for review in found.life.reviews] == [D(2019, 12, 31)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("slag=guideline", ["Slutar först"]),
        ("q=utlöpt", ["Utlöpt"]),
        ("lage=upphort", ["Ersatt"]),
        ("lage=loper-ut", ["Slutar först", "Förlängt"]),
        ("q=finnsinte", []),
    ],
)
def test_the_filters_are_those_of_the_list(register, cast, as_, query, expected):
    response = as_(cast.reader).get(f"{PAGE}?{ON}&{query}")
    assert [name for names in shown(response).values() for name in names] == expected


def test_by_forum_and_party(register, cast, as_):
    client = as_(cast.reader)
    assert shown(client.get(f"{PAGE}?{ON}&forum={cast.forum.pk}")) == {"Löper ut inom 12 månader": ["Förlängt"]}
    assert shown(client.get(f"{PAGE}?{ON}&part={cast.region.pk}")) == {"Löper ut inom 12 månader": ["Förlängt"]}


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("", (2017, 2030)),
        ("fran=2020", (2020, 2030)),
        ("fran=2020&till=2022", (2020, 2022)),
        ("fran=2022&till=2020", (2020, 2022)),
        ("fran=abc&till=-5", (2017, 2030)),
        ("fran=1&till=99999999999999", (1900, 1959)),
    ],
)
def test_the_years_can_be_chosen(register, cast, as_, query, years):
    shown_years = as_(cast.reader).get(f"{PAGE}?{ON}&{query}").context["axis"]
    assert (shown_years.first, shown_years.last) == years


def test_another_day_shows_another_life(register, cast, as_):
    response = as_(cast.reader).get(f"{PAGE}?datum=2021-06-01")
    assert "Utlöpt" in shown(response)["Löper ut inom 12 månader"]
    assert [piece.kind for piece in row(response, "Utlöpt").lane.pieces] == ["base"]


def test_an_empty_register_says_how_to_begin(cast, as_):
    assert "Inga avtal än" in as_(cast.reader).get(PAGE).content.decode()


def test_three_agreements_take_as_many_queries_as_one(cast, as_, django_assert_max_num_queries):
    client, counts = as_(cast.reader), []
    client.get(PAGE)
    for n in range(3):
        ended = agreed(f"A{n}", "2018 - tills vidare, ska följas upp årligen")
        agreed(f"B{n}", "2013-2015 (förlängs automatiskt på årsbasis)", predecessor=ended.pk)
        with django_assert_max_num_queries(15) as found:
            client.get(f"{PAGE}?{ON}")
        counts.append(len(found))
    assert counts[0] == counts[2]
