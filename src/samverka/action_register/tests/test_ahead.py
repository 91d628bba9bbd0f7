"""What Läget and a forum's page ask for."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.action_register import operations
from samverka.action_register.queries import (
    due_soon,
    next_dates,
    overdue,
    overdue_count,
    promises_of_forum,
    rows_prepared_by,
)
from samverka.action_register.tests.factories import TODAY, make_item


@pytest.fixture
def rows(cast, friday, register):
    make_item(
        register, "Sen", responsible=("Chef Åre kommun",), follow_up="SVOM 23/2 2024 – rapport", preparing=("FG",)
    )
    make_item(register, "Senare", follow_up="FG 19/5 2024 – beslut. SVOM 3/6 2024 – rapport")
    make_item(register, "Framåt", follow_up="SVOM 11/10 2024 – beslut", preparing=("FG",))
    operations.close_item(
        actor=cast.coordinator,
        item=make_item(register, "Klar", follow_up="SVOM 1/2 2024 – rapport", preparing=("FG",)),
        on=TODAY,
    )


def told(promises):
    return [(each.subject, each.due, each.entry.place) for each in promises]


def test_what_is_late_the_oldest_first(cast, rows):
    assert told(overdue(TODAY)) == [("Sen", dt.date(2024, 2, 23), "SVOM"), ("Senare", dt.date(2024, 5, 19), "FG")]
    assert overdue(TODAY)[0].entry.days_late == 87
    assert overdue(TODAY)[0].responsible == ["Chef Åre kommun"]
    assert (overdue_count(TODAY), overdue_count(dt.date(2024, 5, 19))) == (2, 2)


def test_what_is_late_and_mine(cast, rows):
    assert [each.subject for each in overdue(TODAY, user=cast.registrar)] == ["Sen"]
    assert overdue_count(TODAY, user=cast.registrar) == 1
    assert overdue(TODAY, user=cast.reader) == []


def test_what_is_due_soon_and_next(cast, friday, rows):
    assert told(due_soon(TODAY)) == [("Senare", dt.date(2024, 6, 3), "SVOM")]
    assert told(due_soon(TODAY, within_days=5)) == []
    assert [each.subject for each in next_dates(TODAY)] == ["Senare", "Framåt"]
    assert [each.subject for each in next_dates(dt.date(2024, 5, 1), forum=friday.pk)] == ["Senare"]
    assert [each.subject for each in next_dates(TODAY, limit=1)] == ["Senare"]


def test_what_a_forum_prepares_and_promises(cast, friday, rows):
    assert [(line.subject, line.is_late) for line in rows_prepared_by(friday.pk, TODAY)] == [
        ("Sen", True),
        ("Framåt", False),
    ]
    assert told(promises_of_forum(friday.pk, TODAY)) == [("Senare", dt.date(2024, 5, 19), "FG")]


@pytest.mark.parametrize("ask", [overdue, due_soon, next_dates])
def test_four_queries_whatever_the_number(cast, rows, ask):
    with CaptureQueriesContext(connection) as queries:
        ask(TODAY)
    assert len(queries) == 4
