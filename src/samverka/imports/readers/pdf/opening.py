"""Opens a PDF within the limits. pdfium is not thread-safe: whoever holds an open document holds the lock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from pypdfium2 import raw

from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.pdf.streams import refuse_bombs

_LOCK = threading.RLock()


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """An open document without forms, scripts or attachments. Raises `ReadError`."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error) from error
        try:
            count = len(document)
            if not count:
                raise damaged()
            if count > limits.MAX_PAGES:
                raise ReadError(
                    f"PDF-filen har {count} sidor, och gränsen är {limits.MAX_PAGES}. Dela upp den i flera filer och "
                    "läs in dem var för sig.",
                    ReadErrorCode.TOO_LARGE,
                )
            yield document
        finally:
            document.close()


def checked(data: bytes) -> bytes:
    """The bytes, if nothing in them unpacks to something unreasonable. Raises `ReadError`."""
    refuse_bombs(data)
    return data


def _refusal(error: pypdfium2.PdfiumError) -> ReadError:
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return ReadError(
            "PDF-filen är skyddad med lösenord och kan inte läsas. Öppna den med lösenordet, skriv ut den till en ny PDF "
            "eller ta bort skyddet, och läs in den igen.",
            ReadErrorCode.ENCRYPTED,
        )
    return damaged()


def damaged() -> ReadError:
    return ReadError(
        "PDF-filen är skadad eller avklippt och kan inte läsas. Det händer när en överföring avbryts. "
        "Hämta eller spara filen på nytt och läs in den igen.",
        ReadErrorCode.DAMAGED,
    )
