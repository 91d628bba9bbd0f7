"""One picture → one page: words with their places, drawn lines, how sure the engine is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from PIL import Image

from samverka.imports.blocks import PageInfo
from samverka.imports.readers.laid_out.page import Page, Ruling, Word
from samverka.imports.readers.scans.engine import Engine, TookTooLong, quarter_turns, recognise
from samverka.imports.readers.scans.preparing import Prepared, pgm, prepared

EDITION = 1
"""Raised when our own part of recognition changes so much that pages kept from before should be done anew."""
_A4 = (595.0, 842.0)
_DOUBTFUL = 62.0
_SURE = 75.0
_LEAST_CONFIDENCE = 22.0
_CLEAR = 55.0
_LEAST_CLEAR_WORDS = 3
_ASCENT, _DESCENT = 0.75, 0.2
_TALL = re.compile(r"[A-ZÅÄÖÉÜbdfhklitåäö0-9§()\[\]/|!?\"”]")
_LOW = re.compile(r"[gjpqyQ,;()\[\]§/|]")
_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
_SIGNS = frozenset("§-–—•&+=%")
_DIRT = frozenset(["'", '"', "”", "’", "‘", ";", ":", ".", ",", "`", "~", "_", "^", "*", "°", "\\", "<", ">"])
_LONG = 4
_LETTERS = re.compile(r"[^\W_]{2}")


@dataclass(frozen=True)
class ScannedPage:
    """A recognised page. `to_json` and `from_json` let a job keep it and go on after it."""

    page: Page
    is_given_up: bool = False
    """It was not done in time, so that another time it might be."""

    @property
    def number(self) -> int:
        return self.page.number

    @property
    def method(self) -> str:
        """What it was recognised with, to be compared with `method_of`."""
        return method_of(self.page.info.engine if self.page.info else "")

    @classmethod
    def unread(cls, number: int, warning: str, engine: str, *, is_given_up: bool = False) -> ScannedPage:
        """A page without text, and why."""
        info = PageInfo(number, ocr=True, engine=engine, is_read=False)
        return cls(Page(number, *_A4, info=info, warning=warning), is_given_up)

    def to_json(self) -> str:
        page, info = self.page, self.page.info
        return json.dumps(
            {
                "number": page.number,
                "size": [page.width, page.height],
                "words": [[w.text, *(round(v, 2) for v in (w.x0, w.x1, w.top, w.bottom, w.size))] for w in page.words],
                "lying": [[round(v, 2) for v in (r.at, r.start, r.end)] for r in page.lying],
                "standing": [[round(v, 2) for v in (r.at, r.start, r.end)] for r in page.standing],
                "engine": info.engine if info else "",
                "confidence": info.confidence if info else None,
                "read": info.is_read if info else True,
                "given_up": self.is_given_up,
                "warning": page.warning,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> ScannedPage:
        """Raises `ValueError` or `KeyError` for what `to_json` has not written."""
        told: dict[str, Any] = json.loads(text)
        number = int(told["number"])
        info = PageInfo(
            number, ocr=True, engine=told["engine"], confidence=told["confidence"], is_read=bool(told["read"])
        )
        words = [Word(str(text), *map(float, places)) for text, *places in told["words"]]
        lying, standing = ([Ruling(*map(float, each)) for each in told[key]] for key in ("lying", "standing"))
        width, height = told["size"]
        page = Page(number, width, height, words, lying, standing, info, told["warning"])
        return cls(page, bool(told["given_up"]))


def method_of(engine: str) -> str:
    """The engine and the edition of our own part."""
    return f"{engine[:80]}, {EDITION}"


def recognised(engine: Engine, picture: Image.Image, dots_per_inch: float, number: int) -> ScannedPage:
    """Recognises a grey picture. A page that is sideways or upside down is turned; one that gives no text says so.
    Raises `OcrStopped`, `NeedsOcr` and `Unwanted`."""
    try:
        page, sure = _attempt(engine, prepared(picture, dots_per_inch), number)
        if sure is not None and sure < _DOUBTFUL:
            page, sure = _turned(engine, picture, dots_per_inch, number, (page, sure))
    except TookTooLong:
        warning = f"Sida {number} lästes inte: textigenkänningen blev inte klar i tid. Sidan är troligen en bild eller ritning."
        return ScannedPage.unread(number, warning, engine.name, is_given_up=True)
    if sure is not None and not _has_clear_words(page, sure):
        warning = f"Sida {number} är inskannad, men ingen text kunde läsas på den. Jämför med originalet."
        return ScannedPage.unread(number, warning, engine.name)
    return ScannedPage(page)


def _attempt(engine: Engine, ready: Prepared, number: int) -> tuple[Page, float | None]:
    """The page and how sure the engine is of its words, 0–100; None for a blank page."""
    points = 72 / ready.dots_per_inch
    page = Page(number, ready.picture.width * points, ready.picture.height * points)
    page.lying, page.standing = ready.lying, ready.standing
    page.info = PageInfo(number, ocr=True, engine=engine.name)
    if ready.is_blank:
        return page, None
    told = recognise(engine, ready.pgm(), number, round(ready.dots_per_inch))
    rows = _rows(told)
    if _lie_on_their_side(rows):
        return page, 0.0
    read = list(_words(rows, points))
    page.words = [word for word, _ in read]
    letters = sum(len(word.text) for word, _ in read)
    sure = sum(confidence * len(word.text) for word, confidence in read) / letters if letters else 0.0
    page.info = PageInfo(number, ocr=True, engine=engine.name, confidence=round(sure / 100, 3))
    return page, sure


def _turned(
    engine: Engine, picture: Image.Image, dots_per_inch: float, number: int, upright: tuple[Page, float]
) -> tuple[Page, float | None]:
    """The best of the turns: the one the engine proposes, else every one, until a page is clearly read."""
    best: tuple[Page, float | None] = upright
    proposed = quarter_turns(engine, pgm(picture), round(dots_per_inch))
    if proposed == 0:
        return best
    for turn in [proposed] if proposed else [1, 3, 2]:
        page, sure = _attempt(engine, prepared(picture.transpose(_TURNS[turn]), dots_per_inch), number)
        if sure is not None and sure > (best[1] or 0) + 5:
            best = page, sure
        if (best[1] or 0) >= _SURE:
            break
    return best


def _rows(told: str) -> list[list[str]]:
    """The words of Tesseract's answer, in its fields."""
    rows = (row.split("\t") for row in told.splitlines()[1:])
    return [row for row in rows if len(row) >= 12 and row[0] == "5" and row[11].strip() and float(row[10]) >= 0]


def _lie_on_their_side(rows: list[list[str]]) -> bool:
    """Tesseract reads lines that run up or down too, but their places would be taken for lines on top of each other."""
    long = [row for row in rows if len(row[11].strip()) >= _LONG]
    return sum(1 for row in long if int(row[9]) > int(row[8])) > len(long) / 2


def _words(rows: list[list[str]], points: float) -> Iterator[tuple[Word, float]]:
    lines: dict[tuple[str, ...], list[tuple[str, float, list[float]]]] = {}
    for fields in rows:
        box = [float(each) * points for each in fields[6:10]]
        lines.setdefault(tuple(fields[1:5]), []).append((fields[11].strip(), float(fields[10]), box))
    for words in lines.values():
        size = median(_size(text, box[3]) for text, _, box in words)
        base = median(
            top + height - (_DESCENT * size if _LOW.search(text) else 0) for text, _, (_, top, _, height) in words
        )
        for text, confidence, (left, _, width, _) in words:
            if not _is_speck(text, confidence):
                yield Word(text, left, left + width, base - _ASCENT * size, base + _DESCENT * size, size), confidence


def _is_speck(text: str, confidence: float) -> bool:
    """Dirt and the remains of lines come out as signs without letters."""
    if any(character.isalnum() for character in text) or text in _SIGNS:
        return confidence < _LEAST_CONFIDENCE
    return "|" in text or confidence < _DOUBTFUL or text in _DIRT


def _size(text: str, height: float) -> float:
    """The size of type, from the height of letters that reach up, down, both or neither."""
    tall, low = bool(_TALL.search(text)), bool(_LOW.search(text))
    return height / (0.92 if tall and low else 0.72 if tall else 0.69 if low else 0.5)


def _has_clear_words(page: Page, sure: float) -> bool:
    words = [word for word in page.words if _LETTERS.search(word.text)]
    return len(words) >= 1 and (sure >= _CLEAR or (len(words) >= _LEAST_CLEAR_WORDS and sure >= 0.8 * _CLEAR))
