"""The worker killed with no chance to tidy up while it brings an import in: all or nothing, and a new one finishes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import samverka

SOURCE = Path(samverka.__file__).parents[1]
ROWS = 40
PREPARE = f"""
import django; django.setup()
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.forums.operations import load_known_forums
from samverka.imports.tests.factories import row, take_in
from samverka.imports.tasks import start_applying
actor = create_user(username="s", name="Siv", password=None, roles=[CountyRole.COORDINATOR])
load_known_forums(actor=None, county_code="23")
run = take_in(actor, *[row(f"Uppdrag {{n}}", direction="Äldre", follow_up="SVOM 3/6 2024 – rapport") for n in range({ROWS})])
start_applying(actor=actor, run=run, version=run.version)
"""
SLOW_WORKER = """
import sys, time
import django; django.setup()
from samverka.imports.operations import applying
real = applying._apply_records
def slow(*arguments):
    real(*arguments)
    print("one", flush=True)
    time.sleep(0.1)
applying._apply_records, applying.AT_A_TIME = slow, 1
from samverka.foundation.tasks.worker import Worker
Worker().run_waiting()
"""


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKA_")}
    return kept | {
        "SAMVERKA_DATA": str(folder), "SAMVERKA_SECRET_KEY": "only-for-tests", "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "samverka.config.settings", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, *arguments], env=environment(folder), check=True, timeout=120, stdin=subprocess.DEVNULL
    )


def count(folder: Path, table: str) -> int:
    connection = sqlite3.connect(folder / "samverka.sqlite3", timeout=20)
    try:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]
    finally:
        connection.close()


def counts(folder: Path) -> dict[str, int]:
    tables = (
        "action_register_actionitem",
        "action_register_followup",
        "action_register_direction",
        "imports_importeffect",
        "documents_sourceref",
    )
    return {table: count(folder, table) for table in tables}


def test_a_killed_apply_leaves_nothing_and_is_finished_by_the_next_worker(tmp_path):
    run(tmp_path, "-m", "django", "migrate", "-v0")
    run(tmp_path, "-c", PREPARE)
    worker = subprocess.Popen(
        [sys.executable, "-c", SLOW_WORKER], env=environment(tmp_path), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    try:
        assert worker.stdout is not None
        for _brought_in in range(5):
            assert worker.stdout.readline().strip() == b"one"
    finally:
        worker.kill()  # SIGKILL: in the middle of the transaction
        worker.wait()
        worker.stdout.close()
    assert counts(tmp_path) == dict.fromkeys(counts(tmp_path), 0)
    time.sleep(0.1)
    run(tmp_path, "-m", "django", "worker", "--until-empty")
    assert counts(tmp_path) == {
        "action_register_actionitem": ROWS, "action_register_followup": ROWS, "action_register_direction": 1,
        "imports_importeffect": ROWS + 2, "documents_sourceref": ROWS * 4,
    }  # fmt: skip
    run(tmp_path, "-m", "django", "worker", "--until-empty")
    assert counts(tmp_path)["action_register_actionitem"] == ROWS
