"""The same text as a Word document, as a printed PDF and as a scan of the print."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from io import BytesIO
from itertools import pairwise

from docx import Document

from samverka.imports.tests.readers.paper import saved_as, scanned

SLIDES_FROM = 5  # pages without a table
PRINTED_BULLET = re.compile(r"(?m)(?<=^)•(?=\S)|\uf0b7 ?")
FIRST_LABEL = "Syfte"
TEMPLATE = """
#let given = json(bytes(sys.inputs.given))
#set text(lang: "sv", region: "SE", size: if given.wide { 9pt } else { 10.5pt }, hyphenate: false)
#set par(leading: 0.5em, spacing: 0.5em)
#set page(
  width: if given.wide or given.slides { 297mm } else { 210mm },
  height: if given.slides { auto } else if given.wide { 210mm } else { 297mm },
  margin: (x: 18mm, top: if given.slides { 12mm } else { 22mm }, bottom: if given.slides { 10mm } else { 18mm }),
  header: if not given.slides [#text(9pt)[#given.header #h(1fr) Bilaga]],
  footer: if not given.slides [
    #set text(9pt)
    #h(1fr) #context [#counter(page).display() (#counter(page).final().first())]
  ],
)
#let drawn(rows) = {
  let width = rows.first().len()
  let (first, ..others) = rows
  let merged = width > 2 and first.slice(1).all(each => each == "")
  table(
    columns: given.widths.at(str(width)).map(share => share * 1fr),
    stroke: if width > 2 { 0.5pt } else { none },
    inset: 4pt,
    ..if merged { (table.cell(colspan: width, first.first()), ..others.flatten()) } else { rows.flatten() }
  )
}
#let shown(parts) = for part in parts {
  if part.kind == "gap" { v(1.2em) }
  else if part.kind == "table" { drawn(part.rows) }
  else { block(part.text) }
}
#for columns in given.pages {
  grid(columns: (1fr,) * columns.len(), column-gutter: 12mm, ..columns.map(shown))
  pagebreak(weak: true)
}
"""


@dataclass(frozen=True)
class Part:
    """A line, a gap between lines, a table of tab-separated lines, or the turn of a page."""

    kind: str
    text: str = ""
    rows: list[list[str]] = field(default_factory=list)


def parts_of(text: str) -> list[Part]:
    """The text taken apart: three blank lines are where the text's own page ended."""
    out: list[Part] = []
    blank: list[str] = []
    for line in text.splitlines():
        if not line.strip():
            blank.append(line)
            continue
        if blank:
            out.append(Part("page" if blank.count("") >= 3 else "gap"))
        blank = []
        cells = line.rstrip("\n").split("\t")
        if len(cells) == 1:
            out.append(Part("line", line.strip()))
        elif out and out[-1].kind == "table" and len(out[-1].rows[0]) >= len(cells):
            _add_row(out[-1].rows, cells)
        else:
            out.append(Part("table", rows=[cells]))
    for table in _tables(out):
        table.rows[:] = [row + [""] * (len(table.rows[0]) - len(row)) for row in table.rows]
    return out


def _add_row(rows: list[list[str]], cells: list[str]) -> None:
    """A row that breaks off in a cell goes on in the next line: the document had it in one piece."""
    missing = len(rows[0]) - len(rows[-1])
    if missing and not cells[0] and len(cells) == len(rows[0]):
        rest = next(cell for cell in cells if cell)
        rows[-1] += cells[-missing:]
        rows[-1][-missing - 1] += f" {rest}"
    else:
        rows.append(cells)


def as_word(text: str) -> bytes:
    """As someone pastes it into Word: a paragraph a line, tab-separated lines as tables."""
    document = Document()
    for part in parts_of(text):
        if part.kind == "page":
            document.add_page_break()
        elif part.kind == "table":
            table = document.add_table(rows=0, cols=len(part.rows[0]))
            for row in part.rows:
                for cell, written in zip(table.add_row().cells, row, strict=True):
                    cell.text = written
        else:
            document.add_paragraph(part.text)  # a gap is an empty paragraph
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_print(text: str) -> bytes:
    """As an office prints it: page headers and page numbers, sentences that fill their lines, tables with lines drawn,
    slides with forums side by side. What does not fit on a page goes on on the next, in the middle of a list or a row.
    """
    parts = [part for part in parts_of(PRINTED_BULLET.sub("• ", text)) if part.text or part.kind != "line"]
    slides = sum(1 for part in parts if part.kind == "page") >= SLIDES_FROM and not _tables(parts)
    parts = _in_sentences(parts, joined=not slides)
    pages = list(_split(parts, [index for index, part in enumerate(parts) if part.kind == "page"]))
    given = {
        "header": "Region och kommuner",
        "slides": slides,
        "wide": any(len(table.rows[0]) > 3 for table in _tables(parts)),
        "widths": _widths(parts),
        "pages": [
            [[asdict(part) for part in column] for column in (_columns(page) if slides else [page])] for page in pages
        ],
    }
    import typst

    day = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    inputs = {"given": json.dumps(given)}
    return bytes(typst.compile(TEMPLATE.encode(), sys_inputs=inputs, ignore_system_fonts=True, timestamp=day))


def as_scan(printed: bytes) -> bytes:
    """The print, scanned at 200 dpi: a little askew, soft and dirty."""
    return saved_as(scanned(printed), "PDF")


def _in_sentences(parts: list[Part], *, joined: bool) -> list[Part]:
    """Lines that a converter has broken put together again, as only then the print breaks them at its own width. On slides
    (not `joined`) boxes break the lines, and only the room that the converter put inside sentences goes."""
    out: list[Part] = []
    for part in parts:
        above = out[-2] if len(out) > 1 and out[-1].kind == "gap" else out[-1] if out else None
        if above and part.kind == above.kind == "line" and _goes_on(above.text, part.text):
            if out[-1].kind == "gap":
                out.pop()
            if joined:
                out[-1] = Part("line", f"{above.text} {part.text}")
                continue
        out.append(part)
    return out


def _goes_on(above: str, below: str) -> bool:
    return below[0].islower() and above[-1] not in ".:;!?" and above.rsplit(maxsplit=1)[-1].islower()


def _split(parts: list[Part], at: list[int]) -> Iterator[list[Part]]:
    for before, after in pairwise([0, *at, len(parts)]):
        kept = [part for part in parts[before:after] if part.kind != "page"]
        if kept:
            yield kept


def _tables(parts: list[Part]) -> list[Part]:
    return [part for part in parts if part.kind == "table"]


def _columns(slide: list[Part]) -> list[list[Part]]:
    """A slide about several forums has them side by side: each begins with its name, right above its purpose."""
    begins = []
    for index, part in enumerate(slide):
        if part.text == FIRST_LABEL:
            above = index - (2 if index and slide[index - 1].kind == "gap" else 1)
            while above > 0 and slide[above - 1].kind == "line":
                above -= 1
            begins.append(above)
    return list(_split(slide, begins[1:]))


def _widths(parts: list[Part]) -> dict[str, list[float]]:
    """Column widths by what the columns hold, the same for all tables of as many columns, as in a printed list."""
    out: dict[str, list[float]] = {}
    for width in {len(table.rows[0]) for table in _tables(parts)}:
        rows = [row for table in _tables(parts) if len(table.rows[0]) == width for row in table.rows]
        longest = [max(max(map(len, row[column].split()), default=0) for row in rows) for column in range(width)]
        held = [sum(len(row[column]) for row in rows) ** 0.5 for column in range(width)]
        out[str(width)] = [max(one, 4.0 * word) for one, word in zip(held, longest, strict=True)]
    return out
