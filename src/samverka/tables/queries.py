"""Reads of imported tables. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.queries import history
from samverka.tables.content import TableContent
from samverka.tables.models import ImportedTable
from samverka.tables.rules import Row, Wrong, has_totals, is_checked, wrong_totals
from samverka.tables.states import RowRole


def table_list(
    *, kind: str = "", year: int | None = None, document: int | None = None, text: str = ""
) -> QuerySet[ImportedTable]:
    """`document`: the key of a document version that they were read from. One query."""
    found = ImportedTable.objects.select_related("version_read__document")
    if kind:
        found = found.filter(kind=kind)
    if year is not None:
        found = found.filter(year=year)
    if document is not None:
        found = found.filter(version_read=document)
    if text:
        found = found.filter(
            Q(title__icontains=text) | Q(document__icontains=text) | Q(rows__icontains=text) | Q(about__icontains=text)
        )
    return found


def years() -> list[int]:
    """The years there are tables of, the newest first. One query."""
    found = ImportedTable.objects.exclude(year=None).order_by("-year").values_list("year", flat=True)
    return [year for year in found.distinct() if year is not None]


def content_of(table: ImportedTable) -> TableContent:
    """What the table says, as `operations` take it."""
    return TableContent(
        title=table.title, kind=table.kind, number=table.number, year=table.year, columns=tuple(table.columns), rows=tuple(table.read_rows),
        notes=tuple(table.notes), about=table.about, document=table.document, version=table.version_read_id, page=table.page, line=table.line,
    )  # fmt: skip


def history_in_words(table: ImportedTable) -> list[AuditEntry]:
    """The table's log, its rows as lines and its lists as words. One query."""
    entries = history(table)
    for entry in entries:
        for name in ("columns", "notes"):
            if name in entry.changes:
                entry.changes[name] = [", ".join(value or []) or None for value in entry.changes[name]]
        if "rows" in entry.changes:
            old, new = (
                [" ".join((row["label"], *row["cells"])) for row in rows or []] for rows in entry.changes["rows"]
            )
            changed = [[line for line in old if line not in new], [line for line in new if line not in old]]
            entry.changes["rows"] = (
                ["; ".join(changed[0]) or None, "; ".join(changed[1])] if old else [None, _count(new)]
            )
    return entries


def _count(rows: list[str]) -> str:
    return ngettext("%(count)s rad", "%(count)s rader", len(rows)) % {"count": len(rows)}


@dataclass(frozen=True)
class ShownRow:
    """A row as the page prints it: every column has a cell. `wrong` says what does not add up, by column and for the row;
    `is_short`: it has fewer figures than the table has columns, and which are missing the document does not show."""

    row: Row
    cells: list[tuple[str, str]]
    wrong: str
    is_short: bool

    @property
    def css(self) -> str:
        return "group" if self.row.role is RowRole.HEADING else ""


@dataclass(frozen=True)
class TablePage:
    """A table ready to print."""

    table: ImportedTable
    head: list[str]
    rows: list[ShownRow]
    wrong: list[Wrong]
    has_totals: bool
    is_checked: bool
    has_short_rows: bool


def table_page(table: ImportedTable) -> TablePage:
    """No query."""
    rows = table.read_rows
    wrong, width = wrong_totals(rows), table.width
    shown = [_shown(place, row, wrong, width) for place, row in enumerate(rows)]
    head = list(table.columns) if len(table.columns) == width + 1 else []
    return TablePage(table, head, shown, wrong, has_totals(rows), is_checked(rows), any(row.is_short for row in shown))


def _shown(place: int, row: Row, wrong: list[Wrong], width: int) -> ShownRow:
    here = [each for each in wrong if each.row == place]
    by_column = {each.column: said(each) for each in here if each.column is not None}
    cells = [(row.cells[at] if at < len(row.cells) else "", by_column.get(at, "")) for at in range(width)]
    whole = next((said(each) for each in here if each.column is None), "")
    return ShownRow(row, cells, whole, bool(row.cells) and len(row.cells) < width)


def said(wrong: Wrong) -> str:
    """`Stämmer inte: ger 276`."""
    return _("Stämmer inte: ger %(sum)s") % {"sum": figure(wrong.computed)}


def figure(value: object) -> str:
    """A number as Swedish writes it: decimal comma."""
    return str(value).replace(".", ",")
