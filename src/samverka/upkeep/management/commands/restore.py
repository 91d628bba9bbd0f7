"""`samverka restore FILE`: puts a backup in place, checked to the last byte, and verifies what then stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from samverka.upkeep.refusals import Refused, Uncertain
from samverka.upkeep.restoring import restore
from samverka.upkeep.terminal import Line
from samverka.upkeep.version import waiting_migrations


class Command(BaseCommand):
    help = "Återläser en säkerhetskopia. Samverka måste vara stoppat. Det som fanns ställs åt sidan, inte bort."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", metavar="FIL", type=Path, help="Säkerhetskopian.")
        parser.add_argument(
            "--replace", action="store_true", help="Ställ det som finns åt sidan och ta kopian i stället."
        )

    def handle(self, *args: Any, backup: Path, replace: bool, **options: Any) -> None:
        line = Line(self.stderr)
        try:
            done = restore(backup, replace=replace, progress=line)
        except (Refused, Uncertain) as refusal:
            raise CommandError(str(refusal)) from None
        finally:
            line.clear()
        manifest = done.manifest
        self.stdout.write(
            f"Återläst: {manifest.rows} rader och {len(manifest.stored)} filer, så som de var {manifest.made_at}. Alla får logga in på nytt."
        )
        for kept in done.kept:
            self.stdout.write(f"Det som fanns är kvar: {kept}")
        if waiting_migrations():
            self.stdout.write("Kopian är gjord av en äldre version: databasen uppdateras.")
            try:
                call_command("migrate", verbosity=0, skip_checks=True)
            except DatabaseError as error:
                raise CommandError(
                    f"Kopian är återläst men kunde inte uppdateras: {error}. Installera den version som gjorde den "
                    f"({manifest.program}), eller fråga den som utvecklar Samverka."
                ) from error
        call_command("verify", stdout=self.stdout, stderr=self.stderr)
