"""Patterns that also match Swedish words whose å, ä and ö a scan has lost."""

from __future__ import annotations

import re

_LOST = {"å": "[åa]", "ä": "[äa]", "ö": "[öo6]", "Å": "[ÅA]", "Ä": "[ÄA]", "Ö": "[ÖO]"}


def tolerant(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern compiled with each å, ä and ö outside a character class also as the letter a scan makes of it."""
    out: list[str] = []
    inside = escaped = False
    for character in pattern:
        out.append(character if inside or escaped else _LOST.get(character, character))
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "[":
            inside = True
        elif character == "]":
            inside = False
    return re.compile("".join(out), flags)
