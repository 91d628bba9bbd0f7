"""Reads of users and their links."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet, Sum

from samverka.foundation.accounts.models import TokenLink, User


def demo_accounts() -> list[User]:
    """The active accounts of the demonstration, in the order they were made. One query."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("pk"))


def links_of(user: User, now: dt.datetime) -> tuple[list[TokenLink], list[TokenLink]]:
    """The user's links that answer, and those that have ended, the newest first; `times` is how often each has answered.
    One query."""
    links: QuerySet[TokenLink] = TokenLink.objects.filter(user=user).annotate(times=Sum("uses__answered", default=0))
    found = list(links)
    return [each for each in found if each.answers_at(now)], [each for each in found if not each.answers_at(now)]
