"""The list out and in again: printed, changed in Word and read in, it gives exactly what was changed."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pytest

from samverka.action_register import excel, pdf, word
from samverka.action_register.models import ActionItem, ActionRegister
from samverka.action_register.operations import close_item, drop_item
from samverka.action_register.printed import PrintedRegister
from samverka.action_register.queries import printed_register
from samverka.forums.operations import load_known_forums
from samverka.imports.models import ImportRun
from samverka.imports.operations import accept_record, read_run, start_import
from samverka.imports.queries import absent_rows
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import apply
from samverka.imports.verdicts import SAME
from samverka.samples import BALANCE_LIST

pytestmark = pytest.mark.django_db
DOCUMENTS = Path(__file__).parents[5] / "shared" / "source-documents"
DAY = dt.date(2024, 5, 20)
SUFFIX = {word: "docx", pdf: "pdf"}


@pytest.fixture
def forums(coordinator):
    load_known_forums(actor=None, county_code="23")


def read(actor, data: bytes, filename: str) -> ImportRun:
    run, _new = start_import(actor=actor, data=data, filename=filename)
    read_run(run=run)
    run.refresh_from_db()
    assert not run.failure
    return run


def bring_in(actor, data: bytes, filename: str) -> ActionRegister:
    run = read(actor, data, filename)
    for found in run.records.filter(state=RecordState.PENDING):
        accept_record(actor=actor, found=found, version=found.version)
    apply(actor, run)
    return ActionRegister.objects.get()


def differing(run: ImportRun) -> list[tuple[str, str, object, object, str]]:
    """Every field that would change something or is asked about: record, field, what stands, what was read, why."""
    return [
        (found.label, field.name, field.current, field.value, f"{field.verdict} {field.reason}")
        for found in run.records.all()
        for field in found.read_fields()
        if field.verdict != SAME
    ]


def printed(actor, register: ActionRegister, on: dt.date = DAY, **more) -> PrintedRegister:
    return printed_register(ActionRegister.objects.get(pk=register.pk), on, user=actor, **more)


@pytest.mark.parametrize("on", [DAY, dt.date(2024, 6, 3)])
def test_the_sample_list_comes_back_as_it_was(coordinator, forums, on):
    register = bring_in(coordinator, BALANCE_LIST.path.read_bytes(), "balanslista.docx")
    run = read(coordinator, word.document(printed(coordinator, register, on)), "ut.docx")
    assert run.forum_id == register.forum_id
    assert run.document_date == on
    assert differing(run) == []
    assert run.records.count() == ActionItem.objects.count() + 11


@pytest.mark.parametrize("printer", [word, pdf])
@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the shared folder is not beside the project")
def test_the_countys_own_list_comes_back_as_it_was(coordinator, forums, printer):
    path = next(DOCUMENTS.glob("000_*.txt"))
    register = bring_in(coordinator, path.read_bytes(), path.name)
    out = printed(coordinator, register)
    run = read(coordinator, printer.document(out), f"ut.{SUFFIX[printer]}")
    assert differing(run) == []
    assert run.records.count() == len(list(out.rows)) + len(out.agreements)


def test_the_sample_list_comes_back_from_pdf(coordinator, forums):
    register = bring_in(coordinator, BALANCE_LIST.path.read_bytes(), "balanslista.docx")
    run = read(coordinator, pdf.document(printed(coordinator, register)), "ut.pdf")
    assert differing(run) == []
    assert run.records.count() == ActionItem.objects.count() + 11


def changed(data: bytes, change) -> bytes:
    made = docx.Document(io.BytesIO(data))
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cell(made, table: int, first: str, column: int):
    """The cell of the row whose `Vad`, or name, is `first`."""
    rows = made.tables[table].rows
    key = 1 if len(made.tables[table].columns) == 6 else 0
    return next(row for row in rows if row.cells[key].text == first).cells[column]


def change_three(made) -> None:
    cell(made, 0, "Lokala planer i kommunerna", 2).paragraphs[0].add_run(" Planerna ses över varje år.")
    cell(made, 0, "Läsåtkomst mellan journalsystem", 5).add_paragraph("SVOM 6/12 2024 – beslut om gemensam läsåtkomst")
    cell(made, -1, "Avtal Mini Maria", 1).paragraphs[0].runs[0].text = "2023-2026"


def test_three_changed_cells_are_three_changes(coordinator, forums):
    register = bring_in(coordinator, BALANCE_LIST.path.read_bytes(), "balanslista.docx")
    run = read(coordinator, changed(word.document(printed(coordinator, register)), change_three), "ut.docx")
    assert len(differing(run)) == 3
    assert {(label, name) for label, name, *_rest in differing(run)} == {
        ("Lokala planer i kommunerna", "commission"),
        ("Läsåtkomst mellan journalsystem", "follow_up"),
        ("Avtal Mini Maria", "validity_raw"),
    }
    assert {found.verdict for found in run.records.all()} == {"same", "changed"}


def test_a_new_row_is_one_new_and_a_missing_row_is_told_and_stands(coordinator, forums):
    register = bring_in(coordinator, BALANCE_LIST.path.read_bytes(), "balanslista.docx")

    def change(made):
        table = made.tables[0]
        row = cell(made, 0, "Bemanning under sommaren", 0)._tc.getparent()
        row.getparent().remove(row)
        for to, text in zip(
            table.add_row().cells,
            (
                "Nära vård",
                "Nattpatrull i glesbygd",
                "Utred frågan.",
                "Samordnarna",
                "Fredagsgruppen",
                "SVOM 6/12 2024 – rapport",
            ),
            strict=True,
        ):
            to.text = text

    run = read(coordinator, changed(word.document(printed(coordinator, register)), change), "ut.docx")
    assert {label for label, *_rest in differing(run)} == {"Nattpatrull i glesbygd"}
    assert run.records.get(label="Nattpatrull i glesbygd").verdict == "new"
    assert [row.subject for row in absent_rows(run).first] == ["Bemanning under sommaren"]
    apply(coordinator, run)
    assert ActionItem.objects.filter(subject="Bemanning under sommaren", state="ongoing").exists()


def test_a_closed_row_does_not_come_back(coordinator, forums):
    register = bring_in(coordinator, BALANCE_LIST.path.read_bytes(), "balanslista.docx")
    done, dropped = ActionItem.objects.filter(direction__name="Övrigt").order_by("position")[:2]
    close_item(actor=coordinator, item=done, on=dt.date(2024, 5, 10), reason="Klart")
    drop_item(actor=coordinator, item=dropped, on=dt.date(2024, 5, 12), reason="Ingår i en annan rad")
    data = word.document(printed(coordinator, register, shown_closed_since=dt.date(2024, 1, 1)))
    run = read(coordinator, data, "ut.docx")
    assert differing(run) == []
    assert run.records.filter(kind="action_item").count() == ActionItem.objects.count()
    edited = changed(
        data,
        lambda made: (
            cell(made, -2, done.subject, 5)
            .paragraphs[0]
            .runs[0]
            .__setattr__("text", "Barnarenan vår 2025 – ny genomgång")
        ),
    )
    run = read(coordinator, edited, "ut.docx")
    assert [(label, name, value) for label, name, _stands, value, _why in differing(run)] == [
        (done.subject, "follow_up", "Barnarenan vår 2025 – ny genomgång")
    ]


def test_the_sample_list_comes_back_from_excel(coordinator, forums):
    register = bring_in(coordinator, BALANCE_LIST.path.read_bytes(), "balanslista.docx")
    run = read(coordinator, excel.document(printed(coordinator, register)), "ut.xlsx")
    assert differing(run) == []
    assert run.records.filter(kind="action_item").count() == ActionItem.objects.count()
