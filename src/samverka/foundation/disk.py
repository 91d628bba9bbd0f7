"""The disk under everything: files written whole or not at all, a full disk told from other errors, and who is at work.

Free of Django's database: `samverka check` uses it before there is one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

# No space, over quota, over the largest file the process may write.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_POSTGRESQL_FULL = "53100"


def is_full(error: BaseException | None) -> bool:
    """Whether the error, or what it came from, means that there was no room to write: from the system, SQLite or PostgreSQL."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        if isinstance(error, sqlite3.Error) and "disk is full" in str(error):
            return True
        if getattr(error, "sqlstate", None) == _POSTGRESQL_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def write_whole(path: Path, data: bytes) -> None:
    """The file with these bytes, safe on the disk when this returns; killed or failing before that, what stood there
    before stands there still. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            settle(file)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    settle_folder(path.parent)


UNFINISHED = ".new-"
"""How a file that is being written begins; one that stays was left by a process that was killed, and means nothing."""


def settle(file: IO[bytes]) -> None:
    """Returns when what was written to the file is on the disk."""
    file.flush()
    os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Returns when names put into the folder are on the disk too, so that a power cut does not take them back."""
    if os.name != "posix":  # others write names through by themselves
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_everything(files: Iterable[Path]) -> None:
    """Returns when these files, written just now, and all new names are on the disk. For many: waiting for each one takes
    minutes."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in files:
        with path.open("rb+") as file:
            settle(file)


def lock(file: IO[str]) -> bool:
    """Takes the file's lock, which the system frees when the last process that holds the file open ends; False if
    another has it."""
    try:
        import fcntl  # noqa: PLC0415 - POSIX has it
    except ImportError:
        import msvcrt  # noqa: PLC0415 - Windows has it

        try:
            file.seek(0x7FFFFFFF)  # far past the text, so that others may read it
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_own: set[str] = set()


class Presence:
    """A sign that a process is at work on a data folder, which goes out with the process however it ends.

    `part` says what it does, in one word: `server`, `worker`, `backup`, `restore`.
    """

    def __init__(self, folder: Path, part: str) -> None:
        """Raises `OSError` if the folder cannot be written."""
        place = folder / "running"
        place.mkdir(parents=True, exist_ok=True)
        while True:  # one who looks just now may take the file away before it is locked
            self._path = place / f"{part}-{os.getpid()}-{secrets.token_hex(4)}"
            self._file = self._path.open("a+", encoding="utf-8")
            if lock(self._file) and self._path.exists():
                break
            self._file.close()
        _own.add(self._path.name)

    def end(self) -> None:
        self._path.unlink(missing_ok=True)
        self._file.close()
        _own.discard(self._path.name)


@contextlib.contextmanager
def present(folder: Path, part: str) -> Iterator[None]:
    """Shows the sign while the block runs."""
    sign = Presence(folder, part)
    try:
        yield
    finally:
        sign.end()


def at_work(folder: Path) -> list[str]:
    """The parts whose processes are at work on the folder, this process left out; signs of dead ones are taken away."""
    found = []
    for path in sorted((folder / "running").glob("*-*-*")):
        if path.name in _own:
            continue
        part = path.name.split("-")[0]
        try:
            with path.open("r+", encoding="utf-8") as file:
                if not lock(file):
                    found.append(part)
                    continue
                path.unlink(missing_ok=True)
        except FileNotFoundError:  # it has just ended
            continue
        except PermissionError:  # another user's, whose process we cannot ask
            found.append(part)
    return found
