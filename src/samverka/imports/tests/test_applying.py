"""Bringing in: all or nothing, only what was seen, with a source on every value."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from samverka.action_register.models import ActionItem, ActionRegister
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.operations import change_agreement, create_agreement
from samverka.forums.models import Forum
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.documents.models import SourceRef
from samverka.foundation.lifecycle import Refused
from samverka.imports import operations
from samverka.imports.models import ImportRun
from samverka.imports.operations import applying
from samverka.imports.targets.agreements import Agreements
from samverka.imports.tests.factories import agreement, apply, bring_in, forum, record, row, take_in, verdicts

pytestmark = pytest.mark.django_db


def test_every_record_and_value_keeps_its_source(coordinator):
    run = bring_in(
        coordinator,
        row("Uppdrag demens", direction="Äldre", commission="Ta fram plan"),
        agreement("Avtal Mini Maria", "2021-2024"),
    )
    refs = [(type(ref.record).__name__, ref.field, ref.raw, ref.version) for ref in SourceRef.objects.all()]
    assert refs == [
        ("Agreement", "", "Avtal Mini Maria", run.source),
        ("Agreement", "name", "Avtal Mini Maria", run.source),
        ("Agreement", "validity_raw", "2021-2024", run.source),
        ("ActionItem", "", "Uppdrag demens", run.source),
        ("ActionItem", "subject", "Uppdrag demens", run.source),
        ("ActionItem", "direction", "Äldre", run.source),
        ("ActionItem", "commission", "Ta fram plan", run.source),
    ]


def test_what_is_doubtful_stays_to_be_reviewed(coordinator):
    run = bring_in(coordinator, agreement("Avtal Mini Maria", "2021-2024"), agreement("Avtal om hjälpmedel", "2023"))
    assert (run.state, [str(each) for each in Agreement.objects.all()]) == ("to_review", ["Avtal Mini Maria"])
    operations.accept_record(actor=coordinator, found=record(run, "Avtal om hjälpmedel"), version=1)
    assert apply(coordinator, run) == 1
    assert (run.state, Agreement.objects.count()) == ("applied", 2)


def test_what_is_dropped_is_not_brought_in(coordinator):
    run = take_in(coordinator, agreement("Avtal Mini Maria"), agreement("Avtal om hjälpmedel"))
    operations.drop_record(actor=coordinator, found=record(run, "Avtal om hjälpmedel"), version=1)
    assert apply(coordinator, run) == 1
    assert (run.state, [str(each) for each in Agreement.objects.all()]) == ("applied", ["Avtal Mini Maria"])


def test_the_same_document_changes_nothing(coordinator):
    records = [
        row("Uppdrag demens", direction="Äldre", follow_up="SVOM 3/6 2024 – rapport"),
        agreement("Avtal Mini Maria", "2021-2024"),
    ]
    bring_in(coordinator, *records)
    before = _content()
    again = bring_in(coordinator, *records)
    assert set(verdicts(again).values()) == {"same"}
    assert _content() == before
    assert again.effects.count() == 0


def _content():
    return [
        (each.pk, each.version, str(each))
        for model in (ActionRegister, ActionItem, Agreement, Forum)
        for each in model.objects.order_by("pk")
    ]


def test_the_same_bytes_give_the_run_that_stands(coordinator):
    first, new = operations.start_import(actor=coordinator, data=b"Avtal", filename="a.txt")
    again, new_again = operations.start_import(actor=coordinator, data=b"Avtal", filename="b.txt")
    assert (new, new_again, again) == (True, False, first)


def test_bringing_in_twice_does_nothing_the_second_time(coordinator):
    run = bring_in(coordinator, agreement("Avtal Mini Maria"))
    assert operations.apply_run(actor=coordinator, run=run) == 0
    assert operations.request_apply(actor=coordinator, run=run, version=1) is False
    assert Agreement.objects.count() == 1


def test_a_failure_in_the_middle_leaves_nothing(coordinator, monkeypatch):
    run = take_in(coordinator, *[agreement(f"Avtal {word}") for word in ("demens", "skola", "hjälpmedel")])
    operations.request_apply(actor=coordinator, run=run, version=run.version)
    real, done = applying._apply_records, []

    def fail_at_third(*arguments):
        if len(done) == 2:
            raise RuntimeError("the power went")
        done.append(real(*arguments))

    monkeypatch.setattr(applying, "AT_A_TIME", 1)
    monkeypatch.setattr(applying, "_apply_records", fail_at_third)
    with pytest.raises(RuntimeError):
        operations.apply_run(actor=coordinator, run=run)
    assert (Agreement.objects.count(), SourceRef.objects.count(), run.effects.count()) == (0, 0, 0)
    monkeypatch.setattr(applying, "_apply_records", real)
    assert operations.apply_run(actor=coordinator, run=run) == 3


def test_what_was_not_seen_is_not_brought_in(coordinator):
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2023"))
    seen = run.version
    operations.accept_record(actor=coordinator, found=run.records.get(), version=1)
    with pytest.raises(StaleRecord):
        operations.request_apply(actor=coordinator, run=run, version=seen)
    assert Agreement.objects.count() == 0


def test_what_the_register_says_otherwise_since_is_asked_again(coordinator):
    one = create_agreement(actor=coordinator, content=AgreementContent(name="Avtal Mini Maria", validity_raw=""))
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2024-2026"), agreement("Avtal om hjälpmedel"))
    change_agreement(
        actor=coordinator, agreement=one, content=AgreementContent(name=one.name, validity_raw="2020-2022")
    )
    assert apply(coordinator, run) == 1
    one.refresh_from_db()
    asked = record(run, "Avtal Mini Maria")
    assert (one.validity_raw, asked.state, run.state) == ("2020-2022", "pending", "to_review")


def test_two_readings_of_the_same_new_thing_do_not_make_it_twice(coordinator):
    first, second = (take_in(coordinator, agreement("Avtal Mini Maria", "2024-2026")) for _ in range(2))
    apply(coordinator, first)
    assert apply(coordinator, second) == 1
    assert Agreement.objects.count() == 1
    assert second.effects.count() == 0


def test_what_the_register_refuses_goes_back_with_the_reason(coordinator, cast):
    run = take_in(coordinator, forum("Nya rådet", short_name="SVOM"), agreement("Avtal Mini Maria"))
    assert apply(coordinator, run) == 1
    refused = record(run, "Nya rådet")
    assert refused.state == "pending"
    assert (
        refused.question
        == "”SVOM” är redan ett namn på Sociala vård- och omsorgsgruppen. Välj ett annat, eller ändra det forumet först."
    )
    assert (Forum.objects.count(), Agreement.objects.count()) == (1, 1)


def test_what_another_writes_at_the_same_time_goes_back_and_the_rest_is_brought_in(coordinator, monkeypatch):
    create = Agreements.create

    def clashes(self, actor, values):
        if any(each["name"] == "Avtal Mini Maria" for each in values):
            raise IntegrityError("UNIQUE constraint failed")
        return create(self, actor, values)

    monkeypatch.setattr(Agreements, "create", clashes)
    run = bring_in(coordinator, agreement("Avtal Mini Maria"), agreement("Avtal om hjälpmedel"))
    assert (run.state, [str(each) for each in Agreement.objects.all()]) == ("to_review", ["Avtal om hjälpmedel"])
    found = record(run, "Avtal Mini Maria")
    assert found.question == "Någon annan skrev samma sak i registret samtidigt. Kontrollera posten igen."


def test_rows_need_a_forum(coordinator):
    run = take_in(coordinator, row("Uppdrag demens"), title="Lista", forum_name="Okända gruppen")
    with pytest.raises(Refused, match="Välj vilket forums balanslista"):
        operations.request_apply(actor=coordinator, run=run, version=run.version)


def test_two_people_answer_the_same_question_and_the_second_is_told(coordinator, secretary):
    run = take_in(secretary, agreement("Avtal Mini Maria", "2023"))
    mine, yours = run.records.get(), run.records.get()
    operations.correct_field(actor=secretary, found=mine, name="validity_raw", value="2020-2023", version=1)
    with pytest.raises(StaleRecord):
        operations.accept_record(actor=coordinator, found=yours, version=1)
    assert run.records.get().read_fields()[1].value == "2020-2023"


@pytest.mark.parametrize("name", ["chair", "member", "registrar", "reader", "administrator"])
def test_others_may_not_answer(cast, coordinator, name):
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2023"))
    with pytest.raises(PermissionDenied):
        operations.accept_record(actor=getattr(cast, name), found=run.records.get(), version=1)


def test_a_secretary_brings_in_her_rows_and_leaves_the_agreements(secretary, coordinator):
    run = take_in(
        secretary,
        row("Uppdrag demens"),
        agreement("Avtal Mini Maria"),
        forum("SVOM", purpose="Samordna"),
        forum("Nya rådet"),
    )
    assert apply(secretary, run) == 2
    assert (run.state, ActionItem.objects.count(), Agreement.objects.count()) == ("to_review", 1, 0)
    assert Forum.objects.get().purpose == "Samordna"
    assert apply(coordinator, run) == 2
    assert (run.state, Agreement.objects.count(), Forum.objects.count()) == ("applied", 1, 2)


def test_a_secretary_of_another_forum_brings_in_nothing(cast, secretary, coordinator):
    from samverka.forums.operations import create_forum

    create_forum(actor=coordinator, name="Barnarenan", county=cast.county)
    run = take_in(secretary, row("Uppdrag demens"), forum_name="Barnarenan")
    with pytest.raises(PermissionDenied):
        operations.request_apply(actor=secretary, run=run, version=run.version)


def test_everything_stands_in_the_log(coordinator):
    run = bring_in(coordinator, agreement("Avtal Mini Maria"))
    told = AuditEntry.objects.filter(object_type="imports.importrun", object_id=str(run.pk)).values_list(
        "verb", flat=True
    )
    assert list(told) == ["start_import", "finish_reading", "read", "apply", "finish", "brought_in"]
    assert ImportRun.objects.get().state == "applied"
