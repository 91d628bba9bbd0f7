"""How much of what was meant is found, compared by letters and figures only: a scan changes signs and marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

NOT_COMPARED = frozenset(["recognition", "warnings", "unjudged", "number", "position"])


def facts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value with its field."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_COMPARED:
                yield from facts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from facts(inner, path)
    else:
        folded = unicodedata.normalize("NFD", str(value)).casefold()
        yield path, re.sub(r"[^a-z0-9]", "", folded)


def f1(found: dict[str, Any], meant: dict[str, Any]) -> float:
    one, other = Counter(facts(found)), Counter(facts(meant))
    return 2 * (one & other).total() / (one.total() + other.total())
