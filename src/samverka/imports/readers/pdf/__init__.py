"""PDF: the text that comes with the file, with its places; pages that are only pictures are left to `readers.scans`.

`opening` and `streams` keep to the limits, `content` gives words and lines of a page, `usable` says whether its text is
to be trusted. Scripts, forms, attachments and addresses in the file are never looked at.
"""

from __future__ import annotations

from typing import Any

import pypdfium2

from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.pdf.content import PdfPage, page_content
from samverka.imports.readers.pdf.opening import checked, damaged, opened

MEDIA_TYPE = "application/pdf"
_COARSEST, _FINEST = 150.0, 300.0
"""Dots per inch. A coarser scan is drawn larger; finer ones only take time."""

__all__ = ["MEDIA_TYPE", "drawn_page", "page_contents", "title_of", "too_many_dots"]


def page_contents(data: bytes) -> tuple[list[PdfPage], str]:
    """Every page with its words and lines, and the title that the file gives itself. Raises `ReadError`."""
    with opened(checked(data)) as document:
        return [_content(document, index) for index in range(len(document))], title_of(document)


def _content(document: Any, index: int) -> PdfPage:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise damaged() from error
    try:
        return page_content(page, index + 1)
    except pypdfium2.PdfiumError as error:
        raise damaged() from error
    finally:
        page.close()


def title_of(document: Any) -> str:
    try:
        return " ".join(str(document.get_metadata_value("Title")).split())
    except (pypdfium2.PdfiumError, ValueError):
        return ""


def drawn_page(data: bytes, number: int) -> tuple[int, int, bytes, float]:
    """A page drawn in grey: width and height in dots, a byte a dot, and dots per inch – those of the picture that covers
    it, so that nothing is lost or made up by drawing. Raises `ReadError` for a picture too large to be unpacked."""
    with opened(data) as document:
        page = document[number - 1]
        try:
            content = page_content(page, number)
            if content.largest_picture > limits.MAX_PICTURE_PIXELS:
                raise too_many_dots(f"Sida {number}")
            width, height = page.get_size()
            covered = content.picture_share > 0.3
            wanted = min(max(content.dots_per_inch, _COARSEST), _FINEST) if covered else _FINEST
            scale = min(wanted / 72, (limits.MAX_DRAWN_PIXELS / max(width * height, 1.0)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
            grey, stride = bytes(bitmap.buffer), bitmap.stride
            rows = [grey[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)]
            return bitmap.width, bitmap.height, b"".join(rows), scale * 72
        except pypdfium2.PdfiumError as error:
            raise damaged() from error
        finally:
            page.close()


def too_many_dots(what: str) -> ReadError:
    return ReadError(
        f"{what} är en bild med fler än {limits.MAX_PICTURE_PIXELS // 1_000_000} miljoner bildpunkter och läses inte in. "
        "Skanna om med 300 punkter per tum och läs in den nya filen.",
        ReadErrorCode.TOO_LARGE,
    )
