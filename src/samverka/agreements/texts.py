"""The text of a version of an agreement: as it was read, in passages that can be compared. Free of Django's models.

A format that knows paragraphs (Word) gives them as lines. A page (PDF, a picture) gives lines as they were broken on paper, so
there the sentences are what can be compared: where a line breaks says nothing of the agreement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samverka.foundation.difference import Passage, passages

LONGEST = 1_500_000
"""Signs of a text that is compared: some 500 pages."""
MOST_LINES = 50_000
CONTEXT = 1
MOST_SHOWN = 1_000
_PAGE_NUMBER = re.compile(r"(sida|sid|s\.?)?\s*\d{1,4}\s*(\(\s*\d{1,4}\s*\)|(av|/)\s*\d{1,4})?", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?:;])\s+(?=[\W\d]{0,8}[A-ZÅÄÖ§])")
_BEGINS_ANEW = re.compile(
    r"[•●▪–—-]\s|\(?[a-z0-9]{1,3}[.)]\s|§\s*\d|\d+(\.\d+)+\s|\d+\s+[A-ZÅÄÖ]|bilaga\b", re.IGNORECASE
)
_SHORT_LINE = 0.65
"""A line that fills less than this of the widest on its page ends what it says: a heading, a name, the last of a paragraph."""


@dataclass(frozen=True, slots=True)
class PartRead:
    """A part of a text as it was read: of a page, where there are pages; `is_ocr`: from a picture."""

    text: str
    page: int | None = None
    is_ocr: bool = False


class TextState(StrEnum):
    """What is known of the text of a version."""

    READ = "read"
    FROM_PICTURE = "from_picture"  # words may be misread
    NOT_READ = "not_read"  # waits in the queue
    UNREADABLE = "unreadable"  # nobody could read anything in it
    TOO_LONG = "too_long"

    @property
    def is_comparable(self) -> bool:
        return self in (TextState.READ, TextState.FROM_PICTURE)


def state_of(parts: Sequence[PartRead]) -> TextState:
    if not parts:
        return TextState.NOT_READ
    if not any(part.text.strip() for part in parts):
        return TextState.UNREADABLE
    signs, lines = sum(len(part.text) for part in parts), sum(part.text.count("\n") for part in parts)
    if signs > LONGEST or lines > MOST_LINES:
        return TextState.TOO_LONG
    return TextState.FROM_PICTURE if any(part.is_ocr for part in parts) else TextState.READ


def in_passages(parts: Sequence[PartRead], *, by_sentence: bool) -> list[str]:
    """The text cut where its paragraphs end; `by_sentence`, also between sentences. Page numbers are left out."""
    found = [text for part in parts for text in (_flowing(part.text) if part.page else _lines(part.text))]
    if by_sentence:
        found = [sentence for text in _joined(found) for sentence in _SENTENCE_ENDS.split(text)]
    return found


def has_pages(parts: Iterable[PartRead]) -> bool:
    return any(part.page for part in parts)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _flowing(text: str) -> Iterator[str]:
    """The lines of a page put together into what they say."""
    lines = [line for line in _lines(text) if not _PAGE_NUMBER.fullmatch(line)]
    widest = max(map(len, lines), default=0)
    held = ""
    for line in lines:
        if held and _BEGINS_ANEW.match(line):
            yield held
            held = ""
        held = _with_line(held, line)
        if len(line) < _SHORT_LINE * widest:
            yield held
            held = ""
    if held:
        yield held


def _with_line(held: str, line: str) -> str:
    """A word that was divided at the end of a line is one again; `hälso-` before `och` is not divided."""
    if not held:
        return line
    if (
        held.endswith("-")
        and held[-2:-1].isalpha()
        and line[0].islower()
        and line.split(maxsplit=1)[0] not in ("och", "eller")
    ):
        return held[:-1] + line
    return f"{held} {line}"


def _joined(found: Sequence[str]) -> Iterator[str]:
    """What goes on over a page: a piece that does not end a sentence, before one that begins in the middle of one."""
    held = ""
    for text in found:
        if held and text[0].islower() and held[-1] not in ".!?:;":
            held = _with_line(held, text)
            continue
        if held:
            yield held
        held = text
    if held:
        yield held


# --- two texts ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Skipped:
    """Passages that are the same in both, left out."""

    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two texts, passage by passage."""

    passages: tuple[Passage, ...]

    def count(self, kind: str) -> int:
        return sum(each.kind == kind for each in self.passages)

    @property
    def changed(self) -> int:
        return self.count("changed")

    @property
    def new(self) -> int:
        return self.count("new")

    @property
    def gone(self) -> int:
        return self.count("gone")

    @property
    def same(self) -> int:
        return self.count("same")

    @property
    def is_same(self) -> bool:
        return all(each.is_same for each in self.passages)

    def rows(self, *, everything: bool = False) -> list[Passage | Skipped]:
        """What is shown: what differs with the passage before and after it, or everything."""
        if everything:
            return list(self.passages[:MOST_SHOWN])
        out: list[Passage | Skipped] = []
        skipped = shown = 0
        for at, passage in enumerate(self.passages):
            if all(each.is_same for each in self.passages[max(0, at - CONTEXT) : at + CONTEXT + 1]):
                skipped += 1
                continue
            if shown >= MOST_SHOWN:
                return out
            if skipped:
                out.append(Skipped(skipped))
            out.append(passage)
            skipped, shown = 0, shown + 1
        return [*out, Skipped(skipped)] if skipped else out

    def is_cut(self, *, everything: bool = False) -> bool:
        """Whether there is more than is shown."""
        shown = [row for row in self.rows(everything=everything) if isinstance(row, Passage)]
        if everything:
            return len(shown) < len(self.passages)
        return sum(not row.is_same for row in shown) < len(self.passages) - self.same


def compare(before: Sequence[PartRead], after: Sequence[PartRead]) -> Comparison:
    """Paragraph by paragraph where both texts have them, else sentence by sentence."""
    by_sentence = has_pages(before) or has_pages(after)
    old, new = (in_passages(parts, by_sentence=by_sentence) for parts in (before, after))
    return Comparison(tuple(passages(old, new)))


def guessed_kind(title: str) -> str:
    """The value of `TextKind` that a document's title says it is."""
    words = title.lower()
    if re.search(r"\bbilag(a|or|an)\b|\bappendix\b", words):
        return "annex"
    if re.search(r"\btjänsteskrivelse|\bmissiv", words):
        return "memo"
    if re.search(r"\bremiss|\bprotokoll|\bpresentation|\brapport|\bföljebrev", words):
        return "other"
    return "main"
