"""SQLite: copied page by page through its own backup, put in place by one renaming."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from samverka.foundation.disk import is_full, settle_folder
from samverka.foundation.faults import Tell
from samverka.upkeep.engines.base import FORGOTTEN, NOT_WHAT_IT_SAYS, OURS, Contents, Engine, Snapshot, contents
from samverka.upkeep.manifest import Manifest
from samverka.upkeep.refusals import Refused

PAGES = 2000  # eight megabytes between two signs of progress
_WAIT = 30


class SQLite(Engine):
    name, title = "sqlite", "SQLite"

    @property
    def path(self) -> Path:
        return Path(str(connection.settings_dict["NAME"]))

    @contextlib.contextmanager
    def snapshot(self, workplace: Path, tell: Tell) -> Iterator[Snapshot]:
        if not self.path.exists():
            raise Refused(f"Det finns ingen databas i {self.path.parent}. Kontrollera SAMVERKA_DATA.")
        copy = workplace / "database.sqlite3"
        try:
            self._copy(copy, tell)
            held = self._look_into(copy)
        except sqlite3.Error as error:
            raise Refused(_in_words(error, "kopieras")) from error
        with copy.open("rb") as source:
            yield Snapshot(held, source)

    def _copy(self, copy: Path, tell: Tell) -> None:
        with contextlib.closing(self._open()) as source, contextlib.closing(sqlite3.connect(copy)) as target:
            # Reading has begun before the first page is copied, so that all pages are of one moment and no writer makes
            # the copying start over.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(target, pages=PAGES, sleep=0, progress=lambda _status, left, total: tell(total - left, total))
            source.rollback()
            target.execute("PRAGMA secure_delete = ON")
            with contextlib.suppress(sqlite3.OperationalError):  # no such table: nothing to forget
                target.execute(f"DELETE FROM {FORGOTTEN}")  # noqa: S608 - ours
            target.commit()
            target.execute("PRAGMA journal_mode = DELETE")  # one file, that can be opened without writing beside it

    def _look_into(self, path: Path) -> Contents:
        """Raises `Refused` if the database at `path` is not whole."""
        with contextlib.closing(sqlite3.connect(f"file:{path.absolute().as_posix()}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA quick_check(1)").fetchall()
            if found != [("ok",)]:
                raise Refused(f"Databasen är skadad ({found[0][0][:200]}). Återläs den senaste hela säkerhetskopian.")
            tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            own = [name for name in tables if not name.startswith("sqlite_")]
            return contents(lambda sql: copy.execute(sql).fetchall(), own)

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)

    def is_empty(self) -> bool:
        if not self.path.exists() or self.path.stat().st_size == 0:
            return True
        try:
            with contextlib.closing(self._open()) as database:
                return not any(_has_rows(database, table) for table in OURS)
        except sqlite3.DatabaseError:
            return False  # damaged, and so perhaps of value

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Empties the journal into the database and removes it, which only one who is alone can: from here on the one
        file is the whole database, and can be renamed."""
        connection.close()
        if self.path.exists():
            try:
                with contextlib.closing(self._open()) as database:
                    database.execute("PRAGMA busy_timeout = 2000")
                    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    database.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.OperationalError as error:
                raise Refused(
                    f"Databasen används av ett annat program ({error}). Stoppa Samverka och försök igen."
                ) from error
            except sqlite3.DatabaseError:
                pass  # damaged: nobody can use it, and the journal is kept beside it
        yield

    def keep(self, aside: Path) -> None:
        for path in (self.path, *self._journals()):
            if path.exists():
                same_or_copy(path, aside / path.name)

    def take_in(self, source: Path, expected: Manifest, *, aside: str) -> str:
        try:
            if not self._look_into(source).is_what(expected):
                raise Refused(NOT_WHAT_IT_SAYS)
        except sqlite3.Error as error:
            raise Refused(_in_words(error, "läsas ur säkerhetskopian")) from error
        for journal in self._journals():
            journal.unlink()  # of a damaged database: it must never be applied to the new one
        source.replace(self.path)
        with contextlib.suppress(OSError):  # the new one stands, whatever the disk says now
            settle_folder(self.path.parent)
        return ""

    def _journals(self) -> list[Path]:
        beside = [self.path.with_name(self.path.name + ending) for ending in ("-wal", "-shm", "-journal")]
        return [path for path in beside if path.exists()]


def same_or_copy(path: Path, other: Path) -> None:
    """`other` becomes a second name of the file, or a copy where a disk has one name for each file. Files are never
    written to but replaced, so a second name keeps what stood there."""
    try:
        os.link(path, other)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(path, other)


def _has_rows(database: sqlite3.Connection, table: str) -> bool:
    there: Any = database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchone()
    return there is not None and database.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is not None  # noqa: S608 - ours


def _in_words(error: sqlite3.Error, what: str) -> str:
    if is_full(error):
        return f"Databasen kunde inte {what}: disken är full. Inget har ändrats. Frigör utrymme och försök igen."
    if "disk I/O error" in str(error):
        return (
            f"Databasen kunde inte {what}: disken går inte att läsa eller skriva, full eller trasig. Inget har ändrats."
        )
    return f"Databasen kunde inte {what} ({error}). Inget har ändrats."
