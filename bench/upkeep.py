"""Backup, verification and restore of the data that the pages were measured on, beside a bare copy of the same folder."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

FILES, SIZE = 1500, 120_000
RATIO_BAR, MEMORY_BAR = 10.0, 150  # against a copy that compares nothing and waits for no disk


def add_files() -> None:
    """Stored documents that no compression helps."""
    from samverka.foundation.documents.operations import add_document, store_file

    chance = random.Random(1)
    for number in range(FILES):
        file = store_file(chance.randbytes(SIZE), media_type="application/pdf")
        add_document(actor=None, title=f"Handling {number}", file=file, filename=f"handling-{number}.pdf")


def run(folder: Path) -> bool:
    """Called when Django is set up on `folder`. Prints; whether the bars are kept."""
    add_files()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    began = time.perf_counter()
    shutil.copytree(folder, folder.parent / f"{folder.name}-copy")
    bare = time.perf_counter() - began
    shutil.rmtree(folder.parent / f"{folder.name}-copy")

    archive, other = folder.parent / f"{folder.name}.zip", folder.parent / f"{folder.name}-restored"
    try:
        took = {
            "backup": _timed(folder, "backup", str(archive)),
            "verify": _timed(folder, "verify"),
            "restore, with verification": _timed(other, "restore", str(archive)),
        }
        packed = archive.stat().st_size
    finally:
        archive.unlink(missing_ok=True)
        shutil.rmtree(other, ignore_errors=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(
        f"\nupkeep: {size >> 20} MB in {FILES} files and a database; a bare copy {bare:.2f} s; the archive {packed >> 20} MB"
    )
    for name, seconds in took.items():
        print(f"  {name:<28}{seconds:>7.2f} s{seconds / bare:>8.1f} ×")
    print(
        f"bar: backup ≤ {RATIO_BAR:.0f} × the bare copy and a second; memory {memory} MB at most (bar {MEMORY_BAR} MB)"
    )
    return took["backup"] <= RATIO_BAR * bare + 1 and memory < MEMORY_BAR


def _timed(folder: Path, *arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "samverka", *arguments], env=os.environ | {"SAMVERKA_DATA": str(folder)}, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - began
