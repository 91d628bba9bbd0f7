"""A value that was found in a document, with what stands in the source and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from samverka.imports.blocks import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value as it was understood (`value`), what stands in the source (`raw`), where, and what the reader should
    know about the step from one to the other (`note`, a plain Swedish sentence or empty)."""

    value: T
    raw: str
    place: Place
    note: str = ""


Text = Found[str]
Names = tuple[Found[str], ...]
