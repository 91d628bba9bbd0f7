"""What stands on a PDF page: letters put together to words, drawn lines, pictures. Nothing is drawn, run or fetched."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from samverka.imports.readers.laid_out.page import Page, Ruling, Word

_ASCENT, _DESCENT = 0.75, 0.2
_WORD_GAP = 0.18
_OFF_BASE = 0.3
_SMALLEST = 1.0
_THIN = 2.5
_SHORT = 4.0
_MOST_OBJECTS = 60_000
_FORM_DEPTH = 6
_LINE_END_HYPHEN = {0xFFFE, 0x0002}
_QUARTER = 1.5708
_ANGLES_LOOKED_AT = 40


@dataclass
class PdfPage:
    """A page's content, and what tells whether its text can be used."""

    page: Page
    characters: int = 0
    unmapped: int = 0
    picture_share: float = 0.0
    largest_picture: int = 0
    dots_per_inch: float = 0.0
    """Of the largest picture, as it stands on the page."""
    drawings: int = 0
    pictures: int = 0
    hidden_text: bool = False


@dataclass(slots=True)
class _Letter:
    text: str
    x0: float
    x1: float
    base: float
    size: float


@dataclass
class _Turn:
    """From the page's own coordinates (from the lower left corner) to what a person sees, in quarter turns."""

    width: float
    height: float
    quarters: int
    left: float = 0.0
    foot: float = 0.0

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom from the upper left corner."""
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.foot
        if self.quarters == 1:
            return y, x
        if self.quarters == 2:
            return self.width - x, y
        if self.quarters == 3:
            return self.height - y, self.width - x
        return x, self.height - y

    @property
    def size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)


def page_content(page: Any, number: int) -> PdfPage:
    """The content of a pypdfium2 page. The page is closed by the caller."""
    left, foot, right, top = page.get_bbox()
    text = page.get_textpage()
    try:
        count = pdfium.FPDFText_CountChars(text)
        quarters = _text_quarters(text, count) if count else page.get_rotation() // 90
        turn = _Turn(right - left, top - foot, quarters, left, foot)
        content = PdfPage(Page(number, *turn.size))
        letters = list(_letters(text, count, turn, content))
    finally:
        text.close()
    content.page.words = _without_doubles(word for word in _words(letters) if _is_on_page(word, content.page))
    _Objects(content, turn).read(page)
    return content


def _text_quarters(text: Any, count: int) -> int:
    """The quarter turns clockwise that make most letters upright, which is also how the page is shown but for pages that
    lie on their side on the screen too."""
    step = max(1, count // _ANGLES_LOOKED_AT)
    angles = Counter(round(pdfium.FPDFText_GetCharAngle(text, index) / _QUARTER) % 4 for index in range(0, count, step))
    return -angles.most_common(1)[0][0] % 4 if angles else 0


def _letters(text: Any, count: int, turn: _Turn, content: PdfPage) -> Iterator[_Letter | None]:
    """Letters in the order of the file; None where a space or a line end stands."""
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        character = _character(code)
        if character is None:
            yield None
            continue
        content.characters += 1
        content.unmapped += code in (0, 0xFFFD) or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        x0, top, x1, bottom = turn.box(box.left, box.bottom, box.right, box.top)
        base = turn.point(x.value, y.value)[1]
        size = pdfium.FPDFText_GetFontSize(text, index)
        seen = (bottom - top) / 1.17
        if not 0.6 * seen <= size <= 1.9 * seen:  # the type is scaled by its matrix
            size = seen
        yield _Letter(character, x0, x1, base, size)


def _character(code: int) -> str | None:
    if code in _LINE_END_HYPHEN:
        return "-"
    if code <= 0x20 or code in (0xA0, 0x2007, 0x202F, 0x200B) or 0x2000 <= code <= 0x200A:
        return None
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\N{REPLACEMENT CHARACTER}"


def _words(letters: list[_Letter | None]) -> Iterator[Word]:
    run: list[_Letter] = []
    for letter in letters:
        if run and (letter is None or _begins_word(run[-1], letter)):
            yield _word(run)
            run = []
        if letter is not None:
            run.append(letter)
    if run:
        yield _word(run)


def _begins_word(left: _Letter, right: _Letter) -> bool:
    size = max(left.size, right.size)
    return (
        abs(left.base - right.base) > _OFF_BASE * size
        or right.x0 - left.x1 > _WORD_GAP * size
        or right.x0 < left.x0 - 0.5 * size
    )


def _word(run: list[_Letter]) -> Word:
    size, base = max(letter.size for letter in run), run[0].base
    text = "".join(letter.text for letter in run)
    x0, x1 = min(letter.x0 for letter in run), max(letter.x1 for letter in run)
    return Word(text, x0, x1, base - _ASCENT * size, base + _DESCENT * size, size)


def _is_on_page(word: Word, page: Page) -> bool:
    """Text beside the page or too small to see is not part of what a person reads; nor are places that are no numbers."""
    return 0 <= word.centre <= page.width and 0 <= word.middle <= page.height and _SMALLEST <= word.size <= page.height


def _without_doubles(words: Iterable[Word]) -> list[Word]:
    """Bold type that is drawn twice, a hair apart, is one word."""
    seen: set[tuple[str, int, int]] = set()
    out = []
    for word in words:
        place = (word.text, round(word.x0 / 2), round(word.bottom / 2))
        if place not in seen:
            seen.add(place)
            out.append(word)
    return out


@dataclass
class _Objects:
    """The drawn lines and pictures of a page."""

    content: PdfPage
    turn: _Turn
    seen: int = 0
    covered: float = field(default=0.0)

    def read(self, page: Any) -> None:
        identity = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
        count = pdfium.FPDFPage_CountObjects(page)
        for index in range(count):
            self._object(pdfium.FPDFPage_GetObject(page, index), identity, 0)
        area = self.turn.width * self.turn.height
        self.content.picture_share = min(1.0, self.covered / area) if area else 0.0

    def _object(self, item: Any, outer: Any, depth: int) -> None:
        self.seen += 1
        if self.seen > _MOST_OBJECTS:
            return
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._picture(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.content.hidden_text |= pdfium.FPDFTextObj_GetTextRenderMode(item) == 3
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            inner = _within(_matrix(item), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                self._object(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _picture(self, item: Any, outer: Any) -> None:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        x0, top, x1, bottom = self._box(item, outer)
        self.content.pictures += 1
        if pdfium.FPDFImageObj_GetImagePixelSize(item, width, height):
            dots = width.value * height.value
            if dots > self.content.largest_picture:
                self.content.largest_picture = dots
                self.content.dots_per_inch = 72 * (dots / max((x1 - x0) * (bottom - top), 1.0)) ** 0.5
        self.covered += max(0.0, x1 - x0) * max(0.0, bottom - top)

    def _box(self, item: Any, outer: Any) -> tuple[float, float, float, float]:
        left, foot, right, top = (ctypes.c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(item, left, foot, right, top)
        (ax, ay), (bx, by) = _moved(outer, left.value, foot.value), _moved(outer, right.value, top.value)
        return self.turn.box(ax, ay, bx, by)

    def _path(self, item: Any, outer: Any) -> None:
        self.content.drawings += 1
        x0, top, x1, bottom = self._box(item, outer)
        if bottom - top <= _THIN or x1 - x0 <= _THIN:
            self._ruling(x0, top, x1, bottom)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        if stroke.value:
            self._edges(item, _within(_matrix(item), outer))
        elif fill.value:
            self._thin_parts(item, _within(_matrix(item), outer))

    def _edges(self, item: Any, matrix: Any) -> None:
        for (ax, ay), (bx, by) in self._segments(item, matrix):
            self._ruling(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _thin_parts(self, item: Any, matrix: Any) -> None:
        """A filled shape of several thin bars: borders that were drawn in one go."""
        parts: list[list[tuple[float, float]]] = []
        for start, end in self._segments(item, matrix):
            if not parts or parts[-1][-1] != start:
                parts.append([start])
            parts[-1].append(end)
        for part in parts:
            xs, ys = [x for x, _ in part], [y for _, y in part]
            self._ruling(min(xs), min(ys), max(xs), max(ys))

    def _segments(self, item: Any, matrix: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
        x, y = ctypes.c_float(), ctypes.c_float()
        here = first = (0.0, 0.0)
        for index in range(min(pdfium.FPDFPath_CountSegments(item), 2_000)):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self.turn.point(*_moved(matrix, x.value, y.value))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                yield here, point
            here = point
            if pdfium.FPDFPathSegment_GetClose(segment) and here != first:
                yield here, first
                here = first

    def _ruling(self, x0: float, top: float, x1: float, bottom: float) -> None:
        page = self.content.page
        if not (x1 >= 0 and bottom >= 0 and x0 <= page.width and top <= page.height):
            return
        if bottom - top <= _THIN and x1 - x0 >= _SHORT:
            page.lying.append(Ruling((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= _THIN and bottom - top >= _SHORT:
            page.standing.append(Ruling((x0 + x1) / 2, top, bottom))


def _matrix(item: Any) -> Any:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix


def _moved(m: Any, x: float, y: float) -> tuple[float, float]:
    return m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f


def _within(inner: Any, outer: Any) -> Any:
    return pdfium.FS_MATRIX(
        inner.a * outer.a + inner.b * outer.c,
        inner.a * outer.b + inner.b * outer.d,
        inner.c * outer.a + inner.d * outer.c,
        inner.c * outer.b + inner.d * outer.d,
        inner.e * outer.a + inner.f * outer.c + outer.e,
        inner.e * outer.b + inner.f * outer.d + outer.f,
    )
