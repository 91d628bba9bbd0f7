"""Principals and people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from samverka.principals.models import Person, Principal
from samverka.principals.permissions import SEE
from samverka.search.entries import Entry
from samverka.search.sources.base import Source, itself, joined


def _principals(keys: Sequence[int]) -> Iterator[Entry]:
    for each in Principal.objects.filter(pk__in=keys).prefetch_related("aliases"):
        names = (each.name, each.short_name, *(alias.name for alias in each.aliases.all()))
        yield Entry(
            kind="principal",
            object_id=each.pk,
            title=each.name,
            body=each.note,
            names=tuple(dict.fromkeys(name for name in names if name)),
            belongs_to=(f"principal:{each.pk}",),
        )


def _people(keys: Sequence[int]) -> Iterator[Entry]:
    for each in Person.objects.filter(pk__in=keys):
        yield Entry(
            kind="person",
            object_id=each.pk,
            title=each.name,
            body=joined(each.title),
            belongs_to=(f"principal:{each.principal_id}",) if each.principal_id else (),
        )


PRINCIPALS = Source(
    kind="principal", label=_("Huvudman"), plural=_("Huvudmän"), model=Principal, see=SEE, entries=_principals,
    watches={"principals.principal": itself},
)  # fmt: skip
PEOPLE = Source(
    kind="person", label=_("Person"), plural=_("Personer"), model=Person, see=SEE, entries=_people,
    watches={"principals.person": itself},
)  # fmt: skip
