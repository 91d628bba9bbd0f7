"""Markdown: headings, list items, pipe tables and paragraphs, with the line where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from samverka.imports.blocks import Cell, Line, LineKind, PageBreak, Place, ReadDocument, Row, Table
from samverka.imports.readers.collector import Collector
from samverka.imports.readers.grid import pad
from samverka.imports.readers.html import read_html
from samverka.imports.readers.tabbed import add_lines
from samverka.imports.readers.text import split_lines

MEDIA_TYPE = "text/markdown"

_WRAPPED_FROM = 55
"""A line shorter than this was ended by its author, not by an editor that wraps: an author's name, an organisation."""

_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s<>]|\([^()\s<>]*\))*(?:[ \t]+\"[^\"\n]*\")?\)")
_PARSER = (
    MarkdownIt("commonmark", {"maxNesting": 100})  # the parser drops what lies deeper
    .enable(["table", "strikethrough"])
    .disable(["link", "image", "reference"])  # only a link's text counts, and their rules need the square of the length
)

_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SILENT_TAG = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)


def read_markdown(text: str, warnings: tuple[str, ...] = ()) -> ReadDocument:
    """Reads Markdown. Of links and pictures the text is kept; HTML is read as `read_html` reads it, without scripts."""
    lines = split_lines(text)
    tokens = _PARSER.parse(_LINK.sub(r"\1", "\n".join(lines)))
    collector = Collector()
    _Reader(collector, tokens, lines).read()
    return ReadDocument(tuple(collector.blocks), MEDIA_TYPE, warnings=warnings)


class _Reader:
    def __init__(self, collector: Collector, tokens: list[Token], lines: list[str]) -> None:
        self._collector = collector
        self._tokens = tokens
        self._lines = lines
        self._markers: list[str] = []  # of the list items that are open and have not printed their marker yet
        self._printed = 0

    def read(self) -> None:
        position = 0
        while position < len(self._tokens):
            token = self._tokens[position]
            self._blank_before(token)
            if token.type == "table_open":
                position = self._table(position)
            else:
                self._block(token, position)
            position += 1

    def _blank_before(self, token: Token) -> None:
        """Blank lines of the source separate things, as in plain text; several count as one."""
        if token.map and token.map[0] > self._printed:
            if any(not line.strip() for line in self._lines[self._printed : token.map[0]]):
                self._collector.add_blank(Place(line=self._printed + 1))
            self._printed = token.map[0]

    def _block(self, token: Token, position: int) -> None:
        if token.type == "list_item_open":
            self._markers.append(f"{token.info}{token.markup}" if token.info else "•")
        elif token.type == "list_item_close" and self._markers:
            self._markers.pop()
        elif token.type == "inline":
            self._inline(token, self._tokens[position - 1])
        elif token.type in ("fence", "code_block"):
            add_lines(self._collector, _numbered(token.content.splitlines(), _first_line(token)))
        elif token.type == "html_block":
            self._html(token)
        if token.map and token.type in ("inline", "fence", "code_block", "html_block"):
            self._printed = max(self._printed, token.map[1])

    def _inline(self, token: Token, opening: Token) -> None:
        place = Place(line=_first_line(token))
        if opening.type == "heading_open":
            self._collector.add_text(_joined(token), place, LineKind.HEADING, int(opening.tag[1:]))
        elif self._markers and self._markers[-1]:
            self._collector.add_text(_joined(token), place, LineKind.LIST_ITEM, marker=self._markers[-1])
            self._markers[-1] = ""
        else:
            add_lines(self._collector, _unwrapped(_inline_lines(token.children or []), _first_line(token)))

    def _table(self, position: int) -> int:
        rows: list[Row] = []
        cells: list[Cell] = []
        while self._tokens[position].type != "table_close":
            token = self._tokens[position]
            if token.type == "tr_open":
                cells, place = [], Place(line=_first_line(token))
            elif token.type == "inline":
                cells.append(Cell("\n".join(_inline_lines(token.children or [])), place))
            elif token.type == "tr_close":
                rows.append(self._collector.count_row(Row(tuple(cells), place)))
                self._printed = (place.line or 0) + (1 if len(rows) == 1 else 0)
            position += 1
        width = max((len(row.cells) for row in rows), default=0)
        self._collector.add_table([pad(row, width) for row in rows])
        return position

    def _html(self, token: Token) -> None:
        """Blocks of HTML keep their order; their lines count from where the HTML begins."""
        if not token.content.strip():
            return
        offset = _first_line(token) - 1
        for block in read_html(f"<div>{token.content}</div>").blocks:
            if isinstance(block, Line):
                self._collector.add_line(replace(block, place=_moved(block.place, offset)))
            elif isinstance(block, Table):
                self._collector.add_table([self._collector.count_row(_moved_row(row, offset)) for row in block.rows])
            elif isinstance(block, PageBreak):
                self._collector.add_page_break(_moved(block.place, offset))


def _inline_lines(tokens: Sequence[Token]) -> list[str]:
    """The lines of inline content, without marks; what stands between script tags is left out."""
    parts: list[str] = []
    silent = False
    for token in tokens:
        if token.type == "html_inline":
            tag = _SILENT_TAG.match(token.content)
            silent = silent if not tag else not tag[1]
            parts.append("\n" if _BREAK_TAG.fullmatch(token.content) else "")
        elif silent:
            continue
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(token.content)
    return "".join(parts).split("\n")


def _joined(token: Token) -> str:
    return " ".join(line.strip() for line in _inline_lines(token.children or [])).strip()


def _unwrapped(lines: list[str], first: int) -> Iterator[Line]:
    """Lines that an editor wrapped are one paragraph again; lines that the author ended stay."""
    start, text = first, ""
    for offset, line in enumerate(lines):
        if text and (len(lines[offset - 1]) < _WRAPPED_FROM or "\t" in line or "\t" in text):
            yield Line(text, Place(line=start))
            text = ""
        if not text:
            start = first + offset
        text = f"{text} {line}" if text else line
    yield Line(text, Place(line=start))


def _numbered(lines: list[str], first: int) -> Iterator[Line]:
    for offset, line in enumerate(lines):
        yield Line(line, Place(line=first + offset))


def _first_line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _moved(place: Place, offset: int) -> Place:
    return Place(place.page, (place.line or 1) + offset)


def _moved_row(row: Row, offset: int) -> Row:
    return Row(tuple(Cell(cell.text, _moved(cell.place, offset)) for cell in row.cells), _moved(row.place, offset))
