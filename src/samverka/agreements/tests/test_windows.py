"""Months, quarters and years of the review calendar."""

import datetime as dt

import pytest

from samverka.agreements.windows import Length, Window, parse_window, window_around
from samverka.foundation.dates.swedish import in_words

D = dt.date


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2024", D(2024, 1, 1), D(2024, 12, 31), "2024"),
        ("2024-k1", D(2024, 1, 1), D(2024, 3, 31), "januari–mars 2024"),
        ("2024-K4", D(2024, 10, 1), D(2024, 12, 31), "oktober–december 2024"),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29), "februari 2024"),
    ],
)
def test_a_period_is_read_told_and_written(text, first, last, words):
    window = parse_window(text)
    assert (window.first, window.last, in_words(window.date), window.key) == (first, last, words, text.lower())


@pytest.mark.parametrize("text", ["", "2024-13", "2024-00", "2024-k5", "1899", "2201", "24", "20240", "٢٠٢٤", "2024-1"])
def test_anything_else_is_no_period(text):
    assert parse_window(text) is None


@pytest.mark.parametrize("length", Length)
def test_the_next_begins_the_day_after_the_last(length):
    window = window_around(D(2024, 5, 20), length)
    following = window.moved(1)
    assert (following.first - window.last).days == 1
    assert following.moved(-1) == window
    assert window.first <= D(2024, 5, 20) <= window.last


def test_outside_the_years_there_is_none():
    assert Window(Length.YEAR, D(1900, 1, 1)).moved(-1) is None
    assert Window(Length.YEAR, D(2200, 1, 1)).moved(1) is None


def test_another_length_keeps_to_the_day_or_to_what_is_shown():
    year = parse_window("2024")
    assert year.resized(Length.QUARTER, D(2024, 5, 20)).key == "2024-k2"
    assert year.resized(Length.MONTH, D(2030, 1, 1)).key == "2024-01"
