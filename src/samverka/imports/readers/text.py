"""Plain text: lines verbatim, blank lines kept, tab-separated lines as tables, form feeds as page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverka.imports.blocks import Line, Place, ReadDocument
from samverka.imports.readers.collector import Collector
from samverka.imports.readers.tabbed import add_lines

MEDIA_TYPE = "text/plain"
_LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")
_FORM_FEED = "\f"


def read_text(text: str, warnings: tuple[str, ...] = ()) -> ReadDocument:
    """Reads text. Places have the line; the page too if the text has form feeds. A final line end adds no line."""
    collector = Collector()
    pages = text.split(_FORM_FEED)
    first_line = 1
    for number, page in enumerate(pages, start=1):
        if number > 1:
            collector.add_page_break(Place(number, first_line))
        add_lines(collector, _placed(split_lines(page), number if len(pages) > 1 else None, first_line))
        first_line += len(_LINE_END.findall(page))
    return ReadDocument(tuple(collector.blocks), MEDIA_TYPE, warnings=warnings)


def split_lines(text: str) -> list[str]:
    """The lines of a text; an empty last one, which is only the final line end, is left out."""
    lines = _LINE_END.split(text)
    return lines[:-1] if not lines[-1] else lines


def _placed(lines: list[str], page: int | None, first_line: int) -> Iterator[Line]:
    for offset, line in enumerate(lines):
        yield Line(line, Place(page, first_line + offset))
