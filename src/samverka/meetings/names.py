"""Whom a printed name means. Free of Django: fed with what the register knows of each person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    key: int
    name: str
    party: str = ""
    principal: int | None = None


class PersonNames:
    """Finds a person by the name as printed; namesakes are told apart by party and principal, never guessed at."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self._by_name: dict[str, list[KnownPerson]] = {}
        for person in people:
            self._by_name.setdefault(person_key(person.name), []).append(person)

    def find(self, name: str, *, party: str = "", principal: int | None = None) -> int | None:
        """The key of the one person that is meant; None if nobody has the name, or several could be meant.

        A party or principal that contradicts the register's does not keep the only person of that name away: people
        change party, and the printed word stands beside it. Between namesakes it decides.
        """
        found = self._by_name.get(person_key(name), []) if name.strip() else []
        if len(found) == 1:
            return found[0].key
        alike = [
            person
            for person in found
            if (not party or not person.party or person.party.casefold() == party.casefold())
            and (principal is None or person.principal in (None, principal))
        ]
        return alike[0].key if len(alike) == 1 else None


def person_key(name: str) -> str:
    """Names with the same key are the same name: case, accents that Swedish does not count, and punctuation apart."""
    return " ".join(_LETTERS.findall(unicodedata.normalize("NFC", name).casefold()))
