"""The register in a real browser: nothing for axe to find, nothing wider than the window, the reading while typing."""

from __future__ import annotations

import pytest

from samverka.action_register import operations
from samverka.action_register.tests.factories import TODAY, make_item
from samverka.action_register.tests.pages import at
from tests.needs import chromium_path

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture
def rows(cast, item):
    """A row with everything and one with nothing. Made before the browser starts: no query can be asked beside it."""
    operations.mark_follow_up(actor=cast.secretary, follow_up=item.follow_ups.first(), verb="mark_done", on=TODAY)
    return item, make_item(item.register, "En rad utan mer")


@pytest.fixture
def open_page(cast, as_, live_server, rows):
    """`open_page(width, scheme)`: a page of the secretary, and what the browser complained of."""
    sync_api = pytest.importorskip("playwright.sync_api")
    cookie = as_(cast.secretary).cookies["sessionid"].value
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)

        def opened(width, scheme="light"):
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, locale="sv-SE")
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            page, said = context.new_page(), []
            page.on(
                "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
            )
            page.on("pageerror", lambda error: said.append(str(error)))
            return page, said

        yield opened
        browser.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (320, "dark")])
def test_nothing_is_found(live_server, open_page, rows, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    item, bare = rows
    page, said = open_page(width, scheme)
    addresses = (
        at("list"), at("list", visa="mina"), at("detail", item.pk), at("detail", bare.pk), at("history", item.pk), at("change", item.pk),
        at("add_follow_up", item.pk), at("drop", item.pk), at("agreements", item.pk), at("headings", item.register_id),
    )  # fmt: skip
    for address in addresses:
        page.goto(live_server.url + address)
        found = Axe().run(page).response["violations"]
        assert [(address, rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    assert said == []


def test_the_reading_follows_what_is_typed(live_server, open_page, rows):
    item, _bare = rows
    page, said = open_page(1280)
    page.goto(live_server.url + at("add_follow_up", item.pk))
    page.fill("textarea[name=text]", "SVOM 6/12 2024 – rapport")
    page.wait_for_selector("#tolkning .entry")
    assert page.inner_text("#tolkning .chip") == "6\u00a0dec.\u00a02024"
    page.click("text=Lägg till uppföljningen")
    page.wait_for_url("**" + at("detail", item.pk))
    assert (page.locator(".readings .entry").count(), said) == (4, [])
