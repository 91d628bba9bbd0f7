"""`samverka demo`: the demonstration, rebuilt from the samples and served on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samverka.foundation.tasks.server import free_port, serve
from samverka.home import demo_folder
from samverka.home.demo import CAST, PASSWORD, prepare_demo

HOST = "127.0.0.1"


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
        try:
            demo_folder.claim(folder)
        except demo_folder.NotOurs as refusal:
            raise CommandError(str(refusal)) from None
        with demo_folder.alone(folder) as mark:
            if mark is None:
                self.stdout.write(f"Demonstrationen är redan igång på {demo_folder.running_address(folder)}")
                self._write_cast()
            else:
                demo_folder.fill(folder, keep=keep, prepare=prepare_demo)
                self._serve(port, mark)

    def _serve(self, wanted: int, mark: IO[str]) -> None:
        try:
            port = free_port(HOST, wanted)
        except OSError:
            raise CommandError(f"Ingen ledig port från {wanted}. Välj en annan med --port.") from None
        address = f"http://{HOST}:{port}/"
        mark.write(address)
        mark.flush()

        def announce() -> None:
            if port != wanted:
                self.stdout.write(f"Port {wanted} är upptagen; tar {port} i stället.")
            self.stdout.write(f"\nSamverka svarar på {address}")
            self._write_cast()
            self.stdout.write(f"Dagen är satt till {settings.TODAY}. Exemplen läses in i bakgrunden.")
            self.stdout.write("Stoppa med Ctrl-C.\n")
            self.stdout.flush()

        serve(host=HOST, port=port, announce=announce)

    def _write_cast(self) -> None:
        self.stdout.write(f"\nLogga in som någon av dem, alla med lösenordet {PASSWORD}:")
        for actor in CAST:
            self.stdout.write(f"  {actor.username:<13}{actor.name:<18}{actor.part}")
        self.stdout.write("")
