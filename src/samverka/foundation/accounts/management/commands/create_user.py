"""`samverka create-user`: a user who can log in, for instance the first administrator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.passwords import Unsuitable, taken_from_terminal
from samverka.foundation.accounts.states import CountyRole


class Command(BaseCommand):
    help = "Skapar en användare. Lösenordet frågas efter, eller läses från standard in om den inte är en terminal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="Användarnamn.")
        parser.add_argument("--name", required=True, help="För- och efternamn.")
        parser.add_argument("--email", default="")
        parser.add_argument("--title", default="")
        parser.add_argument(
            "--role",
            action="append",
            default=[],
            choices=CountyRole.values,
            help="Roll i hela länet; kan anges flera gånger.",
        )

    def handle(
        self, *args: Any, username: str, name: str, email: str, title: str, role: list[str], **options: Any
    ) -> None:
        if User.objects.filter(username__iexact=username).exists():
            raise CommandError(f"Det finns redan en användare som heter {username}.")
        try:
            password = taken_from_terminal(User(username=username, name=name, email=email))
        except Unsuitable as refusal:
            raise CommandError(str(refusal)) from None
        create_user(
            username=username,
            name=name,
            password=password,
            roles=[CountyRole(r) for r in role],
            email=email,
            title=title,
        )
        self.stdout.write(f"{name} kan nu logga in som {username}.")
