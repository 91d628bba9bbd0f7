"""The rules of `rules.py` as conditions for the database, on a day. A property test holds the two together."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from samverka.action_register.models import FollowUp
from samverka.action_register.rules import SOON_DAYS
from samverka.action_register.states import ItemState


def ongoing(day: dt.date) -> Q:
    """Rows that are ongoing on the day: `rules.state_on_day`."""
    return Q(state=ItemState.ONGOING) | Q(closed_on__gt=day)


def open_promises(day: dt.date) -> QuerySet[FollowUp]:
    """Promises with a date that are open on the day: `rules.is_promise` and `rules.outcome_on_day`."""
    # Two halves, each with an index of its own (`open_promises`, `settled_promises`): an OR would use neither.
    return FollowUp.objects.filter(_STILL_OPEN | Q(is_promise=True, outcome_on__isnull=False, outcome_on__gt=day), when_end__isnull=False)


_STILL_OPEN = Q(is_promise=True, outcome_on__isnull=True)


def has_late(day: dt.date) -> Q:
    """Rows with a late promise, whatever the row's own state: `rules.is_late`."""
    late = Q(when_end__lt=day)
    return _either(day, late)


def has_soon(day: dt.date) -> Q:
    """Rows with an open promise that falls due within `SOON_DAYS`: `rules.is_soon`."""
    return _either(day, Q(when_end__gte=day, when_end__lte=day + dt.timedelta(days=SOON_DAYS)))


def _either(day: dt.date, due: Q) -> Q:
    still_open = FollowUp.objects.filter(_STILL_OPEN, due)
    settled_later = FollowUp.objects.filter(due, is_promise=True, outcome_on__isnull=False, outcome_on__gt=day)
    return Q(pk__in=still_open.values("item_id")) | Q(pk__in=settled_later.values("item_id"))
