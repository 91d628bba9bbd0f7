"""What is late and what comes up: for Läget, for a forum's own page, for whoever plans a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from samverka.action_register.models import ActionItem, FollowUp, FollowUpForum, PreparingForum, Responsible
from samverka.action_register.queries.conditions import has_late, marked_after, ongoing
from samverka.action_register.queries.lines import EntryLine, RowLine, entry_lines, forum_labels, row_lines
from samverka.action_register.queries.rows import mine
from samverka.action_register.rules import SOON_DAYS
from samverka.action_register.states import ItemState
from samverka.foundation.accounts.models import User


@dataclass(frozen=True, slots=True)
class Promise:
    """One open promise with the row it stands in. `due` is its last day; `entry` has the words."""

    item: int
    subject: str
    register: str
    responsible: Sequence[str]
    due: dt.date
    entry: EntryLine


def overdue(day: dt.date, *, user: User | None = None, limit: int = 20) -> list[Promise]:
    """Late promises of ongoing rows, the one that has waited longest first; of the user's rows if a user is given.
    Four queries."""
    return _promises(Q(when_end__lt=day), day, user, limit)


def overdue_count(day: dt.date, *, user: User | None = None) -> int:
    """How many rows are late on the day. One query."""
    rows = ActionItem.objects.filter(ongoing(day) & has_late(day))
    return (rows.filter(mine(user)) if user else rows).count()


def due_soon(day: dt.date, *, within_days: int = SOON_DAYS, user: User | None = None, limit: int = 20) -> list[Promise]:
    """Open promises that fall due on the day or within the days after it, the next first. Four queries."""
    due = Q(when_end__gte=day, when_end__lte=day + dt.timedelta(days=within_days))
    return _promises(due, day, user, limit)


def next_dates(day: dt.date, *, forum: int | None = None, limit: int = 20) -> list[Promise]:
    """What comes up from the day on, the next first; of one forum if given. Four queries."""
    due = Q(when_end__gte=day)
    if forum is not None:
        due &= Q(forums=forum)
    return _promises(due, day, None, limit)


def promises_between(
    first: dt.date, last: dt.date, day: dt.date, *, forums: Iterable[int] | None = None, limit: int = 500
) -> list[Promise]:
    """Promises open on the day that fall due from `first` to `last`, the next first; those that name one of the forums if
    given. Four queries."""
    due = Q(when_end__gte=first, when_end__lte=last)
    if forums is not None:
        due &= Q(pk__in=FollowUpForum.objects.filter(forum__in=list(forums)).values("follow_up_id"))
    return _promises(due, day, None, limit)


def promises_of_forum(forum: int, day: dt.date, *, limit: int = 50) -> list[Promise]:
    """Every open promise that names the forum, late ones first. Four queries."""
    return _promises(Q(forums=forum), day, None, limit)


def rows_prepared_by(forum: int, day: dt.date, *, limit: int = 50) -> list[RowLine]:
    """Ongoing rows of any register that the forum prepares: the late first, then those with something coming, then the
    rest. Five queries at most."""
    prepared = ActionItem.objects.filter(
        ongoing(day), pk__in=PreparingForum.objects.filter(forum=forum).values("item_id")
    )
    lines = row_lines(
        prepared.order_by("register__title_key", "direction__position", "position", "pk")[:limit], day, forum_labels()
    )
    return sorted(
        lines, key=lambda line: (not line.is_late, line.next.when.end if line.next and line.next.when else dt.date.max)
    )


def late_and_ahead(day: dt.date, *, late: int, ahead: int) -> tuple[list[Promise], list[Promise]]:
    """The first `late` of `overdue` and the first `ahead` of `next_dates` at once. Five queries."""
    first = _keys(Q(when_end__lt=day), day, None, late)
    then = _keys(Q(when_end__gte=day), day, None, ahead)
    found = _filled([*first, *then], day)
    return found[: len(first)], found[len(first) :]


def _promises(due: Q, day: dt.date, user: User | None, limit: int) -> list[Promise]:
    return _filled(_keys(due, day, user, limit), day)


_Key = tuple[dt.date, int, int, str, str]


def _keys(due: Q, day: dt.date, user: User | None, limit: int) -> list[_Key]:
    """Promises open on the day in ongoing rows, the first due first: when, promise, row, its subject and register.
    Never marked and marked later are asked for apart, since each has its index. One query."""
    within = due & (Q(item__state=ItemState.ONGOING) | Q(item__closed_on__gt=day)) & Q(when_end__isnull=False)
    if user is not None:
        within &= Q(item__in=ActionItem.objects.filter(mine(user)))
    columns = ("when_end", "pk", "item_id", "item__subject", "item__register__title")
    never, later = (
        half.filter(within).order_by().values_list(*columns)
        for half in (FollowUp.objects.filter(is_promise=True, outcome_on__isnull=True), marked_after(day))
    )
    return list(never.union(later, all=True).order_by("when_end", "pk")[:limit])


def _filled(keys: Sequence[_Key], day: dt.date) -> list[Promise]:
    """The promises with their words and who is responsible. Three queries."""
    lines = entry_lines(FollowUp.objects.filter(pk__in=[each[1] for each in keys]), day, forum_labels())
    entries = {entry.pk: entry for row in lines.values() for entry in row}
    responsible = _responsible([each[2] for each in keys])
    return [
        Promise(item, subject, register, responsible.get(item, ()), when_end, entries[pk])
        for when_end, pk, item, subject, register in keys
    ]


def _responsible(items: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for item, text in (
        Responsible.objects.filter(item__in=items).order_by("item_id", "position").values_list("item_id", "text")
    ):
        found.setdefault(item, []).append(text)
    return found
