"""Reads of editions. Each function runs a fixed number of SQL queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from samverka.action_register.editions import rules
from samverka.action_register.editions.states import Answer, Ball, EditionState
from samverka.action_register.models import (
    ActionItem,
    ActionRegister,
    AskedForum,
    Edition,
    EditionComment,
    EditionRound,
)
from samverka.action_register.printed import PrintedRegister
from samverka.action_register.queries.printing import printed_register
from samverka.forums.models import Forum
from samverka.foundation.accounts.models import User
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.meetings.queries.joined import forum_parts

LIVE = "nu"
"""The live list, in the address of a comparison."""


def shown_closings(register: ActionRegister) -> frozenset[rules.Closed]:
    """The closings that editions have shown at a meeting. One query; no list is read for it."""
    taken = Edition.objects.filter(register=register, state=EditionState.TAKEN)
    pairs = taken.order_by().values_list("kept__closings", "taken_on")
    return rules.shown_closed((shown, met) for shown, met in pairs if shown and met)


def live_list(register: ActionRegister, on: dt.date, user: User) -> PrintedRegister:
    """The list as it would be printed for the day: closed rows as long as no edition has shown them. What has been closed
    and shown in twenty years is never read."""
    shown = shown_closings(register)
    closed = ActionItem.objects.filter(register=register, closed_on__lte=on).order_by()
    rows = closed.values_list("pk", "state", "closed_on")
    still = [pk for pk, state, day in rows if day and (pk, state, day.isoformat()) not in shown]
    return rules.printed_with(printed_register(register, on, user=user, shown_closed=still), shown)


def previous_taken(edition: Edition) -> Edition | None:
    """The one taken last before this, with what it kept. One query."""
    taken = Edition.objects.filter(register=edition.register_id, state=EditionState.TAKEN).exclude(pk=edition.pk)
    return taken.select_related("kept").order_by("-taken_on", "-number").first()


UNREAD = ("kept__content", "kept__closings")


def _with_meeting() -> Prefetch[str]:
    return Prefetch("meeting__forum_parts", forum_parts())


def edition_list(register: ActionRegister) -> list[Edition]:
    """Every edition, the newest first, with its meeting and the answers of its latest round (`latest_round`), without what
    was kept. Five queries, whatever the number."""
    rounds = EditionRound.objects.select_related("kept").defer("kept__content", "kept__closings").order_by("-number")
    asked = Prefetch("asked", AskedForum.objects.only("round_id", "state"))
    found = (
        Edition.objects.filter(register=register)
        .select_related("kept", "meeting", "paragraph")
        .defer("kept__content", "kept__closings", "paragraph__decision", "paragraph__summary", "paragraph__proposal")
        .prefetch_related(_with_meeting(), Prefetch("rounds", rounds.prefetch_related(asked)))
        .order_by("-number")
    )
    return list(found)


@dataclass(frozen=True)
class EditionPage:
    """An edition with what it shows: `printed` is what was taken, what is out, or the live list."""

    edition: Edition
    rounds: Sequence[EditionRound]
    asked: Sequence[AskedForum]
    printed: PrintedRegister
    ball: Ball

    @property
    def latest(self) -> EditionRound | None:
        return self.rounds[0] if self.rounds else None

    @property
    def waiting(self) -> list[AskedForum]:
        return [each for each in self.asked if each.state == Answer.WAITING]


def get_edition(pk: int) -> Edition | None:
    """With register, forum, meeting and §; what was kept is read when it is looked at. Two queries."""
    found = Edition.objects.select_related("register__forum", "meeting", "paragraph", "kept").defer(*UNREAD)
    return found.prefetch_related(_with_meeting()).filter(pk=pk).first()


def edition_page(edition: Edition, day: dt.date, user: User) -> EditionPage:
    """What the edition's page shows; `edition` as `get_edition` gives it. The list itself is read when it is looked at."""
    rounds = list(edition.rounds.select_related("sent_by", "kept").defer(*UNREAD))
    asked = _asked(rounds[0], edition) if rounds else []
    until, state = edition.comments_until, EditionState(edition.state)
    return EditionPage(
        edition=edition,
        rounds=rounds,
        asked=asked,
        printed=lazily(lambda: content_of(edition, rounds, user)),
        ball=rules.ball(state, (Answer(each.state) for each in asked), until, day),
    )


def _asked(sent: EditionRound, edition: Edition) -> list[AskedForum]:
    sent.edition = edition
    sent.is_latest = True
    said = Prefetch("comments", EditionComment.objects.only("asked_id", "row", "subject"))
    asked = AskedForum.objects.filter(round=sent).select_related("forum", "answered_by").prefetch_related(said)
    found = list(asked)
    for each in found:
        each.round = sent  # permissions and lifecycle ask for the edition's register
    return found


def content_of(edition: Edition, rounds: Sequence[EditionRound], user: User) -> PrintedRegister:
    """What was taken; else what was sent last; else the live list on the edition's day."""
    if edition.kept:
        return edition.kept.printed
    if rounds:
        return rounds[0].kept.printed
    return live_list(edition.register, edition.day, user)


def comments_of(edition: Edition) -> list[EditionComment]:
    """Every comment, the latest round first, row by row. One query."""
    found = EditionComment.objects.filter(asked__round__edition=edition)
    return list(
        found.select_related("asked__forum", "asked__round", "written_by", "replied_by").order_by(
            "-asked__round__number", "pk"
        )
    )


def key_of(edition: Edition, sent: EditionRound | None) -> str:
    """How what the edition shows is named in the address of a comparison."""
    if edition.is_taken:
        return f"u{edition.pk}"
    return f"o{sent.pk}" if sent else LIVE


def known_rows(keys: Iterable[int]) -> frozenset[int]:
    """Those of the rows that the register still has. One query."""
    return frozenset(ActionItem.objects.filter(pk__in=list(keys)).values_list("pk", flat=True))


def askable_forums(register: ActionRegister, on: dt.date) -> list[Forum]:
    """The county's forums on the day, those that prepare for the register's forum first. Two queries."""
    prepares = set(register.forum.preparations_for_it.values_list("preparer_id", flat=True))
    found = Forum.objects.on(on).filter(county=register.forum.county_id).exclude(pk=register.forum_id)
    return sorted(found, key=lambda each: (each.pk not in prepares, each.name_key))
