"""Picture files (PNG, JPEG, TIFF): measured before they are decoded, made grey and upright, one page a frame."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.pdf import too_many_dots

_FORMATS = ("PNG", "JPEG", "TIFF")
_PAPER_INCHES = 11.7
_LIKELY = (70.0, 1300.0)
_FINEST = 300.0
_LEAST_SIDE = 1_100
_ERRORS = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError, OverflowError,
    MemoryError, ArithmeticError, UserWarning,
)  # fmt: skip
"""What Pillow's readers raise for damaged files; UserWarning where warnings are errors."""
Image.MAX_IMAGE_PIXELS = None  # `_measure` refuses, at our own limit and with our own words


def media_type(data: bytes) -> str:
    with _opened(data) as picture:
        return Image.MIME.get(picture.format or "", "image/tiff")


def count_pages(data: bytes) -> int:
    """Frames of the file. Raises `ReadError` for a damaged file or one with too many."""
    with _opened(data) as picture:
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    if count > limits.MAX_PICTURE_PAGES:
        raise ReadError(
            f"Bilden har {count} sidor, och gränsen är {limits.MAX_PICTURE_PAGES}. Dela upp den i flera filer.",
            ReadErrorCode.TOO_LARGE,
        )
    return count


def page_picture(data: bytes, number: int) -> tuple[Image.Image, float]:
    """A frame in grey, upright as its camera noted, and its dots per inch. Raises `ReadError`."""
    with _opened(data) as picture:
        if picture.format == "TIFF":
            picture.seek(number - 1)
        _measure(picture)
        dots_per_inch = _dots_per_inch(picture)
        upright = ImageOps.exif_transpose(picture)
        grey = _on_white(upright).convert("L")
        factor = _FINEST / dots_per_inch if dots_per_inch > _FINEST else 1.0
        if max(grey.size) * factor < _LEAST_SIDE:
            factor = 2.0
        if factor != 1.0:
            size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
            grey = grey.resize(size, Image.Resampling.LANCZOS)
        return grey, dots_per_inch * factor


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen)


def _dots_per_inch(picture: Image.Image) -> float:
    """As the file says; else as if it showed an A4 page."""
    told = picture.info.get("dpi")
    try:
        dots = float(told[0]) if told else 0.0
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        dots = 0.0
    likely = _LIKELY[0] < dots < _LIKELY[1] and max(picture.size) / dots < 3 * _PAPER_INCHES
    return dots if likely else max(picture.size) / _PAPER_INCHES


def _measure(picture: Image.Image) -> None:
    if picture.width * picture.height > limits.MAX_PICTURE_PIXELS:
        raise too_many_dots("Filen")


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture with only its head read. Raises `ReadError`."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _measure(picture)
            yield picture
    except _ERRORS as error:
        raise ReadError(
            "Bilden är skadad eller avklippt och kan inte läsas. Hämta eller skanna den på nytt och läs in den igen.",
            ReadErrorCode.DAMAGED,
        ) from error
