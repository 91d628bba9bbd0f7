"""What a file is, judged by its bytes. The name only settles what the bytes cannot: Markdown is also plain text."""

from __future__ import annotations

import re
import struct
from enum import StrEnum
from itertools import pairwise
from pathlib import PurePosixPath

from samverka.imports.readers.decoding import decode
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.text import split_lines


class Format(StrEnum):
    """Formats that are read, with the word a person knows them by."""

    TEXT = "vanlig text"
    MARKDOWN = "Markdown"
    HTML = "en webbsida"
    WORD = "ett Word-dokument"
    EXCEL = "en Excel-fil"
    POWERPOINT = "en PowerPoint-fil"
    PDF = "en PDF"
    PICTURE = "en bild"


_SUFFIXES = {
    Format.TEXT: {".txt", ".text", ".tsv", ".csv", ".log", ".asc"},
    Format.MARKDOWN: {".md", ".markdown", ".mdown"},
    Format.HTML: {".html", ".htm", ".xhtml"},
    Format.WORD: {".docx", ".docm", ".dotx", ".dotm"},
    Format.EXCEL: {".xlsx", ".xlsm", ".xltx", ".xltm"},
    Format.POWERPOINT: {".pptx", ".pptm", ".ppsx", ".potx"},
    Format.PDF: {".pdf"},
    Format.PICTURE: {".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff"},
}

_SAVE_AS_WORD = "Öppna filen i programmet där den skrevs, spara den som Word-dokument (.docx) och läs in det."
_IMAGE = (
    "Filen är en bild i ett format som inte kan läsas. Spara den som PNG, JPEG, TIFF eller PDF, eller läs in dokumentet "
    "som bilden visar."
)
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_PDF, _PDF_WITHIN = b"%PDF-", 1024

_OTHER_FORMATS: tuple[tuple[bytes, ReadErrorCode, str], ...] = (
    (b"GIF8", ReadErrorCode.IMAGE, _IMAGE),
    (b"{\\rtf", ReadErrorCode.OTHER_DOCUMENT, f"Filen är ett RTF-dokument, som inte kan läsas in. {_SAVE_AS_WORD}"),
    (b"\x1f\x8b", ReadErrorCode.ARCHIVE, "Filen är ett packat arkiv. Packa upp det och läs in dokumenten var för sig."),
    (
        b"7z\xbc\xaf",
        ReadErrorCode.ARCHIVE,
        "Filen är ett packat arkiv. Packa upp det och läs in dokumenten var för sig.",
    ),
    (b"Rar!\x1a", ReadErrorCode.ARCHIVE, "Filen är ett packat arkiv. Packa upp det och läs in dokumenten var för sig."),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_LEADING_NOISE = re.compile(r"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|style|script|base|table|thead|tbody|tr|div|section|article|main"
    r"|header|nav|h[1-6]|p|ul|ol|dl|center)(?=[\s>/]))",
    re.IGNORECASE,
)
_ANY_HTML_TAG = re.compile(r"</(?:p|div|table|td|li|h[1-6]|body|html|span|a)>", re.IGNORECASE)
_PIPE_DELIMITER = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *")
_ATX_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


def refuse_other_formats(data: bytes) -> None:
    """Raises `ReadError` for a format that is known but not read, with what to do instead."""
    for mark, code, message in _OTHER_FORMATS:
        if data.startswith(mark):
            raise ReadError(message, code)
    if _is_bitmap(data) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypmif1"):
        raise ReadError(_IMAGE, ReadErrorCode.IMAGE)
    if data.startswith(_OLE):
        raise _old_office(data)


def _is_bitmap(data: bytes) -> bool:
    """BM alone also begins texts; a bitmap tells its own length and has four zeroes after it."""
    return data[:2] == b"BM" and len(data) > 26 and struct.unpack("<IHH", data[2:10]) in {(len(data), 0, 0), (0, 0, 0)}


def is_pdf(data: bytes) -> bool:
    """Some programs write a few lines before the mark; texts about PDF do not begin with it."""
    return data.startswith(_PDF) or (_PDF in data[:_PDF_WITHIN] and b"%%EOF" in data[-2048:] and b" obj" in data)


def is_picture(data: bytes) -> bool:
    return data.startswith(tuple(mark for mark, _ in _PICTURES))


def is_zip(data: bytes) -> bool:
    return data.startswith(_ZIP)


def text_format(text: str, filename: str) -> Format:
    """Which of the text formats a decoded text is."""
    start = _LEADING_NOISE.match(text)
    begins = text[start.end() if start else 0 :][:200]
    suffix = _suffix(filename)
    if _HTML_START.match(begins) or (suffix in _SUFFIXES[Format.HTML] and _ANY_HTML_TAG.search(text)):
        return Format.HTML
    if suffix in _SUFFIXES[Format.MARKDOWN] or _is_marked_down(text):
        return Format.MARKDOWN
    return Format.TEXT


def name_warning(filename: str, found: Format) -> str | None:
    """A sentence if the name claims another format than the bytes hold."""
    suffix = _suffix(filename)
    known = {".doc", ".xls", ".ppt", ".odt", ".ods", ".rtf", ".gif", ".bmp", ".webp", ".heic", ".zip"}
    if not suffix or suffix in _SUFFIXES[found] or not (suffix in known or suffix in set().union(*_SUFFIXES.values())):
        return None
    if found is Format.MARKDOWN and suffix in _SUFFIXES[Format.TEXT]:
        return None
    return f"Filens namn slutar på {suffix}, men innehållet är {found}. Det har lästs som {found}."


def _is_marked_down(text: str) -> bool:
    """Two headings with number signs, or a pipe table: a row with pipes above a row of dashes and pipes."""
    if len(_ATX_HEADING.findall(text)) >= 2:
        return True
    lines = split_lines(text) if "|" in text else []
    return any("|" in above and "|" in below and _PIPE_DELIMITER.fullmatch(below) for above, below in pairwise(lines))


def _suffix(filename: str) -> str:
    return PurePosixPath(filename.replace("\\", "/")).suffix.lower()


def _old_office(data: bytes) -> ReadError:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return ReadError(
            "Dokumentet är skyddat med lösenord och kan inte läsas. Öppna det i Word, ta bort lösenordet "
            "(Arkiv – Info – Skydda dokument), spara och läs in det igen.",
            ReadErrorCode.ENCRYPTED,
        )
    if holds("Workbook"):
        return spreadsheet("en äldre Excel-fil (.xls)")
    if holds("PowerPoint Document"):
        return presentation("en äldre PowerPoint-fil (.ppt)")
    if holds("WordDocument"):
        return ReadError(
            "Filen är ett äldre Word-dokument (.doc), som inte kan läsas. Öppna det i Word, spara det som .docx "
            "och läs in det.",
            ReadErrorCode.OLD_OFFICE,
        )
    return ReadError(
        f"Filen är i ett äldre Office-format, som inte kan läsas. {_SAVE_AS_WORD}", ReadErrorCode.OLD_OFFICE
    )


def spreadsheet(what: str) -> ReadError:
    return ReadError(
        f"Filen är {what}, som inte kan läsas. Öppna den i Excel, spara den som .xlsx och läs in den.",
        ReadErrorCode.SPREADSHEET,
    )


def presentation(what: str) -> ReadError:
    return ReadError(
        f"Filen är {what}, som inte kan läsas. Öppna den i PowerPoint, spara den som .pptx och läs in den.",
        ReadErrorCode.PRESENTATION,
    )


_MEDIA_TYPES = {Format.TEXT: "text/plain", Format.MARKDOWN: "text/markdown", Format.HTML: "text/html"}
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OFFICE_TYPES = (
    (b"word/", f"{_OPEN_XML}.wordprocessingml.document"),
    (b"xl/", f"{_OPEN_XML}.spreadsheetml.sheet"),
    (b"ppt/", f"{_OPEN_XML}.presentationml.presentation"),
)
_BEGINNING = 64 * 1024


def media_type(data: bytes, filename: str) -> str:
    """What a file is handed out as, from its beginning and a package's list of parts: cheap whatever the size, and no
    promise that it can be read. Plain bytes for what no reader takes."""
    if is_zip(data):
        listed = data[-4 * _BEGINNING :]
        return next((kind for folder, kind in _OFFICE_TYPES if folder in listed), "application/octet-stream")
    if is_pdf(data):
        return "application/pdf"
    if is_picture(data):
        return next(kind for mark, kind in _PICTURES if data.startswith(mark))
    try:
        text = decode(data[:_BEGINNING]).text
    except ReadError:
        return "application/octet-stream"
    return _MEDIA_TYPES[text_format(text, filename)]
