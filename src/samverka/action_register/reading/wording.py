"""The words of an action: its kind, and the agreement or plan it is about.

The kind is that of the first word in the first sentence that the table knows; if that sentence has none, of the
first in the rest. A general word of decision (`beslut`) gives way to what is decided when that stands right after
it: `beslut om remiss` is a referral, `beslut att förlänga` an extension. `rek-beslut förlängning` is a recommendation,
since that word comes first. A word is judged whole, so that `åtgärdsförslag` proposes and `uppdragsbeskrivning` does
not commission.
"""

from __future__ import annotations

import re

from samverka.action_register.states import FollowUpKind

_K = FollowUpKind
_WORD = re.compile(r"[^\W\d_][\w.:-]*|\w+")

# Order matters where two rows know the same word: the first row wins.
_TABLE: tuple[tuple[FollowUpKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:{pattern})\Z"))
    for kind, pattern in (
        (_K.RECOMMEND, r"rek\.?-?beslut\w*|rek|rekommend\w*"),
        (_K.DIRECTION_DECISION, r"inriktnings?-?beslut\w*|inriktningsärende\w*"),
        (_K.EXTEND, r"(?:avtals)?förläng\w*"),
        (_K.REFER, r"remiss(?:en|er|erna|beslut|förslag|runda|utskick|behandling|version)?|(?:ut)?remitter\w*"),
        (_K.ALLOCATE, r"(?:medels)?fördelning\w*|fördela(?:s|d|t|des|de)?"),
        (_K.COMMISSION, r"uppdrag(?:et|en|s)?|uppdra(?:r|s|gs)?|uppdrog\w*"),
        (
            _K.REPORT,
            r"\w*rapport(?:en|er|erna|era|eras|erar|erades|erat|ering|eringen)?|\w*redovis(?:a|as|ar|ad|at|ade|ades|ats|ning|ningen|ningar)|\w*återkoppl\w*",
        ),
        (_K.PRESENT, r"presentation(?:en|er)?|presenter\w*|föredragning\w*|föredras?|förevis\w*|demonstration|visning"),
        (_K.INFORM, r"(?:läges)?-?information(?:en|spunkt|särende)?|informera[srd]?|(?:läges)?info"),
        (_K.FOLLOW_UP, r"\w*uppfölj(?:ning|ningen|ningar|d|da|t|as|s|a)?|avstäm\w*|utvärder\w*|översyn|genomgång"),
        (_K.FOLLOW_UP, r"följ(?:a|s|er|as)?|följts|stämma"),  # only with a particle, see below
        (_K.PROPOSE, r"\w*förslag(?:et|en)?|föreslå\w*|utkast\w*"),
        (_K.STATISTICS, r"\w*statistik(?:en)?"),
        (
            _K.DECIDE,
            r"\w*beslut(?:et|en|a|as|ar|ad|at|ade|ades|ats|särende)?|fastställ\w*|godkän\w*|ställningstagande\w*",
        ),
        (_K.DECIDE, r"anta(?:s|r|gen|gna|gande|gandet|git)?|antog\w*"),
    )
)
# `Följa upp` and `stämma av` are verbs with a particle; without it they say nothing of a follow-up.
_PARTICLE = re.compile(r"(?:följ(?:a|s|er|as)?|följts|stämma)\Z")
_DECIDED = frozenset({_K.REFER, _K.EXTEND, _K.ALLOCATE, _K.COMMISSION})
_BETWEEN = frozenset(
    {"om", "att", "på", "ev.", "ev", "ny", "nytt", "skicka", "ge", "i", "av", "den", "prel.", "sända", "gå", "ut"}
)

_QUALIFIERS = (
    r"nytt|nya?|nuvarande|befintlig\w*|gällande|gemensam\w*|tillfällig\w*|reviderad\w*|reviderat|uppdaterad\w*|uppdaterat|förlängt|förlängd|"
    r"lokala?|lokalt|regional\w*|länsgemensam\w*|länsövergripande|omarbetad\w*|omarbetat|särskil\w*|kommande|slutlig\w*"
)
_OBJECT = re.compile(
    rf"(?P<before>\b(?:(?:{_QUALIFIERS})\s){{0,3}})"
    r"(?P<noun>\b(?:[\w-]{0,40}avtal(?:et|en)?|[\w-]{0,40}överenskommelser?n?a?|[\w-]{0,40}riktlinje(?:n|r|rna)?|rutin(?:en|er|erna)?|"
    r"[\w-]{0,40}policyn?|[\w-]{0,40}plan(?:en|er|erna)?|[\w-]{0,40}manual(?:en|er|erna)?|[\w-]{0,40}strategin?|[\w-]{0,40}program(?:met)?|"
    r"version(?:en)?|målbild(?:en)?|uppdragsbeskrivning(?:en|ar)?|ök|hp)\b)"
    r"(?P<after>(?:\s[^\s.,;:!?–—()]+|\s\([^()]{1,80}\)){0,20})",
    re.IGNORECASE,
)
_OBJECT_STOP = re.compile(
    r"\s(?:från|fr\.?|from|t\.?o\.?m\.?|till(?=\s(?:och|\d))|tills|giltig\w*|gäller|behövs|senast|och|samt|har|är|ska|skall|pågår|i|på|enligt|inför|under|"
    r"hos|via|klar\w*|\d\S*|-.*|\w+(?:ad|at|ade|ats|ades|as|jd|ts)(?:/\S+)?)(?=\s|\Z)",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r".+?[.!?](?=\s[A-ZÅÄÖ])|.+", re.DOTALL)
_LONGEST = 4000
"""An action's kind and object stand among its first words; more is not searched."""


def kind_of(text: str) -> FollowUpKind | None:
    """The kind that the words of an action tell, or None when they tell none. See the module for the order."""
    text = text[:_LONGEST]
    first = _FIRST_SENTENCE.match(text)
    return _judge(first.group()) or _judge(text[first.end() :]) if first else None


def kind_of_word(word: str, following: str = "") -> FollowUpKind | None:
    """The kind a single word tells, or None. `following` is the next word, for verbs with a particle."""
    folded = word.casefold().strip(',;:()"”').rstrip(".")
    for kind, pattern in _TABLE:
        if pattern.match(folded):
            lacks_particle = _PARTICLE.match(folded) and following.casefold().rstrip(".,") not in ("upp", "av")
            return None if lacks_particle else kind
    return None


def object_of(text: str) -> str:
    """The agreement or plan the first sentence is about, as written; empty when it names none."""
    first = _FIRST_SENTENCE.match(text[:_LONGEST])
    found = _OBJECT.search(first.group()) if first else None
    if not found:
        return ""
    after = found["after"]
    if stop := _OBJECT_STOP.search(after):
        after = after[: stop.start()]
    return f"{found['before']}{found['noun']}{after}".strip()


def _judge(sentence: str) -> FollowUpKind | None:
    words = _WORD.findall(sentence)
    for index, word in enumerate(words):
        kind = kind_of_word(word, words[index + 1] if index + 1 < len(words) else "")
        if kind is _K.DECIDE:
            return _decided(words[index + 1 : index + 6]) or kind
        if kind:
            return kind
    return None


def _decided(words: list[str]) -> FollowUpKind | None:
    for word in words:
        if (kind := kind_of_word(word)) in _DECIDED:
            return kind
        if word.casefold() not in _BETWEEN:
            return None
    return None
