"""Organisation numbers, terms of office, names of municipalities."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.principals.packaged import counties
from samverka.principals.rules import (
    luhn_holds,
    municipality_name,
    organisation_number,
    same_name_key,
    term_of_office,
    tidy_names,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("212000-2445", "212000-2445"),
        ("2120002445", "212000-2445"),
        ("16212000-2445", "212000-2445"),
        ("212000 2445", "212000-2445"),
        ("212000–2445", "212000-2445"),
        ("212000-2446", None),  # wrong check digit
        ("212000-244", None),
        ("811218-9876", None),  # the third digit says that it is a personal identity number
        ("٢١٢٠٠٠-٢٤٤٥", None),  # digits of another script
        ("", None),
        ("kommun", None),
    ],
)
def test_organisation_numbers_are_read_in_the_ways_they_are_written(text, number):
    assert organisation_number(text) == number


@given(st.text(max_size=20))
def test_no_text_makes_the_reading_of_a_number_fail(text):
    number = organisation_number(text)
    assert number is None or organisation_number(number) == number


@given(st.text(alphabet="0123456789", min_size=1, max_size=15))
def test_exactly_one_check_digit_fits(digits):
    assert sum(luhn_holds(digits + check) for check in "0123456789") == 1


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (dt.date(2022, 12, 31), "2019–2022"),
        (dt.date(2023, 1, 1), "2023–2026"),
        (dt.date(2026, 12, 31), "2023–2026"),
        (dt.date(2027, 1, 1), "2027–2030"),
        (dt.date(1995, 1, 1), "1995–1998"),
    ],
)
def test_a_term_of_office_begins_the_year_after_the_election(day, term):
    assert term_of_office(day).name == term


@given(st.dates(min_value=dt.date(5, 1, 1)))
def test_every_day_lies_in_its_term(day):
    term = term_of_office(day)
    assert term.starts_on <= day <= term.ends_on


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("Östersund", "Östersunds kommun"),
        ("Åre", "Åre kommun"),
        ("Berg", "Bergs kommun"),
        ("Ragunda", "Ragunda kommun"),
        ("Härjedalen", "Härjedalens kommun"),
        ("Tranås", "Tranås kommun"),
        ("Falun", "Falu kommun"),
        ("Orust", "Orust kommun"),
        ("Dals-Ed", "Dals-Eds kommun"),
    ],
)
def test_a_municipality_takes_its_places_genitive(place, name):
    assert municipality_name(place) == name


def test_all_regions_and_municipalities_of_the_country_are_packaged():
    all_of_them = counties().values()
    assert (len(all_of_them), sum(len(county.municipalities) for county in all_of_them)) == (21, 290)
    with_region = [
        county.code
        for county in all_of_them
        if county.region or any(each.has_region_tasks for each in county.municipalities)
    ]
    assert with_region == list(counties())


def test_names_that_differ_in_case_space_or_hyphen_are_one():
    assert tidy_names([" RJH ", "rjh", "", "SamReKo  HSI", "SamReKo-HSI", "FG"]) == ["RJH", "SamReKo HSI", "FG"]


@given(st.lists(st.text(max_size=10), max_size=5))
def test_tidying_twice_changes_nothing_more(names):
    tidy = tidy_names(names)
    assert tidy_names(tidy) == tidy
    assert len({same_name_key(name) for name in tidy}) == len(tidy)
