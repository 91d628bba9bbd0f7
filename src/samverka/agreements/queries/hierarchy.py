"""Agreements under agreements."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samverka.agreements.hierarchy import above, family
from samverka.agreements.labels import StatusTag, status_tag
from samverka.agreements.models import Agreement
from samverka.agreements.queries.status import with_status
from samverka.agreements.states import AgreementStatus


@dataclass(frozen=True)
class Member:
    """An agreement in the tree of one that it belongs to or that belongs to it."""

    pk: int
    name: str
    kind: str
    depth: int
    is_self: bool
    status: AgreementStatus
    tag: StatusTag


def parents() -> dict[int, int]:
    """Which agreement each belongs to, of those that belong to any. One query."""
    found = Agreement.objects.filter(parent__isnull=False).order_by("name_key", "pk")
    return {key: int(parent) for key, parent in found.values_list("pk", "parent") if parent is not None}


@dataclass(frozen=True)
class Relatives:
    """The agreements an agreement has to do with. `tree`: itself among all that it belongs to and all that belong to it, empty
    if it stands alone; `under`: how many belong to it; `successors`: those that replace it."""

    tree: list[Member]
    under: int
    successors: list[Agreement]


def relatives_of(agreement: Agreement, on: dt.date) -> Relatives:
    """Two queries: all of them are read together."""
    known = parents()
    places = family(agreement.pk, known)
    related = Q(pk__in=[key for key, _depth in places]) | Q(predecessor=agreement)
    found = list(with_status(Agreement.objects.filter(related), on).only("name", "kind", "starts_on", "predecessor_id"))
    told = {each.pk: each for each in found}
    tree = [_member(told[key], depth, agreement) for key, depth in places if key in told]
    return Relatives(
        tree=tree if len(places) > 1 else [],
        under=sum(parent == agreement.pk for parent in known.values()),
        successors=[each for each in found if each.predecessor_id == agreement.pk],
    )


def _member(each: Agreement, depth: int, agreement: Agreement) -> Member:
    status = AgreementStatus(each.status)  # type: ignore[attr-defined]
    return Member(
        each.pk,
        each.name,
        str(each.get_kind_display()),
        depth,
        each.pk == agreement.pk,
        status,
        status_tag(status, each.starts_on),
    )


def choosable_parents(agreement: Agreement) -> QuerySet[Agreement]:
    """What the agreement can belong to: neither itself nor what belongs to it. Two queries, one of them when it is read."""
    known = parents()
    under = [key for key in known if agreement.pk in above(key, known)]
    return Agreement.objects.exclude(pk__in=[agreement.pk, *under])
