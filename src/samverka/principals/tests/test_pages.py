"""Pages of principals and persons."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from samverka.foundation.audit.queries import history
from samverka.principals import permissions
from samverka.principals.models import Person, Principal, PrincipalRole
from samverka.principals.operations import create_party, create_person, create_principal, end_role

EVERYONE = {"coordinator", "secretary", "chair", "member", "registrar", "reader", "administrator"}
COORDINATORS, REGISTRARS = {"coordinator"}, {"coordinator", "registrar"}


def addresses(cast):
    own, person, role = cast.municipality.pk, cast.member_person.pk, PrincipalRole.objects.get().pk
    return {
        ("get", "list"): ((), EVERYONE),
        ("get", "csv"): ((), EVERYONE),
        ("get", "detail"): ((own,), EVERYONE),
        ("get", "people"): ((), EVERYONE),
        ("get", "people_csv"): ((), EVERYONE),
        ("get", "person"): ((person,), EVERYONE),
        ("get", "parties"): ((), EVERYONE),
        ("get", "create_party"): ((), COORDINATORS),
        ("get", "change_party"): ((create_party(actor=None, name="Centerpartiet", abbreviation="C").pk,), COORDINATORS),
        ("get", "create"): ((), COORDINATORS),
        ("get", "change"): ((own,), REGISTRARS),
        ("get", "end"): ((own,), COORDINATORS),
        ("get", "give_role"): ((own,), COORDINATORS),
        ("get", "end_role"): ((role,), COORDINATORS),
        ("get", "create_person"): ((), REGISTRARS),
        ("get", "change_person"): ((person,), REGISTRARS),
        ("post", "create"): ((), COORDINATORS),
        ("post", "change"): ((own,), REGISTRARS),
        ("post", "end"): ((own,), COORDINATORS),
        ("post", "give_role"): ((own,), COORDINATORS),
        ("post", "end_role"): ((role,), COORDINATORS),
        ("post", "create_person"): ((), REGISTRARS),
        ("post", "change_person"): ((person,), REGISTRARS),
        ("post", "remove"): ((own,), COORDINATORS),
        ("post", "remove_person"): ((person,), COORDINATORS),
    }


def test_each_page_answers_those_who_may_and_refuses_the_others(cast, as_):
    for (method, name), (args, who_may) in addresses(cast).items():
        allowed = set()
        for who, user in cast.users.items():
            response = getattr(as_(user), method)(reverse(f"principals:{name}", args=args))
            assert response.status_code in (200, 302, 403), (method, name, who)
            if response.status_code != 403:
                allowed.add(who)
        assert allowed == who_may, (method, name)


def test_who_has_not_logged_in_comes_to_the_login_page(cast, as_):
    for (_method, name), (args, _who) in addresses(cast).items():
        response = as_(cast.outsider).get(reverse(f"principals:{name}", args=args))
        assert (response.status_code, response.headers["Location"].partition("?")[0]) == (
            302,
            reverse("accounts:login"),
        ), name


def test_who_may_change_is_the_same_for_the_object_and_the_list(cast):
    for who, user in cast.users.items():
        by_object = {each.pk for each in Principal.objects.all() if permissions.CHANGE(user, each)}
        assert by_object == set(permissions.changeable_principals(user).values_list("pk", flat=True)), who
        by_object = {each.pk for each in Person.objects.all() if permissions.CHANGE_PERSON(user, each)}
        assert by_object == set(permissions.changeable_people(user).values_list("pk", flat=True)), who


def test_a_registrar_changes_her_own_principal_and_no_other(cast, as_):
    client = as_(cast.registrar)
    assert client.get(reverse("principals:change", args=[cast.region.pk])).status_code == 403
    data = {
        "kind": "municipality",
        "name": "Åre kommun",
        "code": "2321",
        "county": cast.county.pk,
        "organisation_number": "2120002445",
        "version": 1,
    }
    assert client.post(reverse("principals:change", args=[cast.municipality.pk]), data).status_code == 302
    assert Principal.objects.get(pk=cast.municipality.pk).organisation_number == "212000-2445"
    assert history(cast.municipality)[0].actor == cast.registrar


def test_a_registrar_enters_people_of_her_own_principal_only(cast, as_):
    client, page = as_(cast.registrar), reverse("principals:create_person")
    response = client.post(page, {"name": "Nina Ny", "principal": cast.region.pk, "is_active": "on"})
    assert list(response.context["form"].errors) == ["principal"]
    assert (
        client.post(page, {"name": "Nina Ny", "principal": cast.municipality.pk, "is_active": "on"}).status_code == 302
    )
    assert Person.objects.get(name="Nina Ny").principal == cast.municipality


def test_a_registrar_whose_role_has_ended_changes_nothing(cast, as_):
    end_role(actor=None, role=PrincipalRole.objects.get(), ends_on=dt.date(2020, 12, 31))
    page = reverse("principals:change", args=[cast.municipality.pk])
    assert (
        as_(cast.registrar).get(page).status_code,
        as_(cast.registrar).get(page + "?datum=2020-12-31").status_code,
    ) == (403, 403)


def rows(response):
    return [each.name for each in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Polisregion Nord", "Region Jämtland Härjedalen", "Åre kommun"]),
        ("sortera=-namn", ["Åre kommun", "Region Jämtland Härjedalen", "Polisregion Nord"]),
        ("slag=municipality", ["Åre kommun"]),
        ("slag=strunt", ["Polisregion Nord", "Region Jämtland Härjedalen", "Åre kommun"]),
        ("lan=23", ["Region Jämtland Härjedalen", "Åre kommun"]),
        ("q=RJH", ["Region Jämtland Härjedalen"]),
        ("q=2321", ["Åre kommun"]),
        ("avslutade=only", ["Gamla kommunen"]),
        ("datum=2019-01-01&slag=municipality", ["Gamla kommunen", "Åre kommun"]),
    ],
)
def test_the_list_is_filtered_and_sorted(cast, as_, query, shown):
    create_principal(actor=None, kind="partner", name="Polisregion Nord")
    create_principal(actor=None, kind="municipality", name="Gamla kommunen", ends_on=dt.date(2019, 12, 31))
    assert rows(as_(cast.reader).get(reverse("principals:list") + "?" + query)) == shown


def test_the_files_hold_what_the_lists_show(cast, as_):
    client = as_(cast.reader)
    for name, expected in (
        ("csv", ["Namn", "Åre kommun"]),
        ("people_csv", ["Namn", "Lena Ledamot", "Olle Ordförande"]),
    ):
        response = client.get(reverse(f"principals:{name}") + ("?slag=municipality" if name == "csv" else ""))
        lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
        assert [line.split(";")[0] for line in lines] == expected


def test_pages_ask_the_database_as_often_for_one_row_as_for_three(cast, as_, django_assert_max_num_queries):
    client = as_(cast.reader)
    addresses = [
        reverse("principals:list"),
        reverse("principals:people"),
        reverse("principals:detail", args=[cast.region.pk]),
        reverse("principals:person", args=[cast.chair_person.pk]),
    ]

    def counts():
        found = []
        for address in addresses:
            cache.clear()  # as after a change: nothing is kept
            with django_assert_max_num_queries(16) as counted:
                assert client.get(address).status_code == 200
            found.append(len(counted))
        return found

    counts()  # content types and the like are read once a process
    few = counts()
    party = create_party(actor=None, name="Bygdepartiet", abbreviation="BP")
    for name in ("Andra", "Tredje"):
        create_principal(actor=None, kind="municipality", name=name, county=cast.county, aliases=[f"{name} namnet"])
        create_person(actor=None, name=f"{name} Personen", principal=cast.region, party=party)
    assert counts() == few


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": ""}, {"name": ["Detta fält måste fyllas i."]}),
        ({"kind": ""}, {"kind": ["Detta fält måste fyllas i."]}),
        ({"code": "23x"}, {"code": ["Koden ska ha fyra siffror för en kommun eller två för en region."]}),
        ({"code": "2321"}, {"__all__": ["En annan huvudman har redan den koden."]}),
        ({"name": "Åre kommun"}, {"__all__": ["Det finns redan en huvudman med det namnet."]}),
        (
            {"organisation_number": "212000-244"},
            {
                "organisation_number": [
                    "Organisationsnumret stämmer inte. Skriv tio siffror, till exempel 212000-2445, och kontrollera dem."
                ]
            },
        ),
        (
            {"starts_on": "snart"},
            {"starts_on": ["”snart” är inte ett datum. Skriv till exempel 3/6 2024 eller 2024-06-03."]},
        ),
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(cast, as_, typed, errors):
    data = {"kind": "municipality", "name": "Nya kommunen", "note": "Skrivet"} | typed
    response = as_(cast.coordinator).post(reverse("principals:create"), data)
    assert {name: list(found) for name, found in response.context["form"].errors.items()} == errors
    assert "Skrivet</textarea>" in response.content.decode()
    assert Principal.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"name": " "}, {"name": ["Detta fält måste fyllas i."]}),
        ({"email": "inte en adress"}, {"email": ["Fyll i en giltig e-postadress."]}),
        ({"user": "chair"}, {"user": ["Kontot hör redan till en annan person. Välj ett annat."]}),
    ],
)
def test_a_person_that_cannot_be_is_refused(cast, as_, typed, errors):
    data = {"name": "Nina Ny", "is_active": "on"} | typed | ({"user": cast.chair.pk} if "user" in typed else {})
    response = as_(cast.coordinator).post(reverse("principals:create_person"), data)
    assert {name: list(found) for name, found in response.context["form"].errors.items()} == errors
    assert Person.objects.count() == 2


def test_a_party_is_added_once(cast, as_):
    client, page = as_(cast.coordinator), reverse("principals:create_party")
    typed = {"name": "Bygdepartiet", "abbreviation": "BP", "principal": cast.municipality.pk}
    assert client.post(page, typed).status_code == 302
    assert {name: list(found) for name, found in client.post(page, typed).context["form"].errors.items()} == {
        "name": ["Det finns redan ett parti med det namnet."],
        "abbreviation": ["Ett annat parti har redan den förkortningen."],
    }
    assert client.get(reverse("principals:parties")).context["parties"].get().principal == cast.municipality


def test_a_role_cannot_end_before_it_began(cast, as_):
    role = PrincipalRole.objects.get()
    client = as_(cast.coordinator)
    client.post(
        reverse("principals:give_role", args=[cast.region.pk]),
        {"user": cast.reader.pk, "role": "official", "starts_on": "2024-01-01"},
    )
    given = PrincipalRole.objects.exclude(pk=role.pk).get()
    response = client.post(reverse("principals:end_role", args=[given.pk]), {"ends_on": "2023-12-31", "version": 1})
    assert response.context["form"].errors == {"__all__": ["Sista dagen ligger före första dagen. Ändra en av dem."]}


def test_a_person_with_a_seat_is_not_removed(cast, as_):
    response = as_(cast.coordinator).post(
        reverse("principals:remove_person", args=[cast.member_person.pk]), follow=True
    )
    assert [str(message) for message in response.context["messages"]] == [
        "”Lena Ledamot” kan inte tas bort, eftersom annat hänvisar dit: innehavare av platser. Markera i stället att personen inte kan väljas till nya platser."
    ]
