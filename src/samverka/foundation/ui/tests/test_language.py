"""Pages are Swedish until the reader chooses English; the choice is kept in the browser."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_browser_in_english_is_no_choice(client: Client) -> None:
    response = client.get(reverse("accounts:login"), headers={"accept-language": "en-GB,en"})
    assert "Logga in" in response.content.decode()
    assert response.headers["Content-Language"] == "sv"
    assert '<html lang="sv"' in response.content.decode()


def test_english_is_chosen_before_logging_in_and_kept(client: Client) -> None:
    answer = client.post(reverse("accounts:language"), {"language": "en", "next": "/logga-in/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/logga-in/")
    page = client.get(reverse("accounts:login"))
    assert '<html lang="en"' in page.content.decode()
    assert "Log in" in page.content.decode()
    assert "Cookie" in page.headers["Vary"]


def test_a_page_kept_for_one_language_is_not_shown_in_the_other(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    assert "Väntar på dig" in client.get("/").content.decode()
    client.post(reverse("accounts:language"), {"language": "en"})
    english = client.get("/").content.decode()
    assert "Waiting for you" in english
    assert "Väntar på dig" not in english


@pytest.mark.parametrize("language", ["", "de", "en\r\nSet-Cookie: x=1", "sv;"])
def test_a_language_there_is_not_is_refused(client: Client, language: str) -> None:
    assert client.post(reverse("accounts:language"), {"language": language}).status_code == 400
    client.cookies["samverka_sprak"] = "xx"
    assert client.get(reverse("accounts:login")).headers["Content-Language"] == "sv"


def test_the_way_back_stays_on_the_site(client: Client) -> None:
    answer = client.post(reverse("accounts:language"), {"language": "en", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"
