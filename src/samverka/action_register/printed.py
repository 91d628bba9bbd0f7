"""The list as it is printed: headings, six columns, closing table of agreements. Plain data, free of the database.

The live list gives one (`queries.printing`), an edition keeps one, and Word, PDF and Excel are made of one. So what a
meeting adopted can be printed again and compared, whatever has become of the rows since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRow:
    """`key`: the row in the register. Days as ISO texts. `follow_up` and `commission`: the cells verbatim, lines kept.
    `follow_up_lines`: how the cell is set, a line for each promise; empty where the cell's own lines tell."""

    key: int
    areas: tuple[str, ...] = ()
    subject: str = ""
    commission: str = ""
    responsible: tuple[str, ...] = ()
    preparing: tuple[str, ...] = ()
    follow_up: str = ""
    follow_up_lines: tuple[str, ...] = ()
    state: str = "ongoing"
    closed_on: str = ""
    closing_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDirection:
    """A heading and the rows beneath it. An empty name: rows without a direction."""

    name: str = ""
    rows: tuple[PrintedRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAgreement:
    """A row of the closing table; `validity` as it was written."""

    key: int
    name: str = ""
    validity: str = ""
    recommending: tuple[str, ...] = ()
    preparing: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRegister:
    """The whole list on a day. Closed rows stand beneath their heading as long as they are shown; `state` tells them."""

    title: str
    forum: str
    day: str
    area_heading: str = ""
    directions: tuple[PrintedDirection, ...] = ()
    agreements: tuple[PrintedAgreement, ...] = ()

    @property
    def rows(self) -> Iterator[PrintedRow]:
        return (row for direction in self.directions for row in direction.rows)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> PrintedRegister:
        """The inverse of `to_json`, also after the JSON has been through a database (tuples are lists there)."""
        plain = {name: value[name] for name in ("title", "forum", "day", "area_heading") if name in value}
        directions = tuple(
            PrintedDirection(name=one["name"], rows=tuple(PrintedRow(**_tuples(row)) for row in one["rows"]))
            for one in value.get("directions", ())
        )
        agreements = tuple(PrintedAgreement(**_tuples(one)) for one in value.get("agreements", ()))
        return cls(**plain, directions=directions, agreements=agreements)


def _tuples(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(one) if isinstance(one, list) else one for name, one in value.items()}
