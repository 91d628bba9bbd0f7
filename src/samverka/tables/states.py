"""What an imported table holds, and what its rows are, free of Django."""

from __future__ import annotations

from enum import StrEnum


class TableKind(StrEnum):
    STATISTICS = "statistics"
    BUDGET = "budget"
    PRIORITIES = "priorities"


class RowRole(StrEnum):
    """What a row is to those above it. Total: of its part of the table. Result: income less costs."""

    LINE = "line"
    HEADING = "heading"
    TOTAL = "total"
    RESULT = "result"
