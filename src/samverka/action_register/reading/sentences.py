"""Where a new sentence begins: after a full stop that is one, or on a new line that is not a mere wrap."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"”’»)\]]*[ \n]+|;[ \n]+|\n")
_OPENS = re.compile(r"[A-ZÅÄÖ0-9\"”»(\[•*+<§]")
_OPENS_LINE = re.compile(r"[A-ZÅÄÖ0-9\"”»(\[•*+<§–-]")
_TOKEN = re.compile(r"[\w.:]+\Z")
_LIST_NUMBER = re.compile(r"(?:\A|\n)\s*\d{1,2}\Z")
_NEVER_LAST = frozenset(
    [
        "t.ex",
        "bl.a",
        "ev",
        "event",
        "prel",
        "pre",
        "ang",
        "arb",
        "ref",
        "rev",
        "s.k",
        "f.n",
        "kl",
        "resp",
        "nr",
        "m.a.a",
        "fr",
        "inkl",
        "exkl",
        "jfr",
        "dvs",
        "d.v.s",
        "enl",
        "dr",
        "rek",
        "t.o.m",
        "fr.o.m",
        "t.om",
        "p.g.a",
        "pga",
        "m.h.t",
        "i.o.m",
        "tel",
        "tfn",
        "avd",
        "kap",
        "sid",
        "s",
        "p",
        "art",
        "ordf",
        "f.d",
        "c:a",
        "ca",
        "max",
        "min",
        "dnr",
        "vt",
        "ht",
    ]
)
_MONTHS = frozenset(["jan", "feb", "febr", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"])


def sentence_starts(text: str) -> Iterator[int]:
    """The places where a sentence begins, but for the first."""
    for end in _END.finditer(text):
        following = text[end.end() : end.end() + 1]
        if not following:
            return
        if end.group().startswith("\n"):
            if _OPENS_LINE.match(following):
                yield end.end()
        elif _OPENS.match(following) and (end.group()[0] in "!?;…" or _is_full_stop(text, end.start(), following)):
            yield end.end()


def _is_full_stop(text: str, at: int, following: str) -> bool:
    token = _TOKEN.search(text, max(0, at - 20), at)
    word = token.group().casefold() if token else ""
    if word in _NEVER_LAST or (word in _MONTHS and following.isdigit()):
        return False
    return not _LIST_NUMBER.search(text, max(0, at - 6), at)
