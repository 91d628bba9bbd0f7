"""The pictures of the user guide, taken of the demonstration on its fixed day: `python -m tools.pictures [name …]`.

Starts a demonstration of its own in an empty folder, waits until the samples are in, and writes `docs/images/<name>.png` at
1280 px in the light theme. Needs Chromium (or CHROMIUM_PATH) and what `make check` has installed.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samverka.foundation.dates.swedish import day_in_words
from tests.needs import chromium_path

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
WIDTH, HEIGHT = 1280, 800
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run")
COLOURS = 64  # a page has few; a picture becomes a third as large
LARGEST = 150_000
COORDINATOR, SECRETARY, REGISTRAR, READER = "Åsa Lindmark", "Jonas Edvall", "Karin Backelin", "Elin Vågbro"
READY = "Inför SVOM 3 juni 2024"  # the last thing that the demonstration brings in
PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as `who` sees it: `start`, and the links whose words are `clicks` in turn. `at` is scrolled to the top."""

    name: str
    who: str
    start: str
    clicks: tuple[str, ...] = ()
    at: str = ""
    height: int = HEIGHT


ACCORD = "Länsöverenskommelse riskbruk, missbruk och beroende"
PICTURES = (
    # the coordinator
    Picture("laget", COORDINATOR, "/"),
    Picture("las-in", COORDINATOR, "/las-in/"),
    Picture("lasning", COORDINATOR, "/las-in/", ("Avtalsregister",)),
    Picture("granska", COORDINATOR, "/las-in/", ("Avtalsregister", "Svara på frågorna")),
    Picture("avtal", COORDINATOR, "/avtal/", (ACCORD,)),
    Picture("jamfor-versioner", COORDINATOR, "/avtal/", (ACCORD, "Jämför versioner")),
    Picture("tidslinje", COORDINATOR, "/avtal/tidslinje/", at=".tl"),
    Picture("utgava", COORDINATOR, "/balanslistan/", ("Utgåvor", READY)),
    Picture("jamfor-utgavor", COORDINATOR, "/balanslistan/", ("Utgåvor", "Jämför")),
    # the secretary
    Picture("forum", SECRETARY, "/forum/", ("SVOM",)),
    Picture("arsplan", SECRETARY, "/moten/arsplan/"),
    Picture("ga-igenom", SECRETARY, "/balanslistan/", ("Gå igenom på möte", "Gå igenom listan")),
    Picture("andrat-pa-motet", SECRETARY, "/balanslistan/1/ga-igenom/3/andrat/"),
    Picture("narvaro", SECRETARY, "/forum/1/narvaro/"),
    # the registrar
    Picture("ej-utsedda", REGISTRAR, "/forum/ej-utsedda/"),
    Picture("utse", REGISTRAR, "/forum/", ("Barnarenan", "Utse Ledamot")),
    Picture("ny-mandatperiod", REGISTRAR, "/forum/2/ny-mandatperiod/"),
    # the reader
    Picture("balanslistan", READER, "/balanslistan/"),
    Picture("rad", READER, "/balanslistan/", ("Nytt samverkansavtal om hemsjukvård",)),
    Picture("arshjul", READER, "/arshjul/", at=".yearwheel"),
    Picture("samverkanskartan", READER, "/forum/karta/", at=".diagrambox"),
    Picture("sok", READER, "/sok/?q=hemsjukvård"),
)


STEADY = """({real, shown}) => {
  document.activeElement.blur();
  const written = new RegExp(real.replace('.', '[.]').replaceAll(' ', '[\\\\s]'), 'g');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) text.data = text.data.replace(written, shown);
}"""  # what the demonstration read in today was read in on its day: else no picture is the same twice


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a demonstration that is stopped afterwards."""
    with tempfile.TemporaryDirectory(prefix="samverka-pictures-") as folder:
        environment = os.environ | {"SAMVERKA_DATA": folder}
        command = [sys.executable, "-m", "samverka", "demo", "--port", "8790"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
            assert server.stdout is not None
            try:
                yield next(found[1] for line in server.stdout if (found := re.search(r"svarar på (\S+)/", line)))
            finally:
                server.terminate()


def log_in(browser: Any, address: str, who: str) -> Any:
    """A page of one of the demonstration's cast, in a context of its own."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale="sv-SE", color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + "/konto/logga-in/")
    page.get_by_role("listitem").filter(has_text=who).get_by_role("button").click()
    page.wait_for_load_state()
    return page


def wait_until_ready(page: Any, address: str) -> None:
    """Raises `TimeoutError` if the samples do not come in."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        page.goto(address + "/")
        page.goto(address + "/balanslistan/")
        link = page.get_by_role("link", name="Utgåvor")
        if link.count():
            link.first.click()
            if page.get_by_text(READY).count():
                return
        time.sleep(2)
    raise TimeoutError("the samples of the demonstration did not come in")


def take(page: Any, address: str, picture: Picture) -> None:
    """Writes the picture. Raises `ValueError` if it is larger than a repository should hold."""
    page.goto(address + picture.start)
    for words in picture.clicks:
        main = page.get_by_role("main")
        main.get_by_role("link", name=words, exact=True).or_(main.get_by_role("button", name=words)).or_(
            main.get_by_role("link", name=words)
        ).first.click()
        page.wait_for_load_state()
    if picture.at:
        page.locator(picture.at).first.evaluate("part => part.scrollIntoView()")
    page.evaluate(
        STEADY, {"real": day_in_words(dt.datetime.now().astimezone().date(), short=True), "shown": "20 maj 2024"}
    )
    made = small(page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": picture.height}))
    if len(made) > LARGEST:
        raise ValueError(f"{picture.name}.png is {len(made)} bytes, more than {LARGEST}")
    (IMAGES / f"{picture.name}.png").write_bytes(made)
    print(f"{picture.name}.png {len(made) // 1024} kB", flush=True)


def small(png: bytes) -> bytes:
    """The same picture in few colours."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(names: list[str]) -> int:
    """Takes the named pictures, or all."""
    from playwright.sync_api import sync_playwright

    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        pages = {who: log_in(browser, address, who) for who in {COORDINATOR, *(picture.who for picture in wanted)}}
        wait_until_ready(pages[COORDINATOR], address)
        for picture in wanted:
            take(pages[picture.who], address, picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
