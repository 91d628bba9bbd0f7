"""`samverka init`: from nothing to an installation that somebody can log in to; twice is as once."""

from __future__ import annotations

import json

import pytest

from samverka.forums.models import Forum, Preparation
from samverka.principals.operations import load_county
from samverka.upkeep.refusals import Refused
from samverka.upkeep.starting import has_own_list, refuse_unknown_county, start_county, start_forums

PASSWORD = "korrekt häst batteri"
ADMIN = ("--admin", "anna", "--name", "Anna Berg")
LOGS_IN = f"""
from django.contrib.auth import get_user_model
user = get_user_model().objects.get()
print([user.check_password({PASSWORD!r}), sorted(user.county_roles)])
"""


def test_it_makes_all_that_is_needed_and_may_be_run_again(new):
    place = new()
    told = place.well("init", "--county", "23", "--forums", *ADMIN, given=f"{PASSWORD}\n")
    assert "Jämtlands län: 9 huvudmän." in told
    assert place.python(LOGS_IN) == "[True, ['administrator', 'coordinator']]\n"
    before = place.tables()
    again = place.well("init", "--county", "23", "--forums")
    assert "Det finns redan en administratör" in again
    assert place.tables() == before
    place.well("verify")


@pytest.mark.parametrize(
    ("arguments", "given", "expected"),
    [
        (["--county", "26"], "", "”26” är ingen länskod. Välj en av dem:\n  01  Stockholms län\n  03  Uppsala län"),
        (["--county", "23"], "", "--admin saknas, och det finns ingen att fråga"),
        (["--county", "23", *ADMIN], "kort\n", "Det här lösenordet är för kort"),
        (["--county", "23", *ADMIN], "", "Det här lösenordet är för kort"),
    ],
)
def test_what_is_wrong_is_told_and_nobody_is_let_in(new, migrated_template, arguments, given, expected):
    place = new(like=migrated_template)
    code, _output, messages = place.run("init", *arguments, given=given)
    assert (code, expected in messages) == (1, True), messages
    assert place.count("accounts_user") == 0


def test_another_county_is_refused(filled):
    code, _output, messages = filled.run("init", "--county", "14")
    assert (code, "redan gjord för Jämtlands län (23)" in messages) == (1, True)
    code, _output, messages = filled.run("init", "--county", "14", SAMVERKA_COUNTY="23")
    assert (code, "Gör dem lika" in messages) == (1, True)


def test_every_county_code_is_named_in_the_refusal():
    with pytest.raises(Refused) as refusal:
        refuse_unknown_county("2")
    assert len(str(refusal.value).splitlines()) == 22


@pytest.mark.django_db
def test_a_county_without_a_list_begins_with_neutral_names():
    county = start_county("14")
    made = start_forums(county)
    assert (has_own_list("14"), len(made)) == (False, 8)
    prepares = set(Preparation.objects.values_list("preparer__name", "prepares_for__name"))
    assert ("Beredande tjänstemannaforum", "Politiskt samverkansorgan") in prepares
    assert {forum.county for forum in made} == {county}
    assert start_forums(county) == []


@pytest.mark.django_db
def test_a_register_with_forums_is_left_as_it_is():
    from samverka.forums.operations import create_forum

    county = load_county(actor=None, code="23")
    create_forum(actor=None, name="Eget forum", county=county)
    assert start_forums(county) == []
    assert json.dumps(list(Forum.objects.values_list("name", flat=True))) == '["Eget forum"]'
