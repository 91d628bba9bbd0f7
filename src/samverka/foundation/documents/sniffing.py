"""What kind of file bytes are, for documents that people attach: told by the bytes, never by the name or the sender.

Attached files are stored and handed out, never opened here; what a computer could run is refused.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.foundation.documents.operations import FileRefused

PDF, HTML, TEXT = "application/pdf", "text/html", "text/plain"
_OPENXML = "application/vnd.openxmlformats-officedocument."
WORD, EXCEL, POWERPOINT = (
    f"{_OPENXML}wordprocessingml.document",
    f"{_OPENXML}spreadsheetml.sheet",
    f"{_OPENXML}presentationml.presentation",
)
_BY_PART = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "ppt/presentation.xml": POWERPOINT}
_BY_MARK: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # Office before 2007, and mail from Outlook
)
_SUFFIXES = {
    PDF: {".pdf"},
    "image/png": {".png"},
    "image/jpeg": {".jpg", ".jpeg"},
    "image/tiff": {".tif", ".tiff"},
    "application/rtf": {".rtf"},
    WORD: {".docx", ".docm", ".dotx"},
    EXCEL: {".xlsx", ".xlsm"},
    POWERPOINT: {".pptx", ".pptm"},
    "application/x-ole-storage": {".doc", ".xls", ".ppt", ".msg"},
    HTML: {".html", ".htm"},
    TEXT: {".txt", ".md", ".csv", ".text"},
}
_SUFFIXES |= {
    f"application/vnd.oasis.opendocument.{name}": {suffix}
    for name, suffix in (("text", ".odt"), ("spreadsheet", ".ods"), ("presentation", ".odp"))
}
_WORDS: dict[str, Any] = {
    PDF: gettext_lazy("en PDF"),
    HTML: gettext_lazy("en webbsida"),
    TEXT: gettext_lazy("vanlig text"),
    "image/png": gettext_lazy("en bild"),
    "image/jpeg": gettext_lazy("en bild"),
    "image/tiff": gettext_lazy("en bild"),
    "application/rtf": gettext_lazy("ett RTF-dokument"),
    "application/x-ole-storage": gettext_lazy("ett äldre Office-dokument"),
    WORD: gettext_lazy("ett Word-dokument"),
    EXCEL: gettext_lazy("en Excel-bok"),
    POWERPOINT: gettext_lazy("ett bildspel"),
}
_RUNS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_HTML_TAGS = (b"<html", b"<!doctype html", b"<script", b"<body", b"<head", b"<svg", b"<iframe", b"<table", b"<?xml")
_ENTRIES = 20_000


def media_type_of(data: bytes, filename: str) -> str:
    """The media type of a file that may be attached. Raises `FileRefused`, with a Swedish sentence, for a program, an
    archive or bytes of no known kind, and for a file whose name says something else than its bytes."""
    found = kind_of(data)
    suffix = PurePosixPath(filename.replace("\\", "/")).suffix.lower()
    known = set().union(*_SUFFIXES.values())
    if (
        suffix in known
        and suffix not in _SUFFIXES.get(found, set())
        and not (found == TEXT and suffix in _SUFFIXES[HTML])
    ):
        message = _("Filens namn slutar på %(suffix)s, men innehållet är %(what)s. Byt namn eller välj rätt fil.")
        raise FileRefused(message % {"suffix": suffix, "what": _WORDS.get(found, _("ett OpenDocument-dokument"))})
    return found


def kind_of(data: bytes) -> str:
    """The media type by the bytes alone. Raises `FileRefused` for what may not be attached."""
    if data.startswith(_RUNS):
        raise FileRefused(
            _("Filen är ett program och tas inte emot. Välj ett dokument, till exempel en PDF eller ett Word-dokument.")
        )
    for mark, media_type in _BY_MARK:
        if data.startswith(mark):
            return media_type
    if data.startswith(b"PK\x03\x04"):
        return _office_package(data)
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(tag in start for tag in _HTML_TAGS):
        return HTML
    if b"\x00" in data[:4000] or not _is_text(data):
        raise FileRefused(_("Filen är av ett slag som inte tas emot. Spara dokumentet som PDF och försök igen."))
    return TEXT


def _office_package(data: bytes) -> str:
    """Tells by the names inside; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()[:_ENTRIES]
            if "mimetype" in names and package.getinfo("mimetype").file_size < 100:
                told = package.read("mimetype").decode("ascii", "replace").strip()
                if told in _SUFFIXES and ".opendocument." in told:
                    return told
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise FileRefused(
            _("Filen är trasig: den går inte att öppna. Spara dokumentet igen och försök en gång till.")
        ) from None
    for part, media_type in _BY_PART.items():
        if part in names:
            return media_type
    raise FileRefused(_("Filen är ett packat arkiv. Packa upp det och lägg till dokumenten var för sig."))


def _is_text(data: bytes) -> bool:
    sample = data[:100_000]
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            control = sum(byte < 32 and byte not in b"\t\r\n\x0c" for byte in sample)
            return control == 0 and sum(byte > 127 for byte in sample) < len(sample) / 3
    return True
