"""What differs between two lists: cases as tables, and what must hold for any two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.action_register.editions.difference import Difference, difference
from samverka.action_register.editions.states import RowKind
from samverka.action_register.printed import PrintedAgreement, PrintedDirection, PrintedRegister, PrintedRow


def listed(**directions: list[PrintedRow]) -> PrintedRegister:
    made = tuple(PrintedDirection(name=name, rows=tuple(rows)) for name, rows in directions.items())
    return PrintedRegister(title="Balanslista", forum="SVOM", day="2024-05-20", directions=made)


ONE = PrintedRow(key=1, subject="Avtal", commission="Ta fram ett nytt avtal", responsible=("Åre", "Berg"))
TWO = PrintedRow(key=2, subject="Mini Maria")
DONE = replace(ONE, state="done", closed_on="2024-05-01", closing_reason="SVOM § 12")


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (listed(A=[ONE]), listed(A=[ONE]), []),
        (listed(A=[ONE, TWO]), listed(A=[TWO, ONE]), []),  # another order within a heading is no difference
        (listed(A=[]), listed(A=[ONE]), [RowKind.NEW]),
        (listed(A=[ONE]), listed(), [RowKind.GONE]),
        (listed(A=[ONE]), listed(A=[replace(ONE, commission="Ta fram avtal")]), [RowKind.CHANGED]),
        (listed(A=[ONE]), listed(A=[DONE]), [RowKind.DONE]),
        (listed(A=[ONE]), listed(A=[replace(DONE, state="dropped")]), [RowKind.DROPPED]),
        (listed(A=[DONE]), listed(A=[ONE]), [RowKind.REOPENED]),
        (listed(A=[DONE]), listed(A=[replace(DONE, closing_reason="Rättat skäl")]), [RowKind.CHANGED]),
        (listed(A=[ONE, TWO], B=[]), listed(A=[TWO], B=[ONE]), [RowKind.MOVED]),
        (listed(A=[ONE, TWO]), listed(B=[ONE, TWO]), []),  # the heading has another name: said once
        (listed(A=[ONE, TWO]), listed(B=[ONE], C=[TWO]), [RowKind.MOVED, RowKind.MOVED]),  # split: no name took over
        (listed(**{"": [ONE]}), listed(B=[ONE]), [RowKind.MOVED]),  # under no heading before
    ],
)
def test_the_kinds_of_rows(before, after, kinds):
    assert [change.kind for change in difference(before, after).rows] == kinds


def test_a_row_says_everything_that_differs_in_it():
    later = replace(DONE, commission="Ta fram avtal", responsible=("Åre", "Krokom"))
    [change] = difference(listed(A=[ONE, TWO], B=[]), listed(A=[TWO], B=[later])).rows
    assert (change.kind, change.moved, change.heading_before, change.heading_after) == (RowKind.DONE, True, "A", "B")
    assert [(cell.column, cell.before, cell.after) for cell in change.cells] == [
        ("commission", "Ta fram ett nytt avtal", "Ta fram avtal"),
        ("responsible", "Åre\nBerg", "Åre\nKrokom"),
    ]
    assert (change.is_reclosed, change.closing_after.reason) == (True, "SVOM § 12")


def test_a_heading_with_another_name_is_said_once():
    found = difference(listed(A=[ONE, TWO]), listed(B=[ONE, replace(TWO, commission="Nytt")]))
    assert found.renamed == (("A", "B"),)
    assert [(change.kind, change.key) for change in found.rows] == [(RowKind.CHANGED, 2)]


def test_the_closing_table_differs_too():
    old = PrintedAgreement(key=7, name="HSL-avtalet", validity="2020-2024", recommending=("SVOM",))
    before = replace(listed(), agreements=(old, PrintedAgreement(key=8, name="Gammalt")))
    after = replace(listed(), agreements=(replace(old, validity="2020-2026"), PrintedAgreement(key=9, name="Nytt")))
    found = difference(before, after)
    assert [(each.kind, each.name) for each in found.agreements] == [
        (RowKind.CHANGED, "HSL-avtalet"),
        (RowKind.NEW, "Nytt"),
        (RowKind.GONE, "Gammalt"),
    ]
    assert [(cell.column, cell.after) for cell in found.agreements[0].cells] == [("validity", "2020-2026")]
    assert found.count == 3


words, several = st.text("abc", max_size=4), st.lists(st.text("ab", min_size=1, max_size=2), max_size=2).map(tuple)


@st.composite
def registers(draw: st.DrawFn) -> PrintedRegister:
    keys = draw(st.lists(st.integers(1, 6), unique=True, max_size=6))
    rows = [
        PrintedRow(
            key=key, subject=draw(words), commission=draw(words), responsible=draw(several),
            **draw(st.sampled_from([{}, {"state": "done", "closed_on": "2024-05-01"}, {"state": "dropped", "closed_on": "2024-05-02", "closing_reason": "skäl"}])),
        )
        for key in keys
    ]  # fmt: skip
    cut = draw(st.integers(0, len(rows)))
    first, second = draw(st.permutations(["A", "B", "C", ""]))[:2]
    agreements = [PrintedAgreement(key=key, name=draw(words)) for key in draw(st.lists(st.integers(1, 3), unique=True))]
    return replace(listed(**{first: rows[:cut], second: rows[cut:]}), agreements=tuple(agreements))


def applied(register: PrintedRegister, found: Difference) -> tuple[dict[int, tuple[str, PrintedRow]], dict[int, str]]:
    """The earlier list with the difference carried out: rows and agreements by key."""
    names = dict(found.renamed)
    rows = {row.key: (names.get(one.name, one.name), row) for one in register.directions for row in one.rows}
    for change in found.rows:
        rows.pop(change.key, None)
        if change.after:
            rows[change.key] = (change.heading_after, change.after)
    agreements = {each.key: each.name for each in register.agreements}
    for each in found.agreements:
        agreements.pop(each.key, None)
        if each.kind is not RowKind.GONE:
            agreements[each.key] = each.name
    return rows, agreements


@given(registers())
def test_nothing_differs_from_itself(register):
    found = difference(register, register)
    assert (bool(found), found.count) == (False, 0)


@given(registers(), registers())
def test_the_earlier_list_with_the_difference_is_the_later(before, after):
    assert applied(before, difference(before, after)) == applied(after, Difference())


@given(registers(), registers())
def test_the_other_way_round_the_new_are_gone_and_the_closed_taken_up(before, after):
    there, back = difference(before, after), difference(after, before)
    assert {change.key for change in there.rows if change.kind is RowKind.NEW} == {
        change.key for change in back.rows if change.kind is RowKind.GONE
    }
    assert {(change.key, cell.column) for change in there.rows for cell in change.cells} == {
        (change.key, cell.column) for change in back.rows for cell in change.cells
    }
