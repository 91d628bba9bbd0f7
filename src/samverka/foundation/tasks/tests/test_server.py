"""One command starts server and worker, keeps the worker alive and takes both down with it."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management import call_command

import samverka
from samverka.foundation.tasks.management.commands import run as run_command
from samverka.foundation.tasks.server import free_port

SOURCE = Path(samverka.__file__).parents[1]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="looks up child processes in /proc")


def test_a_taken_port_gives_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port
        with pytest.raises(OSError, match="no free port"):
            free_port("127.0.0.1", port, tries=1)


def children(parent: int) -> dict[int, str]:
    """Process number and command line of the living children."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            state, ppid = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(ppid) == parent and state != "Z":
            found[int(folder.name)] = command
    return found


def wait_for(condition, seconds: float = 30.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    raise TimeoutError


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def running(tmp_path):
    """`samverka run` on a new database: the process, its address."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAMVERKA_")}
    environment |= {
        "SAMVERKA_DATA": str(tmp_path), "SAMVERKA_SECRET_KEY": "only-for-tests", "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "samverka.config.settings", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    port = free_port("127.0.0.1", 18200 + os.getpid() % 1000)
    command = [sys.executable, "-m", "django", "run", "--migrate", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/halsa/"

    def answer():
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return json.load(response)
        except (urllib.error.URLError, ConnectionError):
            return None

    try:
        assert wait_for(answer) == {"database": True, "jobs": 0}
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def worker_of(process) -> int | None:
    return next((number for number, command in children(process.pid).items() if " worker " in command), None)


def test_a_worker_that_dies_is_started_again_and_a_stop_takes_all_down(running):
    first = wait_for(lambda: worker_of(running))
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: worker_of(running) not in (None, first))
    family = list(children(running.pid))
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=20) == 0
    wait_for(lambda: not any(is_alive(process) for process in family))


def test_server_and_worker_end_with_a_parent_that_was_killed(running):
    wait_for(lambda: worker_of(running))
    family = list(children(running.pid))
    assert len(family) == 2
    running.kill()
    wait_for(lambda: not any(is_alive(process) for process in family))


@pytest.mark.django_db
@pytest.mark.parametrize(("platform", "processes", "told"), [("linux", 3, ""), ("win32", 1, "bara en webbprocess")])
def test_windows_has_one_server_process_and_says_so(monkeypatch, platform, processes, told):
    given = []
    monkeypatch.setattr(run_command.sys, "platform", platform)
    monkeypatch.setattr(run_command, "serve", lambda **options: given.append(options["processes"]))
    messages = io.StringIO()
    call_command("run", workers=3, port=free_port("127.0.0.1", 18500), stderr=messages)
    assert given == [processes]
    assert told in messages.getvalue()
    assert bool(messages.getvalue()) is bool(told)
