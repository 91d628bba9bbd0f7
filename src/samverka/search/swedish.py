"""How Swedish words change and join, as far as a search needs. Rules of the language, none for one text. No Django in here."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

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
    place = term.find(stem)
    while place >= 0:
        before, after = term[:place], term[place + len(stem) :]
        is_end = not after or after in _ENDINGS
        if (
            (before or not is_end)
            and (is_end or (not is_short and _may_follow(after)))
            and _may_precede(before, stem, known, is_short=is_short)
        ):
            return True
        place = term.find(stem, place + 1)
    return False


def _may_follow(after: str) -> bool:
    """Whether this may be another word, joined with or without a letter between."""
    if _DERIVED.match(after):
        return False
    rests = [after, *([after[1:]] if after[0] in "seao" else [])]
    return any(len(rest) >= 3 and _ONSET.match(rest) for rest in rests)


def _may_precede(before: str, stem: str, known: Container[str], *, is_short: bool) -> bool:
    """Whether this may be a word to which `stem` is joined."""
    if not before:
        return True
    bare = before.removesuffix("s")
    if before == "o":  # not: `ohälsa`
        return True
    if (
        len(before) < 3
        or before.endswith("be")
        or not _ONSET.match(stem)
        or not (_ends_a_word(before) or _ends_a_word(bare))
    ):
        return False
    if not is_short:
        return True
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


def _ends_a_word(text: str) -> bool:
    return text.endswith(("a", "e", "i", "o", "u", "y", "å", "ä", "ö")) or bool(_CODA.search(text))
