"""Imported tables written. What does not add up is told as findings, with the table."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.findings.content import FindingContent, SideContent
from samverka.findings.models import Finding, FindingSide
from samverka.findings.operations import remove_finding, settle_findings
from samverka.findings.states import FindingKind
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.tables.content import LIMITS, TableContent, row_to_json
from samverka.tables.models import ImportedTable
from samverka.tables.queries import figure
from samverka.tables.rules import Row, Wrong, wrong_totals

_PLAIN = ("title", "kind", "number", "year", "about", "document", "page", "line")


@transaction.atomic
def create_table(*, actor: User | None, content: TableContent, reason: str = "") -> ImportedTable:
    """Raises `ValidationError` by field for what is larger than a table of a report."""
    _refuse(content)
    table = ImportedTable(**_values(content))
    table.full_clean(exclude=["version_read"])
    audit.create(table, actor=actor, reason=reason)
    _tell(actor, table)
    return table


@transaction.atomic
def change_table(
    *, actor: User | None, table: ImportedTable, content: TableContent, version: int | None = None, reason: str = ""
) -> bool:
    """Makes the table say `content`; gives whether anything differed. Raises `ValidationError`, `StaleRecord`."""
    _refuse(content)
    values = _values(content)
    audit.validate_change(table, values)
    changed = audit.change(table, actor=actor, values=values, version=version, reason=reason)
    _tell(actor, table)
    return changed


@transaction.atomic
def remove_table(*, actor: User | None, table: ImportedTable, reason: str = "") -> None:
    """Takes the table away with what was told of it; the document remains."""
    for finding in _findings(table):
        remove_finding(actor=actor, finding=finding, reason=reason)
    remove(table, actor=actor, instead=_("Behåll tabellen."), reason=reason)


def _values(content: TableContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in _PLAIN} | {
        "columns": list(content.columns),
        "rows": [row_to_json(row) for row in content.rows],
        "notes": list(content.notes),
        "version_read_id": content.version,
    }


def _refuse(content: TableContent) -> None:
    errors: dict[str, str] = {}
    if len(content.rows) > LIMITS.rows:
        errors["rows"] = _("Tabellen har %(count)s rader; högst %(most)s ryms.") % {
            "count": len(content.rows),
            "most": LIMITS.rows,
        }
    elif any(_is_too_large(row) for row in content.rows):
        errors["rows"] = _("En rad har för många eller för långa rutor. Kontrollera att det är en tabell.")
    if len(content.columns) > LIMITS.columns or any(len(name) > LIMITS.label for name in content.columns):
        errors["columns"] = _("Kolumnerna är för många eller för långa. Kontrollera att det är en tabell.")
    if len(content.notes) > LIMITS.notes or any(len(note) > LIMITS.note for note in content.notes):
        errors["notes"] = _("Anmärkningarna till tabellen är för många eller för långa.")
    if errors:
        raise ValidationError(errors)


def _is_too_large(row: Row) -> bool:
    cells = row.cells
    return (
        len(cells) > LIMITS.columns or len(row.label) > LIMITS.label or any(len(cell) > LIMITS.cell for cell in cells)
    )


def _findings(table: ImportedTable) -> Any:
    kind = ContentType.objects.get_for_model(table)
    sides = FindingSide.objects.filter(content_type=kind, object_id=table.pk)
    return Finding.objects.filter(kind=FindingKind.SUM_DIFFERS.value, pk__in=sides.values("finding_id"))


def _tell(actor: User | None, table: ImportedTable) -> None:
    rows = table.read_rows
    contents = [_finding(table, rows, wrong) for wrong in wrong_totals(rows)]
    settle_findings(actor=actor, contents=contents, among=_findings(table))


def _finding(table: ImportedTable, rows: list[Row], wrong: Wrong) -> FindingContent:
    row = rows[wrong.row]
    told = {"table": table.title, "row": row.label, "printed": figure(wrong.printed), "sum": figure(wrong.computed)}
    column = ""
    if wrong.column is not None and len(table.columns) == table.width + 1:
        column = table.columns[wrong.column + 1]
    if wrong.column is None:
        summary = _("I ”%(table)s” ger raden ”%(row)s” summan %(sum)s, men där står %(printed)s.") % told
    elif column:
        summary = _("I ”%(table)s” ger kolumnen ”%(column)s” summan %(sum)s, men där står %(printed)s.") % (
            told | {"column": column}
        )
    else:
        summary = _("I ”%(table)s” ger det ovanför ”%(row)s” summan %(sum)s, men där står %(printed)s.") % told
    place: dict[str, Any] = {"version": table.version_read_id, "page": table.page, "line": table.line}
    record = (table._meta.label_lower, table.pk)
    return FindingContent(
        kind=FindingKind.SUM_DIFFERS,
        summary=summary,
        sides=(
            SideContent(
                statement=" ".join((row.label, *row.cells)), where=table.title, record=record, field="rows", **place
            ),
            SideContent(statement=_("Delarna ger %(sum)s") % told, where=_("Räknat av Samverka")),
        ),
        identity=f"{table.pk} {wrong.row} {wrong.column} {wrong.printed} {wrong.computed}",
    )
