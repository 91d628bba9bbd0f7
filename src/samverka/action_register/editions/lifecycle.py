"""The states of an edition, of a forum's answer and of a comment."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverka.action_register.editions.choices import AnswerChoice as Answer
from samverka.action_register.editions.choices import EditionStateChoice as State
from samverka.action_register.editions.choices import VerdictChoice as Verdict
from samverka.action_register.editions.permissions import COMMENT, MANAGE
from samverka.foundation.lifecycle import Lifecycle, Transition

EDITION_LIFECYCLE = Lifecycle(
    "action_register.edition",
    State,
    (
        Transition("send", (State.DRAFT,), State.OUT, _("Hämta in synpunkter"), MANAGE),
        Transition("send_anew", (State.OUT,), State.OUT, _("Skicka ut på nytt"), MANAGE),
        Transition("take", (State.DRAFT, State.OUT), State.TAKEN, _("Registrera behandlingen"), MANAGE),
        Transition("withdraw", (State.DRAFT, State.OUT), State.WITHDRAWN, _("Dra tillbaka"), MANAGE),
    ),
)


def _time_is_open(asked: Any) -> str:
    edition = asked.round.edition
    if not edition.is_out:
        return _now("Utgåvan är inte ute på synpunkter: läget är ”%(state)s”.") % {"state": edition.get_state_display()}
    return "" if asked.round.is_latest else _now("Listan har skickats ut på nytt. Svara på det senaste utskicket.")


def _has_no_comments(asked: Any) -> str:
    if asked.comments.all():  # read beforehand by the page
        return _now("Forumet har lämnat synpunkter. Ta bort dem först.")
    return _time_is_open(asked)


ANSWER_LIFECYCLE = Lifecycle(
    "action_register.askedforum",
    Answer,
    (
        Transition("no_remarks", (Answer.WAITING,), Answer.NO_REMARKS, _("Inget att anmärka"), COMMENT, _time_is_open),
        Transition(
            "remark", (Answer.WAITING, Answer.NO_REMARKS), Answer.REMARKS, _("Lämna synpunkt"), COMMENT, _time_is_open
        ),
        Transition(
            "take_back",
            (Answer.NO_REMARKS, Answer.REMARKS),
            Answer.WAITING,
            _("Ta tillbaka svaret"),
            COMMENT,
            _has_no_comments,
        ),
    ),
)


def _not_withdrawn(comment: Any) -> str:
    edition = comment.asked.round.edition
    return _now("Utgåvan är tillbakadragen.") if edition.state == State.WITHDRAWN else ""


_ANY = (Verdict.OPEN, Verdict.TAKEN_UP, Verdict.LEFT)
COMMENT_LIFECYCLE = Lifecycle(
    "action_register.editioncomment",
    Verdict,
    (
        Transition("take_up", _ANY, Verdict.TAKEN_UP, _("Ta till vara"), MANAGE, _not_withdrawn),
        Transition("leave", _ANY, Verdict.LEFT, _("Ta inte till vara"), MANAGE, _not_withdrawn),
    ),
)
