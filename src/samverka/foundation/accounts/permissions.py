"""What a permission is: one named rule that answers for an object, is asked by views and lists, and is documented.

Each area declares its own in `permissions.py`; `docs/permissions.md` is made from them and one test asks every one
of them for the whole cast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.states import CountyRole

Rule = Callable[[User, Any], bool]
REGISTRY: dict[str, Permission] = {}


@dataclass(frozen=True)
class Permission:
    """`name` as `area.verb`; `says` finishes the sentence "Får …" in Swedish; `rule(user, obj)`; `who` in words."""

    name: str
    says: Any
    who: Any
    rule: Rule

    def __post_init__(self) -> None:
        REGISTRY[self.name] = self

    def __call__(self, user: Any, obj: Any = None) -> bool:
        return bool(user.is_authenticated and user.is_active and self.rule(user, obj))

    def require(self, user: Any, obj: Any = None) -> None:
        """Raises `PermissionDenied` with the reason in words."""
        if not self(user, obj):
            message = _("Du får inte %(what)s. Det får %(who)s.") % {"what": self.says, "who": self.who}
            raise PermissionDenied(message)


EVERYONE = gettext_lazy("alla som har loggat in")
"""`everyone` in words."""


def everyone(user: User, obj: Any = None) -> bool:
    """Whoever is logged in: the live register is an official record from its first row (domain.md §1.4, TF 2:10)."""
    return True


def coordinators(user: User, obj: Any = None) -> bool:
    return user.holds(CountyRole.COORDINATOR)


def administrators(user: User, obj: Any = None) -> bool:
    return user.holds(CountyRole.ADMINISTRATOR)
