"""The end of a term → who has answered → the registrar's own answer → two that are late → the composition day by day.

In a browser against the demonstration's forum, on the days that matter; every page is looked at by axe and on a narrow window.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from samverka.foundation.accounts.models import User
from samverka.home.demo import prepare_demo
from tests.browser import chromium, page_in, session_of
from tests.journeys.test_import_journey import look_at, picture

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]
LATE = ("Bräcke", "Härjedalen")


@pytest.fixture
def sessions(settings: Any) -> dict[str, str]:
    settings.TODAY = dt.date(2026, 11, 22)
    prepare_demo()
    return {name: session_of(User.objects.get(username=name)) for name in ("sekreterare", "registrator", "lasare")}


def test_a_change_of_term_for_nine_principals_with_two_late_answers(
    sessions: dict[str, str], live_server: Any, settings: Any
) -> None:
    with chromium() as browser:
        pages = {name: page_in(browser, session, live_server.url) for name, session in sessions.items()}
        secretary, registrar, reader = pages["sekreterare"], pages["registrator"], pages["lasare"]
        overview = end_the_term(secretary, live_server.url)
        assert waiting(secretary, overview) == 9
        answer_as_registrar(registrar, overview)
        for name in others(secretary, overview):
            if name not in LATE:
                answer(secretary, overview, name)
        settings.TODAY = dt.date(2027, 1, 15)
        assert waiting(secretary, overview) == 2
        assert secretary.get_by_text("14 dagar sent").count() == 2
        look_at(secretary)
        picture(secretary, "mandatperiod-sent")
        remind(reader, live_server.url)
        for name in LATE:
            answer(secretary, overview, name, first="1 februari 2027")
        assert waiting(secretary, overview) == 0
        assert [*secretary.complaints, *reader.complaints] == []


def end_the_term(page: Any, address: str) -> str:
    """Previews the step, takes it back once, takes it again. Gives the address of the page of answers."""
    page.goto(address + "/forum/")
    page.get_by_role("link", name="SVOM", exact=True).first.click()
    look_at(page)
    forum = page.url
    page.get_by_role("link", name="Ordförande Gunnel Sjöbrand").click()
    look_at(page)
    picture(page, "plats")
    page.goto(forum)
    for name in ("Närvaro och vakanser", "Ordna ersättare"):
        page.get_by_role("link", name=name).click()
        look_at(page)
        page.goto(forum)
    page.get_by_role("link", name="Avsluta mandatperioden").click()
    look_at(page)
    picture(page, "mandatperiod-avsluta")
    assert page.get_by_label("Mandatperiodens sista dag").input_value() == "2026-12-31"
    step = page.url
    page.get_by_role("button", name="Avsluta mandatperioden").click()
    look_at(page)
    page.get_by_role("button", name="Ångra mandatperiodens slut").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Ångra mandatperiodens slut").click()
    page.get_by_text("Mandatperiodens slut är ångrat").wait_for()
    page.goto(step)
    page.get_by_role("button", name="Avsluta mandatperioden").click()
    page.wait_for_url("**/ny-mandatperiod/")
    return str(page.url)


def waiting(page: Any, overview: str) -> int:
    """How many principals have seats left to answer for."""
    page.goto(overview)
    return int(page.get_by_role("link", name="Registrera svaret").count())


def others(page: Any, overview: str) -> list[str]:
    page.goto(overview)
    links = page.get_by_role("link", name="Registrera svaret")
    return [text.removeprefix("Registrera svaret").strip() for text in links.all_inner_texts()]


def answer_as_registrar(page: Any, overview: str) -> None:
    """Åre's registrar sees one answer to give: her own. Nothing filled in is told, and what is typed stays."""
    page.goto(overview)
    assert page.get_by_role("link", name="Registrera svaret").count() == 1
    page.get_by_role("link", name="Registrera svaret").click()
    look_at(page)
    picture(page, "mandatperiod-svar")
    page.get_by_label("Första dag").fill("14 jan 2027")
    page.get_by_role("button", name="Spara svaret").click()
    page.get_by_text("Ingen är ifylld").first.wait_for()
    assert page.get_by_label("Första dag").input_value() == "14 jan 2027"
    look_at(page)
    fill(page, "Åre")
    assert page.get_by_text("Svaret från Åre är sparat.").count() == 1
    assert page.get_by_role("link", name="Registrera svaret").count() == 0


def answer(page: Any, overview: str, principal: str, first: str = "") -> None:
    page.goto(overview)
    page.get_by_role("link", name=f"Registrera svaret {principal}").click()
    if first:
        page.get_by_label("Första dag").fill(first)
    fill(page, principal)


def fill(page: Any, principal: str) -> None:
    """Names someone new for every seat, and saves."""
    page.get_by_role("button", name="Spara svaret").wait_for()  # the form is here; `all` waits for nothing
    for place, field in enumerate(page.get_by_label("Ny person").all()):
        field.fill(f"Ny {place + 1} i {principal}")
    page.get_by_role("button", name="Spara svaret").click()
    page.wait_for_url("**/ny-mandatperiod/")


def remind(page: Any, address: str) -> None:
    """Anybody sees which seats are vacant and whose they are."""
    page.goto(address + "/forum/ej-utsedda/")
    look_at(page)
    for name in LATE:
        assert page.get_by_role("link", name=name).count() >= 1
