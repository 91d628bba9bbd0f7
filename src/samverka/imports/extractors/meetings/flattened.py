"""Transcripts where each page has become one line: the pages' headers are taken away, the lines cut at labels and marks.

What then remains are lines as in any other document, so that nothing else needs to know of transcripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from samverka.imports.blocks import Block, Line, Place, ReadDocument
from samverka.imports.extractors.meetings.labels import IN_ITEMS, Label, labels_in
from samverka.imports.extractors.meetings.pieces import is_page_number
from samverka.imports.mending import tidy

_LONG = 220
_PAGE_OF = re.compile(r"(?i)\s*\b(?:sid(?:a|an)?\.?|page)\s\d{1,3}\s(?:av|of)\s\d{1,3}\s*$|\s+\d{1,3}\s\(\d{1,3}\)\s*$")
_PREFACE = re.compile(
    r"(?i)^(?:storlek: px|starta visningen från sidan:?|download \".*\"|transkript|\d+ visningar|(?:för )?\d+ (?:år|månader|dagar) sedan.*)$"
)
_WORDS = 8
# A paragraph's mark inside a line: «§ 12», «SN § 12», «12 §», «SON 108».
_MARK = re.compile(
    r"(?<![\w/.,-])(?:[A-ZÅÄÖ]{1,4}[a-zåäö]{0,2}\s?)?§\s?\d{1,3}(?:/\d{2,4})?(?=\s+[A-ZÅÄÖ”\"\d])|(?<![\w/.,-])\d{1,3}\s?§(?=\s+[A-ZÅÄÖ])"
)
_CODE = re.compile(
    r"(?<![\w/.-])(?P<code>[A-ZÅÄÖ]{2,4}[a-zåäö]?)\s(?P<number>\d{1,3})(?=\s+[A-ZÅÄÖ”\"])(?!\s+(?:Kr|Januari))"
)
_NUMBER = re.compile(r"(?<![\w/.,:§-])(?<!\d\s)(?P<number>\d{1,3})(?:\.|\))?(?=\s+[A-ZÅÄÖ][\wåäö-]+)")


def unflatten(document: ReadDocument) -> ReadDocument:
    """The same document with its one-line pages cut into lines; a document that has none comes back as it is."""
    lines = [block for block in document.blocks if isinstance(block, Line) and tidy(block.text)]
    pages = _pages(lines)
    if not pages:
        return document
    blocks: list[Block] = []
    texts = _without_headers([text for _, text in pages])
    by_place = {line.place: text for (line, _), text in zip(pages, texts, strict=True)}
    code = _paragraph_code(texts)
    for block in document.blocks:
        if isinstance(block, Line) and tidy(block.text) and block.place in by_place:
            blocks.append(Line("", block.place))
            blocks.extend(_cut(by_place[block.place], block.place, code))
        elif isinstance(block, Line) and _PREFACE.match(tidy(block.text)):
            continue
        else:
            blocks.append(block)
    return ReadDocument(tuple(blocks), document.media_type, document.title, document.warnings)


def _pages(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """The lines that are whole pages, without their leading number: they count 1, 2, 3 … or are very long."""
    numbered: list[tuple[Line, str]] = []
    expected = 1
    for line in lines:
        found = re.match(r"(\d{1,3})\s+(?=\S)", tidy(line.text))
        if found and int(found[1]) == expected:
            numbered.append((line, tidy(line.text)[found.end() :]))
            expected += 1
    if len(numbered) >= 2 and _mostly_pages(lines, numbered):
        return numbered
    return [
        (line, tidy(line.text))
        for line in lines
        if len(line.text) > _LONG and len({label for _, _, label in labels_in(tidy(line.text))}) >= 3
    ]


def _mostly_pages(lines: Sequence[Line], numbered: Sequence[tuple[Line, str]]) -> bool:
    """Whether the numbered lines are pages and not items of an agenda: they hold most of the text, and labels."""
    inside = sum(len(text) for _, text in numbered)
    total = sum(len(tidy(line.text)) for line in lines)
    long = any(len(text) > _LONG for _, text in numbered)
    labelled = sum(1 for _, text in numbered if any(True for _ in labels_in(text)))
    return long and inside * 10 >= total * 7 and labelled * 2 >= min(len(numbered), 4)


def _without_headers(texts: list[str]) -> list[str]:
    """The words that most pages begin or end with are taken from all but the first page."""
    texts = [_PAGE_OF.sub("", text) for text in texts]
    split = [text.split(" ") for text in texts]
    start, end = _shared(split, 1), _shared(split, -1)
    out = []
    for index, words in enumerate(split):
        if start and index and words[: len(start)] == start:
            words = words[len(start) :]
        if end and words[-len(end) :] == end:
            words = words[: -len(end)]
        out.append(" ".join(words))
    return out


def _shared(pages: Sequence[list[str]], direction: int) -> list[str]:
    """The longest run of words that at least three pages of five share at the start (1) or the end (-1)."""
    longest: list[str] = []
    for length in range(1, _WORDS + 1):
        runs = Counter(
            tuple(words[:length] if direction > 0 else words[-length:]) for words in pages if len(words) > length
        )
        best = runs.most_common(1)
        if not best or best[0][1] < max(2, -(-len(pages) * 3 // 5)):
            break
        longest = list(best[0][0])
    while longest and direction > 0 and re.fullmatch(r"§+|\d{1,3}[.)]?", longest[-1]):
        longest.pop()  # a paragraph's mark is no part of the header
    return longest


def _paragraph_code(texts: Sequence[str]) -> str | None:
    """The letters that stand for § in front of rising numbers: «SON 108 … SON 109»."""
    counts: dict[str, list[int]] = {}
    for text in texts:
        for found in _CODE.finditer(text):
            counts.setdefault(found["code"], []).append(int(found["number"]))
    for code, numbers in sorted(counts.items(), key=lambda item: -len(item[1])):
        if len(numbers) >= 2 and any(b - a == 1 for a, b in pairwise(numbers)):
            return code
    return None


def _cut(text: str, place: Place, code: str | None) -> list[Line]:
    """A page's text as lines: one for each label, each value, each paragraph's mark."""
    cuts: set[int] = set()
    labels = list(labels_in(text))
    for start, end, _label in labels:
        cuts.update((start, end))
    inside = [(start, end) for start, end, _ in labels]
    marks = [found.start() for found in _MARK.finditer(text)]
    if code:
        marks += [found.start() for found in _CODE.finditer(text) if found["code"] == code]
    elif not marks:
        marks = _plain_marks(text, labels)
    cuts.update(mark for mark in marks if not any(start <= mark < end for start, end in inside))
    edges = [0, *sorted(cuts), len(text)]
    parts = (text[a:b].strip(" :") for a, b in pairwise(edges))
    return [Line(part, place) for part in parts if part and not is_page_number(part)]


def _plain_marks(text: str, labels: Sequence[tuple[int, int, Label]]) -> list[int]:
    """Numbers before a title, where a label of an item follows soon: «2 Medborgarförslag om belysning Beslut …»."""
    begins = [start for start, _, label in labels if label in IN_ITEMS]
    out = []
    for found in _NUMBER.finditer(text):
        before = text[: found.start()].rstrip()
        follows = next((start for start in begins if start > found.end()), None)
        if (
            follows is not None
            and follows - found.end() < 200
            and (not before or before[-1] in ".!?:)" or before.endswith(tuple("abcdefghijklmnopqrstuvwxyzåäö")))
        ):
            out.append(found.start())
    return out
