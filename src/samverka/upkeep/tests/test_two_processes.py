"""`samverka run --workers 2`: two server processes and a worker write to one database, and nothing is lost between them."""

from __future__ import annotations

import http.client
import os
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest

from samverka.foundation.tasks.server import free_port
from samverka.foundation.tasks.tests.test_server import children

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has one server process, and says so")
TOKEN = "a" * 32
WRITERS, EACH = 4, 15
SESSION = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from samverka.foundation.accounts.models import User
user, session = User.objects.get(), SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


def write(port: int, session: str, writer: int) -> list[str]:
    """The names whose saving was acknowledged. A connection for each request, so that both processes are met."""
    saved = []
    for number in range(EACH):
        name = f"Person {writer} {number}"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request(
            "POST", "/huvudman/personer/ny/", urllib.parse.urlencode({"name": name, "csrfmiddlewaretoken": TOKEN}),
            {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        response = connection.getresponse()
        response.read()
        connection.close()
        if response.status == 302 and "logga-in" not in response.getheader("Location", ""):
            saved.append(name)
    return saved


def is_open(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/halsa/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_two_processes_share_one_database(filled, tmp_path):
    session = filled.python(SESSION).strip()
    port = free_port("127.0.0.1", 19300 + os.getpid() % 500)
    server = filled.start("run", "--port", str(port), "--workers", "2")
    try:
        deadline = time.monotonic() + 60
        while not is_open(port):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert len([command for command in children(server.pid).values() if " worker " not in command]) >= 2
        with ThreadPoolExecutor(WRITERS) as pool:
            written = [pool.submit(write, port, session, writer) for writer in range(WRITERS)]
            filled.well("backup", str(tmp_path / "kopia.zip"))
            filled.well("verify")
            saved = [name for each in written for name in each.result()]
        told = filled.run("check")[1]
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert len(saved) == WRITERS * EACH
    with filled.reading() as query:
        assert sorted(name for (name,) in query("SELECT name FROM principals_person")) == sorted(saved)
    assert "Rätt Webbserver: Igång." in told
    assert "Rätt Bakgrundsarbetare: Igång." in told
    filled.well("verify")
    assert filled.run("restore", str(tmp_path / "kopia.zip"), "--replace")[0] == 0
