"""Boxes and arrows in layers: nothing lies on anything else, and everything is drawn once."""

from __future__ import annotations

import re
import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.forums.circles import circles
from samverka.forums.layout import ABREAST, Box, Layout, Node, lay_out

KEYS = st.integers(1, 30)
NODES = st.lists(
    st.builds(Node, KEYS, st.integers(0, 4), st.integers(1, 5)), unique_by=lambda node: node.key, max_size=30
)
EDGES = st.lists(st.tuples(KEYS, KEYS), max_size=60)


def overlaps(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width and other.x < one.x + one.width
        and one.y < other.y + other.height and other.y < one.y + one.height
    )  # fmt: skip


def rows(drawn: Layout) -> list[list[int]]:
    found: dict[int, list[Box]] = {}
    for box in drawn.boxes:
        found.setdefault(box.y, []).append(box)
    return [[box.key for box in sorted(row, key=lambda box: box.x)] for _y, row in sorted(found.items())]


@given(NODES, EDGES)
def test_no_two_boxes_overlap_and_all_stand_within_the_drawing(nodes, edges):
    drawn = lay_out(nodes, edges)
    assert [box.key for box in drawn.boxes] == [node.key for node in nodes]
    assert not [pair for pair in combinations(drawn.boxes, 2) if overlaps(*pair)]
    assert all(box.x >= 0 and box.x + box.width <= drawn.width for box in drawn.boxes)
    assert all(box.y >= 0 and box.y + box.height <= drawn.height for box in drawn.boxes)


@given(NODES, EDGES)
def test_every_relation_is_drawn_once_from_box_to_box(nodes, edges):
    drawn = lay_out(nodes, edges)
    keys = {node.key for node in nodes}
    expected = {edge for edge in edges if edge[0] != edge[1] and keys.issuperset(edge)}
    assert sorted((arrow.source, arrow.target) for arrow in drawn.arrows) == sorted(expected)
    boxes = {box.key: box for box in drawn.boxes}
    for arrow in drawn.arrows:
        source, target = boxes[arrow.source], boxes[arrow.target]
        x, y = map(int, re.match(r"M(\d+) (\d+)", arrow.line).groups())
        tip_x, tip_y = map(int, re.search(r"L(\d+) (\d+)L", arrow.head).groups())
        assert source.x < x < source.x + source.width and y in (source.y, source.y + source.height)
        assert target.x < tip_x < target.x + target.width and tip_y in (target.y, target.y + target.height)


@given(NODES, EDGES)
def test_no_line_passes_through_a_box_or_runs_on_another_line(nodes, edges):
    drawn = lay_out(nodes, edges)
    passes = [place for arrow in drawn.arrows for place in arrow.passes]
    assert not [
        (place, box) for place in passes for box in drawn.boxes
        if box.y < place[2] and place[1] < box.y + box.height and box.x < place[0] < box.x + box.width
    ]  # fmt: skip
    assert len(set(passes)) == len(passes)


@given(NODES, EDGES)
def test_levels_lie_under_each_other_and_bands_hold_their_boxes(nodes, edges):
    drawn = lay_out(nodes, edges)
    levels = {node.key: node.level for node in nodes}
    assert [band.level for band in drawn.bands] == sorted(set(levels.values()))
    bands = {band.level: band for band in drawn.bands}
    for box in drawn.boxes:
        band = bands[levels[box.key]]
        assert band.y + 20 < box.y and box.y + box.height <= band.y + band.height
    assert all(one.y + one.height == other.y for one, other in pairwise(drawn.bands))


@given(NODES, EDGES, st.randoms())
def test_the_drawing_is_the_same_however_the_relations_are_told(nodes, edges, random):
    drawn = lay_out(nodes, edges)
    shuffled = [*edges, *edges[:3]]
    random.shuffle(shuffled)
    assert lay_out(nodes, shuffled) == drawn


@given(NODES, EDGES)
def test_within_a_level_who_prepares_lies_lower_unless_a_circle_stands_in_the_way(nodes, edges):
    drawn = lay_out(nodes, edges)
    levels = {node.key: node.level for node in nodes}
    y = {box.key: box.y for box in drawn.boxes}
    for arrow in drawn.arrows:
        if levels[arrow.source] == levels[arrow.target] and not arrow.in_circle:
            assert y[arrow.source] > y[arrow.target]


def test_the_longest_way_decides_the_row():
    drawn = lay_out([Node(key, 0) for key in (1, 2, 3)], [(3, 2), (2, 1), (3, 1)])
    assert rows(drawn) == [[1], [2], [3]]


def test_neighbours_stand_so_that_lines_do_not_cross():
    nodes = [*(Node(key, 0) for key in (1, 2, 3)), *(Node(key, 1) for key in (11, 12, 13))]
    assert rows(lay_out(nodes, [(11, 3), (12, 2), (13, 1)]))[1] in ([13, 12, 11], [11, 12, 13])
    above, below = rows(lay_out(nodes, [(11, 3), (12, 2), (13, 1)]))
    assert [key - 10 for key in below] == [4 - key for key in above]


def test_a_long_row_is_broken_and_those_without_relations_come_last():
    nodes = [Node(key, 0) for key in range(1, 2 * ABREAST + 2)]
    drawn = rows(lay_out(nodes, [(9, 1)]))
    assert drawn[0] == [1] and drawn[1][0] == 9
    assert max(map(len, drawn)) <= ABREAST


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ([], []),
        ([(1, 2), (2, 3), (1, 3)], []),
        ([(1, 2), (2, 1)], [[1, 2]]),
        ([(4, 3), (3, 2), (2, 3), (1, 4), (4, 1), (1, 2)], [[1, 4], [2, 3]]),
        ([(3, 1), (1, 2), (2, 3)], [[1, 2, 3]]),
    ],
)
def test_circles_are_found(edges, found):
    assert circles(edges) == found


def test_the_relations_of_a_circle_are_marked_and_the_rest_is_not():
    drawn = lay_out([Node(key, key % 2) for key in range(1, 6)], [(1, 2), (2, 3), (3, 1), (4, 1), (5, 4)])
    assert {(arrow.source, arrow.target) for arrow in drawn.arrows if arrow.in_circle} == {(1, 2), (2, 3), (3, 1)}


def test_nothing_to_draw_is_an_empty_drawing():
    assert lay_out([], [(1, 2)]).boxes == []


KEY = st.integers(0, 7)


@given(edges=st.lists(st.tuples(KEY, KEY), max_size=20))
def test_a_circle_is_all_that_lead_to_each_other(edges):
    def reached(start):
        found, new = set(), {other for one, other in edges if one == start}
        while new:
            found |= new
            new = {other for one, other in edges if one in found} - found
        return found

    ways = {key: reached(key) for key in range(8)}
    together = {tuple(sorted(key for key in ways[one] if one in ways[key])) for one in ways if one in ways[one]}
    assert circles(edges) == [list(group) for group in sorted(together)]


def test_a_circle_of_thousands_is_found_in_time():
    ring = [(number, (number + 1) % 20_000) for number in range(20_000)]
    began = time.process_time()
    assert [len(group) for group in circles(ring)] == [20_000]
    assert time.process_time() - began < 5
