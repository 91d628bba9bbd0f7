"""`samverka search --rebuild`: the index made anew from the register, and documents nobody has read put in the queue."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samverka.search.models import SearchEntry, SearchState
from samverka.search.operations import read_unread, rebuild_index
from samverka.search.text import ANALYSER


class Command(BaseCommand):
    help = "Visar sökindexets läge, eller bygger om det från registret med --rebuild."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild",
            action="store_true",
            help="Bygger om indexet. Sidorna fungerar under tiden; den som sparar får vänta.",
        )

    def handle(self, *args: Any, rebuild: bool, **options: Any) -> None:
        if rebuild:
            entries, unread = rebuild_index(), read_unread()
            self.stdout.write(
                f"Indexet är ombyggt: {entries} poster. {unread} dokument läses i bakgrunden av samverka worker."
            )
            return
        state = SearchState.objects.filter(pk=1).first()
        if state is None or state.analyser != ANALYSER:
            raise CommandError("Indexet saknas eller är gjort av en annan version. Kör samverka search --rebuild.")
        self.stdout.write(f"Indexet har {SearchEntry.objects.count()} poster.")
