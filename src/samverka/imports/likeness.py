"""How alike two names are, so that a person is asked when they may be the same thing. Free of Django.

Names are compared by the words that tell them apart. Words that many names share ("avtal", "länsgemensam", the county
and its municipalities) say nothing of which one is meant and are left out.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

SPELT_ALIKE = 0.85  # of the letters, in order: a slip of the pen or a compound written apart
MOST_COMPARED = 40  # names looked at closely for one name; those that share most beginnings of words come first
TOO_COMMON = 200  # a beginning that more names share tells nothing
MOST_CANDIDATES = 4  # more than a person can choose among

_WORD = re.compile(r"[^\W_]+")
# What a document is called rather than what it is about, and words without meaning of their own.
_GENERIC_WORDS = (
    "avtal", "avtalet", "samverkansavtal", "samverkansavtalet", "samarbetsavtal", "ramavtal", "överenskommelse",
    "överenskommelsen", "länsöverenskommelse", "riktlinje", "riktlinjer", "riktlinjen", "rutin", "rutiner", "rutinen",
    "handlingsplan", "handlingsplanen", "plan", "planen", "planer", "policy", "strategi", "gemensam", "gemensamma",
    "gemensamt", "regional", "regionala", "regionalt", "länsgemensam", "länsgemensamma", "länsövergripande", "lokal",
    "lokala", "lokalt", "tillfällig", "tillfälliga", "ny", "nya", "nytt", "reviderad", "reviderat", "revidering",
    "samverkan", "samarbete", "mellan", "region", "regionen", "län", "läns", "länet", "länets", "kommun", "kommuner",
    "kommunen", "kommunerna", "kommunernas", "huvudman", "huvudmän", "alla", "med", "mot", "inom", "från", "hos",
)  # fmt: skip
# Words a name is as good without: "Överenskommelse placerade barn" is "Överenskommelse om placerade barn".
_SMALL_WORDS = (
    "om", "av", "i", "för", "gällande", "avseende", "angående", "kring", "på", "till", "vid", "och", "eller", "samt",
    "det", "den", "de", "en", "ett", "som",
)  # fmt: skip
SMALL = frozenset(_SMALL_WORDS)
GENERIC = frozenset(_GENERIC_WORDS) | SMALL
_ENDINGS = (
    "arnas", "ernas", "ornas", "andets", "arna", "erna", "orna", "ande", "ens", "ets", "nas", "ars", "ers", "ors",
    "ar", "er", "or", "en", "et", "na", "as", "es", "a", "e", "n", "s", "t",
)  # fmt: skip


def name_key(name: str) -> str:
    """Names with the same key are the same name: case, punctuation, white space and small words apart."""
    words = _words(name)
    return " ".join(word for word in words if word not in SMALL) or " ".join(words)


def _words(name: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", name).casefold())


def telling_words(name: str, common: frozenset[str] = frozenset()) -> frozenset[str]:
    """Stems of the words that tell a name from others. `common` adds words that say nothing here, such as place names."""
    return frozenset(
        stem(word)
        for word in _words(name)
        if len(word) > 1 and not word.isdigit() and word not in GENERIC and word not in common
    )


def stem(word: str) -> str:
    """A Swedish word without its ending, as far as four letters remain."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _numbers(name: str) -> frozenset[str]:
    """Numbers that are part of the name. Years are not: a new period is often the same thing."""
    return frozenset(number for number in re.findall(r"\d+", name) if not re.fullmatch(r"(?:19|20)\d\d", number))


def are_alike(one: Name, other: Name) -> bool:
    """Whether the names may mean the same: the telling words of the shorter one all stand in the longer one and are
    more than half of its, or the words are spelt almost alike. Names with different numbers never are."""
    if one.numbers != other.numbers:
        return False
    shared, most = len(one.words & other.words), max(len(one.words), len(other.words))
    if shared and shared == min(len(one.words), len(other.words)) and 2 * shared > most:
        return True
    return _spelt_alike(one.letters, other.letters)


def _spelt_alike(one: str, other: str) -> bool:
    if not one or not other or min(len(one), len(other)) < SPELT_ALIKE / (2 - SPELT_ALIKE) * max(len(one), len(other)):
        return False
    first, second = sorted((one, other))  # the ratio depends on the order
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= SPELT_ALIKE and matcher.ratio() >= SPELT_ALIKE


@dataclass(frozen=True, slots=True)
class Name:
    """A name prepared for comparison. `letters` is its telling words in order, run together."""

    words: frozenset[str]
    numbers: frozenset[str]
    letters: str

    @classmethod
    def of(cls, name: str, common: frozenset[str] = frozenset()) -> Name:
        words = [word for word in _words(name) if word not in GENERIC and word not in common and not word.isdigit()]
        return cls(telling_words(name, common), _numbers(name), "".join(words))


@dataclass
class NameIndex:
    """Finds the names that are like one, among many, without comparing with each. Keys are whatever has the name."""

    common: frozenset[str] = frozenset()
    _names: dict[Hashable, list[Name]] = field(default_factory=dict)
    _by_start: dict[str, set[Hashable]] = field(default_factory=dict)

    def add(self, key: Hashable, names: Iterable[str]) -> None:
        for given in names:
            name = Name.of(given, self.common)
            self._names.setdefault(key, []).append(name)
            for start in _starts(name):
                self._by_start.setdefault(start, set()).add(key)

    def like(self, name: str) -> list[Hashable]:
        """Keys of the names that may mean the same as `name`, the most alike first, at most `MOST_CANDIDATES`."""
        wanted = Name.of(name, self.common)
        scores: Counter[Hashable] = Counter()
        for start in _starts(wanted):
            keys = self._by_start.get(start, set())
            if len(keys) <= TOO_COMMON:
                scores.update(keys)
        found = [
            key
            for key, _score in scores.most_common(MOST_COMPARED)
            if any(are_alike(wanted, other) for other in self._names[key])
        ]
        return found[:MOST_CANDIDATES]


def _starts(name: Name) -> set[str]:
    """What is looked up: how the telling words begin. A word written apart still begins alike."""
    return {word[:4] for word in name.words}
