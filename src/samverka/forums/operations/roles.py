"""Who works for a forum."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from samverka.forums.models import Forum, ForumRole
from samverka.forums.states import RoleInForum
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit


@transaction.atomic
def give_role(
    *, actor: User | None, user: User, forum: Forum, role: str = RoleInForum.SECRETARY,
    starts_on: dt.date | None = None, ends_on: dt.date | None = None,
) -> ForumRole:  # fmt: skip
    """A user works for the forum from a day. Raises `ValidationError` by field."""
    given = ForumRole(user=user, forum=forum, role=role, starts_on=starts_on, ends_on=ends_on)
    given.full_clean()
    return audit.create(given, actor=actor, verb="give_role")


@transaction.atomic
def end_role(*, actor: User | None, role: ForumRole, ends_on: dt.date, version: int | None = None) -> bool:
    """The last day of a role. Raises `ValidationError` if it lies before the first, `StaleRecord`."""
    audit.validate_change(role, {"ends_on": ends_on})
    return audit.change(role, actor=actor, values={"ends_on": ends_on}, version=version, verb="end")
