"""Places in a form that somebody has yet to fill in never become values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from samverka.imports.found import Found, Text

_PLACEHOLDER = re.compile(
    r"(?i)(?:x{2,}|n\.?\s?n\.?|namn(?:\s+(?:efternamn|namnsson|\(?x+\)?))?|förnamn(?:\s+efternamn)?|efternamn|[._…?\s-]+|\[.*\]|<.*>|"
    r"(?:beslut|text|titel|rubrik|förslag)(?:stext)?\s+x+)\s*(?:\(x{1,3}\))?"
)


def is_placeholder(text: str) -> bool:
    """`XX`, `Namn Namnsson`, `[namn]`: a place that somebody has yet to fill in."""
    return not text.strip() or bool(_PLACEHOLDER.fullmatch(text.strip()))


def said(found: Found[Any] | None) -> Any:
    """The value, None for what is not given or not filled in."""
    if found is None or (isinstance(found.value, str) and is_placeholder(found.value)):
        return None
    return found.value


def names(found: Iterable[Text]) -> list[str]:
    return list(dict.fromkeys(each.value for each in found if not is_placeholder(each.value)))
