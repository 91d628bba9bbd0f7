"""The text of documents that came in by another door than an import: read in the background, so that it is found too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from samverka.agreements.models import AgreementDocument
from samverka.foundation.documents.models import DocumentVersion
from samverka.foundation.documents.operations import PartOfText, keep_text
from samverka.imports.page_texts import page_texts
from samverka.imports.readers import NeedsOcr, OcrStopped, OpenedFile, ReadError, ScannedPage

Progress = Callable[[int, int], None]
NOTHING = (PartOfText(""),)
"""Kept of a file that cannot be read, so that it is not tried again and again; it is still found by its title."""


def unread_versions(documents: Collection[int] | None = None) -> list[DocumentVersion]:
    """The newest version of each document that nobody has read and no import is about to, and every such version of an
    agreement's documents, since they are compared (ADR 0022); of all documents, or of these. Two queries."""
    versions = DocumentVersion.objects.filter(import_runs__isnull=True)
    if documents is not None:
        versions = versions.filter(document__in=documents)
    unread = list(versions.filter(texts__isnull=True).order_by("document", "number"))
    newest = {each.document_id: each.pk for each in unread}
    of_agreements = set(AgreementDocument.objects.values_list("document", flat=True)) if unread else set()
    return [each for each in unread if each.pk == newest[each.document_id] or each.document_id in of_agreements]


def read_version(*, version: DocumentVersion, progress: Progress) -> int:
    """Reads the file and keeps its text; gives how many parts. Pages that are pictures are recognised where the program
    for it is installed. May run twice. Lets through what `progress` raises to break the work off."""
    try:
        parts = _read(version, progress) or NOTHING
    except (ReadError, FileNotFoundError):
        parts = NOTHING
    keep_text(actor=None, version=version, parts=parts)
    return len(parts)


def _read(version: DocumentVersion, progress: Progress) -> Sequence[PartOfText]:
    file = OpenedFile(version.file.read(), version.filename)
    done: dict[int, ScannedPage] = {}
    total = len(file.to_recognise)
    try:
        for page in file.recognise(pulse=lambda: progress(len(done), total)):
            done[page.number] = page
            progress(len(done), total)
    except (NeedsOcr, OcrStopped):
        if not file.can_leave_out(done):
            raise
    return page_texts(file.document(done))
