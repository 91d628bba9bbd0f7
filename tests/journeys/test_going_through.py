"""The list gone through at a meeting by keyboard, in a real browser: by one, by two at once, and without JavaScript.

`SCREENSHOTS` names a folder for pictures.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, FollowUp
from samverka.action_register.operations import create_item, open_register
from samverka.meetings.content import MeetingContent
from samverka.meetings.operations import create_meeting
from tests.browser import DESKTOP, PHONE, chromium, page_in, session_of

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.django_db(transaction=True)]
DAY = dt.date(2024, 6, 3)
ROWS = (
    ("Tillgänglig och samordnad hälso- och sjukvård i hela länet", "Samordnad individuell plan", "SVOM 23/2 2024 – rapport. SVOM 3/6 2024 – beslut om manual."),
    ("Tillgänglig och samordnad hälso- och sjukvård i hela länet", "Nattpatrull i glesbygd", "SVOM maj 2024 – rapport"),
    ("Psykisk hälsa", "Första linjen för unga", "SVOM 3/6 2024 – information"),
    ("Psykisk hälsa", "Ungdomsmottagningar", "SVOM 11/10 2024 – rapport"),
)  # fmt: skip


@pytest.fixture
def address(cast, live_server, settings):
    """Where the list is gone through on the day of the meeting."""
    settings.TODAY = DAY
    register = open_register(actor=None, forum=cast.forum, title="Balanslista SVOM")
    for direction, subject, cell in ROWS:
        content = ItemContent(subject=subject, direction=direction, follow_up=cell)
        create_item(actor=None, register=register, content=content)
    meeting = create_meeting(actor=None, content=MeetingContent(forums=("SVOM",), starts_on=DAY, ends_on=DAY))
    return f"{live_server.url}/balanslistan/{register.pk}/ga-igenom/{meeting.pk}/"


@pytest.fixture
def sessions(cast):
    return {name: session_of(getattr(cast, name)) for name in ("secretary", "coordinator")}


def origin(address: str) -> str:
    return address.split("/balanslistan/", maxsplit=1)[0]


def press(page: Any, *keys: str) -> None:
    """Each key when nothing is under way."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_selector(".htmx-request, .htmx-settling, .htmx-swapping", state="detached")


def tally(page: Any) -> str:
    return page.inner_text("#tally").strip()


def stands_at(page: Any) -> str:
    return page.evaluate("document.activeElement.closest('[data-stop]')?.innerText ?? ''")


def picture(page: Any, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def look_at(page: Any) -> None:
    """Nothing for axe to find, and nothing wider than the window on a phone."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.set_viewport_size(DESKTOP)


def stored() -> list[tuple[str, str, int | None]]:
    return list(FollowUp.objects.order_by("item", "position").values_list("raw", "outcome", "outcome_section"))


def test_a_meeting_by_keyboard(address, sessions):
    with chromium() as browser:
        page = page_in(browser, sessions["secretary"], origin(address))
        page.goto(address.rsplit("/", 2)[0] + "/")
        assert page.locator("#mote option:checked").inner_text() == "SVOM 3 juni 2024"
        page.click("main button[type=submit]")
        page.wait_for_url(address)
        assert tally(page) == "0 av 4 genomgångna"
        press(page, "?")
        assert page.locator("#tangenter").is_visible()
        look_at(page)
        press(page, "Escape")
        page.wait_for_selector("#tangenter", state="hidden")
        press(page, "p")
        page.keyboard.type("26")
        press(page, "Enter")
        assert "23 feb. 2024" in stands_at(page).replace("\u00a0", " ")
        press(page, "k")
        assert tally(page) == "1 av 4 genomgångna"
        assert "Klart, SVOM § 26" in stands_at(page).replace("\u00a0", " ")
        press(page, "s")
        assert page.locator("#redan").inner_text() == "Löftet är redan markerat. Tryck Z för att ångra."
        press(page, "j", "s")
        assert page.locator("#redan").inner_text() == ""
        page.keyboard.type("snart kanske")  # s, n and k are letters here
        press(page, "Enter")
        assert "Skriv den nya tidpunkten" in stands_at(page)
        assert page.evaluate("document.activeElement.value") == "snart kanske"
        look_at(page)
        picture(page, "bad-date")
        page.fill(".actform input[name=text]", "höst 2024")
        press(page, "Enter")
        assert tally(page) == "2 av 4 genomgångna"
        assert page.locator("#avbrott").is_hidden()
        _note_undo_and_close(page)
        page.reload()
        assert tally(page) == "4 av 4 genomgångna"
        assert page.input_value("#paragraf") == "27"
        page.click("text=Det här ändrades på mötet")
        page.wait_for_url(address + "andrat/")
        look_at(page)
        picture(page, "changed")
        assert page.complaints == []
    assert stored() == [
        ("SVOM 23/2 2024 – rapport.", "done", 26),
        ("SVOM 3/6 2024 – beslut om manual.", "postponed", 26),
        ("SVOM höst 2024 – beslut om manual", "open", None),
        ("SVOM maj 2024 – rapport.", "open", None),
        ("Per 3/6 2024, SVOM § 27: Återkommer", "open", None),
        ("SVOM 3/6 2024 – information", "open", None),
        ("SVOM 11/10 2024 – rapport", "open", None),
    ]
    closed = ActionItem.objects.exclude(closing_meeting=None)
    assert list(closed.values_list("subject", "state", "closing_section")) == [("Första linjen för unga", "done", 27)]


def _note_undo_and_close(page: Any) -> None:
    press(page, "j", "p")
    page.keyboard.type("27")
    press(page, "Enter", "n")
    page.keyboard.type("Återkommer")
    press(page, "Enter", "j", "u")
    press(page, "Escape")
    assert tally(page) == "3 av 4 genomgångna"
    press(page, "k")
    assert tally(page) == "4 av 4 genomgångna"
    press(page, "z")
    assert tally(page) == "3 av 4 genomgångna"
    press(page, "a", "Enter")
    assert "Avslutad, SVOM § 27" in page.locator(".passage").nth(2).inner_text().replace("\u00a0", " ")
    look_at(page)
    picture(page, "gone-through")


def test_two_at_once(address, sessions):
    with chromium() as browser:
        first, second = (page_in(browser, sessions[name], origin(address)) for name in ("secretary", "coordinator"))
        for page in (first, second):
            page.goto(address)
        press(second, "j", "s")
        second.keyboard.type("höst 2024")
        press(first, "j", "k")
        press(second, "Enter")
        told = stands_at(second)
        assert "Löftet är redan markerat av Sara Sekreterare: Klart. Inget är överskrivet." in told
        assert "Du skrev: ”höst 2024”." in told
        assert tally(second) == "1 av 4 genomgångna"
        press(second, "j")
        press(first, "j", "k")
        press(second, "n")
        assert "Löftet är redan markerat av Sara Sekreterare: Klart." in stands_at(second)
        assert (first.complaints, second.complaints) == ([], [])
    assert [outcome for _raw, outcome, _section in stored()[:3]] == ["done", "done", "open"]
    assert FollowUp.objects.count() == 5


def test_without_javascript(address, sessions):
    with chromium() as browser:
        page = page_in(browser, sessions["secretary"], origin(address), viewport=PHONE, java_script_enabled=False)
        page.goto(address)
        page.fill("#paragraf", "26")
        page.click("button:has-text('Byt §')")
        page.click(".stop >> nth=0 >> button:has-text('Klart')")
        assert tally(page) == "1 av 4 genomgångna"
        page.click(".stop >> nth=1 >> text=Skjut upp")
        page.fill("input[name=text]", "snart")
        page.click("text=Skjut upp löftet")
        assert page.input_value("input[name=text]") == "snart"
        page.fill("input[name=text]", "SVOM 11/10 2024")
        page.click("text=Skjut upp löftet")
        assert tally(page) == "2 av 4 genomgångna"
        page.click(".stop >> nth=1 >> text=Ångra")
        assert tally(page) == "1 av 4 genomgångna"
    assert stored()[:2] == [
        ("SVOM 23/2 2024 – rapport.", "done", 26),
        ("SVOM 3/6 2024 – beslut om manual.", "open", None),
    ]
    assert ActionItem.objects.get(subject=ROWS[0][1]).follow_up_raw == ROWS[0][2]
