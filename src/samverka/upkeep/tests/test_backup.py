"""`samverka backup` and `samverka restore`: what is put away comes back, to the last byte."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from samverka.upkeep.tests.installation import Installation


def manifest_of(path: Path) -> dict:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))


def backed_up(place: Installation, path: Path) -> Path:
    place.well("backup", str(path))
    return path


def test_a_restored_copy_equals_what_was_backed_up(filled, new, tmp_path):
    path = backed_up(filled, tmp_path / "kopia.zip")
    other = new()
    told = other.well("restore", str(path))
    assert other.holds() == filled.holds()
    assert "Återläst: " in told
    assert "Rätt Historikens kedja" in told


def test_the_manifest_tells_what_the_copy_holds(filled, tmp_path):
    made = manifest_of(backed_up(filled, tmp_path / "kopia.zip"))
    with filled.reading() as query:
        length, head = query("SELECT length, hash FROM audit_chainhead")[0]
    assert (made["chain_length"], made["chain_head"]) == (length, head)
    assert made["counts"]["documents_document"] == 6
    assert {name for name in made["parts"] if name.startswith("files/")} == set(filled.files())
    assert made["missing"] == []


def test_logins_are_not_in_a_copy(filled, new, tmp_path):
    """The row of a login holds what its browser sends: whoever finds a copy could come in with it."""
    key = "s3ssionkey" * 3
    filled.write(f"INSERT INTO django_session VALUES ('{key}', 'x', '2999-01-01 00:00:00')")
    path = backed_up(filled, tmp_path / "kopia.zip")
    with zipfile.ZipFile(path) as archive:
        assert [name for name in archive.namelist() if key.encode() in archive.read(name)] == []
    other = new()
    other.well("restore", str(path))
    assert (filled.count("django_session"), other.count("django_session")) == (1, 0)


@pytest.mark.skipif(os.name != "posix", reason="other systems have other rights")
def test_a_copy_is_read_by_its_owner_only(filled, tmp_path):
    assert backed_up(filled, tmp_path / "kopia.zip").stat().st_mode & 0o777 == 0o600


def test_a_copy_never_takes_the_place_of_another(filled, tmp_path):
    path = tmp_path / "kopia.zip"
    path.write_bytes(b"something of value")
    code, _output, messages = filled.run("backup", str(path))
    assert (code, path.read_bytes()) == (1, b"something of value")
    assert "finns redan och skrivs inte över" in messages


def test_in_a_folder_the_newest_are_kept_and_nothing_else_is_touched(filled, tmp_path):
    folder = tmp_path / "kopior"
    folder.mkdir()
    for name in ("samverka-20200101-031500.zip", "samverka-20200102-031500.zip", "egen.zip", "samverka-anteckning.zip"):
        (folder / name).write_bytes(b"x")
    told = filled.well("backup", str(folder), "--keep", "2")
    names = sorted(path.name for path in folder.iterdir())
    newest = names[-2]
    assert names == ["egen.zip", "samverka-20200102-031500.zip", newest, "samverka-anteckning.zip"]
    assert manifest_of(folder / newest)["counts"]["documents_document"] == 6
    assert "Borttagen, eftersom --keep är 2: samverka-20200101-031500.zip" in told


def test_a_lost_file_is_told_and_older_copies_stay(filled, new, tmp_path):
    folder = tmp_path / "kopior"
    folder.mkdir()
    (folder / "samverka-20200101-031500.zip").write_bytes(b"x")
    lost, changed = sorted(filled.files())[:2]
    (filled.data / lost).unlink()
    (filled.data / changed).write_bytes(b"annat")
    code, _output, messages = filled.run("backup", str(folder), "--keep", "1")
    assert code == 1
    assert "2 filer saknas eller är skadade" in messages
    assert len(list(folder.iterdir())) == 2
    other = new()
    newest = max(folder.iterdir())
    code, output, messages = other.run("restore", str(newest))
    assert (code, len(other.files())) == (1, 4)
    assert "Återläst: " in output
    assert "2 fel hittades." in messages


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["finns-inte/kopia.zip"], "Mappen finns-inte finns inte"),
        (["finns-inte", "--keep", "3"], "är ingen mapp som finns"),
        (["kopia.zip", "--keep", "0"], "--keep ska vara minst 1"),
    ],
)
def test_a_target_that_cannot_be_is_refused(filled, arguments, expected):
    code, _output, messages = filled.run("backup", *arguments)
    assert (code, expected in messages) == (1, True), messages


def test_an_empty_database_is_not_backed_up(new, tmp_path):
    place = new()
    code, _output, messages = place.run("backup", str(tmp_path / "kopia.zip"))
    assert (code, list(tmp_path.glob("*.zip"))) == (1, [])
    assert "Det finns ingen databas" in messages or "Databasen är tom" in messages


def test_what_stands_is_replaced_only_when_asked_and_then_kept(filled, new, filled_template, tmp_path):
    path = backed_up(filled, tmp_path / "kopia.zip")
    other = new(like=filled_template)
    other.python(
        "from samverka.foundation.documents.operations import add_document, store_file\n"
        "file = store_file(b'Nyare', media_type='text/plain')\n"
        "add_document(actor=None, title='Nyare', file=file, filename='nyare.txt')"
    )
    before = other.holds()
    code, _output, messages = other.run("restore", str(path))
    assert (code, other.holds()) == (1, before)
    assert "Med --replace ställs den åt sidan" in messages

    told = other.well("restore", str(path), "--replace")
    assert other.holds() == filled.holds()
    assert "Det som fanns är kvar: " in told
    (aside,) = other.data.glob("before-restore-*")
    kept = Installation(aside, other.database)
    assert kept.files() == before[1]
    if not other.database:
        assert kept.tables() == before[0]
    else:
        schema = aside.name.replace("-", "_")
        assert other.count(f"{schema}.documents_document") == 7


def test_a_copy_of_an_older_program_is_brought_up_to_date(filled, new, tmp_path):
    filled.write("DELETE FROM django_migrations WHERE app = 'axes' AND name LIKE '0010%'")
    filled.write("DROP TABLE axes_accessattemptexpiration")
    path = backed_up(filled, tmp_path / "kopia.zip")
    other = new()
    assert "gjord av en äldre version" in other.well("restore", str(path))
    assert other.count("axes_accessattemptexpiration") == 0
    assert other.count("documents_document") == 6


def test_a_running_installation_is_left_alone(filled, tmp_path):
    path = backed_up(filled, tmp_path / "kopia.zip")
    before = filled.holds()
    (filled.data / "running").mkdir(exist_ok=True)
    worker = filled.start_python(
        "-c",
        "from pathlib import Path; from samverka.foundation.disk import Presence; import sys, time; "
        f"sign = Presence(Path({str(filled.data)!r}), 'worker'); print('on', flush=True); time.sleep(60)",
        stdout=-1,
    )
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"on\n"
        code, _output, messages = filled.run("restore", str(path), "--replace")
    finally:
        worker.kill()
        worker.communicate()
    assert (code, filled.holds()) == (1, before)
    assert "Samverka är igång (bakgrundsarbetaren)" in messages
    assert "Återläst: " in filled.well("restore", str(path), "--replace")


def test_a_database_that_somebody_else_uses_is_left_alone(filled, tmp_path):
    path = backed_up(filled, tmp_path / "kopia.zip")
    with filled.reading() as query:
        query("SELECT count(*) FROM django_migrations")
        code, _output, messages = filled.run("restore", str(path), "--replace")
    assert code == 1
    assert "Databasen används av" in messages
