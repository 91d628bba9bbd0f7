"""`samverka demo`: the demonstration, rebuilt from the samples and served on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from samverka.foundation.tasks.server import free_port, serve
from samverka.home.demo import CAST, PASSWORD, prepare_demo

HOST = "127.0.0.1"
MARK = "demonstration"  # a file that says that the folder may be emptied; holds the address while it runs
_OURS = ("samverka.sqlite3", "samverka.sqlite3-wal", "samverka.sqlite3-shm", "files")


class Command(BaseCommand):
    help = "Startar demonstrationen med exempeldata på den här datorn. Stoppa med Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8000, help="Port (förval 8000); är den upptagen tas nästa lediga."
        )
        parser.add_argument("--keep", action="store_true", help="Behåll det som ändrats i demonstrationen sedan sist.")

    def handle(self, *args: Any, port: int, keep: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Starta demonstrationen med: samverka demo")
        folder = Path(settings.DATA)
        _require_ours(folder)
        with _alone(folder) as mark:
            if mark is None:
                address = (folder / MARK).read_text("utf-8").strip()
                self.stdout.write(f"Demonstrationen är redan igång på {address}\n")
                self._write_cast()
                return
            if not keep:
                _empty(folder)
            call_command("migrate", verbosity=0, skip_checks=True)
            prepare_demo()
            found = _free_port(port)
            address = f"http://{HOST}:{found}/"
            mark.write(address)
            mark.flush()

            def announce() -> None:
                if found != port:
                    self.stdout.write(f"Port {port} är upptagen; tar {found} i stället.")
                self.stdout.write(f"\nSamverka svarar på {address}")
                self._write_cast()
                self.stdout.write("Dagen är satt till 2024-05-20. Exemplen läses in i bakgrunden. Stoppa med Ctrl-C.\n")
                self.stdout.flush()

            serve(host=HOST, port=found, announce=announce)

    def _write_cast(self) -> None:
        self.stdout.write(f"\nLogga in som någon av dem, alla med lösenordet {PASSWORD}:")
        for actor in CAST:
            self.stdout.write(f"  {actor.username:<13}{actor.name:<18}{actor.part}")
        self.stdout.write("")


def _require_ours(folder: Path) -> None:
    """Raises `CommandError` for a folder that may be an installation's: the demonstration empties what it is given."""
    if (folder / "samverka.sqlite3").exists() and not (folder / MARK).exists():
        raise CommandError(
            f"{folder} hör inte till demonstrationen och rörs inte. Ange en annan mapp med SAMVERKA_DATA."
        )
    folder.mkdir(parents=True, exist_ok=True)


def _empty(folder: Path) -> None:
    connection.close()
    for name in _OURS:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _free_port(port: int) -> int:
    try:
        return free_port(HOST, port)
    except OSError:
        raise CommandError(f"Ingen ledig port från {port}. Välj en annan med --port.") from None


@contextmanager
def _alone(folder: Path) -> Iterator[Any]:
    """The opened mark, locked while this process lives; None if another demonstration holds it."""
    file = (folder / MARK).open("a+", encoding="utf-8")  # kept open while the lock is held
    try:
        if not _lock(file):
            yield None
            return
        file.truncate(0)
        yield file
    finally:
        file.close()


def _lock(file: Any) -> bool:
    """Takes the file's lock, which the system frees when the process ends; False if another has it."""
    try:
        import fcntl  # noqa: PLC0415 - POSIX has it
    except ImportError:  # Windows
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
