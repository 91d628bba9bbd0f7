"""Which stored part a part of the content is: so that what others point to stays when the record is corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from samverka.meetings.linking import Told


class Part(Protocol):
    """What parts are told apart by."""

    @property
    def number(self) -> Any: ...
    @property
    def title(self) -> Any: ...


R = TypeVar("R", bound=Part)
C = TypeVar("C", bound=Part)


Test = Callable[[Told, Told], bool]


def _number(one: Told, other: Told) -> bool:
    return one[0] is not None and one[0] == other[0]


def _title(one: Told, other: Told) -> bool:
    return bool(one[1]) and one[1].casefold() == other[1].casefold()


SAME_PARAGRAPH: tuple[Test, ...] = (_number, _title)
"""A paragraph keeps its number for ever, unless the number itself is corrected."""


def matched(
    rows: Sequence[R], contents: Sequence[C], tests: Sequence[Test] = SAME_PARAGRAPH
) -> tuple[list[tuple[R | None, C]], list[R]]:
    """Each content with its row, or None for a new one; and the rows that are left over. By each of `tests` in turn among
    those that are left, in order."""
    left = list(rows)
    pairs: dict[int, R] = {}
    for test in tests:
        for position, content in enumerate(contents):
            if position in pairs:
                continue
            row = next((row for row in left if test((row.number, row.title), (content.number, content.title))), None)
            if row is not None:
                pairs[position] = row
                left.remove(row)
    return [(pairs.get(position), content) for position, content in enumerate(contents)], left
