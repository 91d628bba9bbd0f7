"""Who sat where in twenty years: persons, offices, seats with deputies, five terms of holders of each."""

from __future__ import annotations

import datetime as dt
from itertools import count

from django.db import transaction

PERSONS, MEMBERS, DEPUTIES, TERMS, FIRST_YEAR = 1200, 9, 6, 6, 2003
OFFICES = (
    "Socialnämndens ordförande", "Kommunstyrelsens ordförande", "Skolnämndens ordförande", "Socialchef", "Kommundirektör", "Ekonomichef"
)  # fmt: skip
GIVEN = ("Berit", "Gunilla", "Johan", "Hampus", "Disa", "Rune", "Siv", "Saga", "Maja", "Olof", "Tyra", "Nils", "Vera")
FAMILY = ("Fjällgren", "Åslund", "Myrvik", "Bergtorp", "Näsvik", "Ödlund", "Storsjö", "Tandberg", "Älvhed")


@transaction.atomic
def build() -> None:
    """Adds to what `bench.data` has filled."""
    from samverka.forums.models import Forum, Seat, SeatHolding
    from samverka.forums.states import SeatRole
    from samverka.principals.models import Office, OfficeHolding, Person, PoliticalParty, Principal

    principals, parties = list(Principal.objects.order_by("pk")), list(PoliticalParty.objects.order_by("pk"))
    people = Person.objects.bulk_create(
        Person(
            name=f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}{number // 117 or ''}",
            principal=principals[number % len(principals)],
            party=parties[number % len(parties)] if parties else None,
        )
        for number in range(PERSONS)
    )
    turn = count()
    offices = Office.objects.bulk_create(
        Office(principal=principal, name=name) for principal in principals for name in OFFICES
    )
    OfficeHolding.objects.bulk_create(
        OfficeHolding(office=office, person=people[next(turn) * 7 % PERSONS], starts_on=first, ends_on=last)
        for office in offices
        for first, last in terms()
    )
    chairs, members = [], []
    for forum in Forum.objects.order_by("pk"):
        for place in range(MEMBERS + DEPUTIES):
            principal = principals[place % len(principals)]
            role = SeatRole.DEPUTY if place >= MEMBERS else SeatRole.CHAIR if place == 0 else SeatRole.MEMBER
            seat = Seat(
                forum=forum, role=role, principal=principal, starts_on=dt.date(FIRST_YEAR, 1, 1),
                position=place - MEMBERS + 1 if role == SeatRole.DEPUTY else None,
            )  # fmt: skip
            if place % 5 == 1:
                seat.office = offices[(place % len(principals)) * len(OFFICES)]
                chairs.append(seat)
            else:
                members.append(seat)
    Seat.objects.bulk_create([*chairs, *members], batch_size=500)
    SeatHolding.objects.bulk_create(
        [
            SeatHolding(
                seat=seat, person=people[next(turn) * 7 % PERSONS], starts_on=first, ends_on=last, reported_on=first
            )
            for number, seat in enumerate(members)
            for first, last in (terms() if number % 9 else terms()[:-1])  # nobody has told who comes next
        ],
        batch_size=500,
    )


def terms() -> list[tuple[dt.date, dt.date | None]]:
    """The first and last day of each, one after the other; the last is under way."""
    firsts = [dt.date(FIRST_YEAR + 4 * number, 1, 1) for number in range(TERMS)]
    return list(zip(firsts, [*(first - dt.timedelta(days=1) for first in firsts[1:]), None], strict=True))
