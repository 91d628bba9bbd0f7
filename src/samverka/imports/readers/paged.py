"""Files of pages that may be pictures – PDF and picture files – as documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from samverka.imports.blocks import PageInfo, ReadDocument
from samverka.imports.readers import limits, pdf
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.laid_out.flow import blocks_of
from samverka.imports.readers.laid_out.page import Page
from samverka.imports.readers.pdf.content import PdfPage
from samverka.imports.readers.pdf.usable import Use, is_scan_with_text, use_of
from samverka.imports.readers.scans import pictures
from samverka.imports.readers.scans.engine import NeedsOcr
from samverka.imports.readers.scans.pages import Picture, recognise_pages
from samverka.imports.readers.scans.recognition import ScannedPage

_SAME_WORDS = 0.9
_LEAST_WORDS = 30
_UNSURE = 0.7


@dataclass
class _Source:
    """A file of pages. `to_recognise`: the pages without text of their own that can be used, and why."""

    media_type: str
    title: str
    pages: list[Page | None]
    to_recognise: dict[int, Use]
    picture_of: Picture


def read_pdf(data: bytes, scanned: Mapping[int, ScannedPage]) -> ReadDocument:
    """Reads a PDF. `scanned`: pages recognised before; the rest is recognised here. Raises `ReadError`."""
    return _read(_pdf(data), scanned)


def read_picture(data: bytes, scanned: Mapping[int, ScannedPage]) -> ReadDocument:
    """Reads a picture file, as `read_pdf`."""
    return _read(_picture(data), scanned)


def scan_pdf(data: bytes, done: Sequence[int]) -> Iterator[ScannedPage]:
    source = _pdf(data)
    return recognise_pages(source.picture_of, [number for number in source.to_recognise if number not in done])


def scan_picture(data: bytes, done: Sequence[int]) -> Iterator[ScannedPage]:
    source = _picture(data)
    return recognise_pages(source.picture_of, [number for number in source.to_recognise if number not in done])


def pdf_pages_to_recognise(data: bytes) -> tuple[int, ...]:
    return tuple(_pdf(data).to_recognise)


def picture_pages_to_recognise(data: bytes) -> tuple[int, ...]:
    return tuple(range(1, pictures.count_pages(data) + 1))


def _pdf(data: bytes) -> _Source:
    contents, title = pdf.page_contents(data)
    uses = {content.page.number: use_of(content) for content in contents}
    wanted: dict[int, Use] = {number: use for number, use in uses.items() if use not in (Use.TEXT, Use.EMPTY)}
    if len(wanted) > limits.MAX_PAGES_TO_RECOGNISE:
        raise ReadError(
            f"{len(wanted)} av sidorna är inskannade, och gränsen är {limits.MAX_PAGES_TO_RECOGNISE}. Dela upp filen i flera "
            "och läs in dem var för sig.",
            ReadErrorCode.TOO_LARGE,
        )
    pages = [_with_info(content) for content in contents]

    def picture_of(number: int) -> tuple[Image.Image, float]:
        width, height, grey, dots_per_inch = pdf.drawn_page(data, number)
        return Image.frombytes("L", (width, height), grey), dots_per_inch

    return _Source(pdf.MEDIA_TYPE, title, list(pages), wanted, picture_of)


def _with_info(content: PdfPage) -> Page:
    ocr = is_scan_with_text(content)
    return replace(content.page, info=PageInfo(content.page.number, ocr=ocr))


def _picture(data: bytes) -> _Source:
    count = pictures.count_pages(data)
    return _Source(
        pictures.media_type(data),
        "",
        [None] * count,
        dict.fromkeys(range(1, count + 1), Use.PICTURE),
        lambda number: pictures.page_picture(data, number),
    )


def _read(source: _Source, scanned: Mapping[int, ScannedPage]) -> ReadDocument:
    done = dict(scanned)
    missing = [number for number in source.to_recognise if number not in done]
    warnings: list[str] = []
    try:
        for page in recognise_pages(source.picture_of, missing):
            done[page.number] = page
    except NeedsOcr:
        if any(use is not Use.LOST_MARKS for number, use in source.to_recognise.items() if number not in done):
            raise
        warnings.append(
            "Texten följde med den inskannade filen, men å, ä och ö har gått förlorade. Med Tesseract installerat läses "
            "sidorna om."
        )
    pages = [done[number].page if number in done else page for number, page in enumerate(source.pages, 1)]
    whole = [page for page in pages if page is not None]
    warnings += _warnings(source, whole, done)
    infos = tuple(page.info or PageInfo(page.number) for page in whole)
    return ReadDocument(blocks_of(whole), source.media_type, source.title, tuple(warnings), infos)


def _warnings(source: _Source, pages: Sequence[Page], done: Mapping[int, ScannedPage]) -> Iterator[str]:
    rubbish = [number for number, use in source.to_recognise.items() if use is Use.RUBBISH and number in done]
    if rubbish:
        yield (
            f"Texten i PDF-filen går inte att använda på {_named(rubbish)}: bokstäverna stämmer inte med det som syns. "
            "Sidorna har lästs som bilder i stället."
        )
    unsure = [
        page.number
        for page in pages
        if page.words and page.info and page.info.confidence is not None and page.info.confidence < _UNSURE
    ]
    if unsure:
        yield f"Textigenkänningen är osäker på {_named(unsure)}. Jämför med originalet."
    for page in pages:
        if page.warning:
            yield page.warning
    yield from _doubles(pages)


def _doubles(pages: Sequence[Page]) -> Iterator[str]:
    """Pages scanned or put in twice: the same words, or nearly so on two pages beside each other."""
    seen: dict[frozenset[tuple[str, int]], int] = {}
    before: tuple[int, Counter[str]] | None = None
    for page in pages:
        words = Counter(word.text.casefold() for word in page.words)
        if words.total() < _LEAST_WORDS:
            before = None
            continue
        key = frozenset(words.items())
        first = seen.setdefault(key, page.number)
        if first == page.number and before is not None:
            both, either = (words & before[1]).total(), (words | before[1]).total()
            scanned = page.info is not None and page.info.ocr
            first = before[0] if scanned and both >= _SAME_WORDS * either else first
        if first != page.number:
            yield f"Sida {first} och {page.number} har samma text. Kontrollera om en sida har kommit med två gånger."
        before = page.number, words


def _named(numbers: Sequence[int]) -> str:
    """ "sida 3", "sidorna 2–4 och 9"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    listed = " och ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    return f"sida {listed}" if len(numbers) == 1 else f"sidorna {listed}"
