"""The kit in a real browser: nothing for axe to find, nothing wider than the window, nothing the policy stops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from samverka.foundation.accounts.models import User
from tests.browser import chromium, session_of

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session(db: None) -> str:
    return session_of(User.objects.create(username="ylva", name="Ylva Sandgren"))


@pytest.fixture
def browser(session: str) -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "dark"), (320, "light")])
def test_nothing_is_found(width: int, scheme: str, live_server: Any, session: str, browser: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="sv-SE")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in ("/konto/logga-in/?next=/stilguide/", "/stilguide/?datum=2024-03-31"):
        page.goto(live_server.url + path)
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    assert said == []


def test_without_javascript_the_menu_opens_and_a_dialog_asks(live_server: Any, session: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False, locale="sv-SE")
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/stilguide/")
    assert not page.get_by_role("navigation", name="Huvudmeny").is_visible()
    page.get_by_role("navigation", name="Genvägar").get_by_role("link", name="Meny").click()
    assert page.get_by_role("navigation", name="Huvudmeny").is_visible()
    page.get_by_role("link", name="Stäng menyn").click()
    page.get_by_role("button", name="Ta bort raden").nth(1).click()
    dialog = page.get_by_role("dialog", name="Ta bort raden?")
    assert dialog.is_visible()
    dialog.get_by_role("button", name="Avbryt").click()
    assert not dialog.is_visible()


def test_with_the_keyboard_menus_close_and_errors_come_first(live_server: Any, session: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE")
    page = context.new_page()
    page.goto(live_server.url + "/konto/logga-in/?next=/stilguide/")
    page.get_by_label("Användarnamn").fill("ylva")
    page.get_by_label("Lösenord").fill("fel")
    page.keyboard.press("Enter")
    page.locator(".errorsummary").wait_for()
    assert page.evaluate("document.activeElement.className") == "errorsummary"
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(live_server.url + "/finns-inte/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    menu = page.locator("details.menu").first
    menu.locator("summary").press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
