"""What differs between two texts: told right, whole, and in time however long they are."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.foundation.difference import Kind, Passage, passages, words


def told(before: str, after: str) -> str:
    """`[-gone-]{+new+}`, as in a diff of words."""
    signs = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("Avtalet gäller.", "Avtalet gäller.", "Avtalet gäller."),
        ("", "Nytt.", "{+Nytt.+}"),
        ("Gammalt.", "", "[-Gammalt.-]"),
        ("Avtalet gäller till 2023.", "Avtalet gäller till 2024.", "Avtalet gäller till [-2023-]{+2024+}."),
        ("Sex månader.", "Sex månader, skriftligt.", "Sex månader{+, skriftligt+}."),
        ("Parterna ska betala hälften.", "Parterna betalar hälften.", "Parterna [-ska betala-]{+betalar+} hälften."),
        ("en bil", "två båtar", "[-en bil-]{+två båtar+}"),
        ("Åre kommun", "Åre Kommun", "Åre [-kommun-]{+Kommun+}"),
    ],
)
def test_words_that_differ_are_told_and_no_others(before, after, expected):
    assert told(before, after) == expected


texts = st.text(alphabet="ab \nåÅ.", max_size=60)


@given(texts, texts)
def test_the_pieces_give_back_both_texts(before, after):
    pieces = words(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.NEW) == before
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.GONE) == after
    assert all(piece.text for piece in pieces)


@given(st.lists(st.sampled_from("abcde"), max_size=30), st.lists(st.sampled_from("abcde"), max_size=30))
def test_the_passages_give_back_both_texts(before, after):
    found = passages(before, after)
    assert [each.before for each in found if each.before is not None] == before
    assert [each.after for each in found if each.after is not None] == after
    assert [each.place_before for each in found if each.place_before is not None] == list(range(len(before)))
    assert [each.place_after for each in found if each.place_after is not None] == list(range(len(after)))


@given(st.lists(texts.filter(bool), max_size=20))
def test_a_text_has_not_changed_from_itself(text):
    assert [each.kind for each in passages(text, text)] == ["same"] * len(text)


def test_a_rewritten_passage_is_one_and_a_new_one_stands_where_it_was_put():
    before = ["Parter", "Avtalet gäller mellan Region Norr och Åre kommun.", "Tvist löses i domstol."]
    after = ["Parter", "Avtalet gäller mellan Region Norr och Bergs kommun.", "Bilaga 1 är en del av avtalet.", "Tvist löses i domstol."]  # fmt: skip
    assert [each.kind for each in passages(before, after)] == ["same", "changed", "new", "same"]


def test_passages_without_a_word_in_common_are_two():
    found = passages(["Regionen betalar allt."], ["Uppsägning ska ske skriftligen."])
    assert [(each.before, each.after) for each in found] == [
        ("Regionen betalar allt.", None),
        (None, "Uppsägning ska ske skriftligen."),
    ]


def test_a_passage_too_long_to_compare_word_by_word_is_told_as_a_whole():
    before, after = "a " * 5_000, "b " * 5_000
    assert [piece.kind for piece in words(before, after)] == [Kind.GONE, Kind.NEW]


def _long(seed: int, count: int, vocabulary: int) -> list[str]:
    source = random.Random(seed)
    return [" ".join(f"ord{source.randrange(vocabulary)}" for _ in range(30)) for _ in range(count)]


def _one_mark_at_a_time(count: int) -> tuple[list[str], list[str]]:
    """Two texts where every cut lays bare one line more that stands once in both."""
    old, new = ["A"], ["B"]
    for number in range(count, 0, -1):
        old += [f"x{number}", f"x{number + 1}"]
        new += [f"x{number}", "J", f"x{number + 1}", "J"]
    return [*old, "U", "x1"], [*new, "U", "J", "x1", "J"]


BEFORE = _long(1, 4_000, 5_000)
HARD = {
    "every seventh passage is changed": (
        BEFORE,
        [text + " nytt" if n % 7 == 0 else text for n, text in enumerate(BEFORE)],
    ),
    "every passage is changed": (BEFORE, [text.replace("ord1", "ORD1") + " x" for text in BEFORE]),
    "nothing is alike": (BEFORE, _long(2, 4_000, 5_000)),
    "the other way round": (BEFORE, BEFORE[::-1]),
    "all the same line": (["Sida"] * 4_000, ["Sida"] * 3_900 + ["Slut"]),
    "two lines by turns": (["a", "b"] * 2_000, ["b", "b", "a"] * 1_300),
    "one endless passage": ([" ".join(BEFORE)], [" ".join(BEFORE[1:])]),
    "one endless passage for many short": (
        [f"rad {n} kort" for n in range(8_000)],
        [" ".join(f"ord{n}" for n in range(20_000))],
    ),
    "one mark at a time": _one_mark_at_a_time(12_000),
}


@pytest.mark.parametrize("name", HARD)
def test_two_hundred_pages_are_compared_in_time(name):
    """120 000 words on each side: more than 200 pages. Measured at 0.01–2.2 s; the limit leaves room for a busy machine."""
    before, after = HARD[name]
    start = time.process_time()
    found = passages(before, after)
    assert time.process_time() - start < 20
    assert [each.after for each in found if each.after is not None] == after


def test_the_kinds_of_a_passage():
    assert [
        Passage("a", "a", ()).kind,
        Passage("a", None, ()).kind,
        Passage(None, "a", ()).kind,
        Passage("a", "b", ()).kind,
    ] == ["same", "gone", "new", "changed"]
