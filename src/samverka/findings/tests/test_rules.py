"""What does not agree is found; what cannot be told is not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samverka.findings.rules import WrongDay, WrongSum, ends_that_differ, meeting_named, wrong_sums
from samverka.foundation.dates import PartialDate

DAY = PartialDate.day
MAY, OCTOBER = DAY(dt.date(2023, 5, 26)), PartialDate.span(dt.date(2023, 10, 6), dt.date(2023, 10, 7))
HELD = [("maj", MAY), ("oktober", OCTOBER)]


@pytest.mark.parametrize(
    ("when", "held", "found"),
    [
        (DAY(dt.date(2023, 6, 9)), HELD, WrongDay(("maj",))),
        (DAY(dt.date(2023, 8, 9)), HELD, WrongDay(("oktober",))),
        (DAY(dt.date(2023, 1, 9)), HELD, WrongDay(())),
        (MAY, HELD, None),
        (DAY(dt.date(2023, 10, 7)), HELD, None),
        (PartialDate.month(2023, 6), HELD, None),  # inexact
        (DAY(dt.date(2022, 6, 9)), HELD, None),  # the register has nothing of that year
        (DAY(dt.date(2023, 6, 9)), [], None),
        (None, HELD, None),
    ],
)
def test_a_meeting_that_was_not_held(when, held, found):
    assert meeting_named(when, held) == found


BARNAHUS = [[10, 5, 15], [20, 2, 22], [30, 8, 38]]


@pytest.mark.parametrize(
    ("rows", "total_row", "total_column", "wrong"),
    [
        (BARNAHUS, False, True, []),
        ([*BARNAHUS, [60, 15, 75]], True, True, []),
        ([*BARNAHUS, [60, 14, 75]], True, True, [WrongSum("row", 3, 75, 74), WrongSum("column", 1, 14, 15)]),
        ([[10, 5, 16], [20, 2, 22]], False, True, [WrongSum("row", 0, 16, 15)]),
        ([[10, None, 16], [20, 2, 22]], False, True, []),  # an empty cell says nothing
        ([[1, 2, 9], [3, 4, 9]], False, True, []),  # no total agrees: there are none
        ([[1, 2], [3], [4, 2]], True, False, []),  # ragged
        ([], True, True, []),
        ([[]], True, True, []),
        ([[Decimal("1.5"), Decimal("1.5"), 3], [1, 1, 3]], False, True, [WrongSum("row", 1, 3, 2)]),
    ],
)
def test_totals_that_do_not_agree(rows, total_row, total_column, wrong):
    assert wrong_sums(rows, total_row=total_row, total_column=total_column) == wrong


YEAR_END = DAY(dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("ends", "different"),
    [
        ([], []),
        ([("a", YEAR_END)], []),
        ([("a", YEAR_END), ("b", YEAR_END)], []),
        ([("a", PartialDate.year(2024)), ("b", YEAR_END)], []),
        ([("a", PartialDate.year(2020)), ("b", DAY(dt.date(2023, 12, 31))), ("c", YEAR_END)],
         [("a", PartialDate.year(2020)), ("b", DAY(dt.date(2023, 12, 31))), ("c", YEAR_END)]),
        ([("a", YEAR_END), ("b", DAY(dt.date(2023, 12, 31))), ("c", YEAR_END)], [("b", DAY(dt.date(2023, 12, 31))), ("a", YEAR_END)]),
    ],
)  # fmt: skip
def test_several_ends_of_one_agreement(ends, different):
    assert ends_that_differ(ends) == different
