"""Reads of matters. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from samverka.matters.content import MatterContent, RecordNumberContent
from samverka.matters.models import Matter, RecordNumber
from samverka.matters.rules import parse_reference, record_number_key
from samverka.principals.models import Principal

LIST_SHOWN = ("year", "serial", "title", "origin", "opened_on", "closed_on")
"""What the list shows of a matter: for `only`."""


def matter_list(
    on: dt.date, *, state: str = "", text: str = "", year: int | None = None, among: Q | None = None
) -> QuerySet[Matter]:
    """`state`: "" those not closed, "closed", "all"; `among`: a condition on them.
    `text` is looked for in title, summary and origin, among record numbers, and as our own id. One query."""
    found = Matter.objects.all()
    if state == "closed":
        found = found.filter(closed_on__lte=on)
    elif state != "all":
        found = found.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    if year is not None:
        found = found.filter(year=year)
    if among is not None:
        found = found.filter(among)
    if text:
        found = found.filter(_says(text))
    return found


def with_numbers(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """With their record numbers, and what the labels of those who gave them need. One query more."""
    return matters.prefetch_related(Prefetch("record_numbers", numbers()))


def numbers_of(matters: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Each matter's record numbers with the label of who gave it, for the list. One query."""
    found: dict[int, list[tuple[str, str]]] = {}
    columns = ("matter_id", "number", "authority", *Principal.naming("principal__"))
    rows = RecordNumber.objects.filter(matter__in=list(matters)).values_list(*columns)
    for matter, number, authority, name, short_name in rows:
        found.setdefault(matter, []).append((number, short_name or name or authority))
    return found


def numbers() -> QuerySet[RecordNumber]:
    """Record numbers, with what the labels of those who gave them need."""
    return RecordNumber.objects.select_related("principal").only(
        "matter_id", "authority", "number", "dated_on", "handler", *Principal.naming("principal__")
    )


def _says(text: str) -> Q:
    said = Q(title__icontains=text) | Q(summary__icontains=text) | Q(origin__icontains=text)
    if key := record_number_key(text):
        said |= Q(pk__in=RecordNumber.objects.filter(number_key__contains=key).values("matter_id"))
    if own := parse_reference(text):
        said |= Q(year=own[0], serial=own[1])
    return said


def years() -> list[int]:
    """The years in which matters have begun, the newest first. One query."""
    return list(Matter.objects.order_by("-year").values_list("year", flat=True).distinct())


def by_record_number(number: str) -> QuerySet[Matter]:
    """The matters that some authority has registered under the number. One query."""
    key = record_number_key(number)
    return Matter.objects.filter(record_numbers__number_key=key).distinct() if key else Matter.objects.none()


def content_of(matter: Matter) -> MatterContent:
    """What the matter says, as `operations` take it. One query, none if prefetched."""
    return MatterContent(
        title=matter.title,
        summary=matter.summary,
        origin=matter.origin,
        opened_on=matter.opened_on,
        closed_on=matter.closed_on,
        record_numbers=tuple(
            RecordNumberContent(
                number=each.number,
                authority=each.authority or (each.principal.name if each.principal else ""),
                dated_on=each.dated_on,
                handler=each.handler,
            )
            for each in matter.record_numbers.all()
        ),
    )
