"""A text as terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.search import text
from samverka.search.swedish import is_joined, other_forms

D, M, R, S = "\x02d", "\x02m", "\x02r", "\x02§"


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Överenskommelserna", ["överenskomm"]),
        ("huvudmännen och ledamöterna", ["huvudman", "ledamot"]),
        ("HSL-avtalet", ["hsl", "avtal"]),
        ("idéer på café", ["ide", "caf"]),
        ("den 26 maj 2023", ["26", "maj", "2023", f"{D}2023-05-26", f"{M}2023-05"]),
        ("26/5 2023", ["26", "5", "2023", f"{D}2023-05-26", f"{M}2023-05"]),
        ("maj 2023", ["maj", "2023", f"{M}2023-05"]),
        ("§§ 16–18", ["16", "18", f"{S}16", f"{S}17", f"{S}18"]),
        ("§26", ["26", f"{S}26"]),
        ("16 kap. 2 §", ["16", "kap", "2", f"{S}2"]),
        ("protokoll 2024-01-26 § 4", ["protokoll", "2024", "01", "26", "4", f"{S}4", f"{D}2024-01-26", f"{M}2024-01"]),
        ("dnr RS/123/2023", ["dnr", "rs", "123", "2023", f"{R}rs 123 2023"]),
        ("RS 777/2024", ["rs", "777", "2024", f"{R}rs 777 2024"]),
        ("", []),
        ("och i att", []),
    ],
)
def test_a_text_gives_its_terms(said, terms):
    assert [token.term for token in text.tokens(said)] == terms


def test_a_picture_gives_its_words_as_they_were_read_and_sections_that_lost_their_sign():
    found = {token.term for token in text.tokens("\n8 26 Hemsjukvird", is_ocr=True)}
    assert {text.seen_term("hemsjukvird", "hemsjukvird"), text.lost_section_term(26)} <= found


@pytest.mark.parametrize(
    ("said", "whole"), [("hemsjuk-\nvården", "hemsjukvården"), ("a\x00b", "ab"), ("A\u030are", "Åre")]
)
def test_a_text_is_kept_unbroken(said, whole):
    assert text.unbroken(said) == whole


@given(st.text(max_size=300))
def test_any_text_gives_terms_that_can_be_stored_and_places_within_it(said):
    said = text.unbroken(said)
    for token in text.tokens(said, is_ocr=True):
        assert 0 <= token.start < token.end <= len(said)
        assert 0 < len(token.term) <= 180 and "\x00" not in token.term


@pytest.mark.parametrize(
    ("stem", "other"),
    [
        ("skol", "skolan"),
        ("möt", "möten"),
        ("gemensam", "gemensamm"),
        ("ansv", "ansvar"),
        ("stad", "städ"),
        ("rapporter", "rapport"),
        ("plats", "plat"),
    ],
)
def test_a_word_has_other_forms(stem, other):
    assert other in set(other_forms(stem))


@pytest.mark.parametrize(
    ("term", "stem", "joined"),
    [
        ("hemsjukvårdsavtal", "sjukvård", True),
        ("hemsjukvårdsavtal", "avtal", True),
        ("ledningsmöten", "möt", True),
        ("pensionärsråd", "råd", True),
        ("samverkansråd", "råd", True),
        ("gymnasiesärskolan", "skol", True),
        ("förskol", "skol", True),
        ("ohäls", "häls", True),
        ("kommunikationsplan", "kommun", False),
        ("bemöt", "möt", False),
        ("områd", "råd", False),
        ("patientberätt", "rätt", False),
        ("transport", "ort", False),
        ("information", "form", False),
        ("förslag", "lag", False),
        ("underlag", "lag", False),
        ("beslutsunderlag", "lag", False),
        ("läkaravtal", "tal", False),
        ("kostnadsutveckling", "kost", False),
        ("plattform", "plat", False),
        ("skidstadion", "stad", False),
        ("avtal", "avtal", False),
    ],
)
def test_a_word_joined_of_others_is_told_from_one_that_only_looks_so(term, stem, joined):
    assert is_joined(term, stem, frozenset({"ledning", "pensionär"})) == joined
