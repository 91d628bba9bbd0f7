"""Seats in and out by workbook."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samverka.forums.models import Seat, SeatHolding
from samverka.forums.operations import add_seat, create_forum
from samverka.forums.queries import places
from samverka.imports.operations import choose_target, correct_field, undo
from samverka.imports.permissions import APPLY_IMPORT
from samverka.imports.queries import ready
from samverka.imports.tests.factories import apply, reasons, verdicts
from samverka.imports.tests.workbooks import changed, take_in_file, workbook
from samverka.principals.models import Person
from samverka.principals.operations import create_office, create_party, create_person

pytestmark = pytest.mark.django_db

HEAD = ["Forum", "Uppdrag", "Kommun", "Parti", "Förnamn", "Efternamn", "Från", "Till"]


@pytest.fixture
def register(cast):
    create_party(actor=None, name="Socialdemokraterna", abbreviation="S")
    office = create_office(actor=None, principal=cast.municipality, name="Socialnämndens ordförande")
    add_seat(actor=None, forum=cast.forum, office=office)
    add_seat(actor=None, forum=cast.forum, principal=cast.municipality, role="deputy")
    return cast


def composition(forum, on=dt.date(2027, 5, 1)):
    return {
        (place.seat.get_role_display(), place.seat.principal.label if place.seat.principal else "", str(place.person or ""))
        for place in places(Seat.objects.filter(forum=forum), on)
    }  # fmt: skip


def exported(as_, user) -> bytes:
    return as_(user).get(reverse("forums:seats_workbook")).content


def test_exported_seats_read_in_unchanged_change_nothing(register, as_):
    run = take_in_file(register.coordinator, exported(as_, register.reader), "platser.xlsx")
    assert run.kind == "people_list"
    assert set(verdicts(run).values()) == {"same"} and run.records.count() == Seat.objects.count() == 4


def test_a_list_of_seats_becomes_seats_and_their_holders(register):
    file = workbook(
        [
            ["Ledamöter i SVOM"],
            [],
            HEAD,
            ["SVOM", "Ledamot", "Region JH", "S", "Anna", "Berg", dt.date(2027, 1, 1), "2030-12-31"],
        ]
    )
    run = take_in_file(register.coordinator, file, "platser.xlsx")
    assert verdicts(run) == {"Anna Berg, Ledamot, SVOM": "new"}
    apply(register.coordinator, run)
    assert ("Ledamot", "Region Jämtland Härjedalen", "Anna Berg") in composition(register.forum)
    holding = SeatHolding.objects.get(person__name="Anna Berg")
    assert (holding.starts_on, holding.ends_on, str(holding.party)) == (
        dt.date(2027, 1, 1),
        dt.date(2030, 12, 31),
        "Socialdemokraterna (S)",
    )
    undo(actor=register.coordinator, run=run)
    assert not Person.objects.filter(name="Anna Berg").exists() and Seat.objects.count() == 4


def test_three_changed_cells_are_changes_and_undone_again(register, as_):
    create_person(actor=None, name="Nina Ny", principal=register.municipality)

    def edit(rows):
        (deputy,) = (row for row in rows if row[1] == "Ersättare")
        deputy[6], deputy[7], deputy[9] = "Nina Ny", "2027-01-01", 1

    run = take_in_file(register.coordinator, changed(exported(as_, register.coordinator), edit), "platser.xlsx")
    found = {
        (field.name, field.value)
        for each in run.records.all()
        for field in each.read_fields()
        if field.verdict != "same"
    }
    assert found == {("person", "Nina Ny"), ("starts_on", "2027-01-01"), ("order", "1")}
    before = composition(register.forum)
    apply(register.coordinator, run)
    assert ("Ersättare", "Åre", "Nina Ny") in composition(register.forum)
    undo(actor=register.coordinator, run=run)
    assert composition(register.forum) == before


def test_someone_new_from_a_day_takes_the_place_over(register, as_):
    def edit(rows):
        (row,) = (row for row in rows if row[6] == "Lena Ledamot")
        row[6], row[7] = "Nina Ny", "2027-01-01"

    run = take_in_file(register.coordinator, changed(exported(as_, register.coordinator), edit), "platser.xlsx")
    apply(register.coordinator, run)
    assert [
        place.person.name
        for place in places(Seat.objects.filter(holdings__person__name="Nina Ny"), dt.date(2026, 12, 31))
    ] == ["Lena Ledamot"]
    assert [
        place.person.name
        for place in places(Seat.objects.filter(holdings__person__name="Nina Ny"), dt.date(2027, 1, 1))
    ] == ["Nina Ny"]


def test_another_name_on_a_place_without_a_day_is_asked_about(register):
    file = workbook([HEAD, ["SVOM", "Ledamot", "Åre", None, "Anna", "Berg", None, None]])
    (found,) = take_in_file(register.coordinator, file, "platser.xlsx").records.all()
    assert (found.verdict, found.question.startswith("Lena Ledamot har platsen.")) == ("doubtful", True)


def test_what_cannot_be_is_told_with_its_cell(register):
    rows = [
        ["SVON", "Ledamot", "RJH", "S", "Anna", "Berg", None, None],
        ["SVOM", "Kung", "Åre", "S", "Bo", "Ek", "i våras", None],
        ["SVOM", "Ersättare", "RJH", "S", "Cia", "Dal", "2027-01-01", "2026-12-31"],
    ]
    run = take_in_file(register.coordinator, workbook([HEAD, *rows]), "platser.xlsx")
    by_row = [
        {field.name: field.reason for field in each.read_fields() if field.verdict == "doubtful"}
        for each in run.records.order_by("position")
    ]
    assert by_row == [
        {"forum": "Cell A2: Inget känt forum heter ”SVON”. Välj rätt i listan."},
        {
            "role": "Cell B3: ”Kung” är ingen roll i ett forum. Välj rätt i listan.",
            "starts_on": "Cell G3: ”i våras” är inte ett datum. Skriv till exempel 2027-01-01.",
        },
        {"ends_on": "Cell H4: Sista dagen 2026-12-31 ligger före första dagen. Ändra en av dem."},
    ]
    first = run.records.get(position=1)
    correct_field(actor=register.coordinator, found=first, name="forum", value="SVOM", version=first.version)
    assert reasons(run, "Anna Berg, Ledamot, SVOM") == {}


def test_who_holds_an_office_is_not_told_by_its_seats(register, as_):
    def edit(rows):
        (row,) = (row for row in rows if row[3] == "Socialnämndens ordförande")
        row[6] = "Nina Ny"

    run = take_in_file(register.coordinator, changed(exported(as_, register.coordinator), edit), "platser.xlsx")
    (found,) = run.records.filter(verdict="doubtful")
    assert "följer befattningen ”Socialnämndens ordförande, Åre”" in found.question


def test_a_secretary_brings_in_the_seats_of_her_own_forum(register):
    create_forum(actor=None, name="Fredagsgruppen", county=register.county)
    rows = [
        ["SVOM", "Ledamot", "RJH", None, "Anna", "Berg", None, None],
        ["Fredagsgruppen", "Ledamot", "Åre", None, "Bo", "Ek", None, None],
    ]
    run = take_in_file(register.secretary, workbook([HEAD, *rows]), "platser.xlsx")
    assert (ready(run, register.secretary).mine, ready(run, register.coordinator).mine) == (1, 2)


def test_a_secretary_reaches_no_other_forums_seat_by_calling_the_forum_her_own(register):
    other = create_forum(actor=None, name="Fredagsgruppen", county=register.county)
    for _each in range(2):
        add_seat(actor=None, forum=other, principal=register.municipality)
    rows = [["Fredagsgruppen", "Ledamot", "Åre", None, "Bo", "Ek", None, None]]
    run = take_in_file(register.secretary, workbook([HEAD, *rows]), "platser.xlsx")
    found = run.records.get()
    choose_target(actor=register.secretary, found=found, target_id=found.candidates[0][0], version=found.version)
    correct_field(actor=register.secretary, found=found, name="forum", value="SVOM", version=found.version)
    assert ready(run, register.secretary).mine == 0
    found.refresh_from_db()
    assert not APPLY_IMPORT(register.secretary, found) and "finns i Fredagsgruppen" in found.question


def test_a_key_of_thousands_of_digits_was_not_offered(register, as_):
    for _each in range(2):
        add_seat(actor=None, forum=register.forum, principal=register.municipality, role="attendee")
    rows = [["SVOM", "Adjungerad", "Åre", None, "Bo", "Ek", None, None]]
    found = take_in_file(register.secretary, workbook([HEAD, *rows]), "platser.xlsx").records.get()
    data = {"answer": "choose", "target": "9" * 5_000, "version": found.version}
    page = as_(register.secretary).post(reverse("imports:answer", args=[found.run_id, found.position]), data)
    assert page.status_code < 500
    found.refresh_from_db()
    assert not found.is_chosen or found.target_id is None


@pytest.mark.parametrize("many", [3])
def test_comparing_asks_as_often_for_many_as_for_few(register, django_assert_max_num_queries, many):
    def asked(count: int) -> int:
        rows = [["SVOM", "Ledamot", "RJH", "S", f"Anna{chr(97 + n)}", "Berg", None, None] for n in range(count)]
        with django_assert_max_num_queries(140) as counted:
            take_in_file(register.coordinator, workbook([HEAD, *rows]), "platser.xlsx")
        return len(counted)

    asked(1)
    assert asked(2) == asked(2 * many)


def test_a_number_of_thousands_of_digits_is_no_place_in_the_order(register):
    head = ["Forum", "Plats som", "Huvudman", "Namn", "Inkallelseordning"]
    rows = [["SVOM", "Ersättare", "Åre", "Bo Ek", "9" * 5_000]]
    run = take_in_file(register.coordinator, workbook([head, *rows]), "platser.xlsx")
    (found,) = run.records.filter(kind="seat")
    assert "är inte ett nummer i inkallelseordningen" in str(reasons(run, found.label))
