"""Who takes part in a forum, divided between the municipalities and the region where the text divides them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samverka.imports.blocks import Place
from samverka.imports.extractors.arenas import fields
from samverka.imports.extractors.context import Context
from samverka.imports.mending import is_bullet, join_lines, mend, tidy, without_marker
from samverka.imports.records import Found, Text

_BETWEEN_SIDES = re.compile(
    r"(?<=[.;,])\s+(?=(?:[Ff]rån\s)?(?:Kommun|kommun|Region|region)\w*(?:\s[^\W\d_]+){0,3}\s*:)"
)

_SIDES = ((fields.MUNICIPAL, "participants_municipal"), (fields.REGION, "participants_region"))


def divide(context: Context, lines: Sequence[tuple[str, Place]]) -> dict[str, Text]:
    """The lines of the field by side: `participants_municipal`, `participants_region`, or `participants` undivided."""
    parts: dict[str, list[tuple[str, Place]]] = {}
    side = "participants"
    for text, place in ((part, at) for line, at in lines for part in _BETWEEN_SIDES.split(line)):
        plain = tidy(text)
        if not plain:
            continue
        plain = without_marker(plain) if is_bullet(plain) else plain
        opened = _opens(plain)
        if opened:
            side, plain = opened
            parts.setdefault(side, [])
        if plain:
            parts.setdefault(side, []).append((plain, place))
    out: dict[str, Text] = {}
    for concept, found in parts.items():
        if found:
            value = mend(join_lines([text for text, _ in found], context.words), context.words)
            out[concept] = Found(value, "\n".join(text for text, _ in found), found[0][1])
    return out


def _opens(line: str) -> tuple[str, str] | None:
    """The side a line opens («Från länets kommuner;»), and what follows on the same line."""
    for pattern, side in _SIDES:
        found = pattern.match(line)
        if not found:
            continue
        rest = line[found.end() :].strip()
        if found["end"] or line.casefold().startswith(("från", "deltagare", "representant")):
            return side, rest
    return None
