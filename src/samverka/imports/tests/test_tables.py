"""Tables of reports brought in: figures as printed, what does not add up told, taken back whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from samverka.findings.models import Finding
from samverka.foundation.documents.models import SourceRef
from samverka.imports.blocks import Place
from samverka.imports.found import Found
from samverka.imports.operations import (
    accept_record,
    correct_field,
    hold_against_register,
    read_run,
    start_import,
    undo,
)
from samverka.imports.records import DocumentKind, DocumentRecord, Extraction, PriorityRecord
from samverka.imports.statistics_records import BudgetLine, BudgetRecord, Printed, StatisticsRow, StatisticsTableRecord
from samverka.imports.targets.tables import Tables
from samverka.imports.tests.factories import apply, found, names
from samverka.tables.models import ImportedTable

pytestmark = pytest.mark.django_db
REAL = Path(__file__).parents[5] / "shared" / "source-documents"


def line(label: str, *figures: str) -> StatisticsRow:
    numbers = tuple(Printed(float(each.replace(" ", "").replace(",", ".")), each) for each in figures)
    return StatisticsRow(_with_raw(label, " ".join((label, *figures))), numbers)


def _with_raw(label: str, raw: str):
    return Found(label, raw, Place(2, 3))


def table(*rows: StatisticsRow, title: str = "Samråd", **said) -> StatisticsTableRecord:
    return StatisticsTableRecord(place=_with_raw("", "").place, title=found(title), rows=rows, **said)


def report(*tables, budget=None, priorities=(), title="Verksamhetsberättelse 2022") -> Extraction:
    return Extraction(
        kind=DocumentKind.UNKNOWN,
        document=DocumentRecord(title=found(title)),
        tables=tables,
        budget=budget,
        priorities=tuple(priorities),
    )


def take_in(actor, extraction, data=b"rapport"):
    run, _new = start_import(actor=actor, data=data, filename="rapport.txt")
    hold_against_register(run=run, extraction=extraction)
    run.refresh_from_db()
    return run


BUDGET = BudgetRecord(
    title=found("Bokslut Barnahus 2022"), year=found(2022), income=(BudgetLine(found("Regionen"), Printed(595696.0, "595 696")),),
    income_total=found(Printed(595696.0, "595 696")), costs=(BudgetLine(found("Personal"), Printed(-0.1, "-0,1")),), organisation=found("Åre kommun"),
)  # fmt: skip
SUMS = table(
    line("Flickor", "3", "4", "7"),
    line("Pojkar", "2", "5", "7"),
    line("Antal", "5", "9", "15"),
    number=found(4),
    columns=names(["Kön", "Vår", "Höst", "Alla"]),
)


def test_figures_are_kept_as_they_are_printed(coordinator):
    run = take_in(
        coordinator,
        report(
            SUMS,
            budget=BUDGET,
            priorities=[PriorityRecord(found("SVOM:s områden 2023-2026"), names(["Nära vård", "Psykisk hälsa"]))],
        ),
    )
    assert apply(coordinator, run) == 3
    told = {
        each.title: [" ".join((row["label"], *row["cells"])) for row in each.rows]
        for each in ImportedTable.objects.all()
    }
    assert told == {
        "Samråd": ["Flickor 3 4 7", "Pojkar 2 5 7", "Antal 5 9 15"],
        "Bokslut Barnahus 2022": [
            "Intäkter",
            "Regionen 595 696",
            "Summa intäkter 595 696",
            "Kostnader",
            "Personal -0,1",
        ],
        "SVOM:s områden 2023-2026": ["Nära vård", "Psykisk hälsa"],
    }
    kept = ImportedTable.objects.get(title="Samråd")
    assert (kept.number, kept.columns, kept.page, kept.line, kept.version_read, kept.document) == (
        4,
        ["Kön", "Vår", "Höst", "Alla"],
        2,
        3,
        run.source,
        "Verksamhetsberättelse 2022",
    )
    assert dict(ImportedTable.objects.values_list("kind", "year")) == {
        "statistics": None,
        "budget": 2022,
        "priorities": 2023,
    }
    assert SourceRef.objects.filter(field="rows").count() == 3


def test_what_does_not_add_up_is_told_and_goes_with_the_import(coordinator):
    run = take_in(coordinator, report(SUMS))
    apply(coordinator, run)
    assert {each.kind for each in Finding.objects.all()} == {"sum_differs"}
    assert Finding.objects.first().sides.first().version == run.source
    undo(actor=coordinator, run=run)
    assert (ImportedTable.objects.count(), Finding.objects.count(), SourceRef.objects.count()) == (0, 0, 0)


def test_the_same_report_again_is_the_same_tables(coordinator):
    apply(coordinator, take_in(coordinator, report(SUMS, budget=BUDGET)))
    again = take_in(coordinator, report(SUMS, budget=BUDGET), data=b"rapport, sparad igen")
    assert [each.verdict for each in again.records.all()] == ["same", "same"]
    other = take_in(coordinator, report(SUMS, title="Verksamhetsberättelse 2023"), data=b"nasta ar")
    assert [each.verdict for each in other.records.all()] == ["new"]


def test_a_reviewer_corrects_a_row_and_gives_the_year(coordinator):
    run = take_in(coordinator, report(SUMS))
    record = run.records.get()
    rows = ["Flickor | 3 | 4 | 7", "Pojkar | 2 | 5 | 7", "Antal | 5 | 9 | 14"]
    correct_field(actor=coordinator, found=record, name="rows", value=rows, version=record.version)
    record.refresh_from_db()
    correct_field(actor=coordinator, found=record, name="year", value="22", version=record.version)
    record.refresh_from_db()
    assert (record.state, "fyra siffror" in record.question) == ("pending", True)
    correct_field(actor=coordinator, found=record, name="year", value="2022", version=record.version)
    apply(coordinator, run)
    assert (ImportedTable.objects.get().year, Finding.objects.count()) == (2022, 0)


def test_a_figure_that_could_not_be_read_is_asked_about_and_kept_as_it_stands(coordinator):
    unread = StatisticsRow(_with_raw("Antal", "Antal 5 g 14"), (5.0, 14.0))
    note = "En siffra i tabellen gick inte att läsa, så summorna är inte kontrollerade."
    run = take_in(
        coordinator,
        report(table(line("Flickor", "3", "4", "7"), line("Pojkar", "2", "5", "7"), unread, checks=(note,))),
    )
    record = run.records.get()
    assert record.state == "pending"
    accept_record(actor=coordinator, found=record, version=record.version)
    apply(coordinator, run)
    assert ImportedTable.objects.get().rows[-1]["cells"] == ["5", "g", "14"]


@pytest.mark.skipif(not REAL.exists(), reason="the county's documents are not here")
def test_the_countys_own_tables(coordinator):
    (path,) = REAL.glob("004_*")
    run, _new = start_import(actor=coordinator, data=path.read_bytes(), filename=path.name)
    read_run(run=run)
    for record in run.records.filter(kind="table", state="pending"):
        accept_record(actor=coordinator, found=record, version=record.version)
    run.refresh_from_db()
    apply(coordinator, run)
    tables = {each.number: each for each in ImportedTable.objects.filter(kind="statistics")}
    assert [" ".join(row["cells"]) for row in tables[5].rows][-1] == "41 114 32 37 46 6 277"
    assert tables[8].rows[-1]["cells"][-2] == "g"
    told = Finding.objects.filter(kind="sum_differs")
    assert [each.sides.first().record for each in told] == [tables[5]]
    budget = ImportedTable.objects.get(kind="budget")
    assert (budget.year, [row["cells"] for row in budget.rows if row["role"] == "result"]) == (2022, [["377092"]])


@pytest.mark.parametrize(
    ("heading", "is_kept"),
    [
        ("Prioriterade områden 2023-2026", True), ("Fokusområden", True), ("Inriktning 2024", True),
        ("Mål för samverkan", True), ("Verksamhetsplan 2023", True), ("Handlingsplaner att ta fram", True),
        ("Nationell konferens i Österby", False), ("Folkhälsopolicy 2020-2024", False), ("Planeten i ett nötskal", False),
    ],
)  # fmt: skip
def test_only_a_list_that_is_headed_as_priorities_is_a_table(heading, is_kept):
    told = report(priorities=[PriorityRecord(found(heading), names(["Nära vård", "Psykisk hälsa"]))])
    assert [read.label for read in Tables.read(told)] == [heading] * is_kept
