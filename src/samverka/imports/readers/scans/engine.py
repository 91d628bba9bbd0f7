"""Tesseract, run as a program for one picture at a time, within limits of time and memory."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from samverka.imports.readers import limits
from samverka.imports.readers.errors import ReadError, ReadErrorCode, pages_in_words

try:
    import resource
except ImportError:  # not on Windows, where memory is not limited
    resource = None  # type: ignore[assignment]

LANGUAGE = "swe"
INSTALL = "apt-get install tesseract-ocr tesseract-ocr-swe"
_PROGRAM = "tesseract"
_MEMORY_BYTES = 2_000 * limits.MEGABYTE
_ORIENTATION = re.compile(r"Rotate:\s*(\d+)")
_CONFIDENCE = re.compile(r"Orientation confidence:\s*([\d.]+)")


class NeedsOcr(ReadError):
    """The file is whole, but its text must be recognised and the program for that is missing: it can wait. `pages`: which
    pages it is about, if not all of them."""

    def __init__(self, *, language: bool = False, pages: Sequence[int] = ()) -> None:
        lacks = "det svenska språket till programmet Tesseract" if language else "programmet Tesseract"
        what = pages_in_words(pages).capitalize() if pages else "Dokumentet"
        scanned = "är inskannade" if len(pages) > 1 else "är inskannad" if pages else "är inskannat"
        super().__init__(
            f"{what} {scanned}, och {lacks} som läser text i bilder är inte installerat. Be den som sköter servern att "
            f"köra: {INSTALL} (på andra system än Debian och Ubuntu: installera Tesseract 5 med språket svenska, swe). "
            "Försök igen när det är gjort.",
            ReadErrorCode.NEEDS_OCR,
        )
        self.language = language


class OcrStopped(ReadError):
    """The program was stopped in the middle of a page, twice. The pages that are done can be kept."""

    def __init__(self, pages: Sequence[int], reason: str) -> None:
        super().__init__(
            f"Textigenkänningen avbröts på {pages_in_words(pages)} ({reason}). De sidor som är klara finns kvar. Försök "
            "igen, så fortsätter den där den slutade.",
            ReadErrorCode.OCR_STOPPED,
        )
        self.pages, self.reason = tuple(pages), reason


class TookTooLong(Exception):
    """A page was not done in time."""


class Unwanted(Exception):
    """Nobody waits for the page any more."""


@dataclass(frozen=True, slots=True)
class Engine:
    program: str
    name: str
    """For the record: "tesseract 5.3.0, swe"."""
    can_tell_orientation: bool
    stopped: Event = field(default_factory=Event, compare=False)
    running: set[subprocess.Popen[bytes]] = field(default_factory=set, compare=False)

    def for_one_file(self) -> Engine:
        """The same engine, which can be stopped without stopping others."""
        return replace(self, stopped=Event(), running=set())

    def stop(self) -> None:
        """Breaks off what runs, in whatever thread; those who wait for it get `Unwanted`."""
        self.stopped.set()
        for process in list(self.running):
            process.kill()


_found: dict[tuple[str, float], Engine] = {}


def find_engine() -> Engine:
    """The installed engine. Raises `NeedsOcr` with the command that installs what is missing."""
    program = shutil.which(_PROGRAM)
    if program is None:
        raise NeedsOcr
    key = program, Path(program).stat().st_mtime
    if key not in _found:  # only what is whole is remembered: a language may be installed while we run
        engine = _looked_into(program)
        if engine is None:
            raise NeedsOcr(language=True)
        _found[key] = engine
    return _found[key]


def _looked_into(program: str) -> Engine | None:
    try:
        version = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return None
    languages = listed.split()
    first = " ".join((version.splitlines() or ["tesseract"])[0].split()[:2])
    return Engine(program, f"{first}, {LANGUAGE}", "osd" in languages) if LANGUAGE in languages else None


def recognise(engine: Engine, picture: bytes, page: int, dots_per_inch: int, layout: int = 3) -> str:
    """Words with their places as Tesseract's TSV. `picture`: a PGM. Raises `TookTooLong`, `OcrStopped`, `NeedsOcr`,
    `Unwanted`."""
    arguments = ["stdin", "stdout", "-l", LANGUAGE, "--psm", str(layout), "--dpi", str(dots_per_inch), "tsv"]
    code, out = _run(engine, arguments, picture)
    if code:  # killed, or out of memory: once more, as it may have been the machine's bad moment
        code, out = _run(engine, arguments, picture)
    if code:
        raise OcrStopped([page], f"signal {-code}" if code < 0 else f"kod {code}")
    return out.decode("utf-8", errors="replace")


def quarter_turns(engine: Engine, picture: bytes, dots_per_inch: int) -> int | None:
    """How many quarter turns clockwise make the picture upright; None where it cannot be told."""
    if not engine.can_tell_orientation:
        return None
    try:
        code, out = _run(engine, ["stdin", "stdout", "--psm", "0", "--dpi", str(dots_per_inch)], picture)
    except TookTooLong:
        return None
    text = out.decode("utf-8", errors="replace")
    turn, sure = _ORIENTATION.search(text), _CONFIDENCE.search(text)
    return int(turn[1]) // 90 % 4 if code == 0 and turn and sure and float(sure[1]) > 1 else None


def _run(engine: Engine, arguments: list[str], picture: bytes) -> tuple[int, bytes]:
    try:
        process = subprocess.Popen(
            [engine.program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # one thread a page, as pages run side by side
        )
    except OSError as error:
        raise NeedsOcr from error
    with process:
        _limit_memory(process.pid)
        engine.running.add(process)
        if engine.stopped.is_set():
            process.kill()
        try:
            out, _ = process.communicate(picture, timeout=limits.SECONDS_TO_RECOGNISE)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.communicate()
            raise TookTooLong from error
        finally:
            engine.running.discard(process)
    if engine.stopped.is_set():
        raise Unwanted
    return process.returncode, out[: limits.MAX_RECOGNISED_BYTES]


def _limit_memory(pid: int) -> None:
    if resource is not None and hasattr(resource, "prlimit"):
        try:
            resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        except (OSError, ValueError):  # already gone
            return
