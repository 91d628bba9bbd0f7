"""Users made and changed; links with a secret issued, used and revoked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.foundation.accounts import tokens
from samverka.foundation.accounts.backend import Backend
from samverka.foundation.accounts.models import RoleGrant, TokenLink, TokenUse, User
from samverka.foundation.accounts.states import CountyRole

MOST_LINKS = 30
MOST_USES, WINDOW = 60, dt.timedelta(hours=1)
"""How many links a user may have at once, and how often each may be asked: a calendar asks a few times an hour."""


class TooManyLinks(Exception):
    """The user has as many links as one may have. `str()` is a Swedish sentence for the user."""


class LinkRefused(Exception):
    """A link does not answer."""


class UnknownLink(LinkRefused):
    """There is no such link, or it is for something else."""


class EndedLink(LinkRefused):
    """The link has answered, and does so no longer: revoked, out of date, or its user's account is closed."""


class AskedTooOften(LinkRefused):
    """`after` is how long to wait."""

    def __init__(self, after: dt.timedelta) -> None:
        super().__init__(after)
        self.after = after


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link that answers, and the one it answers for, as that user is today."""

    link: TokenLink
    user: User


@transaction.atomic
def create_user(
    *,
    username: str,
    name: str,
    password: str | None,
    roles: Iterable[CountyRole] = (),
    title: str = "",
    email: str = "",
    is_demo: bool = False,
) -> User:
    """A user who can log in with `password` (None: cannot log in yet). Raises `IntegrityError` if the name is taken."""
    user = User(username=username, name=name, title=title, email=email, is_demo=is_demo)
    user.set_password(password)
    user.save()
    RoleGrant.objects.bulk_create(RoleGrant(user=user, role=role) for role in roles)
    return user


@transaction.atomic
def set_theme(*, user: User, theme: str) -> None:
    User.objects.filter(pk=user.pk).update(theme=theme)


def set_demo_passwords(*, password: str) -> None:
    """Lets every demonstration account log in with a password that everybody may know: hashed once and with few
    rounds, because the demonstration must start at once and there is nothing to protect."""
    hashed = PBKDF2PasswordHasher().encode(password, salt="demonstration", iterations=1000)
    User.objects.filter(is_demo=True).update(password=hashed)


@transaction.atomic
def set_password(*, user: User, password: str) -> None:
    """A new password. Every other session of the user ends."""
    user.set_password(password)
    user.save(update_fields=["password"])


@transaction.atomic
def issue_link(
    *, user: User, purpose: str, scope: Mapping[str, Any], label: str, valid_for: dt.timedelta
) -> tuple[TokenLink, str]:
    """A link that answers for the user, and its secret, which is told this once and cannot be told again. Raises
    `TooManyLinks`."""
    now = timezone.now()
    User.objects.select_for_update().get(pk=user.pk)  # two at once are counted one after the other
    if TokenLink.objects.filter(user=user, revoked_at=None, expires_at__gt=now).count() >= MOST_LINKS:
        raise TooManyLinks(
            _("Du har redan %(most)s länkar. Återkalla en som du inte använder och försök igen.") % {"most": MOST_LINKS}
        )
    token = tokens.new_token()
    link = TokenLink(
        user=user, purpose=purpose, scope=dict(scope), label=label[:300], token_hash=tokens.digest(token), issued_at=now,
        expires_at=now + valid_for,
    )  # fmt: skip
    link.save(force_insert=True)
    return link, token


@transaction.atomic
def revoke_link(*, link: TokenLink, by: User) -> bool:
    """The link answers no more, at once and for good. False if it was revoked before."""
    return bool(TokenLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by))


def open_link(*, token: str, purpose: str) -> OpenedLink:
    """The link of the token, counted as used now; its user with the roles of today. Raises `UnknownLink`, `EndedLink` or
    `AskedTooOften`. Five queries at most."""
    now = timezone.now()
    link = TokenLink.objects.filter(token_hash=tokens.digest(token), purpose=purpose).first()
    if link is None:
        raise UnknownLink
    user = Backend().get_user(link.user_id) if link.answers_at(now) else None
    wait = _too_often(link, now) if user else None
    _count(link, now, answered=user is not None and wait is None)
    if user is None:
        raise EndedLink
    if wait is not None:
        raise AskedTooOften(wait)
    return OpenedLink(link, user)


def _too_often(link: TokenLink, now: dt.datetime) -> dt.timedelta | None:
    """How long to wait, if the link has been used as often as it may within the window."""
    if link.window_began_at is None or link.window_began_at + WINDOW <= now or link.window_uses < MOST_USES:
        return None
    return link.window_began_at + WINDOW - now


@transaction.atomic
def _count(link: TokenLink, now: dt.datetime, *, answered: bool) -> None:
    if answered:
        is_new = link.window_began_at is None or link.window_began_at + WINDOW <= now
        window = {"window_began_at": now, "window_uses": 1} if is_new else {"window_uses": F("window_uses") + 1}
        TokenLink.objects.filter(pk=link.pk).update(last_used_at=now, **window)
    field, day = "answered" if answered else "refused", timezone.localdate(now)
    TokenUse.objects.bulk_create([TokenUse(link=link, day=day)], ignore_conflicts=True)
    TokenUse.objects.filter(link=link, day=day).update(**{field: F(field) + 1})
