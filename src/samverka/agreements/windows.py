"""A month, quarter or year to look at: named in addresses as `2024-05`, `2024-k2`, `2024`. Free of Django and the clock."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.calendar import add_months

EARLIEST, LATEST = 1900, 2200
_ONE_DAY = dt.timedelta(days=1)
_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})|-k(?P<quarter>[1-4]))?\Z", re.IGNORECASE | re.ASCII)


class Length(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS_OF: dict[Length, int] = {Length.MONTH: 1, Length.QUARTER: 3, Length.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Window:
    """Whole months, from the first day of a calendar month, quarter or year."""

    length: Length
    first: dt.date

    @property
    def last(self) -> dt.date:
        return add_months(self.first, MONTHS_OF[self.length]) - _ONE_DAY

    @property
    def key(self) -> str:
        """As written in an address."""
        match self.length:
            case Length.MONTH:
                return f"{self.first:%Y-%m}"
            case Length.QUARTER:
                return f"{self.first.year:04}-k{self._quarter}"
            case _:
                return f"{self.first.year:04}"

    @property
    def date(self) -> PartialDate:
        """As an inexact date, for its words: `maj 2024`, `april–juni 2024`, `2024`."""
        if self.length is Length.YEAR:
            return PartialDate.year(self.first.year)
        return PartialDate.months(self.first.year, self.first.month, self.last.month)

    @property
    def _quarter(self) -> int:
        return (self.first.month - 1) // 3 + 1

    def moved(self, times: int) -> Window | None:
        """The one so many after (before, if negative); None outside what can be asked for."""
        first = add_months(self.first, times * MONTHS_OF[self.length])
        return Window(self.length, first) if EARLIEST <= first.year <= LATEST else None

    def resized(self, length: Length, on: dt.date) -> Window:
        """Of another length: around `on` if that day is in this one, else from its first day."""
        return window_around(on if self.first <= on <= self.last else self.first, length)


def window_around(day: dt.date, length: Length) -> Window:
    """The month, quarter or year that a day falls in."""
    months = MONTHS_OF[length]
    return Window(length, dt.date(day.year, (day.month - 1) // months * months + 1, 1))


def parse_window(text: str) -> Window | None:
    """What an address names; None for anything else and for years that nobody plans."""
    found = _WRITTEN.match(text.strip())
    if not found or not EARLIEST <= (year := int(found["year"])) <= LATEST:
        return None
    if found["quarter"]:
        return Window(Length.QUARTER, dt.date(year, int(found["quarter"]) * 3 - 2, 1))
    if found["month"]:
        month = int(found["month"])
        return Window(Length.MONTH, dt.date(year, month, 1)) if 1 <= month <= 12 else None
    return Window(Length.YEAR, dt.date(year, 1, 1))
