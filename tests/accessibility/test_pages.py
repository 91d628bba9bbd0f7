"""Whoever starts at Läget and follows every link finds no page that axe complains of, that is wider than its window,
or that answers with an error."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from samverka.foundation.accounts.models import User
from samverka.home.demo import prepare_demo, take_in
from samverka.home.demo_life import bring_to_life
from samverka.samples import SAMPLES
from tests.browser import DESKTOP, PHONE, chromium, page_in, session_of

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]

OF_EACH = 2  # pages looked at for each address in the site map


@pytest.fixture
def demonstration(settings: Any) -> None:
    import datetime as dt

    settings.TODAY = dt.date(2024, 5, 20)
    settings.DEMO = True
    prepare_demo()
    coordinator = User.objects.get(username="samordnare")
    for sample in SAMPLES:
        take_in(sample, actor=coordinator)
    bring_to_life(actor=coordinator)


def names(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def opened(page: Any, address: str) -> Any:
    """The answer of a page; None where a file is handed out, to save or to look at."""
    from playwright.sync_api import Error

    try:
        response = page.goto(address)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        page.complaints.clear()
        return None
    return response if "text/html" in response.headers.get("content-type", "") else None


def walk(page: Any, address: str) -> dict[str, list[str]]:
    """Follows links from Läget; gives what was found wrong, by path."""
    from axe_playwright_python.sync_playwright import Axe

    axe, seen, waiting, wrong = Axe(), Counter[str](), ["/"], {}
    while waiting:
        path = waiting.pop(0)
        name = names(path)
        if not name or name == "accounts:logout" or seen[name] >= OF_EACH:
            continue
        seen[name] += 1
        response = opened(page, address + path)
        if response is None:
            continue
        found = [f"answers {response.status}"] if response.status >= 400 else []
        found += [
            f"{rule['id']}: {[node['target'] for node in rule['nodes']][:3]}"
            for rule in axe.run(page).response["violations"]
        ]
        if (wider := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            found.append(f"{wider} px too wide")
        found += page.complaints
        page.complaints.clear()
        if found:
            wrong[path] = found
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        waiting += [link.split("#")[0] for link in links if link.startswith("/")]
    assert len(seen) > 12, f"the walk found only {sorted(seen)}"
    return wrong


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_is_wrong_for_the_coordinator(demonstration: None, live_server: Any, viewport: dict[str, int]) -> None:
    session = session_of(User.objects.get(username="samordnare"))
    with chromium() as browser:
        page = page_in(browser, session, live_server.url, viewport=viewport)
        assert walk(page, live_server.url) == {}


def test_no_page_is_wrong_for_a_reader_in_the_dark(demonstration: None, live_server: Any) -> None:
    session = session_of(User.objects.get(username="lasare"))
    with chromium() as browser:
        page = page_in(browser, session, live_server.url, color_scheme="dark")
        assert walk(page, live_server.url) == {}
