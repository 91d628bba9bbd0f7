"""A document made ready to be taken apart: every entry that is laid out in columns or under labels as a table."""

from __future__ import annotations

from dataclasses import replace

from samverka.imports.blocks import Block, Line, LineKind, ReadDocument
from samverka.imports.extractors.aligned import with_aligned_tables
from samverka.imports.extractors.cards import labels_of, with_cards_as_tables
from samverka.imports.extractors.vocabularies import ACTION_REGISTER, AGREEMENT_LIST, ALL

_EMPTY_AMONG = 5  # one empty paragraph in five: the empty ones do the parting


def with_tables(document: ReadDocument) -> ReadDocument:
    """The same document where tables drawn with spaces and entries with labels are tables like all others."""
    document = with_aligned_tables(document, ALL)
    kinds = ((ACTION_REGISTER, "subject"), (AGREEMENT_LIST, "name"))
    for vocabulary, subject in sorted(kinds, key=lambda kind: -labels_of(document, kind[0])):
        document = with_cards_as_tables(document, vocabulary, subject)
    return document


def with_blank_lines(document: ReadDocument) -> ReadDocument:
    """The same document with a blank line between paragraphs, for formats that tell paragraphs apart without one.

    A document whose author parts the paragraphs with empty ones, as text pasted into Word does, is left as it is.
    """
    lines = [block for block in document.blocks if isinstance(block, Line)]
    blank = sum(1 for line in lines if not line.text.strip())
    if document.media_type == "text/plain" or blank * _EMPTY_AMONG > len(lines):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        before = blocks[-1] if blocks else None
        if isinstance(block, Line) and isinstance(before, Line) and _parted(before, block, document.media_type):
            blocks.append(Line("", block.place))
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _parted(before: Line, line: Line, media_type: str) -> bool:
    if not before.text.strip() or not line.text.strip() or line.kind is not LineKind.PARAGRAPH:
        return False
    return before.kind is LineKind.LIST_ITEM or before.place != line.place or media_type == "text/html"
