"""A part whose number is corrected keeps the place it was read at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverka.foundation.documents.models import SourceRef
from samverka.imports.tests.factories import bring_in_document, of_meeting, part
from samverka.meetings import operations
from samverka.meetings.models import AgendaItem, MinuteParagraph
from samverka.meetings.queries import item_content, paragraph_content

pytestmark = pytest.mark.django_db


def lines() -> dict[str, int | None]:
    return {each.field: each.line for each in SourceRef.objects.filter(field__regex="^(paragraphs|agenda)/")}


def test_a_paragraph(coordinator, cast):
    items = (part(8, "Skrivelse", decision="x", line=4), part(9, "Avtal", decision="y", line=6))
    bring_in_document(coordinator, of_meeting("minutes", *items))
    before = lines()
    row = MinuteParagraph.objects.get(number=8)
    operations.change_paragraph(actor=coordinator, paragraph=row, content=replace(paragraph_content(row), number=20))
    assert lines() == {"paragraphs/20": before["paragraphs/8"], "paragraphs/9": before["paragraphs/9"]}


def test_an_item(coordinator, cast):
    bring_in_document(coordinator, of_meeting("agenda", part(1, "Skrivelse", line=4)))
    before = lines()
    row = AgendaItem.objects.get()
    operations.change_item(actor=coordinator, item=row, content=replace(item_content(row), number=2))
    assert lines() == {"agenda/2": before["agenda/1"]}
