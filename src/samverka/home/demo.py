"""The demonstration: its cast, and what it holds from the start.

People are invented; the county's bodies and facts are public. Everything else comes in through the import of samples,
by the same path as any document.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from samverka.forums.models import Forum, Seat
from samverka.forums.operations import add_seat, change_forum, load_known_forums
from samverka.forums.operations import give_role as give_forum_role
from samverka.forums.states import CallingOrder, SeatRole
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.operations import create_user, set_demo_passwords
from samverka.foundation.accounts.states import CountyRole
from samverka.foundation.tasks.context import JobContext, job
from samverka.foundation.tasks.operations import enqueue
from samverka.home.demo_life import COUNTY, bring_to_life
from samverka.imports.models import ImportRun
from samverka.imports.operations import apply_run, read_run, request_apply, start_import
from samverka.imports.states import RecordState, RunState
from samverka.principals.models import PoliticalParty, Principal
from samverka.principals.operations import (
    appoint_to_office,
    change_principal,
    create_office,
    create_person,
    create_principal,
    load_county,
    load_county_row,
    load_parties,
)
from samverka.principals.operations import give_role as give_principal_role
from samverka.principals.states import PrincipalKind
from samverka.samples import SAMPLES, Sample

PASSWORD = "samverka-demo"  # noqa: S105 - printed at every start; opens nothing but the demonstration


@dataclass(frozen=True)
class Actor:
    """Someone of the demo cast. `part` is what they are, in Swedish, as the start-up text and the switcher say it."""

    username: str
    name: str
    title: str
    part: str
    roles: tuple[CountyRole, ...] = ()


MEMBERS = {  # invented people in the municipalities' seats, by code; Härjedalen has not named a new one
    "2303": ("Birgitta Fäldmark", "S"), "2305": ("Per-Olov Näsvall", "C"), "2309": ("Anneli Strandvik", "S"), "2313": ("Rolf Håkås", "M"),
    "2326": ("Ulla-Britt Myrhede", "C"), "2380": ("Ahmed Lindqvall", "S"),
}  # fmt: skip

DEPUTIES = (("2321", "Sten Kallrör", "C"), ("2380", "Ingela Brunnflo", "S"), ("2303", "Tommy Hammerdal", "M"))
OFFICIALS = {"2321": "Maud Undersåker", "2380": "Björn Torvalla"}

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
    """Creates the county, its forums and the cast, unless they are there already; starts the reading of the samples."""
    if User.objects.filter(username=CAST[0].username).exists():
        return
    users = {
        actor.username: create_user(
            username=actor.username, name=actor.name, title=actor.title, password=None, roles=actor.roles, is_demo=True
        )
        for actor in CAST
    }  # fmt: skip
    set_demo_passwords(password=PASSWORD)
    load_county(actor=None, code=COUNTY)
    load_parties(actor=None)
    association = create_principal(
        actor=None, kind=PrincipalKind.MUNICIPAL_ASSOCIATION, name="Kommunförbundet Jämtland Härjedalen", short_name="Kommunförbundet",
        county=load_county_row(actor=None, code=COUNTY), aliases=["KFJH"],
    )  # fmt: skip
    load_known_forums(actor=None, county_code=COUNTY)
    _seat_the_cast(users, association)
    enqueue(import_samples, actor=users["samordnare"], title="Läser in exempeldokumenten")


def _seat_the_cast(users: dict[str, User], association: Principal) -> None:
    svom = Forum.objects.get(abbreviation="SVOM")
    region = Principal.objects.get(kind=PrincipalKind.REGION, county__code=COUNTY)
    add_principal_alias(region, "RJH")
    municipalities = {
        each.code: each for each in Principal.objects.filter(kind=PrincipalKind.MUNICIPALITY, county__code=COUNTY)
    }
    parties = {party.abbreviation: party for party in PoliticalParty.objects.all()}
    create_person(
        actor=None,
        name=users["samordnare"].name,
        title="Samordnare social välfärd",
        principal=association,
        user=users["samordnare"],
    )
    create_person(
        actor=None,
        name=users["sekreterare"].name,
        title="Nämndsekreterare",
        principal=region,
        user=users["sekreterare"],
    )
    create_person(
        actor=None,
        name=users["registrator"].name,
        title="Registrator",
        principal=municipalities["2321"],
        user=users["registrator"],
    )
    chair = create_person(
        actor=None, name=users["ordforande"].name, principal=region, party=parties["S"], user=users["ordforande"]
    )
    member = create_person(
        actor=None,
        name=users["ledamot"].name,
        principal=municipalities["2321"],
        party=parties["C"],
        user=users["ledamot"],
    )
    start = dt.date(2023, 1, 1)
    add_seat(actor=None, forum=svom, person=chair, principal=region, role=SeatRole.CHAIR, starts_on=start)
    add_seat(
        actor=None,
        forum=svom,
        person=member,
        principal=municipalities["2321"],
        role=SeatRole.MEMBER,
        starts_on=start,
    )
    for code, (name, party) in MEMBERS.items():
        person = create_person(actor=None, name=name, principal=municipalities[code], party=parties[party])
        add_seat(
            actor=None, forum=svom, person=person, principal=municipalities[code], role=SeatRole.MEMBER, starts_on=start
        )  # fmt: skip
    _seats_by_office(svom, region, municipalities, parties)
    _deputies(svom, municipalities, parties, Seat.objects.get(forum=svom, holdings__person=member))
    _officials(municipalities)
    give_forum_role(actor=None, user=users["sekreterare"], forum=svom)
    give_principal_role(actor=None, user=users["registrator"], principal=municipalities["2321"])


def _seats_by_office(
    svom: Forum, region: Principal, municipalities: dict[str, Principal], parties: dict[str, PoliticalParty]
) -> None:
    """Two seats that follow an office: one that has changed hands, one whose principal has not named anyone."""
    start = dt.date(2023, 1, 1)
    board = create_office(
        actor=None, principal=region, name="Hälso- och sjukvårdsnämndens ordförande", body="Hälso- och sjukvårdsnämnden"
    )
    first = create_person(actor=None, name="Kerstin Ovik", principal=region, party=parties["C"])
    second = create_person(actor=None, name="Håkan Ströms", principal=region, party=parties["M"])
    appoint_to_office(actor=None, office=board, person=first, starts_on=start)
    appoint_to_office(actor=None, office=board, person=second, starts_on=dt.date(2024, 2, 15), replaces=True)
    add_seat(actor=None, forum=svom, office=board, role=SeatRole.VICE_CHAIR, starts_on=start)
    vacant = create_office(
        actor=None, principal=municipalities["2361"], name="Socialnämndens ordförande", body="Socialnämnden"
    )
    left = create_person(actor=None, name="Lisbet Vemhån", principal=municipalities["2361"], party=parties["S"])
    appoint_to_office(actor=None, office=vacant, person=left, starts_on=start, ends_on=dt.date(2023, 12, 31))
    add_seat(actor=None, forum=svom, office=vacant, role=SeatRole.MEMBER, starts_on=start)


def _deputies(
    svom: Forum, municipalities: dict[str, Principal], parties: dict[str, PoliticalParty], member: Seat
) -> None:
    """A personal deputy, two in the calling order, and one seat nobody has been named for."""
    start = dt.date(2023, 1, 1)
    for place, (code, name, party) in enumerate(DEPUTIES, start=1):
        principal = municipalities[code]
        person = create_person(actor=None, name=name, principal=principal, party=parties[party])
        own = {"stands_for": member} if code == "2321" else {"position": place}
        add_seat(
            actor=None, forum=svom, person=person, principal=principal, role=SeatRole.DEPUTY, starts_on=start, **own
        )
    add_seat(actor=None, forum=svom, principal=municipalities["2326"], role=SeatRole.DEPUTY, starts_on=start)
    change_forum(actor=None, forum=svom, calling_order=CallingOrder.PRINCIPAL)


def _officials(municipalities: dict[str, Principal]) -> None:
    """The managers of two municipalities in the group that prepares for SVOM; a third has not named hers."""
    group = Forum.objects.get(name="Fredagsgruppen")
    for code, name in OFFICIALS.items():
        person = create_person(actor=None, name=name, title="Socialchef", principal=municipalities[code])
        add_seat(actor=None, forum=group, person=person, principal=municipalities[code], name="Socialchef")
    add_seat(actor=None, forum=group, principal=municipalities["2309"], name="Socialchef")


def add_principal_alias(principal: Principal, alias: str) -> None:
    change_principal(actor=None, principal=principal, aliases=[*(each.name for each in principal.aliases.all()), alias])


@job
def import_samples(context: JobContext) -> None:
    """Brings in the samples by the same path as any document. May run twice: the same file again changes nothing."""
    actor = context.actor
    assert actor is not None, "the demonstration's samples are read in by its coordinator"
    for done, sample in enumerate(SAMPLES):
        context.progress(done, len(SAMPLES), sample.name)
        take_in(sample, actor=actor)
    bring_to_life(actor=actor)
    context.progress(len(SAMPLES), len(SAMPLES))


def take_in(sample: Sample, *, actor: User) -> None:
    """Reads a sample and brings in what is certain; what is doubtful in it stays for a person to answer."""
    run, _new = start_import(actor=actor, data=sample.path.read_bytes(), filename=sample.path.name)
    if run.state == RunState.READING:
        read_run(run=run)
        run.refresh_from_db()
    if run.state == RunState.TO_REVIEW and run.records.filter(state=RecordState.READY).exists():
        request_apply(actor=actor, run=run, version=run.version)
    if ImportRun.objects.filter(pk=run.pk, state=RunState.APPLYING).exists():
        apply_run(actor=actor, run=run)
