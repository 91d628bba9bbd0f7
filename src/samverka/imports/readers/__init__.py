"""Readers: the bytes of a file → blocks with their places (`imports.blocks`), one module a format. No Django in them.

`OpenedFile` decides by the bytes what the file is, so a wrong extension costs a warning and not the import. Nothing in a
file is ever run or fetched: scripts, macros, entities and addresses are left alone. All limits stand in `limits`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from samverka.imports.blocks import Line, ReadDocument, Table
from samverka.imports.readers import limits, office, paged, sniff
from samverka.imports.readers.cleaning import clean_text, cleaned
from samverka.imports.readers.decoding import decode
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.excel import read_excel
from samverka.imports.readers.html import declared_encoding, read_html
from samverka.imports.readers.markdown import read_markdown
from samverka.imports.readers.powerpoint import read_powerpoint
from samverka.imports.readers.scans.engine import NeedsOcr, OcrStopped
from samverka.imports.readers.scans.pages import Pulse, method, no_pulse
from samverka.imports.readers.scans.recognition import ScannedPage
from samverka.imports.readers.sniff import Format
from samverka.imports.readers.text import read_text
from samverka.imports.readers.word import read_word

__all__ = [
    "NeedsOcr", "OcrStopped", "OpenedFile", "ReadError", "ReadErrorCode", "ScannedPage", "clean_text", "method", "read",
    "refuse",
]  # fmt: skip

_NONE: Mapping[int, ScannedPage] = MappingProxyType({})


class OpenedFile:
    """A file that has been looked into: its text is read, the pages that are pictures wait to be recognised.

    `filename` is only a hint; a name that does not fit the content gives a warning. Raises `ReadError`, and nothing else,
    for everything that cannot be read.
    """

    def __init__(self, data: bytes, filename: str) -> None:
        refuse(data)
        self._data, self._filename = data, filename
        self._paged = (
            paged.opened_pdf(data)
            if sniff.is_pdf(data)
            else paged.opened_picture(data)
            if sniff.is_picture(data)
            else None
        )

    @property
    def to_recognise(self) -> tuple[int, ...]:
        """The numbers of the pages that are pictures."""
        return tuple(self._paged.needing) if self._paged else ()

    def recognise(self, done: Container[int] = (), pulse: Pulse = no_pulse) -> Iterator[ScannedPage]:
        """Recognises the pages that are not done, on all cores, and yields each as soon as it is finished: keep it
        (`ScannedPage.to_json`), and nothing is lost when the work is broken off. `done` may grow meanwhile. `pulse` is called every half second,
        and breaks the work off by raising. Raises `NeedsOcr` if the file can wait for the program that recognises text,
        `OcrStopped` if that was stopped on some page and all others are done."""
        return self._paged.recognise(done, pulse) if self._paged else iter(())

    def can_leave_out(self, scanned: Mapping[int, ScannedPage] = _NONE) -> bool:
        """Whether something can be read though only `scanned` are recognised."""
        return self._paged is None or self._paged.has_words(scanned)

    def document(self, scanned: Mapping[int, ScannedPage] = _NONE) -> ReadDocument:
        """The document of what came with text and what is recognised; a warning names the pages that are left out."""
        document, found = self._read(scanned)
        document = cleaned(document)
        if not _has_text(document):
            raise _no_text(document)
        warning = sniff.name_warning(self._filename, found)
        return replace(document, warnings=(clean_text(warning), *document.warnings)) if warning else document

    def _read(self, scanned: Mapping[int, ScannedPage]) -> tuple[ReadDocument, Format]:
        if self._paged:
            return self._paged.document(scanned), Format.PDF if sniff.is_pdf(self._data) else Format.PICTURE
        if sniff.is_zip(self._data):
            return _read_office(self._data)
        return _read_text_format(self._data, self._filename)


def read(data: bytes, filename: str, scanned: Mapping[int, ScannedPage] = _NONE) -> ReadDocument:
    """Reads a document in one go: pages that are pictures, but for those in `scanned`, are recognised here, which takes
    seconds a page. Raises as `OpenedFile`."""
    file = OpenedFile(data, filename)
    done = dict(scanned)
    done.update((page.number, page) for page in file.recognise(done))
    return file.document(done)


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
