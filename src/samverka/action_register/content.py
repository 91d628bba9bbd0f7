"""What a row says, as plain data: what forms and imports hand to operations, and what undo puts back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from samverka.foundation.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """One row in the words of the list. Direction and areas by name, forums as printed, responsible one by one.

    `follow_up` is the whole cell, verbatim; `due` is `PartialDate.to_json()` or None.
    """

    subject: str
    direction: str = ""
    areas: tuple[str, ...] = ()
    commission: str = ""
    responsible: tuple[str, ...] = ()
    preparing: tuple[str, ...] = ()
    follow_up: str = ""
    number: int | None = None
    due: Mapping[str, str] | None = None
    due_text: str = ""

    @property
    def due_date(self) -> PartialDate | None:
        return PartialDate.from_json(dict(self.due)) if self.due else None

    def to_json(self) -> dict[str, Any]:
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ItemContent:
        """The inverse of `to_json`; unknown keys are left out."""
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {
            key: tuple(item) if isinstance(item, list) else item for key, item in value.items() if key in known
        }
        return cls(**given)
