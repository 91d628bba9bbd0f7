"""Dates with what stands before them: forums, how the date is meant, how certain it is.

An anchor is `[certainty] [forums] [certainty] dates [§] [certainty]`. It is what entries are built around.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from samverka.action_register.reading.dates import DateGroup, date_groups
from samverka.action_register.reading.model import Mention
from samverka.action_register.reading.wording import kind_of_word
from samverka.action_register.states import Certainty, Relation
from samverka.forums.names import ForumNames, NameMatch
from samverka.forums.unknown import unknown_name_before
from samverka.foundation.dates import PartialDate

_PRELIMINARY = r"prel(?:iminärt?|iminära)?\.?|pre\."
_POSSIBLE = r"ev\.?|event\.|eventuellt|möjligen"
# What may stand between a forum and its date, read from the date backwards, a piece at a time.
_LEAD = re.compile(
    rf"(?<!\w)(?:(?P<by>senast)|(?P<preliminary>{_PRELIMINARY})|(?P<possible>{_POSSIBLE})"
    r"|(?P<until>(?:fram\s)?t\.?\s?o\.?\s?m\.?|(?:fram\s)?till\soch\smed|fram\still|intill|tills)"
    r"|(?P<from>fr\.?\s?o\.?\s?m\.?|from|från\soch\smed|från)|(?P<as_of>per)"
    rf"|\((?:(?P<preliminary2>{_PRELIMINARY})|(?P<possible2>{_POSSIBLE}))\)"
    r"|§§?\s?(?P<paragraph>\d{1,3})|(?:den|i|under|på)|(?P<between>vid|mötet|möte|extra|sammanträdet|sammanträde|digitalt|ordinarie)"
    r")\s?\Z|(?P<punctuation>-(?=mötet?|sammanträdet?)|[,:(])\s?\Z|(?P<suffix>-mötet?|-sammanträdet?)\s?\Z",
    re.IGNORECASE,
)
_BEFORE_FORUM = re.compile(
    rf"(?<!\w)(?:(?P<by>senast)|(?P<preliminary>{_PRELIMINARY})|(?P<possible>{_POSSIBLE}))\s?(?:i\s)?\Z", re.IGNORECASE
)
_AFTER_DATE = re.compile(
    rf",?\s?§§?\s?(?P<paragraph>\d{{1,3}})(?:\s?[-–]\s?\d{{1,3}})?(?!\d)"
    rf"|\s?\((?:(?P<preliminary>{_PRELIMINARY})|(?P<possible>{_POSSIBLE}))\)|\s(?P<preliminary2>{_PRELIMINARY})(?=\s?[-–:])"
    rf"|\s(?P<possible2>{_POSSIBLE})(?=\s?[-–:])|(?P<question>\?)(?=\s?[-–:]|\s|\Z)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:i|till|av|vid|inför|hos|från)\s\Z", re.IGNORECASE)
_JOINED = re.compile(r"\s?(?:/|&|\+|\boch|\bsamt)\s?\Z")
_LISTED = re.compile(r"(?:\s?,|(?<=\S))\s\Z")
_AFTER_PREPOSITION = re.compile(r"\s(?:i|på|vid|hos|till)\s")
_AFTER_JOIN = re.compile(r"\s?(?:/|&)\s?|\s(?:och|samt)\s")
_RECORD = re.compile(
    r"(?:(?:se|jfr|enl\.?|enligt)\s)?(?P<name>\b(?:protokoll(?:et)?|minnesanteckning(?:ar|arna)?|mötesanteckningar(?:na)?))(?:\s(?:från|vid|för|i))?\s\Z",
    re.IGNORECASE,
)
_YEARLESS_AFTER = re.compile(
    r"\s(?:den\s)?\d{1,2}(?:[-–]\d{1,2})?(?:/\d{1,2}(?![\d/])|\s(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b)",
    re.IGNORECASE,
)
_STARTS = re.compile(r"(?:\A|[\n.;:!?•*–-]|\d\)|[(>])\s?\Z")
MAX_FORUMS = 8
_JOINED_REACH = 120


_BROUGHT = frozenset(
    {
        "lämnas",
        "lämnades",
        "lämnats",
        "ges",
        "gavs",
        "behandlas",
        "behandlades",
        "lyfts",
        "lyftes",
        "hanteras",
        "anmäls",
        "anmäldes",
        "åter",
        "upp",
    }
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """`text[start:end]` is the whole anchor; words of the action may follow from `text_from`.

    Without `mentions` it is a bare date, beginning at `start` with the words that say how it is meant. Without
    `dates` it is a forum with a day that lacks its year (`SVOM 3/6`), which stays among the words.
    """

    start: int
    end: int
    text_from: int
    dates: tuple[PartialDate, ...]
    mentions: tuple[Mention, ...] = ()
    relation: Relation = Relation.ON
    certainty: Certainty = Certainty.FIRM
    paragraph: int | None = None
    record: str = ""
    is_year_only: bool = False
    lead: int = -1
    span: tuple[PartialDate, PartialDate] | None = None

    @property
    def is_named(self) -> bool:
        return bool(self.mentions or self.record)


def anchors_of(text: str, names: ForumNames) -> list[Anchor]:
    """Every anchor, left to right, not overlapping."""
    known = list(names.find(text))
    by_start = {match.start: match for match in known}
    by_end = {match.end: match for match in known}
    found: list[Anchor] = []
    floor = 0
    for group in date_groups(text):
        anchor = _around(text, group, floor, _Names(names, by_start, by_end))
        found.append(anchor)
        floor = anchor.end
    return sorted([*found, *_without_year(text, known, found)], key=lambda anchor: anchor.start)


@dataclass(frozen=True, slots=True)
class _Names:
    all: ForumNames
    by_start: Mapping[int, NameMatch]
    by_end: Mapping[int, NameMatch]


def _around(text: str, group: DateGroup, floor: int, names: _Names) -> Anchor:
    anchor = Anchor(
        group.start,
        group.end,
        group.end,
        group.dates,
        is_year_only=group.is_year_only,
        lead=group.start,
        span=group.span,
    )
    anchor = _lead_in(text, anchor, floor)
    if anchor.dates and anchor.relation in (Relation.ON, Relation.BY):
        anchor = _named(text, anchor, floor, names)
        if not anchor.is_named:
            return _named_after(text, anchor, names)
    return _trailing(text, anchor)


def _lead_in(text: str, anchor: Anchor, floor: int) -> Anchor:
    """Takes in the words right before the date that say how it is meant: `start` with them, `lead` also with what
    may stand between a forum and its date."""
    at = anchor.start
    is_how = True
    while lead := _LEAD.search(text, max(floor, at - 24), at):
        at = lead.start()
        is_how = is_how and not (lead["between"] or lead["punctuation"] or lead["suffix"])
        anchor = _with_qualifiers(anchor, lead)
        anchor = replace(anchor, lead=at, start=at if is_how else anchor.start)
    return anchor


def _with_qualifiers(anchor: Anchor, match: re.Match[str]) -> Anchor:
    given = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
    if paragraph := given.get("paragraph"):
        anchor = replace(anchor, paragraph=int(paragraph))
    for relation in (Relation.BY, Relation.UNTIL, Relation.FROM, Relation.AS_OF):
        if relation.value in given and anchor.relation is Relation.ON:
            anchor = replace(anchor, relation=relation)
    if "preliminary" in given:
        return replace(anchor, certainty=Certainty.PRELIMINARY)
    if "possible" in given or "question" in given:
        return replace(anchor, certainty=Certainty.POSSIBLE)
    return anchor


def _named(text: str, anchor: Anchor, floor: int, names: _Names) -> Anchor:
    """The anchor with the forums that end right before it, if any, or the record it dates."""
    mentions: list[Mention] = []
    at = _back_over_space(text, anchor.lead)
    start = anchor.start
    while len(mentions) < MAX_FORUMS and (
        found := _name_ending_at(text, at, floor, names, anchor, joined=bool(mentions))
    ):
        start, mention = found
        mentions.insert(0, mention)
        at = _joined_before(text, start, floor, names)
    if mentions:
        while before := _BEFORE_FORUM.search(text, max(floor, start - 20), start):
            anchor = _with_qualifiers(anchor, before)
            start = before.start()
        anchor = replace(anchor, start=start, mentions=tuple(mentions))
    if record := _RECORD.search(text, max(floor, start - 40), start):
        return replace(anchor, start=record.start(), record=record["name"])
    return anchor


def _named_after(text: str, anchor: Anchor, names: _Names) -> Anchor:
    """`våren 2025 i Barnarenan`: the forum may follow the date, with a preposition and nothing after it."""
    mentions: list[Mention] = []
    at = anchor.end
    while follows := (_AFTER_JOIN if mentions else _AFTER_PREPOSITION).match(text, at):
        match = names.by_start.get(follows.end())
        if not match:
            break
        mentions.append(Mention(match.name, match.key))
        at = match.end
    if not mentions or re.match(r"\s+[a-zåäö0-9]", text[at : at + 3]):
        return _trailing(text, anchor)
    return replace(anchor, end=at, text_from=at, mentions=tuple(mentions))


def _name_ending_at(
    text: str, at: int, floor: int, names: _Names, anchor: Anchor, *, joined: bool
) -> tuple[int, Mention] | None:
    if at <= floor:
        return None
    if match := names.by_end.get(at):
        return match.start, Mention(match.name, match.key)
    if text[at - 1] == ")" and (match := names.by_end.get(at - 1)) and text[match.start - 1 : match.start] == "(":
        longer = names.by_end.get(_back_over_space(text, match.start - 1))
        if longer and longer.key == match.key:
            return longer.start, Mention(longer.name, longer.key)
    unknown = unknown_name_before(
        text, at, names.all, names.by_start, is_never_part=lambda word: kind_of_word(word, "upp") is not None
    )
    if unknown is None or unknown.start < floor:
        return None
    expected = (
        joined
        or _is_expected(text, unknown.start, floor, anchor)
        or _is_joined(text, unknown.start, floor, names, anchor)
    )
    if unknown.is_bare and not expected:
        return None
    return unknown.start, Mention(unknown.name, unknown.key, is_whole=False)


def _is_expected(text: str, start: int, floor: int, anchor: Anchor) -> bool:
    """Whether a forum is what one expects at `start`, before more than a year: first in what is said, after a
    preposition or after a word that tells a kind or that something is brought (`Beslut i KF 16/12 2024`,
    `Rapport HSN 5/3 2024`, `Rapport lämnas KS 2/11 2021`)."""
    if anchor.is_year_only:
        return False
    if _STARTS.search(text, max(0, start - 3), start) or _PLACE.search(text, max(floor, start - 8), start):
        return True
    before = text[max(floor, start - 40) : start].split()
    return bool(before) and (kind_of_word(before[-1]) is not None or before[-1].casefold() in _BROUGHT)


def _joined_before(text: str, start: int, floor: int, names: _Names) -> int:
    """Where a name joined to the one at `start` would end: before `/` or `och`; before a comma or a mere space only
    where a known name opens what is said. -1 if nothing joins."""
    if join := _JOINED.search(text, max(floor, start - 8), start):
        return _back_over_space(text, join.start())
    if join := _LISTED.search(text, max(floor, start - 3), start):
        match = names.by_end.get(join.start())
        if match and _STARTS.search(text, max(0, match.start - 3), match.start):
            return match.end
    return -1


def _is_joined(text: str, start: int, floor: int, names: _Names, anchor: Anchor) -> bool:
    """Whether a forum stands before the name at `start`, joined to it."""
    join = _JOINED.search(text, max(floor, start - 8), start)
    left = _back_over_space(text, join.start()) if join else -1
    floor = max(floor, start - _JOINED_REACH)  # also keeps the recursion shallow
    return left > floor and _name_ending_at(text, left, floor, names, anchor, joined=False) is not None


def _trailing(text: str, anchor: Anchor) -> Anchor:
    while after := _AFTER_DATE.match(text, anchor.end):
        if after["question"] and not anchor.is_named:
            break
        anchor = replace(_with_qualifiers(anchor, after), end=after.end(), text_from=after.end())
    if text[anchor.end : anchor.end + 1] == ")" and "(" in text[anchor.start : anchor.end]:
        anchor = replace(anchor, end=anchor.end + 1, text_from=anchor.end + 1)
    return anchor


def _without_year(text: str, known: list[NameMatch], anchors: list[Anchor]) -> list[Anchor]:
    """Known forums before a day without a year, outside the anchors already found."""
    taken = [(anchor.start, anchor.end) for anchor in anchors]
    index = 0
    found = []
    for match in known:
        while index < len(taken) and taken[index][1] <= match.start:
            index += 1
        yearless = _YEARLESS_AFTER.match(text, match.end)
        if yearless and not (index < len(taken) and taken[index][0] < yearless.end()):
            found.append(Anchor(match.start, yearless.end(), match.end, (), (Mention(match.name, match.key),)))
    return found


def _back_over_space(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at
