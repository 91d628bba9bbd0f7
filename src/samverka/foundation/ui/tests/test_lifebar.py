"""Where the parts of a bar stand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.ui.lifebar import Span, lifebar

D = dt.date


def test_parts_join_and_the_last_day_is_strong() -> None:
    bar = lifebar(
        [Span("base", D(2021, 1, 1), D(2021, 12, 31), "Första tid"), Span("ext", D(2022, 1, 1), D(2022, 12, 31))],
        D(2022, 7, 1),
    )
    assert [(piece.kind, piece.x, piece.width) for piece in bar.pieces] == [
        ("base", "0.00%", "47.17%"),
        ("ext", "47.17%", "47.17%"),
    ]
    assert bar.ends == ["47.17%", "94.34%"]
    assert [(mark.label, mark.look) for mark in bar.days] == [
        ("1 jan. 2021", ""),
        ("31 dec. 2021", "is-wide"),
        ("31 dec. 2022", "is-strong"),
    ]
    assert (bar.today.x, bar.today.label) == ("70.56%", "1 juli 2022")


def test_a_day_after_the_end_lies_within_the_bar() -> None:
    bar = lifebar([Span("base", D(2021, 1, 1), D(2021, 12, 31))], D(2024, 5, 20))
    assert 0 < float(bar.today.x.rstrip("%")) < 100


@pytest.mark.parametrize("spans", [[], [Span("base", D(2022, 1, 1), D(2021, 1, 1))]])
def test_a_bar_of_nothing_or_backwards_is_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="spans"):
        lifebar(spans, D(2024, 5, 20))


days = st.dates(D(1990, 1, 1), D(2090, 1, 1))


@given(st.lists(st.tuples(days, days).map(sorted), min_size=1, max_size=5), days, st.booleans())
def test_everything_stands_within_the_bar(pairs: list[list[dt.date]], on: dt.date, is_open: bool) -> None:
    spans = [Span("base", first, last) for first, last in pairs]
    if is_open:
        spans.append(Span("open", pairs[-1][0], None))
    bar = lifebar(spans, on)
    places = [bar.today.x, *bar.ends, *(mark.x for mark in bar.days), *(piece.x for piece in bar.pieces)]
    assert all(0 <= float(place.rstrip("%")) <= 100 for place in places)
    assert all(float(piece.width.rstrip("%")) >= 0 for piece in bar.pieces)
    assert all(float(piece.x.rstrip("%")) + float(piece.width.rstrip("%")) <= 100.02 for piece in bar.pieces)
