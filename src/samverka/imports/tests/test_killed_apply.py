"""The worker killed with no chance to tidy up while it brings an import in: all or nothing, and a new one finishes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import samverka

SOURCE = Path(samverka.__file__).parents[1]
ROWS, PARAGRAPHS, PLANNED = 40, 8, 12
BEGIN = """
import django; django.setup()
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.forums.operations import load_known_forums
from samverka.imports.tests.factories import of_meeting, part, person, row, take_in, take_in_document
from samverka.imports.tasks import start_applying
actor = create_user(username="s", name="Siv", password=None, roles=[CountyRole.COORDINATOR])
load_known_forums(actor=None, county_code="23")
"""
START = """
start_applying(actor=actor, run=run, version=run.version)
"""
PREPARE_ROWS = f"""
run = take_in(actor, *[row(f"Uppdrag {{n}}", direction="Äldre", follow_up="SVOM 3/6 2024 – rapport") for n in range({ROWS})])
"""
PREPARE_MEETINGS = f"""
parts = [part(n, f"Ärende {{n}}", decision="Godkänns.", record_number=f"RS/{{n}}/2024") for n in range(1, {PARAGRAPHS} + 1)]
days = [f"2025-{{month:02d}}-10" for month in range(1, 13)]
run = take_in_document(actor, of_meeting("minutes", *parts, people=[person("Karin Lid")], date="2024-05-10", planned=days))
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


OF_ROWS = {
    "action_register_actionitem": ROWS, "action_register_followup": ROWS, "action_register_direction": 1,
    "imports_importeffect": ROWS + 2, "documents_sourceref": ROWS * 4,
}  # fmt: skip
OF_MEETINGS = {
    "meetings_meeting": 1 + PLANNED, "meetings_minuteparagraph": PARAGRAPHS, "meetings_attendance": 1, "matters_matter": PARAGRAPHS,
    "meetings_meetingdocument": 1 + PLANNED, "imports_importeffect": 1 + PLANNED + PARAGRAPHS,
}  # fmt: skip


@pytest.mark.parametrize(("prepare", "expected"), [(PREPARE_ROWS, OF_ROWS), (PREPARE_MEETINGS, OF_MEETINGS)])
def test_a_killed_apply_leaves_nothing_and_is_finished_by_the_next_worker(tmp_path, prepare, expected):
    def counts() -> dict[str, int]:
        return {table: count(tmp_path, table) for table in expected}

    run(tmp_path, "-m", "django", "migrate", "-v0")
    run(tmp_path, "-c", BEGIN + prepare + START)
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
    assert counts() == dict.fromkeys(expected, 0)
    time.sleep(0.1)
    run(tmp_path, "-m", "django", "worker", "--until-empty")
    assert counts() == expected
    run(tmp_path, "-m", "django", "worker", "--until-empty")
    assert counts() == expected
