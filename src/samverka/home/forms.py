"""What is asked of the year: read from an address or a form, never refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from samverka.foundation.ui.tables import key
from samverka.home.year import Kind

MINE = "mina"
FIRST_YEAR, LAST_YEAR = 1950, 2200


@dataclass(frozen=True, slots=True)
class YearSelection:
    """The year and what of it. `mine`: only the user's own forums."""

    year: int
    forum: int | None
    mine: bool
    kinds: tuple[Kind, ...]

    @classmethod
    def of(cls, query: QueryDict, day: dt.date) -> Self:
        """What cannot be read is as if it were not said: the year of the day, all forums, all kinds."""
        asked = key(query, "ar")
        year = asked if asked is not None and FIRST_YEAR <= asked <= LAST_YEAR else day.year
        names = set(query.getlist("slag"))
        kinds = tuple(kind for kind in Kind if kind.value in names) or tuple(Kind)
        return cls(year, key(query, "forum"), query.get("forum") == MINE, kinds)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.forum or self.mine or len(self.kinds) < len(Kind))

    @property
    def query(self) -> Mapping[str, Any]:
        """As it stands in an address, without the year."""
        narrowed = len(self.kinds) < len(Kind)
        given = {
            "forum": MINE if self.mine else self.forum or "",
            "slag": [k.value for k in self.kinds] if narrowed else [],
        }
        return {name: value for name, value in given.items() if value}

    def words(self, year: int) -> str:
        """The part of an address after `?`, for another year."""
        return urlencode({"ar": year, **self.query}, doseq=True)
