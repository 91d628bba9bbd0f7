"""A page as words and drawn lines with their places: points from its upper left corner, as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from samverka.imports.blocks import PageInfo


@dataclass(slots=True)
class Word:
    """Letters without a space between. `size` is the type's size in points; in a scan, as its letters' height tells."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(slots=True, frozen=True)
class Ruling:
    """A drawn line: at `at` across (y if it lies, x if it stands), from `start` to `end` along."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    lying: list[Ruling] = field(default_factory=list)
    standing: list[Ruling] = field(default_factory=list)
    info: PageInfo | None = None
    warning: str = ""
    """A plain sentence about this page for the person who reviews."""
