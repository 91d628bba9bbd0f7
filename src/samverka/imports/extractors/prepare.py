"""A document made ready to be taken apart: every entry that is laid out in columns or under labels as a table."""

from __future__ import annotations

from samverka.imports.blocks import ReadDocument
from samverka.imports.extractors.aligned import with_aligned_tables
from samverka.imports.extractors.cards import with_cards_as_tables
from samverka.imports.extractors.vocabularies import ACTION_REGISTER, AGREEMENT_LIST, ALL


def with_tables(document: ReadDocument) -> ReadDocument:
    """The same document where tables drawn with spaces and entries with labels are tables like all others."""
    document = with_aligned_tables(document, ALL)
    for vocabulary, subject in ((ACTION_REGISTER, "subject"), (AGREEMENT_LIST, "name")):
        document = with_cards_as_tables(document, vocabulary, subject)
    return document
