"""What checking costs does not grow with how much is checked."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.findings import operations
from samverka.findings.checks import sections
from samverka.findings.models import Finding
from samverka.findings.operations.settling import settle_findings
from samverka.findings.tests.test_findings import content
from samverka.meetings.content import ParagraphContent
from samverka.meetings.operations import create_meeting
from samverka.meetings.tests.samples import meeting_content

pytestmark = pytest.mark.django_db


def meet(day: int, number: int, year: int = 2023) -> int:
    held = dt.date(year, 1, day)
    paragraphs = (ParagraphContent(number=number, title="Val av justerare"),)
    said = meeting_content(starts_on=held, ends_on=held, paragraphs=paragraphs, first_section=None, last_section=None)
    return create_meeting(actor=None, content=said).pk


def test_numbers_that_clash_are_found_in_as_many_queries_for_many_meetings(cast):
    meetings = [*(meet(day, 1 + day % 2) for day in range(1, 7)), meet(9, 1, year=2024)]
    counts = []
    for some in (meetings[:2], meetings[:3], meetings):  # the first time the kinds of records are looked up
        with CaptureQueriesContext(connection) as queries:
            found = {finding.summary for finding in sections.of_meetings(some)}
        counts.append(len(queries))
    assert counts[1] == counts[2]
    assert len(found) == 6 and not any("2024" in each for each in found)  # three pairs of § 1, and of § 2


def test_what_is_settled_is_looked_up_in_as_many_queries_for_many_findings(cast, monkeypatch):
    monkeypatch.setattr(operations.settling.audit, "change", lambda *args, **kwargs: True)
    counts = []
    for many in (2, 8):
        for number in range(many):
            operations.record_finding(actor=None, content=content(cast.forum, other=f"{many} {number}"))
        with CaptureQueriesContext(connection) as queries:
            settle_findings(actor=None, contents=[], among=Finding.objects.all())
        counts.append(len(queries))
    assert counts[0] == counts[1]
