"""What is told of a table that does not add up: one finding for each row, also where several documents print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from samverka.findings.content import FindingContent, SideContent
from samverka.findings.states import FindingKind
from samverka.tables.models import ImportedTable
from samverka.tables.queries import figure
from samverka.tables.rules import Row, Wrong, wrong_totals

Fact = tuple[str, ...]


def sums_that_differ(table: ImportedTable, alike: Sequence[ImportedTable]) -> list[FindingContent]:
    """A finding for each row of the table with a total that is not what it adds up to. Those `alike` that print the same
    row with the same fault stand in the same finding, which is known by the eldest of them. No query."""
    others = [(other, dict(_facts(other))) for other in alike]
    told = []
    for fact, (row, wrong) in _facts(table):
        same = [(other, facts[fact][0]) for other, facts in others if fact in facts]
        printed = sorted([(table, row), *same], key=lambda each: each[0].pk or 0)
        told.append(_finding(printed, wrong, fact))
    return told


def _facts(table: ImportedTable) -> Iterator[tuple[Fact, tuple[Row, list[Wrong]]]]:
    """What is wrong, by row, known by what the row and its faults say."""
    rows = table.read_rows
    ordered = sorted(wrong_totals(rows), key=lambda each: each.row)
    for place, found in groupby(ordered, key=lambda each: each.row):
        row, wrong = rows[place], list(found)
        faults = sorted(f"{each.column} {each.printed} {each.computed}" for each in wrong)
        yield (_folded(row.label), *map(_folded, row.cells), *faults), (row, wrong)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _finding(printed: list[tuple[ImportedTable, Row]], wrong: list[Wrong], fact: Fact) -> FindingContent:
    table, row = printed[0]
    said = "; ".join(_fault(table, row, wrong))
    sums = ", ".join(dict.fromkeys(figure(each.computed) for each in wrong))
    sides = [
        SideContent(
            statement=" ".join((each.label, *each.cells)), where=where.title, record=(where._meta.label_lower, where.pk),
            field="rows", version=where.version_read_id, page=where.page, line=where.line,
        )
        for where, each in printed
    ]  # fmt: skip
    return FindingContent(
        kind=FindingKind.SUM_DIFFERS,
        summary=_("I ”%(table)s” ger %(said)s.") % {"table": table.title, "said": said},
        sides=(*sides, SideContent(statement=_("Delarna ger %(sum)s") % {"sum": sums}, where=_("Räknat av Samverka"))),
        identity=" ".join((str(table.pk), *fact)),
    )


def _fault(table: ImportedTable, row: Row, wrong: list[Wrong]) -> Iterator[str]:
    """`raden ”Antal” och kolumnen ”Alla” summan 14, men där står 15`: what has the same figures is said at once."""
    by_figures: dict[tuple[str, str], dict[str, None]] = {}
    for each in wrong:
        figures = figure(each.computed), figure(each.printed)
        by_figures.setdefault(figures, {})[_what(table, row, each.column)] = None
    for (computed, printed), names in by_figures.items():
        told = {"what": _(" och ").join(names), "sum": computed, "printed": printed}
        yield _("%(what)s summan %(sum)s, men där står %(printed)s") % told


def _what(table: ImportedTable, row: Row, column: int | None) -> str:
    if column is None:
        return _("raden ”%(row)s”") % {"row": row.label}
    if len(table.columns) == table.width + 1:
        return _("kolumnen ”%(column)s”") % {"column": table.columns[column + 1]}
    return _("det ovanför ”%(row)s”") % {"row": row.label}
