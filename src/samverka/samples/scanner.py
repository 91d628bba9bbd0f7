"""What an office scanner makes of a print: pictures a little askew, soft and dirty, the same each time."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageFilter


def drawn(data: bytes, dots_per_inch: int = 200) -> list[Image.Image]:
    """The pages of a PDF as grey pictures."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def scanned(data: bytes, *, turn: float = 0.6, dots_per_inch: int = 200, seed: int = 1) -> list[Image.Image]:
    """The pages as a scanner gives them: a little askew, a little soft, grey paper with dirt on it."""
    dirt = random.Random(seed)  # noqa: S311 - dirt need not be a secret
    pages = []
    for page in drawn(data, dots_per_inch):
        askew = page.rotate(turn, Image.Resampling.BICUBIC, expand=abs(turn) > 20, fillcolor=255)
        soft = askew.filter(ImageFilter.GaussianBlur(0.6)).point(lambda value: int(value * 0.9))
        # Drawn by our own generator, the same each time: Pillow's noise is new at every call.
        noise = Image.frombytes("L", soft.size, dirt.randbytes(soft.width * soft.height))
        grain = noise.point(lambda value: int(32 + (value - 128) * 0.1))
        dirty = ImageChops.add(soft, grain, 1, -10)
        for _ in range(dirty.width * dirty.height // 1500):
            dirty.putpixel((dirt.randrange(dirty.width), dirt.randrange(dirty.height)), dirt.choice((0, 255)))
        pages.append(dirty)
    return pages


def saved_as(pictures: Sequence[Image.Image], kind: str, dots_per_inch: int = 200, **how: Any) -> bytes:
    """The pictures as a file: PDF and TIFF take several."""
    out = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": pictures[1:]} if kind in ("PDF", "TIFF") else {}
    resolution = {"resolution": dots_per_inch} if kind == "PDF" else {"dpi": (dots_per_inch, dots_per_inch)}
    pictures[0].save(out, kind, **resolution, **more, **how)
    return out.getvalue()
