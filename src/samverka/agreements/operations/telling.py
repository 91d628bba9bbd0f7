"""Everything that hangs on an agreement is told in the agreement's own log."""

from __future__ import annotations

from typing import Any

from samverka.agreements.models import Agreement
from samverka.foundation.accounts.models import User
from samverka.foundation.audit import operations as audit


def tell(
    agreement: Agreement,
    *,
    actor: User | None,
    verb: str,
    changes: dict[str, tuple[Any, Any]],
    version: int | None = None,
    reason: str = "",
) -> bool:
    """Logs what differs, `{field: (before, after)}`, and raises the agreement's version so that other editors notice. Gives
    whether anything did. Raises `StaleRecord` if the agreement has been changed since `version`."""
    differs = {field: [before or None, after or None] for field, (before, after) in changes.items() if before != after}
    return audit.change(agreement, actor=actor, values={}, verb=verb, version=version, beside=differs, reason=reason)
