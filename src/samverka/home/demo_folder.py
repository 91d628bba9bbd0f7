"""The folder of the demonstration: emptied and filled at each start, by one process at a time.

Creating the tables takes seconds and gives the same database each time, so the prepared one is kept beside and copied
until the program changes.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import django
from django.core.management import call_command
from django.db import connection

import samverka
from samverka.foundation.disk import lock

PACKAGE = Path(samverka.__file__).parent
DATABASE = "samverka.sqlite3"
MARK = "demonstration"  # says that the folder may be emptied; holds the address while it is served
_OURS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "files")


class NotOurs(Exception):
    """The folder may be an installation's. `str()` is a Swedish sentence for the user."""


def claim(folder: Path) -> None:
    """Creates the folder if need be. Raises `NotOurs` if it holds a database that is not the demonstration's."""
    if (folder / DATABASE).exists() and not (folder / MARK).exists():
        raise NotOurs(f"{folder} hör inte till demonstrationen och rörs inte. Ange en annan mapp med SAMVERKA_DATA.")
    folder.mkdir(parents=True, exist_ok=True)


def fill(folder: Path, *, keep: bool, prepare: Any) -> None:
    """Makes the database ready. Without `keep` everything of an earlier time is removed first. `prepare` creates what
    the demonstration holds from the start; called only when no prepared database fits."""
    connection.close()
    prepared = folder / f"prepared-{_program()}.sqlite3"
    if not keep:
        _empty(folder)
        if prepared.exists():
            shutil.copyfile(prepared, folder / DATABASE)
            return
    call_command("migrate", verbosity=0, skip_checks=True)
    prepare()
    if not keep:
        for old in folder.glob("prepared-*.sqlite3"):
            old.unlink()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(prepared)])


def _program() -> str:
    """Changes when any file of the program does, or Django."""
    seen = hashlib.sha256(django.__version__.encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in {".py", ".json", ".csv"} and "tests" not in path.parts:
            stat = path.stat()
            seen.update(f"{path.relative_to(PACKAGE)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:16]


def _empty(folder: Path) -> None:
    for name in _OURS:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def running_address(folder: Path) -> str:
    """Where the demonstration that holds the folder answers; empty while it starts."""
    return (folder / MARK).read_text("utf-8").strip()


@contextmanager
def alone(folder: Path) -> Iterator[IO[str] | None]:
    """The mark, opened and locked while this process lives; None if another demonstration holds it."""
    file = (folder / MARK).open("a+", encoding="utf-8")
    try:
        if not lock(file):
            yield None
            return
        file.truncate(0)
        yield file
    finally:
        file.close()
