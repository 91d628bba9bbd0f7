"""Rows for tests, made through the operations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, ActionRegister, FollowUp
from samverka.action_register.operations import create_item, open_register
from samverka.action_register.operations.entries import set_first_due
from samverka.action_register.rules import is_promise
from samverka.action_register.states import Certainty, FollowUpKind, Outcome, Relation
from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User

TODAY = dt.date(2024, 5, 20)


def make_register(forum: Forum, title: str = "Balanslista SVOM 2024") -> ActionRegister:
    return open_register(actor=None, forum=forum, title=title)


def make_item(
    register: ActionRegister, subject: str = "Nytt samverkansavtal", *, actor: User | None = None, **content: Any
) -> ActionItem:
    return create_item(actor=actor, register=register, content=ItemContent(subject=subject, **content))


def make_follow_up(
    item: ActionItem, when: dt.date | None, *, outcome: Outcome = Outcome.OPEN, outcome_on: dt.date | None = None,
    kind: FollowUpKind = FollowUpKind.REPORT, relation: Relation = Relation.ON, certainty: Certainty = Certainty.FIRM,
    start: dt.date | None = None,
) -> FollowUp:  # fmt: skip
    """An entry without a cell: for the rules about days, where the words do not matter."""
    made = FollowUp.objects.create(
        item=item, position=item.follow_ups.count() + 1, segment=1, raw="rapport", text="rapport", when_start=start or when, when_end=when,
        when_precision="day" if when else "", relation=relation, certainty=certainty, kind=kind, is_promise=is_promise(kind, relation),
        outcome=outcome, outcome_on=outcome_on,
    )  # fmt: skip
    set_first_due(item)
    return made
