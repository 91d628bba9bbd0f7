"""The reading of a validity text: confirmed, corrected, put back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from samverka.agreements.choices import ReadingState
from samverka.agreements.models import Agreement
from samverka.agreements.operations.derived import fill, reading_values, set_derived_rows
from samverka.agreements.queries import facts_of
from samverka.agreements.reading import Validity
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit


@transaction.atomic
def confirm_reading(*, actor: User, agreement: Agreement, version: int | None = None) -> bool:
    """A person vouches for the reading as it stands. A confirmed one changes nothing. Raises `StaleRecord`."""
    if agreement.reading_state == ReadingState.CONFIRMED:
        return False
    return audit.change(agreement, actor=actor, values=_vouched(actor), version=version, verb="confirm_reading")


@transaction.atomic
def correct_reading(
    *, actor: User, agreement: Agreement, validity: Validity, version: int | None = None, reason: str = ""
) -> bool:
    """A person's reading instead of the machine's; the text is kept as it is. Raises `StaleRecord`."""
    return _put_reading(
        actor, agreement, validity, _vouched(actor), version=version, verb="correct_reading", reason=reason
    )


@transaction.atomic
def put_back_reading(
    *, actor: User | None, agreement: Agreement, reading: dict[str, Any], state: str, confirmed_by: int | None = None,
    confirmed_at: str | None = None,
) -> bool:  # fmt: skip
    """The reading as it once stood, and who had vouched for it, when an import is undone."""
    vouched = {
        "confirmed_by_id": confirmed_by,
        "confirmed_at": dt.datetime.fromisoformat(confirmed_at) if confirmed_at else None,
    }
    return _put_reading(
        actor, agreement, Validity.from_json(reading), {"reading_state": state} | vouched, verb="put_back_reading"
    )


def _vouched(actor: User) -> dict[str, Any]:
    return {"reading_state": ReadingState.CONFIRMED, "confirmed_by": actor, "confirmed_at": timezone.now()}


def _put_reading(
    actor: User | None, agreement: Agreement, validity: Validity, beside: dict[str, Any], **how: Any
) -> bool:
    facts = facts_of(agreement.events.all())
    read = fill(Agreement(validity_raw=agreement.validity_raw), reading=validity.to_json(), facts=facts)
    changed = audit.change(agreement, actor=actor, values=reading_values(read) | beside, **how)
    set_derived_rows(agreement, facts)
    return changed
