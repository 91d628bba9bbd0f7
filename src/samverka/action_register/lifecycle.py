"""The working states of a row and of a promise. Whether either is late is computed (design §3.6)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samverka.action_register.choices import ItemStateChoice as Item
from samverka.action_register.choices import OutcomeChoice as Outcome
from samverka.action_register.models import FollowUp
from samverka.action_register.permissions import EDIT_REGISTER
from samverka.foundation.accounts.permissions import Permission
from samverka.foundation.lifecycle import Lifecycle, Transition

EDIT_FOLLOW_UP = Permission(
    "action_register.follow_up",
    _("ändra en uppföljning"),
    EDIT_REGISTER.who,
    lambda user, follow_up: EDIT_REGISTER(user, follow_up.item if isinstance(follow_up, FollowUp) else None),
)

ITEM_LIFECYCLE = Lifecycle(
    "action_register.actionitem",
    Item,
    (
        Transition("close", (Item.ONGOING,), Item.DONE, _("Avsluta"), EDIT_REGISTER),
        Transition("drop", (Item.ONGOING,), Item.DROPPED, _("Avför"), EDIT_REGISTER),
        Transition("reopen", (Item.DONE, Item.DROPPED), Item.ONGOING, _("Ta upp igen"), EDIT_REGISTER),
    ),
)

FOLLOW_UP_LIFECYCLE = Lifecycle(
    "action_register.followup",
    Outcome,
    (
        Transition("mark_done", (Outcome.OPEN,), Outcome.DONE, _("Markera klart"), EDIT_FOLLOW_UP),
        Transition("postpone", (Outcome.OPEN,), Outcome.POSTPONED, _("Skjut upp"), EDIT_FOLLOW_UP),
        Transition("cancel", (Outcome.OPEN,), Outcome.DROPPED, _("Stryk"), EDIT_FOLLOW_UP),
        Transition("reopen", (Outcome.DONE, Outcome.POSTPONED, Outcome.DROPPED), Outcome.OPEN, _("Ta upp igen"), EDIT_FOLLOW_UP),
    ),
    field="outcome",
)
