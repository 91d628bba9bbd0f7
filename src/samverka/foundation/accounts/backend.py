"""How a session becomes a user."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import F

from samverka.foundation.accounts.models import User


class Backend(ModelBackend):
    """Django's own, but the user comes with the county-wide roles: nearly every page asks for them."""

    def get_user(self, user_id: Any) -> User | None:
        """None if there is no such user, or a closed account. One query."""
        rows = list(User.objects.filter(pk=user_id).annotate(granted=F("role_grants__role")).order_by())
        if not rows or not self.user_can_authenticate(rows[0]):
            return None
        user: User = rows[0]
        user.county_roles = frozenset(row.granted for row in rows if row.granted)
        return user
