"""Ärendets väg: the drawn tracks, one for each forum, and where each step stands. Free of Django."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

FIRST, APART, MOST = 20, 44, 5
"""Pixels to the first track and between tracks, and how many the drawing has room for."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A step to draw: when, and on which track (a forum's name, or where it began)."""

    on: dt.date | None
    track: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row of the drawing: the node's place, whence the line comes (None for the first), whether it goes on below, and
    whether it is still to come."""

    x: int
    comes_from: int | None
    goes_on: bool
    is_planned: bool

    @property
    def bend(self) -> str:
        """The line from the step before, as an SVG path."""
        if self.comes_from is None:
            return ""
        return f"M{self.comes_from} 0C{self.comes_from} 14 {self.x} 8 {self.x} 22"


def tracks(stops: Sequence[Stop]) -> list[tuple[str, int]]:
    """Each track with its place, in the order they are first reached; empty if there are more than the drawing holds."""
    names = list(dict.fromkeys(stop.track for stop in stops))
    return [(name, FIRST + APART * place) for place, name in enumerate(names)] if len(names) <= MOST else []


def draw(stops: Sequence[Stop], on: dt.date) -> list[Drawn]:
    """A row for each stop, in order; empty if there is no room."""
    places = dict(tracks(stops))
    if not places:
        return []
    return [
        Drawn(
            x=places[stop.track],
            comes_from=places[stops[number - 1].track] if number else None,
            goes_on=number < len(stops) - 1,
            is_planned=stop.on is not None and stop.on > on,
        )
        for number, stop in enumerate(stops)
    ]
