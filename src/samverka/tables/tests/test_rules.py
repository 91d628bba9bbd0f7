"""Figures are read as printed, and totals are checked without losing anything on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.tables.reading import lines_of, rows_of
from samverka.tables.rules import Row, Wrong, is_checked, number, wrong_totals
from samverka.tables.states import RowRole, TableKind

STATISTICS, BUDGET = TableKind.STATISTICS, TableKind.BUDGET


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("277", "277"), ("304 998", "304998"), ("304\u00a0998", "304998"), ("1.234.567", "1234567"), ("12,5", "12.5"), ("-7 %", "-7"),
        ("–23 495 kr", "-23495"), ("0,1", "0.1"), ("51*", "51"), ("1 234,50", "1234.50"), ("", None), ("–", None), ("g", None), ("12-13", None),
        ("..", None), ("x1", None),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_printed(cell, value):
    assert number(cell) == (Decimal(value) if value is not None else None)


def table(*lines: str, kind: TableKind = STATISTICS) -> list[Wrong]:
    return wrong_totals(rows_of(lines, kind))


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("A | 1 | 2", "B | 3 | 4", "Antal | 4 | 6"), []),
        (("A | 1 | 2", "B | 3 | 4", "Antal | 4 | 7"), [Wrong(2, 1, Decimal(7), Decimal(6))]),
        (("A | 1 | 2 | 3", "B | 3 | 4 | 7", "Antal | 4 | 6 | 10"), []),
        (
            ("A | 1 | 2 | 3", "B | 3 | 4 | 7", "C | 1 | 1 | 2", "Antal | 5 | 7 | 13"),
            [Wrong(3, None, Decimal(13), Decimal(12)), Wrong(3, 2, Decimal(13), Decimal(12))],
        ),
        (("A | 0,1", "B | 0,2", "Summa | 0,3", "Därav | 9"), []),
        (("A | 1", "B | 2"), []),  # no totals
        (("A | 1 | 2", "B | 3", "Antal | 9 | 2"), []),  # which columns a short row has nobody can tell
        (("A | 1 | 2", "B | g | 4", "Antal | 9 | 6"), []),  # a figure that cannot be read
        (("Ja | 1", "Nej | 2", "Antal | 3", "Antal barn | 9"), []),
    ],
)
def test_totals_of_a_table(lines, wrong):
    assert table(*lines) == wrong


INCOME = ("Intäkter", "Regionen | 100", "Kommunerna | 50 000,5")


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ((*INCOME, "Summa intäkter | 50 100"), []),  # rounded
        ((*INCOME, "Summa intäkter | 50 200"), [Wrong(3, 0, Decimal(50200), Decimal("50100.5"))]),
        (
            (
                *INCOME,
                "Summa intäkter | 50 100",
                "Kostnader",
                "Personal | -100",
                "Summa kostnader | -100",
                "Resultat | 50 000",
            ),
            [],
        ),
        (
            (
                *INCOME,
                "Summa intäkter | 50 100",
                "Kostnader",
                "Personal | 100",
                "Summa kostnader | 100",
                "Resultat | 40 000",
            ),
            [Wrong(7, 0, Decimal(40000), Decimal(50000))],
        ),
        (("Intäkter", "Summa intäkter | 100"), []),
    ],
)
def test_totals_of_a_budget(lines, wrong):
    assert table(*lines, kind=BUDGET) == wrong


def test_a_table_without_totals_or_with_an_unread_figure_is_not_checked():
    told = [
        is_checked(rows_of(lines, STATISTICS))
        for lines in (("A | 1", "B | 2", "Antal | 3"), ("A | 1", "B | 2"), ("A | 1", "B | g", "Antal | 3"))
    ]
    assert told == [True, False, False]


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="|", categories=("L", "N", "P")), min_size=1, max_size=8
)
LABELS = CELLS.filter(lambda text: text[0].isalpha())


@given(
    st.lists(st.builds(lambda label, cells: Row(label, tuple(cells)), LABELS, st.lists(CELLS, max_size=4)), max_size=6)
)
def test_lines_that_nobody_has_corrected_are_the_same_table(rows):
    read = rows_of(lines_of(rows), TableKind.PRIORITIES)
    assert read == tuple(rows)
    assert lines_of(read) == lines_of(rows)


@given(st.lists(st.lists(st.integers(-(10**12), 10**12), min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_table_that_adds_up_is_never_told_of(body):
    lines = [f"Rad {place} | {' | '.join(map(str, row))}" for place, row in enumerate(body)]
    total = [sum(column) for column in zip(*body, strict=True)]
    found = table(*lines, f"Antal | {' | '.join(map(str, total))}")
    assert [wrong for wrong in found if wrong.column is not None] == []


def test_what_a_row_is_follows_from_its_label():
    roles = [row.role for row in rows_of(("Antal barn | 3", "A | 1", "S:a | 4", "Totalt antal | 9"), STATISTICS)]
    assert roles == [RowRole.LINE, RowRole.LINE, RowRole.TOTAL, RowRole.TOTAL]
