"""Which principal a text names. Free of Django: fed with keys and names."""

from __future__ import annotations

import re
from collections.abc import Iterable


class PrincipalNames:
    """Finds principals by any of their names, the longest first, with a genitive -s. Short forms in capitals (`RJH`)
    match only as they are written; a name that two principals share says nothing."""

    def __init__(self, names: Iterable[tuple[int, Iterable[str]]]) -> None:
        owners: dict[str, set[int]] = {}
        for key, given in names:
            for name in given:
                if name.strip():
                    owners.setdefault(name.strip(), set()).add(key)
        self._keys = {name: next(iter(keys)) for name, keys in owners.items() if len(keys) == 1}
        alternatives = "|".join(_pattern(name) for name in sorted(self._keys, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?P<name>{alternatives or '(?!)'})s?(?!\w)")
        self._folded = {name.casefold(): key for name, key in self._keys.items()}

    def named_in(self, text: str) -> int | None:
        """The key of the one principal that `text` names; None if it names none or several."""
        keys = {self._folded[found["name"].casefold()] for found in self._pattern.finditer(text)}
        return keys.pop() if len(keys) == 1 else None


def _pattern(name: str) -> str:
    return re.escape(name) if name.isupper() else f"(?i:{re.escape(name)})"
