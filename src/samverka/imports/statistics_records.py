"""Tables of figures and budgets, as printed: nothing is added up for the document, differences are told in `note`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from samverka.imports.blocks import Place
from samverka.imports.found import Found, Names, Text


class Printed(float):
    """A number that knows how it was printed (`304 998`, `12,5 %`): what is kept is the text and not the float."""

    text: str

    def __new__(cls, value: float, text: str) -> Self:
        made = super().__new__(cls, value)
        made.text = " ".join(text.split())
        return made

    def __reduce__(self) -> tuple[type[Printed], tuple[float, str]]:
        return Printed, (float(self), self.text)


def printed(value: float) -> str:
    """A number as it was printed; as Swedish writes it where that is not known."""
    return value.text if isinstance(value, Printed) else f"{value:g}".replace(".", ",")


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
