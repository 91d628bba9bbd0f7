"""A query matched: which entries, in which tier, seen by whom. Whole sets, so that every count is exact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from samverka.foundation.accounts.models import User
from samverka.search import bits, text
from samverka.search.entries import ALL, GUARD, OCR, TITLED, kind_facet, thing_facet
from samverka.search.general import ABBREVIATIONS
from samverka.search.index import Known, Sets, WordSets
from samverka.search.models import SearchEntry
from samverka.search.permissions import hidden_holders
from samverka.search.reading import Asked, Unit, UnitKind
from samverka.search.sources import SOURCES
from samverka.search.widening import Tier

MOST_IN_A_NAME = 12
MOST_VERIFIED = 2000
MOST_ALIKE = 200
MOST_KEPT = 100  # words, each some tens of kB where there are 200,000 entries
NAMED = ("agreement", "forum", "principal")
"""Kinds of entries that have names besides their title."""
_ACCENTED = {
    "a": "[aàáâã]",
    "c": "[cç]",
    "e": "[eèéêë]",
    "i": "[iìíîï]",
    "n": "[nñ]",
    "o": "[oòóôõ]",
    "u": "[uùúûü]",
    "y": "[yýÿ]",
}
NOBODY = f"{GUARD}"
"""The guard of entries without a holder."""


@dataclass
class Part:
    """A word of a unit with the terms it is found by, by tier. Terms that are no word's have no `word`."""

    terms: dict[Tier, list[str]]
    word: str = ""


@dataclass
class Sought:
    """A unit with the terms it is found by. `parts` are its words; `others` are other names of what it names, as terms that
    must all be there; `things` is what it names, as facets; `known_as` says which."""

    unit: Unit
    parts: list[Part] = field(default_factory=list)
    others: list[list[str]] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    known_as: str = ""

    def unread_terms(self, known: Known) -> Iterable[str]:
        """The terms whose entries are not at hand."""
        for part in self.parts:
            if part.word not in known.found:
                for terms in part.terms.values():
                    yield from terms
        for other in self.others:
            yield from other
        yield from self.things


@dataclass(frozen=True)
class Matched:
    """Entries by tier (each with all better ones in it) and those whose title has all that was sought."""

    tiers: Mapping[Tier, int]
    titled: int

    @property
    def all(self) -> int:
        return self.tiers[Tier.LOOK_ALIKE]


def seek(asked: Asked, known: Known) -> list[Sought]:
    """The units with their terms; words in a row that are a name of something become one unit. Two queries at most."""
    named = _names_in(asked.units, known)
    sought, skip = [], 0
    for place, unit in enumerate(asked.units):
        if skip:
            skip -= 1
            continue
        if place in named:
            length, entries = named[place]
            several = asked.units[place : place + length]
            whole = Unit(
                UnitKind.WORDS,
                " ".join(each.said for each in several),
                tuple(w for each in several for w in each.words),
            )
            sought.append(_widened(whole, known, entries))
            skip = length - 1
        else:
            sought.append(_widened(unit, known, []))
    return sought


def _names_in(units: Sequence[Unit], known: Known) -> dict[int, tuple[int, list[SearchEntry]]]:
    """By place, how many units make a name, the longest, and what is called so."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(units)):
        for length in range(1, min(MOST_IN_A_NAME, len(units) - start) + 1):
            several = units[start : start + length]
            if any(each.kind is not UnitKind.WORDS for each in several):
                break
            term = text.name_term(" ".join(each.said for each in several))
            if term in known.keys:
                spans.setdefault(term, []).append((start, length))
    if not spans:
        return {}
    sets = Sets(known)
    numbers = {term: list(bits.numbers(sets.having([term])))[:20] for term in spans}
    entries = {
        each.number: each
        for each in SearchEntry.objects.filter(number__in={n for many in numbers.values() for n in many}).defer("body")
    }
    found: dict[int, tuple[int, list[SearchEntry]]] = {}
    for term, places in spans.items():
        for start, length in places:
            called = [entries[number] for number in numbers[term] if number in entries]
            if called and length > found.get(start, (0, []))[0]:
                found[start] = (length, called)
    return found


def _widened(unit: Unit, known: Known, called: Sequence[SearchEntry]) -> Sought:
    sought = Sought(unit)
    if unit.kind is UnitKind.TERMS and any(term in known.keys for term in unit.terms):
        lost = [term for term in unit.terms if term.startswith(text.LOST)]
        sought.parts = [Part({Tier.EXACT: [term for term in unit.terms if term not in lost], Tier.LOOK_ALIKE: lost})]
        return sought
    meant = [word for word in unit.words if word not in text.STOP_WORDS]
    if unit.kind is UnitKind.PHRASE:
        sought.parts = [Part({Tier.EXACT: [text.stem(word)]}) for word in meant]
        return sought
    sought.parts = [_part(word, known) for word in meant]
    own = _terms_of(" ".join(unit.words))
    for entry in called:
        sought.things += [thing_facet(thing) for thing in entry.details["belongs_to"][:1]]
        sought.others += [terms for name in entry.details["names"] if (terms := _terms_of(name)) != own]
        sought.known_as = entry.title
    for group in ABBREVIATIONS:
        each_way = [_terms_of(name) for name in group]
        if own in each_way:
            sought.others += [terms for terms in each_way if terms != own]
            sought.known_as = sought.known_as or group[-1 if own == each_way[0] else 0]
    return sought


def _part(word: str, known: Known) -> Part:
    """One word with its terms by tier, none in two."""
    found = known.parts.get(word)
    if found is None:
        stem = text.stem(word)
        forms = known.words.forms(word, stem)
        found = {
            Tier.EXACT: forms,
            Tier.COMPOUND: [term for term in known.words.compounds(word, stem) if term not in forms],
            Tier.LOOK_ALIKE: [text.seen_term(*alike) for alike in islice(known.seen.alike(word, stem), MOST_ALIKE)],
        }
        if len(known.parts) < MOST_KEPT:
            known.parts[word] = found
    return Part(dict(found), word)


def _terms_of(name: str) -> list[str]:
    return [token.term for token in text.words(name) if token.word not in text.STOP_WORDS]


def match(sought: Sequence[Sought], known: Known, sets: Sets) -> Matched:
    """All of the units, whoever may see them. One query for every few hundred terms."""
    everything = sets.facet(ALL)
    _leave_out_words(sought, known, sets)
    sets.read(term for each in sought for term in each.unread_terms(known))
    tiers, titled = dict.fromkeys(Tier, everything), everything
    for each in sought:
        for tier, found in _unit_tiers(each, known, sets).items():
            tiers[tier] &= found
        titled &= _unit_titled(each, known, sets)
    return Matched(tiers, titled)


def _sets_of(part: Part, known: Known, sets: Sets) -> WordSets:
    """The entries of one word; kept until something is written."""
    found = known.found.get(part.word)
    if found is None:
        found = WordSets(
            {tier: sets.of_those_read(terms) for tier, terms in part.terms.items()},
            sets.of_those_read([*part.terms.get(Tier.EXACT, ()), *part.terms.get(Tier.COMPOUND, ())], TITLED),
        )
        if part.word and len(known.found) < MOST_KEPT:
            known.found[part.word] = found
    return found


def _leave_out_words(sought: Sequence[Sought], known: Known, sets: Sets) -> None:
    """A word that stands in texts that are no pictures is itself, and no other word read wrongly."""
    parts = [part.terms for each in sought for part in each.parts if part.terms.get(Tier.LOOK_ALIKE)]
    stems = {term: term.rpartition("\x02")[2] for terms in parts for term in terms[Tier.LOOK_ALIKE]}
    new = {stem for term, stem in stems.items() if stem not in known.clean and term.startswith(text.SEEN)}
    sets.read(new)
    known.clean.update((stem, bool(sets.having([stem]) & ~sets.facet(OCR))) for stem in new)
    for terms in parts:
        terms[Tier.LOOK_ALIKE] = [term for term in terms[Tier.LOOK_ALIKE] if not known.clean.get(stems[term])]


def _unit_tiers(sought: Sought, known: Known, sets: Sets) -> dict[Tier, int]:
    """Each tier with all better ones in it."""
    if not sought.parts:
        return dict.fromkeys(Tier, 0)
    words = [_sets_of(part, known, sets).tiers for part in sought.parts]
    so_far, tiers, other = [0] * len(words), dict[Tier, int](), 0
    for tier in Tier:
        if tier is Tier.ALIAS:
            other = _others(sought, sets)
        whole = -1
        for number, word in enumerate(words):
            so_far[number] |= word.get(tier, 0)
            whole &= so_far[number]
        tiers[tier] = whole | other
    return tiers


def all_of(sought: Sought, known: Known, sets: Sets) -> int:
    """All entries that the unit by itself is found in."""
    return _unit_tiers(sought, known, sets)[Tier.LOOK_ALIKE]


def _others(sought: Sought, sets: Sets) -> int:
    found = sets.having(sought.things)
    for terms in sought.others:
        whole = -1 if terms else 0
        for term in terms:
            whole &= sets.having([term])
        found |= whole
    return found


def _unit_titled(sought: Sought, known: Known, sets: Sets) -> int:
    whole = -1 if sought.parts else 0
    for part in sought.parts:
        whole &= _sets_of(part, known, sets).titled
    return whole


def visible(user: User, known: Known, sets: Sets) -> tuple[int, frozenset[str]]:
    """What the user may see, and the holders that keep something from the user. Read after what was matched, so that what
    has become hidden meanwhile is not shown. Two queries, and one for every few hundred hidden holders."""
    hidden = hidden_holders(user)
    guards = {term for holder in hidden for term, holders in known.guards.get(holder, ()) if hidden.issuperset(holders)}
    kinds = [kind_facet(source.kind) for source in SOURCES.values() if not source.see(user)]
    return sets.facet(ALL) & ~sets.having([NOBODY, *guards, *kinds]), hidden


def is_hidden(entry: SearchEntry, hidden: frozenset[str]) -> bool:
    return hidden.issuperset(entry.details["holders"])


def with_phrases(numbers: Sequence[int], phrases: Iterable[tuple[str, ...]]) -> int:
    """Those of these entries in which each phrase stands in one of the texts, word for word. Two queries."""
    patterns = [re.compile(_word_for_word(phrase), re.IGNORECASE) for phrase in phrases]
    entries = SearchEntry.objects.filter(number__in=numbers)
    texts = {number: [title, body] for number, title, body in entries.values_list("number", "title", "body")}
    for number, details in entries.filter(kind__in=NAMED).values_list("number", "details"):
        texts[number] += details["names"]
    return bits.of(
        number
        for number, said in texts.items()
        if all(any(pattern.search(each) for each in said) for pattern in patterns)
    )


def _word_for_word(phrase: tuple[str, ...]) -> str:
    """A pattern for the folded words of a phrase, whatever stands between them."""
    words = ("".join(_ACCENTED.get(sign, sign) for sign in word) for word in phrase)
    return r"(?<![^\W_])" + r"[\W_]+".join(words) + r"(?![^\W_])"
