"""Matters with their record numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from samverka.matters.models import Matter
from samverka.matters.permissions import VIEW_MATTERS
from samverka.search.entries import Entry
from samverka.search.sources.base import Source, itself, joined
from samverka.search.text import record_number_term


def _matters(keys: Sequence[int]) -> Iterator[Entry]:
    for each in Matter.objects.filter(pk__in=keys).prefetch_related("record_numbers"):
        numbers = list(each.record_numbers.all())
        yield Entry(
            kind="matter",
            object_id=each.pk,
            title=each.title,
            body=joined(each.summary, each.origin, each.reference, *(number.number for number in numbers)),
            terms=tuple(dict.fromkeys(record_number_term(number.number_key) for number in numbers)),
            date=each.opened_on,
        )


MATTERS = Source(
    kind="matter", label=_("Ärende"), plural=_("Ärenden"), model=Matter, see=VIEW_MATTERS, entries=_matters,
    watches={"matters.matter": itself},
)  # fmt: skip
