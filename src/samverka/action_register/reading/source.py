"""The cell as words: markup and runs of white space gone, and for every character the place it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PIECE = re.compile(
    r"(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,200})?/?>)|(?P<entity>&(?:nbsp|\#160|amp|ndash|\#8211);)"
    r"|(?P<space>[\s\u00a0\u202f\u2007]+)|(?P<nothing>[\u00ad\u200b\u200c\u200d\ufeff]+)"
)
_BREAK = re.compile(r"[\n\r\v\f\u2028\u2029\x85]")
_BLOCK = re.compile(r"</?(?:br|p|li|div|ul|ol|tr|td)\b", re.IGNORECASE)
_ENTITIES = {"&amp;": "&", "&ndash;": "–", "&#8211;": "–"}
_OPENING = re.compile(r"(?:<(?!br\b)[a-zA-Z][^<>]*>|[\u00ad\u200b\u200c\u200d\ufeff])\Z")


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is what is read: single spaces, `\\n` for a line break. `text[i]` stands at `raw[origin[i]]`."""

    raw: str
    text: str
    origin: tuple[int, ...]

    def cut(self, position: int) -> int:
        """Where to cut `raw` so that a piece begins at `text[position]`, with the tags that open it."""
        if position <= 0:
            return 0
        if position >= len(self.text):
            return len(self.raw)
        at = self.origin[position]
        while opening := _OPENING.search(self.raw, max(0, at - 220), at):
            at = opening.start()
        return at


def source_of(raw: str) -> Source:
    """Never fails; a cell without words gives an empty `text`."""
    text: list[str] = []
    origin: list[int] = []
    for character, at in _characters(raw):
        if character not in " \n" or (text and text[-1] not in " \n"):
            text.append(character)
            origin.append(at)
        elif text and character == "\n":
            text[-1] = "\n"
    while text and text[-1] in " \n":
        text.pop()
        origin.pop()
    return Source(raw, "".join(text), tuple(origin))


def _characters(raw: str) -> Iterator[tuple[str, int]]:
    """Each character that is read, with its place: white space as a space or a line break, tags as nothing."""
    position = 0
    for piece in _PIECE.finditer(raw):
        yield from zip(raw[position : piece.start()], range(position, piece.start()), strict=True)
        position = piece.end()
        if character := _stands_for(piece):
            yield character, piece.start()
    yield from zip(raw[position:], range(position, len(raw)), strict=True)


def _stands_for(piece: re.Match[str]) -> str:
    if piece["space"]:
        return "\n" if _BREAK.search(piece["space"]) else " "
    if piece["tag"]:
        return "\n" if _BLOCK.match(piece["tag"]) else ""
    return _ENTITIES.get(piece["entity"], " ") if piece["entity"] else ""
