"""The demonstration's folder: emptied at each start, never another's, held by one process at a time."""

from __future__ import annotations

import sqlite3

import pytest

from samverka.home import demo_folder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "demo"


@pytest.fixture
def filled(monkeypatch, folder):
    """`fill` on a database of its own instead of the suite's; gives what was done."""
    done = []

    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return False

        def execute(self, statement, parameters):
            done.append("kept")
            (folder / "samverka.sqlite3").replace(parameters[0])
            (folder / "samverka.sqlite3").write_bytes(b"prepared")

    class Connection:
        def close(self):
            pass

        def cursor(self):
            return Cursor()

    def migrate(*arguments, **options):
        done.append("migrated")
        (folder / "samverka.sqlite3").write_bytes(b"prepared")

    monkeypatch.setattr(demo_folder, "connection", Connection())
    monkeypatch.setattr(demo_folder, "call_command", migrate)

    def fill(**options):
        done.clear()
        demo_folder.fill(folder, prepare=lambda: done.append("prepared"), **options)
        return list(done)

    return fill


def test_the_second_start_copies_what_the_first_prepared(folder, filled):
    demo_folder.claim(folder)
    assert filled(keep=False) == ["migrated", "prepared", "kept"]
    (folder / "samverka.sqlite3").write_bytes(b"changed by a visitor")
    (folder / "files").mkdir()
    assert filled(keep=False) == []
    assert (folder / "samverka.sqlite3").read_bytes() == b"prepared"
    assert not (folder / "files").exists()


def test_what_was_prepared_by_another_program_is_prepared_again(folder, filled, monkeypatch):
    demo_folder.claim(folder)
    filled(keep=False)
    monkeypatch.setattr(demo_folder, "_program", lambda: "newer")
    assert filled(keep=False) == ["migrated", "prepared", "kept"]
    assert [path.name for path in folder.glob("prepared-*")] == ["prepared-newer.sqlite3"]


def test_keep_leaves_what_visitors_changed(folder, filled):
    demo_folder.claim(folder)
    (folder / "files").mkdir()
    assert filled(keep=True) == ["migrated", "prepared"]
    assert (folder / "files").exists()


def test_a_folder_of_an_installation_is_refused(folder):
    folder.mkdir()
    sqlite3.connect(folder / "samverka.sqlite3").close()
    (folder / "samverka.sqlite3").touch()
    with pytest.raises(demo_folder.NotOurs, match="hör inte till demonstrationen och rörs inte"):
        demo_folder.claim(folder)


def test_one_process_at_a_time_and_the_other_is_told_where(folder):
    demo_folder.claim(folder)
    with demo_folder.alone(folder) as mark:
        mark.write("http://127.0.0.1:8000/")
        mark.flush()
        with demo_folder.alone(folder) as second:
            assert second is None
            assert demo_folder.running_address(folder) == "http://127.0.0.1:8000/"
    with demo_folder.alone(folder) as third:
        assert third is not None
        assert demo_folder.running_address(folder) == ""
