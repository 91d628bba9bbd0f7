"""Principals written: loaded, corrected, ended, removed; every write is told in the log."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import broken_links, history
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.principals import operations
from samverka.principals.models import County, Person, PoliticalParty, Principal
from samverka.principals.queries import county_principals, principal_matcher
from samverka.principals.states import PrincipalKind

DAY = dt.date(2024, 5, 20)
pytestmark = pytest.mark.django_db


def test_a_county_is_loaded_with_its_region_and_municipalities_once():
    for _time in range(2):
        operations.load_county(actor=None, code="23")
    assert [principal.label for principal in county_principals("23", DAY)] == [
        "Region Jämtland Härjedalen", "Berg", "Bräcke", "Härjedalen", "Krokom", "Ragunda", "Strömsund", "Åre", "Östersund",
    ]  # fmt: skip
    assert (County.objects.count(), Principal.objects.count()) == (1, 9)


def test_loading_again_leaves_what_a_person_has_corrected():
    operations.load_county(actor=None, code="23")
    operations.change_principal(actor=None, principal=Principal.objects.get(code="2321"), name="Åre kommun (rättad)")
    operations.load_county(actor=None, code="23")
    assert Principal.objects.get(code="2321").name == "Åre kommun (rättad)"


def test_gotland_is_one_principal_with_both_roles():
    operations.load_county(actor=None, code="09")
    principal = Principal.objects.get()
    assert (principal.name, principal.is_region, principal.is_municipality) == ("Region Gotland", True, True)


def test_an_unknown_county_code_is_refused():
    with pytest.raises(ValidationError, match="”99” är ingen länskod"):
        operations.load_county(actor=None, code="99")


def test_the_parties_of_the_parliament_are_loaded_once():
    for _time in range(2):
        operations.load_parties(actor=None)
    assert [party.abbreviation for party in PoliticalParty.objects.all()] == ["C", "KD", "L", "MP", "M", "S", "SD", "V"]


def a_principal(name="Åre kommun", **facts):
    return operations.create_principal(actor=None, kind=PrincipalKind.MUNICIPALITY, name=name, **facts)


def test_a_change_of_other_names_is_told_in_the_history():
    principal = a_principal(aliases=["Åre"])
    assert operations.change_principal(actor=None, principal=principal, aliases=["Åre", "ÅK"], reason="Ny förkortning")
    newest = history(principal)[0]
    assert (newest.changes, newest.reason) == ({"aliases": [["Åre"], ["ÅK", "Åre"]]}, "Ny förkortning")
    assert operations.change_principal(actor=None, principal=principal, aliases=["ÅK", "Åre"]) is False
    assert list(broken_links()) == []


def test_two_editors_do_not_overwrite_each_other():
    principal = a_principal()
    operations.change_principal(actor=None, principal=principal, version=1, note="Min")
    with pytest.raises(StaleRecord):
        operations.change_principal(
            actor=None, principal=Principal.objects.get(), version=1, note="Din", aliases=["Åre"]
        )
    principal.refresh_from_db()
    assert (principal.note, principal.aliases.count()) == ("Min", 0)


def test_a_merged_municipality_keeps_its_history_and_names_its_successor():
    old, new = a_principal("Gamla kommunen"), a_principal("Nya kommunen")
    operations.end_principal(actor=None, principal=old, ends_on=dt.date(2024, 12, 31), successor=new)
    assert (list(new.predecessors.all()), old.holds_on(dt.date(2024, 12, 31)), old.holds_on(dt.date(2025, 1, 1))) == (
        [old],
        True,
        False,
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"organisation_number": "212000-2446"}, "organisation_number"),
        ({"starts_on": dt.date(2024, 2, 1), "ends_on": dt.date(2024, 1, 31)}, "__all__"),
        ({"name": "Bräcke kommun"}, "__all__"),
        ({"code": "2305"}, "__all__"),
    ],
)
def test_what_cannot_be_is_refused_and_not_stored(facts, field):
    a_principal("Bräcke kommun", code="2305")
    with pytest.raises(ValidationError) as refused:
        a_principal(**({"name": "Ny kommun"} | facts))
    assert list(refused.value.error_dict) == [field]
    assert Principal.objects.count() == 1


def test_a_principal_with_people_is_not_removed():
    principal = a_principal()
    operations.create_person(actor=None, name="Nina Ny", principal=principal)
    with pytest.raises(Refused, match="”Åre kommun” kan inte tas bort, eftersom annat hänvisar dit: personer"):
        operations.remove_principal(actor=None, principal=principal)
    operations.remove_person(actor=None, person=Person.objects.get())
    operations.remove_principal(actor=None, principal=principal)
    assert Principal.objects.count() == 0


def test_a_principal_is_found_in_texts_by_any_of_its_names():
    principal = operations.create_principal(
        actor=None, kind=PrincipalKind.REGION, name="Region Jämtland Härjedalen", aliases=["RJH"]
    )
    names = principal_matcher()
    assert [
        names.named_in(text) for text in ("Enhetschef, RJH", "region jämtland härjedalens nämnd", "Enhetschef")
    ] == [principal.pk, principal.pk, None]
