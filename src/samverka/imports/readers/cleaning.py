"""What no reader may hand on, whatever the format: control characters and half characters. Databases refuse some of them,
pages and JSON others, and none of them is anything that a person sees."""

from __future__ import annotations

import re
from dataclasses import replace

from samverka.imports.blocks import Block, Cell, Line, ReadDocument, Row, Table

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = str.maketrans(dict.fromkeys("\x0b\x0c\r\x1c\x1d\x1e\x1f\x85", " "))
"""Those that stand between things."""
WARNING = "Några tecken i dokumentet är inte text och har lämnats eller visas som \N{REPLACEMENT CHARACTER}."


def cleaned(document: ReadDocument) -> ReadDocument:
    """The document with text that can be stored, shown and sent anywhere. Only tabs and line breaks are left of the control
    characters, and half characters (surrogates) become �; then a warning says so."""
    blocks = tuple(_block(block) for block in document.blocks)
    title = clean_text(document.title)
    warnings = tuple(clean_text(warning) for warning in document.warnings)
    if all(new is old for new, old in zip(blocks, document.blocks, strict=True)):
        return replace(document, title=title, warnings=warnings)
    return replace(document, blocks=blocks, title=title, warnings=(*warnings, WARNING))


def clean_text(text: str) -> str:
    """The same text object if nothing is wrong with it."""
    if not _UNWANTED.search(text):
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # two halves become one character
    return _CONTROLS.sub("", whole.replace("\r\n", "\n").translate(_SPACES))


def _block(block: Block) -> Block:
    if isinstance(block, Line):
        text, marker = clean_text(block.text), clean_text(block.marker)
        return block if text is block.text and marker is block.marker else replace(block, text=text, marker=marker)
    if isinstance(block, Table) and any(_UNWANTED.search(cell.text) for row in block.rows for cell in row.cells):
        return replace(block, rows=tuple(_row(row) for row in block.rows))
    return block


def _row(row: Row) -> Row:
    return replace(row, cells=tuple(Cell(clean_text(cell.text), cell.place) for cell in row.cells))
