"""Which closed rows are printed, what is late, who has the ball, where a text names a §."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.action_register.editions.rules import (
    ball,
    closings,
    is_late,
    is_printed,
    printed_with,
    sections_in,
    shown_closed,
)
from samverka.action_register.editions.states import Answer, Ball, EditionState
from samverka.action_register.printed import PrintedDirection, PrintedRegister, PrintedRow

JAN, MARCH, MAY, JUNE = (dt.date(2024, month, 10) for month in (1, 3, 5, 6))


def row(state: str = "ongoing", closed_on: dt.date | None = None, key: int = 1) -> PrintedRow:
    return PrintedRow(key=key, state=state, closed_on=closed_on.isoformat() if closed_on else "")


def listed(*rows: PrintedRow, heading: str = "Nära vård") -> PrintedRegister:
    return PrintedRegister(title="", forum="", day="", directions=(PrintedDirection(name=heading, rows=rows),))


@pytest.mark.parametrize(
    ("taken", "now", "printed"),
    [
        ([], row(), True),
        ([], row("done", JAN), True),  # no edition has been taken: nothing has been shown
        ([(row(), MARCH)], row("done", MAY), True),  # shown while it was ongoing
        ([(row("done", JAN), MARCH)], row("done", JAN), False),  # shown as done, once
        ([(row("dropped", JAN), MARCH)], row("dropped", JAN), False),
        ([(row("done", MARCH), MARCH)], row("done", MARCH), False),  # closed on the day of the meeting
        ([(row("done", MAY), MARCH)], row("done", MAY), True),  # the meeting was before the closing
        ([(row("done", JAN), MARCH)], row(), True),  # taken up again
        ([(row("done", JAN), MARCH)], row("done", MAY), True),  # closed, shown, taken up, closed again
        ([(row("done", JAN), MARCH), (row("done", MAY), JUNE)], row("done", MAY), False),  # and shown again
        ([(row("done", JAN), MARCH)], row("dropped", JAN), True),  # another closing the same day
        ([(row("done", JAN), MARCH)], row("done", JAN, key=2), True),  # another row
        ([(row(), MARCH)], row("done", JAN), True),  # closed afterwards with an earlier day: never shown as closed
    ],
)
def test_a_closed_row_is_printed_until_an_edition_has_shown_it(taken, now, printed):
    shown = shown_closed((closings(listed(each)), met) for each, met in taken)
    assert is_printed(now, shown) is printed


def test_a_heading_left_with_no_row_is_not_printed():
    shown = frozenset({(1, "done", JAN.isoformat())})
    both = PrintedRegister(
        title="Lista", forum="SVOM", day="2024-05-10",
        directions=(PrintedDirection(name="A", rows=(row("done", JAN),)), PrintedDirection(name="B", rows=(row(key=2),))),
    )  # fmt: skip
    assert [direction.name for direction in printed_with(both, shown).directions] == ["B"]


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(["ongoing", "done", "dropped"])), unique_by=lambda one: one[0]
    )
)
def test_what_an_edition_has_shown_is_not_printed_again_and_the_rest_stays(rows):
    register = listed(*(row(state, None if state == "ongoing" else JAN, key) for key, state in rows))
    once = printed_with(register, frozenset())
    again = printed_with(register, shown_closed([(closings(register), MARCH)]))
    assert [each.key for each in once.rows] == [key for key, _state in rows]
    assert [each.key for each in again.rows] == [key for key, state in rows if state == "ongoing"]


@pytest.mark.parametrize(("on", "late"), [(MARCH, False), (MAY, False), (JUNE, True)])
def test_a_comment_is_late_after_the_last_day(on, late):
    assert is_late(on, MAY) is late


W, N, R = Answer.WAITING, Answer.NO_REMARKS, Answer.REMARKS


@pytest.mark.parametrize(
    ("state", "answers", "on", "who"),
    [
        (EditionState.DRAFT, [], MARCH, Ball.EDITOR_SENDS),
        (EditionState.OUT, [W, N], MARCH, Ball.FORUMS),
        (EditionState.OUT, [W, N], MAY, Ball.FORUMS),  # the last day
        (EditionState.OUT, [W, N], JUNE, Ball.EDITOR_ANSWERS),  # the time has run out
        (EditionState.OUT, [R, N], MARCH, Ball.EDITOR_ANSWERS),  # all have answered
        (EditionState.TAKEN, [W], MARCH, Ball.NOBODY),
        (EditionState.WITHDRAWN, [W], MARCH, Ball.NOBODY),
    ],
)
def test_who_has_the_ball(state, answers, on, who):
    assert ball(state, answers, MAY, on) is who


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("Klart enligt beslut", ()),
        ("Enligt SVOM § 12", ("§\u00a012",)),
        ("SVOM §12, se även § 12", ("§\u00a012",)),
        ("§§ 16–18 och § 20 p. 2", ("§§\u00a016–18", "§\u00a020 p. 2")),
        ("RS § 214/2023", ("§\u00a0214/2023",)),
        ("KL 9 kap. 37 §", ()),  # a law's § stands after its number
        ("TF 2 kap. 10 § 2 st", ()),
        ("SVOM 26 maj 2023 § 18", ("§\u00a018",)),
    ],
)
def test_where_a_text_names_a_paragraph(text, found):
    assert sections_in(text) == found
