"""A person may place two records of a document on one thing of the register: nothing of either is lost unasked."""

from __future__ import annotations

import pytest

from samverka.agreements.models import Agreement
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.operations import accept_record, choose_target
from samverka.imports.states import RecordState
from samverka.imports.tests.factories import (
    agreement,
    apply,
    bring_in,
    bring_in_document,
    extract,
    of_meeting,
    part,
    take_in,
    take_in_document,
)
from samverka.matters.content import MatterContent
from samverka.matters.models import RecordNumber
from samverka.matters.operations import create_matter
from samverka.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def place_on(actor, run: ImportRun, pk: int, *pks: int) -> None:
    """The records `pks` are all the register's `pk`, whatever is doubtful of them taken as read."""
    for each in pks:
        found = ImportRecord.objects.get(pk=each)
        found.candidates = [[pk, "den"]]
        found.save(update_fields=["candidates"])
        choose_target(actor=actor, found=found, target_id=pk, version=found.version)
        found.refresh_from_db()
        if found.state == RecordState.PENDING:
            accept_record(actor=actor, found=found, version=found.version)


def two_extracts(coordinator, *parts) -> tuple[Meeting, ImportRun]:
    bring_in_document(coordinator, of_meeting("minutes", part(1, "Mötet öppnas", decision="x")))
    meeting = Meeting.objects.get()
    told = [
        extract(each, name, "2023-05-26") for each, name in zip(parts, ("Samrådsgruppen X", "Nämnden Y"), strict=True)
    ]
    run = take_in_document(coordinator, of_meeting("agenda", part(1, "Dagordning"), date="2023-09-01", extracts=told))
    place_on(coordinator, run, meeting.pk, *run.records.filter(label__contains="26 maj").values_list("pk", flat=True))
    apply(coordinator, run)
    return meeting, run


def test_paragraphs_of_two_records_both_come_in(coordinator, cast):
    meeting, _run = two_extracts(
        coordinator, part(20, "Skrivelse A", decision="A"), part(21, "Skrivelse B", decision="B")
    )
    assert [(each.number, each.title) for each in meeting.paragraphs.order_by("number")] == [
        (1, "Mötet öppnas"),
        (20, "Skrivelse A"),
        (21, "Skrivelse B"),
    ]


def test_the_second_record_is_asked_about_where_it_says_something_else(coordinator, cast):
    meeting, run = two_extracts(
        coordinator, part(20, "Skrivelse A", decision="A"), part(20, "Skrivelse A", decision="Tvärtom")
    )
    assert meeting.paragraphs.get(number=20).decision == "A"
    left = run.records.get(state=RecordState.PENDING)
    assert "En annan post i samma läsning" in left.question


def test_record_numbers_of_two_records_are_both_kept(coordinator, cast):
    matter = create_matter(actor=None, content=MatterContent(title="Skrivelse om psykiatrin"), year=2023)
    items = (
        part(number, "Skrivelse om psykiatrin", decision="x", record_number=dnr)
        for number, dnr in ((19, "RS 1/2023"), (20, "KS 2/2023"))
    )
    run = take_in_document(coordinator, of_meeting("minutes", *items))
    place_on(coordinator, run, matter.pk, *run.records.filter(kind="matter").values_list("pk", flat=True))
    apply(coordinator, run)
    assert set(RecordNumber.objects.values_list("number", flat=True)) == {"RS 1/2023", "KS 2/2023"}


def test_an_agreement_keeps_what_either_record_says(coordinator, cast):
    bring_in(coordinator, agreement("Avtal om hjälpmedel"))
    stored = Agreement.objects.get()
    run = take_in(
        coordinator,
        agreement("Hjälpmedel för barn", "2023-01-01 – 2025-12-31"),
        agreement("Samverkan kring rullstolar", recommending=["SVOM"]),
    )
    place_on(coordinator, run, stored.pk, *run.records.values_list("pk", flat=True))
    apply(coordinator, run)
    stored = Agreement.objects.get()
    assert stored.validity_raw == "2023-01-01 – 2025-12-31"
    assert stored.forum_parts.count() == 1
    assert stored.aliases.count() == 2
