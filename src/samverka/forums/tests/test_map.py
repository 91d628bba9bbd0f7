"""Samverkanskartan: the forums of a day, drawn and told."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from samverka.forums.chart import MOST_FORUMS, chart
from samverka.forums.models import Forum
from samverka.forums.operations import add_preparation, create_forum, end_forum
from samverka.forums.states import Level, Sides

ON = dt.date(2024, 5, 20)


@pytest.fixture
def forums(cast):
    """SVOM is prepared for by Fredagsgruppen, which Beredningsgruppen prepares for; Socialchefsnätverket stands alone."""
    svom = cast.forum
    friday = create_forum(
        actor=None,
        name="Fredagsgruppen",
        county=cast.county,
        level=Level.OFFICIALS,
        sides=Sides.BOTH,
        prepares_for=[svom],
    )
    group = create_forum(
        actor=None,
        name="Beredningsgruppen",
        county=cast.county,
        level=Level.OFFICIALS,
        sides=Sides.REGION,
        prepares_for=[friday],
    )
    network = create_forum(
        actor=None, name="Socialchefsnätverket", county=cast.county, level=Level.NETWORK, sides=Sides.MUNICIPAL
    )
    return {"svom": svom, "friday": friday, "group": group, "network": network}  # fmt: skip


def told(found):
    """The list in words: forum, above and below."""
    return {
        place.forum.label: ([each.label for each, _shown in place.above], [each.label for each, _shown in place.below])
        for _level, places in found.levels
        for place in places
    }


def test_the_list_tells_who_prepares_for_whom_by_level(forums):
    found = chart(ON)
    assert [(level, [place.forum.label for place in places]) for level, places in found.levels] == [
        ("Politisk arena", ["SVOM"]),
        ("Tjänstemannaarena", ["Beredningsgruppen", "Fredagsgruppen"]),
        ("Nätverk", ["Socialchefsnätverket"]),
    ]
    assert told(found) == {
        "SVOM": ([], ["Fredagsgruppen"]),
        "Beredningsgruppen": (["Fredagsgruppen"], []),
        "Fredagsgruppen": (["SVOM"], ["Beredningsgruppen"]),
        "Socialchefsnätverket": ([], []),
    }


def test_what_is_drawn_is_what_is_told(cast, as_, forums):
    response = as_(cast.reader).get(reverse("forums:map"))
    page = response.content.decode()
    drawing, listing = page.split('<svg class="diagram"')[1].split("</svg>")[0], page.split('id="h-lista"')[1]
    drawn = re.findall(r'href="(/forum/\d+/)"', drawing)
    assert sorted(drawn) == sorted(set(re.findall(r'href="(/forum/\d+/)"', listing)))
    assert len(drawn) == len(set(drawn)) == 4
    assert drawing.count('class="dg-head"') == sum(len(above) for above, _below in told(chart(ON)).values()) == 2
    assert drawing.count("<title") == drawing.count("</title>") == 5


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, {"SVOM", "Fredagsgruppen", "Beredningsgruppen", "Socialchefsnätverket"}),
        ({"level": "officials"}, {"Fredagsgruppen", "Beredningsgruppen"}),
        ({"sides": "municipal"}, {"Socialchefsnätverket"}),
        ({"around": "friday"}, {"SVOM", "Fredagsgruppen", "Beredningsgruppen"}),
        ({"around": "network"}, {"Socialchefsnätverket"}),
        ({"around": "svom", "level": "officials"}, {"Fredagsgruppen", "Beredningsgruppen"}),
        ({"around": None, "level": "other"}, set()),
    ],
)
def test_the_map_is_filtered(forums, asked, shown):
    around = forums[asked["around"]].pk if asked.get("around") else None
    assert set(told(chart(ON, **(asked | {"around": around})))) == shown


def test_what_belongs_to_a_forum_lies_above_or_below_it_and_not_beside(cast, forums):
    beside = create_forum(actor=None, name="Granngruppen", county=cast.county, prepares_for=[forums["svom"]])
    assert set(told(chart(ON, around=forums["friday"].pk))) == {"SVOM", "Fredagsgruppen", "Beredningsgruppen"}
    assert beside.label in told(chart(ON, around=forums["svom"].pk))


def test_a_relation_out_of_the_selection_is_told_as_such(cast, as_, forums):
    page = as_(cast.reader).get(reverse("forums:map") + "?niva=political").content.decode()
    assert "(utanför urvalet)" in page.split('id="h-lista"')[1]


def test_the_map_is_that_of_the_day(cast, forums):
    new = create_forum(actor=None, name="Nya gruppen", county=cast.county, starts_on=dt.date(2025, 1, 1))
    end_forum(actor=None, forum=forums["friday"], ends_on=dt.date(2024, 12, 31), successor=new)
    before, after = chart(dt.date(2024, 12, 31)), chart(dt.date(2025, 1, 1))
    assert "Fredagsgruppen" in told(before) and "Nya gruppen" not in told(before)
    assert "Fredagsgruppen" not in told(after) and told(after)["SVOM"] == ([], [])
    (place,) = (place for place in after.places if place.forum.label == "Nya gruppen")
    assert [forum.label for forum in place.predecessors] == ["Fredagsgruppen"]


def test_a_relation_left_on_a_forum_that_went_up_in_another_is_told_and_not_moved(cast, as_, forums):
    new = create_forum(actor=None, name="Nya gruppen", county=cast.county, starts_on=dt.date(2024, 1, 1))
    end_forum(actor=None, forum=forums["friday"], ends_on=dt.date(2023, 12, 31), successor=new)
    found = chart(ON)
    assert [(str(each.preparation), each.successor.label) for each in found.outside] == [
        ("Beredningsgruppen bereder åt Fredagsgruppen", "Nya gruppen"),
        ("Fredagsgruppen bereder åt SVOM", "Nya gruppen"),
    ]
    page = as_(cast.reader).get(reverse("forums:map")).content.decode()
    assert "Beredningar som står kvar på avslutade forum" in page
    add_preparation(actor=None, preparer=new, prepares_for=forums["svom"])
    assert told(chart(ON))["SVOM"] == ([], ["Nya gruppen"])


def test_a_circle_is_told_and_its_arrows_are_marked(cast, as_, forums):
    add_preparation(actor=None, preparer=forums["svom"], prepares_for=forums["group"])
    response = as_(cast.reader).get(reverse("forums:map"))
    page = response.content.decode()
    assert [[forum.label for forum in group] for group in chart(ON).circles] == [
        ["SVOM", "Fredagsgruppen", "Beredningsgruppen"]
    ]
    assert "Beredningen går i en ring" in page
    assert page.split('<svg class="diagram"')[1].count('class="dg-head is-circle"') == 3


def test_nothing_to_draw_is_told(cast, as_):
    page = as_(cast.reader).get(reverse("forums:map") + "?niva=network").content.decode()
    assert "Inga forum att rita" in page and '<svg class="diagram"' not in page


def test_the_map_asks_the_database_as_often_for_sixty_forums_as_for_one(cast, as_, django_assert_max_num_queries):
    client, address = as_(cast.reader), reverse("forums:map")
    client.get(address)

    def asked():
        cache.clear()
        with django_assert_max_num_queries(12) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    few = asked()
    made = [cast.forum]
    for number in range(59):
        level = list(Level)[number % len(Level)]
        made.append(
            create_forum(
                actor=None,
                name=f"Forum {number}",
                county=cast.county,
                level=level,
                prepares_for=made[number // 2 : number // 2 + 2],
            )
        )
    assert asked() == few


def test_more_forums_than_can_be_drawn_are_listed(cast, as_):
    Forum.objects.bulk_create(
        Forum(county=cast.county, name=f"Arbetsgrupp {number}", level=Level.NETWORK) for number in range(MOST_FORUMS)
    )
    page = as_(cast.reader).get(reverse("forums:map")).content.decode()
    assert "För mycket att rita på en gång" in page and 'class="diagram' not in page and "Arbetsgrupp 399" in page
    narrow = as_(cast.reader).get(reverse("forums:map"), {"niva": Level.POLITICAL}).content.decode()
    assert 'class="diagram' in narrow
