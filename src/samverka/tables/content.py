"""An imported table as plain data: what imports hand to operations, and what undo puts back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from samverka.tables.rules import Row
from samverka.tables.states import RowRole, TableKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TableContent:
    """`columns`: their headings, the first for the rows' labels; empty where the document has none. `notes`: what the
    reading wants known. `version` is the key of the document version, `document` what the document calls itself."""

    title: str
    kind: str = TableKind.STATISTICS.value
    number: int | None = None
    year: int | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    about: str = ""
    document: str = ""
    version: int | None = None
    page: int | None = None
    line: int | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "columns": list(self.columns), "notes": list(self.notes), "rows": [row_to_json(row) for row in self.rows],
        }  # fmt: skip

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> TableContent:
        """The inverse of `to_json`; unknown keys are left out."""
        known = {each.name for each in fields(cls)}
        said = {key: item for key, item in value.items() if key in known}
        for name in ("columns", "notes"):
            said[name] = tuple(said.get(name, ()))
        said["rows"] = tuple(row_from_json(row) for row in said.get("rows", ()))
        return cls(**said)


def row_to_json(row: Row) -> dict[str, Any]:
    return {"label": row.label, "cells": list(row.cells), "role": row.role.value}


def row_from_json(value: Mapping[str, Any]) -> Row:
    return Row(value["label"], tuple(value["cells"]), RowRole(value["role"]))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a table may hold: more is no table of a report."""

    rows: int = 500
    columns: int = 60
    cell: int = 200
    label: int = 500
    note: int = 500
    notes: int = 50


LIMITS = Limits()
