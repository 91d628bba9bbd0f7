"""Who may what with findings; the same answer for one and for the list."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from samverka.forums.permissions import secretary_of
from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import Permission, coordinators, everyone
from samverka.foundation.dates.day import ordinary_day


def _coordinators_and_secretaries(user: User, obj: Any) -> bool:
    return coordinators(user) or bool(secretary_of(user, ordinary_day()))


VIEW_FINDINGS = Permission("findings.view", _("se vad som ska kontrolleras"), _("alla som är inloggade"), everyone)
CHECK_FINDINGS = Permission(
    "findings.check",
    _("avgöra vad som ska rättas eller stå"),
    _("länets samordnare och forumens sekreterare"),
    _coordinators_and_secretaries,
)
