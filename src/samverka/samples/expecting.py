"""Expected records: fields that the document does not give are left out, as in the import schema."""

from __future__ import annotations

from typing import Any


def filled(**fields: Any) -> dict[str, Any]:
    """The fields that are given."""
    return {name: value for name, value in fields.items() if value not in ("", [], None)}
