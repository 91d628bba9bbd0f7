"""The working states of a row and of a promise. Whether either is late is computed (design §3.6)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samverka.action_register.choices import ItemStateChoice as Item
from samverka.action_register.choices import OutcomeChoice as Outcome
from samverka.action_register.editions.lifecycle import EDITION_LIFECYCLE
from samverka.action_register.permissions import CHANGE
from samverka.foundation.lifecycle import Lifecycle, Transition

__all__ = ["EDITION_LIFECYCLE", "FOLLOW_UP_LIFECYCLE", "ITEM_LIFECYCLE"]


def _is_promise(follow_up: Any) -> str:
    return (
        ""
        if follow_up.is_promise
        else _now("Det här är en upplysning, inget som ska göras. Den kan varken bli klar, skjutas upp eller strykas.")
    )


ITEM_LIFECYCLE = Lifecycle(
    "action_register.actionitem",
    Item,
    (
        Transition("close", (Item.ONGOING,), Item.DONE, _("Avsluta"), CHANGE),
        Transition("drop", (Item.ONGOING,), Item.DROPPED, _("Avför"), CHANGE),
        Transition("reopen", (Item.DONE, Item.DROPPED), Item.ONGOING, _("Ta upp igen"), CHANGE),
    ),
)

FOLLOW_UP_LIFECYCLE = Lifecycle(
    "action_register.followup",
    Outcome,
    (
        Transition("mark_done", (Outcome.OPEN,), Outcome.DONE, _("Markera klart"), CHANGE, _is_promise),
        Transition("postpone", (Outcome.OPEN,), Outcome.POSTPONED, _("Skjut upp"), CHANGE, _is_promise),
        Transition("cancel", (Outcome.OPEN,), Outcome.DROPPED, _("Stryk"), CHANGE, _is_promise),
        Transition(
            "reopen", (Outcome.DONE, Outcome.POSTPONED, Outcome.DROPPED), Outcome.OPEN, _("Ta upp igen"), CHANGE
        ),
    ),
    field="outcome",
)
