"""Where boxes and arrows of a drawing in layers stand (after Sugiyama). Free of Django.

Levels lie under each other; within a level whoever prepares lies under those they prepare for, by the longest way. Where a
circle makes that impossible, one of its relations goes downwards, and all of them are marked. Within a row the order follows
the neighbours (barycentre), which keeps crossings few, and each box moves as near its neighbours as the order allows. A
relation over several rows has a place of its own in each, so that no line passes through a box.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samverka.forums.circles import Edge, circles

Spot = Hashable  # a box's key, or (relation, row) where a line passes a row
Neighbours = Mapping[Spot, Sequence[Spot]]

ABREAST = 6
WIDTH, LINE, PADDING = 156, 17, 20
APART, LANE, MARGIN = 14, 10, 8
ROOM, ROOM_FOR_LINES, HEADING = 16, 46, 30
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Node:
    """A box to place: on which level (0 is on top), and how many lines stand in it."""

    key: int
    level: int
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    key: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """From who prepares to whom. `line` and `head` are SVG paths; `passes` are the places `(x, top, bottom)` where the
    line goes straight past a row."""

    source: int
    target: int
    line: str
    head: str
    in_circle: bool
    passes: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A level's part of the drawing, heading included."""

    level: int
    y: int
    height: int

    @property
    def heading_y(self) -> int:
        """The foot of the heading's letters."""
        return self.y + 20


@dataclass(frozen=True, slots=True)
class Layout:
    width: int
    height: int
    bands: Sequence[Band]
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]


def lay_out(nodes: Sequence[Node], relations: Iterable[Edge], *, abreast: int = ABREAST) -> Layout:
    """The drawing; the same for the same nodes in the same order, whatever the order of the relations. A relation told
    twice is drawn once; one with itself, or with what is not drawn, is left out."""
    places = {node.key: place for place, node in enumerate(nodes)}
    edges = sorted(
        {(one, other) for one, other in relations if one != other and one in places and other in places},
        key=lambda edge: (places[edge[0]], places[edge[1]]),
    )
    levels = {node.key: node.level for node in nodes}
    rows = _rows(nodes, edges, levels, abreast)
    row_of = {key: number for number, row in enumerate(rows) for key in row}
    chains = {edge: _chain(edge, row_of) for edge in edges}
    ordered = _in_order(rows, chains.values())
    across, width = _across(ordered, chains.values())
    down = _down(ordered, chains.values(), nodes)
    boxes = {
        node.key: Box(node.key, across[node.key] - WIDTH // 2, down.tops[row], WIDTH, down.heights[row])
        for node in nodes
        for row in [row_of[node.key]]
    }
    return Layout(width, down.height, down.bands, list(boxes.values()), _arrows(chains, boxes, across, row_of, down))


# Rows


def _rows(nodes: Sequence[Node], edges: Sequence[Edge], levels: Mapping[int, int], abreast: int) -> list[list[int]]:
    """The keys of each row from the top. Those with relations come first, a long row is broken into several."""
    within = [(one, other) for one, other in edges if levels[one] == levels[other]]
    depths = _depths([node.key for node in nodes], within)
    related = {key for edge in edges for key in edge}
    layers: defaultdict[tuple[int, int, bool], list[int]] = defaultdict(list)
    deepest: defaultdict[int, int] = defaultdict(int)
    for node in nodes:
        deepest[node.level] = max(deepest[node.level], depths[node.key])
    for node in nodes:
        alone = node.key not in related
        layers[node.level, deepest[node.level] if alone else depths[node.key], alone].append(node.key)
    rows: list[list[int]] = []
    above: tuple[int, int] | None = None
    for (level, depth, _alone), keys in sorted(layers.items()):
        if rows and above == (level, depth) and len(rows[-1]) + len(keys) <= abreast:
            rows[-1] += keys
            continue
        size = -(-len(keys) // -(-len(keys) // abreast))  # as even rows as they can be
        rows += [keys[start : start + size] for start in range(0, len(keys), size)]
        above = (level, depth)
    return rows


def _depths(keys: Sequence[int], edges: Sequence[Edge]) -> dict[int, int]:
    """How far under the top of its level each stands: the longest way upwards, a step that closes a circle not counted."""
    upwards: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in edges:
        upwards[one].append(other)
    depths: dict[int, int] = {}
    for start in keys:
        open_: dict[int, int] = {}  # on the way, with how many of its steps are taken
        way = [] if start in depths else [start]
        while way:
            here = way[-1]
            taken = open_.setdefault(here, 0)
            if taken < len(upwards[here]):
                open_[here] = taken + 1
                step = upwards[here][taken]
                if step not in depths and step not in open_:
                    way.append(step)
                continue
            steps = [step for step in upwards[here] if step in depths]
            depths[here] = 1 + max((depths[step] for step in steps), default=-1)
            del open_[here]
            way.pop()
    return depths


def _chain(edge: Edge, row_of: Mapping[int, int]) -> list[Spot]:
    """From the source to the target, a spot in each row between."""
    first, last = row_of[edge[0]], row_of[edge[1]]
    step = 1 if last > first else -1
    return [edge[0], *((edge, row) for row in range(first + step, last, step)), edge[1]]


# The order within rows


def _in_order(rows: Sequence[Sequence[int]], chains: Iterable[Sequence[Spot]]) -> list[list[Spot]]:
    """Rows with the lines that pass them, in the order with the fewest crossings that was found."""
    order: list[list[Spot]] = [list(row) for row in rows]
    for chain in chains:
        for spot in chain[1:-1]:
            assert isinstance(spot, tuple)
            order[spot[1]].append(spot)
    above, below = _neighbours(order, chains)
    best, fewest = order, _crossings(order, below)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        order = [list(row) for row in order]
        downwards = sweep % 2 == 0
        for number in range(1, len(order)) if downwards else range(len(order) - 2, -1, -1):
            beside = order[number - 1 if downwards else number + 1]
            order[number] = _by_neighbours(order[number], beside, above if downwards else below)
        crossings = _crossings(order, below)
        if crossings < fewest:
            best, fewest = order, crossings
    return best


def _neighbours(order: Sequence[Sequence[Spot]], chains: Iterable[Sequence[Spot]]) -> tuple[Neighbours, Neighbours]:
    """Of each spot, those in the row above and those in the row below."""
    row_of = {spot: number for number, row in enumerate(order) for spot in row}
    above: defaultdict[Spot, list[Spot]] = defaultdict(list)
    below: defaultdict[Spot, list[Spot]] = defaultdict(list)
    for chain in chains:
        for one, other in pairwise(chain):
            upper, lower = (one, other) if row_of[one] < row_of[other] else (other, one)
            below[upper].append(lower)
            above[lower].append(upper)
    return above, below


def _by_neighbours(row: Sequence[Spot], beside: Sequence[Spot], neighbours: Neighbours) -> list[Spot]:
    places = {spot: (place + 0.5) / len(beside) for place, spot in enumerate(beside)}

    def middle(place: int) -> float:
        found = [places[other] for other in neighbours.get(row[place], ()) if other in places]
        return sum(found) / len(found) if found else (place + 0.5) / len(row)

    return [row[place] for place in sorted(range(len(row)), key=lambda place: (middle(place), place))]


def _crossings(order: Sequence[Sequence[Spot]], below: Neighbours) -> int:
    total = 0
    for upper, lower in pairwise(order):
        places = {spot: place for place, spot in enumerate(lower)}
        seen: list[int] = []
        for spot in upper:
            ends = sorted(places[other] for other in below.get(spot, ()) if other in places)
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


# Where they stand across


def _across(order: Sequence[Sequence[Spot]], chains: Iterable[Sequence[Spot]]) -> tuple[dict[Spot, int], int]:
    """The middle of each spot, and how wide the drawing is."""
    offsets = [_offsets(row) for row in order]
    needed = [given[-1] + _half(row[-1]) if row else 0 for row, given in zip(order, offsets, strict=True)]
    width = max([WIDTH, *needed])
    above, below = _neighbours(order, chains)
    across: dict[Spot, float] = {}
    for row, given, need in zip(order, offsets, needed, strict=True):
        across |= {spot: offset + (width - need) / 2 for spot, offset in zip(row, given, strict=True)}
    for sweep in range(_SWEEPS):
        rows = list(zip(order, offsets, needed, strict=True))
        for row, given, need in rows if sweep % 2 == 0 else rows[::-1]:
            wanted = []
            for spot in row:
                near = [*above.get(spot, ()), *below.get(spot, ())]
                wanted.append(sum(across[each] for each in near) / len(near) if near else across[spot])
            across |= dict(zip(row, _kept_apart(wanted, given, width - need), strict=True))
    return {spot: MARGIN + round(x) for spot, x in across.items()}, width + 2 * MARGIN


def _half(spot: Spot) -> int:
    return LANE // 2 if isinstance(spot, tuple) else WIDTH // 2


def _offsets(row: Sequence[Spot]) -> list[int]:
    """The middles of a row packed as tightly as it may be, from the left edge."""
    found: list[int] = []
    for place, spot in enumerate(row):
        before = row[place - 1] if place else None
        apart = APART if not (isinstance(spot, tuple) and isinstance(before, tuple)) else 0
        found.append(_half(spot) if before is None else found[-1] + _half(before) + apart + _half(spot))
    return found


def _kept_apart(wanted: Sequence[float], offsets: Sequence[int], slack: float) -> list[float]:
    """The places nearest to the wanted ones (least squares) that keep the order and the distances: what is wanted less
    its offset must never fall (pool adjacent violators), nor leave 0 to `slack`."""
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while pools and pools[-1][0] >= mean:
            before, count = pools.pop()
            mean, size = (mean * size + before * count) / (size + count), size + count
        pools.append((mean, size))
    fitted = [min(max(mean, 0.0), slack) for mean, size in pools for _ in range(size)]
    return [place + offset for place, offset in zip(fitted, offsets, strict=True)]


# Where they stand from the top


@dataclass(frozen=True, slots=True)
class _Down:
    tops: Sequence[int]
    heights: Sequence[int]
    bands: Sequence[Band]
    height: int


def _down(order: Sequence[Sequence[Spot]], chains: Iterable[Sequence[Spot]], nodes: Sequence[Node]) -> _Down:
    lines = {node.key: node.lines for node in nodes}
    levels = {node.key: node.level for node in nodes}
    row_of = {spot: number for number, row in enumerate(order) for spot in row}
    lined = {
        min(row_of[one], row_of[other]) for chain in chains for one, other in pairwise(chain)
    }  # under these rows lines pass
    tops: list[int] = []
    heights: list[int] = []
    starts: dict[int, int] = {}
    y = 0
    for number, row in enumerate(order):
        keys = [spot for spot in row if isinstance(spot, int)]
        level = levels[keys[0]]
        room = ROOM_FOR_LINES if number - 1 in lined else ROOM
        if level not in starts:
            starts[level] = y + (room // 2 if number else 0)
            y = starts[level] + HEADING + (room // 2 if number else 0)
        else:
            y += room
        tops.append(y)
        heights.append(PADDING + LINE * max(lines[key] for key in keys))
        y += heights[-1]
    height = y + MARGIN
    edges = [*starts.values(), height][1:]
    bands = [Band(level, start, end - start) for (level, start), end in zip(starts.items(), edges, strict=True)]
    return _Down(tops, heights, bands, height)


# Lines


def _arrows(
    chains: Mapping[Edge, Sequence[Spot]], boxes: Mapping[int, Box], across: Mapping[Spot, int], row_of: Mapping[int, int],
    down: _Down,
) -> list[Arrow]:  # fmt: skip
    turning = {key: number for number, group in enumerate(circles(chains)) for key in group}
    ports = _ports(chains, boxes, across, row_of)
    arrows = []
    for (source, target), chain in chains.items():
        upwards = row_of[target] < row_of[source]
        start, end = ports[source, target, source], ports[source, target, target]
        begin = boxes[source].y if upwards else boxes[source].y + boxes[source].height
        finish = boxes[target].y + boxes[target].height if upwards else boxes[target].y
        drawn, y, passes = [f"M{start} {begin}"], begin, []
        x = start
        for spot in chain[1:-1]:
            assert isinstance(spot, tuple)
            top, bottom = down.tops[spot[1]], down.tops[spot[1]] + down.heights[spot[1]]
            enter, leave = (bottom, top) if upwards else (top, bottom)
            drawn.append(f"{_bend(x, y, across[spot], enter)}V{leave}")
            passes.append((across[spot], top, bottom))
            x, y = across[spot], leave
        drawn.append(_bend(x, y, end, finish))
        back = 7 if upwards else -7
        head = f"M{end - 4} {finish + back}L{end} {finish}L{end + 4} {finish + back}Z"
        is_turning = source in turning and turning[source] == turning.get(target)
        arrows.append(Arrow(source, target, "".join(drawn), head, is_turning, tuple(passes)))
    return arrows


def _bend(x: int, y: int, to_x: int, to_y: int) -> str:
    if x == to_x:
        return f"V{to_y}"
    middle = (y + to_y) // 2
    return f"C{x} {middle} {to_x} {middle} {to_x} {to_y}"


def _ports(
    chains: Mapping[Edge, Sequence[Spot]], boxes: Mapping[int, Box], across: Mapping[Spot, int], row_of: Mapping[int, int]
) -> dict[tuple[int, int, int], int]:  # fmt: skip
    """Where each relation leaves or reaches each of its boxes: spread over the side, in the order of where they go."""
    sides: defaultdict[tuple[int, bool], list[tuple[int, Edge]]] = defaultdict(list)
    for edge, chain in chains.items():
        for key, beside in ((edge[0], chain[1]), (edge[1], chain[-2])):
            other = edge[1] if key == edge[0] else edge[0]
            sides[key, row_of[other] < row_of[key]].append((across[beside], edge))
    found = {}
    for (key, _above), ends in sides.items():
        box = boxes[key]
        for place, (_x, edge) in enumerate(sorted(ends), 1):
            found[(*edge, key)] = box.x + box.width * place // (len(ends) + 1)
    return found
