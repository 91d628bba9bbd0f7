"""Folders where a backup or a restore does its work, and which mean nothing once their process is gone."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from samverka.foundation.disk import lock

_LOCK = "lock"


@contextlib.contextmanager
def workplace(beside: Path, what: str) -> Iterator[Path]:
    """A folder in `beside`, hence on the same disk, taken away when the block ends. Those that killed processes have
    left are taken away first. Raises `OSError`."""
    prefix = f".samverka-{what}-"
    _tidy(beside, prefix)
    folder, file = _made(beside, prefix)
    try:
        yield folder
    finally:
        file.close()
        shutil.rmtree(folder, ignore_errors=True)


def left_behind(beside: Path, what: str) -> list[Path]:
    """Workplaces whose process is gone."""
    return [folder for folder in sorted(beside.glob(f".samverka-{what}-*")) if _is_left(folder)]


def _tidy(beside: Path, prefix: str) -> None:
    for folder in beside.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            folder.rmdir()  # killed before there was anything in it
            continue
        if _is_left(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _made(beside: Path, prefix: str) -> tuple[Path, IO[str]]:
    """One that tidies at this moment may take the folder away before it is locked: then another is made."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
        with contextlib.suppress(FileNotFoundError):
            file = (folder / _LOCK).open("w", encoding="utf-8")
            if lock(file) and (folder / _LOCK).exists():
                return folder, file
            file.close()


def _is_left(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open("r+", encoding="utf-8") as file:
            return lock(file)
    except OSError:  # just made, or not ours to touch
        return False
