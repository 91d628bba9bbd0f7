"""Twenty years of the list: rows that were closed, and editions taken twice a year with all that was printed, what the
forums said of them, and one that is out for comments."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Value

from bench.data import ROWS, WORDS

EDITIONS, UNDER_WAY, COMMENTS = 40, 600, 12
FIRST = dt.date(2005, 4, 1)
EVERY = dt.timedelta(days=183)
LAST = FIRST + EDITIONS * EVERY


@transaction.atomic
def build() -> None:
    """Adds to what `bench.data` and `bench.gatherings` have filled: most rows are closed, as after twenty years."""
    from samverka.action_register.models import ActionItem, ActionRegister
    from samverka.action_register.queries.printing import printed_register
    from samverka.action_register.states import ItemState
    from samverka.foundation.accounts.operations import create_user

    register = ActionRegister.objects.order_by("pk")[0]
    keys = list(ActionItem.objects.order_by("pk").values_list("pk", flat=True))
    for number, last in enumerate(_closing_days()):
        done = ItemState.DROPPED if number % 7 == 3 else ItemState.DONE
        ActionItem.objects.filter(pk__in=_closed_in(keys, number)).update(
            state=done.value,
            closed_on=last,
            closing_reason=Value("Ingår i ett annat uppdrag" if number % 7 == 3 else ""),
        )
    actor = create_user(username="sekreterare", name="Siv Sekreterare", password=None)
    whole = printed_register(register, LAST, user=actor, shown_closed_since=dt.date.min)
    rows = {row.key: (direction.name, row) for direction in whole.directions for row in direction.rows}
    _editions(register, actor, whole, [rows[key] for key in keys])


def _closing_days() -> list[dt.date]:
    return [FIRST + number * EVERY - dt.timedelta(days=30) for number in range(EDITIONS)]


def _closed_in(keys: list[int], half_year: int) -> list[int]:
    share = (ROWS - UNDER_WAY) // EDITIONS
    return keys[half_year * share : (half_year + 1) * share]


def _editions(register: Any, actor: Any, whole: Any, rows: list[tuple[str, Any]]) -> None:
    from samverka.action_register.editions import rules
    from samverka.action_register.editions.states import EditionOutcome, EditionState
    from samverka.action_register.models import Edition, EditionRound, KeptList
    from samverka.meetings.models import Meeting

    meetings = list(
        Meeting.objects.filter(forum_parts__forum=register.forum).order_by("starts_on", "pk")[: 10 * EDITIONS]
    )
    share = (ROWS - UNDER_WAY) // EDITIONS
    editions, rounds, kept = [], [], []
    for number in range(EDITIONS + 1):
        shown = rows[number * share : number * share + UNDER_WAY]
        day = FIRST + number * EVERY
        printed = replace(whole, day=day.isoformat(), directions=tuple(_directions(shown, day)))
        content = printed.to_json()
        kept.append(
            KeptList(
                content=content, fingerprint=rules.checksum(content), row_count=len(shown),
                closings=[list(each) for each in rules.closings(printed)],
            )
        )  # fmt: skip
        meeting, until = meetings[number * 10 % len(meetings)], day - dt.timedelta(days=14)
        out = number == EDITIONS
        edition = Edition(
            register=register, number=number + 1, title=f"Utgåva {number + 1}", day=day, comments_until=until, meeting=meeting,
            state=(EditionState.OUT if out else EditionState.TAKEN).value, outcome="" if out else EditionOutcome.ADOPTED.value,
            taken_on=None if out else day, kept=None if out else kept[-1], change_count=None if out else 270,
            paragraph_text="" if out else "§ 26",
        )  # fmt: skip
        editions.append(edition)
        rounds.append(
            EditionRound(
                edition=edition,
                number=1,
                sent_on=until - dt.timedelta(days=28),
                sent_by=actor,
                comments_until=until,
                kept=kept[-1],
            )
        )
    for model, made in ((KeptList, kept), (Edition, editions), (EditionRound, rounds)):
        model._default_manager.bulk_create(made, batch_size=20)  # type: ignore[arg-type] # records of each model
    _answers(actor, rounds, rows)


def _directions(shown: list[tuple[str, Any]], day: dt.date) -> list[Any]:
    """The rows under their headings; a row that was closed later is printed as ongoing, and every fourth says something
    that it did not say half a year before."""
    from samverka.action_register.printed import PrintedDirection
    from samverka.action_register.states import ItemState

    under: dict[str, list[Any]] = {}
    for place, (name, row) in enumerate(shown):
        new = {"follow_up": f"{row.follow_up}\nSVOM {day.year} – lägesrapport"} if place % 4 == 0 else {}
        if row.closed_on > day.isoformat():
            new |= {"state": ItemState.ONGOING.value, "closed_on": "", "closing_reason": ""}
        under.setdefault(name, []).append(replace(row, follow_up_lines=(), **new))
    return [PrintedDirection(name=name, rows=tuple(found)) for name, found in under.items()]


def _answers(actor: Any, rounds: list[Any], rows: list[tuple[str, Any]]) -> None:
    from samverka.action_register.editions.states import Answer, Verdict
    from samverka.action_register.models import AskedForum, EditionComment
    from samverka.forums.models import Forum

    forums = list(Forum.objects.order_by("pk")[:4])
    asked = AskedForum.objects.bulk_create(
        AskedForum(
            round=sent, forum=forum, state=(Answer.NO_REMARKS if place == 3 else Answer.REMARKS).value,
            answered_on=sent.comments_until, answered_by=actor,
        )
        for sent in rounds
        for place, forum in enumerate(forums)
    )  # fmt: skip
    share = (ROWS - UNDER_WAY) // EDITIONS
    EditionComment.objects.bulk_create(
        EditionComment(
            asked=each, row=row.key, subject=row.subject, text=WORDS, written_on=each.round.comments_until, written_by=actor,
            **({} if each.round.edition.is_out else {
                "state": Verdict.TAKEN_UP.value, "reply": WORDS, "replied_on": each.answered_on, "replied_by": actor,
            }),
        )
        for number, each in enumerate(asked)
        if each.state == Answer.REMARKS
        for _name, row in rows[number // 4 * share :][: COMMENTS // 3]
    )  # fmt: skip
