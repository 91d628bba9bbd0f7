"""What `samverka explain followup` says, and the words of the states."""

import pytest

from samverka.action_register import states
from samverka.action_register.explain import explain_follow_up, explain_follow_up_in_words
from samverka.action_register.words import word
from samverka.forums.names import ForumNames

NAMES = ForumNames.packaged("23")


def test_an_entry_has_the_fields_of_the_glossary():
    explained = explain_follow_up("Prel. SVOM/SamReKo HSO senast okt. 2024 § 7 - rek.beslut ny ök.", NAMES)
    assert explained["entries"] == [
        {
            "segment": 1,
            "raw": "Prel. SVOM/SamReKo HSO senast okt. 2024 § 7 - rek.beslut ny ök.",
            "forums": ["svom"],
            "unknown_forums": ["SamReKo HSO"],
            "when": {"start": "2024-10-01", "end": "2024-10-31", "precision": "month"},
            "relation": "by",
            "certainty": "preliminary",
            "kind": "recommend",
            "text": "rek.beslut ny ök",
            "object": "ny ök",
            "paragraph": 7,
            "meeting": None,
            "outcome": "open",
        }
    ]
    assert explained["unknown_forums"] == ["SamReKo HSO"]


def test_an_empty_text_has_no_entries_and_a_blank_one_an_empty_state():
    assert explain_follow_up("", NAMES)["entries"] == []
    blank = explain_follow_up("  ", NAMES)["entries"]
    assert [(entry["raw"], entry["kind"], entry["text"]) for entry in blank] == [("  ", "state", "")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SVOM 3/6 2024 – beslut om remiss", "1. Remiss · SVOM, 3 juni 2024 · ”beslut om remiss”"),
        ("SVOM februari 2025.", "1. Uppföljning · SVOM, februari 2025 · inget mer sägs"),
        ("SamReKo HSO 9/2 2024 – rapport", "1. Rapport · SamReKo HSO (okänt forum), 9 februari 2024 · ”rapport”"),
        (
            "Giltig tom 31/12 2024. Info FG",
            "1. Giltighet · till och med 31 december 2024 · ”Giltig”\n2. Information · Fredagsgruppen, utan datum · ”Info”",
        ),
        (" ", "Ingen text."),
    ],
)
def test_the_reading_is_told_in_swedish(text, words):
    assert explain_follow_up_in_words(text, NAMES) == words


@pytest.mark.parametrize(
    "enumeration",
    [states.FollowUpKind, states.Relation, states.Certainty, states.Outcome, states.ItemState, states.Standing],
)
def test_every_state_has_a_swedish_word_of_its_own(enumeration):
    words = [word(value) for value in enumeration]
    assert "" not in words
    assert enumeration is states.Standing or len(set(words)) == len(words)


def test_a_value_that_is_no_state_has_no_word():
    with pytest.raises(KeyError):
        word("open")
