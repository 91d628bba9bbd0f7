"""Agreements under agreements: never in a circle, told on both pages, grouped in the list."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samverka.agreements.hierarchy import above, family, in_order, makes_a_circle
from samverka.agreements.models import Agreement
from samverka.agreements.operations import remove_agreement, set_parent
from samverka.agreements.tests.stage import agreed
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history
from samverka.foundation.lifecycle.mechanism import Refused

ON = dt.date(2024, 5, 20)
PARENTS = {2: 1, 3: 1, 4: 2, 6: 5}


@pytest.mark.parametrize(("key", "expected"), [(1, []), (2, [1]), (4, [2, 1]), (9, [])])
def test_what_an_agreement_belongs_to(key, expected):
    assert above(key, PARENTS) == expected


@pytest.mark.parametrize(
    ("key", "parent", "expected"), [(1, 1, True), (1, 2, True), (1, 4, True), (3, 4, False), (5, 4, False), (4, 6, False)]
)  # fmt: skip
def test_what_would_be_a_circle(key, parent, expected):
    assert makes_a_circle(key, parent, PARENTS) == expected


def test_a_family_is_told_from_its_top():
    assert family(4, PARENTS) == [(1, 0), (2, 1), (4, 2), (3, 1)]
    assert family(9, PARENTS) == [(9, 0)]


def test_the_list_keeps_its_order_and_puts_each_under_its_own():
    assert in_order([6, 3, 1, 2, 5, 4], PARENTS) == [(1, 0), (3, 1), (2, 1), (4, 2), (5, 0), (6, 1)]
    assert in_order([4, 3], PARENTS) == [(4, 0), (3, 0)]


@given(
    st.lists(st.integers(0, 12), unique=True, max_size=12),
    st.dictionaries(st.integers(0, 12), st.integers(0, 12), max_size=12),
)
def test_nothing_is_lost_or_doubled_even_in_a_circle(keys, parents):
    assert sorted(key for key, _depth in in_order(keys, parents)) == sorted(keys)
    assert all(key in [each for each, _depth in family(key, parents)] or key in parents for key in keys)
    assert len(above(0, parents)) <= len(parents)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
def test_who_asks_first_never_gets_a_circle(wishes):
    parents: dict[int, int] = {}
    for key, parent in wishes:
        if not makes_a_circle(key, parent, parents):
            parents[key] = parent
    assert not any(key in above(key, parents) for key in range(9))


# --- written -----------------------------------------------------------------------------------------------------


def put(cast, agreement, parent, **given):
    return set_parent(actor=cast.coordinator, agreement=agreement, parent=parent, **given)


def test_an_agreement_is_put_under_another_and_taken_out_again(cast):
    parent, child = agreed("Samverkansavtal"), agreed("Överenskommelse")
    assert put(cast, child, parent, version=child.version)
    assert not put(cast, child, parent)
    assert history(child)[0].changes == {"parent": [None, parent.pk]}
    assert put(cast, child, None)
    assert Agreement.objects.get(pk=child.pk).parent is None


def test_a_circle_is_refused_at_any_distance(cast, as_):
    first, second, third = agreed("A"), agreed("B"), agreed("C")
    put(cast, second, first)
    put(cast, third, second)
    client = as_(cast.coordinator)
    address = reverse("agreements:set_parent", args=[first.pk])
    offered = client.get(address).context["form"].fields["parent"].queryset
    assert list(offered) == []
    for other in (first, second, third):
        assert client.post(address, {"parent": other.pk}).status_code == 422
        with pytest.raises(Exception, match=r"hör redan till det här avtalet|höra till sig självt"):
            put(cast, first, other)
    assert Agreement.objects.get(pk=first.pk).parent is None


def test_the_database_refuses_one_under_itself(db):
    agreement = agreed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(parent=agreement)


def test_what_someone_else_has_changed_is_not_overwritten(cast):
    child, seen = agreed("Under"), 1
    put(cast, child, agreed("Första"))
    with pytest.raises(StaleRecord):
        put(cast, Agreement.objects.get(pk=child.pk), agreed("Andra"), version=seen)


def test_one_with_others_under_it_is_not_removed(cast):
    parent = agreed("Över")
    put(cast, agreed("Under"), parent)
    with pytest.raises(Refused):
        remove_agreement(actor=cast.coordinator, agreement=parent)


# --- shown -------------------------------------------------------------------------------------------------------

LAPSED = {
    "2020-2021": "Hör till Över, vars tid har gått ut.",
    "2025-2026": "Hör till Över, som inte har börjat gälla.",
    "": "Hör till Över, vars giltighet är oklar.",
    "2024-2026, under förutsättning att alla parter antar": "Hör till Över, som väntar på parterna.",
    "2020-2030": "",
}


@pytest.mark.parametrize("validity", LAPSED)
def test_the_page_says_when_what_it_belongs_to_does_not_apply(cast, as_, validity):
    parent, child = agreed("Över", validity), agreed("Under", "2020-2030")
    put(cast, child, parent)
    response = as_(cast.reader).get(reverse("agreements:detail", args=[child.pk]) + f"?datum={ON}")
    assert response.context["parent_told"] == LAPSED[validity]
    assert [(each.name, each.depth, each.is_self) for each in response.context["tree"]] == [
        ("Över", 0, False),
        ("Under", 1, True),
    ]


def test_one_that_stands_alone_has_no_tree(cast, as_):
    text = as_(cast.reader).get(reverse("agreements:detail", args=[agreed().pk])).content.decode()
    assert "Hör ihop" not in text


def test_the_list_is_grouped_when_asked(cast, as_):
    top, under, other = agreed("Ö-avtal"), agreed("Bilageavtal"), agreed("Annat")
    put(cast, under, top)
    client = as_(cast.reader)
    rows = client.get(reverse("agreements:list") + "?ordna=hor-till").context["rows"]
    assert [(row.name, row.depth, row.parent) for row in rows] == [
        ("Annat", 0, ""),
        ("Ö-avtal", 0, ""),
        ("Bilageavtal", 1, "Ö-avtal"),
    ]
    flat = client.get(reverse("agreements:list")).context["rows"]
    assert [(row.name, row.depth) for row in flat] == [("Annat", 0), ("Bilageavtal", 0), ("Ö-avtal", 0)]
    assert other.parent is None
