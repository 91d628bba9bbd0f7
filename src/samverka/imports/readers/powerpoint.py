"""PowerPoint presentations (.pptx): a slide is a page, its title a heading, its texts lines and bullets, tables tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samverka.imports.blocks import Cell, LineKind, Place, ReadDocument, Row
from samverka.imports.readers import limits
from samverka.imports.readers.collector import Collector
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.grid import Spanning, spread
from samverka.imports.readers.office import Element, Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = ("http://purl.oclc.org/ooxml/", "http://schemas.openxmlformats.org/")
_TITLES = frozenset(["title", "ctrTitle"])
_LEFT_OUT = frozenset(["dt", "ftr", "sldNum", "hdr"])
_BULLETED = frozenset(["body", "obj", ""])


def read_powerpoint(package: Package) -> ReadDocument:
    """Reads a presentation in the order of its slides; on a slide the title first, then from the top down. Notes,
    pictures and charts are left out. Raises `ReadError`."""
    main = package.main
    parts = {identity: target for identity, kind, target in package.relationships(main) if kind == "slide"}
    listed = [each.get(_RELATION, "") for each in package.parsed(main, _STRICT).iter(f"{_SLIDE}sldId")]
    slides = [parts[identity] for identity in listed if parts.get(identity) in package.entries]
    if len(slides) > limits.MAX_SLIDES:
        raise ReadError(
            f"Presentationen har {len(slides)} bilder, och gränsen är {limits.MAX_SLIDES}. Dela upp den i flera filer.",
            ReadErrorCode.TOO_LARGE,
        )
    collector = Collector()
    pictures = False
    for number, part in enumerate(slides, 1):
        if number > 1:
            collector.add_page_break(Place(number, 1))
        root = package.parsed(part, _STRICT)
        pictures |= next(root.iter(f"{_SLIDE}pic"), None) is not None
        _Slide(number, collector).read(root)
    warnings = ("Bilder i presentationen har inte lästs; text i dem saknas.",) if pictures else ()
    return ReadDocument(tuple(collector.blocks), MEDIA_TYPE, package.title(), warnings)


class _Slide:
    def __init__(self, number: int, collector: Collector) -> None:
        self.number = number
        self.collector = collector
        self.line = 0

    def read(self, root: Element) -> None:
        for shape in sorted(_shapes(root), key=_order):
            kind = _placeholder(shape)
            if kind in _LEFT_OUT:
                continue
            if shape.tag == f"{_SLIDE}graphicFrame":
                self._tables(shape)
            elif kind in _TITLES:
                self._title(shape)
            else:
                self._texts(shape, bulleted=kind in _BULLETED)

    def _place(self) -> Place:
        self.line += 1
        return Place(self.number, self.line)

    def _title(self, shape: Element) -> None:
        text = " ".join(" ".join(_text(each) for each in shape.iter(f"{_DRAWING}p")).split())
        if text:
            self.collector.add_text(text, self._place(), LineKind.HEADING, 1)

    def _texts(self, shape: Element, *, bulleted: bool) -> None:
        for paragraph in shape.iter(f"{_DRAWING}p"):
            text = _text(paragraph).strip()
            if not text:
                continue
            marker = _marker(paragraph, bulleted=bulleted)
            kind = LineKind.LIST_ITEM if marker else LineKind.PARAGRAPH
            self.collector.add_text(text, self._place(), kind, marker=marker)

    def _tables(self, frame: Element) -> None:
        for table in frame.iter(f"{_DRAWING}tbl"):
            rows: list[Row] = spread(self.collector, [self._row(row) for row in table.iter(f"{_DRAWING}tr")])
            self.collector.add_table(rows)

    def _row(self, row: Element) -> tuple[Place, list[Spanning]]:
        place = self._place()
        cells = []
        for cell in row.iter(f"{_DRAWING}tc"):
            if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                continue
            text = "\n".join(text for each in cell.iter(f"{_DRAWING}p") if (text := _text(each).strip()))
            cells.append(Spanning(Cell(text, place), _number(cell, "rowSpan"), _number(cell, "gridSpan")))
        return place, cells


def _shapes(root: Element) -> Iterator[Element]:
    yield from root.iter(f"{_SLIDE}sp", f"{_SLIDE}graphicFrame")


def _placeholder(shape: Element) -> str | None:
    """The kind of placeholder: "" for the slide's content, None for a free text box."""
    found = next(shape.iter(f"{_SLIDE}ph"), None)
    return None if found is None else found.get("type", "")


def _order(shape: Element) -> tuple[int, int, int]:
    """The title, then what has no place of its own (it has the layout's), then from the top down and left to right."""
    if _placeholder(shape) in _TITLES:
        return (0, 0, 0)
    offset = next((each for each in shape.iter(f"{_DRAWING}off")), None)
    if offset is None:
        return (1, 0, 0)
    try:
        return (2, int(offset.get("y", "0")) // 200_000, int(offset.get("x", "0")))
    except ValueError:
        return (1, 0, 0)


def _text(paragraph: Element) -> str:
    parts = paragraph.iter(f"{_DRAWING}t", f"{_DRAWING}br")
    return "".join(" " if part.tag == f"{_DRAWING}br" else part.text or "" for part in parts)


def _marker(paragraph: Element, *, bulleted: bool) -> str:
    properties: Any = paragraph.find(f"{_DRAWING}pPr")
    if properties is not None:
        if properties.find(f"{_DRAWING}buNone") is not None:
            return ""
        if properties.find(f"{_DRAWING}buChar") is not None or properties.find(f"{_DRAWING}buAutoNum") is not None:
            return "•"
    return "•" if bulleted else ""


def _number(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), limits.MAX_TABLE_ROWS) if value.isdecimal() and len(value) < 7 else 1
