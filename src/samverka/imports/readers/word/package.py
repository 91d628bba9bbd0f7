"""Takes a DOCX apart: checks the zip before anything is unpacked, and parses only the parts that are read."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.sniff import presentation, spreadsheet
from samverka.imports.readers.word.names import MAIN, STRICT_MAIN, Element, w

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CENTRAL_ENTRY = b"PK\x01\x02"
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PAGE_MARK = b"lastRenderedPageBreak"


@dataclass(frozen=True)
class Package:
    """The parts of a document that are read."""

    body: Element
    has_pages: bool
    title: str
    _parts: dict[str, Element]

    def related(self, kind: str) -> Element | None:
        """The part that the document names as its styles, its numbering …; None if it has none or it is unreadable."""
        return self._parts.get(kind)


def open_package(data: bytes) -> Package:
    """Opens a DOCX. Raises `ReadError` for zip files that are no DOCX, or are broken, protected or too large."""
    with _open_zip(data) as archive:
        entries = {info.filename: info for info in archive.infolist()}
        _check_sizes(entries)
        _check_kind(archive, entries)
        main = _main_part(archive, entries)
        if main not in entries:
            raise _damaged() if any(name.startswith("word/") for name in entries) else _archive()
        source = _unpack(archive, entries[main])
        root = _parse(source)
        body = root.find(w("body"))
        if body is None:
            raise _damaged()
        return Package(body, _PAGE_MARK in source, _title(archive, entries), _related_parts(archive, entries, main))


def _open_zip(data: bytes) -> zipfile.ZipFile:
    if data.count(_CENTRAL_ENTRY) > limits.MAX_ZIP_ENTRIES:
        raise _bomb()
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, struct.error) as error:
        if b"word/" in data:
            raise _damaged() from error
        raise ReadError(
            "Filen är ett packat arkiv (zip) som är skadat eller avklippt. Hämta eller spara filen på nytt och läs in "
            "den igen.",
            ReadErrorCode.DAMAGED,
        ) from error


def _check_sizes(entries: dict[str, zipfile.ZipInfo]) -> None:
    """Refuses a bomb by what the zip claims about itself; `_unpack` sees to it that the claims are kept."""
    if (
        len(entries) > limits.MAX_ZIP_ENTRIES
        or sum(info.file_size for info in entries.values()) > limits.MAX_UNPACKED_BYTES
    ):
        raise _bomb()
    for info in entries.values():
        if info.file_size > limits.RATIO_FROM_BYTES and info.file_size > limits.MAX_RATIO * max(info.compress_size, 1):
            raise _bomb()


def _check_kind(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
    if any(name.startswith("word/") for name in entries):
        return
    if any(name.startswith("xl/") for name in entries):
        raise spreadsheet("en Excel-fil (.xlsx)")
    if any(name.startswith("ppt/") for name in entries):
        raise presentation("en PowerPoint-fil (.pptx)")
    kind = _unpack(archive, entries["mimetype"])[:100] if "mimetype" in entries else b""
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise spreadsheet("ett kalkylark (.ods)")
    if kind.startswith(b"application/vnd.oasis.opendocument.presentation"):
        raise presentation("ett bildspel (.odp)")
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        raise ReadError(
            "Filen är ett LibreOffice-dokument (.odt), som inte kan läsas in. Öppna det, välj Spara som och "
            "Word-dokument (.docx), och läs in det.",
            ReadErrorCode.OTHER_DOCUMENT,
        )
    if "_rels/.rels" not in entries:
        raise _archive()


def _main_part(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> str:
    """The part the package names as its document; Word itself always calls it word/document.xml."""
    targets = _targets(archive, entries, "_rels/.rels", "")
    return targets.get("officeDocument", "word/document.xml")


def _targets(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], rels: str, folder: str) -> dict[str, str]:
    """Kind of relationship → name of the part, for relationships inside the package."""
    if rels not in entries:
        return {}
    found: dict[str, str] = {}
    for relation in _parse(_unpack(archive, entries[rels])).iter(_RELATIONSHIP):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found.setdefault(relation.get("Type", "").rpartition("/")[2], target)
    return found


def _related_parts(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], main: str) -> dict[str, Element]:
    folder, name = posixpath.split(main)
    targets = _targets(archive, entries, posixpath.join(folder, "_rels", f"{name}.rels"), folder)
    return {
        kind: _parse(_unpack(archive, entries[targets[kind]]))
        for kind in ("styles", "numbering")
        if targets.get(kind) in entries
    }


def _title(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> str:
    if "docProps/core.xml" not in entries:
        return ""
    return " ".join((_parse(_unpack(archive, entries["docProps/core.xml"])).findtext(_TITLE) or "").split())


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 0x1:
        raise ReadError(
            "Dokumentet är skyddat med lösenord och kan inte läsas. Ta bort lösenordet, spara och läs in det igen.",
            ReadErrorCode.ENCRYPTED,
        )
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # Word uses no other
        raise _damaged()
    try:
        with archive.open(info) as part:
            content = part.read(limits.MAX_XML_BYTES + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        struct.error,
    ) as error:
        raise _damaged() from error
    if len(content) > limits.MAX_XML_BYTES:
        raise _bomb()
    return content.replace(STRICT_MAIN.encode(), MAIN.encode()) if STRICT_MAIN.encode() in content else content


def _parse(source: bytes) -> Element:
    """Parses a part without entities, document types or network. Word writes none of them."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if _DOCTYPE.search(source):
        raise _forbidden()
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError) as error:
        if "depth" in str(error).lower():
            raise too_deep() from error
        raise _damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding where the pattern above does not see it
        raise _forbidden()
    return root


def _archive() -> ReadError:
    return ReadError(
        "Filen är ett packat arkiv (zip) och inget Word-dokument. Packa upp det och läs in dokumenten var för sig.",
        ReadErrorCode.ARCHIVE,
    )


def _damaged() -> ReadError:
    return ReadError(
        "Word-dokumentet är skadat eller avklippt och kan inte läsas. Det händer när en överföring avbryts. "
        "Hämta eller spara filen på nytt och läs in den igen.",
        ReadErrorCode.DAMAGED,
    )


def _bomb() -> ReadError:
    return ReadError(
        "Filen läses inte in: uppackad blir den orimligt stor för ett dokument. Öppna den i Word, kopiera innehållet "
        "till ett nytt dokument, spara det som .docx och läs in det.",
        ReadErrorCode.BOMB,
    )


def _forbidden() -> ReadError:
    return ReadError(
        "Filen läses inte in: den innehåller definitioner som inte hör hemma i ett Word-dokument. Kontrollera varifrån "
        "den kommer. Öppna den i Word, spara den på nytt som .docx och läs in den.",
        ReadErrorCode.BOMB,
    )


def too_deep() -> ReadError:
    return ReadError(
        "Word-dokumentet är för invecklat för att läsas in: för många tabeller eller textrutor ligger inuti varandra. "
        "Kopiera innehållet till ett enklare dokument och läs in det.",
        ReadErrorCode.TOO_COMPLEX,
    )
