"""kill -9 at any moment, over and over: nothing acknowledged is lost, nothing half-made looks whole.

A few rounds here; KILLS=100 in the environment makes the rounds as many.
"""

from __future__ import annotations

import os
import random
import subprocess
import time

from samverka.upkeep.packing import opened

ROUNDS = int(os.environ.get("KILLS", "3"))
ROWS = 60
WRITER = """
import sys
import django; django.setup()
from samverka.foundation.accounts.models import User
from samverka.foundation.documents.operations import add_document, store_file
actor, number = User.objects.get(), int(sys.argv[1])
while True:
    file = store_file(f"Dokument {number} ".encode() * 3000, media_type="text/plain")
    add_document(actor=actor, title=f"Dokument {number}", file=file, filename=f"dokument-{number}.txt")
    print(number, file.pk, flush=True)
    number += 1
"""
IMPORT = f"""
from samverka.foundation.accounts.models import User
from samverka.imports.tasks import start_applying
from samverka.imports.tests.factories import row, take_in
actor = User.objects.get()
run = take_in(actor, *[row(f"Uppdrag {{n}}", direction="Äldre", follow_up="SVOM 3/6 2024 – rapport") for n in range({ROWS})])
start_applying(actor=actor, run=run, version=run.version)
"""
GO_ON = """
from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportRun
from samverka.imports.tasks import go_on
go_on(actor=User.objects.get(), run=ImportRun.objects.get())
"""


def kill_all(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.kill()
    for process in processes:
        process.wait()


def test_nothing_acknowledged_is_lost_and_no_half_backup_looks_whole(filled, new, tmp_path):
    folder = tmp_path / "kopior"
    folder.mkdir()
    filled.python(IMPORT)
    chance, acknowledged = random.Random(20240520), {}
    for turn in range(ROUNDS):
        writer = filled.start_python("-c", WRITER, str(turn * 100_000), stdout=subprocess.PIPE)
        others = [filled.start("worker"), filled.start("backup", str(folder))]
        try:
            assert writer.stdout is not None
            told = [writer.stdout.readline()]
            time.sleep(chance.uniform(0, 2.5))
        finally:
            kill_all([writer, *others])
        told += writer.stdout.read().splitlines(keepends=True)
        writer.stdout.close()
        acknowledged |= dict(line.split() for line in told if line.endswith(b"\n"))

    assert len(acknowledged) >= ROUNDS
    with filled.reading() as query:
        titles = {title for (title,) in query("SELECT title FROM documents_document")}
    files = filled.files()
    assert {f"Dokument {number.decode()}" for number in acknowledged} <= titles
    for sha256 in (each.decode() for each in acknowledged.values()):
        assert files[f"files/{sha256[:2]}/{sha256[2:]}"] == sha256
    for path in folder.glob("*.zip"):
        with opened(path) as reader:
            list(reader.check())

    filled.well("worker", "--until-empty")
    filled.python(GO_ON)  # after three kills it waits for a person
    filled.well("worker", "--until-empty")
    assert filled.count("action_register_actionitem") == ROWS
    filled.well("verify")

    last = tmp_path / "sist.zip"
    filled.well("backup", str(last))
    filled.well("backup", str(folder))
    assert [
        path.name for path in folder.iterdir() if not path.name.startswith("samverka-")
    ] == []  # what was left is tidied
    other = new()
    other.well("restore", str(last))
    assert other.tables() == filled.tables()
    assert other.files().items() <= filled.files().items()  # a file may lie there whose row was never written


def test_a_restore_that_is_killed_leaves_the_old_or_the_new(filled, tmp_path):
    copies, contents = [tmp_path / "a.zip", tmp_path / "b.zip"], []
    for number, copy in enumerate(copies):
        filled.python(
            "from samverka.foundation.documents.operations import add_document, store_file\n"
            f"file = store_file(b'Bara i {number}' * 200_000, media_type='text/plain')\n"
            f"add_document(actor=None, title='Bara i {number}', file=file, filename='x.txt')"
        )
        filled.well("backup", str(copy))
        contents.append(filled.tables())
    began = time.monotonic()
    filled.well("restore", str(copies[0]), "--replace")
    usual, standing = time.monotonic() - began, 0
    chance = random.Random(7)
    for _turn in range(ROUNDS):
        process = filled.start("restore", str(copies[1 - standing]), "--replace")
        time.sleep(chance.uniform(0.4, 0.9) * usual)
        kill_all([process])
        standing = contents.index(filled.tables())
        filled.well("verify")
    filled.well("restore", str(copies[0]), "--replace")
    assert filled.tables() == contents[0]
    assert [path.name for path in filled.data.iterdir() if path.name.startswith(".samverka")] == []
