"""Rules for entries and rows on a day."""

import datetime as dt
from dataclasses import dataclass

import pytest

from samverka.action_register import rules
from samverka.action_register.states import FollowUpKind, ItemState, Outcome, Relation, Standing
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.swedish import parse_date

D = dt.date
OPEN, DONE, POSTPONED, DROPPED = Outcome.OPEN, Outcome.DONE, Outcome.POSTPONED, Outcome.DROPPED
REPORT, STATE, VALIDITY = FollowUpKind.REPORT, FollowUpKind.STATE, FollowUpKind.VALIDITY


@dataclass(frozen=True)
class Promise:
    when: PartialDate | None
    outcome: Outcome = OPEN
    kind: FollowUpKind = REPORT
    relation: Relation = Relation.ON


def at(written, **more):
    return Promise(parse_date(written), **more)


@pytest.mark.parametrize(
    ("written", "due"),
    [("3/6 2024", D(2024, 6, 3)), ("okt. 2024", D(2024, 10, 31)), ("16-17/4 2024", D(2024, 4, 17)), ("vår 2024", D(2024, 6, 30)),
     ("höst 2024", D(2024, 12, 31)), ("2024", D(2024, 12, 31)), ("feb 2024", D(2024, 2, 29)), ("snart", None)],
)  # fmt: skip
def test_an_entry_falls_due_on_the_last_day_it_may_mean(written, due):
    assert rules.due_on(parse_date(written)) == due


@pytest.mark.parametrize(
    ("written", "outcome", "on", "late"),
    [
        ("okt. 2024", OPEN, D(2024, 10, 31), 0),
        ("okt. 2024", OPEN, D(2024, 11, 1), 1),
        ("22/4 2024", OPEN, D(2024, 5, 20), 28),
        ("22/4 2024", DONE, D(2024, 5, 20), 0),
        ("22/4 2024", POSTPONED, D(2024, 5, 20), 0),
        ("22/4 2024", DROPPED, D(2024, 5, 20), 0),
        ("snart", OPEN, D(2024, 5, 20), 0),
    ],
)
def test_an_open_entry_is_overdue_from_the_day_after(written, outcome, on, late):
    when = parse_date(written)
    assert (rules.is_overdue(when, outcome, on), rules.days_late(when, outcome, on)) == (late > 0, late)


@pytest.mark.parametrize(
    ("on", "soon"), [(D(2024, 5, 19), False), (D(2024, 5, 20), True), (D(2024, 6, 3), True), (D(2024, 6, 4), False)]
)
def test_soon_is_within_fourteen_days(on, soon):
    assert rules.is_soon(parse_date("3/6 2024"), OPEN, on) is soon
    assert rules.is_soon(parse_date("3/6 2024"), DONE, on) is False


@pytest.mark.parametrize(
    ("kind", "relation", "expected"),
    [
        (REPORT, Relation.ON, True),
        (REPORT, Relation.BY, True),
        (REPORT, Relation.UNTIL, False),
        (STATE, Relation.ON, False),
        (VALIDITY, Relation.UNTIL, False),
    ],
)
def test_a_statement_is_no_promise(kind, relation, expected):
    assert rules.is_promise(kind, relation) is expected


FEBRUARY, APRIL, JUNE, OCTOBER = at("9/2 2024"), at("22/4 2024"), at("3/6 2024"), at("okt. 2024")
DAY = D(2024, 5, 20)


def test_late_entries_come_longest_waiting_first_and_coming_ones_next_first():
    entries = [
        OCTOBER,
        APRIL,
        at("1/3 2024", outcome=DONE),
        JUNE,
        FEBRUARY,
        at("31/12 2023", kind=VALIDITY),
        Promise(None),
    ]
    assert rules.late_entries(entries, DAY) == [FEBRUARY, APRIL]
    assert rules.coming_entries(entries, DAY) == [JUNE, OCTOBER]
    assert rules.next_entry(entries, DAY) == JUNE
    assert rules.latest_entry(entries, DAY) == APRIL


def test_a_row_without_promises_has_no_next_and_no_latest():
    assert (rules.next_entry([], DAY), rules.latest_entry([], DAY)) == (None, None)


@pytest.mark.parametrize(
    ("state", "entries", "expected"),
    [
        (ItemState.ONGOING, [JUNE, APRIL], Standing.LATE),
        (ItemState.ONGOING, [JUNE, OCTOBER], Standing.SOON),
        (ItemState.ONGOING, [OCTOBER], Standing.AHEAD),
        (ItemState.ONGOING, [], Standing.NOTHING_PLANNED),
        (ItemState.ONGOING, [at("22/4 2024", outcome=DONE), Promise(None)], Standing.NOTHING_PLANNED),
        (ItemState.ONGOING, [at("31/12 2023", kind=STATE)], Standing.NOTHING_PLANNED),
        (ItemState.DONE, [APRIL], Standing.CLOSED),
        (ItemState.DROPPED, [], Standing.CLOSED),
    ],
)
def test_where_a_row_stands_on_a_day(state, entries, expected):
    assert rules.standing(state, entries, DAY) is expected


@pytest.mark.parametrize(
    ("when", "meetings", "linked"),
    [
        ("okt. 2024", [("a", D(2024, 10, 11), D(2024, 10, 11))], "a"),
        ("okt. 2024", [("a", D(2024, 10, 11), D(2024, 10, 11)), ("b", D(2024, 10, 25), D(2024, 10, 25))], None),
        ("16-17/4 2024", [("a", D(2024, 4, 16), D(2024, 4, 17))], "a"),
        ("16/4 2024", [("a", D(2024, 4, 16), D(2024, 4, 17))], None),
        ("okt. 2024", [], None),
        ("snart", [("a", D(2024, 10, 11), D(2024, 10, 11))], None),
    ],
)
def test_an_entry_links_to_the_only_meeting_within_its_date(when, meetings, linked):
    assert rules.only_meeting_within(parse_date(when), meetings) == linked


@pytest.mark.parametrize(
    ("stated", "own", "contradicts"),
    [("31/12 2024", "2024-12-31", False), ("31/12 2024", "2024", False), ("2024", "2024-12-31", False), ("31/12 2024", "2023-12-31", True),
     ("31/12 2024", "snart", False)],
)  # fmt: skip
def test_a_statement_of_validity_is_compared_with_the_agreement(stated, own, contradicts):
    entry = at(stated, kind=VALIDITY, relation=Relation.UNTIL)
    assert rules.contradicts_validity(entry, parse_date(own)) is contradicts
    assert rules.contradicts_validity(at(stated, kind=STATE, relation=Relation.UNTIL), parse_date(own)) is False
