"""Counting in calendar months and ISO 8601 periods."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_PERIOD = re.compile(r"P(?:(?P<years>\d{1,3})Y)?(?:(?P<months>\d{1,4})M)?\Z")
_DAYS = re.compile(r"P(?P<count>\d{1,4})(?P<unit>[WD])\Z")


def months_in(period: str) -> int:
    """The months of an ISO 8601 period of years and months: `P1Y6M` is 18. Raises `ValueError` on any other text."""
    match = _PERIOD.match(period)
    if not match or not (match["years"] or match["months"]):
        raise ValueError(f"not a period of years and months: {period!r}")
    return int(match["years"] or 0) * 12 + int(match["months"] or 0)


def parse_period(period: str) -> tuple[int, int]:
    """An ISO 8601 period as (months, days): `P1Y6M` is (18, 0), `P3W` (0, 21), `P30D` (0, 30).

    Raises `ValueError` on any other text.
    """
    if match := _DAYS.match(period):
        return 0, int(match["count"]) * (7 if match["unit"] == "W" else 1)
    return months_in(period), 0


def add_period(day: dt.date, period: str, times: int = 1) -> dt.date:
    """`day` moved by `times` periods (negative: back), kept inside 0001–9999; months are counted as `add_months`
    does. Raises `ValueError` on a bad period."""
    months, days = parse_period(period)
    if days:
        ordinal = day.toordinal() + days * times
        return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))
    return add_months(day, months * times)


def period_of(months: int) -> str:
    """The shortest ISO 8601 period of whole months: 12 is `P1Y`, 18 is `P1Y6M`, 6 is `P6M`."""
    years, rest = divmod(months, 12)
    return "P" + (f"{years}Y" if years else "") + (f"{rest}M" if rest or not years else "")


def is_last_of_month(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def add_months(day: dt.date, months: int) -> dt.date:
    """`day` moved by calendar months, kept inside 0001–9999.

    The last day of a month stays the last day (31 December − 6 months = 30 June, 30 June + 6 months = 31 December);
    a day that the target month lacks becomes its last.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < 1:
        return dt.date.min
    if year > 9999:
        return dt.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, last if is_last_of_month(day) else min(day.day, last))
