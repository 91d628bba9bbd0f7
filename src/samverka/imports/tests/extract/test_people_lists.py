"""Lists of people as people make them: headings anywhere, in any order, under any name."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverka.imports.extractors import extract
from samverka.imports.extractors.people.read import without_identities
from samverka.imports.extractors.people.vocabulary import concept_of
from samverka.imports.organisations import Named, Organisations
from samverka.imports.readers import read
from samverka.imports.recognise import recognise
from samverka.imports.records import DocumentKind, Extraction
from samverka.imports.tests.workbooks import workbook

ANNA = ("Anna Berg", "Socialchef", "Åre kommun", "S", "anna@are.se")


def extracted(data: bytes, filename: str = "lista.xlsx") -> Extraction:
    document = without_identities(read(data, filename))
    return extract(document, recognise(document))


def people(found: Extraction):
    return [
        tuple(each.value if each else "" for each in (one.name, one.title, one.principal, one.party, one.email))
        for one in found.directory
    ]


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([["Namn", "Titel", "Huvudman", "Parti", "E-post"], list(ANNA)], (0, 0)),
        ([["E-postadress", "Partibeteckning", "Kommun", "Befattning", "Namn"], list(reversed(ANNA))], (0, 0)),
        ([["Efternamn", "Förnamn", "Titel", "Organisation", "Parti", "Mejl"], ["Berg", "Anna", *ANNA[1:]]], (0, 0)),
        ([["Namn", "Titel", "Region/kommun", "Parti", "Mail"], ["Berg, Anna", *ANNA[1:]]], (0, 0)),
        ([["Namn", "Titel", "Kommun", "E-post"], ["Anna Berg (S)", *ANNA[1:3], ANNA[4]]], (0, 0)),
        ([["Ledamöter 2027–2030"], [], ["Uppdaterad 2027-01-15"], [], ["NAMN", "TITEL", "KOMMUN", "PARTI", "E-POST"], list(ANNA)], (0, 0)),
        ([["Namn", "Titel", "Kommun", "Parti", "E-post"], list(ANNA)], (7, 3)),
        ([["Namn", "Titel", "Kommun", "Parti", "E-post"], [], [], list(ANNA)], (0, 0)),
        ([["Namn", "Titel", "Kommun", "Parti", "E-post"], list(ANNA), ["Namn", "Titel", "Kommun", "Parti", "E-post"]], (2, 0)),
    ],
)  # fmt: skip
def test_the_same_person_is_read_whatever_the_headings_and_where_they_stand(rows, at):
    found = extracted(workbook(rows, at=at))
    assert (found.kind, people(found)) == (DocumentKind.PEOPLE_LIST, [ANNA])


def test_headings_merged_over_and_down_are_read():
    rows = [
        [],
        [],
        ["Förnamn", "Efternamn", None, "Titel", "Kommun", "Parti"],
        ["Anna", "Berg", "anna@are.se", "Socialchef", "Åre kommun", "S"],
    ]
    merged = [("A1:F1", "Kontaktlista"), ("A2:B2", "Person"), ("C2:C3", "E-post"), ("D2:F2", "Uppdrag")]
    assert people(extracted(workbook(rows, merged=merged))) == [ANNA]


def test_a_row_merged_over_all_columns_heads_those_below_and_is_no_person():
    rows = [["Namn", "Titel", "Kommun", "Parti", "E-post"], [], list(ANNA)]
    assert people(extracted(workbook(rows, merged=[("A2:E2", "Åre")]))) == [ANNA]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separated_values_are_read(separator):
    text = f"Namn;Titel;Kommun;Parti;E-post\r\n{';'.join(ANNA)}\r\n".replace(";", separator)
    assert people(extracted(text.encode("utf-8-sig"), "lista.csv")) == [ANNA]


def test_each_value_knows_its_cell_and_the_list_its_day():
    rows = [["Personer den 15 januari 2027"], [], ["Namn", "Kommun", "E-post"], ["Anna Berg", "Åre", "anna@are.se"]]
    found = extracted(workbook(rows, at=(0, 1)))
    (one,) = found.directory
    assert [(each.place.line, each.place.column) for each in (one.name, one.principal, one.email)] == [
        (4, "B"),
        (4, "C"),
        (4, "D"),
    ]
    assert found.document.date.value.start == dt.date(2027, 1, 15)


def test_someone_with_several_rows_is_one_person():
    head = ["Namn", "Titel", "Kommun", "E-post"]
    rows = [
        head,
        ["Anna Berg", None, "Åre", "anna@are.se"],
        ["Anna Berg", "Chef", "Åre", "anna@are.se"],
        ["Bo Ek", "Chef", "Åre", None],
    ]
    assert [(one.name.value, one.title.value) for one in extracted(workbook(rows)).directory] == [
        ("Anna Berg", "Chef"),
        ("Bo Ek", "Chef"),
    ]


def test_a_row_without_a_name_is_told_of():
    rows = [["Namn", "Titel", "Kommun"], [None, "Chef", "Åre"], ["Anna Berg", "Chef", "Åre"]]
    assert extracted(workbook(rows)).warnings == ("Rad 2 har inget namn och läses inte in.",)


@pytest.mark.parametrize(
    ("heading", "concept"),
    [
        ("Personnummer", "identity"), ("Personnr.", "identity"), ("Pers.nr", "identity"), ("Person-nr", "identity"), ("Samordningsnummer", "identity"),
        ("Födelsedatum", "identity"), ("PNR", "identity"), ("Namn", "name"), ("För- och efternamn", "name"), ("Platsens namn", "seat_name"),
        ("Fr.o.m.", "starts_on"), ("T.o.m.", "ends_on"), ("Kommun/region", "principal"), ("Mobilnr", "phone"), ("Skostorlek", None),
    ],
)  # fmt: skip
def test_headings_are_known_by_many_names(heading, concept):
    assert concept_of(heading)[0] == concept


@pytest.mark.parametrize(
    "head",
    [
        ["Avtal", "Giltighetstid", "Beredande forum"],
        ["Vad", "Ansvarig", "Uppföljning"],
        ["Namn", "Giltig till", "Parter"],
        ["Vara", "Antal", "Pris"],
        ["Namn", "Poäng"],
    ],
)
def test_other_lists_are_not_taken_for_people(head):
    assert recognise(read(workbook([head, ["Ett", "Två", "Tre"]]), "lista.xlsx")).kind is not DocumentKind.PEOPLE_LIST


CELL = st.one_of(st.sampled_from(["Namn", "Förnamn", "Efternamn", "Kommun", "E-post", "Forum", "Personnummer", "Åre", "20000101-1234"]), st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=15))  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(CELL, max_size=6), max_size=8))
def test_no_table_is_too_odd_and_no_identity_number_comes_through(rows):
    text = "\n".join(";".join(cell.replace("\n", " ").replace(";", ",") for cell in row) for row in rows)
    if not text.strip():
        return
    document = without_identities(read(text.encode(), "lista.csv"))
    found = extract(document, recognise(document))
    assert "20000101-1234" not in str(found.directory) + str(found.seats) + str(document.blocks)


COUNTY = Organisations([
    ("Åre kommun", ["Åre kommun", "Åre"]), ("Bergs kommun", ["Bergs kommun", "Berg"]), ("Östersunds kommun", ["Östersunds kommun", "Östersund"]),
    ("Region Jämtland Härjedalen", ["Region Jämtland Härjedalen", "RJH"]), ("Strömsunds kommun", ["Strömsunds kommun"]),
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bergs kommun", Named("Bergs kommun", True)),
        ("berg", Named("Bergs kommun", True)),
        ("Strömsund", Named("Strömsunds kommun", True)),
        ("Strömsunds k:n", Named("Strömsunds kommun", True)),
        ("Stromsund", Named("Strömsunds kommun", False)),
        ("Region JH", Named("Region Jämtland Härjedalen", True)),
        ("Jämtland Härjedalen", Named("Region Jämtland Härjedalen", False)),
        ("Are", Named("Åre kommun", False)),
        ("", None),
        ("kommun", None),
        ("Göteborg", None),
    ],
)
def test_principals_are_known_however_they_are_written(text, found):
    assert COUNTY.find(text) == found
