"""Where in the documents the register's values stand, for many records at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from samverka.findings.content import SideContent
from samverka.foundation.documents.models import SourceRef
from samverka.meetings.models import Meeting, MinuteParagraph
from samverka.meetings.parts import Section, paragraph_name

_ENOUGH = 60
"""So many signs of a decision tell it from what another document says at the same §."""


def paragraph_side(places: Places, paragraph: MinuteParagraph, statement: str, where: str) -> SideContent:
    """What a paragraph says, with its place in the minutes: kept with the meeting (`places`), under the paragraph's name."""
    field = f"{Section.PARAGRAPHS.value}/{paragraph_name(paragraph.number, paragraph.title)}"
    found = places.part_side(
        Meeting(pk=paragraph.meeting_id), statement, field=field, where=where, said=paragraph.decision
    )
    return replace(found, record=("meetings.minuteparagraph", paragraph.pk), field="")


class Places:
    """The newest place of each record's fields. One query for each kind of record."""

    def __init__(self, model: type[models.Model], keys: Iterable[int]) -> None:
        kind = ContentType.objects.get_for_model(model)
        self._label = model._meta.label_lower
        self._refs: defaultdict[tuple[int, str], list[SourceRef]] = defaultdict(list)
        refs = SourceRef.objects.filter(content_type=kind, object_id__in=set(keys)).select_related("version__document")
        for ref in refs.order_by("pk"):
            self._refs[ref.object_id, ref.field].append(ref)

    def side(self, record: models.Model, statement: str, *, field: str = "", where: str = "") -> SideContent:
        """What the record says, with the place of the field, else of the record as a whole."""
        refs = self._refs.get((record.pk, field)) or self._refs.get((record.pk, ""), [])
        return self._at(refs, record, statement, field=field, where=where)

    def part_side(self, record: models.Model, statement: str, *, field: str, where: str, said: str) -> SideContent:
        """As `side`, of a part: the newest place where the part reads as it is `said`, else where it was read at all. A
        part that no document gave has no place: the record's newest document need not hold it."""
        refs = self._refs.get((record.pk, field), [])
        start = _in_one_line(said)[:_ENOUGH]
        same = [ref for ref in refs if start and start in _in_one_line(ref.raw)]
        return self._at(same or refs, record, statement, field=field, where=where)

    def _at(
        self, refs: list[SourceRef], record: models.Model, statement: str, *, field: str, where: str
    ) -> SideContent:
        place: dict[str, Any] = {}
        if refs:
            ref = refs[-1]
            place = {"version": ref.version_id, "page": ref.page, "line": ref.line}
        return SideContent(statement=statement, where=where, record=(self._label, record.pk), field=field, **place)


def _in_one_line(text: str) -> str:
    return " ".join(text.split()).casefold()
