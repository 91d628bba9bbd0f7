"""Word documents as a municipal office makes them, the same bytes on every machine."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

FONT = "Calibri"
INK = RGBColor(0x1F, 0x1F, 0x1F)
HEADING_INK = RGBColor(0x1F, 0x3A, 0x5F)
HEADER_FILL, DIRECTION_FILL = "D9E2EC", "EEF2F6"
SMALL = Pt(8.5)
_UNUSED_PARTS = ("stylesWithEffects", "customXml", "thumbnail")
_STYLE_NAMES = [qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle")]
_STYLE_LINKS = [qn(f"w:{name}") for name in ("basedOn", "link", "next")]
EARLIEST_IN_ZIP = (1980, 1, 1, 0, 0, 0)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PROPERTY_LIMIT = 255  # what python-docx lets a property hold


def new_document(*, title: str, author: str, saved_on: str, landscape: bool, footer: str = "") -> Any:
    """An empty A4 document in Swedish with page numbers. With a `footer` that text stands before «Sida x av y»."""
    document = Document()
    section = document.sections[0]
    size = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = size
    section.left_margin = section.right_margin = Cm(1.7 if landscape else 2.5)
    section.top_margin = section.bottom_margin = Cm(1.7 if landscape else 2.2)
    _set_styles(document)
    if footer:
        _footer(section, footer)
    else:
        _number_pages(section)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = (
        plain(each)[:_PROPERTY_LIMIT] for each in (title, author, author)
    )
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = dt.datetime.fromisoformat(f"{saved_on}T09:00:00")
    return document


def _set_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(10.5), INK
    normal.paragraph_format.space_after = Pt(4)
    fonts = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = fonts.find(qn("w:lang"))
    language.set(qn("w:val"), "sv-SE")
    for name, size in (("Title", 20), ("Heading 1", 15), ("Heading 2", 13), ("Heading 3", 11)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), HEADING_INK
        own = style.element.get_or_add_rPr()
        for element in own.findall(qn("w:rFonts")):
            own.remove(element)
        style.font.name = FONT
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(3)
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _number_pages(section: Any) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 2
    paragraph.add_run("Sida ")
    _add_field(paragraph, "PAGE")


def _footer(section: Any, text: str) -> None:
    """The text to the left and «Sida x av y» to the right."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style.paragraph_format.tab_stops.clear_all()  # the template's, for a portrait page
    width = section.page_width - section.left_margin - section.right_margin
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style.font.size = SMALL
    paragraph.add_run(f"{plain(text)}\tSida ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" av ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


def plain(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def add_bold(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def add_table(document: Any, columns: Sequence[str], widths: Sequence[float], *, over: str = "") -> Any:
    """A table whose header row comes again on every page; above it, if given, a row merged over all columns."""
    table = document.add_table(rows=0, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    if over:
        row = table.add_row()
        merged = row.cells[0].merge(row.cells[-1])
        _fill(merged, [over], bold=True, fill=DIRECTION_FILL)
        _repeat(row)
    header = table.add_row()
    for cell, text in zip(header.cells, columns, strict=True):
        _fill(cell, [text], bold=True, fill=HEADER_FILL)
    _repeat(header)
    return table


def add_row(table: Any, cells: Sequence[Sequence[str]], *, may_break: bool = False) -> None:
    """A row; each cell is given as its paragraphs. It stays on one page unless it `may_break`."""
    row = table.add_row()
    if not may_break:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    for cell, paragraphs in zip(row.cells, cells, strict=True):
        _fill(cell, paragraphs)


def merge_equal(table: Any, first: int, texts: Iterable[Sequence[str]], column: int = 0) -> None:
    """Merges neighbouring cells of a column downwards where their texts are equal and not empty."""
    start, previous = first, None
    rows = list(texts)
    for position, text in enumerate([*rows, None], start=first):
        if text != previous or not text:
            if previous and position - start > 1:
                _merge(table, start, position - 1, column, previous)
            start, previous = position, text


def _merge(table: Any, first: int, last: int, column: int, texts: Sequence[str]) -> None:
    for row in range(first + 1, last + 1):
        _fill(table.cell(row, column), [])
    merged = table.cell(first, column).merge(table.cell(last, column))
    _fill(merged, texts)


def _fill(cell: Any, paragraphs: Sequence[str], *, bold: bool = False, fill: str = "") -> None:
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    cell.paragraphs[0].clear()
    for number, text in enumerate(paragraphs or [""]):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        if text:
            run = paragraph.add_run(plain(text))
            run.bold, run.font.size = bold, SMALL
    if fill:
        shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shading))


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def to_bytes(document: Any, *, packed_small: bool = False) -> bytes:
    """The document as a file. Without compression and with fixed times, since both differ between machines;
    `packed_small` compresses what is to be sent and not compared."""
    _drop_what_is_unused(document)
    packed, out = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w") as target:
        method = zipfile.ZIP_DEFLATED if packed_small else zipfile.ZIP_STORED
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, EARLIEST_IN_ZIP), source.read(name), method)
    return out.getvalue()


def _drop_what_is_unused(document: Any) -> None:
    """python-docx's template brings 160 styles twice, which would be nine tenths of an uncompressed file."""
    for owner in (document.part, document.part.package):
        for identity, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNUSED_PARTS:
                del owner.rels[identity]
    styles = document.styles.element
    by_id = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    wanted = {identity for identity, style in by_id.items() if style.get(qn("w:default")) == "1"}
    pending = wanted | {
        element.get(qn("w:val"))
        for part in (document.element, *_footers(document))
        for element in part.iter(*_STYLE_NAMES)
    }
    while pending:
        wanted |= pending
        used = [by_id[identity] for identity in pending if identity in by_id]
        pending = {element.get(qn("w:val")) for style in used for element in style.iter(*_STYLE_LINKS)} - wanted
    for identity, style in by_id.items():
        if identity not in wanted:
            styles.remove(style)


def _footers(document: Any) -> list[Any]:
    return [section.footer._element for section in document.sections]
