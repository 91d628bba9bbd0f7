"""Many validities under one axis."""

import datetime as dt

import pytest

from samverka.foundation.ui.lanes import EARLIEST, LATEST, MOST_YEARS, Axis, LaneMark, axis, axis_around, lane, place
from samverka.foundation.ui.lifebar import Span

D = dt.date
FOUR = Axis(2021, 2024)  # 1461 days


def pieces(found):
    return [(piece.kind, piece.x, piece.end) for piece in found.pieces]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ((2020, 2024), (2020, 2024)),
        ((2024, 2020), (2020, 2024)),
        ((2024, 2024), (2024, 2024)),
        ((0, 1950), (EARLIEST, 1950)),
        ((2190, 999_999_999), (2190, LATEST)),
        ((1900, 2200), (1900, 1900 + MOST_YEARS - 1)),
    ],
)
def test_the_years_are_put_in_order_and_kept_within_what_can_be_drawn(asked, shown):
    assert (axis(*asked).first, axis(*asked).last) == shown


def test_the_usual_years_stand_around_the_day():
    assert axis_around(D(2024, 5, 20)) == Axis(2017, 2030)


def test_a_year_stands_where_its_first_day_does():
    assert [(tick.x, tick.label, tick.is_odd) for tick in FOUR.ticks] == [
        ("0.00%", "2021", False),
        ("24.98%", "2022", True),
        ("49.97%", "2023", False),
        ("74.95%", "2024", True),
    ]
    assert [tick.label for tick in Axis(2000, 2019).ticks][:5] == ["2000", "", "2002", "", "2004"]


def test_a_bar_is_cut_at_the_edges_and_says_so():
    found = lane([Span("base", D(2019, 1, 1), D(2022, 12, 31)), Span("ext", D(2023, 1, 1), D(2026, 12, 31))], FOUR)
    assert pieces(found) == [("base", "0.00%", "49.97%"), ("ext", "49.97%", "100.00%")]
    assert found.ends == ["49.97%"]
    assert (found.came_from, found.goes_on) == (True, True)


def test_what_has_no_end_goes_on():
    found = lane([Span("open", D(2022, 1, 1), None)], FOUR)
    assert (pieces(found), found.ends, found.goes_on, found.came_from) == (
        [("open", "24.98%", "100.00%")], [], True, False,
    )  # fmt: skip


def test_a_gap_has_no_end_of_its_own_and_does_not_go_on():
    found = lane([Span("base", D(2021, 1, 1), D(2021, 12, 31)), Span("gap", D(2022, 1, 1), None)], FOUR)
    assert (found.ends, found.goes_on) == (["24.98%"], False)


@pytest.mark.parametrize("span", [Span("base", D(2010, 1, 1), D(2020, 12, 31)), Span("base", D(2025, 1, 1), None)])
def test_what_lies_outside_is_not_drawn(span):
    assert lane([span], FOUR).pieces == []


def test_marks_periods_and_the_stop_stand_where_their_days_do():
    found = lane(
        [Span("auto", D(2021, 1, 1), D(2024, 12, 31))],
        FOUR,
        marks=[(D(2022, 1, 1), "is-late"), (D(2025, 1, 1), "")],
        periods=[D(2023, 1, 1), D(2020, 1, 1)],
        ended_from=D(2024, 1, 1),
    )
    assert (found.marks, found.ticks, found.ended) == ([LaneMark("24.98%", "is-late")], ["49.97%"], "74.95%")


def test_the_words_of_a_day_stay_inside():
    assert place(D(2021, 1, 1), FOUR) == ("0.00%", "start")
    assert place(D(2024, 12, 31), FOUR)[1] == "end"
    assert place(D(2025, 1, 1), FOUR) == ("", "")
