"""Tables of figures and budgets, as printed: nothing is added up for the document, differences are told in `note`."""

from __future__ import annotations

from dataclasses import dataclass

from samverka.imports.blocks import Place
from samverka.imports.found import Found, Names, Text


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    """A row: its label and its numbers in printed order, the row's total last where the table has totals."""

    label: Text
    numbers: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class StatisticsTableRecord:
    place: Place
    number: Found[int] | None = None
    title: Text | None = None
    columns: Names = ()
    rows: tuple[StatisticsRow, ...] = ()
    checks: tuple[str, ...] = ()
    """What does not add up, in plain Swedish."""


@dataclass(frozen=True, slots=True)
class BudgetLine:
    label: Text
    amount: float


@dataclass(frozen=True, slots=True)
class BudgetRecord:
    title: Text | None = None
    year: Found[int] | None = None
    income: tuple[BudgetLine, ...] = ()
    income_total: Found[float] | None = None
    costs: tuple[BudgetLine, ...] = ()
    costs_total: Found[float] | None = None
    result: Found[float] | None = None
    reported_by: Text | None = None
    organisation: Text | None = None
    checks: tuple[str, ...] = ()
