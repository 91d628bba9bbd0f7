"""Rows of a table of agreements to records; the table may close a balance list or be a document of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.agreements.naming import kind_of_name
from samverka.imports.extractors.context import Context, column_names, names_in
from samverka.imports.extractors.tables import Entry
from samverka.imports.extractors.vocabularies import AGREEMENT_LIST
from samverka.imports.records import AgreementRecord, Found, Text

_STATUTORY = re.compile(
    r"(?i)\b(?:ej|inte|icke)\s+lagstadg|(lagstadga\w*|lagreglera\w*|lagkrav|krav enligt lag|enligt lag)\b"
)
_FORUMS = ("recommending_forums", "preparing_forums")
_TERMS = {"notice": "Uppsägningstid", "renewal": "Förlängs", "review": "Översyn"}
_SAYS_ITSELF = {
    "notice": re.compile(r"(?i)uppsäg|sägs"),
    "renewal": re.compile(r"(?i)förläng|\btillsvidare|tills vidare"),
    "review": re.compile(r"(?i)följ|ses över|översyn|revid|uppdater"),
}
# A note that gives a term of its own, with how long or how often.
_TERM_IN_NOTES = re.compile(
    r"(?i)[^.;]*\b(?:uppsägning\w*|säg[sa]s?\s+upp|följs\s+upp|ses\s+över|revideras|uppdateras|förlängs)\b[^.;]*"
    r"(?:\bmånad\w*|\bår\b|\bårlig\w*|\bårsvis|\bvart\w*|\bvarje)[^.;]*"
)
_OWN_FIELDS = frozenset(
    {"number", "name", "validity", "from", "to", "area", "parties", "record_number", "notes", *_FORUMS, *_TERMS}
)


class AgreementTable:
    """Turns entries of an agreement table into records. `entries`: all tables' rows, for the names their columns use."""

    def __init__(self, context: Context, entries: Sequence[Entry]) -> None:
        self.context = context
        cells = [cell for entry in entries for concept in _FORUMS for cell in entry.of(concept)]
        self.forums = column_names(cells, context.names)

    def agreement(self, entry: Entry, area: Text | None) -> AgreementRecord | None:
        """The record of a row, or None for a row without a name. `area`: the heading it stands under."""
        if entry.layout.vocabulary is not AGREEMENT_LIST:
            return None
        name = self.context.text(entry.first_of("name"))
        if name is None:
            return None
        validity = self.context.text(entry.of("validity"))
        both_ends = self._both_ends(entry) if validity is None else None
        notes = self.context.text(entry.of("notes"))
        kind = self.context.text(entry.of("kind"))
        return AgreementRecord(
            place=entry.place,
            name=name,
            area=self.context.text(entry.of("area")) or area,
            validity=validity or both_ends,
            validity_is_own_field=both_ends is None,
            terms=self._terms(entry, notes),
            agreement_kind=Found(
                kind_of_name(kind.value if kind else name.value), (kind or name).raw, (kind or name).place
            ),
            statutory=statutory_hint(name, notes),
            recommending_forums=names_in(self.context, entry.of("recommending_forums"), self.forums),
            preparing_forums=names_in(self.context, entry.of("preparing_forums"), self.forums),
            parties=names_in(self.context, entry.of("parties"), self.context.names),
            record_number=self.context.text(entry.of("record_number")),
            notes=notes,
            other=self.context.others(entry.beside(_OWN_FIELDS)),
        )

    def _both_ends(self, entry: Entry) -> Text | None:
        """A column for the first day and one for the last, as one text."""
        first, last = (self.context.text(entry.first_of(concept)) for concept in ("from", "to"))
        if first and last:
            return Found(f"{first.value} – {last.value}", f"{first.raw} {last.raw}", first.place)
        if first:
            return Found(f"Fr.o.m. {first.value}", first.raw, first.place)
        if last:
            open_ended = re.match(r"(?i)tills|t\.?\s?v\.?$|t\.?\s?o\.?\s?m", last.value)
            return Found(last.value if open_ended else f"T.o.m. {last.value}", last.raw, last.place)
        return None

    def _terms(self, entry: Entry, notes: Text | None) -> Text | None:
        parts = [(notes, said[0]) for said in _TERM_IN_NOTES.finditer(notes.value)] if notes else []
        for concept, label in _TERMS.items():
            text = self.context.text(entry.of(concept))
            if text and re.search(r"\w", text.value):
                said = _SAYS_ITSELF[concept].search(text.value)
                parts.append((text, text.value if said else f"{label} {text.value}"))
        if not parts:
            return None
        return Found(
            ". ".join(value.strip(" .") for _, value in parts),
            "\n".join(text.raw for text, _ in parts),
            parts[0][0].place,
        )


def statutory_hint(*texts: Text | None) -> Found[bool] | None:
    """Whether a text says that the agreement is required by law."""
    for text in texts:
        if text and (found := _STATUTORY.search(text.value)) and found[1]:
            return Found(value=True, raw=text.raw, place=text.place)
    return None
