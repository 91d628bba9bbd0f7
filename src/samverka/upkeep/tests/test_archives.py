"""Archives that are not what they should be: damaged, made up, or of a newer program. Nothing of them is taken in."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.upkeep.manifest import Manifest, Part, from_json, stored_name
from samverka.upkeep.packing import Writer, opened
from samverka.upkeep.refusals import Refused
from samverka.upkeep.restoring import restore
from samverka.upkeep.version import known_migrations, program_version

FILE = b"Protokoll\n" * 50
SUM = hashlib.sha256(FILE).hexdigest()
DATABASE = b"not a database at all" * 40
GOOD = Manifest(
    program=program_version(), made_at="2024-05-20T03:15:00+02:00", engine="sqlite", migrations=tuple(sorted(known_migrations())),
    counts={"accounts_user": 1}, chain_length=0, chain_head="0" * 64,
)  # fmt: skip


def packed(path: Path, manifest: Manifest = GOOD) -> Path:
    """A well-formed archive with one file."""
    writer = Writer(path)
    writer.add("database.sqlite3", io.BytesIO(DATABASE), squeeze=True)
    writer.add(stored_name(SUM), io.BytesIO(FILE))
    writer.finish(replace(manifest, parts=writer.parts))
    return path


def repacked(path: Path, **changes: object) -> Path:
    """The same with `changes` in its manifest, and with `add`: {name: bytes} put into the archive."""
    added = changes.pop("add", {})
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(held.pop("manifest.json")) | changes
    path.unlink()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (held | added).items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(told))
    return path


def read_through(path: Path) -> int:
    with opened(path) as reader:
        return len(list(reader.check()))


def test_a_whole_archive_is_read_to_its_end(tmp_path):
    assert read_through(packed(tmp_path / "a.zip")) == 2


def test_the_manifest_comes_back_as_it_was_written():
    manifest = replace(
        GOOD, parts={"database.sqlite3": Part(3, "a" * 64), stored_name(SUM): Part(4, SUM)}, missing=("b" * 64,)
    )
    assert from_json(manifest.to_json()) == manifest


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_an_archive_cut_short_is_refused(tmp_path, share):
    path = packed(tmp_path / "a.zip")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(Refused, match="ingen hel säkerhetskopia"):
        read_through(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
def test_one_wrong_byte_is_refused_or_harms_nothing(tmp_path, place, flip):
    """Some bytes of a ZIP mean nothing to us, as the time of a member; what is read is right all the same."""
    path = tmp_path / "a.zip"
    path.unlink(missing_ok=True)
    content = bytearray(packed(path).read_bytes())
    content[int(len(content) * place)] ^= flip
    path.write_bytes(content)
    try:
        with opened(path) as reader:
            target = io.BytesIO()
            reader.copy(stored_name(SUM), target)
            assert target.getvalue() == FILE
            list(reader.check())
    except Refused:
        pass


HOSTILE = (
    "../../etc/cron.d/x", "/etc/passwd", "files/../../x", "files/aa/../../../x", "files\\..\\x", "C:\\x", "files/aa/" + "b" * 61 + "/",
    "secret-key", "files/AA/" + "B" * 62, "database.pgdump", "manifest.json/x",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    path = repacked(packed(tmp_path / "a.zip"), add={name: b"x"})
    with pytest.raises(Refused, match="ingen säkerhetskopia innehåller"):
        read_through(path)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_manifest_cannot_vouch_for_such_a_name(tmp_path, name):
    path = packed(tmp_path / "a.zip")
    with zipfile.ZipFile(path) as archive:
        parts = json.loads(archive.read("manifest.json"))["parts"]
    parts[name] = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    with pytest.raises(Refused, match="är skadad"):
        read_through(repacked(path, parts=parts, add={name: b"x"}))


def test_the_same_name_twice_is_refused(tmp_path):
    path = packed(tmp_path / "a.zip")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(stored_name(SUM), b"annat")
    with pytest.raises(Refused, match="samma namn två gånger"):
        read_through(path)


def test_a_part_that_is_larger_than_it_says_is_not_unpacked(tmp_path):
    path = packed(tmp_path / "a.zip")
    huge = b"\0" * 5_000_000
    repacked(path, add={stored_name(SUM): huge})
    target = io.BytesIO()
    with opened(path) as reader, pytest.raises(Refused, match="är skadad"):
        reader.copy(stored_name(SUM), target)
    assert len(target.getvalue()) <= len(FILE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"parts": []}, {"parts": {"database.sqlite3": {}}}, {"counts": {"a": -1}}, {"chain_head": "x"}, {"engine": "oracle"}, {"format": "1"},
        {"migrations": [1]}, {"program": None}, {"missing": ["../x"]}, {"parts": {}},
    ],
)  # fmt: skip
def test_a_manifest_of_another_shape_is_refused(tmp_path, wrong):
    with pytest.raises(Refused, match="är skadad"):
        read_through(repacked(packed(tmp_path / "a.zip"), **wrong))


@pytest.mark.parametrize("content", [b"", b"PK", b"a text", b"[" * 100_000])
def test_what_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(Refused):
        read_through(path)


def test_another_zip_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(Refused, match="ingen säkerhetskopia från Samverka"):
        read_through(path)


def quiet(what: str, done: int, total: int) -> None:
    pass


@pytest.mark.parametrize(
    "newer",
    [{"format": 2}, {"program": "999.1"}, {"migrations": [*GOOD.migrations, "agreements.0999_from_the_future"]}],
)
def test_a_copy_of_a_newer_program_is_refused(tmp_path, newer):
    path = repacked(packed(tmp_path / "a.zip"), **newer)
    with pytest.raises(Refused, match="gjord av en nyare version av Samverka"):
        restore(path, replace=True, progress=quiet)


def test_a_missing_archive_is_told(tmp_path):
    with pytest.raises(Refused, match="finns inte"):
        restore(tmp_path / "a.zip", replace=True, progress=quiet)
    with pytest.raises(Refused, match="är en mapp"):
        restore(tmp_path, replace=True, progress=quiet)
