"""What two people do at once is done one after the other. SQLite has one writer at a time; others must take the rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.imports.operations import start_import, undo
from samverka.imports.tests.factories import apply, bring_in_document, of_meeting, part, take_in_document

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not connection.features.has_select_for_update, reason="one writer at a time"),
]


def taken(queries: CaptureQueriesContext, table: str) -> list[int]:
    return [n for n, each in enumerate(queries) if "FOR UPDATE" in each["sql"] and f'FROM "{table}"' in each["sql"]]


def test_the_same_bytes_twice_at_once(coordinator, cast):
    with CaptureQueriesContext(connection) as queries:
        start_import(actor=coordinator, data=b"abc", filename="a.txt")
    assert taken(queries, "documents_storedfile")


def test_meetings_are_taken_before_they_are_read(coordinator, cast):
    bring_in_document(coordinator, of_meeting("agenda", part(1, "Mötet öppnas")))
    run = take_in_document(coordinator, of_meeting("minutes", part(1, "Mötet öppnas", decision="x")))
    for act in (lambda: apply(coordinator, run), lambda: undo(actor=coordinator, run=run)):
        with CaptureQueriesContext(connection) as queries:
            act()
        read = [n for n, each in enumerate(queries) if 'FROM "meetings_minuteparagraph"' in each["sql"]]
        assert taken(queries, "meetings_meeting")[0] < read[0]
