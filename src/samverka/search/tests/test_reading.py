"""What somebody writes in the box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.search.reading import MOST_UNITS, UnitKind, read_query

W, P, T = UnitKind.WORDS, UnitKind.PHRASE, UnitKind.TERMS


def units(said):
    return [(unit.kind, unit.words if unit.kind is not T else unit.terms[:1]) for unit in read_query(said).units]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("avtal om hemsjukvård", [(W, ("avtal",)), (W, ("hemsjukvård",))]),
        ("HSL-avtalet", [(W, ("hsl", "avtalet"))]),
        ("SVOM § 26", [(W, ("svom",)), (T, ("\x02§26",))]),
        ("26 §", [(T, ("\x02§26",))]),
        ("paragraf 26", [(T, ("\x02§26",))]),
        ("§ 26/2023", [(T, ("\x02§26",)), (T, ("2023",))]),
        ("Dnr: RS/123/2023", [(T, ("\x02rrs 123 2023",))]),
        ("rs/123/2023", [(T, ("\x02rrs 123 2023",))]),
        ("KS 2023-88", [(T, ("\x02rks 2023 88",))]),
        ("möte 26/5 2023", [(W, ("möte",)), (T, ("\x02d2023-05-26",))]),
        ("maj 2023", [(T, ("\x02m2023-05",))]),
        ("hösten 2023", [(T, ("\x02m2023-07",))]),
        ("budget 2023", [(W, ("budget",)), (T, ("2023",))]),
        ('"nära vård" avtal', [(P, ("nära", "vård")), (W, ("avtal",))]),
        ("”hälso- och sjukvård”", [(P, ("hälso", "och", "sjukvård"))]),
        ('"och"', []),
        ("och för", []),
        ("", []),
        ("***", []),
        (
            "NEAR(a b) AND OR NOT * ^ \" ' -- % _ \\ \x00",
            [(W, ("near", "a")), (W, ("b",)), (W, ("and",)), (W, ("or",)), (W, ("not",))],
        ),
    ],
)
def test_a_query_is_read(said, read):
    assert units(said) == read


def test_only_small_words_are_told_of():
    assert [read_query(said).is_only_small for said in ("och för", "och avtal", "", "?!")] == [
        True,
        False,
        False,
        False,
    ]


def test_ten_thousand_terms_are_cut_and_told_of():
    asked = read_query(" ".join(f"ord{n}" for n in range(10_000)))
    assert (len(asked.units), asked.is_cut) == (MOST_UNITS, True)


def test_a_very_long_word_is_cut():
    (unit,) = read_query("a" * 5000).units
    assert len(unit.words[0]) == 60


@given(st.text(max_size=200))
def test_no_query_is_wrong(said):
    asked = read_query(said)
    assert len(asked.units) <= MOST_UNITS
