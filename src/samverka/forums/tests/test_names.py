"""Forums by name: every alias of the packaged list, and what must not match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.forums.names import ForumNames, packaged_forums, packaged_heads

NAMES = ForumNames.packaged("23")
EVERY_NAME = [(name, forum.key) for forum in packaged_forums("23") for name in forum.names]


@pytest.mark.parametrize(("name", "key"), EVERY_NAME, ids=[name for name, _ in EVERY_NAME])
def test_every_packaged_name_means_its_forum(name, key):
    assert NAMES.resolve(name) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Fredagsgruppens", "fredagsgruppen"),
        ("SVOM:s", "svom"),
        ("svom", "svom"),
        ("Sociala- vård och omsorgsgruppen", "svom"),
        ("Sociala vård och omsorgsgruppen", "svom"),
        ("Sociala vård- och omsorgsgruppen (SVOM)", "svom"),
        ("samreko-hsi", "samreko-hsi"),
        ("SamReKo\nHSI", "samreko-hsi"),
        (" Barnarenan. ", "barnarenan"),
        ("FG", "fredagsgruppen"),
        ("SamReKo HSİ", "samreko-hsi"),
        ("fg", None),
        ("SamReKo HSO", None),
        ("SamReKo", None),
        ("Barnarenan (SVOM)", None),
        ("Fredagsgruppen 2024", None),
        ("", None),
    ],
)
def test_a_name_is_resolved_as_people_write_it(written, key):
    assert NAMES.resolve(written) == key


def test_the_longest_name_wins_and_names_inside_words_do_not_match():
    text = (
        "Fredagsgruppens beredningsgrupp, Fredagsgruppens möte, ÄFGA, Jämtbusöverenskommelsen, SVOMs och FG:s ledamöter"
    )
    assert [(match.name, match.key) for match in NAMES.find(text)] == [
        ("Fredagsgruppens beredningsgrupp", "fredagsgruppens-beredningsgrupp"),
        ("Fredagsgruppen", "fredagsgruppen"),
        ("SVOM", "svom"),
        ("FG", "fredagsgruppen"),
    ]


def test_a_match_begins_exactly_where_it_is_asked_for():
    assert [
        NAMES.match("I SVOM:s namn", place) and NAMES.match("I SVOM:s namn", place).key for place in (0, 1, 2, 3)
    ] == [None, None, "svom", None]


def test_a_match_tells_where_the_name_stands_with_its_ending():
    match = NAMES.match("SVOM:s möte")
    assert (match.start, match.end, match.name) == (0, 6, "SVOM")


def test_a_name_that_two_forums_share_says_nothing():
    names = ForumNames([("1", ["Styrgrupp A", "Styrgruppen"]), ("2", ["Styrgrupp B", "styrgruppen"])])
    assert [names.resolve(name) for name in ("Styrgruppen", "Styrgrupp A", "Styrgrupp B")] == [None, "1", "2"]


def test_no_forums_match_nothing():
    assert list(ForumNames([]).find("SVOM 3/6 2024")) == []


def test_the_label_is_what_people_call_the_forum():
    assert [NAMES.label(key) for key in ("svom", "fredagsgruppen", "samreko-hsi", "gemensamma-namnden")] == [
        "SVOM", "Fredagsgruppen", "SamReKo HSI", "Gemensamma nämnden",
    ]  # fmt: skip


def test_preparing_relations_of_the_packaged_list_name_forums_of_the_list():
    keys = {forum.key for forum in packaged_forums("23")}
    assert {key for forum in packaged_forums("23") for key in forum.prepares_for} - keys == set()


@pytest.mark.parametrize("county", ["99", "", "../23", "jämtland"])
def test_a_county_without_a_list_is_refused(county):
    with pytest.raises(LookupError):
        ForumNames.packaged(county)
    assert list(packaged_heads(county)) == []


@given(st.text(), st.integers(min_value=0, max_value=50))
def test_no_text_makes_the_matcher_fail_and_what_it_finds_stands_there(text, place):
    NAMES.match(text, place)
    NAMES.resolve(text)
    for match in NAMES.find(text):
        assert NAMES.resolve(text[match.start : match.end]) == match.key
