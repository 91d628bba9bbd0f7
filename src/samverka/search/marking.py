"""A hit as it is shown: the place in its text where it matched, marked, and why it matched in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samverka.search import text
from samverka.search.matching import Sought
from samverka.search.reading import UnitKind
from samverka.search.widening import Tier

BEFORE, LENGTH = 60, 240
MOST_READ = 60_000


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    tier: Tier
    word: str


def tiers_of(sought: Iterable[Sought]) -> dict[str, Tier]:
    """The tier of each term that is sought, the best where it is sought twice."""
    found: dict[str, Tier] = {}
    for each in sought:
        for part in each.parts:
            for tier, terms in part.items():
                for term in terms:
                    found[term] = min(tier, found.get(term, tier))
        for terms in each.others:
            for term in terms:
                found.setdefault(term, Tier.ALIAS)
    return found


def marks_in(said: str, tiers: dict[str, Tier], *, is_ocr: bool) -> list[Mark]:
    """Where the terms stand, from left to right; a look-alike only in a picture's text."""
    found = [
        Mark(token.start, token.end, tiers[token.term], said[token.start : token.end])
        for token in text.tokens(said[:MOST_READ], is_ocr=is_ocr)
        if token.term in tiers and (is_ocr or tiers[token.term] is not Tier.LOOK_ALIKE)
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def snippet(said: str, marks: Sequence[Mark]) -> SafeString:
    """Some of the text around the first marks, escaped."""
    first = _start(marks)
    start = max(0, first - BEFORE)
    if start:
        start = said.find(" ", start, first) + 1 or start
    end = min(len(said), start + LENGTH)
    if end < len(said):
        end = max(said.rfind(" ", start, end), start + LENGTH // 2)
    return _joined("… " if start else "", said, start, end, marks, " …" if end < len(said) else "")


def _start(marks: Sequence[Mark]) -> int:
    """Where the window begins that has the most different hits of the best tiers."""
    best, found = (0, 0), 0
    for mark in marks:
        inside = {
            (other.word.casefold(), other.tier)
            for other in marks
            if mark.start <= other.start < mark.start + LENGTH - BEFORE
        }
        worth = (len(inside), sum(3 - tier for _word, tier in inside))
        if worth > best:
            best, found = worth, mark.start
    return found


def marked(said: str, marks: Sequence[Mark]) -> SafeString:
    """The whole text, escaped."""
    return _joined("", said, 0, len(said), marks, "")


def _joined(before: str, said: str, start: int, end: int, marks: Sequence[Mark], after: str) -> SafeString:
    parts, place = [before], start
    for mark in marks:
        if mark.start >= place and mark.end <= end:
            parts += [escape(said[place : mark.start]), "<mark>", escape(said[mark.start : mark.end]), "</mark>"]
            place = mark.end
    return mark_safe("".join([*parts, escape(said[place:end]), after]))  # noqa: S308 - every part of it is escaped


def reasons(sought: Sequence[Sought], marks: Sequence[Mark]) -> list[str]:
    """Why the entry was found, for each unit that does not stand there as it was written."""
    words = {text.fold(mark.word): mark for mark in marks}
    terms = {
        term: mark for word, mark in words.items() for term in (text.stem(word), text.seen_term(word, text.stem(word)))
    }
    said = [_reason(each, words, terms) for each in sought]
    return list(dict.fromkeys(reason for reason in said if reason))


def _reason(sought: Sought, words: dict[str, Mark], terms: dict[str, Mark]) -> str:
    if sought.unit.kind is not UnitKind.WORDS or set(sought.unit.words) - text.STOP_WORDS <= words.keys():
        return ""
    for tier, sentence in (
        (Tier.EXACT, _("ordet i annan form: %(word)s")),
        (Tier.COMPOUND, _("del av sammansatt ord: %(word)s")),
        (Tier.LOOK_ALIKE, _("liknar, i inläst bild: %(word)s")),
    ):
        here = [
            terms[term].word
            for word, part in zip(
                (w for w in sought.unit.words if w not in text.STOP_WORDS), sought.parts, strict=False
            )
            for term in part.get(tier, ())
            if term in terms and text.fold(terms[term].word) != word
        ]
        if here:
            return sentence % {"word": here[0]}
    return _("annat namn för %(name)s") % {"name": sought.known_as} if sought.known_as else ""
