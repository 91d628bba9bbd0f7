"""A backup taken in: checked to the last byte beside the installation, then put in its place in one step.

Stored files are named by their checksum, so they can be put in place beforehand without harm; the database follows by one
renaming (SQLite) or one transaction (PostgreSQL). Killed before that, the old stands; after it, the new does.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from samverka.foundation.disk import at_work, is_full, present, settle_everything, settle_folder
from samverka.upkeep.backing_up import Progress
from samverka.upkeep.engines import engine
from samverka.upkeep.engines.base import Engine
from samverka.upkeep.engines.sqlite import same_or_copy
from samverka.upkeep.manifest import STORED, Manifest
from samverka.upkeep.packing import Reader, opened
from samverka.upkeep.refusals import Refused
from samverka.upkeep.version import is_newer, known_migrations, program_version
from samverka.upkeep.workplaces import workplace

ROOM = 64 << 20  # left free on the disk


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands now. `kept`: where the old is, in words; empty if there was none."""

    manifest: Manifest
    kept: tuple[str, ...]


def restore(path: Path, *, replace: bool, progress: Progress) -> Restored:
    """Puts the backup in the place of what the installation holds, which is put aside if `replace` allows it. Raises
    `Refused`; what stood before then stands still."""
    data = Path(settings.DATA)
    own = engine()
    try:
        with opened(path) as reader:
            _refuse_foreign(reader.manifest, own, path)
            data.mkdir(parents=True, exist_ok=True)
            with present(data, "restore"), workplace(data, "restore") as work:
                _refuse_company(data)
                is_empty = own.is_empty() and not _stored(data)
                if not is_empty and not replace:
                    raise Refused(
                        f"Det finns redan en installation i {data}. Med --replace ställs den åt sidan, och kopian tar dess plats."
                    )
                _refuse_without_room(reader.manifest, data)
                _unpack(reader, work, progress)
                with own.alone():
                    kept = _swap(reader.manifest, own, data, work, is_empty=is_empty)
                return Restored(reader.manifest, kept)
    except OSError as error:
        raise Refused(_why(error, data)) from error


def _refuse_foreign(manifest: Manifest, own: Engine, path: Path) -> None:
    """A copy that this program cannot understand, or this database cannot take."""
    here = program_version()
    if is_newer(manifest.program, here) or set(manifest.migrations) - known_migrations():
        raise Refused(
            f"{path} är gjord av en nyare version av Samverka ({manifest.program}) än den som är installerad ({here}). "
            "Installera den nyare versionen och försök igen. Inget har ändrats."
        )
    if manifest.engine != own.name:
        theirs = "PostgreSQL" if manifest.engine == "postgresql" else "SQLite"
        raise Refused(
            f"{path} är gjord på {theirs}, men installationen använder {own.title}. Ändra SAMVERKA_DATABASE, eller återläs på en "
            f"installation med {theirs}."
        )


def _refuse_company(data: Path) -> None:
    others = [part for part in at_work(data) if part != "restore"]
    if others:
        words = {"server": "webbservern", "worker": "bakgrundsarbetaren", "backup": "en säkerhetskopiering"}
        who = " och ".join(sorted({words.get(part, part) for part in others}))
        raise Refused(f"Samverka är igång ({who}). Stoppa det innan säkerhetskopian återläses.")
    if "restore" in at_work(data):
        raise Refused("En annan återläsning pågår. Vänta tills den är klar.")


def _refuse_without_room(manifest: Manifest, data: Path) -> None:
    needed = sum(part.size for part in manifest.parts.values()) + ROOM
    free = shutil.disk_usage(data).free
    if free < needed:
        raise Refused(
            f"Återläsningen behöver {needed >> 20} MB på disken där {data} ligger, och {free >> 20} MB är lediga. Frigör utrymme och "
            "försök igen. Inget har ändrats."
        )


def _unpack(reader: Reader, work: Path, progress: Progress) -> None:
    """Every part into the workplace, each compared with its checksum. The names in it are ours: checked, never joined."""
    for done, name in enumerate(reader.manifest.parts, 1):
        stored = STORED.match(name)
        target = work / "files" / stored[1] / stored[2] if stored else work / "database"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            reader.copy(name, file)
        progress("Läser ut", done, len(reader.manifest.parts))
    settle_everything(path for path in work.rglob("*") if path.is_file())


def _swap(manifest: Manifest, own: Engine, data: Path, work: Path, *, is_empty: bool) -> tuple[str, ...]:
    stamp = dt.datetime.now().astimezone().strftime("%Y%m%d_%H%M%S")
    before = _stored(data)
    aside = None if is_empty else _put_aside(own, data, work, stamp)
    try:
        _bring_files(manifest, work, data)
        also = own.take_in(work / "database", manifest, aside="" if is_empty else stamp)
    except (Refused, OSError):
        _remove(data, _stored(data) - before)
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
        raise
    with contextlib.suppress(OSError):  # the new stands; what is too much does no harm
        _remove(data, _stored(data) - set(manifest.stored))
    return tuple(str(each) for each in (aside, also) if each)


def _put_aside(own: Engine, data: Path, work: Path, stamp: str) -> Path:
    """A data folder with all that the old one has: whole when it gets its name."""
    aside = work / "aside"
    aside.mkdir()
    own.keep(aside)
    for name in sorted(_stored(data)):
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        same_or_copy(data / name, aside / name)
    final = data / f"before-restore-{stamp}"
    aside.rename(final)
    settle_folder(data)
    return final


def _bring_files(manifest: Manifest, work: Path, data: Path) -> None:
    for name in manifest.stored:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).replace(data / name)
    settle_everything(())  # the names


def _stored(data: Path) -> set[str]:
    """The names of the stored files that lie there, as an archive says them."""
    found = (path.relative_to(data).as_posix() for path in (data / "files").glob("*/*"))
    return {name for name in found if STORED.match(name)}


def _remove(data: Path, names: Iterable[str]) -> None:
    """What the restored database does not name; whatever was of value is kept aside."""
    for name in sorted(names):
        (data / name).unlink(missing_ok=True)


def _why(error: OSError, data: Path) -> str:
    if is_full(error):
        return f"Disken där {data} ligger blev full under återläsningen. Det som fanns står kvar. Frigör utrymme och försök igen."
    return f"Säkerhetskopian kunde inte återläsas i {data}: {error.strerror or error}. Det som fanns står kvar."
