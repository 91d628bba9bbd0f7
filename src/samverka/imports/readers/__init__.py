"""Readers: the bytes of a file → blocks with their places (`imports.blocks`), one module a format. No Django in them.

`read` decides by the bytes what the file is, so a wrong extension costs a warning and not the import. Nothing in a file
is ever run or fetched: scripts, macros, entities and addresses are left alone. All limits stand in `limits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from samverka.imports.blocks import Line, ReadDocument, Table
from samverka.imports.readers import limits, office, paged, sniff
from samverka.imports.readers.decoding import decode
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.excel import read_excel
from samverka.imports.readers.html import declared_encoding, read_html
from samverka.imports.readers.markdown import read_markdown
from samverka.imports.readers.powerpoint import read_powerpoint
from samverka.imports.readers.scans.engine import NeedsOcr, OcrStopped
from samverka.imports.readers.scans.recognition import ScannedPage
from samverka.imports.readers.sniff import Format
from samverka.imports.readers.text import read_text
from samverka.imports.readers.word import read_word

__all__ = [
    "NeedsOcr", "OcrStopped", "ReadError", "ReadErrorCode", "ScannedPage", "pages_to_recognise", "read", "refuse",
    "scan",
]  # fmt: skip

_NONE: Mapping[int, ScannedPage] = MappingProxyType({})


def read(data: bytes, filename: str, scanned: Mapping[int, ScannedPage] = _NONE) -> ReadDocument:
    """Reads a document. `filename` is only a hint; a name that does not fit the content gives a warning.

    Pages that are pictures are recognised here, which takes seconds a page, except those in `scanned` (by number), which
    `scan` has given before. Raises `ReadError`, and nothing else, for everything that cannot be read: `NeedsOcr` if the
    file can wait for the program that recognises text, `OcrStopped` if that was stopped and can go on.
    """
    refuse(data)
    document, found = _read(data, filename, scanned)
    if not _has_text(document):
        raise _no_text(document)
    warning = sniff.name_warning(filename, found)
    return replace(document, warnings=(warning, *document.warnings)) if warning else document


def scan(data: bytes, done: Mapping[int, ScannedPage] = _NONE) -> Iterator[ScannedPage]:
    """Recognises the pages of a file that are pictures, but for those that are done, on all cores, and yields each as soon
    as it is finished: keep it (`ScannedPage.to_json`), and nothing is lost when the work is broken off. Yields nothing for
    files that need none. Raises `ReadError` as `read`."""
    refuse(data)
    if sniff.is_pdf(data):
        yield from paged.scan_pdf(data, list(done))
    elif sniff.is_picture(data):
        yield from paged.scan_picture(data, list(done))


def pages_to_recognise(data: bytes) -> tuple[int, ...]:
    """The numbers of the pages that `scan` goes through. Raises `ReadError`."""
    refuse(data)
    if sniff.is_pdf(data):
        return paged.pdf_pages_to_recognise(data)
    return paged.picture_pages_to_recognise(data) if sniff.is_picture(data) else ()


def refuse(data: bytes) -> None:
    """Raises `ReadError` for what can be told at a glance: an empty or too large file, a format that is not read."""
    if not data.strip(b"\x00 \t\r\n"):
        raise _empty()
    most = limits.MAX_PAGED_FILE_BYTES if sniff.is_pdf(data) or sniff.is_picture(data) else limits.MAX_FILE_BYTES
    if len(data) > most:
        raise ReadError(
            f"Filen är för stor: {len(data) // limits.MEGABYTE} MB, och gränsen är {most // limits.MEGABYTE} MB. "
            "Ta bort bilder ur dokumentet eller dela upp det i flera.",
            ReadErrorCode.TOO_LARGE,
        )
    sniff.refuse_other_formats(data)


def _read(data: bytes, filename: str, scanned: Mapping[int, ScannedPage]) -> tuple[ReadDocument, Format]:
    if sniff.is_pdf(data):
        return paged.read_pdf(data, scanned), Format.PDF
    if sniff.is_picture(data):
        return paged.read_picture(data, scanned), Format.PICTURE
    if sniff.is_zip(data):
        return _read_office(data)
    return _read_text_format(data, filename)


def _read_office(data: bytes) -> tuple[ReadDocument, Format]:
    with office.opened(data) as package:
        match package.kind:
            case office.Kind.EXCEL:
                return read_excel(package, data), Format.EXCEL
            case office.Kind.POWERPOINT:
                return read_powerpoint(package), Format.POWERPOINT
            case _:
                return read_word(package), Format.WORD


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


def _no_text(document: ReadDocument) -> ReadError:
    """An empty document; of a picture without text the warnings say what was tried."""
    return (
        ReadError(" ".join(document.warnings), ReadErrorCode.EMPTY)
        if document.pages and document.warnings
        else _empty()
    )
