"""Forums known by name: which forum a text means, and what looks like a forum that nobody has told us about.

Free of Django: fed with pairs of key and names, by the packaged list of a county or by the database.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

SPELT_ALIKE = 0.85  # of the letters, in order: a slip of the pen
_GAP = r"[\s\-‐‑]+"
_TURKISH = str.maketrans("İı", "ii")  # match i in any case, but fold to something else
_SHORT_ACRONYM = re.compile(r"[A-ZÅÄÖ]{2,3}\Z")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known forum in a text: `text[start:end]`, the name as written without a genitive ending, the forum's key."""

    start: int
    end: int
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class PackagedForum:
    """What a packaged list says of one forum. `label` is what people call it; `prepares_for` holds keys."""

    key: str
    label: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    level: str
    prepares_for: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every way of writing it, the label first, none twice."""
        return tuple(dict.fromkeys(n for n in (self.label, self.abbreviation, self.name, *self.aliases) if n))


class ForumNames:
    """Finds forums by any of their names.

    `names`: pairs of a forum's key and its names, the one people use first. A name that two forums share says
    nothing and is left out. `heads`: words that open a family of forum names (`SamReKo` …) without being one.

    Names match in any case, with a genitive -s or :s, and with hyphen or space between their words; an abbreviation
    of two or three letters (`FG`) only as it is written. They never match inside a longer word.
    """

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]], heads: Iterable[str] = ()) -> None:
        self._labels: dict[str, str] = {}
        owners: dict[str, set[str]] = {}
        spellings: dict[str, str] = {}
        self.given = tuple((key, tuple(given)) for key, given in names)
        for key, given in self.given:
            for name in given:
                if folded := _fold(name):
                    self._labels.setdefault(key, name)
                    owners.setdefault(folded, set()).add(key)
                    spellings.setdefault(folded, name)
        self._keys = {folded: next(iter(keys)) for folded, keys in owners.items() if len(keys) == 1}
        self._heads = frozenset(head.casefold() for head in heads)
        longest_first = sorted(self._keys, key=lambda folded: (-len(folded), folded))
        alternatives = "|".join(_pattern(spellings[folded]) for folded in longest_first) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)(?P<name>{alternatives})(?::?s)?(?!\w)")

    @classmethod
    def packaged(cls, county: str) -> ForumNames:
        """The list packaged for a county, by its code (`23`). Raises `LookupError` if there is none."""
        return _packaged_names(county)

    def extended(self, names: Iterable[str]) -> ForumNames:
        """These forums and others that only a document names; such a name is its own key."""
        others = [(name, (name,)) for name in names if self.resolve(name) is None]
        return ForumNames((*self.given, *others), self._heads) if others else self

    def match(self, text: str, position: int = 0) -> NameMatch | None:
        """The known forum whose name begins exactly at `position`, the longest name first; or None."""
        found = self._pattern.match(text, position)
        return self._read(found) if found else None

    def find(self, text: str) -> Iterator[NameMatch]:
        """Every known forum named in `text`, left to right, not overlapping."""
        return (self._read(found) for found in self._pattern.finditer(text))

    def resolve(self, name: str) -> str | None:
        """The key of the forum that `name` as a whole means, also as `Full name (ABBR)`; or None."""
        name = name.strip(" \t\r\n.,;:")
        if found := self._pattern.fullmatch(name):
            return self._read(found).key
        if outer := re.fullmatch(r"([^()]+)\(([^()]+)\)", name):
            long, short = (self.resolve(part) for part in outer.groups())
            return long if long and short in (None, long) else None
        return None

    def meant(self, name: str) -> str | None:
        """The key of the known forum whose name is spelt most like one that is not known (`SamReKo HSO`); or None."""
        spellings = {_fold(each): key for key, given in self.given for each in given}
        found = difflib.get_close_matches(_fold(name), spellings, n=1, cutoff=SPELT_ALIKE)
        return spellings[found[0]] if found else None

    def label(self, key: str) -> str:
        """What people call the forum. Raises `KeyError` for a key that is not known here."""
        return self._labels[key]

    def names(self) -> Iterator[str]:
        """Every name given, also those that two forums share, each once."""
        return iter(dict.fromkeys(name for _key, given in self.given for name in given))

    def is_head(self, word: str) -> bool:
        """Whether `word` opens a family of forum names, such as SamReKo."""
        return word.casefold() in self._heads

    def _read(self, found: re.Match[str]) -> NameMatch:
        name = found["name"]
        return NameMatch(found.start(), found.end(), " ".join(name.split()), self._keys[_fold(name)])


@cache
def packaged_forums(county: str) -> tuple[PackagedForum, ...]:
    """The forums packaged for a county code. Raises `LookupError` if there is no such list."""
    return tuple(
        PackagedForum(
            key=row["key"],
            label=row["label"],
            name=row["name"],
            abbreviation=row["abbreviation"],
            aliases=tuple(row["aliases"]),
            level=row["level"],
            prepares_for=tuple(row["prepares_for"]),
        )
        for row in _packaged(county)["forums"]
    )


def packaged_heads(county: str) -> list[str]:
    """The words that open a family of forum names in the county; none if no list is packaged for it."""
    try:
        return list(_packaged(county)["heads"])
    except LookupError:
        return []


@cache
def _packaged_names(county: str) -> ForumNames:
    return ForumNames(((forum.key, forum.names) for forum in packaged_forums(county)), _packaged(county)["heads"])


def _packaged(county: str) -> dict[str, list]:  # type: ignore[type-arg]  # JSON, checked by its test
    if not re.fullmatch(r"\d\d", county):
        raise LookupError(f"not a county code: {county!r}")
    source = resources.files("samverka.forums").joinpath("data", f"{county}.json")
    if not source.is_file():
        raise LookupError(f"no forums are packaged for county {county}")
    data: dict[str, list] = json.loads(source.read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return data


def _fold(name: str) -> str:
    """Spellings that are the same name fold to the same: case, and hyphen or space between words."""
    return re.sub(_GAP, " ", name).strip().translate(_TURKISH).casefold()


def _pattern(name: str) -> str:
    words = [re.escape(word) for word in re.split(_GAP, name.strip("-‐‑ \t\n")) if word]
    pattern = _GAP.join(words)
    return pattern if _SHORT_ACRONYM.match(name) else f"(?i:{pattern})"
