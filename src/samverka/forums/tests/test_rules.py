"""Circles of preparing forums."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.forums.rules import circle_through


@pytest.mark.parametrize(
    ("edges", "circle"),
    [
        ([], ()),
        ([(1, 2), (2, 3)], ()),
        ([(1, 2), (2, 1)], (1, 2, 1)),
        ([(1, 2), (2, 3), (3, 1)], (1, 2, 3, 1)),
        ([(1, 2), (2, 3), (3, 1), (2, 1)], (1, 2, 1)),
        ([(2, 3), (3, 2), (1, 2)], ()),  # a circle that forum 1 is not in
        ([(1, 1)], (1, 1)),
    ],
)
def test_the_shortest_way_round_is_found(edges, circle):
    assert tuple(circle_through(edges, 1)) == circle


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=20))
def test_a_circle_is_a_way_that_exists(edges):
    way = circle_through(edges, 1)
    assert all(step in edges for step in pairwise(way))
    assert not way or (way[0], way[-1]) == (1, 1)
