"""Word documents (.docx). The file is taken apart here rather than by python-docx, so that each part is measured before
it is unpacked, pictures and macros never are, and a table of 10,000 rows with merged cells reads in linear time.

`package` names the parts that `office` unpacks, `styles` and `numbering` tell headings and list markers, `paragraphs` gives the text of a
paragraph, `tables` resolves merged cells, `body` walks it all in reading order.
"""

from __future__ import annotations

from samverka.imports.blocks import ReadDocument
from samverka.imports.readers import office
from samverka.imports.readers.word.body import BodyReader
from samverka.imports.readers.word.names import TRACKED_CHANGES
from samverka.imports.readers.word.notes import Notes
from samverka.imports.readers.word.numbering import Numbering
from samverka.imports.readers.word.package import open_document
from samverka.imports.readers.word.styles import Styles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

__all__ = ["MEDIA_TYPE", "read_word"]


def read_word(package: office.Package) -> ReadDocument:
    """Reads a Word document. Raises `ReadError` for broken, protected and oversized ones.

    Headers and footers are left out; comments, notes, deleted text and pictures are left out with a warning.
    """
    document = open_document(package)
    notes = Notes(tracked_changes=next(document.body.iter(*TRACKED_CHANGES), None) is not None)
    reader = BodyReader(
        Styles(document.related("styles")), Numbering(document.related("numbering")), notes, document.has_pages
    )
    blocks = reader.read(document.body)
    return ReadDocument(blocks, MEDIA_TYPE, document.title, notes.warnings())
