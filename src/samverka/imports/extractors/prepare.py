"""A document made ready to be taken apart: every entry that is laid out in columns or under labels as a table."""

from __future__ import annotations

from dataclasses import replace

from samverka.imports.blocks import Block, Line, LineKind, ReadDocument
from samverka.imports.extractors.aligned import with_aligned_tables
from samverka.imports.extractors.cards import labels_of, with_cards_as_tables
from samverka.imports.extractors.headers import Vocabulary, match_exactly
from samverka.imports.extractors.vocabularies import ACTION_REGISTER, AGREEMENT_LIST, ALL

_LEAST_LABELS = 2
_LABEL_WORDS = 3
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


def with_parted_labels(document: ReadDocument, vocabulary: Vocabulary) -> ReadDocument:
    """The same document where «Syfte Ange inriktning», a bold label and its text in one paragraph, is two lines.

    One such line may be a sentence; only a run of them, each with a label of its own, is taken for labels.
    """
    blocks: list[Block] = []
    run: list[tuple[Line, tuple[str, str, str] | None]] = []

    def close() -> None:
        concepts = [parts[2] for _, parts in run if parts]
        if len(concepts) >= _LEAST_LABELS and len(set(concepts)) == len(concepts):
            for line, parts in run:
                pieces = parts[:2] if parts else (line.text,)
                blocks.extend(replace(line, text=piece) for piece in pieces)
        else:
            blocks.extend(line for line, _ in run)
        run.clear()

    for block in document.blocks:
        if isinstance(block, Line) and block.kind is not LineKind.HEADING and block.text.strip():
            run.append((block, _label_and_text(block.text, vocabulary)))
            continue
        if isinstance(block, Line) and not block.text.strip() and document.media_type != "text/plain":
            run.append((block, None))  # paragraphs of other formats have a blank line between them
            continue
        close()
        blocks.append(block)
    close()
    return replace(document, blocks=tuple(blocks))


def _label_and_text(text: str, vocabulary: Vocabulary) -> tuple[str, str, str] | None:
    """The label a line begins with, without colon, the text after it, and the label's concept."""
    words = text.split(" ")
    for count in range(min(_LABEL_WORDS, len(words) - 1), 0, -1):
        label, rest = " ".join(words[:count]), " ".join(words[count:])
        if not label[:1].isupper() or ":" in label or not (rest[:1].isupper() or rest[:1].isdigit()):
            continue
        heading = match_exactly(label, vocabulary)
        if heading.concept and heading.concept != "name":
            return label, rest, heading.concept
    return None


def _parted(before: Line, line: Line, media_type: str) -> bool:
    if not before.text.strip() or not line.text.strip() or line.kind is not LineKind.PARAGRAPH:
        return False
    return before.kind is LineKind.LIST_ITEM or before.place != line.place or media_type == "text/html"
