"""The frame of every page, the menu, and the pages that say what went wrong."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from samverka.config.navigation import MENU as REAL_MENU
from samverka.foundation.accounts.models import User
from samverka.foundation.ui import navigation, views
from samverka.foundation.ui.navigation import Entry, Section
from samverka.foundation.ui.templatetags.ui import ICONS
from samverka.foundation.ui.tests.drawing import drawn, request_for

MENU = [
    Section("", [Entry("ui:styleguide", "Stilguide", icon="home")]),
    Section(
        "Verktyg",
        [Entry("accounts:password", "Lösenord", f"{__name__}.only_ylva"), Entry("later:list", "Kommer senare")],
    ),
]


def only_ylva(user: Any, obj: Any = None) -> bool:
    return bool(user.is_authenticated and user.name == "Ylva Sandgren")


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create(username="ylva", name="Ylva Sandgren")


@pytest.fixture
def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="samverka.foundation.accounts.backend.Backend")
    return client


def page(client: Client, path: str = "/stilguide/") -> str:
    return client.get(path).content.decode()


def labels(request: HttpRequest) -> list[tuple[str, list[str]]]:
    return [(group.heading, [link.label for link in group.links]) for group in navigation.menu(request)]


def test_menu_shows_what_exists_and_what_the_user_may(settings: Any, user: User) -> None:
    settings.MENU = f"{__name__}.MENU"
    assert labels(request_for(user=user, resolver_match=None)) == [("", ["Stilguide"]), ("Verktyg", ["Lösenord"])]
    user.name = "Nils Ovesson"
    assert labels(request_for(user=user, resolver_match=None)) == [("", ["Stilguide"])]


def test_menu_marks_the_page_and_keeps_the_day(settings: Any, logged_in: Client) -> None:
    settings.MENU = f"{__name__}.MENU"
    assert '<li><a href="/stilguide/" aria-current="page">Stilguide</a></li>' in page(logged_in)
    assert '<li><a href="/stilguide/?datum=2024-03-31" aria-current="page">Stilguide</a></li>' in page(
        logged_in, "/stilguide/?datum=2024-03-31"
    )


def test_every_entry_of_the_menu_has_a_known_icon_and_permission() -> None:
    for section in REAL_MENU:
        for entry in section.entries:
            assert not entry.icon or entry.icon in ICONS
            assert entry.permission is None or callable(import_string(entry.permission))


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Avtal", "Avtal – Samverka"), ("", "Samverka"), (" \n ", "Samverka"), ("A &amp;\n B", "A &amp; B – Samverka")],
)
def test_a_page_always_has_a_title(title: str, shown: str) -> None:
    assert drawn(f"{{% pagetitle %}}{title}{{% endpagetitle %}}") == shown


def test_theme_of_the_user_is_on_the_page(logged_in: Client, user: User) -> None:
    assert re.search(r"<html [^>]*>", page(logged_in)).group() == '<html lang="sv">'  # type: ignore[union-attr]
    User.objects.update(theme="dark")
    assert '<html lang="sv" data-theme="dark">' in page(logged_in)


def test_demonstration_says_so_and_offers_its_accounts(settings: Any, logged_in: Client, user: User) -> None:
    assert "Demonstration" not in page(logged_in)
    settings.DEMO = True
    assert "Byt konto" not in page(logged_in)  # nobody to become
    User.objects.create(username="nils", name="Nils Ovesson", title="sekreterare", is_demo=True)
    shown = page(logged_in)
    assert '<div class="banner is-demo" role="region" aria-label="Om demonstrationen">' in shown
    assert "Nils Ovesson, sekreterare</option>" in shown


def test_another_day_is_said_with_a_way_back_that_keeps_the_rest(settings: Any, logged_in: Client) -> None:
    settings.TODAY = dt.date(2024, 5, 20)
    shown = page(logged_in, "/stilguide/?sida=2&datum=2024-03-31").replace("\u00a0", " ")
    assert "Du ser läget den <b>31 mars 2024</b>. I dag är det den 20 maj 2024." in shown
    assert 'href="/stilguide/?sida=2">Gå till i dag</a>' in shown
    assert 'aria-label="En annan dag"' not in page(logged_in, "/stilguide/?datum=2024-05-20")


def test_a_wrong_day_is_told(logged_in: Client) -> None:
    assert "”31 juni” är inte ett datum." in page(logged_in, "/stilguide/?datum=31+juni")


def test_no_page_may_run_or_load_what_is_not_ours(logged_in: Client) -> None:
    policy = logged_in.get("/stilguide/")["Content-Security-Policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == ["'self'"]


def test_htmx_is_told_not_to_evaluate_or_style(logged_in: Client) -> None:
    config = re.search(r"name=\"htmx-config\" content='([^']*)'", page(logged_in))
    assert config
    read = json.loads(html.unescape(config.group(1)))
    assert (read["allowEval"], read["includeIndicatorStyles"], read["selfRequestsOnly"]) == (False, False, True)


def test_static_files_exist(logged_in: Client) -> None:
    found = re.findall(r'(?:src|href)="(/static/[^"]+)"', page(logged_in))
    assert len(found) == 4
    assert all(finders.find(path.removeprefix("/static/")) for path in found)


def test_style_guide_shows_every_component(logged_in: Client) -> None:
    folder = Path(views.__file__).parent / "templates"
    shown = "".join(path.read_text("utf-8") for path in (folder / "ui").rglob("styleguide*/*.html"))
    shown += (folder / "ui/styleguide.html").read_text("utf-8")
    kit = {path.stem for path in (folder / "cotton").glob("*.html")}
    assert kit - set(re.findall(r"<c-([a-z]+)", shown)) == {"errorsummary", "field"}  # drawn by every form


def test_the_frame_asks_for_session_and_user_and_what_the_menu_must_know_of_them(logged_in: Client) -> None:
    page(logged_in)
    with CaptureQueriesContext(connection) as queries:
        page(logged_in)
    assert len(queries) == 3  # county-wide roles, which come with the user, and forum roles decide what the menu shows


@pytest.mark.parametrize("name", ["400", "csrf", "500", "503", "507"])
def test_error_pages_that_must_stand_alone_do(name: str) -> None:
    shown = render_to_string(f"ui/errors/{name}.html")  # no request, no database
    assert "<h1>" in shown and "Det här kan du göra" in shown and "– Samverka</title>" in shown


def test_a_server_error_answers_without_a_database() -> None:
    response = views.server_error(RequestFactory().get("/"))
    assert (response.status_code, "Något gick fel hos oss" in response.content.decode()) == (500, True)


class Busy(Exception):
    """What PostgreSQL's driver says of a deadlock."""

    sqlstate = "40P01"


@pytest.mark.parametrize("cause", [Busy("deadlock detected"), sqlite3.OperationalError("database is locked")])
def test_who_has_to_give_way_to_another_is_told_to_send_again(cause: Exception) -> None:
    try:
        raise OperationalError(str(cause)) from cause  # noqa: TRY301 - as Django raises what the driver says
    except OperationalError:
        response = views.server_error(RequestFactory().post("/"))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "1")
    assert "Någon annan skrev samtidigt" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "Samverka förstod inte vad som skickades"),
        (views.forbidden, 403, "Det får du inte göra"),
        (views.not_found, 404, "Sidan finns inte"),
        (views.csrf_failure, 403, "Sidan har blivit för gammal för att skickas"),
    ],
)
def test_error_pages_say_what_and_what_to_do(view: Any, status: int, words: str) -> None:
    response: HttpResponse = view(request_for())
    shown = response.content.decode()
    assert response.status_code == status
    assert f"<h1>{words}</h1>" in shown
    assert "Det här kan du göra" in shown


def test_a_refusal_gives_its_reason() -> None:
    shown = views.forbidden(request_for(), "Du får inte ändra avtal. Det får samordnare.").content.decode()
    assert "Du får inte ändra avtal. Det får samordnare. Ingenting har ändrats." in shown


def test_an_unknown_address_is_told_in_swedish(logged_in: Client) -> None:
    response = logged_in.get("/finns-inte/")
    assert (response.status_code, "Sidan finns inte" in response.content.decode()) == (404, True)


def test_a_form_from_an_old_page_is_told_in_swedish(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/konto/logga-in/", {"username": "x", "password": "y"})
    assert (response.status_code, "Sidan har blivit för gammal" in response.content.decode()) == (403, True)


@pytest.mark.parametrize(
    ("level", "state", "role"),
    [
        ("success", " is-ok", "status"),
        ("error", " is-late", "alert"),
        ("warning", " is-warn", "status"),
        ("info", "", "status"),
    ],
)
def test_messages_have_word_shape_and_role(level: str, state: str, role: str) -> None:
    class Message:
        level_tag = level

        def __str__(self) -> str:
            return "Avtalet är sparat & klart."

    shown = drawn('{% include "ui/_messages.html" %}', messages=[Message()])
    assert f'<div class="notice{state}" role="{role}"><div><p>Avtalet är sparat &amp; klart.</p></div></div>' in shown


def test_the_address_of_a_button_opened_as_a_page_says_what_to_do(logged_in):
    for client, address in ((logged_in, "/konto/logga-ut/"), (Client(), "/konto/byt/")):
        answer = client.get(address)
        shown = answer.content.decode()
        assert (answer.status_code, "POST" in answer.headers["Allow"]) == (405, True)
        assert "<h1>Adressen går inte att öppna som en sida</h1>" in shown and "Gå till Läget" in shown
        assert int(answer.headers["Content-Length"]) == len(answer.content)
