"""A matter in the words of the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samverka.forums.models import Forum
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


def line(matter: Matter, passed: Iterable[Forum], on: dt.date, href: str) -> Line:
    """`matter` of `queries.matter_list`."""
    return Line(
        href=href,
        reference=matter.reference,
        title=matter.title,
        origin=matter.origin,
        forums=", ".join(forum.label for forum in passed),
        numbers=[
            (each.number, each.principal.label if each.principal else each.authority)
            for each in matter.record_numbers.all()
        ],
        opened_on=matter.opened_on,
        is_closed=matter.is_closed(on),
    )
