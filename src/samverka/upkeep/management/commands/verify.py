"""`samverka verify`: whether what is stored is whole. Exit codes: 0 whole, 1 something is wrong."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from samverka.foundation.documents.verifying import unneeded_files
from samverka.upkeep.terminal import Line
from samverka.upkeep.verifying import Verdict, verify
from samverka.upkeep.version import unknown_migrations, waiting_migrations


class Command(BaseCommand):
    help = (
        "Kontrollerar att allt som är lagrat är helt: historik, filer, hänvisningar. Går bra medan Samverka är igång."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Skriv resultatet som JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        line = Line(self.stderr)
        verdicts = []
        try:
            _refuse_other_version()
            for verdict in verify(line):
                line.clear()
                verdicts.append(verdict)
                if not options["json"]:
                    self._write(verdict)
        except DatabaseError as error:
            raise CommandError(f"Databasen svarar inte som den ska: {error}. Kör samverka check.") from error
        finally:
            line.clear()
        if options["json"]:
            self.stdout.write(json.dumps([_plain(each) for each in verdicts], ensure_ascii=False))
        elif loose := unneeded_files():
            self.stdout.write(f"({loose} filer behövs inte längre av databasen. De gör ingen skada.)")
        wrong = sum(each.count for each in verdicts)
        if wrong:
            raise CommandError("1 fel hittades." if wrong == 1 else f"{wrong} fel hittades.")

    def _write(self, verdict: Verdict) -> None:
        self.stdout.write(f"{'Rätt' if not verdict.count else 'FEL '} {verdict.part.title}")
        for fault in verdict.faults:
            self.stdout.write(f"     {fault.what}")
        if verdict.count > len(verdict.faults):
            self.stdout.write(f"     … och {verdict.count - len(verdict.faults)} till")
        for do in dict.fromkeys(fault.do for fault in verdict.faults):
            self.stdout.write(f"     → {do}")


def _refuse_other_version() -> None:
    if unknown_migrations():
        raise CommandError(
            "Databasen är gjord av en nyare version av Samverka än den som är installerad. Installera den nyare."
        )
    if waiting_migrations():
        raise CommandError("Databasen är äldre än programmet. Kör samverka migrate först.")


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "part": verdict.part.name, "title": verdict.part.title, "count": verdict.count, "faults": [asdict(each) for each in verdict.faults],
    }  # fmt: skip
