"""`samverka run`: one command that starts server and worker."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samverka.foundation.tasks.server import BeingRestored, free_port, serve


class Command(BaseCommand):
    help = "Startar Samverka: webbserver och bakgrundsarbetare. Stoppa med Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Adress att lyssna på (förval 127.0.0.1).")
        parser.add_argument("--port", type=int, default=8000, help="Port att lyssna på (förval 8000).")
        parser.add_argument("--workers", type=int, default=1, help="Antal webbprocesser (förval 1).")
        parser.add_argument("--migrate", action="store_true", help="Uppdatera databasen först om den behöver det.")

    def handle(self, *args: Any, host: str, port: int, workers: int, migrate: bool, **options: Any) -> None:
        if workers < 1:
            raise CommandError("--workers ska vara minst 1.")
        if workers > 1 and sys.platform == "win32":
            self.stderr.write("På Windows körs bara en webbprocess; --workers gäller inte.")
            workers = 1
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting and migrate:
            call_command("migrate", verbosity=0)
        elif waiting:
            raise CommandError(
                f"Databasen saknar {len(waiting)} uppdateringar. Ta en säkerhetskopia och kör sedan: samverka run --migrate"
            )
        try:
            free_port(host, port, tries=1)
        except OSError:
            raise CommandError(
                f"Porten {port} på {host} är upptagen. Välj en annan: samverka run --port {port + 1}"
            ) from None
        try:
            serve(host=host, port=port, processes=workers, announce=lambda: self._announce(host, port))
        except BeingRestored as refusal:
            raise CommandError(str(refusal)) from None

    def _announce(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"Samverka svarar på http://{shown}:{port}/ . Stoppa med Ctrl-C.")
        self.stdout.flush()
