"""Pages → the blocks of a document: paragraphs, headings by the size of their type, lists, tables, page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from samverka.imports.blocks import Block, Cell, Line, LineKind, Place, Row
from samverka.imports.mending import Words, join_lines
from samverka.imports.readers.collector import Collector
from samverka.imports.readers.laid_out.aligned import AlignedTable, with_aligned_tables
from samverka.imports.readers.laid_out.columns import TextRegion, regions_of
from samverka.imports.readers.laid_out.furniture import PageLines, furniture
from samverka.imports.readers.laid_out.grids import GridTable, Region, tables_of
from samverka.imports.readers.laid_out.joining import DraftCell, DraftTable, goes_on, put_together
from samverka.imports.readers.laid_out.lines import BULLETS, TextLine
from samverka.imports.readers.laid_out.page import Page
from samverka.imports.readers.laid_out.paragraphs import Paragraph, Pitch, paragraphs_of, with_lost_bullets
from samverka.imports.readers.laid_out.rulings import grids_of
from samverka.imports.readers.tabbed import add_lines

_LARGER = 1.12
_LARGER_IN_SCAN = 1.3
_HEADING_LINES = 3
_LONGEST_HEADING = 200
_LEVELS = 6
_ENOUGH_TEXT = 100
_ENOUGH_ON_PAGE = 150
_BODY_SHARE = 0.25
_BLANK = 0.95
_COLUMN = 3.0
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SENTENCE_ENDS = re.compile(r"[.:;!?]$")


@dataclass
class _PageParts:
    page: Page
    regions: list[TextRegion | GridTable] = field(default_factory=list)

    def lines(self) -> list[TextLine]:
        return [line for region in self.regions if isinstance(region, TextRegion) for line in region.lines]


def blocks_of(pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks in reading order. Places have the page, and the line counted from the page's top."""
    return _Flow([_taken_apart(page) for page in pages]).blocks()


def _taken_apart(page: Page) -> _PageParts:
    """The page's tables, and what stands above, between and below them in its order of reading."""
    tables, left = tables_of(page.number, grids_of(page), page.words)
    parts = _PageParts(page)
    for table in tables:
        parts.regions += regions_of([word for word in left if word.middle < table.top])
        parts.regions.append(table)
        left = [word for word in left if word.middle >= table.top]
    parts.regions += regions_of(left)
    return parts


class _Flow:
    def __init__(self, pages: Sequence[_PageParts]) -> None:
        self.pages = pages
        self.out = Collector()
        self.unwanted, self.first_headers = furniture(
            [PageLines(parts.page.number, parts.page.height, parts.lines()) for parts in pages]
        )
        every = [line for parts in pages for line in self._all_lines(parts)]
        self.words = Words(line.text for line in every)
        self.times = Counter(word.text.casefold() for line in every for word in line.words)
        self.margins = self._right_margins()
        self.pitch = Pitch(self._line_groups())
        self.levels = self._heading_levels()
        self.own_sizes = {parts.page.number: _own_size(parts.lines()) for parts in pages}
        self.line = 1
        self.open_table: DraftTable | None = None
        self.last: Paragraph | None = None
        self.last_right = 0.0

    def join(self, texts: Sequence[str]) -> str:
        return join_lines(texts, self.words)

    def is_rare(self, word: str) -> bool:
        return self.times[word.casefold()] <= 1

    @staticmethod
    def _all_lines(parts: _PageParts) -> list[TextLine]:
        cells = [
            line
            for region in parts.regions
            if isinstance(region, GridTable)
            for cell in {id(cell): cell for row in region.rows for cell in row}.values()
            for line in cell.lines()
        ]
        return parts.lines() + cells

    def _line_groups(self) -> list[list[TextLine]]:
        groups: list[list[TextLine]] = []
        for parts in self.pages:
            for region in parts.regions:
                if isinstance(region, GridTable):
                    cells = {id(cell): cell for row in region.rows for cell in row}.values()
                    groups += [cell.lines() for cell in cells if len(cell.words) > 1]
                else:
                    groups.append(region.lines)
        return groups

    def _right_margins(self) -> dict[float, float]:
        """How far text reaches to the right on pages of a width: a page with short lines has the others' margin."""
        margins: dict[float, float] = {}
        for parts in self.pages:
            width = round(parts.page.width)
            for region in parts.regions:
                right = region.grid.xs[-1] if isinstance(region, GridTable) else max(line.x1 for line in region.lines)
                margins[width] = max(margins.get(width, 0.0), right)
        return margins

    def _margin(self, page: Page) -> float:
        return self.margins[round(page.width)]

    # headings

    def _heading_levels(self) -> dict[float, int]:
        """Sizes of type larger than the text's → levels. A scan's sizes are rough, so only clearly larger ones count."""
        letters: Counter[float] = Counter()
        in_text: Counter[float] = Counter()
        for parts in self.pages:
            for line in self._all_lines(parts):
                letters[_rounded(line.size)] += len(line.text)
            for line in parts.lines():
                in_text[_rounded(line.size)] += len(line.text)
        if not letters:
            return {}
        body = _body_size(in_text if in_text.total() >= _ENOUGH_TEXT else letters)
        scanned = any(parts.page.info and parts.page.info.ocr for parts in self.pages)
        larger = sorted(
            (size for size in in_text if size >= body * (_LARGER_IN_SCAN if scanned else _LARGER)), reverse=True
        )
        levels: dict[float, int] = {}
        level, last = 0, 0.0
        for size in larger:
            if not last or size < last * (0.85 if scanned else 0.96):
                level, last = level + 1, size
            levels[size] = min(level, _LEVELS)
        return levels

    # the walk

    def blocks(self) -> tuple[Block, ...]:
        for index, parts in enumerate(self.pages):
            self.line = 1
            if index:
                self._turn_page(parts)
            for region in parts.regions:
                if isinstance(region, GridTable):
                    self._grid_table(region, parts.page)
                else:
                    self._region(region, parts.page)
        self._close_table()
        return tuple(self.out.blocks)

    def _turn_page(self, parts: _PageParts) -> None:
        """A table goes on over the page only if nothing but headers and footers stands between its halves."""
        first = next(
            (region for region in parts.regions if isinstance(region, GridTable) or self._wanted(region.lines)), None
        )
        if not isinstance(first, GridTable):
            self._close_table()
        if self.open_table is None:
            self.out.add_page_break(Place(parts.page.number, 1))

    def _wanted(self, lines: Sequence[TextLine]) -> list[TextLine]:
        return [line for line in lines if id(line) not in self.unwanted or id(line) in self.first_headers]

    def _region(self, region: TextRegion, page: Page) -> None:
        wanted = self._wanted(region.lines)
        self.line += len(region.lines) - len(wanted)
        if not wanted:
            return
        self._close_table()
        right = max(line.x1 for line in wanted) if region.is_column else self._margin(page)
        run: list[TextLine] = []
        for item in with_aligned_tables(wanted):
            if isinstance(item, AlignedTable):
                self._paragraphs(run, right, page)
                run = []
                self._aligned_table(item, page)
            else:
                run.append(item)
        self._paragraphs(run, right, page)

    def _paragraphs(self, lines: Sequence[TextLine], right: float, page: Page) -> None:
        found = paragraphs_of(lines, right, self)
        if page.info and page.info.ocr:
            found = with_lost_bullets(found, self.pitch)
        for paragraph in found:
            if self._goes_on_from_last_page(paragraph, page):
                self.line += len(paragraph.lines)
                continue
            if self.last and _stands_apart(self.last, paragraph):
                self.out.add_blank(Place(page.number, self.line))
            self._paragraph(paragraph, page)
            self.last, self.last_right = paragraph, right
            self.line += len(paragraph.lines)

    def _paragraph(self, paragraph: Paragraph, page: Page) -> None:
        place = Place(page.number, self.line)
        level = self._level(paragraph, page)
        if level:
            marker = "" if paragraph.marker in BULLETS else paragraph.marker
            text = f"{marker} {paragraph.text}".strip()
            self.out.add_text(text, place, LineKind.HEADING, level)
        elif paragraph.marker:
            self.out.add_text(paragraph.text, place, LineKind.LIST_ITEM, marker=paragraph.marker)
        else:
            segments = paragraph.first.segments() if len(paragraph.lines) == 1 else []
            text = "\t".join(part.text for part in segments) if len(segments) > 1 else paragraph.text
            add_lines(self.out, [Line(text, place)])

    def _level(self, paragraph: Paragraph, page: Page) -> int:
        """No heading is what most of its page is set in: slides have type of different sizes."""
        size = _rounded(paragraph.first.size)
        level = self.levels.get(size, 0) if size > self.own_sizes[page.number] else 0
        fits = len(paragraph.lines) <= _HEADING_LINES and len(paragraph.text) <= _LONGEST_HEADING
        return level if level and fits and _LETTERS.search(paragraph.text) else 0

    def _goes_on_from_last_page(self, paragraph: Paragraph, page: Page) -> bool:
        """A paragraph cut by the page is one: the text goes on in lower case where the page before was full."""
        last = self.last
        blocks = self.out.blocks
        if last is None or len(blocks) < 2 or self.line > 1 or self._level(paragraph, page) or paragraph.marker:
            return False
        above = blocks[-2]
        if not isinstance(above, Line) or above.kind is LineKind.HEADING or not above.text or "\t" in above.text:
            return False
        if above.place.page == page.number or _SENTENCE_ENDS.search(above.text) or not paragraph.text[:1].islower():
            return False
        full = last.lines[-1].x1 > self.last_right - 6 * last.first.size
        if full:
            text = self.join([above.text, paragraph.text])
            blocks[-2] = Line(text, above.place, above.kind, above.level, above.marker)
        return full

    # tables

    def _grid_table(self, table: GridTable, page: Page) -> None:
        draft = self._draft(table, page)
        self.line += 1
        self.last = None
        if self.open_table and goes_on(self.open_table, draft):
            put_together(self.open_table, draft, self.join)
            return
        if self.open_table:
            self._close_table()
            self.out.add_page_break(Place(page.number, 1))
        self.open_table = draft

    def _draft(self, table: GridTable, page: Page) -> DraftTable:
        padding = _padding(table)
        made: dict[int, DraftCell] = {}
        rows = []
        for row in table.rows:
            start = self.line
            for region in row:
                if id(region) not in made:
                    lines = region.lines()
                    made[id(region)] = DraftCell(self._cell_text(lines, region.x1 - padding), Place(page.number, start))
                    if region.rows == 1:
                        self.line = max(self.line, start + len(lines))
            self.line = max(self.line, start + 1)
            rows.append([made[id(region)] for region in row])
        return DraftTable(table.grid.xs, rows)

    def _cell_text(self, lines: Sequence[TextLine], right: float) -> str:
        paragraphs = paragraphs_of(lines, right, self)
        return "\n".join(f"{each.marker} {each.text}".strip() for each in paragraphs)

    def _close_table(self) -> None:
        if self.open_table is not None:
            rows = [
                self.out.count_row(Row(tuple(Cell(cell.text, cell.place) for cell in row), _place(row)))
                for row in self.open_table.rows
            ]
            self.out.add_table(rows)
            self.open_table = None

    def _aligned_table(self, table: AlignedTable, page: Page) -> None:
        rows = []
        for source in table.rows:
            place = Place(page.number, self.line)
            cells = [
                Cell(self._cell_text(lines, edge[1]) if lines else "", place)
                for lines, edge in zip(source, table.edges, strict=True)
            ]
            rows.append(self.out.count_row(Row(tuple(cells), place)))
            self.line += max(len(lines) for lines in source)
        self.out.add_table(rows)
        self.line += 1
        self.last = None


def _place(row: Sequence[DraftCell]) -> Place:
    """Where the row begins: a cell merged downwards stands further up."""
    return max((cell.place for cell in row), key=lambda place: (place.page or 0, place.line or 0))


def _padding(table: GridTable) -> float:
    regions: list[Region] = list({id(cell): cell for row in table.rows for cell in row if cell.words}.values())
    rooms = sorted(min(word.x0 for word in region.words) - region.x0 for region in regions)
    return min(max(rooms[len(rooms) // 4], 1.0), 9.0) if rooms else 2.0


def _body_size(letters: Counter[float]) -> float:
    """The size of running text: the smallest that much of the text has, as headings may outweigh it."""
    return min(
        size
        for size, count in letters.items()
        if count >= _BODY_SHARE * letters.total() or count == max(letters.values())
    )


def _stands_apart(above: Paragraph, paragraph: Paragraph) -> bool:
    """Whether there is room above a paragraph, or it begins a column beside the one before (and no sentence goes on)."""
    room = paragraph.first.top - above.lines[-1].bottom
    return room > _BLANK * paragraph.first.size or (
        room < -_COLUMN * paragraph.first.size and not paragraph.text[:1].islower()
    )


def _own_size(lines: Sequence[TextLine]) -> float:
    """The size that most of a page's text has; 0 where there is too little to tell."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[_rounded(line.size)] += len(line.text)
    size, most = max(letters.items(), key=lambda item: item[1], default=(0.0, 0))
    return size if most >= _ENOUGH_ON_PAGE and 2 * most > letters.total() else 0.0


def _rounded(size: float) -> float:
    return round(size * 2) / 2
