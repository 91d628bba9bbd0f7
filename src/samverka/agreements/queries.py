"""Reads of agreements."""

from __future__ import annotations

from collections.abc import Iterable

from samverka.agreements.content import AgreementContent
from samverka.agreements.choices import EventKind, ForumRoleChoice
from samverka.agreements.models import Agreement, AgreementEvent
from samverka.agreements.rules import Facts


def content_of(agreement: Agreement) -> AgreementContent:
    """What the agreement says, as `operations` take it. Three queries, none if prefetched."""
    parts = sorted(agreement.forum_parts.all(), key=lambda part: (part.position, part.pk))
    return AgreementContent(
        name=agreement.name,
        kind=agreement.kind,
        area=agreement.area,
        validity_raw=agreement.validity_raw,
        recommending=tuple(part.printed for part in parts if part.role == ForumRoleChoice.RECOMMENDING),
        preparing=tuple(part.printed for part in parts if part.role == ForumRoleChoice.PREPARING),
        notes=agreement.notes,
        statutory_basis=agreement.statutory_basis,
        aliases=tuple(alias.name for alias in agreement.aliases.all()),
        parties=tuple(sorted(party.pk for party in agreement.parties.all())),
    )
