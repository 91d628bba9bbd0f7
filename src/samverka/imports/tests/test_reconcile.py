"""Which record of the register a read record is, and what its fields are to it."""

from __future__ import annotations

import pytest

from samverka.action_register.models import ActionItem
from samverka.agreements.content import AgreementContent
from samverka.agreements.models import Agreement
from samverka.agreements.operations import change_agreement, create_agreement
from samverka.agreements.queries import content_of
from samverka.forums.operations import create_forum
from samverka.imports.operations import (
    accept_record,
    answer_field,
    choose_target,
    correct_field,
    drop_record,
    set_facts,
)
from samverka.imports.tests.factories import (
    agreement,
    apply,
    bring_in,
    fields,
    forum,
    reasons,
    record,
    row,
    take_in,
    verdicts,
)

pytestmark = pytest.mark.django_db


def test_a_name_nobody_has_is_new(coordinator):
    run = take_in(coordinator, agreement("Avtal om hjälpmedel", "2023-2025"))
    assert verdicts(run) == {"Avtal om hjälpmedel": "new"}
    assert record(run, "Avtal om hjälpmedel").state == "ready"


@pytest.mark.parametrize(
    "name", ["Avtal om hjälpmedel", "AVTAL OM HJÄLPMEDEL", "Avtal hjälpmedel", "Avtal – om hjälpmedel"]
)
def test_the_same_name_is_the_same_thing(coordinator, name):
    bring_in(coordinator, agreement("Avtal om hjälpmedel", "2023-2025"))
    run = take_in(coordinator, agreement(name, "2023-2025"))
    assert verdicts(run) == {name: "same"}


def test_an_alias_is_the_same_thing(coordinator):
    create_agreement(
        actor=coordinator,
        content=AgreementContent(name="Samverkansavtal om hälso- och sjukvård", aliases=("HSL-avtalet",)),
    )
    run = take_in(coordinator, agreement("HSL-avtalet", "2023-2025"))
    assert verdicts(run) == {"HSL-avtalet": "changed"}
    assert fields(run, "HSL-avtalet") == {"name": "same", "validity_raw": "new"}


def test_a_similar_name_is_a_question_with_candidates(coordinator):
    bring_in(coordinator, agreement("Samverkansavtal Mini Maria", "2023-2025"))
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2023-2025"))
    asked = record(run, "Avtal Mini Maria")
    assert (asked.verdict, asked.state, asked.question) == (
        "doubtful",
        "pending",
        "Är det här något som redan finns i registret?",
    )
    assert asked.candidates == [[Agreement.objects.get().pk, "Samverkansavtal Mini Maria"]]


def test_yes_makes_the_name_an_alias_and_is_not_asked_again(coordinator):
    bring_in(coordinator, agreement("Samverkansavtal Mini Maria", "2023-2025"))
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2023-2025"))
    choose_target(
        actor=coordinator, found=record(run, "Avtal Mini Maria"), target_id=Agreement.objects.get().pk, version=1
    )
    assert apply(coordinator, run) == 1
    assert content_of(Agreement.objects.get()).aliases == ("Avtal Mini Maria",)
    assert verdicts(take_in(coordinator, agreement("Avtal Mini Maria", "2023-2025"))) == {"Avtal Mini Maria": "same"}


def test_no_makes_it_new(coordinator):
    bring_in(coordinator, agreement("Samverkansavtal Mini Maria"))
    run = take_in(coordinator, agreement("Avtal Mini Maria"))
    choose_target(actor=coordinator, found=record(run, "Avtal Mini Maria"), target_id=None, version=1)
    assert apply(coordinator, run) == 1
    assert Agreement.objects.count() == 2


def test_a_guideline_is_not_taken_for_the_accord_on_the_same_subject(coordinator):
    bring_in(coordinator, agreement("Överenskommelse om placerade barn"))
    assert verdicts(take_in(coordinator, agreement("Riktlinje placerade barn"))) == {"Riktlinje placerade barn": "new"}


def test_what_another_record_of_the_document_is_is_no_candidate(coordinator):
    bring_in(coordinator, agreement("Avtal Mini Maria"))
    run = take_in(coordinator, agreement("Samverkansavtal Mini Maria"), agreement("Avtal Mini Maria"))
    assert verdicts(run) == {"Samverkansavtal Mini Maria": "new", "Avtal Mini Maria": "same"}


def test_two_records_of_a_document_are_not_the_same_thing(coordinator):
    bring_in(coordinator, agreement("Avtal Mini Maria"))
    run = take_in(coordinator, agreement("Avtal Mini Maria"), agreement("Avtal Mini Maria", "2023"))
    first, second = run.records.all()
    assert (first.verdict, second.verdict) == ("same", "doubtful")
    assert second.candidates == first.candidates


def test_the_same_new_thing_twice_is_a_question(coordinator):
    run = take_in(coordinator, agreement("Avtal Mini Maria"), agreement("avtal mini maria"))
    first, second = run.records.all()
    assert (first.verdict, second.verdict) == ("new", "doubtful")
    assert (
        second.question == "Samma sak står redan i dokumentet, på post 1. Är det två olika? Hoppa annars över den ena."
    )
    accept_record(actor=coordinator, found=second, version=1)
    assert (second.verdict, second.state) == ("new", "ready")


def test_rows_with_one_subject_are_told_apart_by_direction_and_commission(coordinator):
    rows = [
        row("Utbildning", direction="Barn och unga", commission="Ta fram plan"),
        row("Utbildning", direction="Äldre", commission="Ta fram plan"),
        row("Utbildning", direction="Äldre", commission="Ordna dagar"),
    ]
    bring_in(coordinator, *rows)
    again = take_in(coordinator, *reversed(rows))
    assert [found.verdict for found in again.records.all()] == ["same"] * 3


def test_a_row_that_has_moved_to_another_direction_is_the_same_row(coordinator):
    bring_in(coordinator, row("Utbildning", direction="Äldre", commission="Ta fram plan"))
    run = take_in(
        coordinator, row("Utbildning", direction="Barn och unga", commission="Ta fram plan"), date="2024-06-01"
    )
    assert fields(run, "Utbildning") == {"subject": "same", "direction": "changed", "commission": "same"}


# Field by field


def test_a_changed_document_gives_exactly_the_changed_fields(coordinator):
    rows = [
        row(f"Uppdrag {word}", commission="Ta fram plan", follow_up="SVOM 3/6 2024 – rapport")
        for word in ("hemsjukvård", "demens", "skola")
    ]
    bring_in(coordinator, *rows)
    changed = [rows[0], row("Uppdrag demens", commission="Ta fram plan", follow_up="SVOM 11/10 2024 – beslut"), rows[2]]
    run = take_in(coordinator, *changed)
    assert verdicts(run) == {"Uppdrag hemsjukvård": "same", "Uppdrag demens": "changed", "Uppdrag skola": "same"}
    assert fields(run, "Uppdrag demens") == {"subject": "same", "commission": "same", "follow_up": "changed"}


def test_an_emptied_cell_is_asked_about_and_emptied_only_by_a_person(coordinator):
    bring_in(
        coordinator,
        row("Uppdrag demens", commission="Ta fram plan", follow_up="SVOM 3/6 2024 – rapport"),
        row("Annat", follow_up="Klart"),
    )
    run = take_in(coordinator, row("Uppdrag demens", commission="Ta fram plan"), row("Annat", follow_up="Klart"))
    assert fields(run, "Uppdrag demens") == {"subject": "same", "commission": "same", "follow_up": "doubtful"}
    answer_field(actor=coordinator, found=record(run, "Uppdrag demens"), name="follow_up", keep=False, version=1)
    apply(coordinator, run)
    assert ActionItem.objects.get(subject="Uppdrag demens").follow_up_raw == ""


def test_a_column_the_document_lacks_says_nothing(coordinator):
    bring_in(coordinator, row("Uppdrag demens", commission="Ta fram plan", follow_up="SVOM 3/6 2024 – rapport"))
    assert verdicts(take_in(coordinator, row("Uppdrag demens", commission="Ta fram plan"))) == {
        "Uppdrag demens": "same"
    }


def test_an_older_document_does_not_overwrite_a_newer(coordinator):
    bring_in(coordinator, agreement("Avtal Mini Maria", "2024-2026"), title="Avtal 2024", date="2024-05-20")
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2021-2023"), title="Avtal 2022", date="2022-02-01")
    assert reasons(run, "Avtal Mini Maria") == {
        "validity_raw": "Uppgiften i registret kommer från ett nyare dokument: ”Avtal 2024”, 20 maj 2024."
    }


def test_a_validity_that_means_the_same_is_the_same(coordinator):
    bring_in(coordinator, agreement("Avtal Mini Maria", "2021-2024"))
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2021 – 2024"), date="2024-09-01")
    assert fields(run, "Avtal Mini Maria") == {"name": "same", "validity_raw": "same"}


def test_forums_printed_otherwise_are_the_same_forums(coordinator):
    bring_in(coordinator, agreement("Avtal Mini Maria", recommending=["SVOM"]))
    run = take_in(coordinator, agreement("Avtal Mini Maria", recommending=["Sociala vård- och omsorgsgruppen"]))
    assert verdicts(run) == {"Avtal Mini Maria": "same"}


def test_without_a_date_it_is_a_question_until_somebody_gives_it(coordinator, cast):
    bring_in(coordinator, agreement("Avtal Mini Maria", "2021-2023"))
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2024-2026"), date=None)
    assert fields(run, "Avtal Mini Maria") == {"name": "same", "validity_raw": "doubtful"}
    set_facts(
        actor=coordinator,
        run=run,
        forum=None,
        document_date=record(run, "Avtal Mini Maria").created_at.date(),
        version=run.version,
    )
    assert fields(run, "Avtal Mini Maria") == {"name": "same", "validity_raw": "changed"}


def test_what_a_person_has_changed_since_is_asked_about(coordinator):
    bring_in(coordinator, agreement("Avtal Mini Maria", "2021-2023"))
    one = Agreement.objects.get()
    change_agreement(
        actor=coordinator,
        agreement=one,
        content=AgreementContent(name=one.name, kind=one.kind, validity_raw="2021-2025"),
    )
    run = take_in(coordinator, agreement("Avtal Mini Maria", "2024-2026"))
    assert fields(run, "Avtal Mini Maria") == {"name": "same", "validity_raw": "doubtful"}
    assert reasons(run, "Avtal Mini Maria")["validity_raw"].startswith("Uppgiften i registret är inskriven i Samverka")


@pytest.mark.parametrize(
    ("read", "name", "reason"),
    [
        (agreement("A", "blå häst"), "validity_raw", "Det här i giltighetstiden kunde inte tolkas: ”blå häst”."),
        (agreement("A", "2023"), "validity_raw", "Giltighetstiden kan läsas på mer än ett sätt. Bekräfta eller rätta den."),
        (
            agreement("A", recommending=["SVOM", "SamReKo HSO"]), "recommending",
            "Inget känt forum heter ”SamReKo HSO”. Rätta namnet, eller låt det stå som det är skrivet.",
        ),
        (agreement("A" * 501), "name", "Texten är längre än 500 tecken, som är det mesta som ryms. Korta den, eller hoppa över posten."),
        (
            row("A", follow_up="SamReKo HSO 3/6 2024 – rapport"), "follow_up",
            "Inget känt forum heter ”SamReKo HSO”. Rätta namnet, eller låt det stå som det är skrivet.",
        ),
    ],
    ids=["unread", "ambiguous", "unknown forum", "too long", "unknown forum in a follow-up"],
)  # fmt: skip
def test_a_doubtful_reading_is_told(coordinator, read, name, reason):
    found = take_in(coordinator, read).records.get()
    assert {field.name: field.reason for field in found.read_fields() if field.reason} == {name: reason}
    assert (found.state, found.question) == ("pending", reason)


def test_a_forum_spelt_almost_like_a_known_one_is_suggested(coordinator, cast):
    create_forum(actor=coordinator, name="SamReKo HSI", county=cast.county)
    run = take_in(coordinator, agreement("Avtal A", preparing=["SamReKo HSO"]))
    assert reasons(run, "Avtal A") == {
        "preparing": "Inget känt forum heter ”SamReKo HSO”. Menas SamReKo HSI? Rätta namnet, eller låt det stå som det är skrivet."
    }


def test_what_does_not_fit_cannot_be_accepted_but_shortened(coordinator):
    run = take_in(coordinator, agreement("A" * 501))
    found = run.records.get()
    accept_record(actor=coordinator, found=found, version=1)
    assert found.state == "pending"
    correct_field(actor=coordinator, found=found, name="name", value="Avtal A", version=2)
    assert (found.state, found.label) == ("ready", "Avtal A")


def test_a_corrected_name_is_looked_for_in_the_register(coordinator):
    bring_in(coordinator, agreement("Avtal Mini Maria"))
    run = take_in(coordinator, agreement("Avtla Manni Mira"))
    found = run.records.get()
    assert found.verdict == "new"
    correct_field(actor=coordinator, found=found, name="name", value="Avtal Mini Maria", version=1)
    assert (found.verdict, found.target_id) == ("same", Agreement.objects.get().pk)


def test_answers_stand_when_it_is_compared_again(coordinator, cast):
    bring_in(
        coordinator,
        agreement("Avtal Mini Maria", "2024-2026"),
        agreement("Avtal om hjälpmedel", "2024-2026"),
        date="2024-05-20",
    )
    old = [
        agreement("Samverkansavtal Mini Maria", "2021"),
        agreement("Avtal om hjälpmedel", "2021"),
        agreement("Annat", "2021-2022"),
        agreement("Nytt"),
    ]
    run = take_in(coordinator, *old, date="2022-01-01")
    choose_target(actor=coordinator, found=record(run, "Samverkansavtal Mini Maria"), target_id=None, version=1)
    correct_field(
        actor=coordinator,
        found=record(run, "Samverkansavtal Mini Maria"),
        name="validity_raw",
        value="2020-2021",
        version=2,
    )
    answer_field(actor=coordinator, found=record(run, "Avtal om hjälpmedel"), name="validity_raw", keep=True, version=1)
    drop_record(actor=coordinator, found=record(run, "Annat"), version=1)
    before = list(run.records.values_list("label", "state", "verdict", "is_chosen", "target_id"))
    run.refresh_from_db()
    set_facts(actor=coordinator, run=run, forum=cast.forum, document_date=None, version=run.version)
    assert list(run.records.values_list("label", "state", "verdict", "is_chosen", "target_id")) == before
    assert before == [
        ("Samverkansavtal Mini Maria", "ready", "new", True, None),
        ("Avtal om hjälpmedel", "ready", "same", False, Agreement.objects.get(name="Avtal om hjälpmedel").pk),
        ("Annat", "dropped", "new", False, None),
        ("Nytt", "ready", "new", False, None),
    ]


def test_the_rows_are_held_against_the_register_that_is_chosen(coordinator, cast):
    other = create_forum(actor=coordinator, name="Barnarenan", county=cast.county)
    bring_in(coordinator, row("Uppdrag demens", follow_up="SVOM 3/6 2024 – rapport"), forum_name="Barnarenan")
    run = take_in(coordinator, row("Uppdrag demens", follow_up="SVOM 3/6 2024 – rapport"))
    assert (run.forum, verdicts(run)) == (cast.forum, {"Uppdrag demens": "new"})
    set_facts(actor=coordinator, run=run, forum=other, document_date=run.document_date, version=run.version)
    assert verdicts(run) == {"Uppdrag demens": "same"}


def test_a_forum_is_known_by_its_full_name_with_abbreviation(coordinator, cast):
    run = take_in(coordinator, forum("Sociala vård- och omsorgsgruppen (SVOM)", purpose="Samordna"))
    assert fields(run, "Sociala vård- och omsorgsgruppen (SVOM)") == {"name": "same", "purpose": "new"}


@pytest.mark.parametrize("size", [1, 8])
def test_the_number_of_queries_does_not_grow(coordinator, django_assert_num_queries, size):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from samverka.imports.reconcile import compare

    def queries(count: int) -> int:
        run = take_in(
            coordinator, *[row(f"{word} {count}", follow_up="SVOM 3/6 2024 – rapport") for word in WORDS[:count]]
        )
        records = list(run.records.all())
        with CaptureQueriesContext(
            connection,
        ) as captured:
            compare(run, records)
        return len(captured)

    assert queries(size) == queries(1)


WORDS = ["Demens", "Skola", "Hemsjukvård", "Hjälpmedel", "Barnhälsa", "Rehabilitering", "Missbruk", "Läkemedel"]
