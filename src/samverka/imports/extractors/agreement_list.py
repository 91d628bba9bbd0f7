"""A list of agreements, as a table or in running text, to records."""

from __future__ import annotations

from samverka.imports.blocks import Line, LineKind
from samverka.imports.extractors.agreement_table import AgreementTable
from samverka.imports.extractors.agreement_text import read_list
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.directions import Directions
from samverka.imports.extractors.headers import Layout
from samverka.imports.extractors.tables import Entry, events
from samverka.imports.extractors.title_block import TitleBlock
from samverka.imports.extractors.vocabularies import AGREEMENT_LIST
from samverka.imports.records import AgreementRecord

_KEYS = ("number", "name")


def read_agreements(context: Context, title: TitleBlock) -> tuple[AgreementRecord, ...]:
    """The rows of the tables, each with the heading it stands under as its area; without tables, the list in the text."""
    stream = events(context.document, (AGREEMENT_LIST,), _KEYS)
    entries = [event for event in stream if isinstance(event, Entry)]
    if not entries:
        return read_list(context, title.used)
    table = AgreementTable(context, entries)
    headings = Directions(context, title.used)
    headings.look_ahead(stream)
    out: list[AgreementRecord] = []
    for event in stream:
        if isinstance(event, Layout):
            headings.header(has_areas="area" in event.concepts)
        elif isinstance(event, Entry):
            if record := table.agreement(event, headings.direction):
                out.append(record)
        elif not isinstance(event, Line) or event.kind is LineKind.HEADING or event.text.strip():
            headings.see(event)
    return tuple(out)
