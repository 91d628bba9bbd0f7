"""Where in the documents the register's values stand, for many records at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from samverka.findings.content import SideContent
from samverka.foundation.documents.models import SourceRef
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.parts import Section, paragraph_name


def paragraph_side(places: Places, paragraph: MinuteParagraph, statement: str, where: str) -> SideContent:
    """What a paragraph says, with its place in the minutes: kept with the meeting (`places`), under the paragraph's name."""
    field = f"{Section.PARAGRAPHS.value}/{paragraph_name(paragraph.number, paragraph.title)}"
    found = places.side(Meeting(pk=paragraph.meeting_id), statement, field=field, where=where)
    return replace(found, record=("meetings.minuteparagraph", paragraph.pk), field="")


class Places:
    """The newest place of each record's fields. One query for each kind of record."""

    def __init__(self, model: type[models.Model], keys: Iterable[int]) -> None:
        kind = ContentType.objects.get_for_model(model)
        self._label = model._meta.label_lower
        self._refs: dict[tuple[int, str], SourceRef] = {}
        refs = SourceRef.objects.filter(content_type=kind, object_id__in=set(keys)).select_related("version__document")
        for ref in refs.order_by("pk"):
            self._refs[ref.object_id, ref.field] = ref

    def side(self, record: models.Model, statement: str, *, field: str = "", where: str = "") -> SideContent:
        """What the record says, with the place of the field, else of the record as a whole."""
        ref = self._refs.get((record.pk, field)) or self._refs.get((record.pk, ""))
        place: dict[str, Any] = {}
        if ref is not None:
            place = {"version": ref.version_id, "page": ref.page, "line": ref.line}
        return SideContent(statement=statement, where=where, record=(self._label, record.pk), field=field, **place)
