"""The counties, regions and municipalities of Sweden, as packaged data.

`data/kommunkoder.csv` holds the codes of Statistics Sweden; `data/regioner.csv` what the regions call themselves.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samverka.principals.rules import municipality_name

GOTLAND = (
    "0980"  # a municipality outside any region, with a region's tasks: one legal person with both roles (domain.md §5)
)


@dataclass(frozen=True, slots=True)
class KnownPrincipal:
    code: str
    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    has_region_tasks: bool = False


@dataclass(frozen=True, slots=True)
class KnownCounty:
    code: str
    name: str
    region: KnownPrincipal | None
    municipalities: tuple[KnownPrincipal, ...]


def _rows(name: str) -> list[dict[str, str]]:
    with files("samverka.principals").joinpath("data", name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _municipality(code: str, place: str) -> KnownPrincipal:
    if code == GOTLAND:
        return KnownPrincipal(
            code, "Region Gotland", place, (municipality_name(place), "Gotlands region"), has_region_tasks=True
        )
    return KnownPrincipal(code, municipality_name(place), place)


@cache
def counties() -> dict[str, KnownCounty]:
    """All 21 counties by code."""
    rows = _rows("kommunkoder.csv")
    regions = {
        row["lanskod"]: KnownPrincipal(
            row["lanskod"], row["namn"], aliases=(row["kortnamn"],) if row["kortnamn"] else ()
        )
        for row in _rows("regioner.csv")
    }
    return {
        row["kod"]: KnownCounty(
            row["kod"],
            row["namn"],
            regions.get(row["kod"]),
            tuple(
                _municipality(other["kod"], other["namn"])
                for other in rows
                if other["typ"] == "kommun" and other["lanskod"] == row["kod"]
            ),
        )
        for row in rows
        if row["typ"] == "lan"
    }
