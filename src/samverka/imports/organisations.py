"""Which principal a cell of a list names, however it is written. Free of the database.

`Östersunds kn`, `Kommunen Östersund` and `ÖSTERSUND` are Östersunds kommun for certain; `Ostersund` and `Östersnud` are
taken to be, and a person is asked.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from samverka.imports.signals import fold

_WORD = re.compile(r"[^\W_]+(?::[^\W_]+)?")
_KINDS = frozenset({"kommun", "kommuns", "kommunen", "kommunens", "kn", "k:n", "komm", "kmn", "stad", "stads"})
_REGION = frozenset({"region", "regionen", "regions"})
_NEAR = 0.72


@dataclass(frozen=True, slots=True)
class Named:
    """The register's name, and whether it is certain that it is meant."""

    name: str
    is_certain: bool


class Organisations:
    """Fed with each principal's name and all its names."""

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]]) -> None:
        certain: dict[str, set[str]] = {}
        for name, given in names:
            for each in given:
                for form in (_key(each), *_short_forms(each)):
                    if form:
                        certain.setdefault(form, set()).add(name)
        self._certain = {form: owners.pop() for form, owners in certain.items() if len(owners) == 1}
        self._folded: dict[str, set[str]] = {}
        for form, name in self._certain.items():
            self._folded.setdefault(fold(form), set()).add(name)

    def find(self, text: str) -> Named | None:
        """The principal a cell names; None when nothing is like it, or two are equally like."""
        key = _key(text)
        if key in self._certain:
            return Named(self._certain[key], True)
        owners = self._folded.get(fold(key), set())
        if len(owners) == 1:
            return Named(next(iter(owners)), False)
        for form in difflib.get_close_matches(fold(key), self._folded, n=1, cutoff=_NEAR):
            if len(self._folded[form]) == 1:
                return Named(next(iter(self._folded[form])), False)
        return None


def _key(text: str) -> str:
    """Small letters, without the words for what it is (but a region stays one) and the genitive of the rest."""
    words = _WORD.findall(text.casefold())
    telling = ["region" if word in _REGION else word for word in words if word not in _KINDS]
    if not telling:
        return " ".join(words)
    last = telling[-1]
    return " ".join([*telling[:-1], last[:-1] if last.endswith("s") and len(last) > 3 else last])


def _short_forms(name: str) -> Iterable[str]:
    """`region jh` and `rjh` for Region Jämtland Härjedalen."""
    words = _WORD.findall(name.casefold())
    if len(words) >= 3 and words[0] in _REGION:
        initials = "".join(word[0] for word in words[1:])
        yield f"region {initials}"
        yield f"r{initials}"
