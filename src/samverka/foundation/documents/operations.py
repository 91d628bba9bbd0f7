"""Files and documents stored."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.operations import create, record
from samverka.foundation.disk import is_full, write_whole
from samverka.foundation.documents.models import Document, DocumentVersion, PageText, StoredFile


class FileRefused(Exception):
    """The file cannot be stored. `str()` is a Swedish sentence for the user."""


def store_file(data: bytes, *, media_type: str) -> StoredFile:
    """Keeps the bytes once, by SHA-256; the same bytes again give the same file. Safe to be killed in: the file
    is complete before its row exists. `media_type` is what the bytes were sniffed as, never what a sender claims.
    Raises `FileRefused` for an empty or too large file, and when the disk is full."""
    if not data:
        raise FileRefused(_("Filen är tom. Kontrollera att rätt fil valdes och försök igen."))
    if len(data) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise FileRefused(
            _(
                "Filen är större än %(limit)s MB, som är det mesta som tas emot. Dela upp den eller minska bilderna i den."
            )
            % {"limit": limit}
        )
    digest = hashlib.sha256(data).hexdigest()
    stored = StoredFile(sha256=digest, size=len(data), media_type=media_type)
    try:
        if not _holds(stored.path, digest):
            write_whole(stored.path, data)
    except OSError as error:
        if not is_full(error):
            raise
        raise FileRefused(
            _(
                "Serverns disk är full, så filen kunde inte tas emot. Inget har sparats. Säg till den som sköter Samverka och försök igen sedan."
            )
        ) from error
    return StoredFile.objects.get_or_create(sha256=digest, defaults={"size": len(data), "media_type": media_type})[0]


def _holds(path: Path, digest: str) -> bool:
    """Whether the file is there, and whole: one that the disk has damaged is written anew when its bytes come again."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except FileNotFoundError:
        return False


@transaction.atomic
def add_document(*, actor: User | None, title: str, file: StoredFile, filename: str) -> DocumentVersion:
    """A new document with its first version."""
    document = create(Document(title=title[:300]), actor=actor)
    return add_version(actor=actor, document=document, file=file, filename=filename)


@transaction.atomic
def add_version(*, actor: User | None, document: Document, file: StoredFile, filename: str) -> DocumentVersion:
    """The document's next version; the same file as its newest gives that one back."""
    newest = document.versions.order_by("-number").first()
    if newest and newest.file_id == file.pk:
        return newest
    number = (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = DocumentVersion.objects.create(
        document=document, number=number, file=file, filename=safe_name(filename), added_by=actor
    )
    record(
        actor=actor,
        verb="add_version",
        obj=document,
        changes={"version": [number - 1 or None, number], "file": [None, file.pk]},
    )
    return version


@dataclass(frozen=True, slots=True)
class PartOfText:
    """A part of a document's text as it was read: its page where there are pages, and whether it was a picture."""

    text: str
    page: int | None = None
    is_ocr: bool = False


@transaction.atomic
def keep_text(*, actor: User | None, version: DocumentVersion, parts: Sequence[PartOfText]) -> None:
    """Keeps what was read of the version, so that it can be searched; what was kept before is replaced."""
    PageText.objects.filter(version=version).delete()
    PageText.objects.bulk_create(
        (
            PageText(
                version=version, number=number, page=part.page, is_ocr=part.is_ocr, text=part.text.replace("\x00", "")
            )
            for number, part in enumerate(parts)
        ),
        batch_size=200,
    )
    record(actor=actor, verb="keep_text", obj=version.document, changes={"parts": [None, len(parts)]})


def safe_name(filename: str) -> str:
    """The last part of a sent name, without signs that could break a header or a path; never empty."""
    name = filename.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable() and sign not in '"<>|:*?').strip(". ")
    return name[-200:] or "dokument"
