"""Dates that say how exact they are."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Precision(StrEnum):
    """How exact a date is. A span of two days is still of precision `day`."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """The days a written date may mean: `start` to `end`, both included.

    Raises `ValueError` if `end` is before `start`.
    """

    start: dt.date
    end: dt.date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a date cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: dt.date) -> PartialDate:
        return cls(day, day, Precision.DAY)

    @classmethod
    def span(cls, first: dt.date, last: dt.date) -> PartialDate:
        """Some whole days in a row, such as joint meeting days."""
        return cls(first, last, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> PartialDate:
        last = calendar.monthrange(year, month)[1]
        return cls(dt.date(year, month, 1), dt.date(year, month, last), Precision.MONTH)

    @classmethod
    def months(cls, year: int, first: int, last: int) -> PartialDate:
        """Some whole months in a row of one year, such as a quarter: `okt–nov 2024`."""
        return cls(cls.month(year, first).start, cls.month(year, last).end, Precision.MONTH)

    @classmethod
    def spring(cls, year: int) -> PartialDate:
        """Vår: 1 January to 30 June (glossary §3)."""
        return cls(dt.date(year, 1, 1), dt.date(year, 6, 30), Precision.SEASON)

    @classmethod
    def autumn(cls, year: int) -> PartialDate:
        """Höst: 1 July to 31 December (glossary §3)."""
        return cls(dt.date(year, 7, 1), dt.date(year, 12, 31), Precision.SEASON)

    @classmethod
    def year(cls, year: int) -> PartialDate:
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)

    @classmethod
    def school_year(cls, first_year: int) -> PartialDate:
        """Läsår: the autumn of one year and the spring of the next."""
        return cls(dt.date(first_year, 7, 1), dt.date(first_year + 1, 6, 30), Precision.SCHOOL_YEAR)

    @property
    def is_exact(self) -> bool:
        return self.precision is Precision.DAY and self.start == self.end

    def contains(self, day: dt.date) -> bool:
        return self.start <= day <= self.end

    def iso(self) -> str:
        """ISO 8601, only as exact as the date: `2024-10-11`, `2024-02`, `2023`; a span
        `2024-04-16/2024-04-17`, `2024-10/2024-11`."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.start.year:04d}"
            case Precision.MONTH if self.start.month == self.end.month:
                return f"{self.start:%Y-%m}"
            case Precision.MONTH:
                return f"{self.start:%Y-%m}/{self.end:%Y-%m}"
            case _ if self.is_exact:
                return self.start.isoformat()
            case _:
                return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def to_json(self) -> dict[str, str]:
        """`{"start", "end", "precision"}`, dates as ISO strings."""
        return {"start": self.start.isoformat(), "end": self.end.isoformat(), "precision": self.precision.value}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> PartialDate:
        """The inverse of `to_json`. Raises `KeyError` or `ValueError` on anything else."""
        return cls(
            dt.date.fromisoformat(value["start"]),
            dt.date.fromisoformat(value["end"]),
            Precision(value["precision"]),
        )
