"""Two texts word by word: what was struck, what was added. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

MOST_COMPARED = 1_000_000
"""Words of one text times words of the other: beyond it the whole middle is shown as replaced, not searched."""

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class Mark(StrEnum):
    SAME = "same"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that share a mark. Same and struck pieces make the earlier text, same and added the later."""

    mark: Mark
    text: str


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order, what is struck before what was added in its place. Equal texts are one piece."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    runs = [(Mark.SAME, old[:head]), *middle, (Mark.SAME, old[len(old) - tail :] if tail else [])]
    return tuple(_joined(runs))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _middle(old: list[str], new: list[str]) -> Iterator[tuple[Mark, list[str]]]:
    if len(old) * len(new) > MOST_COMPARED:
        yield from ((Mark.STRUCK, old), (Mark.ADDED, new))
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Mark.SAME, old[i:j]
        else:
            yield from ((Mark.STRUCK, old[i:j]), (Mark.ADDED, new[k:m]))


def _joined(runs: Sequence[tuple[Mark, list[str]]]) -> Iterator[Piece]:
    """Neighbours of one mark as one piece; a space that alone is the same between two changes goes with them, so that a
    replaced sentence is struck as one."""
    struck, added, found = "", "", list[Piece]()
    for place, (mark, tokens) in enumerate(runs):
        text = "".join(tokens)
        if mark is Mark.STRUCK:
            struck += text
        elif mark is Mark.ADDED:
            added += text
        elif text.strip() or not (struck or added) or not any(tokens for _mark, tokens in runs[place + 1 :]):
            found += _changed(struck, added)
            struck = added = ""
            found += [Piece(Mark.SAME, text)] if text else []
        else:
            struck, added = struck + text, added + text
    found += _changed(struck, added)
    merged: list[Piece] = []
    for piece in found:
        if merged and merged[-1].mark is piece.mark:
            merged[-1] = Piece(piece.mark, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return iter(merged)


def _changed(struck: str, added: str) -> list[Piece]:
    pieces = (Piece(Mark.STRUCK, struck), Piece(Mark.ADDED, added))
    return [piece for piece in pieces if piece.text]
