"""A restore that cannot be: what stood before stands still."""

from __future__ import annotations

import json
import zipfile

import pytest

from samverka.upkeep.tests.test_archives import DATABASE, packed, repacked


def is_as_before(place, before) -> bool:
    leftovers = [path.name for path in place.data.iterdir() if path.name.startswith(".samverka")]
    return (place.holds(), leftovers) == (before, [])


@pytest.fixture
def copy(filled, tmp_path):
    filled.well("backup", str(tmp_path / "kopia.zip"))
    return tmp_path / "kopia.zip"


def test_a_damaged_copy_changes_nothing(filled, copy):
    before = filled.holds()
    content = bytearray(copy.read_bytes())
    content[len(content) // 3] ^= 1
    copy.write_bytes(content)
    code, _output, messages = filled.run("restore", str(copy), "--replace")
    assert (code, is_as_before(filled, before)) == (1, True)
    assert "är skadad" in messages


def test_a_copy_whose_database_is_another_changes_nothing(filled, copy):
    before = filled.holds()
    with zipfile.ZipFile(copy) as archive:
        told = json.loads(archive.read("manifest.json"))
    told["counts"]["documents_document"] += 1
    code, _output, messages = filled.run("restore", str(repacked(copy, counts=told["counts"])), "--replace")
    assert (code, is_as_before(filled, before)) == (1, True)
    assert "håller inte det som kopian säger" in messages


def test_a_copy_whose_database_is_rubbish_changes_nothing(filled, tmp_path):
    before = filled.holds()
    engine = "postgresql" if filled.database else "sqlite"
    name = "database.pgdump" if filled.database else "database.sqlite3"
    path = packed(tmp_path / "a.zip")
    with zipfile.ZipFile(path) as archive:
        parts = json.loads(archive.read("manifest.json"))["parts"]
    parts[name] = parts.pop("database.sqlite3")
    with zipfile.ZipFile(path) as archive:
        held = {each: archive.read(each) for each in archive.namelist()}
    told = json.loads(held.pop("manifest.json")) | {"engine": engine, "parts": parts}
    path.unlink()
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in held.items():
            archive.writestr(name if each == "database.sqlite3" else each, content)
        archive.writestr("manifest.json", json.dumps(told))
    assert DATABASE in held.values()
    code, _output, messages = filled.run("restore", str(path), "--replace")
    assert (code, is_as_before(filled, before)) == (1, True)
    assert "Traceback" not in messages


def test_a_copy_from_the_other_database_is_refused_in_words(filled, copy):
    other = "sqlite" if filled.database else "postgresql"
    with zipfile.ZipFile(copy) as archive:
        parts = json.loads(archive.read("manifest.json"))["parts"]
    name = "database.pgdump" if other == "postgresql" else "database.sqlite3"
    mine = next(each for each in parts if each.startswith("database"))
    parts = {name if each == mine else each: part for each, part in parts.items()}
    with zipfile.ZipFile(copy) as archive:
        held = {each: archive.read(each) for each in archive.namelist()}
    told = json.loads(held.pop("manifest.json")) | {"engine": other, "parts": parts}
    copy.unlink()
    with zipfile.ZipFile(copy, "w") as archive:
        for each, content in held.items():
            archive.writestr(name if each == mine else each, content)
        archive.writestr("manifest.json", json.dumps(told))
    code, _output, messages = filled.run("restore", str(copy), "--replace")
    assert code == 1
    assert "men installationen använder" in messages
