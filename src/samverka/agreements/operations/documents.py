"""The documents of an agreement: added, in versions, and taken away."""

from __future__ import annotations

from django.db import transaction

from samverka.agreements.models import Agreement, AgreementDocument
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.documents.models import Document, DocumentVersion
from samverka.foundation.documents.operations import add_document, add_version, store_file


@transaction.atomic
def attach_document(*, actor: User, agreement: Agreement, document: Document) -> AgreementDocument:
    """The document is the agreement's text or an annex. The same again changes nothing."""
    attachment, created = AgreementDocument.objects.get_or_create(agreement=agreement, document=document)
    if created:
        audit.record(actor=actor, verb="attach", obj=agreement, changes={"documents": [None, document.title]})
    return attachment


@transaction.atomic
def attach_file(
    *, actor: User, agreement: Agreement, title: str, data: bytes, media_type: str, filename: str
) -> AgreementDocument:
    """A new document with its first version. `media_type` is what the bytes were sniffed as. Raises `FileRefused`."""
    version = add_document(actor=actor, title=title, file=store_file(data, media_type=media_type), filename=filename)
    return attach_document(actor=actor, agreement=agreement, document=version.document)


@transaction.atomic
def add_file_version(
    *, actor: User, attachment: AgreementDocument, data: bytes, media_type: str, filename: str
) -> DocumentVersion:
    """The document's next version; the same file as its newest changes nothing. Raises `FileRefused`."""
    before = attachment.document.versions.count()
    version = add_version(
        actor=actor, document=attachment.document, file=store_file(data, media_type=media_type), filename=filename
    )
    if version.number > before:
        audit.record(
            actor=actor,
            verb="add_version",
            obj=attachment.agreement,
            changes={"documents": [None, f"{attachment.document.title}, {version}"]},
        )
    return version


@transaction.atomic
def detach_document(*, actor: User, attachment: AgreementDocument) -> None:
    """The document no longer belongs to the agreement; document and file remain."""
    audit.record(
        actor=actor, verb="detach", obj=attachment.agreement, changes={"documents": [attachment.document.title, None]}
    )
    attachment.delete()
