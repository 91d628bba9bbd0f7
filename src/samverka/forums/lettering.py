"""Words in the boxes of a drawing: lines that fit a width, measured by the widths of letters. Free of Django."""

from __future__ import annotations

import re

_NARROW, _THIN, _WIDE = frozenset("fijlrtI.,:;|!'’-() /"), frozenset("ijlI.,:;|!'’"), frozenset("mwMWÅ@%&—")
_LAST_PARTS = (
    "beredningsgruppen", "beredningsgrupp", "samverkansrådet", "samverkansråd", "nätverket", "nätverk", "gruppen", "grupp", "rådet", "råd", "nämnden", "nämnd",
    "forumet", "forum", "arenan", "arena", "samverkan", "utskottet", "utskott", "ledningen", "ledning", "berednings", "beredningen", "kommittén", "kommunen", "presidium", "presidiet",
)  # fmt: skip
_PIECES = re.compile(r"\s+|(?<=[-/–])(?=\w)")


def width_of(text: str, size: float) -> float:
    """About how wide the text is in a bold system font: a little more than in any of those the pages use."""
    return size * sum(
        0.32 if letter in _THIN else 0.42 if letter in _NARROW else 0.92 if letter in _WIDE else 0.72 if letter.isupper() else 0.61
        for letter in text
    )  # fmt: skip


def lines_of(text: str, width: float, *, size: float, most: int) -> list[str]:
    """The text in at most `most` lines; a word too long is divided, and what has no room is cut with …"""
    lines: list[str] = []
    for piece in _pieces(text, width, size):
        joined = (
            f"{lines[-1]}{piece}"
            if lines and lines[-1].endswith(("-", "/", "–"))
            else f"{lines[-1]} {piece}"
            if lines
            else ""
        )
        if lines and width_of(joined, size) <= width:
            lines[-1] = joined
        else:
            lines.append(piece)
    if len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip('- ')}…"]
    return lines


def _pieces(text: str, width: float, size: float) -> list[str]:
    found = []
    for word in _PIECES.split(text.strip()):
        rest = word
        while rest and width_of(rest, size) > width:
            cut = _cut(rest, width, size)
            found.append(f"{rest[:cut]}-")
            rest = rest[cut:]
        if rest:
            found.append(rest)
    return found


def _cut(word: str, width: float, size: float) -> int:
    """Where to divide: before a last part if the first part fits, else where the line is full."""
    for part in _LAST_PARTS:
        if word.casefold().endswith(part) and len(word) > len(part) + 2:
            cut = len(word) - len(part)
            if width_of(f"{word[:cut]}-", size) <= width:
                return cut
    cut = 1
    while cut < len(word) - 1 and width_of(f"{word[: cut + 1]}-", size) <= width:
        cut += 1
    return cut
