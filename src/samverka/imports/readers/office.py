"""The zip files of Word, Excel and PowerPoint: measured before anything is unpacked, and only the parts asked for are."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import Any

from lxml import etree

from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode
from samverka.imports.readers.sniff import presentation, spreadsheet

Element = Any
"""An lxml element; lxml has no types."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_CENTRAL_ENTRY = b"PK\x01\x02"
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class _Words:
    """What messages call a file, and how it is saved anew."""

    the_file: str
    program: str
    suffix: str
    a_file: str


class Kind(Enum):
    WORD = _Words("Word-dokumentet", "Word", ".docx", "ett Word-dokument")
    EXCEL = _Words("Excel-filen", "Excel", ".xlsx", "en Excel-fil")
    POWERPOINT = _Words("PowerPoint-filen", "PowerPoint", ".pptx", "en PowerPoint-fil")


_FOLDERS = {"word/": Kind.WORD, "xl/": Kind.EXCEL, "ppt/": Kind.POWERPOINT}


@dataclass(frozen=True)
class Package:
    """An open file. Parts are named as in the zip."""

    kind: Kind
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]

    @property
    def main(self) -> str:
        """The part the package names as its document, or the one that Word itself always writes. Raises `ReadError`."""
        main = self.targets("").get("officeDocument", "word/document.xml")
        if main not in self.entries:
            raise self.damaged() if self._has_own_parts() else _archive()
        return main

    def _has_own_parts(self) -> bool:
        return any(name.startswith(tuple(_FOLDERS)) for name in self.entries)

    def targets(self, part: str) -> dict[str, str]:
        """Kind of relationship → name of the first part so related inside the package. "" asks for the package's own."""
        found: dict[str, str] = {}
        for _, kind, target in self.relationships(part):
            found.setdefault(kind, target)
        return found

    def relationships(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and target part of a part's relationships inside the package."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.entries:
            return
        for relation in self.parsed(rels).iter(_RELATIONSHIP):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target

    def title(self) -> str:
        if "docProps/core.xml" not in self.entries:
            return ""
        return " ".join((self.parsed("docProps/core.xml").findtext(_TITLE) or "").split())

    def parsed(self, part: str, strict: tuple[str, str] = ("", "")) -> Element:
        """The root of a part. `strict`: a namespace and what to read it as. Raises `ReadError`."""
        return self.parse(self.unpacked(part, strict))

    def unpacked(self, part: str, strict: tuple[str, str] = ("", "")) -> bytes:
        """Raises `ReadError` for a part that is protected, broken or too large."""
        content = self._unpack(self.entries[part])
        written, meant = (each.encode() for each in strict)
        return content.replace(written, meant) if written and written in content else content

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 0x1:
            raise ReadError(
                "Dokumentet är skyddat med lösenord och kan inte läsas. Ta bort lösenordet, spara och läs in det igen.",
                ReadErrorCode.ENCRYPTED,
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # Office uses no other
            raise self.damaged()
        try:
            with self.archive.open(info) as part:
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
            raise self.damaged() from error
        if len(content) > limits.MAX_XML_BYTES:
            raise self.bomb()
        return content

    def parse(self, source: bytes) -> Element:
        """Parses a part without entities, document types or network. Office writes none of them."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        if _DOCTYPE.search(source):
            raise self._forbidden()
        try:
            root = etree.fromstring(source, parser)
        except (etree.LxmlError, ValueError) as error:
            if "depth" in str(error).lower():
                raise too_deep(self.kind) from error
            raise self.damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:  # in an encoding where the pattern above does not see it
            raise self._forbidden()
        return root

    def check_sizes(self) -> None:
        """Refuses a bomb by what the zip claims about itself; `unpacked` sees to it that the claims are kept."""
        sizes = [info.file_size for info in self.entries.values()]
        if len(sizes) > limits.MAX_ZIP_ENTRIES or sum(sizes) > limits.MAX_UNPACKED_BYTES:
            raise self.bomb()
        for info in self.entries.values():
            if info.file_size > limits.RATIO_FROM_BYTES and info.file_size > limits.MAX_RATIO * max(
                info.compress_size, 1
            ):
                raise self.bomb()

    def damaged(self) -> ReadError:
        return _damaged(self.kind)

    def bomb(self) -> ReadError:
        return _bomb(self.kind)

    def _forbidden(self) -> ReadError:
        words = self.kind.value
        return ReadError(
            f"Filen läses inte in: den innehåller definitioner som inte hör hemma i {words.a_file}. Kontrollera varifrån "
            f"den kommer. Öppna den i {words.program}, spara den på nytt som {words.suffix} och läs in den.",
            ReadErrorCode.BOMB,
        )


@contextmanager
def opened(data: bytes) -> Iterator[Package]:
    """Opens an Office file. Raises `ReadError` for other zip files and for what is broken, protected or too large."""
    with _open_zip(data) as archive:
        package = Package(_kind_by_name(archive), archive, {info.filename: info for info in archive.infolist()})
        package.check_sizes()
        if not any(name.startswith(tuple(_FOLDERS)) for name in package.entries):
            _refuse_others(package)
        yield package


def _open_zip(data: bytes) -> zipfile.ZipFile:
    if data.count(_CENTRAL_ENTRY) > limits.MAX_ZIP_ENTRIES:
        raise _bomb(Kind.WORD)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError, struct.error) as error:
        for folder, kind in _FOLDERS.items():
            if folder.encode() in data:
                raise _damaged(kind) from error
        raise ReadError(
            "Filen är ett packat arkiv (zip) som är skadat eller avklippt. Hämta eller spara filen på nytt och läs in "
            "den igen.",
            ReadErrorCode.DAMAGED,
        ) from error


def _kind_by_name(archive: zipfile.ZipFile) -> Kind:
    names = archive.namelist()
    return next(
        (kind for folder, kind in _FOLDERS.items() if any(name.startswith(folder) for name in names)), Kind.WORD
    )


def _refuse_others(package: Package) -> None:
    kind = package.unpacked("mimetype")[:100] if "mimetype" in package.entries else b""
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
    if "_rels/.rels" not in package.entries:
        raise _archive()


def _archive() -> ReadError:
    return ReadError(
        "Filen är ett packat arkiv (zip) och inget Word-dokument. Packa upp det och läs in dokumenten var för sig.",
        ReadErrorCode.ARCHIVE,
    )


def _damaged(kind: Kind) -> ReadError:
    damaged = "skadat eller avklippt" if kind is Kind.WORD else "skadad eller avklippt"
    return ReadError(
        f"{kind.value.the_file} är {damaged} och kan inte läsas. Det händer när en överföring avbryts. "
        "Hämta eller spara filen på nytt och läs in den igen.",
        ReadErrorCode.DAMAGED,
    )


def _bomb(kind: Kind) -> ReadError:
    words = kind.value
    return ReadError(
        f"Filen läses inte in: uppackad blir den orimligt stor för ett dokument. Öppna den i {words.program}, kopiera "
        f"innehållet till ett nytt dokument, spara det som {words.suffix} och läs in det.",
        ReadErrorCode.BOMB,
    )


def too_deep(kind: Kind) -> ReadError:
    complicated = "invecklat" if kind is Kind.WORD else "invecklad"
    return ReadError(
        f"{kind.value.the_file} är för {complicated} för att läsas in: för många tabeller eller textrutor ligger inuti "
        "varandra. Kopiera innehållet till ett enklare dokument och läs in det.",
        ReadErrorCode.TOO_COMPLEX,
    )
