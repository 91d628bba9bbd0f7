"""What an agreement says, as plain data: what forms and imports hand to operations, and what undo puts back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from samverka.agreements.states import AgreementKind

NOT_SETTLED = "not_settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementContent:
    """Forums by the names they are printed with, in printed order; parties and predecessor by their keys."""

    name: str
    kind: str = AgreementKind.AGREEMENT.value
    area: str = ""
    validity_raw: str = ""
    recommending: tuple[str, ...] = ()
    preparing: tuple[str, ...] = ()
    notes: str = ""
    statutory_basis: str = ""
    aliases: tuple[str, ...] = ()
    parties: tuple[int, ...] = ()
    contract_cooperation: str = NOT_SETTLED
    predecessor: int | None = None

    def to_json(self) -> dict[str, Any]:
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> AgreementContent:
        """The inverse of `to_json`; unknown keys are left out."""
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {
            key: tuple(item) if isinstance(item, list) else item for key, item in value.items() if key in known
        }
        return cls(**given)
