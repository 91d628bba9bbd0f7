"""Readers: the bytes of a file → blocks with their places (`imports.blocks`), one module a format. No Django in them.

`read` decides by the bytes what the file is, so a wrong extension costs a warning and not the import. Nothing in a file
is ever run or fetched: scripts, macros, entities and addresses are left alone. All limits stand in `limits`.
"""

from __future__ import annotations

from dataclasses import replace

from samverka.imports.blocks import Line, ReadDocument, Table
from samverka.imports.readers import limits, sniff
from samverka.imports.readers.decoding import decode
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.html import declared_encoding, read_html
from samverka.imports.readers.markdown import read_markdown
from samverka.imports.readers.sniff import Format
from samverka.imports.readers.text import read_text
from samverka.imports.readers.word import read_word

__all__ = ["ReadError", "ReadErrorCode", "read", "refuse"]


def read(data: bytes, filename: str) -> ReadDocument:
    """Reads a document. `filename` is only a hint; a name that does not fit the content gives a warning.

    Raises `ReadError`, and nothing else, for everything that cannot be read.
    """
    refuse(data)
    document, found = (read_word(data), Format.WORD) if sniff.is_zip(data) else _read_text_format(data, filename)
    if not _has_text(document):
        raise _empty()
    warning = sniff.name_warning(filename, found)
    return replace(document, warnings=(warning, *document.warnings)) if warning else document


def refuse(data: bytes) -> None:
    """Raises `ReadError` for what can be told at a glance: an empty or too large file, a format that is not read."""
    if not data.strip(b"\x00 \t\r\n"):
        raise _empty()
    if len(data) > limits.MAX_FILE_BYTES:
        raise ReadError(
            f"Filen är för stor: {len(data) // limits.MEGABYTE} MB, och gränsen är "
            f"{limits.MAX_FILE_BYTES // limits.MEGABYTE} MB. Ta bort bilder ur dokumentet eller dela upp det i flera.",
            ReadErrorCode.TOO_LARGE,
        )
    sniff.refuse_other_formats(data)


def _read_text_format(data: bytes, filename: str) -> tuple[ReadDocument, Format]:
    decoded = decode(data, declared_encoding(data))
    found = sniff.text_format(decoded.text, filename)
    readers = {Format.HTML: read_html, Format.MARKDOWN: read_markdown, Format.TEXT: read_text}
    return readers[found](decoded.text, decoded.warnings), found


def _has_text(document: ReadDocument) -> bool:
    for block in document.blocks:
        if isinstance(block, Line) and block.text.strip():
            return True
        if isinstance(block, Table) and any(cell.text.strip() for row in block.rows for cell in row.cells):
            return True
    return False


def _empty() -> ReadError:
    return ReadError(
        "Filen är tom: den innehåller ingen text. Kontrollera att rätt fil valdes och att den sparades först.",
        ReadErrorCode.EMPTY,
    )
