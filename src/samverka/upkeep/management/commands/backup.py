"""`samverka backup FILE|FOLDER`: a copy of everything, while Samverka runs. Exit code 1 also for a copy that lacks a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samverka.upkeep.backing_up import back_up
from samverka.upkeep.refusals import Refused
from samverka.upkeep.terminal import Line, size_in_words


class Command(BaseCommand):
    help = "Säkerhetskopierar databas och filer till en fil. Går bra medan Samverka är igång."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "target", metavar="FIL|MAPP", type=Path, help="Ny fil, eller en mapp där kopian får namn efter tiden."
        )
        parser.add_argument(
            "--keep", type=int, metavar="ANTAL", help="Behåll bara så många kopior i mappen, de nyaste."
        )

    def handle(self, *args: Any, target: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep ska vara minst 1.")
        line = Line(self.stderr)
        try:
            made = back_up(target, keep=keep, progress=line)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        finally:
            line.clear()
        manifest = made.manifest
        self.stdout.write(
            f"{made.path}: {manifest.rows} rader och {len(manifest.stored)} filer, {size_in_words(made.size)}. "
            f"Historiken slutar med händelse {manifest.chain_length}, {manifest.chain_head[:16]}."
        )
        for old in made.removed:
            self.stdout.write(f"Borttagen, eftersom --keep är {keep}: {old.name}")
        if manifest.missing:
            raise CommandError(
                f"Kopian är skapad, men {len(manifest.missing)} filer saknas eller är skadade i installationen. Ta inte bort äldre "
                "kopior. Kör samverka verify, som säger vilka det är."
            )
