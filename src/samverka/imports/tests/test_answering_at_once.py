"""One answer for many questions of the same kind: on a record, and for the whole document."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from samverka.agreements.models import Agreement
from samverka.foundation.audit.models import AuditEntry
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.lifecycle import Refused
from samverka.imports.models import ImportRun
from samverka.imports.operations import answer_all, correct_field, keep_register
from samverka.imports.queries import at_once
from samverka.imports.tests.factories import agreement, apply, bring_in, record, take_in

pytestmark = pytest.mark.django_db

NAMES = ("Avtal Mini Maria", "Avtal om hjälpmedel")


@pytest.fixture
def older(coordinator):
    """A document of 2020 about what one of 2024 has told."""
    bring_in(coordinator, *(agreement(name, "2024-2026", ["SVOM"]) for name in NAMES), title="Nyare", date="2024-05-20")
    return take_in(coordinator, *(agreement(name, "2018-2020", ["SocSam"]) for name in NAMES), date="2020-05-20")


def states(run: ImportRun) -> list[str]:
    return [found.state for found in run.records.all()]


def test_one_answer_on_the_record_settles_its_fields(coordinator, older):
    found = record(older, NAMES[0])
    keep_register(actor=coordinator, found=found, version=found.version)
    assert (found.state, found.verdict, states(older)) == ("ready", "same", ["ready", "pending"])
    apply(coordinator, older)
    assert set(Agreement.objects.values_list("validity_raw", flat=True)) == {"2024-2026"}


def test_the_answer_on_the_record_is_taken_back(coordinator, older):
    found = record(older, NAMES[0])
    before = found.question
    keep_register(actor=coordinator, found=found, version=found.version)
    keep_register(actor=coordinator, found=found, version=found.version, keep=False)
    assert (found.state, found.question) == ("pending", before)
    with pytest.raises(Refused):
        keep_register(actor=coordinator, found=found, version=found.version, keep=False)


def test_one_answer_for_the_document(coordinator, older):
    assert at_once(older).older == 2
    assert answer_all(actor=coordinator, run=older, answer="keep_newer", version=older.version) == 2
    assert (states(older), at_once(older).older, at_once(older).settled) == (["ready", "ready"], 0, 2)
    told = AuditEntry.objects.filter(verb="keep_newer").values_list("object_type", flat=True)
    assert sorted(told) == ["imports.importrecord", "imports.importrecord", "imports.importrun"]


def test_the_answer_for_the_document_is_taken_back_and_other_answers_stand(coordinator, older):
    found = record(older, NAMES[0])
    correct_field(actor=coordinator, found=found, name="validity_raw", value="2019-2021", version=found.version)
    older.refresh_from_db()
    answer_all(actor=coordinator, run=older, answer="keep_newer", version=older.version)
    answer_all(actor=coordinator, run=older, answer="ask_again", version=older.version)
    assert states(older) == ["pending", "pending"]
    corrected = {field.name: field for field in record(older, NAMES[0]).read_fields()}["validity_raw"]
    assert (corrected.value, corrected.corrected) == ("2019-2021", True)


def test_a_page_that_is_not_the_newest_answers_nothing(coordinator, older):
    with pytest.raises(StaleRecord):
        answer_all(actor=coordinator, run=older, answer="keep_newer", version=older.version + 1)
    assert states(older) == ["pending", "pending"]


@pytest.mark.parametrize("name", ["secretary", "chair", "member", "registrar", "reader", "administrator"])
def test_others_may_not(cast, older, name):
    found = record(older, NAMES[0])
    with pytest.raises(PermissionDenied):
        answer_all(actor=getattr(cast, name), run=older, answer="keep_newer", version=older.version)
    with pytest.raises(PermissionDenied):
        keep_register(actor=getattr(cast, name), found=found, version=found.version)


def test_from_the_pages(as_, coordinator, older):
    client, page = as_(coordinator), reverse("imports:run", args=[older.pk])
    assert "Behåll registrets uppgifter i alla 2 poster där registret är nyare" in client.get(page).content.decode()
    assert "Behåll registrets uppgifter" in client.get(reverse("imports:review", args=[older.pk, 1])).content.decode()
    address = reverse("imports:answer_all", args=[older.pk])
    assert client.post(address, {"answer": "nonsense", "version": older.version}).status_code == 404
    client.post(address, {"answer": "keep_newer", "version": older.version})
    assert states(older) == ["ready", "ready"]
    assert "Ångra svaret för hela dokumentet (2 poster)" in client.get(page).content.decode()


def test_the_day_of_a_document_without_one_is_asked_for_once_before_all_else(as_, coordinator):
    run = take_in(coordinator, agreement(NAMES[0], "2018-2020"), date=None)
    page = as_(coordinator).get(reverse("imports:run", args=[run.pk])).content.decode()
    assert page.index("Vilken dag är dokumentet från?") < page.index('id="h-for-in"')
    assert page.count(reverse("imports:set_facts", args=[run.pk])) == 1


def test_what_has_been_brought_in_is_linked_to_from_both_pages(as_, coordinator):
    run = bring_in(coordinator, agreement(NAMES[0], "2024-2026"))
    client, there = as_(coordinator), reverse("agreements:detail", args=[Agreement.objects.get().pk])
    for page in (reverse("imports:run", args=[run.pk]), reverse("imports:review", args=[run.pk, 1])):
        assert f'href="{there}"' in client.get(page).content.decode()


def test_what_is_not_brought_in_is_not_linked_to(as_, coordinator):
    run = take_in(coordinator, agreement(NAMES[0], "2024-2026"))
    page = as_(coordinator).get(reverse("imports:run", args=[run.pk])).content.decode()
    assert "Visa i registret" not in page
