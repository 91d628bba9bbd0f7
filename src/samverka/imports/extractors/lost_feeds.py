"""Pages whose form feeds have become single spaces, as some converters leave them."""

from __future__ import annotations

from collections.abc import Sequence

from samverka.imports.blocks import Block, Line, LineKind
from samverka.imports.mending import is_bullet


def starts_with_lost_feed(text: str) -> bool:
    return len(text) > 1 and text[0] in " \f" and text[1] not in " \t\f" and not is_bullet(text)


def has_lost_feeds(blocks: Sequence[Block]) -> bool:
    """Whether a single space begins a few lines and no others: what is left of a form feed."""
    lines = [block.text for block in blocks if isinstance(block, Line) and block.kind is LineKind.PARAGRAPH]
    spaced = sum(1 for text in lines if text[:1] == " ")
    single = sum(1 for text in lines if starts_with_lost_feed(text))
    return single >= 2 and single * 20 <= len(lines) + 60 and spaced <= single * 3
