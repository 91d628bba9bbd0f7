"""The reminder ladder: what is reminded of on a day, in which steps, and what settles one."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.agreements.ladder import (
    MOST_MONTHS,
    Acknowledgement,
    Deadline,
    Ladder,
    Target,
    deadlines,
    parse_steps,
    reached,
    reminders,
    settling,
    steps_in_text,
    upcoming,
)
from samverka.agreements.reading import Notice, Renewal, Review, Validity, read_validity
from samverka.agreements.rules import DoneReview, Facts, RecordedExtension
from samverka.agreements.states import NoticeBasis, RenewalMode, ReviewKind
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.calendar import period_of

D = dt.date
LONG_AGO = D(2000, 1, 1)
ON = D(2024, 5, 20)
NONE = Facts()


def told(text, facts=NONE, on=ON):
    return [(one.target.value, one.day) for one in deadlines(read_validity(text), facts, on)]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("2020-2024", ON, [("end", D(2024, 12, 31))]),
        ("2020-2024", D(2024, 12, 31), [("end", D(2024, 12, 31))]),
        ("2020-2024", D(2025, 1, 1), []),  # has run out: Läget says so
        ("2025-2026", ON, [("end", D(2026, 12, 31))]),  # not in force yet
        ("2018 - tills vidare", ON, []),
        ("2018 - tills vidare med 6 månaders uppsägningstid", ON, []),  # rolling: no day to give notice by
        ("2022-02-01 - tills vidare, ska följas upp vartannat år", ON, [("review", D(2024, 2, 1))]),  # late, still to do
        ("2018 – 2024-12-31. Uppsägningstid 6 månader före avtalstidens slut.", ON, [("notice", D(2024, 6, 30)), ("end", D(2024, 12, 31))]),
        ("2018 – 2024-12-31. Uppsägningstid 6 månader före avtalstidens slut.", D(2024, 7, 1), [("end", D(2024, 12, 31))]),
        ("2013-2015 (förlängs automatiskt på årsbasis)", ON, [("renewal", D(2024, 12, 31))]),
        ("2018-04-01 – 2021-03-31, därefter ett år i taget. Uppsägningstid 6 månader.", ON, [("notice", D(2024, 9, 30))]),
        # The day of notice for this period has passed: the next one is for the next period.
        ("2018-04-01 – 2021-03-31, därefter ett år i taget. Uppsägningstid 6 månader.", D(2024, 10, 1), [("notice", D(2025, 9, 30))]),
        ("2020-2021, förlängs automatiskt ett år i taget, högst tre gånger", ON, [("end", D(2024, 12, 31))]),
        ("2020 - 2024, ska följas upp årligen", D(2020, 2, 1), [("review", D(2021, 12, 31)), ("end", D(2024, 12, 31))]),
        ("2024-2026, under förutsättning att alla parter antar", ON, []),
        ("giltighetstiden har gått ut", ON, []),
        ("", ON, []),
    ],
)  # fmt: skip
def test_what_is_reminded_of(text, on, expected):
    assert told(text, on=on) == expected


def test_a_recorded_end_takes_the_place_of_every_other():
    ended = Facts(ended_from=D(2024, 9, 1))
    assert told("2013-2015 (förlängs automatiskt på årsbasis)", ended) == [("end", D(2024, 8, 31))]
    assert told("2018 - tills vidare", ended) == [("end", D(2024, 8, 31))]
    assert told("2020-2024-06-30", Facts(ended_from=D(2025, 1, 1)))[-1:] == [("end", D(2024, 6, 30))]
    assert told("2018 - tills vidare", ended, D(2024, 9, 1)) == []


def test_an_extension_moves_the_end_from_the_day_it_is_decided():
    extended = Facts(extensions=(RecordedExtension(D(2026, 12, 31), D(2024, 6, 1)),))
    assert told("2020-2024", extended, D(2024, 5, 31)) == [("end", D(2024, 12, 31))]
    assert told("2020-2024", extended, D(2024, 6, 1)) == [("end", D(2026, 12, 31))]


def test_a_review_done_begins_the_next():
    done = Facts(reviews=(DoneReview(ReviewKind.FOLLOW_UP, D(2024, 2, 29)),))
    (one,) = deadlines(read_validity("2018 -tills vidare, ska följas upp årligen"), done, ON)
    assert (one.day, one.since, one.review) == (D(2025, 2, 28), D(2024, 2, 29), ReviewKind.FOLLOW_UP)


# --- the steps -----------------------------------------------------------------------------------------------------


def steps(day, since=LONG_AGO, months=(12, 6, 3)):
    return [(one.months, one.day) for one in reminders(Deadline(Target.END, day, since, about=day), months)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (D(2024, 12, 31), [(12, D(2023, 12, 31)), (6, D(2024, 6, 30)), (3, D(2024, 9, 30))]),
        (D(2024, 2, 29), [(12, D(2023, 2, 28)), (6, D(2023, 8, 31)), (3, D(2023, 11, 30))]),
        (D(2025, 2, 28), [(12, D(2024, 2, 29)), (6, D(2024, 8, 31)), (3, D(2024, 11, 30))]),
        (D(2024, 5, 30), [(12, D(2023, 5, 30)), (6, D(2023, 11, 30)), (3, D(2024, 2, 29))]),
        (D(2024, 5, 15), [(12, D(2023, 5, 15)), (6, D(2023, 11, 15)), (3, D(2024, 2, 15))]),
    ],
)
def test_the_steps_are_counted_in_calendar_months(day, expected):
    assert steps(day) == expected


def test_steps_longer_than_the_time_it_has_been_known_are_left_out():
    assert steps(D(2024, 12, 31), since=D(2024, 6, 1)) == [(6, D(2024, 6, 30)), (3, D(2024, 9, 30))]
    assert steps(D(2024, 12, 31), since=D(2024, 6, 30)) == [(3, D(2024, 9, 30))]


def test_the_shortest_is_reached_at_once_where_all_are_too_long():
    assert steps(D(2024, 12, 31), since=D(2024, 11, 1)) == [(3, D(2024, 11, 1))]
    assert steps(D(2024, 12, 31), since=D(2025, 11, 1)) == [(3, D(2024, 12, 31))]


def test_a_target_without_steps_is_not_reminded_of():
    assert steps(D(2024, 12, 31), months=()) == []


@pytest.mark.parametrize(
    ("on", "last", "following"),
    [
        (D(2023, 12, 30), None, 12),
        (D(2023, 12, 31), 12, 6),
        (D(2024, 6, 29), 12, 6),
        (D(2024, 6, 30), 6, 3),
        (D(2024, 9, 30), 3, None),
        (D(2024, 12, 31), 3, None),
    ],
)
def test_the_last_step_reached_stands_for_those_before_it(on, last, following):
    found = reminders(Deadline(Target.END, D(2024, 12, 31), D(2020, 1, 1), about=D(2024, 12, 31)), (12, 6, 3))
    assert [one and one.months for one in (reached(found, on), upcoming(found, on))] == [last, following]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("12/6/3", (12, 6, 3)), ("3, 6 och 12", (12, 6, 3)), (" 6 6 ", (6,)), ("", ()), ("60", (60,))],
)
def test_steps_are_read_as_people_write_them(text, expected):
    assert parse_steps(text) == expected
    assert parse_steps(steps_in_text(expected)) == expected


@pytest.mark.parametrize("text", ["tolv", "0", "61", "-3", "1.5", "1/2/3/4/5/6/7", "٣", "9999999999999"])
def test_other_steps_are_refused(text):
    with pytest.raises(ValueError, match=r"months|steps"):
        parse_steps(text)


def test_a_renewal_nobody_can_stop_has_the_steps_of_an_end():
    ladder = Ladder(end=(12,), notice=(6,), review=(3,))
    assert [ladder.steps(target) for target in (Target.END, Target.RENEWAL, Target.NOTICE, Target.REVIEW)] == [
        (12,), (12,), (6,), (3,),
    ]  # fmt: skip


# --- what settles a step -------------------------------------------------------------------------------------------

DEADLINE = Deadline(Target.END, D(2024, 12, 31), D(2020, 1, 1), about=D(2024, 12, 31))
TWELVE, SIX, THREE = reminders(DEADLINE, (12, 6, 3))


@pytest.mark.parametrize(
    ("made", "reminder", "on", "settles"),
    [
        ({}, SIX, D(2024, 7, 1), True),
        ({}, SIX, D(2024, 6, 30), False),  # as it was the day before
        ({}, TWELVE, D(2024, 7, 1), True),  # a later step stands for those before it
        ({}, THREE, D(2024, 10, 1), False),
        ({"about": D(2025, 12, 31)}, SIX, D(2024, 7, 1), False),  # the end has moved
        ({"about": D(2024, 6, 30)}, SIX, D(2024, 7, 1), False),
        ({"target": Target.NOTICE}, SIX, D(2024, 7, 1), False),
        ({"review": ReviewKind.REVISE}, SIX, D(2024, 7, 1), False),
        ({"until": D(2024, 8, 1)}, SIX, D(2024, 7, 31), True),
        ({"until": D(2024, 8, 1)}, SIX, D(2024, 8, 1), False),
        (
            {"until": D(2024, 12, 1)},
            THREE,
            D(2024, 10, 1),
            False,
        ),  # the next step comes although the one before is put off
    ],
)
def test_what_someone_has_taken_care_of(made, reminder, on, settles):
    given_values = {"target": Target.END, "about": D(2024, 12, 31), "months": 6, "made_on": D(2024, 7, 1)} | made
    assert (settling(reminder, [Acknowledgement(**given_values)], on) is not None) is settles


# --- for every agreement -------------------------------------------------------------------------------------------

days = st.dates(min_value=D(2018, 1, 1), max_value=D(2032, 12, 31))
ladders = st.lists(st.integers(1, MOST_MONTHS), max_size=4, unique=True).map(tuple)
periods = st.integers(1, 24).map(period_of)
ends = st.builds(
    Validity,
    valid_from=st.none() | st.just(PartialDate.year(2016)),
    valid_to=days.map(PartialDate.day),
    renewal=st.none() | st.builds(Renewal, st.just(RenewalMode.AUTOMATIC), st.none() | periods, st.none() | st.integers(1, 3)),
    notice=st.none() | st.builds(Notice, periods, st.just(NoticeBasis.BEFORE_PERIOD_END)),
    reviews=st.lists(st.builds(Review, st.sampled_from(ReviewKind), periods), max_size=2, unique_by=lambda one: one.kind).map(tuple),
)  # fmt: skip


def acknowledged(found, steps, on):
    return [
        Acknowledgement(one.deadline.target, one.deadline.about, one.months, on, one.deadline.review)
        for deadline in found
        for one in reminders(deadline, steps)
    ]


@given(ends, days, st.integers(1, 1500), ladders)
def test_moving_the_end_later_never_leaves_a_step_settled_for_the_new_end(validity, on, longer, months):
    fixed = replace(validity, renewal=None)
    made = acknowledged(deadlines(fixed, NONE, on), months, on)
    new_end = fixed.valid_to.end + dt.timedelta(days=longer)
    after = deadlines(fixed, Facts(extensions=(RecordedExtension(new_end, on),)), on)
    moved = [one for one in after if one.target is not Target.REVIEW]
    assert bool(moved) == (on <= new_end)
    assert [one for deadline in moved for one in reminders(deadline, months) if settling(one, made, on)] == []


@given(ends, days, st.integers(1, 1500), ladders)
def test_nor_does_moving_it_earlier(validity, on, shorter, months):
    fixed = replace(validity, renewal=None)
    made = acknowledged(deadlines(fixed, NONE, on), months, on)
    ended_from = fixed.valid_to.end - dt.timedelta(days=shorter)
    moved = [one for one in deadlines(fixed, Facts(ended_from=ended_from), on) if one.target is not Target.REVIEW]
    assert [one for deadline in moved for one in reminders(deadline, months) if settling(one, made, on)] == []


@given(ends, days, ladders)
def test_the_steps_of_a_deadline_come_in_order_between_its_beginning_and_its_day(validity, on, months):
    for deadline in deadlines(validity, NONE, on):
        found = reminders(deadline, months)
        assert bool(found) == bool(months)
        assert [one.day for one in found] == sorted(one.day for one in found)
        assert all(one.day <= deadline.day for one in found)
        assert all(deadline.since < one.day for one in found[1:])
        last, following = reached(found, on), upcoming(found, on)
        assert last is None or last.day <= on
        assert following is None or following.day > on


@given(ends, days, ladders)
def test_whoever_settles_all_steps_is_left_alone_that_day(validity, on, months):
    found = deadlines(validity, NONE, on)
    made = acknowledged(found, months, on)
    assert all(settling(one, made, on) for deadline in found for one in reminders(deadline, months))


@given(ends, days)
def test_no_deadline_but_a_late_review_lies_before_the_day(validity, on):
    assert all(one.day >= on for one in deadlines(validity, NONE, on) if one.target is not Target.REVIEW)
