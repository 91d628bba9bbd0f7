"""Reads of users."""

from __future__ import annotations

from samverka.foundation.accounts.models import User


def demo_accounts() -> list[User]:
    """The active accounts of the demonstration, in the order they were made. One query."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("pk"))
