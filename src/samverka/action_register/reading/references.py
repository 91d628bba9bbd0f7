"""The meetings a follow-up text mentions: for the import schema, and for linking."""

from __future__ import annotations

from typing import NamedTuple

from samverka.action_register.reading.model import FollowUpReading
from samverka.foundation.dates import PartialDate


class Reference(NamedTuple):
    """A forum, or a record (`protokoll`), as written; the date given for it; the § if one is given."""

    forum: str
    date: PartialDate
    number: int | None


def references(reading: FollowUpReading) -> list[Reference]:
    """Every forum with a date in the order of the text; two forums before one date give two. Each only once."""
    found: list[Reference] = []
    for entry in reading.entries:
        if entry.when is None:
            continue
        names = [mention.name for mention in entry.mentions]
        if entry.record and not names:
            names = [entry.record]
        found += [Reference(name, entry.when, entry.paragraph) for name in names]
    return list(dict.fromkeys(found))
