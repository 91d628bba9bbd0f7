"""Word documents made in the tests with python-docx, and short forms of what a reader gives, for equality."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import nsdecls

from samverka.imports.blocks import Line, PageBreak, ReadDocument, Table
from samverka.imports.readers import ReadError, ReadErrorCode, read

DECLARED = nsdecls("w")


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_EMPTY = saved(Document())


def word_with_body(xml: str) -> bytes:
    """A DOCX whose body is the given WordprocessingML."""
    source = f"<w:document {DECLARED}><w:body>{xml}<w:sectPr/></w:body></w:document>"
    return repacked(_EMPTY, document_xml=source.encode())


def paragraph(text: str, properties: str = "", before: str = "", after: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r>{before}<w:t xml:space="preserve">{text}</w:t>{after}</w:r></w:p>'


def cell(text: str, properties: str = "", before: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text, before=before)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def repacked(data: bytes, **replaced: bytes) -> bytes:
    """The zip again, with parts whose name ends as a keyword (dots written as underscores) replaced."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            key = name.rpartition("/")[2].replace(".", "_")
            target.writestr(name, replaced.get(key, source.read(name)))
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def shape(document: ReadDocument) -> list[Any]:
    """Blocks in short form: a text, a list of rows of texts, or "--- page ---"."""
    return [_short(block) for block in document.blocks]


def _short(block: Line | Table | PageBreak) -> Any:
    if isinstance(block, Line):
        return block.text
    if isinstance(block, Table):
        return [[each.text for each in row.cells] for row in block.rows]
    return "--- page ---"


def rows_of(data: bytes, filename: str) -> list[list[str]]:
    """The rows of the one table in a document."""
    (only,) = [block for block in read(data, filename).blocks if isinstance(block, Table)]
    return [[each.text for each in row.cells] for row in only.rows]


def refusal(data: bytes, filename: str = "fil") -> ReadErrorCode:
    """Why a file is refused; fails if it is read."""
    with pytest.raises(ReadError) as caught:
        read(data, filename)
    assert caught.value.message.endswith(".")
    return caught.value.code
