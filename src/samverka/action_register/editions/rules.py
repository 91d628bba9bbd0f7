"""Rules of editions: which closed rows are printed, what is late, who has the ball, where a text names a §. No clock, no
Django."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from samverka.action_register.editions.states import Answer, Ball, EditionState
from samverka.action_register.printed import PrintedRegister, PrintedRow
from samverka.action_register.states import ItemState

Closed = tuple[int, str, str]
"""A row closed in a certain way: its key, how, and when (ISO). One that is closed again is another."""


def checksum(content: Mapping[str, Any]) -> str:
    """Of what is kept, as JSON. Of the stored JSON and never of a list read from it: a column that the print gets later must
    not change what an old edition's checksum is."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def closing_of(row: PrintedRow) -> Closed | None:
    """How the row is closed; None for one that is ongoing."""
    return None if row.state == ItemState.ONGOING else (row.key, row.state, row.closed_on)


def closings(register: PrintedRegister) -> tuple[Closed, ...]:
    """The closings that the list shows."""
    return tuple(closing for row in register.rows if (closing := closing_of(row)))


def shown_closed(taken: Iterable[tuple[Iterable[Sequence[Any]], dt.date]]) -> frozenset[Closed]:
    """The closings that an edition has shown at a meeting on their day or later: pairs of what it showed and the day the
    meeting took it."""
    return frozenset(
        (key, state, closed_on)
        for shown, met in taken
        for key, state, closed_on in shown
        if closed_on <= met.isoformat()
    )


def is_printed(row: PrintedRow, shown: frozenset[Closed]) -> bool:
    """Whether the row stands in the printed list: until its closing has been shown in one edition taken at a meeting."""
    return closing_of(row) not in shown


def printed_with(register: PrintedRegister, shown: frozenset[Closed]) -> PrintedRegister:
    """The list without the rows whose closing has been shown, and without the headings that are left with none."""
    kept = (
        replace(direction, rows=tuple(row for row in direction.rows if is_printed(row, shown)))
        for direction in register.directions
    )
    return replace(register, directions=tuple(direction for direction in kept if direction.rows))


def is_late(on: dt.date, comments_until: dt.date) -> bool:
    """Whether a comment written on the day comes after the time. It is taken in all the same."""
    return on > comments_until


def ball(state: EditionState, answers: Iterable[Answer], comments_until: dt.date | None, on: dt.date) -> Ball:
    """Who is to act: the forums while their time runs and one has not answered, then the one who keeps the list."""
    if state in (EditionState.TAKEN, EditionState.WITHDRAWN):
        return Ball.NOBODY
    if state is EditionState.DRAFT:
        return Ball.EDITOR_SENDS
    waiting = any(answer is Answer.WAITING for answer in answers)
    in_time = comments_until is not None and not is_late(on, comments_until)
    return Ball.FORUMS if waiting and in_time else Ball.EDITOR_ANSWERS


# A law's § stands after its number, and what follows it may be a piece of it: 9 kap. 37 § 2 st.
_SECTIONS = re.compile(
    r"§{1,2}\s*\d{1,4}\b(?!\s*(?:st|mom)\b)(?:\s*[–-]\s*\d{1,4}\b)?(?:/\d{2,4})?(?:\s*p\.?\s*\d{1,3})?"
)


def sections_in(text: str) -> tuple[str, ...]:
    """The § that a text names, as they are written but for space, none twice: `§ 26`, `§§ 16–18`, `§ 20 p. 2`."""
    found = (re.sub(r"(§+)\s*", r"\1 ", " ".join(match.split())) for match in _SECTIONS.findall(text[:20_000]))
    return tuple(dict.fromkeys(each.replace("§ ", "§\u00a0") for each in found))
