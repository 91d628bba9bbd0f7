"""Lengths of time as people write them, for forms: `1 år`, `18 månader`, `vartannat år`, `P1Y6M`."""

from __future__ import annotations

from samverka.agreements.reading.words import match_duration, match_interval
from samverka.foundation.dates.calendar import parse_period, period_of


def parse_length(text: str) -> str | None:
    """The ISO 8601 period that `text` as a whole is, or None. `1 år och 6 månader` is `P1Y6M`."""
    plain = " ".join(text.lower().split())
    try:
        parse_period(text.strip().upper())
    except ValueError:
        pass
    else:
        return text.strip().upper()
    for found in (match_duration(plain, 0), match_interval(plain, 0)):
        if found and not plain[found[0] :].strip(" ."):
            return found[1]
    return _years_and_months(plain)


def _years_and_months(plain: str) -> str | None:
    years, _and, months = plain.partition(" och ")
    first, second = match_duration(years, 0), match_duration(months, 0)
    if not first or not second or first[0] < len(years) or second[0] < len(months):
        return None
    counted = [parse_period(first[1]), parse_period(second[1])]
    if any(days for _months, days in counted):
        return None
    return period_of(sum(months for months, _days in counted))
