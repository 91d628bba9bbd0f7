"""Ej utsedda platser in the county: which principals have told of everybody, and which not. A fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count

from samverka.forums.models import Forum, Seat
from samverka.forums.queries.composition import Place, places
from samverka.principals.models import Principal


@dataclass
class PrincipalVacancies:
    """One principal: how many seats it has on the day, and those without a holder."""

    principal: Principal | None
    seats: int
    vacant: list[Place] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not self.vacant


def vacancies(on: dt.date, *, forum: int | None = None, principal: int | None = None) -> list[PrincipalVacancies]:
    """Every principal with seats in running forums on the day; those with most vacant seats first. Five queries."""
    seats = Seat.objects.on(on).filter(forum__in=Forum.objects.on(on).values("pk"))
    if forum is not None:
        seats = seats.filter(forum_id=forum)
    if principal is not None:
        seats = seats.filter(principal_id=principal)
    counted = dict(seats.order_by().values_list("principal_id").annotate(number=Count("pk")))
    known = Principal.objects.in_bulk([key for key in counted if key is not None])
    found = {key: PrincipalVacancies(known.get(key), number) for key, number in counted.items()}
    for place in places(seats.vacant(on), on):
        found[place.seat.principal_id].vacant.append(place)
    return sorted(found.values(), key=_order)


def _order(each: PrincipalVacancies) -> tuple[int, str]:
    return -len(each.vacant), each.principal.name_key if each.principal else ""


def forums_with_seats(on: dt.date) -> list[Forum]:
    """For the filter. One query."""
    return list(
        Forum.objects.on(on).filter(pk__in=Seat.objects.on(on).values("forum_id")).only("name_key", *Forum.naming())
    )
