"""Imported tables written. What does not add up is told as findings, with the table."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samverka.findings.models import Finding, FindingSide
from samverka.findings.operations import remove_finding, settle_findings
from samverka.findings.states import FindingKind
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.lifecycle.removal import remove
from samverka.tables.content import LIMITS, TableContent, row_to_json
from samverka.tables.models import ImportedTable
from samverka.tables.rules import Row, wrong_totals
from samverka.tables.telling import sums_that_differ

_PLAIN = ("title", "kind", "number", "year", "about", "document", "page", "line")
MOST_TWINS = 20


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
    twins = _twins(table)
    audit.validate_change(table, values)
    changed = audit.change(table, actor=actor, values=values, version=version, reason=reason)
    for each in (table, *twins):
        _tell(actor, each)
    return changed


@transaction.atomic
def remove_table(*, actor: User | None, table: ImportedTable, reason: str = "") -> None:
    """Takes the table away with what was told of it; the document remains."""
    twins = _twins(table)
    for finding in _findings(table):
        remove_finding(actor=actor, finding=finding, reason=reason)
    remove(table, actor=actor, instead=_("Behåll tabellen."), reason=reason)
    for twin in twins:
        _tell(actor, twin)


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


def _findings(table: ImportedTable) -> QuerySet[Finding]:
    kind = ContentType.objects.get_for_model(table)
    sides = FindingSide.objects.filter(content_type=kind, object_id=table.pk)
    return Finding.objects.filter(kind=FindingKind.SUM_DIFFERS.value, pk__in=sides.values("finding_id"))


def _tell(actor: User | None, table: ImportedTable) -> None:
    settle_findings(actor=actor, contents=sums_that_differ(table, _twins(table)), among=_findings(table))


def _twins(table: ImportedTable) -> list[ImportedTable]:
    """Tables that may be the same one, printed in another document. One query, where something does not add up."""
    if not wrong_totals(table.read_rows):
        return []
    same = Q(rows=table.rows) | Q(title__iexact=table.title, year=table.year)
    return list(ImportedTable.objects.filter(same).exclude(pk=table.pk).order_by("pk")[:MOST_TWINS])
