"""`samverka import FILE…`: reads documents into the register's review, from the terminal, with progress."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.documents.operations import FileRefused
from samverka.foundation.lifecycle import Refused
from samverka.imports import operations, queries
from samverka.imports.models import ImportRun
from samverka.imports.permissions import APPLY_IMPORT, IMPORT_DOCUMENTS
from samverka.imports.states import RunState


class Command(BaseCommand):
    help = "Läser in dokument. Utan --apply väntar de på granskning i webbläsaren; med --apply förs det säkra in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FIL", help="Dokument: DOCX, text, Markdown eller HTML.")
        parser.add_argument(
            "--as",
            dest="username",
            required=True,
            metavar="ANVÄNDARE",
            help="Den som läser in, så att historiken stämmer.",
        )
        parser.add_argument(
            "--apply", action="store_true", help="För in allt som är säkert. Det osäkra väntar på granskning."
        )

    def handle(self, *args: Any, files: list[str], username: str, apply: bool, **options: Any) -> None:
        actor = User.objects.filter(username__iexact=username, is_active=True).first()
        if actor is None:
            raise CommandError(f"Ingen användare heter {username!r}. Ange ett användarnamn med --as.")
        if not IMPORT_DOCUMENTS(actor):
            raise CommandError(f"{actor} får inte läsa in dokument. Det får {IMPORT_DOCUMENTS.who}.")
        failed = [name for name in files if not self._take_in(name, actor, apply)]
        if failed:
            raise CommandError(f"{len(failed)} av {len(files)} filer kunde inte läsas in: {', '.join(failed)}")

    def _take_in(self, name: str, actor: User, apply: bool) -> bool:
        path = Path(name)
        try:
            data = path.read_bytes()
            run, _new = operations.start_import(actor=actor, data=data, filename=path.name)
        except OSError as error:
            self.stderr.write(f"{name}: filen går inte att öppna ({error.strerror}).")
            return False
        except FileRefused as refusal:
            self.stderr.write(f"{name}: {refusal}")
            return False
        if run.state == RunState.READING:
            operations.read_run(run=run, progress=self._progress)
            run.refresh_from_db()
        if run.state == RunState.FAILED:
            self.stderr.write(f"{name}: {run.failure}")
            return False
        if apply and run.state == RunState.TO_REVIEW:
            self._apply(run, actor)
        self._report(run)
        return True

    def _apply(self, run: ImportRun, actor: User) -> None:
        try:
            APPLY_IMPORT.require(actor, run)
            operations.request_apply(actor=actor, run=run, version=run.version)
        except (Refused, StaleRecord) as problem:
            self.stderr.write(f"{run}: {problem}")
            return
        operations.apply_run(actor=actor, run=run, progress=self._progress)
        run.refresh_from_db()

    def _report(self, run: ImportRun) -> None:
        counted = queries.counts(run)
        parts = [f"{counted.total} poster", f"{counted.pending} frågor"] + (
            [f"{counted.applied} införda"] if counted.applied else []
        )
        self.stdout.write(f"{run}: {', '.join(parts)}. Granska på {reverse('imports:run', args=[run.pk])}")

    def _progress(self, done: int, total: int, message: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{message} {done} av {total}", ending="" if done < total else "\n")
