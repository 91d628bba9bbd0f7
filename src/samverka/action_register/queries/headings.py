"""The headings of a register with their periods, and the rows left under those that no longer hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from samverka.action_register.models import ActionItem, ActionRegister, Direction, PriorityArea
from samverka.action_register.queries.conditions import ongoing, under_lapsed


@dataclass(frozen=True)
class HeadingsPage:
    """Directions and areas with `row_count`, the rows that are ongoing on the day."""

    directions: Sequence[Direction]
    areas: Sequence[PriorityArea]
    stranded: Sequence[ActionItem]


def headings_page(register: ActionRegister, day: dt.date) -> HeadingsPage:
    """Four queries."""
    current = Q(items__state="ongoing") | Q(items__closed_on__gt=day)
    return HeadingsPage(
        directions=list(
            Direction.objects.filter(register=register)
            .annotate(row_count=Count("items", filter=current))
            .order_by("position", "name_key", "pk")
        ),
        areas=list(
            PriorityArea.objects.filter(register=register)
            .annotate(row_count=Count("items", filter=current))
            .order_by("name_key", "pk")
        ),
        stranded=list(rows_under_lapsed_headings(register, day)[:200]),
    )


def rows_under_lapsed_headings(register: ActionRegister, day: dt.date) -> QuerySet[ActionItem]:
    """Ongoing rows whose direction, or a priority area of theirs, no longer holds on the day. Two queries."""
    found = ActionItem.objects.filter(ongoing(day), under_lapsed(day), register=register)
    return (
        found.select_related("direction")
        .prefetch_related("item_areas__area")
        .order_by("direction__position", "position", "pk")
    )
