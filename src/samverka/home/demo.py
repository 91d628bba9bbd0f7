"""The demonstration: its cast, and what it holds from the start.

People are invented; the county's bodies and facts are public. Everything else comes in through the import of samples,
by the same path as any document.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.operations import create_user, set_demo_passwords
from samverka.foundation.accounts.states import CountyRole

PASSWORD = "samverka-demo"  # noqa: S105 - printed at every start; opens nothing but the demonstration


@dataclass(frozen=True)
class Actor:
    """Someone of the demo cast. `part` is what they are, in Swedish, as the start-up text and the switcher say it."""

    username: str
    name: str
    title: str
    part: str
    roles: tuple[CountyRole, ...] = ()


CAST = (
    Actor(
        "samordnare",
        "Åsa Lindmark",
        "Samordnare, kommunförbundet",
        "Samordnare",
        (CountyRole.COORDINATOR, CountyRole.ADMINISTRATOR),
    ),
    Actor("sekreterare", "Jonas Edvall", "Nämndsekreterare", "Sekreterare i SVOM"),
    Actor("ordforande", "Gunnel Sjöbrand", "Ordförande", "Ordförande i SVOM"),
    Actor("ledamot", "Mats Öhrvall", "Ledamot", "Ledamot i SVOM"),
    Actor("registrator", "Karin Backelin", "Registrator, Åre kommun", "Registrator i Åre kommun"),
    Actor("lasare", "Elin Vågbro", "Utredare", "Läsare", (CountyRole.READER,)),
)


@transaction.atomic
def prepare_demo() -> None:
    """Creates the cast and what it needs, unless it is there already; starts the reading of the samples."""
    if User.objects.filter(username=CAST[0].username).exists():
        return
    for actor in CAST:
        create_user(
            username=actor.username, name=actor.name, title=actor.title, password=None, roles=actor.roles, is_demo=True
        )
    set_demo_passwords(password=PASSWORD)
