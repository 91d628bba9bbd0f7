"""How the parties of an agreement share its costs."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samverka.agreements.models import Agreement, CostShare, CostSharing
from samverka.agreements.operations.telling import tell
from samverka.agreements.queries.parts import sharing_of
from samverka.agreements.shares import Sharing, sharing_in_words
from samverka.foundation.accounts.models import User
from samverka.foundation.language import in_swedish

_for_the_log = in_swedish(sharing_in_words)


@transaction.atomic
def set_cost_sharing(
    *,
    actor: User,
    agreement: Agreement,
    content: Sharing,
    sharing: CostSharing | None = None,
    version: int | None = None,
) -> CostSharing | None:
    """A new period, or `sharing` as it now is: `content`, whatever it adds up to. Gives it, None if nothing differed. Raises
    `ValidationError` by field, and `StaleRecord` if the agreement has been changed since `version`."""
    if not content.shares:
        raise ValidationError(_("Ange minst en som betalar, och hur mycket: i procent, i kronor eller med ord."))
    before = _for_the_log(sharing_of(sharing)) if sharing else ""
    made = sharing or CostSharing(agreement=agreement)
    for name in ("valid_from", "valid_to", "source", "note"):
        setattr(made, name, getattr(content, name))
    made.full_clean(exclude=["agreement"])
    made.save()
    made.shares.all().delete()
    CostShare.objects.bulk_create(
        CostShare(
            sharing=made, position=n, principal_id=share.principal, payer="" if share.principal else share.payer,
            percent=share.percent, amount=share.amount, basis=share.basis,
        )
        for n, share in enumerate(content.shares)
    )  # fmt: skip
    after = _for_the_log(content)
    changed = tell(
        agreement, actor=actor, verb="set_cost_sharing", version=version, changes={"cost_sharings": (before, after)}
    )
    return made if changed else None


@transaction.atomic
def remove_cost_sharing(*, actor: User, sharing: CostSharing, version: int | None = None) -> None:
    """A period entered by mistake; what it said stays in the log. Raises `StaleRecord`."""
    before = _for_the_log(sharing_of(sharing))
    tell(
        sharing.agreement,
        actor=actor,
        verb="remove_cost_sharing",
        version=version,
        changes={"cost_sharings": (before, "")},
    )
    sharing.delete()
