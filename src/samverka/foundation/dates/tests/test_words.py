"""The same date in the language of the reader."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from samverka.foundation.dates import PartialDate, words

DAY = dt.date(2024, 6, 3)


@pytest.mark.parametrize(
    ("date", "swedish", "english"),
    [
        (PartialDate.day(DAY), "3 juni 2024", "3 June 2024"),
        (PartialDate.span(dt.date(2024, 4, 16), dt.date(2024, 4, 17)), "16–17 april 2024", "16–17 April 2024"),
        (PartialDate.span(dt.date(2024, 4, 30), dt.date(2024, 5, 2)), "30 april–2 maj 2024", "30 April–2 May 2024"),
        (
            PartialDate.span(dt.date(2024, 12, 30), dt.date(2025, 1, 2)),
            "30 december 2024–2 januari 2025",
            "30 December 2024–2 January 2025",
        ),
        (PartialDate.month(2024, 10), "oktober 2024", "October 2024"),
        (PartialDate.months(2024, 9, 10), "september–oktober 2024", "September–October 2024"),
        (PartialDate.spring(2024), "våren 2024", "spring 2024"),
        (PartialDate.autumn(2024), "hösten 2024", "autumn 2024"),
        (PartialDate.year(2024), "2024", "2024"),
        (PartialDate.school_year(2024), "läsåret 2024/2025", "school year 2024/2025"),
    ],
)
def test_a_date_is_told_in_the_readers_language(date: PartialDate, swedish: str, english: str) -> None:
    with translation.override("sv"):
        assert words.in_words(date) == swedish
    with translation.override("en"):
        assert words.in_words(date) == english


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (0, "i dag", "today"),
        (1, "i morgon", "tomorrow"),
        (-1, "i går", "yesterday"),
        (12, "om 12 dagar", "in 12 days"),
        (-34, "för 34 dagar sedan", "34 days ago"),
        (213, "om 7 månader", "in 7 months"),
        (-1000, "för 3 år sedan", "3 years ago"),
    ],
)
def test_a_distance_is_told_in_the_readers_language(days: int, swedish: str, english: str) -> None:
    with translation.override("sv"):
        assert words.distance_in_words(DAY + dt.timedelta(days), DAY) == swedish
    with translation.override("en"):
        assert words.distance_in_words(DAY + dt.timedelta(days), DAY) == english


def test_weekday_clock_and_short_day() -> None:
    with translation.override("en"):
        told = (words.weekday(DAY), words.clock(dt.time(9, 5)), words.day_in_words(DAY, short=True))
        assert told == ("Monday", "09:05", "3 Jun 2024")
    with translation.override("sv"):
        told = (words.weekday(DAY), words.clock(dt.time(9, 5)), words.day_in_words(dt.date(2024, 12, 31), short=True))
        assert told == ("måndag", "09.05", "31 dec. 2024")
