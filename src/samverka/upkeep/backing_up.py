"""A backup, made while everything runs: the database of one moment, then the files it names, in one archive.

Stored files are never changed or removed, so those that the copied database names can be copied at leisure after it;
those added meanwhile are left to the next backup. The archive gets its name when it is whole and read back.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from samverka.foundation.disk import is_full, present, settle_folder, write_whole
from samverka.upkeep.engines import engine
from samverka.upkeep.engines.base import OURS, Contents
from samverka.upkeep.manifest import DATABASES, Manifest, stored_name
from samverka.upkeep.packing import Writer, opened
from samverka.upkeep.refusals import Refused
from samverka.upkeep.version import program_version
from samverka.upkeep.workplaces import workplace

Progress = Callable[[str, int, int], None]
"""What is going on, in Swedish; how much is done; of how much."""
OWN_NAME = re.compile(r"samverka-\d{8}-\d{6}(-\d+)?\.zip\Z")
LAST = "last-backup.json"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What was made, and which older archives were removed for it."""

    path: Path
    size: int
    manifest: Manifest
    removed: tuple[Path, ...]


def back_up(target: Path, *, keep: int | None = None, progress: Progress) -> BackedUp:
    """Makes a backup: `target` is a new file, or a folder that gets one named after the time. In a folder, `keep` removes
    all but the newest archives afterwards, unless the new one lacks a file. Raises `Refused`; nothing is left behind."""
    folder, path = _place(target, keep)
    try:
        with present(Path(settings.DATA), "backup"), workplace(folder, "backup") as work:
            manifest = _pack(work / "backup.zip", work, progress)
            with opened(work / "backup.zip") as reader:
                for done, _name in enumerate(reader.check(), 1):
                    progress("Läser tillbaka", done, len(manifest.parts))
            path = path or _free_name(folder)
            if path.exists():
                raise Refused(f"{path} finns redan och skrivs inte över. Ange ett annat namn, eller en mapp.")
            (work / "backup.zip").replace(path)
            settle_folder(folder)
    except OSError as error:
        raise Refused(_why(error, folder)) from error
    _remember(path, manifest)
    removed = _rotate(folder, keep) if keep and not manifest.missing else ()
    return BackedUp(path, path.stat().st_size, manifest, removed)


def _place(target: Path, keep: int | None) -> tuple[Path, Path | None]:
    """The folder, and the file if one was named."""
    if target.is_dir():
        return target, None
    if keep:
        raise Refused(
            f"--keep gäller en mapp med säkerhetskopior, och {target} är ingen mapp som finns. Skapa den först."
        )
    if target.exists():
        raise Refused(f"{target} finns redan och skrivs inte över. Ange ett annat namn, eller en mapp.")
    if not target.parent.is_dir():
        raise Refused(f"Mappen {target.parent} finns inte. Skapa den först.")
    return target.parent, target


def _pack(archive: Path, work: Path, progress: Progress) -> Manifest:
    own = engine()
    writer = Writer(archive)
    try:
        with own.snapshot(work, lambda done, total: progress("Kopierar databasen", done, total)) as snapshot:
            _refuse_empty(snapshot.contents)
            writer.add(DATABASES[own.name], snapshot.source, squeeze=True)
        missing = _add_files(writer, snapshot.contents, progress)
        manifest = _manifest(own.name, snapshot.contents, writer, missing)
        writer.finish(manifest)
    except BaseException:
        writer.give_up()
        raise
    return manifest


def _refuse_empty(held: Contents) -> None:
    if not any(held.counts.get(table) for table in OURS):
        raise Refused(
            "Databasen är tom: det finns inget att säkerhetskopiera. Kontrollera SAMVERKA_DATA och SAMVERKA_DATABASE."
        )


def _add_files(writer: Writer, held: Contents, progress: Progress) -> list[str]:
    """Gives the checksums of those that are gone, or are not what their name says; the bytes of the latter come along."""
    missing = []
    root = Path(settings.FILES).parent
    for done, (sha256, _size) in enumerate(held.files, 1):
        name = stored_name(sha256)
        try:
            with (root / name).open("rb") as source:
                if writer.add(name, source).sha256 != sha256:
                    missing.append(sha256)
        except FileNotFoundError:
            missing.append(sha256)
        progress("Kopierar filer", done, len(held.files))
    return missing


def _manifest(name: str, held: Contents, writer: Writer, missing: list[str]) -> Manifest:
    return Manifest(
        program=program_version(), made_at=_now().isoformat(timespec="seconds"), engine=name, migrations=held.migrations,
        counts=held.counts, chain_length=held.chain_length, chain_head=held.chain_head, parts=writer.parts, missing=tuple(missing),
    )  # fmt: skip


def _now() -> dt.datetime:
    """The real clock, whatever day the pages show."""
    return dt.datetime.now().astimezone()


def _free_name(folder: Path) -> Path:
    stem = f"samverka-{_now():%Y%m%d-%H%M%S}"
    path, number = folder / f"{stem}.zip", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.zip"
    return path


def _rotate(folder: Path, keep: int) -> tuple[Path, ...]:
    """Removes the oldest by name, which is by time; only files that carry the name we give."""
    own = sorted(path for path in folder.iterdir() if OWN_NAME.match(path.name))
    old = tuple(own[:-keep])
    for path in old:
        path.unlink(missing_ok=True)
    return old


def _remember(path: Path, manifest: Manifest) -> None:
    """For `samverka check`, which tells when the newest backup has grown old."""
    note = {"at": manifest.made_at, "path": str(path.absolute()), "missing": len(manifest.missing)}
    with suppress(OSError):  # the backup is made all the same
        write_whole(Path(settings.DATA) / LAST, json.dumps(note, ensure_ascii=False).encode())


def _why(error: OSError, folder: Path) -> str:
    if is_full(error):
        return f"Det finns inte plats för säkerhetskopian i {folder}. Frigör utrymme, eller välj en annan disk. Ingen kopia har skapats."
    return f"Säkerhetskopian kunde inte skapas i {folder}: {error.strerror or error}. Ingen kopia har skapats."
