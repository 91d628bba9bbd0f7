"""What follows from preparing relations and rules of procedure. Free of Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Edge = tuple[int, int]


def circle_through(edges: Iterable[Edge], start: int) -> Sequence[int]:
    """The shortest way from `start` along preparer → prepared and back to `start`, or nothing.

    A circle is no error (two forums may prepare for each other) but is worth a warning.
    """
    ways: dict[int, list[int]] = {}
    for preparer, prepared in edges:
        ways.setdefault(preparer, []).append(prepared)
    frontier: list[tuple[int, ...]] = [(start,)]
    seen: set[int] = set()
    while frontier:
        longer = []
        for way in frontier:
            for step in sorted(ways.get(way[-1], ())):
                if step == start:
                    return (*way, start)
                if step not in seen:
                    seen.add(step)
                    longer.append((*way, step))
        frontier = longer
    return ()
