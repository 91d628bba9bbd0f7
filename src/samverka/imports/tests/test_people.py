"""People in and out by workbook: what is new, changed, the same, and what cannot be read."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samverka.foundation.audit.queries import history
from samverka.foundation.documents.models import PageText
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.operations import accept_record, answer_all, choose_target, correct_field, undo
from samverka.imports.queries import at_once, ready
from samverka.imports.states import RecordKind
from samverka.imports.tests.factories import apply, fields, reasons, record, verdicts
from samverka.imports.tests.workbooks import changed, take_in_file, workbook
from samverka.principals.models import Person
from samverka.principals.operations import create_party, create_person, create_principal
from samverka.principals.states import PrincipalKind

pytestmark = pytest.mark.django_db

HEAD = ["Namn", "Titel", "Kommun", "Parti", "E-post"]


@pytest.fixture
def register(cast):
    create_party(actor=None, name="Socialdemokraterna", abbreviation="S")
    create_party(actor=None, name="Centerpartiet", abbreviation="C")
    create_principal(
        actor=None, kind=PrincipalKind.MUNICIPALITY, name="Östersunds kommun", short_name="Östersund", code="2380", county=cast.county
    )  # fmt: skip
    return cast


def people() -> dict[str, tuple[str, str, str, str]]:
    return {
        each.name: (each.title, each.principal.name if each.principal else "", each.party.abbreviation if each.party else "", each.email)
        for each in Person.objects.select_related("principal", "party")
    }  # fmt: skip


def exported(as_, user) -> bytes:
    return as_(user).get(reverse("principals:people_workbook") + "?alla=ja").content


def test_a_list_without_a_day_is_not_said_to_be_dated(register, as_):
    run = take_in_file(register.coordinator, workbook([HEAD, ["Anna Berg", "Socialchef", "Åre kommun", "S", None]]))
    where = reverse("imports:run", args=[run.pk])
    shown = as_(register.coordinator).get(where).content.decode()
    assert "Utan datum, antas gälla från" in shown and "Daterat " not in shown
    ImportRun.objects.filter(pk=run.pk).update(document_date="2023-02-01")
    shown = as_(register.coordinator).get(where).content.decode()
    assert "Daterat 1 februari 2023" in shown.replace("\xa0", " ") and "Utan datum" not in shown


def test_a_list_becomes_persons_and_the_same_file_again_changes_nothing(register):
    file = workbook(
        [HEAD, ["Anna Berg", "Socialchef", "Åre kommun", "S", "anna.berg@are.se"], ["Bo Ek", None, "RJH", None, None]]
    )
    run = take_in_file(register.coordinator, file)
    assert (run.kind, verdicts(run)) == ("people_list", {"Anna Berg": "new", "Bo Ek": "new"})
    assert apply(register.coordinator, run) == 2
    assert people()["Anna Berg"] == ("Socialchef", "Åre kommun", "S", "anna.berg@are.se")
    assert people()["Bo Ek"] == ("", "Region Jämtland Härjedalen", "", "")
    assert take_in_file(register.coordinator, file) == run
    again = take_in_file(register.coordinator, changed(file, lambda rows: None))
    assert set(verdicts(again).values()) == {"same"}
    assert history(Person.objects.get(name="Anna Berg"))[0].actor == register.coordinator


def test_an_exported_list_read_in_unchanged_changes_nothing(register, as_):
    create_person(
        actor=None, name="Anna Berg", title="Socialchef", principal=register.municipality, email="anna.berg@are.se"
    )
    run = take_in_file(register.coordinator, exported(as_, register.reader))
    assert set(verdicts(run).values()) == {"same"} and len(verdicts(run)) == Person.objects.count()


def test_an_exported_list_changed_in_three_cells_is_three_changes(register, as_):
    for name in ("Anna Berg", "Bo Ek", "Cia Dal"):
        create_person(
            actor=None,
            name=name,
            title="Socialchef",
            principal=register.municipality,
            email=f"{name[:2].lower()}@are.se",
        )

    def edit(rows):
        by_name = {row[0]: row for row in rows}
        by_name["Anna Berg"][0] = "Anna Berg Sjö"
        by_name["Bo Ek"][2] = "Östersunds kommun"
        by_name["Cia Dal"][5] = "Nej"

    run = take_in_file(register.coordinator, changed(exported(as_, register.coordinator), edit))
    found = {
        (each.label, field.name, field.value)
        for each in run.records.all()
        for field in each.read_fields()
        if field.verdict != "same"
    }
    assert found == {
        ("Anna Berg Sjö", "name", "Anna Berg Sjö"),
        ("Bo Ek", "principal", "Östersunds kommun"),
        ("Cia Dal", "active", "Nej"),
    }
    apply(register.coordinator, run)
    assert people()["Bo Ek"][1] == "Östersunds kommun"
    assert not Person.objects.get(name="Cia Dal").is_active
    undo(actor=register.coordinator, run=run)
    assert people()["Bo Ek"][1] == "Åre kommun" and "Anna Berg" in people()
    assert Person.objects.get(name="Cia Dal").is_active


@pytest.mark.parametrize(
    ("written", "read", "verdict"),
    [
        ("Östersunds kommun", "Östersunds kommun", "new"),
        ("Östersunds kn", "Östersunds kommun", "new"),
        ("ÖSTERSUND", "Östersunds kommun", "new"),
        ("Kommunen Östersund", "Östersunds kommun", "new"),
        ("Region JH", "Region Jämtland Härjedalen", "new"),
        ("RJH", "Region Jämtland Härjedalen", "new"),
        ("Ostersund", "Östersunds kommun", "doubtful"),
        ("Östersnuds kommun", "Östersunds kommun", "doubtful"),
        ("Region Jämtland", "Region Jämtland Härjedalen", "doubtful"),
        ("Vinsarp", "Vinsarp", "doubtful"),
    ],
)
def test_a_principal_is_read_however_it_is_written_and_a_guess_is_asked_about(register, written, read, verdict):
    run = take_in_file(register.coordinator, workbook([HEAD, ["Anna Berg", "Socialchef", written, "S", None]]))
    (field,) = (each for each in record(run, "Anna Berg").read_fields() if each.name == "principal")
    assert (field.raw, field.value, field.verdict) == (written, read, verdict)


def test_a_heading_merged_over_two_columns_is_first_and_last_name(register):
    """As it is often drawn: ”Namn” over both. No surname is thrown away, and the order is told as a guess."""
    person = create_person(actor=None, name="Anna Berg", principal=register.municipality)
    rows = [
        ["Ledamöter"],
        [None, None, "Kommun", "Uppdrag"],
        ["Anna", "Berg", "Åre", "Ledamot"],
        ["Bo", "von Ek", "Åre", ""],
    ]
    run = take_in_file(register.coordinator, workbook(rows, merged=[("A2:B2", "Namn")]))
    assert set(verdicts(run)) == {"Anna Berg", "Bo von Ek"}
    (name,) = (each for each in record(run, "Anna Berg").read_fields() if each.name == "name")
    assert (record(run, "Anna Berg").target_id, name.note) == (person.pk, "Läst som förnamn och efternamn.")


def test_two_whole_names_under_one_heading_are_not_joined(register):
    rows = [[None, None, "Kommun", "E-post"], ["Anna Berg", "Bo Ek", "Åre", ""], ["Cia Dal", "Dan Ek", "Åre", ""]]
    run = take_in_file(register.coordinator, workbook(rows, merged=[("A1:B1", "Namn")]))
    assert set(verdicts(run)) == {"Anna Berg", "Cia Dal"}


def test_what_cannot_be_read_is_told_with_its_cell_and_mended_in_a_list(register, as_):
    file = workbook([["Lista"], [], HEAD, ["Anna Berg", "Chef", "Vinsarp", "XY", "anna.berg"]], at=(1, 1))
    run = take_in_file(register.coordinator, file)
    assert reasons(run, "Anna Berg") == {
        "principal": "Cell D5: Ingen huvudman heter ”Vinsarp”. Välj rätt i listan.",
        "party": "Cell E5: Inget parti heter ”XY”. Välj rätt i listan, eller lägg till partiet först.",
        "email": "Cell F5: ”anna.berg” är ingen e-postadress. Rätta den, eller töm rutan.",
    }
    page = as_(register.coordinator).get(reverse("imports:review", args=[run.pk, 1])).content.decode()
    assert '<option value="Östersunds kommun"' in page and '<option value="C"' in page
    for name, value in (("principal", "Åre kommun"), ("party", ""), ("email", "")):
        found = record(run, "Anna Berg")
        correct_field(actor=register.coordinator, found=found, name=name, value=value, version=found.version)
    assert apply(register.coordinator, run) == 1
    assert people()["Anna Berg"] == ("Chef", "Åre kommun", "", "")


def test_a_guess_that_is_right_is_accepted(register):
    run = take_in_file(register.coordinator, workbook([HEAD, ["Anna Berg", "Chef", "Ostersund", None, None]]))
    assert (
        reasons(run, "Anna Berg")["principal"]
        == "Cell C2: Ingen huvudman heter ”Ostersund”. Menas Östersunds kommun? Välj annars rätt i listan."
    )
    found = record(run, "Anna Berg")
    accept_record(actor=register.coordinator, found=found, version=found.version)
    apply(register.coordinator, run)
    assert people()["Anna Berg"][1] == "Östersunds kommun"


def test_guesses_are_accepted_for_the_whole_document_and_asked_again(register):
    file = workbook([HEAD, *([f"Anna {name}", "Chef", "Ostersund", None, None] for name in ("Berg", "Ek", "Dal"))])
    run = take_in_file(register.coordinator, file)
    assert (at_once(run).guesses, ready(run, register.coordinator).mine) == (3, 0)
    answer_all(actor=register.coordinator, run=run, answer="take_guesses", version=run.version)
    assert (at_once(run).guesses, ready(run, register.coordinator).mine) == (0, 3)
    run.refresh_from_db()
    answer_all(actor=register.coordinator, run=run, answer="ask_again", version=run.version)
    assert (at_once(run).guesses, ready(run, register.coordinator).mine) == (3, 0)


def test_someone_with_the_same_name_elsewhere_is_asked_about(register):
    there = create_person(actor=None, name="Anna Berg", principal=register.municipality)
    run = take_in_file(register.coordinator, workbook([HEAD, ["Anna Berg", "Chef", "Östersunds kommun", "S", None]]))
    found = record(run, "Anna Berg")
    assert (found.verdict, found.candidates) == ("doubtful", [[there.pk, "Anna Berg"]])
    choose_target(actor=register.coordinator, found=found, target_id=None, version=found.version)
    apply(register.coordinator, run)
    assert Person.objects.filter(name="Anna Berg").count() == 2


def test_an_e_mail_address_tells_who_it_is_whatever_the_name(register):
    create_person(actor=None, name="Anna Berg", principal=register.municipality, email="Anna.Berg@are.se")
    run = take_in_file(
        register.coordinator, workbook([HEAD, ["Anna Berg-Sjö", "Chef", "Åre", None, "anna.berg@are.se"]])
    )
    assert fields(run, "Anna Berg-Sjö") == {
        "name": "changed",
        "title": "new",
        "principal": "same",
        "email": "changed",
    } or fields(run, "Anna Berg-Sjö") == {"name": "changed", "title": "new", "principal": "same", "email": "same"}


def test_columns_with_identity_numbers_are_dropped_and_told_of(register):
    file = workbook(
        [
            ["Namn", "Personnummer", "Kommun", "Telefon"],
            ["Anna Berg", "19600101-1234", "Åre", "070-1234567"],
            ["Bo Ek 6001011234", None, "Åre", None],
        ]
    )
    run = take_in_file(register.coordinator, file)
    assert [warning for warning in run.warnings if "Kolumnen" in warning] == [
        "Kolumnen ”Personnummer” läses inte in: personnummer ska inte stå i Samverka. Ta bort den ur filen före nästa gång: originalet sparas som det är.",
        "Kolumnen ”Telefon” förs inte in.",
    ]
    stored = " ".join(PageText.objects.values_list("text", flat=True)) + str(
        list(run.records.values_list("fields", "label"))
    )
    assert "0101" not in stored
    assert {found.label for found in run.records.all()} == {"Anna Berg", "Bo Ek [personnummer]"}


def test_only_a_coordinator_brings_people_in(register):
    run = take_in_file(register.secretary, workbook([HEAD, ["Anna Berg", "Chef", "Åre", "S", None]]))
    assert record(run, "Anna Berg").kind == RecordKind.PERSON
    assert ready(run, register.secretary).mine == 0
    assert ready(run, register.coordinator).mine == 1


def test_comparing_asks_the_database_as_often_for_many_as_for_few(register, django_assert_max_num_queries):
    def asked(count: int) -> int:
        rows = [[f"Namn {chr(97 + n % 26)}{n}son", "Chef", "Åre", "S", f"n{n}@are.se"] for n in range(count)]
        with django_assert_max_num_queries(110) as counted:
            take_in_file(register.coordinator, workbook([HEAD, *rows]))
        return len(counted)

    asked(1)
    assert asked(2) == asked(40)


def test_a_list_of_more_than_five_thousand_rows_is_refused(register):
    run = take_in_file(
        register.coordinator, workbook([HEAD, *([f"Namn {n}", "x", "Åre", "S", None] for n in range(5001))])
    )
    assert (run.state, run.failure) == (
        "failed",
        "Listan har 5001 rader, och gränsen är 5000. Dela upp den i flera filer.",
    )
    assert ImportRecord.objects.count() == 0 and ImportRun.objects.count() == 1
