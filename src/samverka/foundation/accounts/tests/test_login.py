"""Logging in and out, changing between accounts of the demonstration, password and appearance."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from samverka.foundation.accounts.backend import Backend
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole

PASSWORD = "ett-langt-losenord-12"
BACKEND = "samverka.foundation.accounts.backend.Backend"


@pytest.fixture
def ylva(db: None) -> User:
    return create_user(username="ylva", name="Ylva Sandgren", password=PASSWORD)


@pytest.fixture
def nils(db: None) -> User:
    return create_user(username="nils", name="Nils Ovesson", password=None, title="sekreterare", is_demo=True)


@pytest.fixture
def as_ylva(ylva: User) -> Client:
    client = Client()
    client.force_login(ylva, backend=BACKEND)
    return client


def who(client: Client) -> int | None:
    key = client.session.get("_auth_user_id")
    return int(key) if key else None


def log_in(client: Client, password: str = PASSWORD, username: str = "ylva", **more: str) -> Any:
    return client.post("/konto/logga-in/", {"username": username, "password": password, **more})


def test_a_page_asks_for_login_and_comes_back(ylva: User, client: Client) -> None:
    response = client.get("/stilguide/?sida=2")
    assert (response.status_code, response["Location"]) == (302, "/konto/logga-in/?next=/stilguide/%3Fsida%3D2")
    assert "Du kommer dit direkt efteråt." in client.get(response["Location"]).content.decode()
    response = log_in(client, next="/stilguide/?sida=2")
    assert (response.status_code, response["Location"], who(client)) == (302, "/stilguide/?sida=2", ylva.pk)


def test_the_name_may_be_written_in_any_case(ylva: User, client: Client) -> None:
    log_in(client, username="YLVA", next="/stilguide/")
    assert who(client) == ylva.pk


def test_a_wrong_password_is_told_and_the_name_stays(ylva: User, client: Client) -> None:
    response = log_in(client, "fel")
    html = response.content.decode()
    assert (response.status_code, who(client)) == (200, None)
    assert "Användarnamnet och lösenordet hör inte ihop." in html
    assert 'value="ylva"' in html and "fel</" not in html.replace("-fel", "")


@pytest.mark.parametrize("case", ["unknown", "inactive", "no password"])
def test_the_answer_does_not_tell_whether_an_account_exists(case: str, ylva: User, nils: User, client: Client) -> None:
    User.objects.filter(pk=ylva.pk).update(is_active=case != "inactive")
    name = {"unknown": "okand", "inactive": "ylva", "no password": "nils"}[case]
    response = log_in(client, username=name)
    assert "Användarnamnet och lösenordet hör inte ihop." in response.content.decode()
    assert who(client) is None


def test_guessing_is_stopped_in_words(ylva: User, client: Client) -> None:
    codes = [log_in(client, "fel").status_code for _number in range(8)]
    assert codes == [200] * 7 + [429]
    response = log_in(client, next="/stilguide/")  # the right one, too late
    assert (response.status_code, who(client)) == (429, None)
    assert "<h1>För många försök att logga in</h1>" in response.content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_elsewhere(target: str, as_ylva: Client) -> None:
    response = as_ylva.post("/konto/utseende/", {"theme": "dark", "next": target})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_log_out_is_a_post(as_ylva: Client) -> None:
    assert as_ylva.get("/konto/logga-ut/").status_code == 405
    response = as_ylva.post("/konto/logga-ut/")
    assert (response.status_code, response["Location"], who(as_ylva)) == (302, "/konto/logga-in/", None)


@pytest.mark.parametrize("theme", ["dark", "light", ""])
def test_appearance_is_kept(theme: str, as_ylva: Client, ylva: User) -> None:
    response = as_ylva.post("/konto/utseende/", {"theme": theme, "next": "/stilguide/"})
    ylva.refresh_from_db()
    assert (response["Location"], ylva.theme) == ("/stilguide/", theme)


def test_an_unknown_appearance_is_refused(as_ylva: Client, ylva: User) -> None:
    assert as_ylva.post("/konto/utseende/", {"theme": "neon"}).status_code == 400
    assert as_ylva.get("/konto/utseende/").status_code == 405
    ylva.refresh_from_db()
    assert ylva.theme == ""


def test_switch_does_not_exist_outside_the_demonstration(
    settings: Any, client: Client, as_ylva: Client, nils: User
) -> None:
    settings.DEMO = False
    assert client.post("/konto/byt/", {"user": nils.pk}).status_code == 404
    assert as_ylva.post("/konto/byt/", {"user": nils.pk}).status_code == 404
    assert who(client) is None


def test_switch_leads_only_to_accounts_of_the_demonstration(
    settings: Any, client: Client, ylva: User, nils: User
) -> None:
    settings.DEMO = True
    assert client.post("/konto/byt/", {"user": ylva.pk}).status_code == 404
    assert who(client) is None
    response = client.post("/konto/byt/", {"user": nils.pk, "next": "/stilguide/"})
    assert (response.status_code, response["Location"], who(client)) == (302, "/stilguide/", nils.pk)
    assert client.get("/konto/byt/").status_code == 405


def test_a_closed_account_is_not_offered_or_given(settings: Any, client: Client, nils: User) -> None:
    settings.DEMO = True
    assert "Nils Ovesson" in client.get("/konto/logga-in/").content.decode()
    User.objects.update(is_active=False)
    assert "Nils Ovesson" not in client.get("/konto/logga-in/").content.decode()
    assert client.post("/konto/byt/", {"user": nils.pk}).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "-1", "1.5", "²", "9" * 400])
def test_switch_to_nonsense_is_refused(key: str, settings: Any, client: Client, db: None) -> None:
    settings.DEMO = True
    assert client.post("/konto/byt/", {"user": key}).status_code == 400


def test_outside_the_demonstration_the_login_page_offers_nobody(client: Client, nils: User) -> None:
    assert "Nils Ovesson" not in client.get("/konto/logga-in/").content.decode()


def test_a_password_is_changed_and_the_session_stays(as_ylva: Client, ylva: User) -> None:
    new = "ett-annat-losenord-34"
    response = as_ylva.post("/konto/losenord/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    ylva.refresh_from_db()
    assert (response.status_code, ylva.check_password(new), who(as_ylva)) == (302, True, ylva.pk)
    assert as_ylva.get("/stilguide/").status_code == 200


@pytest.mark.parametrize(
    ("old", "first", "second", "words"),
    [
        ("fel", "ett-annat-losenord-34", "ett-annat-losenord-34", "Det är inte ditt nuvarande lösenord."),
        (PASSWORD, "ett-annat-losenord-34", "ett-tredje-losenord-5", "De två nya lösenorden är olika."),
        (PASSWORD, "kort", "kort", "12"),
    ],
)
def test_a_bad_new_password_is_told(old: str, first: str, second: str, words: str, as_ylva: Client, ylva: User) -> None:
    response = as_ylva.post("/konto/losenord/", {"old_password": old, "new_password1": first, "new_password2": second})
    ylva.refresh_from_db()
    assert (response.status_code, ylva.check_password(PASSWORD)) == (422, True)
    assert words in response.content.decode()


def test_an_account_of_the_demonstration_keeps_its_password(client: Client, nils: User) -> None:
    client.force_login(nils, backend=BACKEND)
    response = client.get("/konto/losenord/")
    assert (response.status_code, "Ett demonstrationskonto har inget eget lösenord" in response.content.decode()) == (
        403,
        True,
    )


@pytest.mark.parametrize("path", ["/konto/losenord/", "/konto/utseende/"])
def test_own_pages_ask_for_login(path: str, client: Client, db: None) -> None:
    response = client.post(path, {})
    assert (response.status_code, response["Location"]) == (302, f"/konto/logga-in/?next={path}")


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [[], [CountyRole.READER], [CountyRole.COORDINATOR, CountyRole.ADMINISTRATOR]])
def test_a_session_gives_the_user_with_her_roles_at_once(
    roles: list[CountyRole], django_assert_num_queries: Any
) -> None:
    user = create_user(username="ylva", name="Ylva Sandgren", password=None, roles=roles)
    with django_assert_num_queries(1):
        found = Backend().get_user(user.pk)
        assert found == user
        assert found.county_roles == frozenset(roles)


def test_a_closed_account_is_no_user(ylva: User) -> None:
    User.objects.filter(pk=ylva.pk).update(is_active=False)
    assert (Backend().get_user(ylva.pk), Backend().get_user(ylva.pk + 1)) == (None, None)
