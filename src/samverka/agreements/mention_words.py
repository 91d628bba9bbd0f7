"""Words as names of agreements use them: what sort of document they name, what says nothing, and which are the same word
in another inflection or as a scan spells it. Free of Django."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from samverka.meetings.linking import fold

SPELT_ALIKE = 0.84
_ENDING = r"(?:en|et|ets|ens|n|ns|s|r|rs|er|ers|erna|ernas|rna|rnas)?"
_SORTS = (
    ("agreement", "avtal", rf"avtal{_ENDING}"),
    ("agreement", "accord", rf"overenskommelse{_ENDING}"),
    ("guideline", "guideline", rf"riktlinje{_ENDING}"),
    ("routine", "routine", rf"rutin{_ENDING}"),
    ("plan", "plan", r"(?:handlings|aktivitets|samverkans)?plan(?:en|ens|er|erna|s)?"),
    ("policy", "policy", r"polic(?:y|yn|yns|ys|ies|yer)"),
    ("policy", "strategy", r"strategi(?:n|ns|er|erna|s)?"),
)
_SORT_WORDS = tuple((family, sort, re.compile(rf"(?P<before>\w*?)(?:{pattern})")) for family, sort, pattern in _SORTS)
_SHORT_SORTS = {"ök": ("agreement", "accord"), "HP": ("plan", "plan")}
_SMALL_WORDS = (
    "om av i for gallande avseende angaende rorande kring pa till vid och eller samt det den de en ett "
    "som med mot inom fran hos mellan in ut enligt via inkl inklusive mm t ex bl a"
)
SMALL = frozenset(_SMALL_WORDS.split())
_SHARED_WORDS = (
    "samverkan samverkans samverka samarbete samarbets ram lans lan lanet lanets region regionen "
    "regionens regional regionala regionalt gemensam gemensamma gemensamt lansgemensam lansgemensamma "
    "lansgemensamt lansovergripande ny nya nytt nuvarande gallande reviderad reviderat reviderade rev "
    "tillfallig tillfalliga tillfalligt overgripande lokal lokala lokalt kommun kommuner kommunen "
    "kommunerna kommunernas kommunal kommunala huvudman huvudmannen alla lansavtal personer person"
)
SHARED = frozenset(_SHARED_WORDS.split())
_NEW_WORDS = "ny nya nytt"
NEW = frozenset(_NEW_WORDS.split())


def sort_of(word: str) -> tuple[tuple[str, str] | None, str]:
    """What sort of document a word names, and what stands before it in a compound: `hemsjukvårdsavtal` is an avtal of
    hemsjukvård."""
    if word in _SHORT_SORTS:
        return _SHORT_SORTS[word], ""
    folded = fold(word)
    for family, sort, pattern in _SORT_WORDS:
        if found := pattern.fullmatch(folded):
            before = found["before"]
            return (family, sort), before[:-1] if len(before) > 4 and before.endswith("s") else before
    return None, folded


def bones(word: str) -> str:
    """A word without what a scan loses: vowels, and the d that å and ä are read as; without its last ending."""
    return re.sub(r"[aeiouyd\d]", "", word)[:6]


def is_same_name(plain: str, words: str) -> bool:
    """Whether the words are the name's own, in its order, but for their endings."""
    one, other = plain.split(), words.split()
    return len(one) == len(other) and all(is_same_word(*pair) for pair in zip(one, other, strict=True))


def is_same_word(known: str, word: str) -> bool:
    """Whether a word of a text is one of a name: the same but for its ending, or for how a scan spells it."""
    if known == word:
        return True
    short, long = sorted((known, word), key=len)
    if len(long) - len(short) > 4:
        return False
    if len(short) <= 4:
        return long.startswith(short) and long[len(short) :] in ("s", "n", "en", "et", "t", "ens", "ets")
    cut = len(short) - (2 if len(short) > 6 else 1)
    if long.startswith(short[:cut]):
        return True
    if len(short) < 6 or long.isdigit():
        return False
    cut_long = long[: len(short)]
    return SequenceMatcher(None, short, cut_long, autojunk=False).ratio() >= SPELT_ALIKE
