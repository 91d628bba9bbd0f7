"""Which relations go round: the groups of a graph that lead back to themselves. Free of Django."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

Edge = tuple[int, int]


def circles(edges: Iterable[Edge]) -> list[list[int]]:
    """The groups of keys that lead back to themselves, each sorted, the one with the smallest key first."""
    steps: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        steps[one].add(other)
    backwards: defaultdict[int, set[int]] = defaultdict(set)
    for one, others in steps.items():
        for other in others:
            backwards[other].add(one)
    groups, placed = [], set[int]()
    for start in reversed(_left_in_order(steps)):  # Kosaraju: twice over every relation, however many circles there are
        if start not in placed:
            group = _reached(backwards, start, placed)
            placed |= group
            if len(group) > 1 or start in steps.get(start, ()):
                groups.append(sorted(group))
    return sorted(groups)


def _left_in_order(steps: Mapping[int, set[int]]) -> list[int]:
    """The keys in the order in which a walk over all of them leaves them for good."""
    seen: set[int] = set()
    left: list[int] = []
    for start in steps:
        way = [] if start in seen else [(start, iter(steps[start]))]
        seen.add(start)
        while way:
            here, further = way[-1]
            step = next((each for each in further if each not in seen), None)
            if step is None:
                left.append(here)
                way.pop()
            else:
                seen.add(step)
                way.append((step, iter(steps.get(step, ()))))
    return left


def _reached(steps: Mapping[int, set[int]], start: int, but: set[int]) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        for step in steps.get(waiting.pop(), ()):
            if step not in found and step not in but:
                found.add(step)
                waiting.append(step)
    return found
