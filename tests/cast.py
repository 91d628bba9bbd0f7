"""The people every permission test asks: one of each kind, and someone who must see nothing.

`cast` gives them all with the forum, the principals and the seats that make them what they are. Each has a fixture of
their own too, and `as_(user)` gives a client that has logged in. The day of the seats and roles is open at both ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from samverka.forums.models import Forum
from samverka.forums.operations import add_seat, create_forum
from samverka.forums.operations import give_role as give_forum_role
from samverka.forums.states import Level, MandateKind, SeatRole, Sides
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.operations import create_user
from samverka.foundation.accounts.states import CountyRole
from samverka.principals.models import County, Person, Principal
from samverka.principals.operations import create_person, create_principal, load_county_row
from samverka.principals.operations import give_role as give_principal_role
from samverka.principals.states import PrincipalKind


@dataclass(frozen=True)
class Cast:
    """The people by what they are, and what they are it in: `forum` (SVOM), `region`, `municipality` (Åre)."""

    coordinator: User
    secretary: User
    chair: User
    member: User
    registrar: User
    reader: User
    administrator: User
    outsider: AnonymousUser
    county: County
    region: Principal
    municipality: Principal
    forum: Forum
    chair_person: Person
    member_person: Person

    @property
    def users(self) -> dict[str, User]:
        """Those who can log in, by name."""
        return {name: user for name, user in self if isinstance(user, User)}

    def __iter__(self) -> Iterator[tuple[str, User | AnonymousUser]]:
        """Everyone, the outsider included, with what they are."""
        people = ((field.name, getattr(self, field.name)) for field in fields(self))
        return ((name, who) for name, who in people if isinstance(who, User | AnonymousUser))


def _user(username: str, name: str, *roles: CountyRole) -> User:
    # No password is hashed for those who log in by force: a slow hash for each of seven people in every test.
    return create_user(username=username, name=name, password=None, roles=roles)


@pytest.fixture
def cast(db: None) -> Cast:
    county = load_county_row(actor=None, code="23")
    region = create_principal(
        actor=None,
        kind=PrincipalKind.REGION,
        name="Region Jämtland Härjedalen",
        code="23",
        county=county,
        aliases=["RJH"],
    )
    municipality = create_principal(
        actor=None, kind=PrincipalKind.MUNICIPALITY, name="Åre kommun", short_name="Åre", code="2321", county=county
    )
    forum = create_forum(
        actor=None, name="Sociala vård- och omsorgsgruppen", abbreviation="SVOM", county=county, level=Level.POLITICAL,
        sides=Sides.BOTH, mandate_kind=MandateKind.RECOMMENDS, record_keeper=region,
    )  # fmt: skip
    secretary, registrar = _user("sekreterare", "Sara Sekreterare"), _user("registrator", "Rut Registrator")
    chair, member = _user("ordforande", "Olle Ordförande"), _user("ledamot", "Lena Ledamot")
    chair_person = create_person(actor=None, name=chair.name, principal=region, user=chair)
    member_person = create_person(actor=None, name=member.name, principal=municipality, user=member)
    add_seat(actor=None, forum=forum, person=chair_person, principal=region, role=SeatRole.CHAIR)
    add_seat(actor=None, forum=forum, person=member_person, principal=municipality, role=SeatRole.MEMBER)
    give_forum_role(actor=None, user=secretary, forum=forum)
    give_principal_role(actor=None, user=registrar, principal=municipality)
    return Cast(
        coordinator=_user("samordnare", "Siv Samordnare", CountyRole.COORDINATOR),
        secretary=secretary,
        chair=chair,
        member=member,
        registrar=registrar,
        reader=_user("lasare", "Lars Läsare", CountyRole.READER),
        administrator=_user("administrator", "Ada Administratör", CountyRole.ADMINISTRATOR),
        outsider=AnonymousUser(),
        county=county,
        region=region,
        municipality=municipality,
        forum=forum,
        chair_person=chair_person,
        member_person=member_person,
    )


@pytest.fixture
def coordinator(cast: Cast) -> User:
    return cast.coordinator


@pytest.fixture
def secretary(cast: Cast) -> User:
    return cast.secretary


@pytest.fixture
def chair(cast: Cast) -> User:
    return cast.chair


@pytest.fixture
def member(cast: Cast) -> User:
    return cast.member


@pytest.fixture
def registrar(cast: Cast) -> User:
    return cast.registrar


@pytest.fixture
def reader(cast: Cast) -> User:
    return cast.reader


@pytest.fixture
def outsider(cast: Cast) -> AnonymousUser:
    return cast.outsider


@pytest.fixture
def as_() -> Callable[[User | AnonymousUser], Client]:
    """`as_(user).get(...)`: a client logged in as the user; for the outsider one that has not logged in."""

    def client_of(user: User | AnonymousUser) -> Client:
        client = Client()
        if isinstance(user, User):
            client.force_login(user, backend="samverka.foundation.accounts.backend.Backend")
        return client

    return client_of
