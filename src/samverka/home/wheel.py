"""The geometry of Årshjulet: days as angles, rings, marks that do not cover each other, labels that have room. Pure.

The year runs clockwise from the top. All lengths are units of the drawing, which is `WIDTH` by `HEIGHT` with the wheel in
the middle and the labels on both sides of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 960, 680
CENTRE = (WIDTH / 2, HEIGHT / 2)
OUTER, RING = 236.0, 30.0
"""The radius of the outermost ring's outer edge, and how wide a ring is."""
MONTHS_AT, LABELS_AT = OUTER + 16, OUTER + 40
MARK = 8.0
"""Half of a mark's width. Two marks are never nearer than their width."""
LINE = 17.0
"""The height of a line of text."""
MOST_LABELS = 28
LONGEST_LABEL = 26


@dataclass(frozen=True, slots=True)
class Happening:
    """Something to draw: in which ring (0 is the outermost), from which day to which, what it looks like. One that is not
    `exact` lies somewhere within its days and is drawn as an arc."""

    ring: int
    first: dt.date
    last: dt.date
    look: str
    label: str = ""
    exact: bool = True
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several happenings at a place: `path` is its shape, `count` is told inside where it is more than one."""

    x: float
    y: float
    path: str
    look: str
    count: int
    is_off: bool

    @property
    def baseline(self) -> float:
        """Where the number inside it stands."""
        return round(self.y + LINE / 4, 1)


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside the wheel, with the line that leads to the mark."""

    x: float
    y: float
    anchor: str
    text: str
    leader: str


@dataclass(frozen=True, slots=True)
class MonthSlice:
    """The edge where a month begins, and where its name stands."""

    edge: str
    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Arc:
    path: str
    look: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """The drawing. `unlabelled`: how many marks of the outermost ring had no room for words."""

    rings: Sequence[float]
    months: Sequence[MonthSlice]
    marks: Sequence[Mark]
    arcs: Sequence[Arc]
    labels: Sequence[Label]
    unlabelled: int
    today: str


def share(day: dt.date) -> float:
    """How much of its year has passed when the day begins: 0 for 1 January, less than 1 for 31 December."""
    length = 366 if calendar.isleap(day.year) else 365
    return (day - dt.date(day.year, 1, 1)).days / length


def place(part: float, radius: float) -> tuple[float, float]:
    """Where a share of the year is at a distance from the middle."""
    turn = 2 * math.pi * part
    return round(CENTRE[0] + radius * math.sin(turn), 1), round(CENTRE[1] - radius * math.cos(turn), 1)


def ring_edges(ring: int) -> tuple[float, float]:
    """The inner and outer radius of a ring."""
    outer = OUTER - ring * RING
    return outer - RING, outer


def wheel(year: int, happenings: Iterable[Happening], rings: int, on: dt.date | None = None) -> Wheel:
    """The wheel of a year; `on` marks a day of it. Raises `ValueError` for more rings than there is room for."""
    if not 0 < rings <= int(OUTER / RING) - 1:
        raise ValueError(f"there is no room for {rings} rings")
    within = [each for each in happenings if each.first.year <= year <= each.last.year and 0 <= each.ring < rings]
    clusters = [
        found for ring in range(rings) for found in _clusters(year, [e for e in within if e.exact and e.ring == ring])
    ]
    labels, unlabelled = _labels([each for each in clusters if each.ring == 0])
    return Wheel(
        rings=[OUTER - n * RING for n in range(rings + 1)],
        months=[_month(year, number, rings) for number in range(1, 13)],
        marks=[each.mark() for each in clusters],
        arcs=[_arc(year, each) for each in within if not each.exact],
        labels=labels,
        unlabelled=unlabelled,
        today=_line(_middle_of(on), OUTER - rings * RING, OUTER + 8) if on and on.year == year else "",
    )


@dataclass(slots=True)
class _Cluster:
    """Happenings of a ring that are too near each other to be told apart."""

    ring: int
    parts: list[float]
    found: list[Happening]

    @property
    def part(self) -> float:
        return sum(self.parts) / len(self.parts)

    def mark(self) -> Mark:
        inner, outer = ring_edges(self.ring)
        x, y = place(self.part, (inner + outer) / 2)
        look = self.found[0].look
        return Mark(x, y, shape(look, x, y), look, len(self.found), all(each.is_off for each in self.found))


def _middle_of(day: dt.date) -> float:
    length = 366 if calendar.isleap(day.year) else 365
    return share(day) + 0.5 / length


def _clusters(year: int, found: Sequence[Happening]) -> list[_Cluster]:
    """Put together until no two are nearer than a mark is wide; the ring is not closed, so that New Year parts them."""
    if not found:
        return []
    inner, outer = ring_edges(found[0].ring)
    least = (2 * MARK + 2) / (2 * math.pi * (inner + outer) / 2)  # as a share of the ring
    edge = least / 2
    clusters: list[_Cluster] = []
    for each in sorted(found, key=lambda one: (one.first, one.label)):
        day = min(max(each.first, dt.date(year, 1, 1)), dt.date(year, 12, 31))
        part = min(max(_middle_of(day), edge), 1 - edge)
        clusters.append(_Cluster(each.ring, [part], [each]))
        while len(clusters) > 1 and clusters[-1].part - clusters[-2].part < least:
            last = clusters.pop()
            clusters[-1].parts += last.parts
            clusters[-1].found += last.found
    return clusters


def _labels(clusters: Sequence[_Cluster]) -> tuple[list[Label], int]:
    """A line for each mark that has room, on the side it lies: never two on one line, and so many at most. On each side
    they are pushed apart a little, in their order, before any is left out."""
    made: list[Label] = []
    for side in (1, -1):
        mine = [each for each in clusters if (each.part < 0.5) == (side == 1)]
        mine.sort(key=lambda each: place(each.part, 1.0)[1])
        lowest = -math.inf
        for each in mine[: MOST_LABELS // 2]:
            inner, outer = ring_edges(each.ring)
            from_x, from_y = place(each.part, (inner + outer) / 2 + MARK)
            x, wanted = place(each.part, LABELS_AT)
            y = round(max(wanted, lowest + LINE), 1)
            if y - wanted > 2 * LINE or y > HEIGHT - LINE / 2:
                continue
            lowest = y
            x += side * 10
            leader = f"M{from_x} {from_y}L{x - side * 4} {round(y - LINE / 4, 1)}"
            made.append(Label(round(x, 1), y, "start" if side == 1 else "end", _words(each), leader))
    return made, len(clusters) - len(made)


def _words(cluster: _Cluster) -> str:
    first = cluster.found[0].label
    text = first if len(first) <= LONGEST_LABEL else f"{first[: LONGEST_LABEL - 1].rstrip()}…"
    return f"{text} +{len(cluster.found) - 1}" if len(cluster.found) > 1 else text


def _month(year: int, number: int, rings: int) -> MonthSlice:
    begins = share(dt.date(year, number, 1))
    ends = share(dt.date(year, number + 1, 1)) if number < 12 else 1.0
    x, y = place((begins + ends) / 2, MONTHS_AT)
    return MonthSlice(_line(begins, OUTER - rings * RING, OUTER + 4), x, round(y + LINE / 4, 1), number)


def _line(part: float, inner: float, outer: float) -> str:
    (x1, y1), (x2, y2) = place(part, inner), place(part, outer)
    return f"M{x1} {y1}L{x2} {y2}"


def _arc(year: int, each: Happening) -> Arc:
    """Along the middle of the ring, from the first day to the end of the last, within the year."""
    inner, outer = ring_edges(each.ring)
    radius = (inner + outer) / 2
    begins = share(each.first) if each.first.year == year else 0.0
    length = 366 if calendar.isleap(year) else 365
    ends = min(share(each.last) + 1 / length, 0.9999) if each.last.year == year else 0.9999
    (x1, y1), (x2, y2) = place(begins, radius), place(ends, radius)
    large = 1 if ends - begins > 0.5 else 0
    return Arc(f"M{x1} {y1}A{radius} {radius} 0 {large} 1 {x2} {y2}", each.look)


def shape(look: str, x: float, y: float) -> str:
    """The second carrier of what a mark is, beside its colour: a circle for a meeting, a square for a promise, a diamond for
    an agreement, a triangle for seats."""
    r = MARK
    match look:
        case "uppfoljningar":
            s = r * 0.85
            return f"M{_n(x - s)} {_n(y - s)}h{_n(2 * s)}v{_n(2 * s)}h{_n(-2 * s)}z"
        case "avtal":
            return f"M{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y)}L{_n(x)} {_n(y + r)}L{_n(x - r)} {_n(y)}z"
        case "platser":
            return f"M{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y + r * 0.8)}H{_n(x - r)}z"
        case _:
            return f"M{_n(x - r)} {_n(y)}a{_n(r)} {_n(r)} 0 1 0 {_n(2 * r)} 0a{_n(r)} {_n(r)} 0 1 0 {_n(-2 * r)} 0z"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
