"""Check, change and log in one transaction; conditional on the old state, so that two people cannot both do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import Permission
from samverka.foundation.audit.models import Audited
from samverka.foundation.audit.operations import NotDone, record

REGISTRY: dict[str, Lifecycle] = {}


class Refused(NotDone):
    """The verb cannot be done now. `str()` is a Swedish sentence for the user."""


@dataclass(frozen=True)
class Transition:
    """`label` is the button's words; `holds(obj)` gives a Swedish reason why not, or an empty string."""

    verb: str
    sources: tuple[str, ...]
    target: str
    label: Any
    permission: Permission
    holds: Callable[[Any], str] = field(default=lambda obj: "")


@dataclass(frozen=True)
class Lifecycle:
    """The states of one model's field and the ways between them. `name` is `area.model`."""

    name: str
    states: type[models.TextChoices]
    transitions: tuple[Transition, ...]
    field: str = "state"

    def __post_init__(self) -> None:
        known = {str(state) for state in self.states}
        for transition in self.transitions:
            strange = ({transition.target, *transition.sources}) - known
            if strange:
                raise ValueError(f"{self.name}.{transition.verb} names unknown states {sorted(strange)}")
        REGISTRY[self.name] = self

    def find(self, verb: str) -> Transition:
        """Raises `KeyError` for a verb the lifecycle does not have."""
        for transition in self.transitions:
            if transition.verb == verb:
                return transition
        raise KeyError(verb)

    def available(self, user: User, obj: models.Model) -> list[Transition]:
        """What this user can do with this object now: the buttons to show."""
        state = getattr(obj, self.field)
        return [t for t in self.transitions if state in t.sources and t.permission(user, obj) and not t.holds(obj)]


@transaction.atomic
def perform(
    lifecycle: Lifecycle,
    verb: str,
    obj: Audited,
    *,
    actor: User | None,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> None:
    """Does `verb`: checks permission (the system, `actor` None, needs none), state and condition, sets the state
    and `values` together, and logs it. Raises `PermissionDenied`, `Refused`, or `KeyError` for an unknown verb."""
    transition = lifecycle.find(verb)
    if actor is not None:
        transition.permission.require(actor, obj)
    before = getattr(obj, lifecycle.field)
    if before not in transition.sources:
        raise Refused(_refusal(lifecycle, transition, before))
    if hindrance := transition.holds(obj):
        raise Refused(hindrance)
    changes: dict[str, Any] = {lifecycle.field: [before, transition.target]}
    for name, value in (values or {}).items():
        if getattr(obj, name) != value:
            changes[name] = [getattr(obj, name), value]
    updated = (
        type(obj)._base_manager.filter(pk=obj.pk, **{lifecycle.field: before})
        .update(**{lifecycle.field: transition.target, "version": models.F("version") + 1, "changed_at": timezone.now()}, **(values or {}))
    )  # fmt: skip
    if not updated:
        _refuse_removed(obj)
        obj.refresh_from_db()
        raise Refused(_refusal(lifecycle, transition, getattr(obj, lifecycle.field)))
    obj.refresh_from_db()
    record(actor=actor, verb=verb, obj=obj, changes=changes, reason=reason)


def _refuse_removed(obj: models.Model) -> None:
    if not type(obj)._base_manager.filter(pk=obj.pk).exists():
        raise Refused(_("”%(what)s” är borttagen. Läs in sidan igen.") % {"what": obj})


def _refusal(lifecycle: Lifecycle, transition: Transition, state: str) -> str:
    label = lifecycle.states(state).label
    return _("”%(verb)s” går inte att göra nu: läget är ”%(state)s”. Läs in sidan igen.") % {
        "verb": transition.label,
        "state": label,
    }
