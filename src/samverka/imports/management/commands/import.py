"""`samverka import FILE…`: reads documents into the register's review, from the terminal, with progress.

(`--dry-run` is answered in `samverka.cli`, without a database.) Exit codes: 0 all files were read, 1 some were not.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import coordinators
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.documents.operations import FileRefused
from samverka.imports import operations, queries
from samverka.imports.labels import already_taken_in, kinds_in_words
from samverka.imports.models import ImportRun
from samverka.imports.permissions import IMPORT_DOCUMENTS, visible_runs
from samverka.imports.states import RunState


class Command(BaseCommand):
    _unfinished = False  # a line of progress that stands without its end
    help = "Läser in dokument. Utan --apply väntar de på granskning i webbläsaren; med --apply förs det säkra in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            metavar="FIL",
            help="Dokument: DOCX, PDF, bilder, XLSX, PPTX, text, Markdown eller HTML.",
        )
        parser.add_argument(
            "--resume", action="store_true", help="Läser de dokument som väntar på bildläsning (när Tesseract finns)."
        )
        parser.add_argument(
            "--as",
            dest="username",
            metavar="ANVÄNDARE",
            help="Den som läser in, så att historiken stämmer. Behövs inte om det bara finns en samordnare.",
        )
        parser.add_argument(
            "--apply", action="store_true", help="För in allt som är säkert. Det osäkra väntar på granskning."
        )

    def handle(
        self, *args: Any, files: list[str], username: str | None, apply: bool, resume: bool = False, **options: Any
    ) -> None:
        if not files and not resume:
            raise CommandError("Ange vilka filer som ska läsas in, eller --resume för dem som väntar på bildläsning.")
        actor = _user(username) if username else _only_coordinator()
        if not IMPORT_DOCUMENTS(actor):
            raise CommandError(f"{actor} får inte läsa in dokument. Det får {IMPORT_DOCUMENTS.who}.")
        waiting = list(visible_runs(actor).filter(state=RunState.WAITING).order_by("pk")) if resume else []
        failed = [run.source.filename for run in waiting if not self._go_on(run, run.source.filename, actor, apply)]
        failed += [name for name in files if not self._take_in(name, actor, apply)]
        if resume and not waiting:
            self.stdout.write("Inget dokument väntar på bildläsning.")
        if failed:
            count = len(files) + len(waiting)
            raise CommandError(f"{len(failed)} av {count} filer lästes inte in: {', '.join(failed)}")

    def _take_in(self, name: str, actor: User, apply: bool) -> bool:
        path = Path(name)
        try:
            run, new = operations.start_import(actor=actor, data=path.read_bytes(), filename=path.name)
        except IsADirectoryError:
            return self._refuse(name, "det är en mapp, inte en fil.")
        except FileNotFoundError:
            return self._refuse(name, "filen finns inte.")
        except OSError as error:
            return self._refuse(name, f"filen går inte att öppna ({error.strerror}).")
        except FileRefused as refusal:
            return self._refuse(name, str(refusal))
        if not new:
            self.stdout.write(already_taken_in(run, path.name))
        stood = run.state == RunState.APPLIED
        return self._go_on(run, name, actor, apply, report=not stood)

    def _go_on(self, run: ImportRun, name: str, actor: User, apply: bool, *, report: bool = True) -> bool:
        """From wherever the run stands: new, left by a reading that was cut off, waiting for its pictures, …"""
        if run.state == RunState.WAITING:
            operations.resume(actor=actor, run=run)
        if run.state == RunState.READING:
            operations.read_run(run=run, progress=self._progress)
            run.refresh_from_db()
        if run.state in (RunState.FAILED, RunState.WAITING):
            return self._refuse(name, run.failure)
        if run.state == RunState.APPLYING or (apply and run.state == RunState.TO_REVIEW):
            self._apply(run, actor)
        if report:
            self._report(run)
        return True

    def _refuse(self, name: str, reason: str) -> bool:
        if self._unfinished:
            self.stderr.write("")
            self._unfinished = False
        self.stderr.write(f"{name}: {reason}")
        return False

    def _apply(self, run: ImportRun, actor: User) -> None:
        """Also goes on with what was cut off in the middle: nothing of it was brought in."""
        try:
            operations.request_apply(actor=actor, run=run, version=run.version)
        except (NotDone, PermissionDenied) as problem:
            self.stderr.write(f"{run}: {problem}")
            return
        operations.apply_run(actor=actor, run=run, progress=self._progress)
        run.refresh_from_db()

    def _report(self, run: ImportRun) -> None:
        counted = queries.counts(run)
        parts = [kinds_in_words(queries.kinds_read(run)), _questions(counted.pending)]
        parts += [f"{counted.applied} införda"] if counted.applied else []
        self.stdout.write(f"{run}: {', '.join(parts)}. Granska på {reverse('imports:run', args=[run.pk])}")

    def _progress(self, done: int, total: int, message: str) -> None:
        if sys.stderr.isatty():
            self._unfinished = done < total or not total
            told = f"{done} av {total}" if total else "…"
            self.stderr.write(f"\r{message} {told}\033[K", ending="" if self._unfinished else "\n")


def _questions(count: int) -> str:
    return "inga frågor" if count == 0 else "1 fråga" if count == 1 else f"{count} frågor"


def _user(username: str) -> User:
    found = User.objects.filter(username__iexact=username, is_active=True).first()
    if found is None:
        raise CommandError(f"Ingen användare heter ”{username}”. Ange ett användarnamn med --as.")
    return found


def _only_coordinator() -> User:
    found = [user for user in User.objects.filter(is_active=True) if coordinators(user)]
    if len(found) != 1:
        why = "Det finns ingen samordnare." if not found else f"Det finns {len(found)} samordnare."
        raise CommandError(f"{why} Ange vem som läser in med --as ANVÄNDARE.")
    return found[0]
