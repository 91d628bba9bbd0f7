"""A hit as it is shown: the place in its text where it matched, marked, and why it matched in words."""

from __future__ import annotations

from collections.abc import Sequence
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
LONG_ENDING = 5
"""More than that is no ending, whatever the stemmer says: `vårdenheter`."""


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    tier: Tier
    word: str


class Marker:
    """Finds the places in texts where what was sought stands."""

    def __init__(self, sought: Sequence[Sought]) -> None:
        tiers: dict[str, Tier] = {}
        for tier in reversed(Tier):  # a term that is sought twice is of the better tier
            for each in sought:
                for part in each.parts:
                    tiers.update(dict.fromkeys(part.terms.get(tier, ()), tier))
        self._tiers = tiers
        self._others = [frozenset(terms) for each in sought for terms in each.others]
        self._are_words = all(each.unit.kind is not UnitKind.TERMS for each in sought)

    def marks(self, said: str, *, is_ocr: bool = False) -> list[Mark]:
        """The places, from left to right; look-alikes only in a picture's text, another name only where it stands whole."""
        said = said[:MOST_READ]
        tokens = list(text.words(said) if self._are_words and not is_ocr else text.tokens(said, is_ocr=is_ocr))
        here = {token.term for token in tokens} if self._others else set()
        whole = (terms for terms in self._others if terms <= here)
        tiers = dict.fromkeys((term for terms in whole for term in terms), Tier.ALIAS) | {
            token.term: self._tiers[token.term] for token in tokens if token.term in self._tiers
        }
        found = [
            Mark(token.start, token.end, tiers[token.term], said[token.start : token.end])
            for token in tokens
            if token.term in tiers
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
    joined = _("del av sammansatt ord: %(word)s")
    for tier, sentence in (
        (Tier.EXACT, _("ordet i annan form: %(word)s")),
        (Tier.COMPOUND, joined),
        (Tier.LOOK_ALIKE, _("liknar, i inläst bild: %(word)s")),
    ):
        here = [
            terms[term].word
            for word, part in zip(
                (w for w in sought.unit.words if w not in text.STOP_WORDS), sought.parts, strict=False
            )
            for term in part.terms.get(tier, ())
            if term in terms and text.fold(terms[term].word) != word
        ]
        if here:
            is_long = tier is Tier.EXACT and len(here[0]) > len(sought.unit.words[0]) + LONG_ENDING
            return (joined if is_long else sentence) % {"word": here[0]}
    return _("annat namn för %(name)s") % {"name": sought.known_as} if sought.known_as else ""
