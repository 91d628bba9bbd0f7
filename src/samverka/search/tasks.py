"""Documents read for the search, outside the request. May run twice."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.documents.models import DocumentVersion
from samverka.foundation.tasks.context import JobContext, job
from samverka.foundation.tasks.operations import enqueue
from samverka.search.document_texts import read_version


@job
def read_for_search(context: JobContext, version_pk: int) -> None:
    version = (
        DocumentVersion.objects.select_related("file", "document").filter(pk=version_pk, texts__isnull=True).first()
    )
    if version is not None:
        read_version(version=version, progress=lambda done, total: context.progress(done, total, _("Läser bild")))


@transaction.atomic
def read_later(version: DocumentVersion) -> None:
    """Puts the reading in the queue, in the transaction that adds the version."""
    title = _("Läser %(name)s för sökningen") % {"name": version.filename}
    enqueue(read_for_search, actor=None, title=title, version_pk=version.pk)
