"""What of the editions waits for somebody: for Läget."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from samverka.action_register.editions.permissions import own_forums
from samverka.action_register.editions.rules import ball, is_late
from samverka.action_register.editions.states import Answer, Ball, EditionState
from samverka.action_register.models import AskedForum
from samverka.forums.models import Forum
from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import coordinators
from samverka.foundation.dates.day import ordinary_day


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edition that waits for the user: for the answer of `forum`, or, if that is empty, for whoever keeps the list."""

    edition: int
    title: str
    until: dt.date
    forum: str = ""
    has_run_out: bool = False


def editions_waiting(user: User, day: dt.date) -> list[Waiting]:
    """Editions out for comments: those a forum of the user has yet to answer in time, and those she keeps that everybody has
    answered or whose time has run out. One query, two more if any edition is out."""
    found: list[Waiting] = []
    for asked in _latest_rounds():
        edition = asked[0].round.edition
        until = edition.comments_until or day
        answers = [Answer(each.state) for each in asked]
        if not is_late(day, until):
            found += [
                Waiting(edition.pk, edition.title, until, each.forum.label)
                for each in asked
                if each.state == Answer.WAITING and each.forum_id in own_forums(user)
            ]
        who = ball(EditionState.OUT, answers, until, day)
        if who is Ball.EDITOR_ANSWERS and _keeps(user, edition.register.forum_id):
            found.append(Waiting(edition.pk, edition.title, until, has_run_out=is_late(day, until)))
    return found


def _latest_rounds() -> list[list[AskedForum]]:
    """The forums asked in the latest round of every edition that is out. One query."""
    named = ("round__edition__title", "round__edition__comments_until", "round__edition__register__forum_id")
    rows = (
        AskedForum.objects.filter(round__edition__state=EditionState.OUT)
        .select_related("forum", "round__edition__register")
        .only("state", "round__number", *named, *Forum.naming("forum__"))
        .order_by("round__edition", "forum__name_key")
    )
    by_round: dict[int, dict[int, list[AskedForum]]] = defaultdict(lambda: defaultdict(list))
    for each in rows:
        by_round[each.round.edition_id][each.round.number].append(each)
    return [rounds[max(rounds)] for rounds in by_round.values()]


def _keeps(user: User, forum: int) -> bool:
    return coordinators(user) or forum in secretary_of(user, ordinary_day())
