"""Årshjulet: the year as a list by month, and as a wheel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from samverka.forums.queries import user_forums
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.words import month
from samverka.home.forms import YearSelection
from samverka.home.year import Entry, entries


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the list. What has no exact day stands under the month it must be done by."""

    number: int
    name: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class YearPage:
    """What the page shows of a year on a day."""

    chosen: YearSelection
    on: dt.date
    entries: Sequence[Entry]

    @cached_property
    def months(self) -> list[Month]:
        found: dict[int, list[Entry]] = {number: [] for number in range(1, 13)}
        for each in self.entries:
            found[self._month_of(each)].append(each)
        return [Month(number, month(number), found[number]) for number in found]

    def _month_of(self, entry: Entry) -> int:
        day = entry.first if entry.exact else entry.last
        if day.year < self.chosen.year:
            return 1  # it began the year before
        return 12 if day.year > self.chosen.year else day.month

    @property
    def here(self) -> str:
        return self.chosen.words(self.chosen.year)

    @property
    def before(self) -> str:
        return self.chosen.words(self.chosen.year - 1)

    @property
    def after(self) -> str:
        return self.chosen.words(self.chosen.year + 1)


def year_page(user: User, chosen: YearSelection, on: dt.date) -> YearPage:
    """The year as the user may see it. Twelve queries at most."""
    forums = [chosen.forum] if chosen.forum else None
    if chosen.mine:
        forums = list(user_forums(user, on).order_by("pk").values_list("pk", flat=True))
    first, last = dt.date(chosen.year, 1, 1), dt.date(chosen.year, 12, 31)
    return YearPage(chosen, on, entries(user, first, last, on=on, forums=forums, kinds=chosen.kinds))
