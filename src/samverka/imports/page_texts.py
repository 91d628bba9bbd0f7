"""A document's text, page by page, as it is searched. Free of Django's models."""

from __future__ import annotations

from collections.abc import Iterator

from samverka.foundation.documents.operations import PartOfText
from samverka.imports.blocks import Line, ReadDocument, Table

LONGEST = 3000
"""Signs of a part where the format has no pages, or a page holds more: a hit should point to a place."""


def page_texts(document: ReadDocument) -> list[PartOfText]:
    """The text in reading order, cut between lines at every page and where a part grows too long."""
    pictures, parts = document.ocr_pages, list[PartOfText]()
    page: int | None = None
    held: list[str] = []
    size = 0

    def end() -> None:
        text = "\n".join(held).strip()
        if text:
            parts.append(PartOfText(text, page, page in pictures))
        held.clear()

    for on, text in _texts(document):
        if held and (on != page or size + len(text) > LONGEST):
            end()
            size = 0
        page = on
        held.append(text)
        size += len(text) + 1
    end()
    return parts


def _texts(document: ReadDocument) -> Iterator[tuple[int | None, str]]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.place.page, f"{block.marker} {block.text}".strip()
        elif isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)  # a merged cell repeats its text
                yield row.place.page or block.place.page, "\n".join(cell for cell in cells if cell)
