"""Upload a Word document → progress → review → answer by keyboard → bring in → Läget, balanslista, agreement → undo.

Against the demonstration as it is started by hand: server and worker in processes of their own. `SCREENSHOTS`
names a folder for pictures of each step, on desktop and phone width.
"""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

import samverka
from samverka.home.demo import PASSWORD
from samverka.samples import BALANCE_LIST, SAMPLES
from tests.browser import DESKTOP, PHONE, chromium

pytestmark = pytest.mark.needs("chromium")
SOURCE = Path(samverka.__file__).parents[1]
NEW_SUBJECT = "Uppdrag om nattpatrull i glesbygd"
NEW_AGREEMENT = "Överenskommelse om nattpatrull"
WAIT = 60_000


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMVERKA_", "DJANGO_"))}
    environment = kept | {
        "SAMVERKA_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(SOURCE),
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-m", "samverka", "demo", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address + "/halsa/", server)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    import time

    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)


def document() -> bytes:
    """Next year's list: the sample with a new row, a new agreement and a forum nobody knows."""
    word = docx.Document(str(BALANCE_LIST.path))
    for paragraph in word.paragraphs[:6]:
        for run in paragraph.runs:
            run.text = run.text.replace("2024-05-20", "2024-06-10").replace("20 maj 2024", "10 juni 2024")
    rows = next(table for table in word.tables if len(table.columns) == 6)
    cells = rows.add_row().cells
    for cell, text in zip(
        cells,
        [
            "Nära vård",
            NEW_SUBJECT,
            "Pröva en gemensam nattpatrull",
            "Projektledare",
            "Fredagsgruppen",
            "Glesbygdsrådet 3/9 2024 – rapport",
        ],
        strict=True,
    ):
        cell.text = text
    agreements = word.tables[-1]
    cells = agreements.add_row().cells
    cells[0].text, cells[1].text = NEW_AGREEMENT, "2024-2026"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def picture(page: Any, name: str) -> None:
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        return
    for width, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(viewport)
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size(DESKTOP)


def look_at(page: Any) -> None:
    """Nothing for axe to find, and nothing wider than the window on a phone."""
    page.wait_for_load_state("networkidle")  # a click does not wait for the page it leads to
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.set_viewport_size(DESKTOP)


def test_from_a_word_document_to_a_living_register_and_back(demonstration: str, tmp_path: Path) -> None:
    with chromium() as browser:
        page = browser.new_context(viewport=DESKTOP, locale="sv-SE").new_page()
        page.set_default_timeout(WAIT)
        log_in(page, demonstration)
        wait_for_samples(page, demonstration)
        upload(page, demonstration)
        answer_by_keyboard(page)
        bring_in(page)
        run = page.url
        see_it_in_the_register(page, demonstration)
        undo(page, run)
        page.goto(demonstration + "/balanslistan/")
        assert page.get_by_role("link", name=NEW_SUBJECT).count() == 0


def log_in(page: Any, address: str) -> None:
    page.goto(address + "/konto/logga-in/?next=/las-in/")
    page.get_by_label("Användarnamn").fill("samordnare")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.wait_for_url("**/las-in/")


def wait_for_samples(page: Any, address: str) -> None:
    for _second in range(120):
        page.goto(address + "/las-in/")
        if page.locator("tbody tr").count() == len(SAMPLES) and page.get_by_text("Läses", exact=True).count() == 0:
            return
        page.wait_for_timeout(1000)
    raise TimeoutError("the samples were not read in")


def upload(page: Any, address: str) -> None:
    picture(page, "1-las-in")
    look_at(page)
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("input[type=file]").set_input_files(
        [{"name": "balanslista ny.docx", "mimeType": mime, "buffer": document()}]
    )
    page.get_by_role("button", name="Läs in dokument").click()
    page.wait_for_url(re.compile(r"/las-in/\d+/$"))
    page.get_by_role(
        "link", name="Svara på frågorna"
    ).wait_for()  # the page loads itself again when the reading is done
    picture(page, "2-att-granska")
    look_at(page)


def answer_by_keyboard(page: Any) -> None:
    """Every question with one key: 1 for "yes, that one", g for "right as it is read"."""
    page.get_by_role("link", name="Svara på frågorna").click()
    page.wait_for_url(re.compile(r"/las-in/\d+/\d+/$"))
    look_at(page)
    keys = []
    for _question in range(60):
        if not re.search(r"/las-in/\d+/\d+/$", page.url):
            break
        key = "1" if page.locator("#h-vad").count() else "g"
        if key not in keys:
            picture(page, f"3-fraga-{key}")
        keys.append(key)
        with page.expect_navigation():
            page.keyboard.press(key)
    assert "g" in keys
    assert page.get_by_role("heading", name="Allt är klart att föra in").count() == 1


def bring_in(page: Any) -> None:
    picture(page, "4-klart")
    page.get_by_role("button", name=re.compile("För in allt")).click()
    page.locator(".tag, .stepper li.is-done").get_by_text("Förs in").wait_for()
    page.get_by_role("button", name="Ångra", exact=True).wait_for()
    picture(page, "5-infort")
    look_at(page)


def see_it_in_the_register(page: Any, address: str) -> None:
    page.goto(address + "/")
    picture(page, "6-laget")
    look_at(page)
    page.goto(address + "/balanslistan/")
    page.get_by_role("link", name=NEW_SUBJECT).first.click()
    assert page.locator("h1").inner_text() == NEW_SUBJECT
    picture(page, "7-rad")
    page.goto(address + "/avtal/?q=nattpatrull")
    page.get_by_role("link", name=NEW_AGREEMENT).first.click()
    assert page.locator("h1").inner_text() == NEW_AGREEMENT
    picture(page, "8-avtal")


def undo(page: Any, run: str) -> None:
    page.goto(run)
    page.get_by_role("button", name="Ångra", exact=True).click()
    page.get_by_role("button", name="Ångra allt").click()
    page.get_by_text("Läsningen är ångrad").wait_for()
    picture(page, "9-angrat")
