"""Forums named in a scan, where å, ä and ö have lost their dots. Free of the database."""

from __future__ import annotations

from collections.abc import Mapping

from samverka.forums.names import ForumNames
from samverka.meetings.linking import fold


def folded_names(names: ForumNames) -> dict[str, str]:
    """The forum's key by each of its names written without dots; what several forums share is left out."""
    owners: dict[str, set[str]] = {}
    for key, given in names.given:
        for name in given:
            owners.setdefault(fold(name), set()).add(key)
    return {spelt: next(iter(keys)) for spelt, keys in owners.items() if len(keys) == 1}


def known_forum(name: str, names: ForumNames, folded: Mapping[str, str]) -> str | None:
    """The key of the one forum that is meant, as a whole or with its abbreviation in brackets; None if there is none."""
    return names.resolve(name) or folded.get(fold(name)) or folded.get(fold(name.partition("(")[0]))
