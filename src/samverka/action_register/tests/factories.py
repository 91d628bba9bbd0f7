"""Rows for tests, made through the operations; and many at once for measuring."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samverka.action_register.content import ItemContent
from samverka.action_register.models import ActionItem, ActionRegister, FollowUp, FollowUpForum, ItemArea, PreparingForum, Responsible
from samverka.action_register.operations import create_item, make_headings, open_register
from samverka.action_register.rules import is_promise
from samverka.action_register.states import Certainty, FollowUpKind, Outcome, Relation
from samverka.foundation.accounts.models import User
from samverka.foundation.ordering import swedish_key
from samverka.forums.models import Forum

TODAY = dt.date(2024, 5, 20)


def make_register(forum: Forum, title: str = "Balanslista SVOM 2024") -> ActionRegister:
    return open_register(actor=None, forum=forum, title=title)


def make_item(register: ActionRegister, subject: str = "Nytt samverkansavtal", *, actor: User | None = None, **content: Any) -> ActionItem:
    return create_item(actor=actor, register=register, content=ItemContent(subject=subject, **content))


def make_follow_up(
    item: ActionItem, when: dt.date | None, *, outcome: Outcome = Outcome.OPEN, outcome_on: dt.date | None = None,
    kind: FollowUpKind = FollowUpKind.REPORT, relation: Relation = Relation.ON, certainty: Certainty = Certainty.FIRM,
    start: dt.date | None = None,
) -> FollowUp:  # fmt: skip
    """An entry without a cell: for the rules about days, where the words do not matter."""
    return FollowUp.objects.create(
        item=item, position=item.follow_ups.count() + 1, segment=1, raw="rapport", text="rapport", when_start=start or when, when_end=when,
        when_precision="day" if when else "", relation=relation, certainty=certainty, kind=kind, is_promise=is_promise(kind, relation),
        outcome=outcome, outcome_on=outcome_on,
    )  # fmt: skip


def fill_register(register: ActionRegister, forums: list[Forum], rows: int, *, per_row: int = 3) -> None:
    """Many rows under four directions, each with follow-ups over twenty years; most of the old ones are done."""
    directions = [
        make_headings(actor=None, register=register, direction=f"Inriktning {n}", areas=[f"Område {n}"]) for n in range(1, 5)
    ]
    headings = [[each for each in made] for made in directions]
    items = ActionItem.objects.bulk_create(
        ActionItem(
            register=register, direction=headings[n % 4][0], position=n, subject=f"Samverkan om uppdrag {n}", subject_key=swedish_key(f"Samverkan om uppdrag {n}"),
            commission="Följa beslutad överenskommelse. Underlätta implementering och uppföljning.",
            follow_up_raw="SVOM 3/6 2024 – rapport om pågående arbete", state="done" if n % 3 else "ongoing", closed_on=dt.date(2014, 1, 1) if n % 3 else None,
        ) for n in range(rows)
    )  # fmt: skip
    ItemArea.objects.bulk_create(ItemArea(item=item, area=headings[n % 4][1]) for n, item in enumerate(items))
    PreparingForum.objects.bulk_create(PreparingForum(item=item, printed=forum.label, forum=forum) for item in items for forum in forums[:2])
    Responsible.objects.bulk_create(Responsible(item=item, position=p, text=text) for item in items for p, text in enumerate(("Utvecklingsstrateg RJH", "Arbetsgruppen")))
    entries = []
    for n, item in enumerate(items):
        for m in range(per_row):
            day = dt.date(2006, 1, 1) + dt.timedelta(days=(n * 7 + m * 400) % 7600)
            done = day < TODAY and n % 50 != 0
            entries.append(
                FollowUp(
                    item=item, position=m + 1, segment=m + 1, raw="SVOM – rapport om pågående arbete", text="rapport om pågående arbete", when_start=day, when_end=day,
                    when_precision="day", kind="report", is_promise=True, outcome="done" if done else "open", outcome_on=day if done else None,
                )
            )  # fmt: skip
    made = FollowUp.objects.bulk_create(entries)
    FollowUpForum.objects.bulk_create(FollowUpForum(follow_up=entry, printed="SVOM", forum=forums[0]) for entry in made)
