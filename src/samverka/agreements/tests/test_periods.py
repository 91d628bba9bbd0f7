"""Lengths of time as people write them."""

import pytest

from samverka.agreements.explain import period_in_words
from samverka.agreements.periods import parse_length


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1 år", "P1Y"), ("ett år", "P1Y"), ("18 månader", "P18M"), ("6 mån.", "P6M"), ("1 år och 6 månader", "P1Y6M"), ("två veckor", "P2W"),
        ("30 dagar", "P30D"), ("vart tredje år", "P3Y"), ("Årligen", "P1Y"), ("vartannat år.", "P2Y"), ("p1y6m", "P1Y6M"), (" P3W ", "P3W"),
        ("", None), ("snart", None), ("1 år ungefär", None), ("0 år", None), ("1 år och 2 veckor", None), ("P", None), ("år 1", None),
    ],
)  # fmt: skip
def test_a_length_is_read_as_a_whole_or_not_at_all(text, period):
    assert parse_length(text) == period


@pytest.mark.parametrize("period", ["P1Y", "P1Y6M", "P6M", "P1M", "P21D"])
def test_a_length_put_in_words_is_read_back(period):
    assert parse_length(period_in_words(period)) == period
