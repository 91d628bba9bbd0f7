"""Lines gathered into paragraphs, list items and slides, for documents that are not tables.

In text taken out of a presentation a blank line means little: a list item goes on after it, and a heading may follow a
list item without one. What belongs together is told by how the text goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverka.imports.blocks import Block, Line, LineKind, PageBreak, Place
from samverka.imports.extractors.lost_feeds import has_lost_feeds, starts_with_lost_feed
from samverka.imports.mending import Words, is_bullet, join_lines, mend, tidy, without_marker

_SLIDE_BREAK = 3  # blank lines in a row where a page was
OPEN_END = re.compile(
    r"(?i)(?:[,&(]|\s[-–]|\b(?:och|eller|samt|i|på|av|om|för|med|till|från|inom|mellan|vid|hos|som|en|ett|den|det|är|att|enligt|under|projekt))$"
)
_CLOSED_END = re.compile(r"[.!?…:)\]”\"]$")
GOES_ON = re.compile(r"^(?:[a-zåäö(½&+]|\d{4}\b|\d{1,2}[-/]\d)")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `bullet`: an item of a list. `level`: of a heading, else 0."""

    lines: list[Line]
    bullet: bool = False
    level: int = 0
    gap: bool = True
    """Whether a blank line stands before it."""

    @property
    def place(self) -> Place:
        return self.lines[0].place

    @property
    def raw(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def text(self, words: Words) -> str:
        texts = [line.text for line in self.lines]
        if self.bullet:
            texts[0] = without_marker(tidy(texts[0])) if is_bullet(texts[0]) else texts[0]
        return mend(join_lines(texts, words), words)


def slides(blocks: Iterable[Block], blank_lines: int = _SLIDE_BREAK) -> list[list[Line]]:
    """The lines of each page: cut at page breaks, and where so many lines are blank that a page was there.

    A reader may hand on one blank line for several; how many they were shows in the place of the next line.
    """
    blocks = list(blocks)
    lost = has_lost_feeds(blocks)
    out: list[list[Line]] = [[]]
    blank: Line | None = None
    count = 0
    for block in blocks:
        if isinstance(block, PageBreak):
            out.append([])
        elif isinstance(block, Line) and not tidy(block.text):
            blank = blank or block
            count += 1
            out[-1].append(block)
        elif isinstance(block, Line):
            if (lost and starts_with_lost_feed(block.text) and out[-1]) or (
                blank and max(count, (block.place.line or 0) - (blank.place.line or 0)) >= blank_lines
            ):
                out.append([])
            blank, count = None, 0
            out[-1].append(block)
    return [lines for lines in out if any(tidy(line.text) for line in lines)]


def paragraphs(lines: Sequence[Line], *, joined: bool = False) -> list[Paragraph]:
    """Runs of lines between blank ones; a list item and a heading each begin a paragraph of their own.

    `joined`: a paragraph that only goes on from the list item before it is made part of it.
    """
    out: list[Paragraph] = []
    gap = True
    for index, line in enumerate(lines):
        if not tidy(line.text):
            gap = True
            continue
        bullet = line.kind is LineKind.LIST_ITEM or is_bullet(line.text)
        heading = line.kind is LineKind.HEADING
        if (
            gap
            or bullet
            or heading
            or not out
            or out[-1].level
            or _ends_item(out[-1], line, lines[index + 1 : index + 2])
        ):
            out.append(Paragraph([line], bullet, line.level if heading else 0, gap))
        else:
            out[-1].lines.append(line)
        gap = False
    return _join(out) if joined else out


def _ends_item(before: Paragraph, line: Line, below: Sequence[Line]) -> bool:
    """Whether a line right below a list item is something new: the item is closed and the line begins anew."""
    if not before.bullet:
        return False
    end, text = tidy(before.lines[-1].text), tidy(line.text)
    heads = bool(below) and (below[0].kind is LineKind.LIST_ITEM or is_bullet(below[0].text))
    short = text[:1].isupper() and len(text.split()) <= 6 and line.text[:1] != " "
    if heads and short and (text.endswith(":") or _CLOSED_END.search(end)):
        return True
    return bool(re.search(r"[?…]$", end)) and tidy(line.text)[:1].isupper()


def _join(found: list[Paragraph]) -> list[Paragraph]:
    out: list[Paragraph] = []
    for index, paragraph in enumerate(found):
        below = found[index + 1] if index + 1 < len(found) else None
        if out and _continues(out[-1], paragraph, below):
            out[-1].lines += paragraph.lines
        else:
            out.append(paragraph)
    return out


def _continues(item: Paragraph, paragraph: Paragraph, below: Paragraph | None) -> bool:
    """Whether a paragraph belongs to the list item before it."""
    if paragraph.bullet or paragraph.level or item.level or not item.bullet:
        return False
    end, start = tidy(item.lines[-1].text), tidy(paragraph.lines[0].text)
    if OPEN_END.search(end) or end.endswith("-") or GOES_ON.match(start):
        return True
    if _CLOSED_END.search(end) or below is None:
        return False
    heads_a_list = below.bullet and len(paragraph.raw.split()) <= 12
    return not heads_a_list and not below.level
