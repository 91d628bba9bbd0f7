"""A worker killed with no chance to tidy up: a new one goes on from the last committed step."""

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
STEPS = 40
ENQUEUE = f"""
import django; django.setup()
from samverka.foundation.tasks.operations import enqueue
from samverka.foundation.tasks.tests.work import add_users
enqueue(add_users, actor=None, title="Långt arbete", steps={STEPS}, pause=0.03)
"""


@pytest.fixture
def run(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKA_")}
    environment |= {
        "SAMVERKA_DATA": str(tmp_path), "SAMVERKA_SECRET_KEY": "only-for-tests", "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "samverka.config.settings", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    started = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, *arguments], env=environment, stdin=subprocess.DEVNULL)
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()


def rows(folder: Path, query: str) -> list[tuple]:
    connection = sqlite3.connect(folder / "samverka.sqlite3", timeout=20)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def wait_for(condition, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


def test_each_step_is_done_exactly_once_though_workers_are_killed(run, tmp_path):
    assert run("-m", "django", "migrate", "-v0").wait() == 0
    assert run("-c", ENQUEUE).wait() == 0

    def done() -> int:
        return rows(tmp_path, "select count(*) from accounts_user")[0][0]

    for wanted in (5, 20):
        worker = run("-m", "django", "worker")
        wait_for(lambda wanted=wanted: done() >= wanted)
        worker.kill()
        worker.wait()
    assert done() < STEPS
    assert run("-m", "django", "worker", "--until-empty").wait() == 0

    names = [name for (name,) in rows(tmp_path, "select name from accounts_user order by id")]
    assert names == [f"Steg {number}" for number in range(STEPS)]
    state = rows(
        tmp_path,
        "select status, json_array_length(worker_ids), progress_done, checkpoint from tasks_job join django_tasks_database_dbtaskresult t on t.id = task_id",
    )
    assert state == [("SUCCESSFUL", 3, STEPS, f'{{"step": {STEPS}}}')]
