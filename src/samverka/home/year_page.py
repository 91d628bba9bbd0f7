"""Årshjulet: the year as a list by month, and as a wheel."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.forums.queries import user_forums
from samverka.forums.states import Level
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.words import day_in_words, month
from samverka.home.forms import YearSelection
from samverka.home.wheel import Happening, MonthSlice, Wheel, shape, wheel
from samverka.home.year import WORDS, Entry, Kind, entries


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring of the wheel: a kind, and for meetings the level of the forum."""

    kind: Kind
    level: str
    words: Any

    @property
    def sample(self) -> str:
        return shape(self.kind.value, 10, 10)


RINGS = (
    Ring(Kind.MEETING, "political", gettext_lazy("Politiska möten")),
    Ring(Kind.MEETING, "officials", gettext_lazy("Tjänstemannamöten")),
    Ring(Kind.MEETING, "other", gettext_lazy("Andra möten")),
    Ring(Kind.PROMISE, "", WORDS[Kind.PROMISE]),
    Ring(Kind.AGREEMENT, "", WORDS[Kind.AGREEMENT]),
    Ring(Kind.SEATS, "", WORDS[Kind.SEATS]),
)
_LEVELS = {Level.POLITICAL.value: "political", Level.OFFICIALS.value: "officials"}


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

    @cached_property
    def drawn(self) -> Wheel:
        return wheel(self.chosen.year, map(self._happening, self.entries), len(self.rings), self.on)

    @property
    def month_names(self) -> list[tuple[MonthSlice, str]]:
        return [(each, month(each.number)[:3]) for each in self.drawn.months]

    @cached_property
    def rings(self) -> list[Ring]:
        """From the outermost: meetings by level, then the other kinds that are chosen."""
        return [ring for ring in RINGS if ring.kind in self.chosen.kinds]

    def _happening(self, entry: Entry) -> Happening:
        group = _LEVELS.get(entry.level, "other") if entry.kind is Kind.MEETING else ""
        ring = next(n for n, each in enumerate(self.rings) if (each.kind, each.level) == (entry.kind, group))
        label = f"{entry.title} {day_in_words(entry.first, short=True).rsplit(' ', 1)[0]}"
        return Happening(ring, entry.first, entry.last, entry.kind.value, label, entry.exact, entry.cancelled)

    @property
    def summary(self) -> str:
        """The drawing in words: how much of each kind. What each is stands in the list."""
        counts = Counter(each.kind for each in self.entries)
        told = ", ".join(f"{WORDS[kind]}: {counts[kind]}" for kind in self.chosen.kinds)
        return _("Året %(year)s som ett hjul. %(told)s. Allt står också i listan.") % {
            "year": self.chosen.year,
            "told": told,
        }


def year_page(user: User, chosen: YearSelection, on: dt.date) -> YearPage:
    """The year as the user may see it. Twelve queries at most."""
    forums = [chosen.forum] if chosen.forum else None
    if chosen.mine:
        forums = list(user_forums(user, on).order_by("pk").values_list("pk", flat=True))
    first, last = dt.date(chosen.year, 1, 1), dt.date(chosen.year, 12, 31)
    return YearPage(chosen, on, entries(user, first, last, on=on, forums=forums, kinds=chosen.kinds))
