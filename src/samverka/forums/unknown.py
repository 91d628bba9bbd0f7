"""What looks like a forum's name though nobody has told us of it: kept as written and reported, never resolved.

A name is unknown when it stands right before a date and has one of these shapes:
- a head that opens a family of names, and capitalised words after it: `SamReKo HSO`;
- a known forum and words that make it another gathering: `SVOM samverkansdagar Västernorrland`;
- a word that ends as forums and meetings do: `samrådsgruppen`, `Hälso- och sjukvårdsnämnden`, `Styrgrupp Barnahus`;
- such a word and what it is for: `Länsnätverket för förvaltningschefer`;
- an abbreviation, with capitalised words before it: `HSN`, `Social ReKo`. Since many other things are abbreviated,
  the caller must know from where it stands that it is a forum (`is_bare`, also for the shape before).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from samverka.forums.names import ForumNames, NameMatch

WINDOW = 120
"""A name is looked for in so many characters before the date."""

_BODY = (
    r"(?:grupp|nämnd|råd|arena|styrelse|nätverk|möte|utskott|kommitté|beredning|kollegi|presidi|fullmäktige|"
    r"ledning|forum|dag|konferens|direktion|delegation|sammanträde)"
)
_DEFINITE = re.compile(rf"[\w-]*{_BODY}(?:en|n|t|et|er|erna|arna|na|um|et|)\Z", re.IGNORECASE)
_DEFINITE_END = re.compile(r"(?:[ne]n|et|n|t|na|fullmäktige|forum)\Z", re.IGNORECASE)
# Everyday words and authorities with such an ending that are no forums of the county.
_NOT_BODIES = re.compile(
    r"[\w-]*(?:målgrupp|åldersgrupp|patientgrupp|yrkesgrupp|riskgrupp|diagnosgrupp|personalgrupp|område|handledning|"
    r"vägledning|anledning|utredning|inledning|lagstiftning|förslagsberedning|bemöte|vardag)\w*\Z"
    r"|(?:social|läns|fastighets|transport|skol|kriminalvårds|dom\w*)styrelsen?\Z"
    r"|(?:mån|tis|ons|tors|fre|lör|sön|var|helg|födelse|arbets|i)dag\w*\Z"
    r"|(?:råd|dag|dagar|dagarna|dagen|möte|möten|ledning|ledningen|konferens|grupp|forum|nätverk|sammanträde|arena|delegation)\Z",
    re.IGNORECASE,
)
_GATHERING = re.compile(
    r"[\w-]*(?:dag|dagar|dagarna|dagen|konferens|konferensen|seminarium|seminariet|workshop|grupp|gruppen|råd|rådet|utskott|utskottet|"
    r"presidium|presidiet|internat)\Z",
    re.IGNORECASE,
)
_SMALL = frozenset(
    {
        "med",
        "i",
        "för",
        "och",
        "extra",
        "gemensamma",
        "gemensamt",
        "gemensam",
        "politisk",
        "politiska",
        "digitalt",
        "årliga",
    }
)
_PURPOSE = frozenset({"för", "inom", "kring", "mot"})
_ADJECTIVE = re.compile(r"\w+(?:iska|ala|samma|samrådande|sammansatta|nala|liga)\Z")
_CAPITAL_QUALIFIER = re.compile(r"[A-ZÅÄÖ][\w:-]*[aes]\Z")
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,6}\Z|[A-ZÅÄÖ]\w*[a-zåäö][A-ZÅÄÖ]\w*\Z")
_NOT_FORUMS = frozenset(
    {
        "ÖK",
        "VB",
        "VP",
        "HP",
        "PM",
        "SIP",
        "SOU",
        "SFS",
        "HSL",
        "LSS",
        "SOL",
        "OSL",
        "NVO",
        "PPT",
        "IT",
        "DNR",
        "MAS",
        "MAR",
        "RJH",
        "KFJH",
        "PREL",
        "EV",
    }
)
_CUT = re.compile(r"[.;!?\n•–—()/]|(?<!-),|:(?!s\b)|\s-\s")


@dataclass(frozen=True, slots=True)
class UnknownName:
    """`text[start:end]` is `name`; `key` is the known forum that opens it, if one does; `is_bare` marks a shape
    that is a forum's only where one is expected."""

    start: int
    end: int
    name: str
    key: str | None = None
    is_bare: bool = False


def unknown_name_before(
    text: str,
    end: int,
    names: ForumNames,
    known: Mapping[int, NameMatch],
    *,
    is_never_part: Callable[[str], bool],
) -> UnknownName | None:
    """The unknown name that ends exactly at `end`, or None. `known` holds the known forums of `text` by their start.

    `is_never_part` tells the words that cannot belong to a name (`Rapport samrådsgruppen` is not a name).
    """
    floor = max(0, end - WINDOW)
    for cut in _CUT.finditer(text, floor, end):
        floor = cut.end()
    words = [(m.start(), m.group()) for m in re.finditer(r"[^\s]+", text[floor:end])]
    words = [(floor + at, word) for at, word in words]
    for index in range(len(words) - 1, -1, -1):
        if is_never_part(words[index][1]) and not _is_body(words[index][1]):
            words = words[index + 1 :]
            break
    if not words or words[-1][0] + len(words[-1][1]) != end:
        return None
    found = _with_tail(words, names, known) or _body(words)
    if found is not None:
        start, key = found
        return UnknownName(start, end, " ".join(text[start:end].split()), key)
    if (start_of_body := _with_purpose(words)) is not None:
        return UnknownName(start_of_body, end, " ".join(text[start_of_body:end].split()), is_bare=True)
    if _ABBREVIATION.match(words[-1][1]) and words[-1][1].upper() not in _NOT_FORUMS:
        start = _over_capitals(words)
        return UnknownName(start, end, " ".join(text[start:end].split()), is_bare=True)
    return None


def _over_capitals(words: list[tuple[int, str]]) -> int:
    """Where the capitalised words begin that end in the last of `words`, at most four."""
    index = len(words) - 1
    while index and len(words) - index < 4 and _is_capitalised(words[index - 1][1]):
        index -= 1
    return words[index][0]


def _with_tail(
    words: list[tuple[int, str]], names: ForumNames, known: Mapping[int, NameMatch]
) -> tuple[int, str | None] | None:
    """A head, a known forum or a body followed by the words that make it a name of its own."""
    last = words[-1][1]
    if not (_is_capitalised(last) or _GATHERING.match(last)):
        return None
    gathering = False
    for index in range(len(words) - 1, max(-1, len(words) - 7), -1):
        at, word = words[index]
        tail = len(words) - 1 - index
        if tail and (match := known.get(at)):
            inside = [w for w_at, w in words[index:] if w_at >= match.end]
            return (at, match.key) if inside and (gathering or all(map(_is_capitalised, inside))) else None
        if tail and names.is_head(word):
            return at, None
        if tail and _is_body(word) and _is_capitalised(last):
            return _extend(words, index), None
        if _GATHERING.match(word):
            gathering = True
        elif not (_is_capitalised(word) or word.casefold() in _SMALL):
            return None
    return None


def _body(words: list[tuple[int, str]]) -> tuple[int, None] | None:
    """A last word such as `samrådsgruppen`, with the words that qualify it; `Kommunförbundets styrelse`."""
    owner = words[-2][1] if len(words) > 1 else ""
    owned = (
        _is_capitalised(owner)
        and owner.endswith("s")
        and bool(_DEFINITE.match(words[-1][1]) and not _NOT_BODIES.match(words[-1][1]))
    )
    return (_extend(words, len(words) - 1), None) if owned or _is_body(words[-1][1]) else None


def _with_purpose(words: list[tuple[int, str]]) -> int | None:
    """`Länsnätverket för förvaltningschefer`: a capitalised body and what it is for."""
    for index in range(max(0, len(words) - 7), len(words) - 2):
        word = words[index][1]
        if _is_capitalised(word) and _is_body(word) and words[index + 1][1] in _PURPOSE:
            return words[index][0]
    return None


def _extend(words: list[tuple[int, str]], index: int) -> int:
    """Where the name begins whose body is word `index`: `Hälso- och sjukvårds…`, `Gemensamma …`, `politiska …`."""
    while index >= 2 and words[index - 1][1] == "och" and words[index - 2][1].endswith("-"):
        index -= 2
        while index >= 1 and words[index - 1][1].endswith("-,"):
            index -= 1
    for _ in range(2):
        before = words[index - 1][1] if index else ""
        if not (_CAPITAL_QUALIFIER.match(before) or _ADJECTIVE.match(before)):
            break
        index -= 1
    return words[index][0]


def _is_body(word: str) -> bool:
    if not _DEFINITE.match(word) or _NOT_BODIES.match(word):
        return False
    return bool(_DEFINITE_END.search(word)) or _is_capitalised(word)


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper()
