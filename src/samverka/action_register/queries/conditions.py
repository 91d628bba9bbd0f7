"""The rules of `rules.py` as conditions for the database, on a day. A property test holds the two together.

A row's `first_due` tells of the promises nobody has marked; those marked after the day are asked for besides.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from samverka.action_register.models import FollowUp, ItemArea
from samverka.action_register.rules import SOON_DAYS
from samverka.action_register.states import ItemState


def ongoing(day: dt.date) -> Q:
    """Rows that are ongoing on the day: `rules.state_on_day`."""
    return Q(state=ItemState.ONGOING) | Q(closed_on__gt=day)


def open_promises(day: dt.date) -> QuerySet[FollowUp]:
    """Promises with a date that are open on the day: `rules.is_promise` and `rules.outcome_on_day`."""
    return FollowUp.objects.filter(
        Q(outcome_on__isnull=True) | Q(outcome_on__gt=day), is_promise=True, when_end__isnull=False
    )


def has_late(day: dt.date) -> Q:
    """Rows with a late promise, whatever the row's own state: `rules.is_late`."""
    return Q(first_due__lt=day) | Q(pk__in=marked_after(day).filter(when_end__lt=day).values("item_id"))


def has_soon(day: dt.date) -> Q:
    """Rows with no late promise but one that falls due within `SOON_DAYS`: `rules.is_soon` of `rules.next_entry`."""
    soon = Q(when_end__gte=day, when_end__lte=soon_ends(day))
    due = Q(first_due__gte=day, first_due__lte=soon_ends(day)) | Q(
        pk__in=marked_after(day).filter(soon).values("item_id")
    )
    return due & ~has_late(day)


def under_lapsed(day: dt.date) -> Q:
    """Rows whose direction, or a priority area of theirs, has ended before the day, whatever the row's own state."""
    return Q(direction__ends_on__lt=day) | Q(pk__in=ItemArea.objects.filter(area__ends_on__lt=day).values("item_id"))


def soon_ends(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=SOON_DAYS)


def marked_after(day: dt.date) -> QuerySet[FollowUp]:
    """Promises that were still open on the day, since they were marked later. None when the day is today."""
    return FollowUp.objects.filter(is_promise=True, outcome_on__isnull=False, outcome_on__gt=day)
