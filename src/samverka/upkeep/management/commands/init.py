"""`samverka init --county 23`: from nothing to an installation that somebody can log in to. May be run again."""

from __future__ import annotations

import os
import sys
from argparse import BooleanOptionalAction
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.passwords import Unsuitable, taken_from_terminal
from samverka.principals.models import County
from samverka.upkeep import starting
from samverka.upkeep.engines import engine
from samverka.upkeep.refusals import Refused
from samverka.upkeep.version import unknown_migrations, waiting_migrations


class Command(BaseCommand):
    help = (
        "Skapar databasen, länets huvudmän och den första administratören. Kan köras igen: det som finns lämnas orört."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--county", required=True, metavar="LÄNSKOD", help="Två siffror, till exempel 23 för Jämtlands län."
        )
        parser.add_argument(
            "--admin", metavar="ANVÄNDARE", help="Den första administratörens användarnamn; annars frågas det efter."
        )
        parser.add_argument("--name", help="Administratörens för- och efternamn; annars frågas det efter.")
        parser.add_argument("--email", default="", help="Administratörens e-post.")
        parser.add_argument(
            "--forums",
            action=BooleanOptionalAction,
            default=None,
            help="Lägg in forum att börja från, eller inte; annars frågas det.",
        )

    def handle(self, *args: Any, county: str, **options: Any) -> None:
        try:
            starting.refuse_unknown_county(county)
            _refuse_other_county(county)
            self._make_database()
            made = starting.start_county(county)
            self.stdout.write(f"{made}: {made.principals.count()} huvudmän.")
            self._start_forums(made, options["forums"])
            self._start_administrator(options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        except DatabaseError as error:
            raise CommandError(f"Databasen svarar inte: {str(error).strip()}. Kör samverka check.") from error
        if county != settings.COUNTY:
            self.stdout.write(f"Sätt också SAMVERKA_COUNTY={county} bland inställningarna.")
        self.stdout.write("Klart. Kontrollera inställningarna med samverka check och starta med samverka run.")

    def _make_database(self) -> None:
        if unknown_migrations():
            raise Refused(
                "Databasen är gjord av en nyare version av Samverka än den som är installerad. Installera den nyare."
            )
        if not waiting_migrations():
            return
        if not engine().is_empty():
            raise Refused("Databasen är äldre än programmet. Ta en säkerhetskopia och kör sedan samverka migrate.")
        call_command("migrate", verbosity=0, skip_checks=True)
        self.stdout.write(f"Databasen är skapad ({engine().title}).")

    def _start_forums(self, county: County, wanted: bool | None) -> None:
        if county.forums.exists():
            self.stdout.write(f"Forum: {county.forums.count()} finns redan och lämnas som de är.")
            return
        own = starting.has_own_list(county.code)
        what = "länets forum" if own else "forum som län brukar ha, med neutrala namn,"
        if wanted is None:
            wanted = _answered_yes(f"Lägga in {what} att börja från?")
        if wanted:
            made = starting.start_forums(county)
            self.stdout.write(f"Forum: {len(made)} inlagda. Ändra namn och stryk sådana som inte finns.")

    def _start_administrator(self, options: dict[str, Any]) -> None:
        if starting.has_administrator():
            self.stdout.write("Det finns redan en administratör. Fler läggs till med samverka create-user.")
            return
        username = options["admin"] or _asked("Användarnamn för den första administratören", "--admin")
        name = options["name"] or _asked("För- och efternamn", "--name")
        if User.objects.filter(username__iexact=username).exists():
            raise Refused(f"Det finns redan en användare som heter {username}. Välj ett annat användarnamn.")
        try:
            password = taken_from_terminal(User(username=username, name=name, email=options["email"]))
        except Unsuitable as refusal:
            raise Refused(f"{refusal} Kör kommandot igen: det som redan är gjort görs inte om.") from None
        starting.start_administrator(username=username, name=name, password=password, email=options["email"])
        self.stdout.write(f"{name} kan logga in som {username}, administratör och samordnare.")


def _refuse_other_county(county: str) -> None:
    """Forms and searches go by the setting; another county in the register would be found by none of them."""
    if os.environ.get("SAMVERKA_COUNTY", "").strip() not in {"", county}:
        raise Refused(f"SAMVERKA_COUNTY är {settings.COUNTY}, men --county är {county}. Gör dem lika.")
    if waiting_migrations():
        return
    others = list(County.objects.order_by("code"))
    if others and county not in {each.code for each in others}:
        raise Refused(
            f"Installationen är redan gjord för {others[0]} ({others[0].code}). En installation är till för ett län."
        )


def _asked(what: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(f"{option} saknas, och det finns ingen att fråga. Lägg till den.")
    answer = input(f"{what}: ").strip()
    if not answer:
        raise Refused(f"Svaret är tomt. Kör kommandot igen, eller ange {option}.")
    return answer


def _answered_yes(question: str) -> bool:
    """No where nobody can be asked."""
    return sys.stdin.isatty() and input(f"{question} [j/N] ").strip().casefold() in {"j", "ja", "y", "yes"}
