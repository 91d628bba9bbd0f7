"""Files of pages that may be pictures – PDF and picture files – as documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from samverka.imports.blocks import PageInfo, ReadDocument
from samverka.imports.readers import limits, pdf
from samverka.imports.readers.errors import ReadError, ReadErrorCode, pages_in_words
from samverka.imports.readers.laid_out.flow import blocks_of
from samverka.imports.readers.laid_out.page import Page
from samverka.imports.readers.pdf.content import PdfPage
from samverka.imports.readers.pdf.usable import Use, is_scan_with_text, use_of
from samverka.imports.readers.scans import pictures
from samverka.imports.readers.scans.engine import NeedsOcr
from samverka.imports.readers.scans.pages import Picture, Pulse, no_pulse, recognise_pages
from samverka.imports.readers.scans.recognition import ScannedPage

_SAME_WORDS = 0.9
_LEAST_WORDS = 30


@dataclass
class PagedFile:
    """A file of pages. `needing`: the pages without text of their own that can be used, and why."""

    media_type: str
    title: str
    pages: list[Page | None]
    needing: dict[int, Use]
    picture_of: Picture

    def left(self, done: Container[int]) -> list[int]:
        """The pages that are still to be recognised."""
        return [number for number in self.needing if number not in done]

    def recognise(self, done: Container[int], pulse: Pulse = no_pulse) -> Iterator[ScannedPage]:
        """Recognises what is left, as `scans.pages.recognise_pages`. Raises `NeedsOcr` only for pages that have no text
        but that of their picture, and names those that are not in `done` by then."""
        try:
            yield from recognise_pages(self.picture_of, self.left(done), pulse)
        except NeedsOcr as error:
            lacking = [number for number in self.left(done) if self.needing[number] is not Use.LOST_MARKS]
            if lacking:
                others = [] if len(lacking) == len(self.pages) else lacking
                raise NeedsOcr(language=error.language, pages=others) from error

    def document(self, done: Mapping[int, ScannedPage]) -> ReadDocument:
        """The document of the pages with text and those that are done; what is not done is left out, and said so."""
        pages = list(self._pages(done))
        warnings = tuple(self._warnings(pages, done))
        infos = tuple(page.info or PageInfo(page.number) for page in pages)
        return ReadDocument(blocks_of(pages), self.media_type, self.title, warnings, infos)

    def has_words(self, done: Mapping[int, ScannedPage]) -> bool:
        """Whether anything can be read without recognising more."""
        return any(page.words for page in self._pages(done))

    def _pages(self, done: Mapping[int, ScannedPage]) -> Iterator[Page]:
        for number, page in enumerate(self.pages, 1):
            if number in done:
                yield done[number].page
            elif page is None or self.needing.get(number) is Use.RUBBISH:
                yield ScannedPage.unread(number, "", "").page
            elif self.needing.get(number) is Use.PICTURE:
                yield replace(page, info=PageInfo(number, ocr=True, is_read=False))
            else:
                yield page

    def _warnings(self, pages: Sequence[Page], done: Mapping[int, ScannedPage]) -> Iterator[str]:
        left = self.left(done)
        if unread := [number for number in left if self.needing[number] is not Use.LOST_MARKS]:
            yield (
                f"{pages_in_words(unread).capitalize()} har inte lästs: texten där finns bara som bild. Lägg bort läsningen "
                "och läs in filen igen när textigenkänningen fungerar, så läses de också."
            )
        if len(unread) < len(left):
            yield (
                "Texten följde med den inskannade filen, men å, ä och ö har gått förlorade. Med Tesseract installerat läses "
                "sidorna om."
            )
        rubbish = [number for number, use in self.needing.items() if use is Use.RUBBISH and number in done]
        if rubbish:
            yield (
                f"Texten i PDF-filen går inte att använda på {pages_in_words(rubbish)}: bokstäverna stämmer inte med det "
                "som syns. Sidorna har lästs som bilder i stället."
            )
        unsure = [page.number for page in pages if page.words and page.info and page.info.is_unsure]
        if unsure:
            yield f"Textigenkänningen är osäker på {pages_in_words(unsure)}. Jämför med originalet."
        yield from (page.warning for page in pages if page.warning)
        yield from _doubles(pages)


def opened_pdf(data: bytes) -> PagedFile:
    """Raises `ReadError`."""
    contents, title = pdf.page_contents(data)
    uses = {content.page.number: use_of(content) for content in contents}
    wanted: dict[int, Use] = {number: use for number, use in uses.items() if use not in (Use.TEXT, Use.EMPTY)}
    if len(wanted) > limits.MAX_PAGES_TO_RECOGNISE:
        raise ReadError(
            f"{len(wanted)} av sidorna är inskannade, och gränsen är {limits.MAX_PAGES_TO_RECOGNISE}. Dela upp filen i flera "
            "och läs in dem var för sig.",
            ReadErrorCode.TOO_LARGE,
        )

    def picture_of(number: int) -> tuple[Image.Image, float]:
        width, height, grey, dots_per_inch = pdf.drawn_page(data, number)
        return Image.frombytes("L", (width, height), grey), dots_per_inch

    return PagedFile(pdf.MEDIA_TYPE, title, [_with_info(content) for content in contents], wanted, picture_of)


def opened_picture(data: bytes) -> PagedFile:
    """Raises `ReadError`."""
    count = pictures.count_pages(data)
    return PagedFile(
        pictures.media_type(data),
        "",
        [None] * count,
        dict.fromkeys(range(1, count + 1), Use.PICTURE),
        lambda number: pictures.page_picture(data, number),
    )


def _with_info(content: PdfPage) -> Page:
    return replace(content.page, info=PageInfo(content.page.number, ocr=is_scan_with_text(content)))


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
