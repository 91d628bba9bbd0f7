"""The geometry of the wheel: leap years, marks and labels that never cover each other."""

from __future__ import annotations

import datetime as dt
import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.home.wheel import (
    CENTRE,
    HEIGHT,
    LINE,
    MARK,
    MOST_LABELS,
    OUTER,
    RING,
    WIDTH,
    Happening,
    place,
    ring_edges,
    shape,
    share,
    wheel,
)

KINDS = ("moten", "uppfoljningar", "avtal", "platser")


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(day: str, ring: int = 0, label: str = "SVOM", **more) -> Happening:
    return Happening(ring, d(day), d(day), "moten", label, **more)


@pytest.mark.parametrize(
    ("day", "part"),
    [("2023-01-01", 0), ("2023-07-02", 182 / 365), ("2023-12-31", 364 / 365), ("2024-02-29", 59 / 366), ("2024-12-31", 365 / 366)],
)  # fmt: skip
def test_a_day_as_a_share_of_its_year(day, part):
    assert share(d(day)) == part


def test_the_year_runs_clockwise_from_the_top():
    x, y = CENTRE
    assert [place(part, 100) for part in (0, 0.25, 0.5, 0.75)] == [
        (x, y - 100),
        (x + 100, y),
        (x, y + 100),
        (x - 100, y),
    ]


def test_the_rings_lie_inside_each_other():
    assert [ring_edges(n) for n in range(2)] == [(OUTER - RING, OUTER), (OUTER - 2 * RING, OUTER - RING)]
    with pytest.raises(ValueError, match="no room"):
        wheel(2024, [], 9)


def test_what_is_on_one_day_is_one_mark_with_a_number():
    drawn = wheel(2024, [at("2024-06-03"), at("2024-06-03", label="Barnarenan"), at("2024-06-03", ring=1)], 2)
    assert [(mark.count, mark.look) for mark in drawn.marks] == [(2, "moten"), (1, "moten")]
    assert [label.text for label in drawn.labels] == ["Barnarenan +1"]


def test_what_is_cancelled_is_drawn_so_unless_something_else_is_there():
    drawn = wheel(2024, [at("2024-06-03", is_off=True), at("2024-09-03", is_off=True), at("2024-09-03")], 1)
    assert [mark.is_off for mark in drawn.marks] == [True, False]


def test_an_inexact_day_is_an_arc_and_no_mark():
    drawn = wheel(2024, [Happening(0, d("2024-07-01"), d("2024-12-31"), "uppfoljningar", exact=False)], 1)
    assert (len(drawn.marks), len(drawn.arcs)) == (0, 1)
    radius = OUTER - RING / 2
    x, y = CENTRE
    assert drawn.arcs[0].path.startswith(f"M{x + round(radius * math.sin(2 * math.pi * 182 / 366), 1)}")
    assert drawn.arcs[0].path.split(" ")[-1] == f"{y - radius}"


def test_a_term_over_new_year_stays_within_the_year():
    span = Happening(0, d("2023-07-01"), d("2024-06-30"), "uppfoljningar", exact=False)
    assert [len(wheel(year, [span], 1).arcs) for year in (2022, 2023, 2024, 2025)] == [0, 1, 1, 0]


@pytest.mark.parametrize(("on", "is_marked"), [("2024-05-20", True), ("2023-05-20", False)])
def test_the_day_of_the_page_is_marked_in_its_own_year(on, is_marked):
    assert bool(wheel(2024, [], 3, d(on)).today) is is_marked


def test_months_begin_where_they_should():
    months = wheel(2024, [], 3).months
    assert [month.number for month in months] == list(range(1, 13))
    x, y = CENTRE
    assert months[0].edge == f"M{x} {y - OUTER + 3 * RING}L{x} {y - OUTER - 4}"


@pytest.mark.parametrize("look", KINDS)
def test_each_kind_has_a_shape_of_its_own(look):
    assert [other for other in KINDS if shape(other, 10, 10) == shape(look, 10, 10)] == [look]


days = st.dates(dt.date(2023, 1, 1), dt.date(2024, 12, 31))


@given(st.lists(st.tuples(days, st.integers(0, 5), st.sampled_from(KINDS), st.text(max_size=60)), max_size=80))
def test_marks_and_labels_never_cover_each_other_and_stay_in_the_drawing(rows):
    found = [Happening(ring, day, day, look, label) for day, ring, look, label in rows]
    drawn = wheel(2024, found, 6)
    assert sum(mark.count for mark in drawn.marks) == sum(day.year == 2024 for day, *_rest in rows)
    for one, other in combinations(drawn.marks, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= 2 * MARK - 0.5
    for mark in drawn.marks:
        assert math.dist((mark.x, mark.y), CENTRE) + MARK <= OUTER
    assert len(drawn.labels) <= MOST_LABELS
    for label in drawn.labels:
        assert 0 <= label.y <= HEIGHT and 0 < label.x < WIDTH
    for one, other in combinations(drawn.labels, 2):
        assert one.anchor != other.anchor or abs(one.y - other.y) >= LINE - 0.1
    outermost = [mark for mark in drawn.marks if abs(math.dist((mark.x, mark.y), CENTRE) - (OUTER - RING / 2)) < 1]
    assert drawn.unlabelled == len(outermost) - len(drawn.labels)
