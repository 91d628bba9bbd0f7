"""What holds for every text, every reading and every day."""

import datetime as dt
import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.agreements.explain import explain_in_words, explain_validity
from samverka.agreements.reading import Extension, Notice, Renewal, Review, Validity, read_validity
from samverka.agreements.rules import (
    DoneReview,
    Facts,
    RecordedExtension,
    current_period_end,
    gaps,
    next_review,
    notice_deadline,
    status,
    status_columns,
    status_from_columns,
)
from samverka.agreements.states import AgreementStatus, Doubt, EndKind, Flag, NoticeBasis, RenewalMode, ReviewKind
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.calendar import period_of

days = st.dates(min_value=dt.date(2015, 1, 1), max_value=dt.date(2035, 12, 31))
years = st.integers(min_value=2015, max_value=2035)
dates = st.one_of(
    days.map(PartialDate.day),
    years.map(PartialDate.year),
    years.map(PartialDate.school_year),
    years.map(PartialDate.autumn),
    st.builds(PartialDate.month, years, st.integers(min_value=1, max_value=12)),
)
periods = st.integers(min_value=1, max_value=60).map(period_of)
storable = st.characters(
    codec="utf-8", exclude_characters="\0"
)  # what readers and forms let through: PostgreSQL has no NUL
validities = st.builds(
    Validity,
    raw=st.text(storable, max_size=20),
    valid_from=st.none() | dates,
    valid_to=st.none() | dates,
    base_to=st.none() | dates,
    end_kind=st.sampled_from(EndKind),
    event=st.none() | st.just("tills nytt avtal finns"),
    successor=st.none() | st.just("nytt avtal"),
    adopted=st.none() | dates,
    extensions=st.lists(
        st.builds(Extension, dates, st.none() | st.just("SVOM § 26"), st.none() | days), max_size=3
    ).map(tuple),
    renewal=st.none()
    | st.builds(Renewal, st.sampled_from(RenewalMode), st.none() | periods, st.none() | st.integers(1, 5)),
    notice=st.none()
    | st.builds(Notice, st.none() | periods | st.just("P6W"), st.sampled_from(NoticeBasis), st.booleans()),
    reviews=st.lists(
        st.builds(Review, st.sampled_from(ReviewKind), st.none() | periods, st.none() | dates, st.none() | dates),
        max_size=3,
    ).map(tuple),
    flags=st.frozensets(st.sampled_from(Flag), max_size=2),
    unread=st.lists(st.text(storable, max_size=5), max_size=2).map(tuple),
    doubts=st.frozensets(st.sampled_from(Doubt), max_size=2),
)
facts = st.builds(
    Facts,
    is_conditional=st.booleans(),
    condition_met_on=st.none() | days,
    ended_from=st.none() | days,
    extensions=st.lists(st.builds(RecordedExtension, days, st.none() | days), max_size=3).map(tuple),
    reviews=st.lists(st.builds(DoneReview, st.sampled_from(ReviewKind), days), max_size=3).map(tuple),
)
_TRADE = """2018 2020 2024-12-31 31/12 2023/24 - – , . ( ) ; + tom fr.o.m. tills vidare t.v. förlängd förlängs därefter ett år i taget
    om ingen säger upp uppsägningstid 6 mån. senast tolv månader före avtalstidens slut ska följas upp årligen revideras vart tredje
    ersätts av nytt avtal antagen 2014 gäller när alla parter under förutsättning att mandatperioden läsåret option 1+1 kan förlängas
    med automatiskt har löpt ut översyn pågår dock längst tillfällig mellan och till inte § 26 beslut"""
# Words of the trade in any order: nearer to what breaks a rule than any text is.
words = st.lists(
    st.sampled_from(re.findall(r"\S+", _TRADE)),
    max_size=30,
).map(" ".join)
texts = st.text(max_size=200) | words


@given(texts, days)
def test_every_text_is_read_kept_and_judged(text, on):
    validity = read_validity(text)
    assert validity.raw == text
    assert status(validity, on) in AgreementStatus
    assert explain_in_words(text, on).startswith("Ordagrant: ")
    assert explain_validity(text, on)["status"] == status(validity, on)


@given(words)
def test_what_is_left_unread_stands_in_the_text(text):
    flat = " ".join(text.split())
    assert [piece for piece in read_validity(text).unread if piece not in flat] == []


@given(texts)
def test_a_reading_survives_storage(text):
    validity = read_validity(text)
    assert Validity.from_json(validity.to_json()) == validity


@given(validities)
def test_any_reading_survives_storage(validity):
    assert Validity.from_json(validity.to_json()) == validity


@settings(max_examples=400)
@given(validities, facts, days)
def test_a_status_exists_on_every_day_and_the_columns_give_the_same(validity, recorded, on):
    columns = status_columns(validity, recorded)
    edges = [
        columns.starts_on,
        columns.ended_from,
        columns.condition_met_on,
        columns.first_period_ends_on,
        columns.ends_on,
    ]
    edges += [edge for gap in columns.gaps for edge in (gap.first, gap.last)]
    near = {on, *(edge + dt.timedelta(days=shift) for edge in edges if edge for shift in (-1, 0, 1))}
    assert {day: status_from_columns(columns, day) for day in near} == {
        day: status(validity, day, recorded) for day in near
    }


@given(validities, facts, days)
def test_computed_days_never_fail_and_keep_their_order(validity, recorded, on):
    end, deadline, review = (
        rule(validity, on, recorded) for rule in (current_period_end, notice_deadline, next_review)
    )
    assert deadline is None or deadline <= end
    assert review is None or review.is_overdue == (review.due < on)


@given(validities, facts, days)
def test_a_renewed_period_contains_the_day(validity, recorded, on):
    if status(validity, on, recorded) is AgreementStatus.IN_FORCE_RENEWED and validity.renewal.period:
        assert current_period_end(validity, on, recorded) >= on


@given(validities, facts)
def test_gaps_are_in_order_and_apart(validity, recorded):
    found = gaps(validity, recorded)
    assert [gap for gap in found if gap.last < gap.first] == []
    assert [pair for pair in pairwise(found) if pair[0].last >= pair[1].first] == []


@given(
    st.lists(
        st.sampled_from(["och ", "gäller ", "inte ", ": ", "ett år ", "2020-", "( ", "översyn ", "förlängs ", "  "]),
        min_size=1,
        max_size=3,
    )
)
@settings(max_examples=30, deadline=2000)
def test_repetition_does_not_make_reading_slow(parts):
    read_validity("".join(parts) * 1000)
