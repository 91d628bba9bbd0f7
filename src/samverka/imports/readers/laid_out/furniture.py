"""What stands on every page and belongs to none: page numbers, headers and footers.

A line in the margin that comes back at the same height on half of the pages nearby is one of them; a number in it may count on with
the pages. What a header says is kept where it stands first; page numbers and footers are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samverka.imports.readers.laid_out.lines import TextLine

_MARGIN = 0.14
_MOST_LINES = 6
_SAME_HEIGHT = 4.0
_NEARBY = 2
_OFTEN = 0.5
"""Of the pages nearby: on every page but the first, or on every other page. A heading may stand atop two pages."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:sida|sid|sidan|page|s)\.?\s*)?\(?\d{1,4}\)?(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?[-–—|\s]*",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\s*(?:§|\d{1,3}[.)]\s+\S)")


@dataclass(frozen=True)
class PageLines:
    """The lines of a page outside its tables."""

    number: int
    height: float
    lines: Sequence[TextLine]


def furniture(pages: Sequence[PageLines]) -> tuple[set[int], set[int]]:
    """The ids of the lines to leave out, and of those of them that are headers shown for the first time (and are to be
    kept, as they may be the only place that says what the document is)."""
    margins = [_in_margin(page) for page in pages]
    out: set[int] = set()
    seen: set[str] = set()
    first: set[int] = set()
    for index, page in enumerate(pages):
        for line, is_top in margins[index]:
            if not _is_furniture(line, page.number, index, margins, pages):
                continue
            out.add(id(line))
            key = _DIGITS.sub("", line.text)
            if is_top and key not in seen and not _PAGE_NUMBER.fullmatch(line.text):
                first.add(id(line))
            seen.add(key)
    return out, first


def _in_margin(page: PageLines) -> list[tuple[TextLine, bool]]:
    lines = sorted(page.lines, key=lambda line: line.base)
    top = [(line, True) for line in lines[:_MOST_LINES] if line.base < _MARGIN * page.height]
    bottom = [(line, False) for line in lines[-_MOST_LINES:] if line.top > (1 - _MARGIN) * page.height]
    return top + bottom


def _is_furniture(
    line: TextLine, number: int, index: int, margins: list[list[tuple[TextLine, bool]]], pages: Sequence[PageLines]
) -> bool:
    if _PAGE_NUMBER.fullmatch(line.text) and _names_page(line.text, number, len(pages)):
        return True
    if _NEVER.match(line.text):
        return False
    near = [each for each in range(max(0, index - _NEARBY), min(len(pages), index + _NEARBY + 1)) if each != index]
    times = sum(
        any(
            abs(line.base - other.base) <= _SAME_HEIGHT and _same(line.text, other.text, pages[each].number - number)
            for other, _ in margins[each]
        )
        for each in near
    )
    return bool(near) and times >= _OFTEN * len(near)


def _names_page(text: str, number: int, pages: int) -> bool:
    """ "3", "Sida 3 av 7": a bare number only where it is the page's own."""
    found = [int(each) for each in _DIGITS.findall(text)]
    return found[0] == number if len(found) == 1 else found[0] <= found[1]


def _same(one: str, other: str, apart: int) -> bool:
    if one == other:
        return True
    if _DIGITS.sub("#", one) != _DIGITS.sub("#", other):
        return False
    steps = {int(b) - int(a) for a, b in zip(_DIGITS.findall(one), _DIGITS.findall(other), strict=True)}
    return steps <= {0, apart}
