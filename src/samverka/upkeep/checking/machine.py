"""The data folder, the disk under it, the clock, and programs that Samverka uses. Settings are loaded, the database not asked."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from samverka.imports.readers.scans.engine import INSTALL, NeedsOcr, find_engine
from samverka.upkeep.checking.findings import Finding, error, good, note, warning
from samverka.upkeep.terminal import size_in_words
from samverka.upkeep.workplaces import left_behind

LITTLE, TOO_LITTLE = 1 << 30, 200 << 20
EARLIEST = dt.date(2024, 1, 1)  # before the program was written


def check() -> Iterator[Finding]:
    data = Path(settings.DATA)
    yield _folder(data)
    yield from _rights(data)
    yield _room(data)
    yield from _left_behind(data)
    yield _clock()
    yield _tesseract()


def _folder(data: Path) -> Finding:
    title = "Datamapp"
    if not data.is_dir():
        return error("data", title, f"{data} finns inte.", "Skapa den, eller kontrollera SAMVERKA_DATA.")
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        return error(
            "data",
            title,
            f"Du får inte läsa och skriva i {data}.",
            "Kör som den användare som Samverka körs som, eller ändra rättigheterna.",
        )
    unwritable = [
        path.name for path in data.iterdir() if not os.access(path, os.R_OK | os.W_OK) and path.name != "lost+found"
    ]
    if unwritable:
        return error(
            "data", title, f"Du får inte läsa och skriva {unwritable[0]} i {data}. Kanske har Samverka körts som en annan användare, till exempel root.",
            f"Ge filerna till den användare som Samverka körs som: chown -R ANVÄNDARE {data}",
        )  # fmt: skip
    return good("data", title, str(data))


def _rights(data: Path) -> Iterator[Finding]:
    if os.name != "posix" or not data.is_dir():
        return
    title, key = "Rättigheter", data / "secret-key"
    if key.exists() and key.stat().st_mode & 0o077:
        yield error("rights", title, "Andra användare på datorn kan läsa den hemliga nyckeln.", f"Kör: chmod 600 {key}")
    mode, owner = data.stat().st_mode, data.stat().st_uid
    if mode & stat.S_IRWXO:
        yield warning("rights", title, "Alla användare på datorn kommer in i datamappen.", f"Kör: chmod o-rwx {data}")
    if owner != os.geteuid():
        yield warning(
            "owner", title, "Kontrollen körs som en annan användare än den som äger datamappen, så den säger inte säkert vad Samverka får.",
            f"Kör som ägaren: sudo -u '#{owner}' samverka check",
        )  # fmt: skip


def _room(data: Path) -> Finding:
    title = "Ledigt utrymme"
    try:
        free = shutil.disk_usage(data).free
    except OSError as problem:
        return error("room", title, f"Disken svarar inte ({problem.strerror}).", "Kontrollera att disken är ansluten.")
    says = f"{size_in_words(free)} ledigt där {data} ligger."
    if free < TOO_LITTLE:
        return error("room", title, says, "Frigör utrymme nu: när disken är full tar Samverka inte emot något.")
    if free < LITTLE:
        return warning("room", title, says, "Frigör utrymme, eller flytta datamappen till en större disk.")
    return good("room", title, says)


def _left_behind(data: Path) -> Iterator[Finding]:
    if data.is_dir() and left_behind(data, "restore"):
        yield note(
            "left",
            "Avbruten återläsning",
            "En återläsning blev inte klar. Det som fanns före den står kvar.",
            "Kör samverka restore igen.",
        )


def _clock() -> Finding:
    title = "Klocka"
    try:
        now = dt.datetime.now(zoneinfo.ZoneInfo(settings.TIME_ZONE))
    except zoneinfo.ZoneInfoNotFoundError:
        return error(
            "clock",
            title,
            f"Datorn känner inte tidszonen {settings.TIME_ZONE}.",
            "Installera den (Debian: apt install tzdata).",
        )
    if now.date() < EARLIEST:
        return error(
            "clock",
            title,
            f"Datorns klocka går fel: den säger {now:%Y-%m-%d %H:%M}.",
            "Ställ den, helst genom en tidsserver.",
        )
    return good("clock", title, f"{now:%Y-%m-%d %H:%M} i {settings.TIME_ZONE}.")


def _tesseract() -> Finding:
    title = "Textigenkänning"
    try:
        return good("tesseract", title, f"{find_engine().name}.")
    except NeedsOcr:
        return warning(
            "tesseract",
            title,
            "Inskannade dokument kan inte läsas in: Tesseract med svenska saknas.",
            f"Kör: {INSTALL}",
        )
