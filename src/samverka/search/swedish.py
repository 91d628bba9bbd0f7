"""How Swedish words change and join, as far as a search needs. Rules of the language, none for one text. No Django in here."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache

PARTICLES = frozenset(
    [
        "an",
        "av",
        "be",
        "bi",
        "fram",
        "från",
        "för",
        "före",
        "genom",
        "in",
        "med",
        "mot",
        "ned",
        "ner",
        "om",
        "på",
        "till",
        "under",
        "upp",
        "ut",
        "vid",
        "åt",
        "åter",
        "över",
    ]
)
"""Open verbs and their nouns, and make another word of them: `förslag` is no `lag`, `tillstyrka` no `styrelse`."""

_ENDINGS = ("an", "en", "et", "ar", "er", "or")  # what the stemmer leaves of definite and plural forms
_CHANGED = (
    ("stad", "städ"),
    ("bok", "böck"),
    ("land", "länd"),
)  # plurals that change their vowel and may be other words
# What follows a stem in a word that is derived from it and not joined to it; joined words may follow in their turn.
_DERIVED = re.compile(
    r"(?:i?k?ation|ion|else|elig|ering|nad|ning|ing|ande|ende|het|lig|isk|ist|ism|ell|ik|ör)(?:s.{3,}|$)"
)
_ONSET = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxz]?|[bcdfgkptv][rl]|s(?:[cjklmnptv]|[kpt]r|[kpt]j|pl|ch)|[bdfghklmt]j|[gkf]n|[kqtd]v|ch|ph|th|ps)[aeiouyåäö]"
)
_CODA = re.compile(
    r"[aeiouyåäö](?:[bcdfghjklmnprstvx]?|bb|ck|dd|ff|gg|ll|mm|nn|pp|rr|ss|tt|[nlr][dgklmnpstv]|n(?:gs?|k[st]?|s[tk]|ds|ts)|m[npst]|mst|"
    r"r(?:st|sk|ts|ds|ns)|l(?:st|sk|ts|ds|ls)|s[tkp]|[fkpg][tns]|[dtv]s|ckt|pst|kts|sts|tsk|psk|vd|gd)$"
)


def canonical(stem: str) -> str:
    """Stems that the stemmer parts and that are never anything else: `huvudmän` is `huvudman`, `ledamöt` `ledamot`."""
    if stem.endswith(("män", "männ")):
        return stem[: stem.rindex("mä")] + "man"
    if stem.endswith("ledamöt"):
        return stem[:-2] + "ot"
    return stem


def other_forms(stem: str) -> Iterator[str]:
    """Stems that the same word may have in other forms. Some of them are no words: look them up."""
    bases = [stem, *(stem[: -len(end)] for end in _ENDINGS if stem.endswith(end) and len(stem) - len(end) >= 3)]
    if stem.endswith("s") and len(stem) > 4:  # the stemmer takes the s of `plats`, but not that of `platser`
        bases.append(stem[:-1])
    for base in bases:
        yield base
        for end in _ENDINGS:
            yield base + end
    if re.search(r"[aeiouyåäö][mn]$", stem):
        yield stem + stem[-1]
    if re.search(r"[aeiouyåäö](?:mm|nn)$", stem):
        yield stem[:-1]
    for one, other in _CHANGED:
        if stem.endswith(one):
            yield stem.removesuffix(one) + other
        elif stem.endswith(other):
            yield stem.removesuffix(other) + one


def is_joined(term: str, stem: str, known: Container[str], *, is_cut: bool = False) -> bool:
    """Whether `term` is a word joined of others, of which `stem` is one. `is_cut`: the stemmer took a long ending off the
    word that was asked for, so that little of it is left to tell it by."""
    is_short = is_cut or len(stem) < 4
    if not _begins_a_word(stem):
        return term.startswith(stem) and term != stem and not is_short and _may_follow(term[len(stem) :])
    place = term.find(stem)
    while place >= 0:
        before, after = term[:place], term[place + len(stem) :]
        is_end = not after or after in _ENDINGS
        if (before or not is_end) and (is_end or (not is_short and _may_follow(after))) and _may_precede(before):
            return not (before and is_short) or _is_told_from_its_like(before, known)
        place = term.find(stem, place + 1)
    return False


@lru_cache(maxsize=50_000)
def _may_follow(after: str) -> bool:
    """Whether this may be another word, joined with or without a letter between."""
    if not after or _DERIVED.match(after):
        return False
    rests = [after, *([after[1:]] if after[0] in "seao" else [])]
    return any(len(rest) >= 3 and _begins_a_word(rest) for rest in rests)


@lru_cache(maxsize=50_000)
def _may_precede(before: str) -> bool:
    """Whether this may be a word to which another is joined; `o` turns a word round: `ohälsa`."""
    if before in ("", "o"):
        return True
    return (
        len(before) >= 3
        and not before.endswith("be")
        and (_ends_a_word(before) or _ends_a_word(before[:-1] if before[-1] == "s" else before))
    )


def _is_told_from_its_like(before: str, known: Container[str]) -> bool:
    """Whether a short word is surely joined to this, and not just how another word happens to end."""
    if before == "o":
        return True
    bare = before.removesuffix("s")
    if before in PARTICLES or bare in PARTICLES:
        return False
    return before in known or bare in known or (len(before) >= 6 and not _is_opened(before))


def _is_opened(before: str) -> bool:
    """Whether the word that follows has a particle of its own: `lagför|slag`, `läkarav|tal`. After an s only the long
    ones are told from the end of a word: `samverkans|råd`."""
    bare, least = (before[:-1], 3) if before.endswith("s") else (before, 2)
    return any(
        bare.endswith(particle) and len(bare) - len(particle) >= 3 and _ends_a_word(bare[: -len(particle)])
        for particle in PARTICLES
        if len(particle) >= least
    )


@lru_cache(maxsize=50_000)
def _begins_a_word(text: str) -> bool:
    return bool(_ONSET.match(text))


def _ends_a_word(text: str) -> bool:
    return text.endswith(("a", "e", "i", "o", "u", "y", "å", "ä", "ö")) or bool(_CODA.search(text))
