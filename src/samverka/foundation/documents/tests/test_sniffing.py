"""What kind of file bytes are, told by the bytes."""

import io
import zipfile

import pytest

from samverka.foundation.documents.operations import FileRefused
from samverka.foundation.documents.sniffing import kind_of, media_type_of


def package(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"{\\rtf1", "application/rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "application/x-ole-storage"),
        (package("word/document.xml"), f"{OFFICE}wordprocessingml.document"),
        (package("xl/workbook.xml"), f"{OFFICE}spreadsheetml.sheet"),
        (package("ppt/presentation.xml"), f"{OFFICE}presentationml.presentation"),
        (
            package("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
        ("Överenskommelse".encode(), "text/plain"),
        ("Överenskommelse".encode("latin-1"), "text/plain"),
        (b"  \n<!DOCTYPE html><p>Hej", "text/html"),
        (b"Text <script>alert(1)</script>", "text/html"),
    ],
)
def test_the_bytes_tell(data, media_type):
    assert kind_of(data) == media_type


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90",
        b"\x7fELF\x02",
        b"#!/bin/sh",
        package("a.txt"),
        package("a", mimetype="text/html"),
        b"PK\x03\x04\x00",
        b"a\x00b",
        bytes(range(1, 256)),
    ],
)
def test_what_could_run_or_hide_something_is_refused(data):
    with pytest.raises(FileRefused):
        kind_of(data)


@pytest.mark.parametrize(
    ("filename", "is_taken"),
    [
        ("a.pdf", True),
        ("A.PDF", True),
        ("a", True),
        ("a.dnr", True),
        ("a.docx", False),
        ("a.pdf.html", False),
        ("c:\\x\\a.txt", False),
    ],
)
def test_a_name_that_says_something_else_is_refused(filename, is_taken):
    if is_taken:
        assert media_type_of(b"%PDF-1.4", filename) == "application/pdf"
    else:
        with pytest.raises(FileRefused, match="men innehållet är en PDF"):
            media_type_of(b"%PDF-1.4", filename)
