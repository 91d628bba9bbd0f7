"""The worker killed with no chance to tidy up while it reads pictures: the next one goes on after the last page."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from samverka.imports.tests.readers.engines import agreements, install, path_with, says, with_pictures
from samverka.imports.tests.readers.paper import pdf
from samverka.imports.tests.test_killed_apply import count, environment

PICTURES = 8
PREPARE = """
import django; django.setup()
import sys
from pathlib import Path
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.imports.tasks import start_reading
actor = create_user(username="s", name="Siv", password=None, roles=[CountyRole.COORDINATOR])
start_reading(actor=actor, data=Path(sys.argv[1]).read_bytes(), filename="avtal.pdf")
"""
WORKER = ("-m", "django", "worker", "--until-empty")


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "samverka.sqlite3", timeout=20)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_a_killed_reading_goes_on_after_the_last_page(tmp_path):
    data, log = tmp_path / "avtal.pdf", tmp_path / "bin" / "tesseract.calls"
    data.write_bytes(with_pictures(pdf(agreements()), [610] * PICTURES))
    path = path_with(install(tmp_path / "bin", f"echo x >> $0.calls; sleep 0.4; {says()}"))
    surroundings = environment(tmp_path) | {"PATH": path}

    def run(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], env=surroundings, check=True, timeout=120, stdin=subprocess.DEVNULL
        )

    run("-m", "django", "migrate", "-v0")
    run("-c", PREPARE, str(data))
    worker = subprocess.Popen([sys.executable, *WORKER], env=surroundings, stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while count(tmp_path, "imports_recognisedpage") < 2:
            assert time.monotonic() < deadline, "no page was kept"
            time.sleep(0.05)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    kept = rows(tmp_path, "select number, kept_at from imports_recognisedpage order by number")
    assert rows(tmp_path, "select state from imports_importrun") == [("reading",)]
    assert count(tmp_path, "imports_importrecord") == 0
    under_way = os.cpu_count() or 1
    assert len(log.read_text().split()) <= len(kept) + under_way
    run(*WORKER)
    assert rows(tmp_path, "select state from imports_importrun") == [("to_review",)]
    after = rows(tmp_path, "select number, kept_at from imports_recognisedpage order by number")
    assert [each for each in after if each in kept] == kept
    assert [number for number, _at in after] == list(range(2, PICTURES + 2))
    assert len(log.read_text().split()) <= PICTURES + under_way
    assert count(tmp_path, "imports_importrecord") == 2
