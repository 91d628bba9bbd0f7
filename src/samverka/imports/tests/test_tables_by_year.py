"""Reports that are called the same every year: none writes over another without a question."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from samverka.foundation.dates import PartialDate
from samverka.imports.operations import choose_target
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import apply, found
from samverka.imports.tests.test_tables import line, report, table, take_in
from samverka.tables.models import ImportedTable

pytestmark = pytest.mark.django_db


def yearly(day: str | None, *figures: str, title: str = "Samråd"):
    extraction = report(table(line("Brev", *figures), title=title), title="Årsrapport")
    when = found(PartialDate.day(dt.date.fromisoformat(day))) if day else None
    return replace(extraction, document=replace(extraction.document, date=when))


def rows() -> list[list[str]]:
    return [each.rows[0]["cells"] for each in ImportedTable.objects.order_by("pk")]


@pytest.mark.parametrize("titles", [("Samråd", "Samråd"), ("Samråd 2022", "Samråd 2023")])
def test_next_years_report_makes_tables_of_its_own(coordinator, cast, titles):
    apply(coordinator, take_in(coordinator, yearly("2023-02-01", "1", "2", title=titles[0]), data=b"2022"))
    apply(coordinator, take_in(coordinator, yearly("2024-02-01", "3", "4", title=titles[1]), data=b"2023"))
    assert rows() == [["1", "2"], ["3", "4"]]


def test_a_report_without_a_year_is_asked_about(coordinator, cast):
    apply(coordinator, take_in(coordinator, yearly(None, "1", "2"), data=b"2022"))
    run = take_in(coordinator, yearly(None, "3", "4"), data=b"2023")
    read = run.records.get()
    assert (read.state, len(read.candidates)) == (RecordState.PENDING, 1)
    choose_target(actor=coordinator, found=read, target_id=None, version=read.version)
    apply(coordinator, run)
    assert rows() == [["1", "2"], ["3", "4"]]


def test_the_same_report_corrected_changes_its_table(coordinator, cast):
    apply(coordinator, take_in(coordinator, yearly("2023-02-01", "1", "2"), data=b"one"))
    apply(coordinator, take_in(coordinator, yearly("2023-02-09", "1", "3"), data=b"two"))
    assert rows() == [["1", "3"]]
