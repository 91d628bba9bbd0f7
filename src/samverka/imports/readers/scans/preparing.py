"""A picture of a page made ready: upright, straight, its drawn lines found and painted over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from samverka.imports.readers.laid_out.page import Ruling

_SKEWS = [each / 2 for each in range(-8, 9)]
_FINE = [each / 10 for each in range(-4, 5)]
_SKEW_WIDTH = 900
_LEAST_SKEW = 0.12
_PIECE_INCHES = 0.12
_LEAST_LYING, _LEAST_STANDING = 8, 3
"""Pieces that make a line: longer than bold letters are dense, higher than letters are tall."""
_BESIDE_INCHES = 0.03
_BESIDE_INKED = 0.38
_BRUSH = 2
_BREACH = 3
_ALONE = 40
"""At most one inked neighbour of eight."""
_INKED = 0.72
_SOLID_INCHES = 0.045
_BLANK_INK = 0.0004


@dataclass
class Prepared:
    """Rulings are in points. `is_blank`: nothing is printed on the page."""

    picture: Image.Image
    dots_per_inch: float
    lying: list[Ruling]
    standing: list[Ruling]
    is_blank: bool = False

    def pgm(self) -> bytes:
        return pgm(self.picture)


def pgm(picture: Image.Image) -> bytes:
    return f"P5 {picture.width} {picture.height} 255\n".encode() + picture.tobytes()


def prepared(picture: Image.Image, dots_per_inch: float) -> Prepared:
    """A grey picture, straightened, without its drawn lines (which are given beside it)."""
    ink = _ink(picture)
    if _share(ink) < _BLANK_INK:
        return Prepared(picture, dots_per_inch, [], [], is_blank=True)
    picture = _without_specks(picture, ink)
    skew = _skew(ink)
    if abs(skew) >= _LEAST_SKEW:
        picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
        ink = _ink(picture)
    ink = _without_areas(ink, dots_per_inch)
    points = 72 / dots_per_inch
    lying = list(_runs(ink, dots_per_inch, _LEAST_LYING))
    standing = list(_runs(ink.transpose(Image.Transpose.TRANSPOSE), dots_per_inch, _LEAST_STANDING))
    cleaned = picture.copy()
    brush = ImageDraw.Draw(cleaned)
    for at, start, end in lying:
        brush.rectangle((start - _BRUSH, at - _BRUSH, end + _BRUSH, at + _BRUSH), fill=255)
    for at, start, end in standing:
        brush.rectangle((at - _BRUSH, start - _BRUSH, at + _BRUSH, end + _BRUSH), fill=255)
    return Prepared(
        cleaned,
        dots_per_inch,
        [Ruling(at * points, start * points, end * points) for at, start, end in lying],
        [Ruling(at * points, start * points, end * points) for at, start, end in standing],
    )


def _ink(picture: Image.Image) -> Image.Image:
    """White where the paper is inked: clearly darker than most of it."""
    counts = picture.histogram()
    total, seen, paper = sum(counts), 0, 255
    for value in range(255, -1, -1):
        seen += counts[value]
        if seen >= total / 2:
            paper = value
            break
    limit = max(40, int(paper * 0.66))
    return picture.point([255 if value < limit else 0 for value in range(256)])


def _without_specks(picture: Image.Image, ink: Image.Image) -> Image.Image:
    """Without single dark dots, which the engine takes for commas, quotes and dots over letters."""
    around = ink.filter(ImageFilter.Kernel((3, 3), [1, 1, 1, 1, 0, 1, 1, 1, 1], scale=8))
    alone = around.point([255 if value <= _ALONE else 0 for value in range(256)])
    cleaned = picture.copy()
    cleaned.paste(255, mask=ImageChops.multiply(alone, ink))
    return cleaned


def _share(ink: Image.Image) -> float:
    return ink.histogram()[255] / (ink.width * ink.height)


def _skew(ink: Image.Image) -> float:
    """Degrees to turn so that the lines lie level: where the rows of the picture differ most from each other."""
    factor = max(1, round(ink.width / _SKEW_WIDTH))
    small = ink.reduce(factor)
    best = max(_SKEWS, key=lambda angle: (_unevenness(small, angle), -abs(angle)))
    return max([best + fine for fine in _FINE], key=lambda angle: (_unevenness(small, angle), -abs(angle)))


def _unevenness(picture: Image.Image, angle: float) -> int:
    turned = picture.rotate(angle, Image.Resampling.NEAREST, fillcolor=0)
    values = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(values))


def _without_areas(ink: Image.Image, dots_per_inch: float) -> Image.Image:
    """Without dark areas: of a filled heading only the edges are left, which is where its borders are."""
    size = max(3, round(dots_per_inch * _SOLID_INCHES))
    solid = ink.reduce(size).point([255 if value >= 245 else 0 for value in range(256)])
    return ImageChops.subtract(
        ink, solid.resize((solid.width * size, solid.height * size), Image.Resampling.NEAREST).crop((0, 0, *ink.size))
    )


def _runs(ink: Image.Image, dots_per_inch: float, least_pieces: int) -> Iterator[tuple[int, int, int]]:
    """Rows of dots that are inked over a length no letter has, with paper beside them: row, start and end."""
    piece = max(6, round(dots_per_inch * _PIECE_INCHES))
    across = ink.width // piece
    if not across:
        return
    cut = ink.crop((0, 0, across * piece, ink.height))
    values = cut.resize((across, ink.height), Image.Resampling.BOX).tobytes()
    least, beside = int(255 * _INKED), max(2, round(dots_per_inch * _BESIDE_INCHES))
    for row in range(beside, ink.height - beside):
        cells = values[row * across : (row + 1) * across]
        if max(cells) < least:
            continue
        for start, end in _stretches(cells, least, least_pieces):
            near = (values[(row + away) * across + start : (row + away) * across + end] for away in (-beside, beside))
            if all(sum(each) <= _BESIDE_INKED * 255 * (end - start) for each in near):
                line = ink.crop((0, row, ink.width, row + 1)).tobytes()
                yield row, *_to_its_ends(line, start * piece, end * piece, piece)


def _to_its_ends(inked: bytes, start: int, end: int, reach: int) -> tuple[int, int]:
    """The run to where the ink really ends: it was found in whole pieces."""
    first, last = max(0, start - reach), min(len(inked), end + reach)
    while start > first and any(inked[max(0, start - _BREACH) : start]):
        start -= 1
    while end < last and any(inked[end : end + _BREACH]):
        end += 1
    return start, end


def _stretches(cells: bytes, least: int, least_pieces: int) -> Iterator[tuple[int, int]]:
    start = None
    for index, value in enumerate((*cells, 0)):
        if value >= least:
            start = index if start is None else start
        elif start is not None:
            if index - start >= least_pieces:
                yield start, index
            start = None
