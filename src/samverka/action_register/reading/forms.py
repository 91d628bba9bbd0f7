"""From a unit of the cell to its entries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.action_register.reading.anchors import Anchor
from samverka.action_register.reading.model import Entry, Mention
from samverka.action_register.reading.sentences import sentence_starts
from samverka.action_register.reading.units import REACH, SEPARATOR, Form, Unit
from samverka.action_register.reading.wording import kind_of, kind_of_word, object_of
from samverka.action_register.states import Certainty, FollowUpKind, Relation
from samverka.forums.names import ForumNames
from samverka.foundation.dates import PartialDate

_PREPOSITION_LAST = re.compile(r"\s(?:i|till|från|av|vid|på|inför|hos|via|med|enligt|genom|och|samt)\Z", re.IGNORECASE)
_LEADING = re.compile(r"\A(?:[\s.,;:•*+–—-]|\d{1,2}[.)]\s)+")
_ENDS_SHORT = re.compile(
    r"\b(?:etc|m\.?m|m\.?fl|osv|dyl|o\.d|ev|prel|f\.n|jan|feb|mar|apr|aug|sept?|okt|nov|dec)\.\Z", re.IGNORECASE
)
_UNCERTAIN_FIRST = re.compile(
    r"(?:(?P<preliminary>prel(?:iminärt?|iminär)?\.?|pre\.)|(?P<possible>ev\.?|event\.|eventuellt))\s", re.IGNORECASE
)
_GIVER = re.compile(r"(?:\A|\b(?:från|av|i|vid)\s)\Z", re.IGNORECASE)
_JOINED = re.compile(r"\s?(?:/|och|samt|,|&)\s?")
_ACTOR_REACH = 160
"""The forum that acts in a dated text stands among so many of its first characters."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the entries of a unit have in common."""

    text: str
    kind: FollowUpKind
    mentions: tuple[Mention, ...] = ()
    certainty: Certainty = Certainty.FIRM
    relation: Relation = Relation.ON
    when: tuple[tuple[PartialDate | None, Relation], ...] = ()
    paragraph: int | None = None
    record: str = ""


def entries_of(text: str, unit: Unit, number: int, raw: str, names: ForumNames) -> tuple[Entry, ...]:
    """The entries of one unit, one for each of its dates, sharing `number` and `raw`; none for a blank unit."""
    words = text[unit.start : unit.end]
    if not words.strip():
        return ()
    read = _read(text, unit, names)
    about = object_of(read.text)
    if unit.form is Form.PLAIN and not read.text.startswith(about):
        about = ""  # loose words mention many things without being about them
    return tuple(
        Entry(
            segment=number,
            raw=raw,
            kind=read.kind,
            text=read.text,
            mentions=read.mentions,
            when=when,
            relation=relation,
            certainty=read.certainty,
            object=about,
            paragraph=read.paragraph,
            record=read.record,
        )
        for when, relation in read.when or ((None, read.relation),)
    )


def _read(text: str, unit: Unit, names: ForumNames) -> _Reading:
    head = unit.head
    if head is None:
        return _plain(tidy(text[unit.start : unit.end]), unit.form, names)
    before, after = text[unit.start : head.start], text[head.text_from : unit.end]
    match unit.form:
        case Form.PLANNED:
            return _promise(head, _after_separator(after))
        case Form.REVERSED:
            return _promise(head, _joined(_action(before), after), strip_certainty=True)
        case Form.MIXED:
            otherwise = FollowUpKind.FOLLOW_UP if head.is_named else FollowUpKind.STATE
            return _promise(head, _joined(_action(before), after), otherwise, strip_certainty=True)
        case Form.DATED:
            return _dated(head, _after_separator(after), names)
        case Form.VALIDITY:
            return _validity(text, unit, (head, *unit.more))
        case _ if head.record:
            when = tuple((date, head.relation) for date in head.dates)
            words = tidy(text[unit.start : unit.end])
            return _Reading(
                words, FollowUpKind.STATE, head.mentions, when=when, paragraph=head.paragraph, record=head.record
            )
        case _:
            return _state(head, before, after)


def _promise(
    head: Anchor, words: str, otherwise: FollowUpKind = FollowUpKind.FOLLOW_UP, *, strip_certainty: bool = False
) -> _Reading:
    """`Ev. rapport SVOM höst 2024` may come: the word is read, and stays out of the text where it opens the entry."""
    certainty = head.certainty
    if first := _UNCERTAIN_FIRST.match(words):
        certainty = Certainty.PRELIMINARY if first["preliminary"] else Certainty.POSSIBLE
        words = words[first.end() :] if strip_certainty else words
    when = tuple((date, head.relation) for date in head.dates)
    kind = kind_of(words) or otherwise
    return _Reading(words, kind, head.mentions, certainty, head.relation, when, head.paragraph)


def _dated(head: Anchor, words: str, names: ForumNames) -> _Reading:
    """The forum that acts is named first (`SVOM ger i uppdrag`, `SVOM – beslut`) or after från, av, i, vid."""
    mentions: list[Mention] = []
    last_end = 0
    for match in names.find(words[:_ACTOR_REACH]):
        follows_another = mentions and _JOINED.fullmatch(words[last_end : match.start])
        if _GIVER.search(words[: match.start]) or follows_another:
            mentions.append(Mention(match.name, match.key))
            last_end = match.end
    if mentions and words.startswith(mentions[0].name) and (separator := SEPARATOR.match(words, last_end)):
        words = tidy(words[separator.end() :])
    when = tuple((date, head.relation) for date in head.dates)
    return _Reading(
        words,
        kind_of(words) or FollowUpKind.STATE,
        tuple(mentions),
        head.certainty,
        head.relation,
        when,
        head.paragraph,
    )


def _state(head: Anchor, before: str, after: str) -> _Reading:
    when = tuple((date, head.relation) for date in head.dates)
    words = _stated(before, after)
    return _Reading(words, FollowUpKind.STATE, head.mentions, head.certainty, head.relation, when, head.paragraph)


def _validity(text: str, unit: Unit, anchors: tuple[Anchor, ...]) -> _Reading:
    """Each date with its relation; a span gives its first and its last day."""
    when: list[tuple[PartialDate, Relation]] = []
    words, at = "", unit.start
    for anchor in anchors:
        when += (
            zip(anchor.span, (Relation.FROM, Relation.UNTIL), strict=True)
            if anchor.span
            else [(d, anchor.relation) for d in anchor.dates]
        )
        words, at = _stated(words, text[at : anchor.start]), anchor.text_from
    return _Reading(
        _stated(words, text[at : unit.end]), FollowUpKind.VALIDITY, certainty=anchors[0].certainty, when=tuple(when)
    )


def _plain(words: str, form: Form, names: ForumNames) -> _Reading:
    if form is Form.VALIDITY:
        return _Reading(words, FollowUpKind.VALIDITY)
    return _undated_promise(words, names) or _Reading(words, FollowUpKind.STATE)


def is_undated_promise(words: str, names: ForumNames) -> bool:
    """Whether loose words are a promise of their own that lacks its date: `SVOM – rapport`, `Info FG`."""
    return _undated_promise(tidy(words), names) is not None


def _undated_promise(words: str, names: ForumNames) -> _Reading | None:
    known = list(names.find(words)) if len(words) <= REACH else []
    if known and known[0].start == 0 and (separator := SEPARATOR.match(words, known[0].end)):
        action, forum = tidy(words[separator.end() :]), known[0]
        kind = kind_of(action)
    elif len(known) == 1 and known[0].end == len(words):
        action, forum = _action(words[: known[0].start]), known[0]
        kind = kind_of_word(action.split()[0]) if 0 < len(action.split()) <= 4 else None
    else:
        return None
    return _Reading(action, kind, (Mention(forum.name, forum.key),)) if kind else None


def _after_separator(words: str) -> str:
    separator = SEPARATOR.match(words)
    return tidy(words[separator.end() :] if separator else words)


def _action(words: str) -> str:
    return _PREPOSITION_LAST.sub("", " " + tidy(words)).strip()


def _joined(before: str, after: str) -> str:
    """The action on both sides of a forum with a date."""
    rest = tidy(after)
    if not re.search(r"[^\W_]", rest):
        return before
    dash = " – " if before and SEPARATOR.match(after) else " "
    return f"{before}{dash}{rest}".strip()


def _stated(before: str, after: str) -> str:
    words = tidy(f"{tidy(before)} {after.strip()}")
    return words if re.search(r"[^\W_]", words) else ""


def tidy(words: str) -> str:
    """On one line, without list marks before and without the full stop of a single sentence."""
    words = _LEADING.sub("", " ".join(words.split()), count=1).rstrip(",;–- ")
    if words.endswith(".") and not _ENDS_SHORT.search(words) and next(sentence_starts(words), None) is None:
        return words[:-1].rstrip()
    return words
