"""Dates in English words, for readers who have chosen English. Reading stays Swedish: the documents are."""

from __future__ import annotations

import datetime as dt

from samverka.foundation.dates.partial import PartialDate, Precision

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = tuple(month[:3] for month in MONTHS)


def in_words(date: PartialDate) -> str:
    """`3 June 2024`, `16–17 April 2024`, `October 2024`, `autumn 2024`, `2024`, `school year 2023/2024`."""
    start, end = date.start, date.end
    match date.precision:
        case Precision.YEAR:
            return str(start.year)
        case Precision.SEASON:
            return f"{'spring' if start.month == 1 else 'autumn'} {start.year}"
        case Precision.SCHOOL_YEAR:
            return f"school year {start.year}/{end.year}"
        case Precision.MONTH:
            first = f"{MONTHS[start.month - 1]}–" if start.month != end.month else ""
            return f"{first}{MONTHS[end.month - 1]} {end.year}"
    if start == end:
        return day_in_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_in_words(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{day_in_words(end)}"
    return f"{day_in_words(start)}–{day_in_words(end)}"


def day_in_words(day: dt.date, *, short: bool = False) -> str:
    """`3 June 2024`; short: `31 Dec 2024`."""
    return f"{day.day} {(_SHORT if short else MONTHS)[day.month - 1]} {day.year}"


def clock(time: dt.time) -> str:
    """`12:30`."""
    return f"{time:%H:%M}"


def distance_in_words(day: dt.date, on: dt.date) -> str:
    """How far `day` is from `on`: `today`, `tomorrow`, `in 12 days`, `in 7 months`, `34 days ago`."""
    days = (day - on).days
    if days in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[days + 1]
    count = abs(days)
    if count < 60:
        amount = f"{count} days"
    elif count < 730:
        amount = f"{round(count / 30.44)} months"
    else:
        amount = f"{round(count / 365.25)} years"
    return f"in {amount}" if days > 0 else f"{amount} ago"
