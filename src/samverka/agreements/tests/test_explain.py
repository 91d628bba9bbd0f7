"""`samverka explain validity`: one shape for every text."""

import datetime as dt

import pytest

from samverka.agreements.explain import explain_in_words, explain_validity, period_in_words

ON = dt.date(2024, 5, 20)
EMPTY = {
    "valid_from": None, "valid_to": None, "base_to": None, "end_kind": "not_stated", "event": None, "renewal": None,
    "notice": None, "reviews": [], "flags": [], "status": "unclear", "current_period_end": None, "notice_deadline": None,
    "next_review": None,
}  # fmt: skip


@pytest.mark.parametrize("text", ["", "   ", "hej hopp", "\x00\ud800", "-"])
def test_nothing_read_gives_the_same_keys(text):
    assert explain_validity(text, ON) == EMPTY


EXPLAINED = [
    ("2017-2020 (förlängt tom 2024-12-31)",
     {"valid_from": {"date": "2017-01-01", "precision": "year"}, "valid_to": {"date": "2024-12-31", "precision": "day"},
      "base_to": {"date": "2020-12-31", "precision": "year"}, "end_kind": "fixed", "flags": ["extended"], "status": "in_force",
      "current_period_end": "2024-12-31"}),
    ("2022 - tills vidare, revidering vart tredje år, 2025 etc.",
     {"valid_from": {"date": "2022-01-01", "precision": "year"}, "end_kind": "open_ended", "status": "in_force", "next_review": "2025-12-31",
      "reviews": [{"kind": "revise", "every": "P3Y", "first": {"date": "2025-01-01", "precision": "year"}, "last_done": None}]}),
    ("2020–2022, förlängs med ett år i taget om det inte sägs upp skriftligen senast 6 månader innan",
     {"valid_from": {"date": "2020-01-01", "precision": "year"}, "valid_to": {"date": "2022-12-31", "precision": "year"}, "end_kind": "fixed",
      "renewal": {"mode": "automatic", "period": "P1Y", "max": None},
      "notice": {"period": "P6M", "basis": "before_period_end", "written": True},
      "status": "in_force_renewed", "current_period_end": "2024-12-31", "notice_deadline": "2024-06-30"}),
    ("tills det finns ett nytt avtal",
     {"end_kind": "until_event", "event": "tills det finns ett nytt avtal", "status": "in_force"}),
    ("2023", {"valid_from": {"date": "2023-01-01", "precision": "year"}, "valid_to": {"date": "2023-12-31", "precision": "year"},
              "end_kind": "fixed", "flags": ["ambiguous_year"], "status": "unclear", "current_period_end": "2023-12-31"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given"), EXPLAINED, ids=[text for text, _ in EXPLAINED])
def test_a_reading_and_what_follows_from_it(text, given):
    assert explain_validity(text, ON) == EMPTY | given


def test_the_same_in_swedish():
    text = "2020–2022, förlängs med ett år i taget om det inte sägs upp skriftligen senast 6 månader innan. Ring Åsa."
    assert explain_in_words(text, ON).split("\n") == [
        f"Ordagrant: ”{text}”",
        "Läge 20 maj 2024: Gäller, förlängt automatiskt",
        "Gäller från: 2020",
        "Gäller till och med: 2022",
        "Slut: Bestämd tid",
        "Förlängning: Förlängs automatiskt med 1 år i taget",
        "Uppsägning: 6 månader före periodens slut, skriftligt",
        "Perioden slutar: 31 december 2024",
        "Sista dag för uppsägning: 30 juni 2024",
        "Att granska: kan inte tolkas: ”Ring Åsa”",
    ]


def test_an_overdue_review_in_swedish():
    assert (
        explain_in_words("2018 - tills vidare, ska följas upp årligen", ON).split("\n")[-1]
        == "Nästa översyn, försenad: 31 december 2019"
    )


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("P1Y", "1 år"),
        ("P12M", "1 år"),
        ("P18M", "1 år och 6 månader"),
        ("P1M", "1 månad"),
        ("P3W", "21 dagar"),
        ("P1D", "1 dag"),
    ],
)
def test_periods_in_words(period, expected):
    assert period_in_words(period) == expected
