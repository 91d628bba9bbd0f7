"""Words that fit their box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.forums.lettering import lines_of, width_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("SVOM", ["SVOM"]),
        ("Regionens samverkansråd", ["Regionens", "samverkansråd"]),
        ("Socialchefsnätverket", ["Socialchefs-", "nätverket"]),
        ("SamReKo HSI", ["SamReKo HSI"]),
        ("A B C D", ["A B C D"]),
        ("", []),
        ("ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton", ["ett två tre fyra", "fem sex sju", "åtta nio tio elv…"]),
    ],
)  # fmt: skip
def test_a_name_is_divided_between_words_and_parts_of_words(text, lines):
    assert lines_of(text, 110, size=13, most=3) == lines


@given(st.text(max_size=60), st.integers(60, 200))
def test_no_line_is_wider_than_its_room(text, width):
    lines = lines_of(text, width, size=13, most=4)
    assert len(lines) <= 4
    assert all(width_of(line, 13) <= width for line in lines)
