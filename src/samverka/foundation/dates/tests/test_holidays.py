"""Swedish holidays against almanacs."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.dates.holidays import (
    easter_sunday,
    eves,
    free_day,
    holidays,
    is_working_day,
    working_day_before,
)


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2023, "04-09"), (2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2038, "04-25"), (2285, "03-22")],
)  # fmt: skip
def test_easter_falls_when_the_almanac_says(year, day):
    assert easter_sunday(year) == dt.date.fromisoformat(f"{year}-{day}")


def test_the_holidays_of_2024():
    assert {f"{day:%m-%d}": name for day, name in holidays(2024).items()} == {
        "01-01": "nyårsdagen",
        "01-06": "trettondedag jul",
        "03-29": "långfredagen",
        "03-31": "påskdagen",
        "04-01": "annandag påsk",
        "05-01": "första maj",
        "05-09": "Kristi himmelsfärdsdag",
        "05-19": "pingstdagen",
        "06-06": "nationaldagen",
        "06-22": "midsommardagen",
        "11-02": "alla helgons dag",
        "12-25": "juldagen",
        "12-26": "annandag jul",
    }
    assert {f"{day:%m-%d}" for day in eves(2024)} == {"06-21", "12-24", "12-31"}


def test_whit_monday_was_a_holiday_until_the_national_day_became_one():
    assert (free_day(dt.date(2004, 5, 31)), free_day(dt.date(2004, 6, 6))) == ("annandag pingst", "")
    assert (free_day(dt.date(2005, 5, 16)), free_day(dt.date(2005, 6, 6))) == ("", "nationaldagen")


def test_two_holidays_on_one_day_are_one():
    assert free_day(dt.date(2008, 5, 1)) == "Kristi himmelsfärdsdag"  # and first of May
    assert len(holidays(2008)) == 12


@pytest.mark.parametrize(
    ("day", "works"),
    [("2024-06-05", True), ("2024-06-06", False), ("2024-06-21", False), ("2024-06-22", False), ("2024-06-23", False), ("2024-05-10", True)],
)  # fmt: skip
def test_when_people_work(day, works):
    assert is_working_day(dt.date.fromisoformat(day)) is works


def test_the_working_day_before_easter_monday_is_maundy_thursday():
    assert working_day_before(dt.date(2024, 4, 1)) == dt.date(2024, 3, 28)
    assert working_day_before(dt.date(2024, 4, 2)) == dt.date(2024, 4, 2)


@given(st.integers(1900, 2400))
def test_easter_is_a_sunday_of_spring_and_every_year_has_its_holidays(year):
    easter = easter_sunday(year)
    assert easter.weekday() == 6 and dt.date(year, 3, 22) <= easter <= dt.date(year, 4, 25)
    assert 11 <= len(holidays(year)) <= 13 and list(holidays(year)) == sorted(holidays(year))
