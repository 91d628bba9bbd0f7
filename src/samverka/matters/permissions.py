"""Who may what with matters; the same answer for one and for the list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import EVERYONE, Permission, coordinators, everyone
from samverka.foundation.dates.day import ordinary_day


def _coordinators_and_secretaries(user: User, obj: Any) -> bool:
    """A matter belongs to no forum, so the secretary of any may keep it in order."""
    return coordinators(user) or bool(secretary_of(user, ordinary_day()))


VIEW_MATTERS = Permission("matters.view", _("se ärenden"), EVERYONE, everyone)
EDIT_MATTERS = Permission(
    "matters.edit", _("ändra ärenden"), _("länets samordnare och forumens sekreterare"), _coordinators_and_secretaries
)
REMOVE_MATTERS = Permission("matters.remove", _("ta bort ärenden"), _("länets samordnare"), coordinators)
