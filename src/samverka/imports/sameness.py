"""Which agreements a new one may be under another name. Free of Django.

Wider than `likeness`, because here more is known than the names: how long it applies and which forum recommends it. A
name without its brackets, a name inside another, or the subject in common together with the same end or forum is
enough to ask a person; a subject that many share, or the same end alone, is not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from samverka.imports.likeness import MOST_CANDIDATES, Name, name_key, stem

SHORTEST = 5  # letters of a word that can be a subject by itself, or begin a compound
TOO_MANY = 6  # agreements with the word in their names: it tells no longer which one is meant

_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_ACRONYM = re.compile(r"\b[A-ZÅÄÖ]{3,6}\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPENING = re.compile(
    r"(?:överenskommelsen?|avtalet|avtal|riktlinjen?|rutinen?|planen|plan|policyn?|strategin?)$"
)  # what ends a compound such as MTP-överenskommelsen
# Whom and what nearly every agreement is about, and what a paper may be rather than tell.
_BROAD_WORDS = (
    "personer", "person", "vuxna", "unga", "barn", "barnen", "äldre", "insatser", "vård", "vården", "hälsa", "hälsan", "sjukvård",
    "sjukvården", "socialtjänst", "socialtjänsten", "omsorg", "omsorgen", "samordnad", "samordning", "stöd", "arbete",
    "ansvar", "ansvarsfördelning", "förebyggande", "behov", "särskilt", "sammanfattning", "bilaga", "version", "gemensam",
    "verksamhet", "psykisk", "psykiska", "funktionsnedsättning", "utveckling", "hantering", "frågor", "område", "hälso",
)  # fmt: skip
_BROAD = frozenset(stem(word) for word in _BROAD_WORDS)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an agreement beside its name: the last year it tells of, the forums that recommend it."""

    last_year: str = ""
    forums: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str, validity: str, forums: Iterable[str]) -> Facts:
        return cls(max(_YEAR.findall(f"{validity} {name}"), default=""), frozenset(forums))


@dataclass(frozen=True, slots=True)
class _Subject:
    bare: str
    words: frozenset[str]
    numbers: frozenset[str]
    acronyms: frozenset[str]

    @classmethod
    def of(cls, text: str, common: frozenset[str]) -> _Subject:
        bare = _BRACKETS.sub(" ", text) if _BRACKETS.sub("", text).strip() else text
        name = Name.of(_apart(bare), common)
        acronyms = frozenset() if text.isupper() else frozenset(word.casefold() for word in _ACRONYM.findall(text))
        return cls(name_key(bare), name.words - _BROAD, name.numbers, acronyms)

    @property
    def starts(self) -> set[str]:
        return {word[:SHORTEST] for word in self.words | self.acronyms}

    def is_short_for(self, other: _Subject) -> bool:
        """Whether it is told by an abbreviation alone, which the other gives too."""
        return bool(self.words) and self.words <= other.acronyms


def _apart(text: str) -> str:
    """”MTP-överenskommelsen” is about MTP."""
    return " ".join(_OPENING.sub("", word) or word for word in text.casefold().replace("-", " ").split())


@dataclass
class SubjectIndex:
    """Finds agreements by what they are about, without comparing with each."""

    common: frozenset[str] = frozenset()
    _known: defaultdict[int, list[tuple[_Subject, Facts]]] = field(default_factory=lambda: defaultdict(list))
    _by_start: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_name: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, key: int, name: str, facts: Facts) -> None:
        subject = _Subject.of(name, self.common)
        self._known[key].append((subject, facts))
        self._by_name[subject.bare].add(key)
        for start in subject.starts:
            self._by_start[start].add(key)

    def like(self, name: str, facts: Facts) -> list[int]:
        """Keys of those that may be the same, at most `MOST_CANDIDATES`."""
        wanted = _Subject.of(name, self.common)
        near = {key for start in wanted.starts for key in self._by_start.get(start, ())} | self._by_name.get(
            wanted.bare, set()
        )
        found = [key for key in sorted(near) if any(self._may_be(wanted, facts, *other) for other in self._known[key])]
        return found[:MOST_CANDIDATES]

    def _may_be(self, one: _Subject, facts: Facts, other: _Subject, others: Facts) -> bool:
        if one.numbers != other.numbers:
            return False
        if one.bare == other.bare or (one.words and one.words == other.words):
            return True
        if one.is_short_for(other) or other.is_short_for(one):
            return True
        shared = {word for word in one.words for known in other.words if _same_subject(word, known)}
        told = {word for word in shared if len(word) >= SHORTEST and len(self._by_start[word[:SHORTEST]]) <= TOO_MANY}
        if not told:
            return False
        fewest = min(len(one.words), len(other.words))
        if len(shared) >= fewest and (one.words <= other.words or other.words <= one.words):
            return True
        if facts.last_year and facts.last_year == others.last_year:
            return 2 * len(shared) >= fewest
        unknown = not (facts.last_year and others.last_year)
        return unknown and bool(facts.forums & others.forums) and 2 * len(shared) >= fewest


def _same_subject(one: str, other: str) -> bool:
    """The same word, or one that begins the other: suicid, suicidprevention."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= SHORTEST and long.startswith(short))
