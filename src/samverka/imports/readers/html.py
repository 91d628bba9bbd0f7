"""Web pages: headings, paragraphs, list items and tables. Scripts, styles, forms and menus are left out, nothing is run
or fetched, and merged cells are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from samverka.imports.blocks import Cell, LineKind, Place, ReadDocument
from samverka.imports.readers import limits
from samverka.imports.readers.collector import Collector, flat_text
from samverka.imports.readers.decoding import not_text
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.grid import REST_OF_TABLE, Spanning, spread

MEDIA_TYPE = "text/html"

Element = Any  # lxml has no types of its own

_LEFT_OUT = {
    *("script", "style", "noscript", "template", "head", "title", "iframe", "frame", "object", "embed", "applet"),
    *("svg", "math", "canvas", "audio", "video", "nav", "button", "select", "input", "textarea", "dialog"),
}
_INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
    *(
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
    ),
    *("u", "var", "wbr", "img", "nobr"),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WHITESPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<(?:meta[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page states in its first bytes."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else None


def read_html(text: str, warnings: tuple[str, ...] = ()) -> ReadDocument:
    """Reads a web page. If it marks its main content, only that is read, and a warning says so."""
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise not_text() from error
    if root is None:
        raise not_text()
    main = _main_content(root)
    if main is not None:
        warnings = (*warnings, "Bara sidans huvudinnehåll har lästs. Menyer, sidhuvud och sidfot har lämnats.")
    collector = Collector()
    _Walker(collector).read(root if main is None else main)
    title = root.findtext(".//head/title") or ""
    return ReadDocument(tuple(collector.blocks), MEDIA_TYPE, _WHITESPACE.sub(" ", title).strip(), warnings)


def _main_content(root: Element) -> Element | None:
    found = root.xpath("//main | //*[@role='main']")
    return found[0] if len(found) == 1 and "".join(found[0].itertext()).strip() else None


class _Walker:
    """Walks the elements and gathers inline text until a block begins or ends."""

    def __init__(self, collector: Collector, depth: int = 0, tables: int = 0) -> None:
        self._collector = collector
        self._depth = depth
        self._tables = tables
        self._text: list[str] = []
        self._place: Place | None = None  # of the text gathered so far, None while there is none
        self._numbers: dict[Element, int] = {}  # the last number given in each numbered list
        self._kind, self._level, self._marker = LineKind.PARAGRAPH, 0, ""

    def read(self, element: Element) -> None:
        """Reads what is in an element, as blocks."""
        self._children(element)
        self._flush()

    def _children(self, element: Element) -> None:
        self._depth += 1
        if self._depth > limits.MAX_HTML_DEPTH:
            raise _too_deep()
        self._add(element.text, element)
        for child in element:
            self._element(child)
            self._add(child.tail, child)
        self._depth -= 1

    def _element(self, element: Element) -> None:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if not tag or tag in _LEFT_OUT or _is_hidden(element):
            return
        if tag == "br":
            self._text.append("\n")
        elif tag in _INLINE:
            self._children(element)
        elif tag == "table":
            self._flush()
            self._table(element)
        elif tag == "pre":
            self._flush()
            self._preformatted(element)
        elif tag in _HEADINGS:
            self._block(element, LineKind.HEADING, _HEADINGS[tag])
        elif tag == "li":
            self._block(element, LineKind.LIST_ITEM, marker=self._list_marker(element))
        else:
            self._block(element)

    def _block(self, element: Element, kind: LineKind | None = None, level: int = 0, marker: str = "") -> None:
        self._flush()
        before = (self._kind, self._level, self._marker)
        if kind is not None:
            self._kind, self._level, self._marker = kind, level, marker
        self._children(element)
        self._flush()
        if kind is not None:
            self._kind, self._level, self._marker = before
        if element.tag == "p" and not "".join(element.itertext()).strip():
            self._collector.add_blank(_place(element))

    def _add(self, text: str | None, near: Element) -> None:
        if not text:
            return
        if self._place is None and not text.isspace():
            self._place = _place(near)
        self._text.append(_WHITESPACE.sub(" ", text))

    def _flush(self) -> None:
        text = _AROUND_BREAK.sub("\n", re.sub(" +", " ", "".join(self._text))).strip()
        place, self._text, self._place = self._place or Place(), [], None
        if not text:
            return
        self._collector.add_text(text, place, self._kind, self._level, self._marker)
        if self._kind is LineKind.LIST_ITEM:  # further paragraphs of the item are not items of their own
            self._kind, self._level, self._marker = LineKind.PARAGRAPH, 0, ""

    def _list_marker(self, item: Element) -> str:
        """The marker that a browser prints before a list item."""
        owner = item.getparent()
        if owner is None or owner.tag != "ol":
            return "•"
        number = self._numbers.get(owner, _span(owner.get("start")) - 1) + 1
        self._numbers[owner] = _span(item.get("value")) if item.get("value") else number
        return f"{self._numbers[owner]}."

    def _preformatted(self, element: Element) -> None:
        line = element.sourceline or 1
        for offset, text in enumerate("".join(element.itertext()).splitlines()):
            self._collector.add_text(text, Place(line=line + offset))

    def _table(self, table: Element) -> None:
        if self._tables >= limits.MAX_NESTING:
            raise _too_deep()
        for caption in table.findall("caption"):
            self._block(caption)
        rows = list(_rows(table))
        if table.get("role") in ("presentation", "none") or _is_frame(rows):
            for _, cells in rows:
                for cell in cells:
                    self._block(cell)
            return
        self._collector.add_table(spread(self._collector, ((_place(row), self._cells(cells)) for row, cells in rows)))

    def _cells(self, cells: list[Element]) -> list[Spanning]:
        made = []
        for element in cells:
            inner = Collector()
            _Walker(inner, self._depth, self._tables + 1).read(element)
            rows = _span(element.get("rowspan"))
            made.append(
                Spanning(
                    Cell(flat_text(inner.blocks), _place(element)),
                    rows or REST_OF_TABLE,
                    _span(element.get("colspan")) or 1,
                )
            )
        return made


def _rows(table: Element) -> Iterator[tuple[Element, list[Element]]]:
    """The rows of a table in reading order, without those of tables inside it; a foot always comes last."""
    feet = []
    for part in table:
        if part.tag == "tr":
            yield part, _row_cells(part)
        elif part.tag in ("thead", "tbody"):
            yield from ((row, _row_cells(row)) for row in part.findall("tr"))
        elif part.tag == "tfoot":
            feet.extend(part.findall("tr"))
    yield from ((row, _row_cells(row)) for row in feet)


def _row_cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell)]


def _is_frame(rows: list[tuple[Element, list[Element]]]) -> bool:
    """A table that only places things on the page: a single cell, or one column with tables in it."""
    if any(len(cells) > 1 for _, cells in rows):
        return False
    return len(rows) == 1 or any(cell.find(".//table") is not None for _, cells in rows for cell in cells)


def _span(value: str | None) -> int:
    """The number in a rowspan or colspan; what is no number counts as one."""
    digits = re.match(r"\s*(\d{1,5})", value or "")
    return int(digits[1]) if digits else 1


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _place(element: Element) -> Place:
    return Place(line=element.sourceline or None)


def _too_deep() -> ReadError:
    return ReadError(
        "Webbsidan är för invecklad för att läsas in: för många element ligger inuti varandra. Kopiera texten till ett "
        "Word-dokument, spara det som .docx och läs in det.",
        ReadErrorCode.TOO_COMPLEX,
    )
