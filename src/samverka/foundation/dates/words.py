"""Dates in the words of the reader's language: for pages. What is stored, and forms that are read again, use `swedish`."""

from __future__ import annotations

import datetime as dt
from types import ModuleType

from django.utils.translation import get_language

from samverka.foundation.dates import PartialDate, english, swedish


def _language() -> ModuleType:
    return english if (get_language() or "").startswith("en") else swedish


def in_words(date: PartialDate) -> str:
    """`hösten 2024`, `autumn 2024`."""
    return str(_language().in_words(date))


def day_in_words(day: dt.date, *, short: bool = False) -> str:
    """`3 juni 2024`, `3 June 2024`."""
    return str(_language().day_in_words(day, short=short))


def clock(time: dt.time) -> str:
    """`12.30`, `12:30`."""
    return str(_language().clock(time))


def weekday(day: dt.date) -> str:
    """`måndag`, `Monday`."""
    return str(_language().WEEKDAYS[day.weekday()])


def month(number: int) -> str:
    """`juni`, `June`: the sixth."""
    return str(_language().MONTHS[number - 1])


def distance_in_words(day: dt.date, on: dt.date) -> str:
    """`om 12 dagar`, `in 12 days`."""
    return str(_language().distance_in_words(day, on))
