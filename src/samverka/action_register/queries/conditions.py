"""The rules of `rules.py` as conditions for the database, on a day. A property test holds the two together."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, Q, QuerySet

from samverka.action_register.models import ActionItem, ActionRegister, FollowUp
from samverka.action_register.rules import SOON_DAYS
from samverka.action_register.states import ItemState

_UNMARKED = Q(is_promise=True, outcome_on__isnull=True)


def ongoing(day: dt.date) -> Q:
    """Rows that are ongoing on the day: `rules.state_on_day`."""
    return Q(state=ItemState.ONGOING) | Q(closed_on__gt=day)


def open_promises(day: dt.date) -> QuerySet[FollowUp]:
    """Promises with a date that are open on the day: `rules.is_promise` and `rules.outcome_on_day`."""
    return FollowUp.objects.filter(_UNMARKED | _marked_after(day), when_end__isnull=False)


def has_late(day: dt.date) -> Q:
    """Rows with a late promise, whatever the row's own state: `rules.is_late`."""
    return _rows_with(day, Q(when_end__lt=day))


def has_soon(day: dt.date) -> Q:
    """Rows with an open promise that falls due within `SOON_DAYS`: `rules.is_soon`."""
    return _rows_with(day, Q(when_end__gte=day, when_end__lte=soon_ends(day)))


def soon_ends(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=SOON_DAYS)


def first_due(register: ActionRegister, day: dt.date, items: QuerySet[ActionItem] | None = None) -> dict[int, tuple[int | None, dt.date]]:
    """For each ongoing row of the register (of `items` if given) with an open promise that is late or soon: its
    direction, and the first day such a promise falls due. One query that reads what is due, not the rows."""
    within = Q(item__state=ItemState.ONGOING) | Q(item__closed_on__gt=day)
    if items is not None:
        within &= Q(item__in=items)
    # "+ 0" keeps SQLite from walking through every row of the register: what is due is the shorter way in.
    due = FollowUp.objects.annotate(of=F("item__register_id") + 0).filter(within, of=register.pk, when_end__lte=soon_ends(day))
    halves = [due.filter(half).order_by().values_list("item_id", "item__direction_id", "when_end") for half in (_UNMARKED, _marked_after(day))]
    found: dict[int, tuple[int | None, dt.date]] = {}
    for item, direction, when_end in halves[0].union(halves[1], all=True):
        if item not in found or when_end < found[item][1]:
            found[item] = (direction, when_end)
    return found


def _marked_after(day: dt.date) -> Q:
    return Q(is_promise=True, outcome_on__isnull=False, outcome_on__gt=day)


def _rows_with(day: dt.date, due: Q) -> Q:
    # Two halves, each with an index of its own (`open_promises`, `settled_promises`): one OR would use neither.
    still_open, marked_later = (FollowUp.objects.filter(half, due).values("item_id") for half in (_UNMARKED, _marked_after(day)))
    return Q(pk__in=still_open) | Q(pk__in=marked_later)
