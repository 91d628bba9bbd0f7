"""Records from a document: `extract(document, recognition)`.

`headers`, `vocabularies`, `tables`   tables of every layout as rows with known columns
`splitting`, `paragraphs`             names taken apart, lines put together
`title_block`                         what the document says of itself
`balance_list`, `agreement_table`, `agreement_text`, `arenas`   one for each kind of document

Free of Django and of any database; nothing here raises on odd documents.
"""

from samverka.imports.extractors.extract import extract

__all__ = ["extract"]
