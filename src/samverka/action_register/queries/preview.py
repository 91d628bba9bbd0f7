"""How a text would be read, before anything is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverka.action_register import rules
from samverka.action_register.appending import append
from samverka.action_register.labels import label
from samverka.action_register.queries.lines import EntryLine, Judged
from samverka.action_register.reading import Entry, read_follow_up
from samverka.action_register.states import Outcome
from samverka.forums.names import ForumNames
from samverka.forums.queries import forum_names


@dataclass(frozen=True, slots=True)
class Read:
    """An entry as it would stand in the list, with the words for its kind and the names nobody knows."""

    line: EntryLine
    kind: str
    is_promise: bool
    unknown: Sequence[str]
    raw: str


def preview_cell(cell: str, day: dt.date) -> list[Read]:
    """The entries of a whole cell. Two queries."""
    names = forum_names()
    return _lines(read_follow_up(cell, names).entries, day, names)


def preview_addition(cell: str, words: str, day: dt.date) -> list[Read]:
    """The entries that `words` would add to a cell. Two queries."""
    names = forum_names()
    return _lines(append(cell, words, names)[1], day, names) if words.strip() else []


def _lines(entries: Iterable[Entry], day: dt.date, names: ForumNames) -> list[Read]:
    return [
        Read(
            _line(entry, day, names),
            str(label(entry.kind)),
            rules.is_promise(entry.kind, entry.relation),
            entry.unknown_forums,
            entry.raw.strip(),
        )
        for entry in entries
    ]


def _line(entry: Entry, day: dt.date, names: ForumNames) -> EntryLine:
    judged = Judged(entry.kind, entry.when, entry.relation, Outcome.OPEN)
    forums = tuple(names.label(mention.key) if mention.key else mention.name for mention in entry.mentions)
    return EntryLine(
        0, entry.kind, entry.when, entry.relation, entry.certainty, Outcome.OPEN, None, "", entry.text, forums,
        rules.shape(judged, entry.certainty, day), rules.days_late(entry.when, Outcome.OPEN, day),
    )  # fmt: skip
