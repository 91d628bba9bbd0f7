"""Lines with tabs to tables. Shared by every format that can hold tab-separated lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from samverka.imports.blocks import Cell, Line, LineKind, Row
from samverka.imports.readers.collector import Collector

_AFTER_TEXT = re.compile(r"\S[^\S\t]*\t")
"""A tab after text separates cells; a single tab before text may only be an indent."""


def add_lines(collector: Collector, lines: Iterable[Line]) -> None:
    """Adds lines, where each run of lines with tabs becomes one table.

    Rows are verbatim: one cell between two tabs, as many cells as the line has, nothing stripped, nothing joined. So
    `"\\t".join(cell.text for cell in row.cells)` is the line again. What belongs together – a row that goes on after a
    page's blank lines with empty first cells, or on a next line that begins with tabs – only the header and the columns
    can tell, and that is the extractor's to judge.
    """
    for tabbed, run in groupby(lines, key=lambda line: "\t" in line.text and line.kind is LineKind.PARAGRAPH):
        if tabbed:
            _add_run(collector, list(run))
        else:
            for line in run:
                collector.add_line(line)


def _add_run(collector: Collector, run: list[Line]) -> None:
    if any(_AFTER_TEXT.search(line.text) or line.text.count("\t") > 1 for line in run):
        collector.add_table([collector.count_row(row) for row in _rows(run)])
    else:
        for line in run:
            collector.add_line(line)


def _rows(run: list[Line]) -> Iterator[Row]:
    for line in run:
        yield Row(tuple(Cell(text, line.place) for text in line.text.split("\t")), line.place)
