"""Statistics, budgets and priorities of a report become imported tables, figures as printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, cast

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import Audited
from samverka.imports.blocks import Place
from samverka.imports.fields import ReadField
from samverka.imports.likeness import name_key
from samverka.imports.models import ImportRun
from samverka.imports.records import Extraction, Found, PriorityRecord
from samverka.imports.statistics_records import BudgetLine, BudgetRecord, StatisticsTableRecord, printed
from samverka.imports.targets.base import Identity, Read, Target, list_field, text_field
from samverka.tables import operations
from samverka.tables.choices import TableKindChoice
from samverka.tables.content import LIMITS, TableContent
from samverka.tables.models import ImportedTable
from samverka.tables.queries import content_of
from samverka.tables.reading import lines_of, rows_of
from samverka.tables.rules import Row
from samverka.tables.states import RowRole, TableKind

_PLACE = re.compile(r"(?:s\. (?P<page>\d+))?(?:, )?(?:rad (?P<line>\d+))?\Z")
_ROWS = "rows "  # what stands for the year where nobody tells it
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PRIORITIES = re.compile(
    r"(?i)priorit|inriktning|\w+områden|\bområden\b|\b(?:del|huvud|effekt|inriktnings|verksamhets|jämställdhets)?mål"
    r"(?:en|bild\w*|sättning\w*)?\b|plan(?:en|er|erna)?\b|\bplanering\w*"
)
"""Headings that say of what stands under them that it is to be done first, or aimed at: other lists of a presentation
(speakers, reports, links) are no tables."""


class Tables(Target):
    model = ImportedTable
    multiline: ClassVar[frozenset[str]] = frozenset({"columns", "rows", "notes"})
    choices: ClassVar[Mapping[str, Any]] = {"kind": TableKindChoice.choices}
    longest: ClassVar[Mapping[str, int]] = {
        "title": 500, "columns": LIMITS.label, "rows": LIMITS.cell * 20, "notes": LIMITS.note, "about": 500,
    }  # fmt: skip
    required: ClassVar[frozenset[str]] = frozenset({"title", "year"})
    naming: ClassVar[frozenset[str]] = frozenset({"title"})

    @classmethod
    def read(cls, extraction: Extraction) -> Iterable[Read]:
        for table in extraction.tables:
            yield _statistics(table)
        if extraction.budget is not None:
            yield _budget(extraction.budget)
        for priorities in extraction.priorities:
            if priorities.entries and _PRIORITIES.search(priorities.heading.value):
                yield _priorities(priorities)

    def load(self) -> QuerySet[Any]:
        """Those that earlier readings of the same document, or of one called the same, made."""
        return ImportedTable.objects.filter(Q(document=self.run.title) | Q(version_read=self.run.source_id))

    def identities(self, read: Read) -> Sequence[Identity]:
        """A report of another year is another report, though it is called the same and has the same tables."""
        said = (*self._called(read), self._year(read.value("year"), self.run.source_id, read.value("rows")))
        return [(*said, str(read.value("place") or "")), said]

    def identities_of(self, obj: Audited) -> Sequence[Iterable[Identity]]:
        table = cast(ImportedTable, obj)
        year = self._year(table.year, table.version_read_id, lines_of(table.read_rows))
        said = (*_called_in_register(table), year)
        return [[(*said, _in_words(table.page, table.line))], [said]]

    def _called(self, read: Read) -> Identity:
        said = (read.value("kind"), name_key(read.value("title") or read.label), str(read.value("number") or ""))
        return tuple(map(str, said))

    def _year(self, told: Any, source: int | None, rows: Any) -> str:
        """The table's year; else the report's; else its very rows, so that nothing is taken for it but the same again."""
        return str(told or "").strip() or self._report_years.get(source) or f"{_ROWS}{rows}"

    @cached_property
    def _report_years(self) -> Mapping[int | None, str]:
        """The year of the documents that the tables were read from, and of this one."""
        dated = ImportRun.objects.filter(source__tables__document=self.run.title, document_date__isnull=False)
        years: dict[int | None, str] = {
            source: str(day.year) for source, day in dated.values_list("source", "document_date") if day
        }
        if self.run.document_date:
            years[self.run.source_id] = str(self.run.document_date.year)
        return years

    def alike(self, read: Read) -> Iterable[int]:
        """Tables of one report have names that are much alike, so only the same name says something: where neither says
        the year, or both are of one file and the year has been corrected, it is asked about."""
        called, year = self._called(read), self.identities(read)[-1][-1]
        for pk, obj in self.by_pk.items():
            table = cast(ImportedTable, obj)
            other = self._year(table.year, table.version_read_id, "")
            unsure = _ROWS in f"{year}{other}" or table.version_read_id == self.run.source_id
            if unsure and _called_in_register(table) == called:
                yield pk

    def current(self, obj: Audited) -> Mapping[str, Any]:
        table = cast(ImportedTable, obj)
        return {
            "title": table.title, "kind": table.kind, "number": table.number, "year": table.year, "columns": table.columns,
            "rows": lines_of(table.read_rows), "notes": table.notes, "about": table.about,
            "place": _in_words(table.page, table.line),
        }  # fmt: skip

    def is_same(self, field: ReadField, stands: Any, obj: Audited) -> bool:
        if field.name == "year":
            return field.value in ("", None) or str(field.value) == str(stands or "")
        return super().is_same(field, stands, obj)

    def doubt(self, field: ReadField) -> str:
        """Notes tell that something does not add up, which is no fault of the reading, or that a figure was not read."""
        unread = [note for note in field.value if "gick inte att läsa" in note] if field.name == "notes" else []
        return _("Kontrollera siffrorna mot källan: %(note)s") % {"note": " ".join(unread)} if unread else ""

    def problem(self, field: ReadField, read: Read, obj: Audited | None) -> str:
        if field.name == "year" and field.value not in ("", None) and not _YEAR.fullmatch(str(field.value).strip()):
            return _("Skriv året med fyra siffror, eller lämna det tomt.")
        if field.name == "title" and not str(field.value or "").strip():
            return _("Skriv en rubrik, så att tabellen går att hitta.")
        return super().problem(field, read, obj)

    def apply(self, actor: User, target: Audited | None, values: Mapping[str, Any]) -> Audited:
        stands = self.current(target) if target else {}
        said = {"document": self.run.title[:300], "version": self.run.source_id} | _said(dict(stands) | dict(values))
        content = TableContent.from_json(said)
        if target is None:
            return operations.create_table(actor=actor, content=content)
        operations.change_table(actor=actor, table=cast(ImportedTable, target), content=content)
        return target

    def snapshot(self, obj: Audited) -> dict[str, Any]:
        return content_of(cast(ImportedTable, obj)).to_json()

    def restore(self, actor: User | None, obj: Audited, before: Mapping[str, Any]) -> None:
        operations.change_table(
            actor=actor, table=cast(ImportedTable, obj), content=TableContent.from_json(before), reason=str(self.run)
        )

    def remove(self, actor: User | None, obj: Audited) -> None:
        operations.remove_table(actor=actor, table=cast(ImportedTable, obj), reason=str(self.run))


def _called_in_register(table: ImportedTable) -> Identity:
    return (str(table.kind), name_key(table.title), str(table.number or ""))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a read record as a table takes them."""
    kind = TableKind(values.get("kind") or TableKind.STATISTICS)
    rows = rows_of(values.pop("rows", None) or [], kind)
    place = _PLACE.match(str(values.pop("place", "") or ""))
    year = str(values.pop("year", "") or "").strip()
    found = {name: int(place[name]) for name in ("page", "line") if place and place[name]}
    return values | found | {
        "rows": [{"label": row.label, "cells": list(row.cells), "role": row.role.value} for row in rows],
        "year": int(year) if year else None,
    }  # fmt: skip


def _statistics(table: StatisticsTableRecord) -> Read:
    where = table.place
    rows = [Row(row.label.value, tuple(_cells(row.label.raw, row.numbers))) for row in table.rows]
    title = table.title or Found(_untitled(table), "", where)
    fields = _fields(TableKind.STATISTICS, title, where, rows, [row.label for row in table.rows], table.checks)
    more = [*text_field("number", _("Nummer"), table.number), *list_field("columns", _("Kolumner"), table.columns)]
    return Read(title.value, (*fields, *more))


def _untitled(table: StatisticsTableRecord) -> str:
    if table.number:
        return _("Tabell %(number)s") % {"number": table.number.value}
    return _("Tabell utan rubrik, %(place)s") % {"place": _in_words(table.place.page, table.place.line) or "–"}


def _cells(raw: str, numbers: Sequence[float]) -> list[str]:
    """The row's figures as printed; also a sign among them that could not be read as one."""
    tokens = raw.replace("\u00a0", " ").split()
    figures = [printed(number) for number in numbers]
    if len(tokens) > len(figures) and tokens[-len(figures) :] != figures:
        for start in range(len(tokens) - len(figures), 0, -1):
            kept = tokens[start:]
            if [token for token in kept if token in figures] == figures and kept[0] == figures[0]:
                return kept
    return figures


def _budget(budget: BudgetRecord) -> Read:
    rows: list[Row] = []
    labels: list[Found[str]] = []
    for heading, lines, total, name in (
        (_("Intäkter"), budget.income, budget.income_total, _("Summa intäkter")),
        (_("Kostnader"), budget.costs, budget.costs_total, _("Summa kostnader")),
    ):
        if lines or total:
            rows.append(Row(heading, (), RowRole.HEADING))
        rows += [_line(line) for line in lines]
        labels += [line.label for line in lines]
        if total:
            rows.append(Row(name, (printed(total.value),), RowRole.TOTAL))
            labels.append(Found(name, total.raw, total.place))
    if budget.result:
        rows.append(Row(_("Resultat"), (printed(budget.result.value),), RowRole.RESULT))
        labels.append(Found(_("Resultat"), budget.result.raw, budget.result.place))
    where = labels[0].place if labels else Place()
    title = budget.title or Found(_("Budget"), "", where)
    fields = _fields(TableKind.BUDGET, title, where, rows, labels, budget.checks, budget.year)
    by = [found for found in (budget.organisation, budget.reported_by) if found]
    about = Found(", ".join(found.value for found in by), by[0].raw, by[0].place) if by else None
    return Read(title.value, (*fields, *text_field("about", _("Redovisat av"), about)))


def _line(line: BudgetLine) -> Row:
    return Row(line.label.value, (printed(line.amount),))


def _priorities(found: PriorityRecord) -> Read:
    rows = [Row(entry.value[: LIMITS.label]) for entry in found.entries]
    fields = _fields(TableKind.PRIORITIES, found.heading, found.heading.place, rows, found.entries, ())
    return Read(found.heading.value, tuple(fields))


def _fields(
    kind: TableKind, title: Found[str], where: Place, rows: Sequence[Row], labels: Sequence[Found[str]], checks: Sequence[str],
    year: Found[int] | None = None,
) -> list[ReadField]:  # fmt: skip
    in_title = _YEAR.search(title.value)
    told = year.value if year else int(in_title[0]) if in_title else ""
    raw = "\n".join(dict.fromkeys(label.raw for label in labels))
    said: list[tuple[str, str, str, Any]] = [
        ("title", _("Rubrik"), title.raw or title.value, title.value[:500]),
        ("kind", _("Slag"), "", kind.value),
        ("year", _("År"), year.raw if year else in_title[0] if in_title else "", told),
        ("rows", _("Rader"), raw, lines_of(rows)),
        ("place", _("Var i dokumentet"), _in_words(where.page, where.line), _in_words(where.page, where.line)),
    ]
    if checks:
        said.append(("notes", _("Att veta om läsningen"), "\n".join(checks), list(checks)))
    return [
        ReadField(name=name, label=label, raw=source, value=value, page=where.page, line=where.line)
        for name, label, source, value in said
        if value not in ("", []) or name == "year"
    ]


def _in_words(page: int | None, line: int | None) -> str:
    parts = [f"s. {page}" if page else "", f"rad {line}" if line else ""]
    return ", ".join(part for part in parts if part)
