"""Which stored part a part of the content is: so that what others point to stays when the record is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar


class Part(Protocol):
    """What parts are told apart by."""

    @property
    def number(self) -> Any: ...
    @property
    def title(self) -> Any: ...


R = TypeVar("R", bound=Part)
C = TypeVar("C", bound=Part)


def matched(rows: Sequence[R], contents: Sequence[C]) -> tuple[list[tuple[R | None, C]], list[R]]:
    """Each content with its row, or None for a new one; and the rows that are left over. By number first, then by title
    among those that are left, in order: a corrected number keeps its row."""
    left = list(rows)
    pairs: dict[int, R] = {}
    for position, content in enumerate(contents):
        if content.number is not None:
            row = next((row for row in left if row.number == content.number), None)
            if row is not None:
                pairs[position] = row
                left.remove(row)
    for position, content in enumerate(contents):
        if position not in pairs and content.title:
            row = next((row for row in left if row.title.casefold() == content.title.casefold()), None)
            if row is not None:
                pairs[position] = row
                left.remove(row)
    return [(pairs.get(position), content) for position, content in enumerate(contents)], left
