"""A real browser for journeys and accessibility: Chromium as installed, driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from samverka.foundation.accounts.models import User
from tests.needs import chromium_path

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser. Skips where Playwright is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def session_of(user: User) -> str:
    """A session in which `user` is logged in. Make it before the browser starts: the database cannot be asked from
    the thread that drives it."""
    client = Client()
    client.force_login(user, backend="samverka.foundation.accounts.backend.Backend")
    return client.cookies["sessionid"].value


def page_in(browser: Any, session: str, address: str, *, viewport: dict[str, int] = DESKTOP, **options: Any) -> Any:
    """A page in a context of its own, logged in on the server at `address`. What the browser complains of is gathered
    in `page.complaints`."""
    context = browser.new_context(viewport=viewport, locale="sv-SE", **options)
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page
