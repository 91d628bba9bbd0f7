"""The PDF samples, from our typst templates."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from samverka.foundation.typeset import pdf

_TEMPLATES = Path(__file__).parent / "typst"


def typeset(template: str, given: dict[str, Any], *, saved_on: str, tagged: bool = True) -> bytes:
    """The template filled in; `saved_on` is the day of the file, as 2024-03-08."""
    day = dt.date.fromisoformat(saved_on)
    return pdf.typeset(_TEMPLATES / f"{template}.typ", given, saved_on=day, tagged=tagged)
