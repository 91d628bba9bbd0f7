"""A matter in the words of the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samverka.matters.models import Matter


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `forums`: those it has passed, in order; `numbers`: each record number with whose it is."""

    href: str
    reference: str
    title: str
    origin: str
    forums: str
    numbers: list[tuple[str, str]]
    opened_on: dt.date | None
    is_closed: bool


def line(matter: Matter, passed: Iterable[str], numbers: list[tuple[str, str]], on: dt.date, href: str) -> Line:
    """`matter` of `queries.matter_list`."""
    return Line(
        href=href,
        reference=matter.reference,
        title=matter.title,
        origin=matter.origin,
        forums=", ".join(passed),
        numbers=numbers,
        opened_on=matter.opened_on,
        is_closed=matter.is_closed(on),
    )
