"""Reads of documents and of places in them."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from samverka.foundation.documents.models import SourceRef


def sources_of(record: models.Model) -> QuerySet[SourceRef]:
    """Where the record's values were read, in the order they were noted. One query."""
    kind = ContentType.objects.get_for_model(record)
    return SourceRef.objects.filter(content_type=kind, object_id=record.pk).select_related(
        "version__document", "version__file"
    )
