"""What holds for every cell, whatever it contains."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.action_register.explain import explain_follow_up, explain_follow_up_in_words
from samverka.action_register.reading import read_follow_up, references
from samverka.action_register.states import FollowUpKind
from samverka.forums.names import ForumNames

NAMES = ForumNames.packaged("23")
FRAGMENTS = [
    "SVOM", "SVOM:s", "Fredagsgruppens", "SamReKo HSI", "SamReKo HSO", "FG", "samrådsgruppen", "HSN", "Barnarenan", "/", " och ", ", ", " ", "\n",
    "3/6 2024", "3/6", "16-17/4 2024", "2023", "feb 2024", "höst 2024", "2021-2023", "190430", "1/1 2023 - 31/12 2024", "okt.", "Per ", "tom ",
    "t.o.m. ", "from ", "senast ", "Prel. ", "ev. ", "(prel.)", "?", " – ", " - ", "-", ": ", ".", ". ", "; ", "§ 7", "<i>", "</i>", "<br>", "&nbsp;",
    "beslut om remiss", "Rapport ", "rek-beslut", "Giltig ", "Avtal giltigt ", "gäller", "Se protokoll ", "• ", "1) ", "uppföljning", "Klart ",
    "m.m.", "nytt avtal", "\u00ad", "(", ")", "”", "Å", "31/2 2024", "0/0 2024", "9999-12-31",
]  # fmt: skip
COMPOSED = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
ANY_TEXT = st.one_of(
    st.text(), COMPOSED, st.lists(st.one_of(st.text(max_size=5), st.sampled_from(FRAGMENTS)), max_size=15).map("".join)
)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_the_segments_rejoin_to_the_cell(cell):
    reading = read_follow_up(cell, NAMES)
    assert "".join(segment.raw for segment in reading.segments) == cell
    assert [segment.number for segment in reading.segments] == list(range(1, len(reading.segments) + 1))
    for segment in reading.segments:
        assert segment.raw != ""
        assert {(entry.segment, entry.raw) for entry in segment.entries} <= {(segment.number, segment.raw)}


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_nothing_is_invented(cell):
    for entry in read_follow_up(cell, NAMES).entries:
        assert "\n" not in entry.text
        assert entry.when is None or any(character.isdigit() for character in entry.raw)
        if entry.kind is FollowUpKind.STATE:
            assert entry.forums == () or entry.when is not None
    for reference in references(read_follow_up(cell, NAMES)):
        assert reference.forum != ""


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_the_explanation_gives_the_text_back_and_never_fails(text):
    explained = explain_follow_up(text, NAMES)
    raw_of = {entry["segment"]: entry["raw"] for entry in explained["entries"]}
    assert "".join(raw for _, raw in sorted(raw_of.items())) == text
    assert explain_follow_up_in_words(text, NAMES) != ""


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_a_reading_is_the_same_every_time(cell):
    assert read_follow_up(cell, NAMES) == read_follow_up(cell, NAMES)


@pytest.mark.parametrize(
    "piece",
    ["SVOM 3/6 2024 – beslut om remiss. ", "3/6 2024 ", "2024 ", "AA/", "senast ", "<i>", "3/6 och ", "giltig ", "("],
)
def test_a_huge_cell_is_read_in_time(piece):
    began = time.perf_counter()
    read_follow_up(piece * (100_000 // len(piece)), NAMES)
    assert time.perf_counter() - began < 10
