"""The whole list on a day, as it is printed: what Word, PDF, Excel and an edition are made of."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.db.models import F, Q

from samverka.action_register.models import ActionItem, ActionRegister
from samverka.action_register.printed import PrintedDirection, PrintedRegister, PrintedRow
from samverka.action_register.queries.conditions import ongoing
from samverka.action_register.queries.lines import RowLine, row_lines
from samverka.foundation.accounts.models import User


def printed_register(
    register: ActionRegister, on: dt.date, *, user: User, shown_closed_since: dt.date | None = None
) -> PrintedRegister:
    """The rows that are ongoing on the day, in the order of the list, and those closed after `shown_closed_since`."""
    names = dict(register.directions.values_list("pk", "name"))
    shown = ongoing(on)
    if shown_closed_since is not None:
        shown |= Q(closed_on__gt=shown_closed_since)
    rows = ActionItem.objects.filter(shown, register=register).order_by(
        F("direction__position").asc(nulls_last=True), "direction__name_key", "direction_id", "position", "pk"
    )
    groups = groupby(row_lines(rows, on, {}), lambda line: line.direction_id)
    return PrintedRegister(
        title=register.title,
        forum=register.forum.label,
        day=on.isoformat(),
        directions=tuple(
            PrintedDirection(name=names[key] if key else "", rows=tuple(map(_row, lines))) for key, lines in groups
        ),
    )


def _row(line: RowLine) -> PrintedRow:
    return PrintedRow(
        key=line.pk,
        areas=tuple(line.areas),
        subject=line.subject,
        commission=line.commission,
        responsible=tuple(line.responsible),
        preparing=tuple(name.text for name in line.preparing),
        follow_up=line.follow_up_raw,
        state=line.state.value,
        closed_on=line.closed_on.isoformat() if line.closed_on else "",
        closing_reason=line.closing_reason,
    )
