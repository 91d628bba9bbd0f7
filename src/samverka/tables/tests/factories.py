"""Tables for tests, made through the operations. The figures are invented."""

from __future__ import annotations

from samverka.tables.content import TableContent
from samverka.tables.models import ImportedTable
from samverka.tables.operations import create_table
from samverka.tables.reading import rows_of
from samverka.tables.states import TableKind

LINES = ("Flickor | 3 | 4 | 7", "Pojkar | 2 | 5 | 7", "Antal | 5 | 9 | 15")


def make_table(title: str = "Samråd efter kön", lines: tuple[str, ...] = LINES, **said: object) -> ImportedTable:
    """A table whose last total is one too many, unless other `lines` are given."""
    kind = TableKind(str(said.get("kind", "statistics")))
    given: dict[str, object] = {
        "columns": ("Kön", "Vår", "Höst", "Antal"),
        "year": 2022,
        "document": "Verksamhetsberättelse",
    }
    content = TableContent(title=title, rows=rows_of(lines, kind), **(given | said))  # type: ignore[arg-type]
    return create_table(actor=None, content=content)
