"""Users made and changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction

from samverka.foundation.accounts.models import RoleGrant, User
from samverka.foundation.accounts.states import CountyRole


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
