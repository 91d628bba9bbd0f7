"""The box by keyboard, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from samverka.agreements.content import AgreementContent
from samverka.agreements.operations import create_agreement
from tests.browser import DESKTOP, PHONE, chromium, page_in, session_of
from tests.cast import Cast

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_reader_searches_without_a_mouse(cast: Cast, live_server: Any, viewport: dict[str, int]) -> None:
    for number in range(25):
        create_agreement(
            actor=None, content=AgreementContent(name=f"Överenskommelse {number} om hemsjukvårdens tolkar")
        )
    session = session_of(cast.reader)
    with chromium() as browser:
        page = page_in(browser, session, live_server.url, viewport=viewport)
        page.goto(f"{live_server.url}/avtal/")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "sok"
        with page.expect_response(lambda answer: "/sok/forslag/" in answer.url):
            page.keyboard.type("sjukvård")
        page.wait_for_selector("#sokforslag option", state="attached")
        assert page.locator("#sokforslag option").count() == 8
        page.keyboard.press("Enter")
        page.wait_for_url("**/sok/?q=*")
        assert page.locator("h1").inner_text() == "Sök"
        assert page.locator(".hits > li").count() == 20
        assert page.locator(".hits mark").first.inner_text() == "hemsjukvårdens"
        assert "del av sammansatt ord: hemsjukvårdens" in page.locator(".hits .why").first.inner_text()
        page.keyboard.press("/")
        page.keyboard.type("RS/1")  # takes the place of what was asked; in the box a / is a sign like others
        assert page.input_value("#sok") == "RS/1"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.complaints == []


def test_the_pages_of_search_are_accessible(cast: Cast, live_server: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    create_agreement(actor=None, content=AgreementContent(name="Överenskommelse om tolkar", notes="Tolkarna & andra"))
    session, axe = session_of(cast.reader), Axe()
    with chromium() as browser:
        for scheme in ("light", "dark"):
            page = page_in(browser, session, live_server.url, color_scheme=scheme)
            for said in ("", "?q=tolkar", "?q=tolkarr", "?q=tolkar&slag=agreement&ar=2020", "?q=och"):
                page.goto(f"{live_server.url}/sok/{said}")
                wrong = {rule["id"]: rule["nodes"][0]["target"] for rule in axe.run(page).response["violations"]}
                assert (said, wrong, page.complaints) == (said, {}, [])
