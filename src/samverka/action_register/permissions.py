"""Who may what with the register; the same answer for one row and for the list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverka.action_register.models import ActionItem, ActionRegister
from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.accounts.permissions import Permission, coordinators, everyone


def _coordinators_and_secretaries(user: User, obj: Any) -> bool:
    """`obj`: a register, a row, or None for "some register"."""
    if coordinators(user):
        return True
    forums = secretary_of(user, ordinary_day())
    register = obj.register if isinstance(obj, ActionItem) else obj
    return register.forum_id in forums if isinstance(register, ActionRegister) else bool(forums)


# The live list is an official record from its first row (domain.md §1.4, TF 2:10 st 2 p 1): nobody who is logged in
# is kept from a row, and no field of it is internal.
VIEW_REGISTER = Permission("action_register.view", _("se balanslistan"), _("alla som är inloggade"), everyone)
EDIT_REGISTER = Permission(
    "action_register.edit", _("ändra i balanslistan"), _("länets samordnare och forumets sekreterare"), _coordinators_and_secretaries
)
