"""Who may what with the register; the same answer for one row and for the list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverka.action_register.models import ActionItem, ActionRegister, Direction, FollowUp, PriorityArea
from samverka.forums.models import Forum
from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone
from samverka.foundation.dates.day import ordinary_day


def _forum_id(obj: Any) -> int | None:
    """The forum whose register `obj` belongs to. Raises `TypeError` for what belongs to none."""
    if isinstance(obj, Forum):
        return obj.pk
    if isinstance(obj, FollowUp):
        obj = obj.item
    register = obj.register if isinstance(obj, ActionItem | Direction | PriorityArea) else obj
    if not isinstance(register, ActionRegister):
        raise TypeError(f"{obj!r} does not belong to a register")
    return register.forum_id


def _coordinator_or_secretary(user: User, obj: Any) -> bool:
    """`obj`: a register, anything in it, or None for "some register"."""
    # The ordinary day and never ?datum: nobody regains a role by looking at an earlier day.
    if coordinators(user):
        return True
    own = secretary_of(user, ordinary_day())
    return bool(own) if obj is None else _forum_id(obj) in own


# The live list is an official record from its first row (domain.md §1.4, TF 2:10 st 2 p 1): nobody who is logged in
# is kept from a row, and no field of it is internal.
SEE = Permission("action_register.see", _("se balanslistan"), EVERYONE, everyone)
OPEN = Permission(
    "action_register.open",
    _("starta en balanslista"),
    _("samordnare och forumets sekreterare"),
    _coordinator_or_secretary,
)
CHANGE = Permission(
    "action_register.change",
    _("ändra i balanslistan"),
    _("samordnare och forumets sekreterare"),
    _coordinator_or_secretary,
)
