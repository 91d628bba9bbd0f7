"""The bytes decide what a file is; what is not read is refused with what to do instead."""

import pytest
from docx import Document

from samverka.imports.readers import ReadErrorCode, read
from samverka.imports.tests.readers.builders import refusal, saved, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64
WORD = saved(Document())


def word(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    return saved(document)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ReadErrorCode.EMPTY),
        (b" \r\n\t ", ReadErrorCode.EMPTY),
        (b"\x00" * 5000, ReadErrorCode.EMPTY),
        (b"\xef\xbb\xbf", ReadErrorCode.EMPTY),
        (b"<html><script>f()</script></html>", ReadErrorCode.EMPTY),
        (WORD, ReadErrorCode.EMPTY),
        (b"%PDF-1.7\n%\xe2\xe3", ReadErrorCode.DAMAGED),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ReadErrorCode.DAMAGED),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", ReadErrorCode.DAMAGED),
        (b"GIF89a\x01\x00", ReadErrorCode.IMAGE),
        (b"II*\x00\x08\x00", ReadErrorCode.DAMAGED),
        (b"BM" + (70).to_bytes(4, "little") + b"\x00" * 64, ReadErrorCode.IMAGE),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", ReadErrorCode.IMAGE),
        (b"\x00\x00\x00\x18ftypheic\x00", ReadErrorCode.IMAGE),
        (b"{\\rtf1\\ansi Hej}", ReadErrorCode.OTHER_DOCUMENT),
        (b"\x1f\x8b\x08\x00", ReadErrorCode.ARCHIVE),
        (OLE + "WordDocument".encode("utf-16-le"), ReadErrorCode.OLD_OFFICE),
        (OLE + "Workbook".encode("utf-16-le"), ReadErrorCode.SPREADSHEET),
        (OLE + "PowerPoint Document".encode("utf-16-le"), ReadErrorCode.PRESENTATION),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ReadErrorCode.ENCRYPTED),
        (OLE, ReadErrorCode.OLD_OFFICE),
        (zipped(xl__workbook_xml=b"<x/>"), ReadErrorCode.DAMAGED),
        (zipped(ppt__presentation_xml=b"<x/>"), ReadErrorCode.DAMAGED),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), ReadErrorCode.OTHER_DOCUMENT),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ReadErrorCode.SPREADSHEET),
        (zipped(bild=b"x", brev=b"y"), ReadErrorCode.ARCHIVE),
        (zipped(word__document_xml=b"<x/>"), ReadErrorCode.DAMAGED),
        (zipped(word__document_xml=b"no xml"), ReadErrorCode.DAMAGED),
        (zipped(word__other_xml=b"<x/>"), ReadErrorCode.DAMAGED),
        (b"PK\x03\x04 cut off", ReadErrorCode.DAMAGED),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x02\x00>\x00", ReadErrorCode.NOT_TEXT),
        (bytes(range(256)) * 20, ReadErrorCode.NOT_TEXT),
        (b"Text\x00med\x00nollor" * 3, ReadErrorCode.NOT_TEXT),
    ],
    ids=lambda value: str(value) if isinstance(value, ReadErrorCode) else "",
)
def test_files_that_cannot_be_read_are_refused_for_the_right_reason(data: bytes, code: ReadErrorCode) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.99])
def test_a_word_document_cut_off_anywhere_is_called_damaged(share: float) -> None:
    whole = word("Balanslista SVOM 2024")
    assert refusal(whole[: int(len(whole) * share)], "lista.docx") == ReadErrorCode.DAMAGED


@pytest.mark.parametrize(
    ("data", "filename", "media_type", "warnings"),
    [
        (b"Balanslista", "lista.txt", "text/plain", ()),
        (b"Balanslista", "lista", "text/plain", ()),
        (b"Balanslista", "lista.2024", "text/plain", ()),
        (
            b"Balanslista",
            "lista.DOCX",
            "text/plain",
            ("Filens namn slutar på .docx, men innehållet är vanlig text. Det har lästs som vanlig text.",),
        ),
        (b"Lista", "lista.md", "text/markdown", ()),
        (b"# Avtal\n\n## Barn\n", "lista.txt", "text/markdown", ()),
        (b"| A | B |\n|---|---|\n| 1 | 2 |", "lista.txt", "text/markdown", ()),
        (b"A | B\n\n5 - 3\n", "lista.txt", "text/plain", ()),
        (b"\n <!DOCTYPE html><p>Lista</p>", "lista.html", "text/html", ()),
        (
            b"<!-- x -->\n<table><tr><td>1<td>2</table>",
            "lista.doc",
            "text/html",
            ("Filens namn slutar på .doc, men innehållet är en webbsida. Det har lästs som en webbsida.",),
        ),
        (b"Fritt <i>kursivt</i> stycke", "lista.txt", "text/plain", ()),
        (
            word("Lista"),
            "lista.pdf",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ("Filens namn slutar på .pdf, men innehållet är ett Word-dokument. Det har lästs som ett Word-dokument.",),
        ),
    ],
)
def test_content_goes_before_the_name(data: bytes, filename: str, media_type: str, warnings: tuple[str, ...]) -> None:
    document = read(data, filename)
    assert (document.media_type, document.warnings) == (media_type, warnings)
