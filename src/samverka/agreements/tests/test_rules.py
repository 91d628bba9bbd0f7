"""Rules 1–5 of glossary §2 on tables of days."""

import datetime as dt

import pytest

from samverka.agreements.reading import Extension, Notice, Renewal, Review, Validity, read_validity
from samverka.agreements.rules import (
    DoneReview,
    Facts,
    Gap,
    NextReview,
    RecordedExtension,
    current_period_end,
    earliest_end,
    gaps,
    next_review,
    next_reviews,
    notice_deadline,
    status,
    status_columns,
    status_from_columns,
)
from samverka.agreements.states import EndKind, Flag, NoticeBasis, RenewalMode, ReviewKind
from samverka.foundation.dates import PartialDate

D = dt.date
ADOPTED = D(2024, 6, 1)


def day(year, month, date):
    return PartialDate.day(D(year, month, date))


def fixed(start, end, **more):
    return Validity(valid_from=PartialDate.day(start), valid_to=PartialDate.day(end), end_kind=EndKind.FIXED, **more)


def renewing(end, period, limit=None, **more):
    return fixed(D(2010, 1, 1), end, renewal=Renewal(RenewalMode.AUTOMATIC, period, limit), **more)


# --- status with facts -------------------------------------------------------------------------------------------

TWO_YEARS = fixed(D(2024, 1, 1), D(2025, 12, 31))
FACTS = [
    ("nothing recorded", TWO_YEARS, Facts(), {D(2023, 12, 31): "not_yet", D(2024, 1, 1): "in_force", D(2026, 1, 1): "lapsed"}),
    ("condition not met", TWO_YEARS, Facts(is_conditional=True), {D(2023, 1, 1): "pending", D(2024, 7, 1): "pending", D(2030, 1, 1): "pending"}),
    ("condition met", TWO_YEARS, Facts(is_conditional=True, condition_met_on=ADOPTED),
     {D(2024, 5, 31): "pending", ADOPTED: "in_force", D(2026, 1, 1): "lapsed"}),
    ("condition of the text met", fixed(D(2024, 1, 1), D(2025, 12, 31), flags=frozenset({Flag.CONDITIONAL})),
     Facts(condition_met_on=ADOPTED), {D(2024, 5, 31): "pending", ADOPTED: "in_force"}),
    ("terminated", TWO_YEARS, Facts(ended_from=D(2025, 1, 1)), {D(2024, 12, 31): "in_force", D(2025, 1, 1): "ended", D(2027, 1, 1): "ended"}),
    ("event occurred", read_validity("1/6 2022 - tills nytt avtal finns"), Facts(ended_from=D(2025, 1, 1)),
     {D(2022, 5, 31): "not_yet", D(2024, 12, 31): "in_force", D(2025, 1, 1): "ended"}),
    ("renewing and terminated", renewing(D(2015, 12, 31), "P1Y"), Facts(ended_from=D(2025, 1, 1)),
     {D(2024, 12, 31): "in_force_renewed", D(2025, 1, 1): "ended"}),
    ("extended in time", TWO_YEARS, Facts(extensions=(RecordedExtension(D(2026, 12, 31), D(2025, 10, 1)),)),
     {D(2026, 12, 31): "in_force", D(2027, 1, 1): "lapsed"}),
    ("extended late", TWO_YEARS, Facts(extensions=(RecordedExtension(D(2026, 12, 31), D(2026, 2, 1)),)),
     {D(2025, 12, 31): "in_force", D(2026, 1, 1): "lapsed", D(2026, 1, 31): "lapsed", D(2026, 2, 1): "in_force", D(2027, 1, 1): "lapsed"}),
    ("extension without known decision", TWO_YEARS, Facts(extensions=(RecordedExtension(D(2026, 12, 31)),)), {D(2026, 1, 15): "in_force"}),
    ("lone year extended", read_validity("2023"), Facts(extensions=(RecordedExtension(D(2025, 12, 31), D(2024, 3, 1)),)),
     {D(2023, 6, 1): "in_force", D(2024, 2, 29): "unclear", D(2024, 3, 1): "in_force", D(2026, 1, 1): "lapsed"}),
    ("empty text, end recorded", Validity(), Facts(extensions=(RecordedExtension(D(2025, 12, 31)),)),
     {D(2020, 1, 1): "in_force", D(2026, 1, 1): "lapsed"}),
    ("lapsed by its own words, ended too", read_validity("Giltighetstid passerat"), Facts(ended_from=D(2020, 1, 1)), {D(2024, 1, 1): "lapsed"}),
    ("only until further notice", read_validity("tills vidare"), Facts(), {D(2024, 1, 1): "unclear"}),
    ("not stated, start known", read_validity("2024-"), Facts(), {D(2023, 12, 31): "not_yet", D(2044, 1, 1): "in_force"}),
    ("optional renewal", fixed(D(2020, 1, 1), D(2021, 12, 31), renewal=Renewal(RenewalMode.OPTIONAL, "P1Y", 2)), Facts(), {D(2022, 1, 1): "lapsed"}),
    ("renewed at most twice", renewing(D(2015, 12, 31), "P1Y", 2), Facts(),
     {D(2015, 12, 31): "in_force", D(2017, 12, 31): "in_force_renewed", D(2018, 1, 1): "lapsed"}),
    ("renewal without a period", renewing(D(2015, 12, 31), None), Facts(), {D(2016, 1, 1): "in_force_renewed", D(2090, 1, 1): "in_force_renewed"}),
]  # fmt: skip


@pytest.mark.parametrize(("validity", "facts", "days"), [case[1:] for case in FACTS], ids=[case[0] for case in FACTS])
def test_status_with_what_has_been_recorded(validity, facts, days):
    assert {on: status(validity, on, facts) for on in days} == days
    columns = status_columns(validity, facts)
    assert {on: status_from_columns(columns, on) for on in days} == days


# --- period end --------------------------------------------------------------------------------------------------

ROLLED = [
    (D(2015, 12, 31), "P1Y", None, D(2015, 12, 31), D(2015, 12, 31)),
    (D(2015, 12, 31), "P1Y", None, D(2016, 1, 1), D(2016, 12, 31)),
    (D(2015, 12, 31), "P1Y", None, D(2024, 5, 20), D(2024, 12, 31)),
    (D(2015, 12, 31), "P2Y", None, D(2024, 5, 20), D(2025, 12, 31)),
    (D(2015, 12, 31), "P1Y", 3, D(2024, 5, 20), D(2018, 12, 31)),
    (D(2015, 12, 31), "P6M", None, D(2016, 1, 1), D(2016, 6, 30)),
    (D(2016, 2, 29), "P1Y", None, D(2017, 1, 1), D(2017, 2, 28)),
    (D(2016, 2, 29), "P1Y", None, D(2019, 12, 1), D(2020, 2, 29)),
    (D(2016, 1, 31), "P1M", None, D(2016, 2, 1), D(2016, 2, 29)),
    (D(2016, 1, 31), "P1M", None, D(2016, 3, 1), D(2016, 3, 31)),
    (D(2016, 1, 30), "P1M", None, D(2016, 3, 1), D(2016, 3, 30)),
    (D(2016, 3, 15), "P1Y", None, D(2020, 3, 15), D(2020, 3, 15)),
    (D(2016, 3, 15), "P1Y", None, D(2020, 3, 16), D(2021, 3, 15)),
    (D(9999, 6, 30), "P1Y", None, D(9999, 12, 31), D(9999, 12, 31)),
]  # fmt: skip


@pytest.mark.parametrize(("end", "period", "limit", "on", "expected"), ROLLED)
def test_the_period_end_rolls_forward(end, period, limit, on, expected):
    assert current_period_end(renewing(end, period, limit), on) == expected


def test_the_period_end_follows_the_decisions_taken_until_the_day():
    facts = Facts(extensions=(RecordedExtension(D(2026, 12, 31), D(2025, 10, 1)),))
    assert [current_period_end(TWO_YEARS, on, facts) for on in (D(2025, 9, 30), D(2025, 10, 1))] == [
        D(2025, 12, 31),
        D(2026, 12, 31),
    ]


@pytest.mark.parametrize("text", ["2018 - tills vidare", "2024-", "", "tills nytt avtal finns"])
def test_without_an_end_there_is_no_period_end(text):
    assert current_period_end(read_validity(text), D(2024, 5, 20)) is None


def test_an_optional_renewal_rolls_nothing():
    validity = read_validity("2020-2021 med möjlighet till förlängning 1+1 år")
    assert current_period_end(validity, D(2024, 5, 20)) == D(2021, 12, 31)


# --- notice ------------------------------------------------------------------------------------------------------

NOTICE = [
    (D(2024, 12, 31), "P6M", D(2024, 6, 30)),
    (D(2024, 12, 31), "P10M", D(2024, 2, 29)),
    (D(2023, 12, 31), "P10M", D(2023, 2, 28)),
    (D(2024, 12, 31), "P1Y", D(2023, 12, 31)),
    (D(2024, 2, 29), "P12M", D(2023, 2, 28)),
    (D(2024, 6, 30), "P3M", D(2024, 3, 31)),
    (D(2024, 3, 30), "P1M", D(2024, 2, 29)),
    (D(2024, 6, 15), "P6M", D(2023, 12, 15)),
    (D(2024, 12, 31), "P6W", D(2024, 11, 19)),
    (D(2024, 12, 31), "P30D", D(2024, 12, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("end", "period", "expected"), NOTICE)
def test_notice_counts_back_from_the_period_end(end, period, expected):
    validity = fixed(D(2020, 1, 1), end, notice=Notice(period, NoticeBasis.BEFORE_PERIOD_END))
    assert notice_deadline(validity, D(2024, 1, 1)) == expected
    assert earliest_end(validity, D(2024, 1, 1)) is None


def test_notice_follows_the_renewed_period():
    validity = renewing(D(2015, 12, 31), "P1Y", notice=Notice("P6M", NoticeBasis.BEFORE_PERIOD_END))
    assert [notice_deadline(validity, on) for on in (D(2024, 6, 30), D(2024, 12, 31), D(2025, 1, 1))] == [
        D(2024, 6, 30), D(2024, 6, 30), D(2025, 6, 30),
    ]  # fmt: skip


def test_rolling_notice_has_no_deadline_but_an_earliest_end():
    validity = read_validity("tills vidare med sex månaders ömsesidig uppsägning")
    assert notice_deadline(validity, D(2024, 5, 20)) is None
    assert [earliest_end(validity, on) for on in (D(2024, 5, 20), D(2024, 8, 31))] == [D(2024, 11, 20), D(2025, 2, 28)]


@pytest.mark.parametrize(
    "text",
    ["2018–2020", "2018–2020, uppsägning ska ske skriftligen", "uppsägning senast 6 månader före avtalstidens slut"],
)
def test_without_period_or_end_there_is_no_notice_deadline(text):
    assert notice_deadline(read_validity(text), D(2019, 5, 20)) is None


# --- reviews -----------------------------------------------------------------------------------------------------

YEARLY = Review(ReviewKind.FOLLOW_UP, "P1Y")
REVIEWED = [
    ("from the start year", Validity(valid_from=PartialDate.year(2018), reviews=(YEARLY,)), (), D(2019, 12, 31)),
    ("from the start day", Validity(valid_from=day(2018, 3, 1), reviews=(YEARLY,)), (), D(2019, 3, 1)),
    ("from the start month", Validity(valid_from=PartialDate.month(2018, 2), reviews=(YEARLY,)), (), D(2019, 2, 28)),
    ("first before start", Validity(valid_from=PartialDate.year(2022), reviews=(Review(ReviewKind.REVISE, "P3Y", PartialDate.year(2025)),)), (), D(2025, 12, 31)),
    ("last done told", Validity(valid_from=PartialDate.year(2010), reviews=(Review(ReviewKind.REVISE, "P3Y", None, PartialDate.year(2022)),)), (), D(2025, 12, 31)),
    ("recorded", Validity(valid_from=PartialDate.year(2018), reviews=(YEARLY,)), (D(2023, 9, 15),), D(2024, 9, 15)),
    ("recorded later than the day", Validity(valid_from=PartialDate.year(2018), reviews=(YEARLY,)), (D(2025, 1, 1),), D(2019, 12, 31)),
    ("the latest counts", Validity(reviews=(YEARLY,)), (D(2022, 1, 31), D(2023, 1, 31), D(2021, 1, 1)), D(2024, 1, 31)),
    ("leap day", Validity(reviews=(YEARLY,)), (D(2020, 2, 29),), D(2021, 2, 28)),
    ("only a first", Validity(reviews=(Review(ReviewKind.FOLLOW_UP, None, day(2024, 6, 30)),)), (), D(2024, 6, 30)),
    ("only a first, done", Validity(reviews=(Review(ReviewKind.FOLLOW_UP, None, day(2023, 6, 30)),)), (D(2023, 7, 1),), None),
    ("start unknown", Validity(reviews=(YEARLY,)), (), None),
    ("when needed", Validity(valid_from=PartialDate.year(2018), reviews=(Review(ReviewKind.FOLLOW_UP),)), (), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("validity", "done", "due"), [case[1:] for case in REVIEWED], ids=[case[0] for case in REVIEWED]
)
def test_the_next_review(validity, done, due):
    kind = validity.reviews[0].kind
    found = next_review(validity, D(2024, 5, 20), Facts(reviews=tuple(DoneReview(kind, on) for on in done)))
    assert found == (NextReview(kind, due, is_overdue=due < D(2024, 5, 20)) if due else None)


def test_a_review_is_overdue_the_day_after_it_was_due():
    validity = Validity(reviews=(Review(ReviewKind.REVIEW, None, day(2024, 5, 20)),))
    assert [next_review(validity, on).is_overdue for on in (D(2024, 5, 20), D(2024, 5, 21))] == [False, True]


def test_a_review_of_another_kind_does_not_count():
    validity = Validity(valid_from=PartialDate.year(2020), reviews=(YEARLY,))
    facts = Facts(reviews=(DoneReview(ReviewKind.REVISE, D(2024, 1, 1)),))
    assert next_review(validity, D(2024, 5, 20), facts).due == D(2021, 12, 31)


def test_reviews_come_nearest_first():
    validity = read_validity("2022–, revideras vart fjärde år och följs upp årligen")
    assert [(review.kind, review.due) for review in next_reviews(validity, D(2022, 5, 20))] == [
        (ReviewKind.FOLLOW_UP, D(2023, 12, 31)),
        (ReviewKind.REVISE, D(2026, 12, 31)),
    ]


# --- gaps --------------------------------------------------------------------------------------------------------

GAPS = [
    ("in time", TWO_YEARS, [(D(2026, 12, 31), D(2025, 12, 31))], ()),
    ("the day after", TWO_YEARS, [(D(2026, 12, 31), D(2026, 1, 1))], ()),
    ("two days after", TWO_YEARS, [(D(2026, 12, 31), D(2026, 1, 2))], (Gap(D(2026, 1, 1), D(2026, 1, 1)),)),
    ("unknown decision", TWO_YEARS, [(D(2026, 12, 31), None)], ()),
    ("late twice", TWO_YEARS, [(D(2026, 12, 31), D(2026, 3, 1)), (D(2027, 12, 31), D(2027, 2, 1))],
     (Gap(D(2026, 1, 1), D(2026, 2, 28)), Gap(D(2027, 1, 1), D(2027, 1, 31)))),
    ("decided after its own end", TWO_YEARS, [(D(2026, 1, 31), D(2026, 6, 1))], (Gap(D(2026, 1, 1), D(2026, 1, 31)),)),
    ("shorter than agreed", TWO_YEARS, [(D(2024, 12, 31), D(2026, 6, 1))], ()),
    ("renewing without limit", renewing(D(2015, 12, 31), "P1Y"), [(D(2026, 12, 31), D(2025, 6, 1))], ()),
    ("renewing twice", renewing(D(2015, 12, 31), "P1Y", 2), [(D(2020, 12, 31), D(2018, 2, 1))], (Gap(D(2018, 1, 1), D(2018, 1, 31)),)),
    ("lone year", read_validity("2023"), [(D(2025, 12, 31), D(2024, 2, 1))], (Gap(D(2024, 1, 1), D(2024, 1, 31), is_certain=False),)),
    ("no end", read_validity("2018 - tills vidare"), [(D(2025, 12, 31), D(2024, 2, 1))], ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("validity", "extensions", "expected"), [case[1:] for case in GAPS], ids=[case[0] for case in GAPS]
)
def test_an_extension_decided_after_the_end_leaves_a_gap(validity, extensions, expected):
    facts = Facts(extensions=tuple(RecordedExtension(end, decided) for end, decided in extensions))
    assert gaps(validity, facts) == expected


def test_a_gap_told_by_the_text_itself():
    validity = Validity(
        valid_from=PartialDate.year(2017),
        base_to=PartialDate.year(2020),
        valid_to=day(2024, 12, 31),
        end_kind=EndKind.FIXED,
        extensions=(Extension(day(2024, 12, 31), "SVOM", D(2021, 2, 1)),),
    )
    assert gaps(validity) == (Gap(D(2021, 1, 1), D(2021, 1, 31)),)
    assert [status(validity, on) for on in (D(2020, 12, 31), D(2021, 1, 15), D(2021, 2, 1))] == [
        "in_force",
        "lapsed",
        "in_force",
    ]
