"""Swedish public holidays, and the eves when nobody works. No clock, no Django.

Source: lagen (1989:253) om allmänna helgdagar. Nationaldagen is one of them since 2005 (lag 2004:1320), in place of
annandag pingst. Sundays are holidays by the same law and told by `is_working_day`. The eves are no holidays by that law, but
3 a § semesterlagen (1977:480) puts them beside Sundays, and no forum meets on them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_DAY = dt.timedelta(days=1)
_SATURDAY = 5
NATIONAL_DAY_SINCE = 2005


def easter_sunday(year: int) -> dt.date:
    """Påskdagen by the Gregorian rule (the anonymous algorithm, Meeus, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


@lru_cache(maxsize=200)
def holidays(year: int) -> Mapping[dt.date, str]:
    """The public holidays of a year with their Swedish names, in order; other Sundays are left out."""
    easter = easter_sunday(year)
    days = {
        dt.date(year, 1, 1): "nyårsdagen",
        dt.date(year, 1, 6): "trettondedag jul",
        easter - 2 * _DAY: "långfredagen",
        easter: "påskdagen",
        easter + _DAY: "annandag påsk",
        dt.date(year, 5, 1): "första maj",
        easter + 39 * _DAY: "Kristi himmelsfärdsdag",
        easter + 49 * _DAY: "pingstdagen",
        _saturday_from(dt.date(year, 6, 20)): "midsommardagen",
        _saturday_from(dt.date(year, 10, 31)): "alla helgons dag",
        dt.date(year, 12, 25): "juldagen",
        dt.date(year, 12, 26): "annandag jul",
    }
    if year >= NATIONAL_DAY_SINCE:
        days.setdefault(dt.date(year, 6, 6), "nationaldagen")
    else:
        days[easter + 50 * _DAY] = "annandag pingst"
    return MappingProxyType(dict(sorted(days.items())))


@lru_cache(maxsize=200)
def eves(year: int) -> Mapping[dt.date, str]:
    """The eves that are free from work for most: midsommarafton, julafton, nyårsafton."""
    midsummer = _saturday_from(dt.date(year, 6, 20)) - _DAY
    return MappingProxyType(
        {midsummer: "midsommarafton", dt.date(year, 12, 24): "julafton", dt.date(year, 12, 31): "nyårsafton"}
    )


def free_day(day: dt.date) -> str:
    """The Swedish name of the holiday or eve that the day is; else empty, also on an ordinary Saturday or Sunday."""
    return holidays(day.year).get(day) or eves(day.year).get(day, "")


def is_working_day(day: dt.date) -> bool:
    """Whether people work: neither Saturday, Sunday, holiday nor eve."""
    return day.weekday() < _SATURDAY and not free_day(day)


def working_day_before(day: dt.date) -> dt.date:
    """The day itself if people work, else the nearest working day before it. There is always one within two weeks."""
    while not is_working_day(day) and day > dt.date.min:
        day -= _DAY
    return day


def _saturday_from(day: dt.date) -> dt.date:
    """The first Saturday on the day or after it."""
    return day + (_SATURDAY - day.weekday()) % 7 * _DAY
