"""Follow-up texts (glossary §3): one cell of a balanslista read into dated entries. Free of Django.

    entry   = planned | reversed | dated | state
    planned = [certainty] forums dates sep action     SVOM 3/6 2024 – beslut om remiss
    reversed= action forums [certainty] date          Rek.beslut SVOM senast okt. 2024.
    dated   = date sep text                           23/10 2023: Uppdrag till partsammansatt arbetsgrupp
    state   = "Per" date text | text "tom" date       Per 31/3 2024 har alla huvudmän godkänt planen.

The way of a cell: `source` takes markup and runs of white space away and remembers where each character stood;
`dates` and `anchors` find dates with the forums before them; `units` cuts the cell at them and at sentences;
`forms` turns each unit into entries, with `wording` for what the action is. Nothing is guessed and nothing is
corrected: what cannot be read stays as words of a state entry.

Beyond the grammar, as such cells are written: a date without a forum after a word that tells a kind is a promise of
its own (`Rapport höst 2024`); `Info FG` is a promise without a date; loose sentences after an action belong to it;
a forum with a date and nothing more takes the sentence before it as its action, if that tells a kind.
"""

from __future__ import annotations

from itertools import pairwise

from samverka.action_register.reading.anchors import anchors_of
from samverka.action_register.reading.forms import entries_of, is_undated_promise
from samverka.action_register.reading.model import Entry, FollowUpReading, Mention, Segment
from samverka.action_register.reading.references import Reference, references
from samverka.action_register.reading.source import source_of
from samverka.action_register.reading.units import units_of
from samverka.forums.names import ForumNames

__all__ = ["Entry", "FollowUpReading", "Mention", "Reference", "Segment", "read_follow_up", "references"]


def read_follow_up(cell: str, names: ForumNames) -> FollowUpReading:
    """Reads a cell, whatever it holds; never raises. An empty cell has no segments, a blank one a segment without
    entries."""
    if not cell:
        return FollowUpReading(())
    source = source_of(cell)
    if not source.text:
        return FollowUpReading((Segment(1, cell, ()),))
    units = units_of(source.text, anchors_of(source.text, names), lambda words: is_undated_promise(words, names))
    cuts = [0, *(source.cut(unit.start) for unit in units[1:]), len(cell)]
    segments = []
    for number, (unit, (start, end)) in enumerate(zip(units, pairwise(cuts), strict=True), 1):
        raw = cell[start:end]
        segments.append(Segment(number, raw, entries_of(source.text, unit, number, raw, names)))
    return FollowUpReading(tuple(segments))
