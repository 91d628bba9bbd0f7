"""The documents of an agreement: added, in versions, told of, and taken away."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.agreements.choices import TextKind
from samverka.agreements.models import Agreement, AgreementDocument, TextVersion
from samverka.agreements.operations.telling import tell
from samverka.agreements.texts import guessed_kind
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.documents.models import Document, DocumentVersion
from samverka.foundation.documents.operations import add_document, add_version, store_file
from samverka.foundation.language import in_swedish


@transaction.atomic
def attach_document(*, actor: User, agreement: Agreement, document: Document, kind: str = "") -> AgreementDocument:
    """The document is the agreement's text or an annex; without `kind`, what its title says. The same again changes nothing."""
    attachment, created = AgreementDocument.objects.get_or_create(
        agreement=agreement, document=document, defaults={"kind": kind or guessed_kind(document.title)}
    )
    if created:
        audit.record(actor=actor, verb="attach", obj=agreement, changes={"documents": [None, document.title]})
    return attachment


@transaction.atomic
def attach_file(
    *,
    actor: User,
    agreement: Agreement,
    title: str,
    data: bytes,
    media_type: str,
    filename: str,
    kind: str = "",
    label: str = "",
    dated_on: dt.date | None = None,
    valid_from: dt.date | None = None,
) -> AgreementDocument:
    """A new document with its first version. `media_type` is what the bytes were sniffed as. Raises `FileRefused`."""
    version = add_document(actor=actor, title=title, file=store_file(data, media_type=media_type), filename=filename)
    attachment = attach_document(actor=actor, agreement=agreement, document=version.document, kind=kind)
    _set_told(attachment, version, label=label, dated_on=dated_on, valid_from=valid_from, note="")
    return attachment


@transaction.atomic
def add_file_version(
    *,
    actor: User,
    attachment: AgreementDocument,
    data: bytes,
    media_type: str,
    filename: str,
    label: str = "",
    dated_on: dt.date | None = None,
    valid_from: dt.date | None = None,
) -> DocumentVersion:
    """The document's next version; the same file as its newest changes nothing. Raises `FileRefused`."""
    before = attachment.document.versions.count()
    version = add_version(
        actor=actor, document=attachment.document, file=store_file(data, media_type=media_type), filename=filename
    )
    if version.number > before:
        _set_told(attachment, version, label=label, dated_on=dated_on, valid_from=valid_from, note="")
        audit.record(
            actor=actor,
            verb="add_version",
            obj=attachment.agreement,
            changes={"documents": [None, f"{attachment.document.title}, {version}"]},
        )
    return version


@transaction.atomic
def tell_version(
    *,
    actor: User,
    attachment: AgreementDocument,
    file_version: DocumentVersion,
    kind: str,
    label: str = "",
    dated_on: dt.date | None = None,
    valid_from: dt.date | None = None,
    note: str = "",
    version: int | None = None,
) -> bool:
    """What a version of a document is: its name, its days; and what the document is to the agreement. Gives whether anything
    differed. Raises `StaleRecord` if the agreement has been changed since `version`."""
    before = TextVersion.objects.filter(attachment=attachment, file_version=file_version).first()
    told_before, kind_before = version_in_words(before), attachment.kind
    after = _set_told(attachment, file_version, label=label, dated_on=dated_on, valid_from=valid_from, note=note)
    if kind != attachment.kind:
        attachment.kind = kind
        AgreementDocument.objects.filter(pk=attachment.pk).update(kind=kind)
    title = f"{attachment.document.title}, {file_version}"
    kinds = [f"{attachment.document.title}: {TextKind(each).label}" for each in (kind_before, kind)]
    return tell(
        attachment.agreement,
        actor=actor,
        verb="tell_version",
        version=version,
        changes={
            "text_versions": _named(title, told_before, version_in_words(after)),
            "documents": (kinds[0], kinds[1]),
        },
    )


@transaction.atomic
def detach_document(*, actor: User, attachment: AgreementDocument) -> None:
    """The document no longer belongs to the agreement; document and file remain."""
    audit.record(
        actor=actor, verb="detach", obj=attachment.agreement, changes={"documents": [attachment.document.title, None]}
    )
    attachment.delete()


@in_swedish
def version_in_words(told: TextVersion | None) -> str:
    """`Reviderad 2019, daterad 3 juni 2019, gäller från 1 juli 2019`, for the log."""
    if told is None:
        return ""
    days = [
        _("daterad %(day)s") % {"day": day_in_words(told.dated_on)} if told.dated_on else "",
        _("gäller från %(day)s") % {"day": day_in_words(told.valid_from)} if told.valid_from else "",
    ]
    return ", ".join(filter(None, [told.label, *days, told.note]))


def _named(title: str, before: str, after: str) -> tuple[str, str]:
    first, second = (f"{title}: {words}" if words else "" for words in (before, after))
    return first, second


def _set_told(
    attachment: AgreementDocument,
    version: DocumentVersion,
    *,
    label: str,
    dated_on: dt.date | None,
    valid_from: dt.date | None,
    note: str,
) -> TextVersion | None:
    """Nothing said is no row."""
    stand = TextVersion.objects.filter(attachment=attachment, file_version=version)
    if not (label or dated_on or valid_from or note):
        stand.delete()
        return None
    told = stand.first() or TextVersion(attachment=attachment, file_version=version)
    told.label, told.dated_on, told.valid_from, told.note = label, dated_on, valid_from, note
    told.full_clean(exclude=["attachment", "file_version"])
    told.save()
    return told
