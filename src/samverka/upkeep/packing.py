"""The file of a backup: a ZIP with the database, the stored files and, last, the manifest.

Whoever opens one trusts nothing in it: only names that the manifest lists and that a backup can have, each once, of the
size and checksum that the manifest says. No name of the archive ever becomes a path by itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from samverka.foundation.disk import settle
from samverka.upkeep.manifest import FORMAT, Manifest, Part, format_of, from_json
from samverka.upkeep.refusals import Refused

CHUNK = 1 << 20
MANIFEST = "manifest.json"
MANIFEST_LIMIT = 512 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeError, ValueError)


class Writer:
    """A new archive. Nobody but its owner may read it: it holds what the whole installation holds."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(
            os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600), "w+b"
        )
        self._zip = zipfile.ZipFile(self._file, "w", compresslevel=1)  # a third of the time for a tenth more room
        self.parts: dict[str, Part] = {}

    def add(self, name: str, source: IO[bytes], *, squeeze: bool = False) -> Part:
        """Copies `source` to its end. `squeeze`: worth compressing, as a database is and a PDF is not."""
        self._zip.compression = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
        size, seen = 0, hashlib.sha256()
        with self._zip.open(name, "w", force_zip64=True) as member:
            while chunk := source.read(CHUNK):
                member.write(chunk)
                seen.update(chunk)
                size += len(chunk)
        self.parts[name] = Part(size=size, sha256=seen.hexdigest())
        return self.parts[name]

    def finish(self, manifest: Manifest) -> None:
        """Writes the manifest and the archive's own list, and waits for the disk."""
        self._zip.writestr(MANIFEST, manifest.to_json(), zipfile.ZIP_DEFLATED)
        self._zip.close()
        settle(self._file)
        self._file.close()

    def give_up(self) -> None:
        """Closes the file as it is; nothing more is written."""
        self._zip.fp = None  # closed, as the library tells it: else it would end the archive when it is forgotten
        self._file.close()


class Reader:
    """An archive that looks like a backup; what it holds is believed only part by part, as it is read."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self._zip = archive

    def copy(self, name: str, target: IO[bytes]) -> None:
        """Raises `Refused` if the part is not what the manifest says; `target` may then hold some of it."""
        expected = self.manifest.parts[name]
        left, seen = expected.size, hashlib.sha256()
        try:
            member = self._zip.open(name)
        except (*_BROKEN, OSError) as error:  # a place outside the file cannot be sought
            raise damaged(self.path, name) from error
        try:
            with member:
                while chunk := member.read(min(CHUNK, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        break
                    seen.update(chunk)
                    target.write(chunk)
        except _BROKEN as error:
            raise damaged(self.path, name) from error
        if left or seen.hexdigest() != expected.sha256:
            raise damaged(self.path, name)

    def check(self) -> Iterator[str]:
        """Reads every part; gives each name when it is done. Raises `Refused` at the first that is damaged."""
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - not a path but a place to throw things
            for name in self.manifest.parts:
                self.copy(name, nowhere)
                yield name


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """The backup at `path`, its manifest read. Raises `Refused` for what is no backup, is damaged, or needs a newer program."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise Refused(f"{path} finns inte. Kontrollera namnet.") from None
    except IsADirectoryError:
        raise Refused(f"{path} är en mapp. Ange själva säkerhetskopian, en fil som slutar på .zip.") from None
    except zipfile.BadZipFile:
        raise Refused(
            f"{path} är ingen hel säkerhetskopia: slutet saknas eller är skadat. Kanske avbröts kopieringen. Använd en annan kopia."
        ) from None
    except OSError as error:
        raise Refused(f"{path} kan inte läsas: {error.strerror}.") from None
    with archive:
        yield Reader(path, archive, _manifest(path, archive))


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    names = [info.filename for info in archive.infolist()]
    if MANIFEST not in names:
        raise Refused(f"{path} är en ZIP-fil men ingen säkerhetskopia från Samverka: {MANIFEST} saknas i den.")
    if archive.getinfo(MANIFEST).file_size > MANIFEST_LIMIT:
        raise damaged(path, MANIFEST)
    try:
        text = archive.read(MANIFEST).decode("utf-8")
        number = format_of(text)
        if number > FORMAT:
            raise Refused(
                f"{path} är gjord av en nyare version av Samverka än den som är installerad. Installera den nyare versionen och försök igen."
            )
        manifest = from_json(text)
    except (*_BROKEN, OSError, RecursionError) as error:  # a place outside the file cannot be sought
        raise damaged(path, MANIFEST) from error
    strangers = sorted(set(names) - {MANIFEST, *manifest.parts})
    if strangers or len(names) != len(set(names)):
        what = strangers[0] if strangers else "samma namn två gånger"
        raise Refused(
            f"{path} innehåller något som ingen säkerhetskopia innehåller ({what[:80]!r}) och läses inte. Använd en annan kopia."
        )
    lacking = sorted(set(manifest.parts) - set(names))
    if lacking:
        raise damaged(path, lacking[0])
    return manifest


def damaged(path: Path, name: str) -> Refused:
    return Refused(
        f"{path} är skadad: {name} stämmer inte med kopians egen kontrollsumma. Inget har ändrats. Använd en annan kopia."
    )
