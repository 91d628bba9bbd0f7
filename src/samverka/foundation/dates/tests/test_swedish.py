"""Dates as people write them, as a table; and what the scanner may never do."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.calendar import add_months, add_period, months_in, period_of
from samverka.foundation.dates.swedish import day_in_words, distance_in_words, find_dates, in_words, parse_date

D = dt.date
WRITTEN = [
    ("3/6 2024", PartialDate.day(D(2024, 6, 3))),
    ("31/12 2024", PartialDate.day(D(2024, 12, 31))),
    ("16-17/4 2024", PartialDate.span(D(2024, 4, 16), D(2024, 4, 17))),
    ("25–26/10 2023", PartialDate.span(D(2023, 10, 25), D(2023, 10, 26))),
    ("2024-05-20", PartialDate.day(D(2024, 5, 20))),
    ("31 december 2024", PartialDate.day(D(2024, 12, 31))),
    ("den 3 juni 2024", PartialDate.day(D(2024, 6, 3))),
    ("16–17 april 2024", PartialDate.span(D(2024, 4, 16), D(2024, 4, 17))),
    ("31 maj–1 juni 2024", PartialDate.span(D(2024, 5, 31), D(2024, 6, 1))),
    ("3.6.2024", PartialDate.day(D(2024, 6, 3))),
    ("3/6-24", PartialDate.day(D(2024, 6, 3))),
    ("okt. 2024", PartialDate.month(2024, 10)),
    ("feb 2024", PartialDate.month(2024, 2)),
    ("Mars 2025", PartialDate.month(2025, 3)),
    ("2024-02", PartialDate.month(2024, 2)),
    ("höst 2024", PartialDate.autumn(2024)),
    ("våren 2020", PartialDate.spring(2020)),
    ("vt 2024", PartialDate.spring(2024)),
    ("ht-24", PartialDate.autumn(2024)),
    ("okt–nov 2024", PartialDate.months(2024, 10, 11)),
    ("april/maj 2024", PartialDate.months(2024, 4, 5)),
    ("kvartal 2 2024", PartialDate.months(2024, 4, 6)),
    ("nov–okt 2024", None),
    ("läsåret 2023/24", PartialDate.school_year(2023)),
    ("2023", PartialDate.year(2023)),
    ("20240520", PartialDate.day(D(2024, 5, 20))),
    ("2024/05/20", PartialDate.day(D(2024, 5, 20))),
    ("1/4-31/12 2022", None),
    ("31/2 2024", None),
    ("2024-13-01", None),
    ("snart", None),
    ("", None),
    ("17/6", None),
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN, ids=[w[0] or "empty" for w in WRITTEN])
def test_a_written_date_is_read(text, expected):
    assert parse_date(text) == expected


def test_dates_are_found_in_running_text():
    text = "SVOM 2023 och 23/2 2024-rapport, giltigt t.om. 31/12 2024. Dec 2023 - uppdrag."
    assert [(m.raw, m.value.iso()) for m in find_dates(text)] == [
        ("2023", "2023"),
        ("23/2 2024", "2024-02-23"),
        ("31/12 2024", "2024-12-31"),
        ("Dec 2023", "2023-12"),
    ]


def test_a_six_digit_number_is_a_date_only_when_asked_for():
    assert [m.raw for m in find_dates("Klart 190430")] == []
    assert [m.value.iso() for m in find_dates("Klart 190430", compact=True)] == ["2019-04-30"]


@given(st.text())
def test_no_text_makes_the_scanner_fail_and_what_it_finds_stands_there(text):
    for found in find_dates(text, compact=True):
        assert text[found.start : found.end] == found.raw


@given(st.dates(min_value=D(1900, 1, 1), max_value=D(2099, 12, 31)))
def test_a_day_in_words_reads_back(day):
    assert parse_date(day_in_words(day)) == PartialDate.day(day)


@pytest.mark.parametrize(
    "text",
    [
        "3 juni 2024",
        "16–17 april 2024",
        "31 maj–1 juni 2024",
        "oktober 2024",
        "oktober–november 2024",
        "hösten 2024",
        "2024",
        "läsåret 2023/2024",
    ],
)
def test_words_and_reading_are_inverse(text):
    assert in_words(parse_date(text)) == text


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (D(2024, 12, 31), -6, D(2024, 6, 30)),
        (D(2024, 6, 30), 6, D(2024, 12, 31)),
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2023, 1, 31), 1, D(2023, 2, 28)),
        (D(2024, 2, 29), 12, D(2025, 2, 28)),
        (D(2024, 1, 30), 1, D(2024, 2, 29)),
        (D(2024, 3, 15), -12, D(2023, 3, 15)),
        (D(9999, 12, 31), 12, D.max),
    ],
)
def test_months_are_counted_as_in_agreements(day, months, expected):
    assert add_months(day, months) == expected


@given(st.integers(min_value=0, max_value=1200))
def test_a_period_reads_back(months):
    assert months_in(period_of(months)) == months


@pytest.mark.parametrize(
    ("period", "times", "expected"),
    [("P6M", -1, D(2024, 6, 30)), ("P1Y", 2, D(2026, 12, 31)), ("P3W", -1, D(2024, 12, 10)), ("P30D", 1, D(2025, 1, 30)),
     ("P9999D", -9999, D.min), ("P999Y", 9, D.max)],
)  # fmt: skip
def test_periods_are_added_to_a_day(period, times, expected):
    assert add_period(D(2024, 12, 31), period, times) == expected


@pytest.mark.parametrize("text", ["", "P", "P1D", "1Y", "P1Y2"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="not a period"):
        months_in(text)


@pytest.mark.parametrize(
    ("day", "words"),
    [(D(2024, 5, 20), "i dag"), (D(2024, 5, 21), "i morgon"), (D(2024, 5, 19), "i går"), (D(2024, 6, 1), "om 12 dagar"),
     (D(2024, 12, 31), "om 7 månader"), (D(2030, 12, 31), "om 7 år"), (D(2024, 4, 16), "för 34 dagar sedan")],
)  # fmt: skip
def test_near_days_are_told_by_their_distance(day, words):
    assert distance_in_words(day, D(2024, 5, 20)) == words
