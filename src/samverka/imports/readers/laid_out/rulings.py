"""Drawn lines → the grids they form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverka.imports.readers.laid_out.page import Page, Ruling

SNAP = 2.6
"""Points within which two lines are the same, or meet. Borders are 0.5–1.5 points thick and drawn as pairs or boxes."""
_BRIDGED = 4.0
_SHORTEST = 6.0
_EDGE = 9.0
_MOST = 2_000
_MOST_CELLS = 6_000


@dataclass(frozen=True)
class Grid:
    """Lines that hang together: the columns' and rows' borders, and the lines that are really drawn between cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    lying: tuple[Ruling, ...]
    standing: tuple[Ruling, ...]

    @property
    def top(self) -> float:
        return self.ys[0]

    @property
    def bottom(self) -> float:
        return self.ys[-1]


def grids_of(page: Page) -> list[Grid]:
    """The grids of a page with at least two cells, from the top down. A drawing with too many lines is no table."""
    if len(page.lying) + len(page.standing) > _MOST:
        return []
    lying, standing = merged(page.lying), merged(page.standing)
    grids = [grid for group in _connected(lying, standing) if (grid := _grid(*group))]
    outer = [grid for grid in grids if not any(_inside(grid, other) for other in grids)]
    return sorted(outer, key=lambda grid: grid.top)


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Pieces of one line as one line."""
    rows: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if rows and ruling.at - rows[-1][0].at <= SNAP:
            rows[-1].append(ruling)
        else:
            rows.append([ruling])
    return [line for row in rows for line in _pieces_joined(row) if line.end - line.start >= _SHORTEST]


def _pieces_joined(row: Sequence[Ruling]) -> list[Ruling]:
    at = sum(ruling.at for ruling in row) / len(row)
    out: list[Ruling] = []
    for piece in sorted(row, key=lambda ruling: ruling.start):
        if out and piece.start <= out[-1].end + _BRIDGED:
            out[-1] = Ruling(at, out[-1].start, max(out[-1].end, piece.end))
        else:
            out.append(Ruling(at, piece.start, piece.end))
    return out


def _connected(lying: list[Ruling], standing: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Groups of lines that meet each other."""
    parent = list(range(len(lying) + len(standing)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, across in enumerate(lying):
        for j, up in enumerate(standing, len(lying)):
            if _meet(across, up):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, across in enumerate(lying):
        groups.setdefault(root(i), ([], []))[0].append(across)
    for j, up in enumerate(standing, len(lying)):
        groups.setdefault(root(j), ([], []))[1].append(up)
    return list(groups.values())


def _meet(across: Ruling, up: Ruling) -> bool:
    return across.start - SNAP <= up.at <= across.end + SNAP and up.start - SNAP <= across.at <= up.end + SNAP


def _grid(lying: list[Ruling], standing: list[Ruling]) -> Grid | None:
    if not standing or not lying:
        return None
    xs = _borders([up.at for up in standing], lying)
    ys = _borders([across.at for across in lying], standing)
    cells = (len(xs) - 1) * (len(ys) - 1)
    if not 2 <= cells <= _MOST_CELLS:
        return None
    return Grid(tuple(xs), tuple(ys), tuple(lying), tuple(standing))


def _borders(drawn: list[float], crossing: list[Ruling]) -> list[float]:
    """The drawn lines; and an edge without a line where those that cross end well away from any."""
    ends = [end for ruling in crossing for end in (ruling.start, ruling.end)]
    return _distinct(drawn + [end for end in ends if all(abs(end - at) > _EDGE for at in drawn)])


def _distinct(values: Iterable[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _BRIDGED:
            out.append(value)
    return out


def _inside(inner: Grid, outer: Grid) -> bool:
    return inner is not outer and (
        outer.xs[0] - SNAP <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1] + SNAP
        and outer.ys[0] - SNAP <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1] + SNAP
        and (outer.xs[-1] - outer.xs[0]) * (outer.ys[-1] - outer.ys[0])
        > (inner.xs[-1] - inner.xs[0]) * (inner.ys[-1] - inner.ys[0])
    )
