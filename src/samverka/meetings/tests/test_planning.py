"""Days proposed for a year, and what does not go together."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.dates.holidays import free_day, is_working_day
from samverka.meetings.planning import (
    QUIET_WEEKS,
    Around,
    Clash,
    Planned,
    Rhythm,
    Sitting,
    Terms,
    Why,
    by_rhythm,
    clashes,
    documents_due,
    like_last_year,
    propose,
    read_rhythm,
)

ON = dt.date(2024, 1, 2)


def d(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("frequency", "per_year", "rhythm"),
    [
        ("Varannan vecka, fredagar jämna veckor", None, Rhythm(2, None, 4, True)),
        ("Fyra gånger per år", None, Rhythm(None, 4)),
        ("2 gånger per termin, torsdagar", None, Rhythm(None, 4, 3)),
        ("Varje månad", None, Rhythm(None, 10)),
        ("En gång i veckan, måndag", None, Rhythm(1, None, 0)),
        ("Kvartalsvis", None, Rhythm(None, 4)),
        ("Vid behov", None, Rhythm()),
        ("Vid behov", 6, Rhythm(None, 6)),
        ("", None, Rhythm()),
    ],
)
def test_the_words_of_how_often(frequency, per_year, rhythm):
    assert read_rhythm(frequency, per_year) == rhythm


@pytest.mark.parametrize(
    ("last_year", "proposed", "why", "instead_of"),
    [
        ("2024-02-09", "2025-02-07", Why.LAST_YEAR, None),  # Friday of week 6
        ("2024-10-11", "2025-10-10", Why.LAST_YEAR, None),
        ("2023-06-07", "2024-06-05", Why.LAST_YEAR, None),
        ("2023-06-08", "2024-06-20", Why.MOVED, "2024-06-06"),  # the national day
        ("2024-05-02", "2025-05-15", Why.MOVED, "2025-05-01"),
        ("2020-12-30", "2021-12-22", Why.LAST_YEAR, None),  # week 53
        ("2023-12-28", "2024-12-12", Why.MOVED, "2024-12-26"),  # two weeks later is another year
    ],
)  # fmt: skip
def test_a_day_like_last_years(last_year, proposed, why, instead_of):
    found = like_last_year(Sitting(day=d(last_year)), d(proposed).year)
    assert (found.sitting.day, found.why) == (d(proposed), why)
    assert found.instead_of == (d(instead_of) if instead_of else None)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)).filter(is_working_day))
def test_a_day_like_last_years_is_in_the_year_free_of_holidays_and_keeps_its_weekday(day):
    found = like_last_year(Sitting(day=day, place="Östersund"), day.year + 1)
    assert found.sitting.day.year == day.year + 1 and not free_day(found.sitting.day)
    assert found.sitting.place == "Östersund"
    if found.why is Why.LAST_YEAR:
        assert found.sitting.day.weekday() == day.weekday()
        assert (found.sitting.day.isocalendar()[1] - day.isocalendar()[1]) % 2 == 0


@given(st.integers(2000, 2100), st.integers(1, 40), st.integers(0, 4), st.sampled_from([None, True, False]))
def test_as_many_days_as_the_rhythm_says_where_there_is_room(year, count, weekday, even):
    days = by_rhythm(year, Rhythm(per_year=count, weekday=weekday, even=even))
    assert len(days) == len(set(days)) <= count
    assert len(days) == count or count > 15
    assert all(day.weekday() == weekday and is_working_day(day) for day in days)
    assert not {day.isocalendar()[1] for day in days} & QUIET_WEEKS
    assert even is None or {day.isocalendar()[1] % 2 == 0 for day in days} == {even}


def test_every_other_week_is_every_other_week():
    days = by_rhythm(2025, Rhythm(every=2, weekday=4, even=True))
    assert days[0] == d("2025-01-10") and {day.isocalendar()[1] % 2 for day in days} == {0}
    assert d("2025-04-18") not in days  # långfredagen


def test_nothing_is_proposed_where_nothing_is_known():
    assert propose(2025, [], Rhythm()) == []


def test_four_a_year_are_spread_over_it():
    assert [each.sitting.day.month for each in propose(2025, [], Rhythm(per_year=4, weekday=4))] == [2, 5, 9, 11]


SVOM, FG, HSI = 1, 2, 3


def at(forum: int, first: str, last: str | None = None, **more) -> Planned:
    name = {SVOM: "SVOM", FG: "Fredagsgruppen", HSI: "SamReKo HSI"}[forum]
    return Planned(key=f"{forum}-{first}", label=name, forums=(forum,), first=d(first), last=d(last or first), **more)


AROUND = Around(
    preparing=frozenset({(FG, SVOM)}),
    people={SVOM: frozenset({1, 2}), HSI: frozenset({2, 3}), FG: frozenset({9})},
    terms={SVOM: Terms(documents=14, summons=10, preparing=7)},
    names={FG: "Fredagsgruppen"},
)


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ([at(HSI, "2024-06-03")], []),
        ([at(HSI, "2024-06-06")], [(Clash.HOLIDAY, "nationaldagen")]),
        ([at(HSI, "2024-12-23", "2024-12-24")], [(Clash.HOLIDAY, "julafton")]),
        ([at(HSI, "2024-06-08")], [(Clash.WEEKEND, "lördag")]),
        ([at(HSI, "2024-06-03"), at(HSI, "2024-06-03")], [(Clash.TWICE, "SamReKo HSI")]),
        ([at(SVOM, "2024-06-03"), at(HSI, "2024-06-03")], [(Clash.SAME_PEOPLE, "SamReKo HSI")]),
        ([at(SVOM, "2024-06-03"), at(FG, "2024-06-03")], [(Clash.SAME_DAY_PREPARING, "SVOM"), (Clash.NOT_PREPARED, "Fredagsgruppen")]),
        ([at(SVOM, "2024-06-03"), at(FG, "2024-05-24")], []),
        ([at(SVOM, "2024-06-03"), at(FG, "2024-05-29")], [(Clash.PREPARED_LATE, "Fredagsgruppen")]),
        ([at(SVOM, "2024-06-03"), at(FG, "2024-05-24"), at(FG, "2024-05-29")], []),
        ([at(SVOM, "2024-06-03"), at(FG, "2024-08-30")], [(Clash.NOT_PREPARED, "Fredagsgruppen")]),
        ([at(SVOM, "2024-03-04"), at(SVOM, "2024-06-03"), at(FG, "2024-02-16")], [(Clash.NOT_PREPARED, "Fredagsgruppen")]),
        ([at(SVOM, "2024-04-15")], [(Clash.DOCUMENTS_FREE, "annandag påsk")]),
        ([at(SVOM, "2024-05-11")], [(Clash.WEEKEND, "lördag"), (Clash.DOCUMENTS_FREE, "lördag"), (Clash.SUMMONS_FREE, "första maj")]),
        ([at(SVOM, "2024-01-09")], [(Clash.DOCUMENTS_FREE, "annandag jul"), (Clash.SUMMONS_FREE, "lördag"), (Clash.SUMMONS_PASSED, "")]),
        ([at(SVOM, "2024-01-09", summoned=True)], [(Clash.DOCUMENTS_FREE, "annandag jul"), (Clash.SUMMONS_FREE, "lördag")]),
    ],
)  # fmt: skip
def test_what_does_not_go_together(plan, found):
    assert [(each.clash, each.other) for each in clashes(plan, AROUND, ON)] == found


def test_a_deadline_on_a_holiday_tells_the_working_day_before():
    found = clashes([at(SVOM, "2024-04-15")], AROUND, ON)
    assert [(each.day, each.instead) for each in found] == [(d("2024-04-01"), d("2024-03-28"))]


def test_a_joint_meeting_is_prepared_by_itself_and_takes_the_strictest_terms():
    joint = Planned(
        key="x", label="SVOM och Fredagsgruppen", forums=(SVOM, FG), first=d("2024-06-03"), last=d("2024-06-03")
    )
    assert clashes([joint], AROUND, ON) == []


def test_the_day_for_documents():
    assert documents_due(d("2024-06-03"), Terms(documents=14)) == d("2024-05-20")
    assert documents_due(d("2024-06-03"), Terms()) is None
