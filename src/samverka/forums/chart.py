"""Samverkanskartan: which forums there are on a day and who prepares for whom, as drawn and as told. Two queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from samverka.forums.circles import Edge, circles
from samverka.forums.layout import ABREAST, LINE, PADDING, WIDTH, Band, Box, Layout, Node, lay_out
from samverka.forums.lettering import lines_of
from samverka.forums.models import Forum, Preparation
from samverka.forums.states import Level, Sides

_SIZE, _MOST_LINES, _INSET = 13.0, 4, 10
_MANY, _ABREAST_ON_PAPER = 24, 10
MOST_FORUMS, MOST_RELATIONS = 400, 800  # a second's work; nobody reads a larger drawing
_LEVELS = list(Level)
_SHAPES = {Sides.BOTH: "both", Sides.MUNICIPAL: "municipal", Sides.REGION: "region"}
_MARKS = {
    "both": "a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0",
    "municipal": "m0 -4h8v8h-8Z",
    "region": "m4.5 -5l4.5 9h-9Z",
}  # a circle, a square and a triangle, from the middle of the left side
_CORNERS = {"both": 14}


@dataclass(frozen=True)
class Place:
    """A forum of the map with those it prepares for, those that prepare for it, and those that went up in it.
    `is_shown`: whether the other is in the drawing too."""

    forum: Forum
    above: Sequence[tuple[Forum, bool]] = ()
    below: Sequence[tuple[Forum, bool]] = ()
    predecessors: Sequence[Forum] = ()

    @property
    def shape(self) -> str:
        """Whose forum it is, as the word of the drawing's shapes."""
        return _SHAPES.get(Sides(self.forum.sides), "none")


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    y: int


@dataclass(frozen=True)
class DrawnBox:
    """A box, its words line by line, and where the mark of its sides stands."""

    place: Place
    box: Box
    lines: Sequence[Line]

    @property
    def left(self) -> int:
        return self.box.x + _INSET

    @property
    def corner(self) -> int:
        return _CORNERS.get(self.place.shape, 4)

    @property
    def mark(self) -> str:
        """The shape that says whose forum it is, as an SVG path."""
        return f"M{self.left} {self.box.y + self.box.height - 15}{_MARKS[self.place.shape]}"

    @property
    def side_x(self) -> int:
        return self.left + 14

    @property
    def side_y(self) -> int:
        return self.box.y + self.box.height - 11


@dataclass(frozen=True)
class Drawing:
    """Boxes with their words, and each level in words with its part of the drawing."""

    layout: Layout
    boxes: Sequence[DrawnBox]
    bands: Sequence[tuple[str, Band]]


@dataclass(frozen=True)
class Outside:
    """A relation told of a forum that does not work on the day, because it went up in another that does."""

    preparation: Preparation
    ended: Forum
    successor: Forum


@dataclass(frozen=True)
class Chart:
    """What is shown: forums by level, drawn and in words."""

    places: Sequence[Place]
    relations: Sequence[Edge]
    outside: Sequence[Outside] = ()
    around: Forum | None = None
    all_forums: Sequence[Forum] = field(default=(), repr=False)

    @property
    def levels(self) -> list[tuple[str, list[Place]]]:
        """The places under the words of their level, as the county orders its levels."""
        found: defaultdict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            found[place.forum.level].append(place)
        return [(str(level.label), found[level]) for level in _LEVELS if level in found]

    @property
    def is_drawable(self) -> bool:
        """Whether it is small enough to draw: a layout's work grows faster than what it lays out."""
        return len(self.places) <= MOST_FORUMS and len(self.relations) <= MOST_RELATIONS

    @cached_property
    def circles(self) -> list[list[Forum]]:
        named = {place.forum.pk: place.forum for place in self.places}
        return [[named[pk] for pk in group] for group in circles(self.relations)]

    @cached_property
    def _words(self) -> Mapping[int, Sequence[str]]:
        width = WIDTH - 2 * _INSET
        return {
            place.forum.pk: lines_of(place.forum.label, width, size=_SIZE, most=_MOST_LINES) for place in self.places
        }

    @cached_property
    def drawing(self) -> Drawing:
        return self._drawn(ABREAST)

    @cached_property
    def on_paper(self) -> Drawing | None:
        """Drawn wider than high, where so many forums would be small print on a landscape page."""
        return self._drawn(_ABREAST_ON_PAPER) if len(self.places) > _MANY else None

    def _drawn(self, abreast: int) -> Drawing:
        nodes = [
            Node(
                place.forum.pk,
                _LEVELS.index(Level(place.forum.level)),
                len(self._words[place.forum.pk]) + (place.shape != "none"),
            )
            for place in self.places
        ]
        layout = lay_out(nodes, self.relations, abreast=abreast)
        places = {place.forum.pk: place for place in self.places}
        boxes = [
            DrawnBox(
                places[box.key],
                box,
                [Line(text, box.y + PADDING + LINE * at) for at, text in enumerate(self._words[box.key])],
            )
            for box in layout.boxes
        ]
        return Drawing(layout, boxes, [(str(_LEVELS[band.level].label), band) for band in layout.bands])


def chart(on: dt.date, *, level: str = "", sides: str = "", around: int | None = None) -> Chart:
    """The map on a day. `around` keeps a forum, those it prepares for (and they for), and those that prepare for it; a
    forum that does not work on the day gives an empty map. Two queries."""
    named = (*Forum.naming(), "name_key", "level", "sides", "starts_on", "ends_on", "successor_id")
    forums = {forum.pk: forum for forum in Forum.objects.only(*named)}
    working = {pk: forum for pk, forum in forums.items() if forum.holds_on(on)}
    told = list(Preparation.objects.only("preparer_id", "prepares_for_id"))
    pairs = [(each.preparer_id, each.prepares_for_id) for each in told]
    edges = [edge for edge in pairs if edge[0] in working and edge[1] in working]
    kept = {
        pk
        for pk, forum in working.items()
        if (not level or forum.level == level) and (not sides or forum.sides == sides)
    }
    if around is not None:
        kept &= _belonging(around, edges) if around in working else set()
    return Chart(
        places=list(_places(kept, working, forums.values(), edges, on)),
        relations=[edge for edge in edges if edge[0] in kept and edge[1] in kept],
        outside=list(_outside(told, forums, working, kept, on)),
        around=forums.get(around) if around is not None else None,
        all_forums=list(working.values()),
    )


def _belonging(start: int, edges: Iterable[Edge]) -> set[int]:
    """The forum itself and all that lie on a way up or down from it."""
    edges = list(edges)
    found = {start}
    for upwards in (True, False):
        steps: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in edges:
            steps[one if upwards else other].append(other if upwards else one)
        reached, waiting = {start}, [start]
        while waiting:
            new = [step for step in steps[waiting.pop()] if step not in reached]
            reached.update(new)
            waiting += new
        found |= reached
    return found


def _places(
    kept: set[int], working: Mapping[int, Forum], forums: Iterable[Forum], edges: Iterable[Edge], on: dt.date
) -> Iterator[Place]:  # fmt: skip
    above: defaultdict[int, list[int]] = defaultdict(list)
    below: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in edges:
        above[one].append(other)
        below[other].append(one)
    before: defaultdict[int, list[Forum]] = defaultdict(list)
    for forum in forums:
        if forum.successor_id is not None and forum.has_ended(on):
            before[forum.successor_id].append(forum)

    def told(keys: Iterable[int]) -> list[tuple[Forum, bool]]:
        found = sorted((working[key] for key in keys), key=lambda forum: (forum.name_key, forum.pk))
        return [(forum, forum.pk in kept) for forum in found]

    for pk, forum in working.items():
        if pk in kept:
            yield Place(forum, told(above[pk]), told(below[pk]), before[pk])


def _outside(
    told: Iterable[Preparation], forums: Mapping[int, Forum], working: Mapping[int, Forum], kept: set[int], on: dt.date
) -> Iterator[Outside]:  # fmt: skip
    """A relation has no days of its own: it is not moved to the successor, but told of."""
    for each in told:
        ends = [forums[each.preparer_id], forums[each.prepares_for_id]]
        ended = next((forum for forum in ends if forum.has_ended(on) and forum.successor_id), None)
        other = next((forum for forum in ends if forum.pk in kept), None)
        successor = ended and _successor(ended, forums, working)
        if ended and other and successor and other.pk != successor.pk:
            each.preparer, each.prepares_for = ends
            yield Outside(each, ended, successor)


def _successor(forum: Forum, forums: Mapping[int, Forum], working: Mapping[int, Forum]) -> Forum | None:
    """The forum it leads to that works on the day."""
    seen: set[int] = set()
    step: Forum | None = forum
    while step is not None and step.pk not in seen:
        if step.pk in working:
            return step
        seen.add(step.pk)
        step = forums.get(step.successor_id) if step.successor_id else None
    return None
