"""An agreement under another."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.agreements.hierarchy import makes_a_circle
from samverka.agreements.models import Agreement
from samverka.agreements.queries.hierarchy import parents
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit


@transaction.atomic
def set_parent(
    *, actor: User, agreement: Agreement, parent: Agreement | None, version: int | None = None, reason: str = ""
) -> bool:
    """The agreement belongs to `parent`, or to none. Gives whether that was new. Raises `ValidationError` if it would come
    to belong to itself, and `StaleRecord`. Two that are put under each other at once wait for one another."""
    audit.hold_log()
    if parent and makes_a_circle(agreement.pk, parent.pk, parents()):
        message = _("”%(other)s” hör redan till det här avtalet. Välj ett annat, eller ändra det avtalet först.")
        itself = _("Ett avtal kan inte höra till sig självt. Välj ett annat.")
        raise ValidationError({"parent": itself if parent == agreement else message % {"other": parent.name}})
    return audit.change(
        agreement, actor=actor, values={"parent": parent}, verb="set_parent", version=version, reason=reason
    )
