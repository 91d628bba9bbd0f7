"""A full disk: told in plain words, and nothing half-stored."""

from __future__ import annotations

import errno
import json
import os
import sqlite3

import pytest

from samverka.foundation import disk
from samverka.foundation.documents.models import StoredFile
from samverka.foundation.documents.operations import FileRefused, store_file

resource = pytest.importorskip("resource", reason="limits of a process are POSIX")


def limited(size):
    """For a process that may write no file larger than `size`: the system refuses as it does when a disk is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (sqlite3.OperationalError("database or disk is full"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (sqlite3.OperationalError("database is locked"), False),
        (ValueError("full"), False),
        (None, False),
    ],
)
def test_a_full_disk_is_told_from_other_errors(error, expected):
    assert disk.is_full(error) is expected


def test_a_full_disk_is_found_behind_the_error_it_led_to():
    error = RuntimeError("import failed")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert disk.is_full(error)


@pytest.mark.django_db
def test_an_upload_that_does_not_fit_is_refused_and_leaves_nothing(settings, tmp_path, monkeypatch):
    settings.FILES = tmp_path / "files"

    def full(file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "settle", full)
    with pytest.raises(FileRefused, match="Serverns disk är full, så filen kunde inte tas emot"):
        store_file(b"Protokoll", media_type="text/plain")
    assert StoredFile.objects.count() == 0
    assert [path for path in settings.FILES.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_a_file_that_the_disk_has_damaged_is_mended_when_it_comes_again(settings, tmp_path):
    settings.FILES = tmp_path / "files"
    stored = store_file(b"Protokoll", media_type="text/plain")
    stored.path.write_bytes(b"Protokol")
    store_file(b"Protokoll", media_type="text/plain")
    assert stored.read() == b"Protokoll"


def test_a_backup_that_does_not_fit_leaves_nothing(filled, tmp_path):
    folder = tmp_path / "kopior"
    folder.mkdir()
    process = filled.start("backup", str(folder), stderr=-1, preexec_fn=limited(20_000))
    _output, messages = process.communicate(timeout=60)
    assert (process.returncode, list(folder.iterdir())) == (1, [])
    assert "Ingen kopia har skapats" in messages.decode() or "Inget har ändrats" in messages.decode()
    assert "Traceback" not in messages.decode()


def test_a_restore_that_does_not_fit_leaves_what_stood(filled, tmp_path):
    filled.well("backup", str(tmp_path / "kopia.zip"))
    before = filled.holds()
    process = filled.start("restore", str(tmp_path / "kopia.zip"), "--replace", stderr=-1, preexec_fn=limited(20_000))
    _output, messages = process.communicate(timeout=60)
    assert (process.returncode, filled.holds()) == (1, before)
    assert [path.name for path in filled.data.iterdir() if path.name.startswith((".samverka", "before"))] == []
    assert "blev full under återläsningen. Det som fanns står kvar" in messages.decode()


WRITE = """
import json
from django.db import connection
from django.test import Client
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.models import AuditEntry
from samverka.principals.models import Person
client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
client.force_login(User.objects.get(), backend="samverka.foundation.accounts.backend.Backend")
before = AuditEntry.objects.count()
with connection.cursor() as cursor:
    cursor.execute("VACUUM")
    cursor.execute("PRAGMA page_count")
    cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 1}")
codes, words = [], ""
for number in range(200):
    response = client.post("/huvudman/personer/ny/", {"name": f"Person {number} " + "x" * 180, "title": "y" * 190})
    codes.append(response.status_code)
    if response.status_code != 302:
        words = response.content.decode()
        break
print(json.dumps([codes[-1], words, len(codes) - 1, Person.objects.count(), AuditEntry.objects.count() - before]))
"""


def test_a_write_that_does_not_fit_is_told_and_leaves_nothing_half_stored(filled):
    if filled.database:
        pytest.skip("a PostgreSQL server cannot be given a full disk from here; its error is told by its code")
    code, words, acknowledged, people, entries = json.loads(filled.python(WRITE).splitlines()[-1])
    assert code == 507
    assert "Serverns disk är full" in words
    assert people == entries == acknowledged
    filled.well("verify")


@pytest.mark.skipif(os.name != "posix", reason="signs of presence are looked up by lock")
def test_signs_of_presence_go_out_with_their_process(tmp_path):
    sign = disk.Presence(tmp_path, "worker")
    assert disk.at_work(tmp_path) == []
    (tmp_path / "running" / "server-1-abcd").write_text("")
    assert disk.at_work(tmp_path) == []
    assert not (tmp_path / "running" / "server-1-abcd").exists()
    sign.end()
    assert list((tmp_path / "running").iterdir()) == []
