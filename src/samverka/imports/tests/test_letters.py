"""Texts that have lost their å, ä and ö."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement, AgreementAlias
from samverka.agreements.operations import create_agreement
from samverka.foundation.tasks.worker import Worker
from samverka.imports.letters import have_been_lost, same_without, without
from samverka.imports.models import ImportRun
from samverka.imports.operations import answer_all
from samverka.imports.tests.factories import apply, fields, reasons, verdicts

SWEDISH = (
    "Kommunen och regionen ska samverka så att den som är äldre får vård i hemmet. Överenskommelsen gäller för åren"
    " framöver och följs upp av länets gemensamma nämnd, som också har att besluta om förändringar av den. "
) * 4
LOST = SWEDISH.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
ENGLISH = "The municipality and the region shall work together so that the elderly are cared for in their homes. " * 8


@pytest.mark.parametrize(
    ("text", "lost"),
    [(LOST, True), (SWEDISH, False), (ENGLISH, False), (LOST[:200], False), (LOST + SWEDISH, False), ("", False)],
)
def test_a_long_swedish_text_without_the_letters_has_lost_them(text, lost):
    assert have_been_lost(text) is lost


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Folkhälsopolicy", "Folkhalsopolicy", True),
        ("Riktlinje för vård", "Riktlinje for vard", True),
        ("Riktlinje för vård", "Riktlinje for hjalp", False),
        (["Åre", "Härjedalen"], ["Are", "Harjedalen"], True),
        ("", "a", False),
        (3, 3, True),
    ],
)
def test_what_differs_in_the_letters_alone(one, other, same):
    assert same_without(one, other) is same
    assert same_without(other, one) is same


def test_small_words_are_left_out_without_their_letters_too():
    assert without("Riktlinje för vård på länsnivå") == without("Riktlinje vard lansniva")


@pytest.fixture
def run(db, as_, coordinator):
    """A list without its letters; the register has one of its three."""
    create_agreement(
        actor=coordinator, content=AgreementContent(name="Folkhälsopolicy för länet", validity_raw="2021-2024")
    )
    rows = ("Folkhalsopolicy for lanet | 2021-2024", "Avtal om hjalpmedel | 2022-2025", "Rutin egenvard | 2023-2025")
    text = f"# Avtal och overenskommelser i lanet\n\n2024-05-20\n\n{LOST}\n\n| Avtal | Giltighetstid |\n|---|---|\n"
    text += "".join(f"| {row} |\n" for row in rows)
    as_(coordinator).post(reverse("imports:list"), {"documents": [SimpleUploadedFile("avtal.md", text.encode())]})
    Worker().run_waiting()
    return ImportRun.objects.get()


def test_it_is_told_once_and_names_meet_the_register(run):
    assert [warning for warning in run.warnings if "förlorat å, ä och ö" in warning] == run.warnings[:1]
    assert verdicts(run) == {
        "Folkhalsopolicy for lanet": "same",
        "Avtal om hjalpmedel": "doubtful",
        "Rutin egenvard": "doubtful",
    }
    assert set(fields(run, "Folkhalsopolicy for lanet").values()) == {"same"}
    assert list(reasons(run, "Avtal om hjalpmedel")) == ["name"]


def test_the_new_names_are_accepted_at_once_and_the_registers_name_stands(coordinator, run):
    assert answer_all(actor=coordinator, run=run, answer="take_letters", version=run.version) == 2
    apply(coordinator, run)
    assert sorted(Agreement.objects.values_list("name", flat=True)) == [
        "Avtal om hjalpmedel", "Folkhälsopolicy för länet", "Rutin egenvard",
    ]  # fmt: skip
    assert not AgreementAlias.objects.exists()


def test_the_answer_is_taken_back(coordinator, run):
    answer_all(actor=coordinator, run=run, answer="take_letters", version=run.version)
    answer_all(actor=coordinator, run=run, answer="ask_again", version=run.version)
    assert sorted(run.records.values_list("state", flat=True)) == ["pending", "pending", "ready"]
