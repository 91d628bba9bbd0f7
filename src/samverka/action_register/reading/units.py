"""The cell cut into units: each one of the forms of glossary §3, or words that are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from samverka.action_register.reading.anchors import Anchor
from samverka.action_register.reading.sentences import sentence_starts
from samverka.action_register.reading.wording import kind_of, kind_of_word
from samverka.action_register.states import Relation


class Form(Enum):
    """How a unit is built. `head` is its anchor."""

    PLANNED = auto()  # head, then the action: SVOM 3/6 2024 – beslut om remiss
    REVERSED = auto()  # the action, then head: Rek.beslut SVOM senast okt. 2024; Rapport höst 2024
    MIXED = auto()  # the action on both sides of head: Beslut i SVOM 3/6 2024 om remiss
    DATED = auto()  # head without forums, then words: 23/10 2023: Uppdrag till …
    STATE = auto()  # words about a date, or Per date words
    VALIDITY = auto()  # giltig, gäller, förlängd … with a date, or giltig* alone
    UNDATED = auto()  # a promise that lacks its date: Info FG
    PLAIN = auto()  # words without a date of their own


_OPEN_ENDED = (Form.PLANNED, Form.DATED, Form.MIXED)


@dataclass(frozen=True, slots=True)
class Unit:
    """`text[start:end]`, built around `head`. `more` holds further dates of a validity statement."""

    start: int
    end: int
    form: Form
    head: Anchor | None = None
    more: tuple[Anchor, ...] = ()


SEPARATOR = re.compile(r"\s?(?:[-‐‑–—]+|:)\s?(?=[^\W_]|[\"”(])|,\s(?=[a-zåäö])")
_FORUM_PREPOSITION = re.compile(r"\b(?:i|till|från|av|vid|på|inför|hos|via|med|enligt|genom)\s\Z", re.IGNORECASE)
_TERMINATOR = re.compile(r"[.;!?…)\]\"”]*")
_CAPITAL_NEXT = re.compile(r"\s+(?=[A-ZÅÄÖ\"”])")
_LOWER_NEXT = re.compile(r"\s+(?=[a-zåäö(])")
_BLANK = re.compile(r"\W*(?:\d{1,2}[.)])?\W*\Z")
_VALIDITY_WORD = re.compile(
    r"\b(?:giltig\w*|gäller|gällt|gälla|förläng[dt]a?|avtalstid\w*|löper|löptid\w*|upphör\w*)\b", re.IGNORECASE
)
_TILL = re.compile(r"\btill\s\Z", re.IGNORECASE)
_UNDATED_VALIDITY = re.compile(
    r"\bo?giltig\w*|\b(?:gäller|förläng[dt]a?|löper)\s(?:\w+\s){0,3}tills\s?vidare", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:har|hade|var|blev|är|gjordes|gavs|skedde|\w+(?:ades|ddes|ttes|tes|ade)|uppdaterade)\b", re.IGNORECASE
)
_LIST_MARK = re.compile(r"(?<!\S)(?:\d{1,2}[.)]|[•*])\s\Z")
_BULLET = re.compile(r"[•*–-]\s")
_WORDS = re.compile(r"[^\s,;()]+")
_DELIMITER = re.compile(r"(?:,\s|;\s|\s[-–—]\s|\s(?=[A-ZÅÄÖ])|(?<=[.!?])\s)")
_CERTAINTY = re.compile(
    r"(?:prel(?:iminärt?|iminär)?\.?|pre\.|ev\.?|eventuellt|ny|nytt|årlig|kort|fortsatt|muntlig|skriftlig|slutlig)\Z",
    re.IGNORECASE,
)

REACH = 400
"""Words further from a date than this say nothing of it; it also keeps the reading of huge cells linear."""


def units_of(text: str, anchors: list[Anchor], stands_alone: Callable[[str], bool]) -> list[Unit]:
    """The units of a cell in order; together they cover `text` from its first character to its last.

    `stands_alone` tells loose words that are an entry of their own wherever they stand."""
    inside = [(anchor.start, anchor.end) for anchor in anchors]
    starts = [0, *_outside(sentence_starts(text), inside), len(text)]
    units: list[Unit] = []
    index = 0
    for start, end in pairwise(starts):
        here = []
        while index < len(anchors) and anchors[index].start < end:
            here.append(anchors[index])
            index += 1
        units += _Sentence(text, start, end).units(here)
    return _merged(text, units, stands_alone)


def _outside(starts: Iterator[int], spans: list[tuple[int, int]]) -> Iterator[int]:
    index = 0
    for start in starts:
        while index < len(spans) and spans[index][1] <= start:
            index += 1
        if not (index < len(spans) and spans[index][0] < start):
            yield start


class _Sentence:
    """Cuts one sentence into units, anchor by anchor. `current` is the unit being built, always ending at `end`."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.done: list[Unit] = []
        self.current = Unit(start, end, Form.PLAIN)

    def units(self, anchors: list[Anchor]) -> list[Unit]:
        for index, anchor in enumerate(anchors):
            following = anchors[index + 1].start if index + 1 < len(anchors) else self.end
            if anchor.is_named:
                self._take_named(anchor, following)
            else:
                self._take_date(anchor)
        self.done.append(self.current)
        return [unit for unit in self.done if unit.start < unit.end]

    # -- forums with a date

    def _take_named(self, anchor: Anchor, following: int) -> None:
        before = self._before(anchor)
        after = self._after(anchor)
        separator = SEPARATOR.match(after)
        has_separator = separator is not None and (_is_blank(before) or not separator.group().startswith(","))
        continues = bool(_LOWER_NEXT.match(after)) and anchor.end < following
        opens = not _is_blank(before) and self._holds_action(before, after)
        if anchor.record and not has_separator:
            self._close_after(self._action_start(anchor), anchor, Form.STATE)
        elif (
            has_separator
            or continues
            or (_is_blank(before) and _has_words(self.text[anchor.end : min(following, anchor.end + REACH)]))
        ):
            if opens and self.current.head is None:
                self.current = replace(self.current, form=Form.MIXED, head=anchor)
            else:
                start = self.current.start if _is_blank(before) and self.current.head is None else anchor.start
                mark = _LIST_MARK.search(self.text, max(self._body_start(), start - 6), start)
                self._open(mark.start() if mark else start, anchor, Form.PLANNED)
        else:
            self._close_after(self._action_start(anchor), anchor, Form.REVERSED)

    def _holds_action(self, before: str, after: str) -> bool:
        """Whether the words before a forum belong to the same entry as those after its date."""
        if _FORUM_PREPOSITION.search(before):
            return True
        last = before.rsplit(maxsplit=1)[-1]
        return kind_of_word(last) is not None and kind_of(after[:80]) is None

    def _action_start(self, anchor: Anchor) -> int:
        """Where the action begins that ends in a forum or a date: at the last break before a word that tells a kind."""
        body = self._body_start()
        start = self._last_kind_break(body, anchor.start, capital_only=self.current.head is None)
        if start is not None:
            return start
        return self.current.start if self.current.head is None else anchor.start

    # -- dates without forums

    def _take_date(self, anchor: Anchor) -> None:
        before = self._before(anchor)
        if not anchor.dates and not self._is_validity(before, anchor):
            return  # years from and to, said of something else
        if self.current.head is None and _is_blank(before):
            self._open_with_date(anchor)
        elif self._is_validity(before, anchor):
            self._take_validity(_until_if_till(self.text, anchor))
        elif self.current.form is Form.VALIDITY:
            self.current = replace(self.current, more=(*self.current.more, anchor))
        elif self.current.head is None and self._heads_an_action(before, anchor):
            self.current = replace(self.current, form=Form.MIXED, head=anchor)
        elif self._ends_what_is_said(anchor):
            self._close_with_date(anchor)

    def _heads_an_action(self, before: str, anchor: Anchor) -> bool:
        """`Konferens 1/3 2023 – fokus samsjuklighet`: a few words, a day, a dash or a colon."""
        separator = SEPARATOR.match(self._after(anchor))
        few = len(before.split()) <= 4 and anchor.start - self.current.start < REACH
        return bool(
            separator
            and not separator.group().startswith(",")
            and few
            and not anchor.is_year_only
            and anchor.relation is Relation.ON
        )

    def _open_with_date(self, anchor: Anchor) -> None:
        after = self._after(anchor)
        if anchor.relation in (Relation.UNTIL, Relation.FROM) and not _has_words(after):
            self.current = replace(self.current, form=Form.VALIDITY, head=anchor)
        elif anchor.relation is Relation.AS_OF:
            self.current = replace(self.current, form=Form.STATE, head=anchor)
        elif SEPARATOR.match(after) or (not anchor.is_year_only and _has_words(after)):
            self.current = replace(self.current, form=Form.DATED, head=anchor)
        elif not _has_words(after):
            self.current = replace(self.current, form=Form.STATE, head=anchor)

    def _is_validity(self, before: str, anchor: Anchor) -> bool:
        if self.current.form is Form.VALIDITY or anchor.relation is Relation.AS_OF:
            return False
        words = list(_VALIDITY_WORD.finditer(before))
        if not words:
            return False
        stands_before = words[-1].end() == len(before.rstrip()) or before.casefold().endswith(" till ")
        is_direct = anchor.relation in (Relation.UNTIL, Relation.FROM) or stands_before
        return is_direct and (self.current.head is None or words[-1].group()[:1].isupper())

    def _take_validity(self, anchor: Anchor) -> None:
        start = self.current.start
        if self.current.head is not None:
            body = max(self._body_start(), anchor.start - REACH)
            start = body + list(_VALIDITY_WORD.finditer(self.text[body : anchor.start]))[-1].start()
        if _CAPITAL_NEXT.match(self.text, anchor.end):
            self._close_after(start, anchor, Form.VALIDITY)
        else:
            self._open(start, anchor, Form.VALIDITY)

    def _close_with_date(self, anchor: Anchor) -> None:
        start = self._promise_start(anchor)
        if start is not None:
            self._close_after(start, anchor, Form.REVERSED)
        elif self.current.head is None:  # else the date belongs to an action: `beslut om remiss, svar senast 1/9 2024`
            self._close_after(
                self.current.start, anchor, Form.REVERSED if anchor.relation is Relation.BY else Form.STATE
            )

    def _promise_start(self, anchor: Anchor) -> int | None:
        """Where a fragment such as `rapport höst 2024` begins: with a word that tells a kind, and not in the past."""
        body = self._body_start()
        start = self._last_kind_break(body, anchor.start, capital_only=False)
        if (
            start is None
            and self.current.head is None
            and _opens_with_kind(self.text[body : min(anchor.start, body + REACH)])
        ):
            start = self.current.start
        if start is None or _PAST.search(self.text, max(start, anchor.start - REACH), anchor.start):
            return None
        is_own = start == self.current.start or self.text[start : start + 1].isupper() or self.text[start] in "-–—"
        return start if is_own or self.current.head is None else None

    def _ends_what_is_said(self, anchor: Anchor) -> bool:
        """Nothing follows in the sentence, or a capital word that opens something new."""
        rest = self._after(anchor)
        if not _has_words(rest):
            return True
        gap = _CAPITAL_NEXT.match(rest)
        if not gap or (anchor.is_year_only and not _opens_with_kind(rest[:60])):
            return False
        return anchor.relation is Relation.BY or self._promise_start(anchor) is not None or _opens_with_kind(rest[:60])

    # -- building

    def _body_start(self) -> int:
        """Where words begin that no anchor of the current unit has claimed."""
        return self.current.head.text_from if self.current.head else self.current.start

    def _before(self, anchor: Anchor) -> str:
        return self.text[max(self._body_start(), anchor.start - REACH) : anchor.start]

    def _after(self, anchor: Anchor) -> str:
        return self.text[anchor.end : min(self.end, anchor.end + REACH)]

    def _last_kind_break(self, start: int, end: int, *, capital_only: bool) -> int | None:
        """The last place between `start` and `end` where something new begins with a word that tells a kind."""
        for found in reversed(list(_DELIMITER.finditer(self.text, max(start, end - REACH), end))):
            at = found.start() if found.group().strip() in ("-", "–", "—") else found.end()
            is_allowed = at > start and not (capital_only and not self.text[found.end()].isupper())
            if is_allowed and _opens_with_kind(self.text[found.end() : end]):
                return at
        return None

    def _open(self, start: int, head: Anchor, form: Form) -> None:
        if start > self.current.start:
            self.done.append(replace(self.current, end=start))
        self.current = Unit(start, self.end, form, head)

    def _close_after(self, start: int, head: Anchor, form: Form) -> None:
        self._open(start, head, form)
        end = _TERMINATOR.match(self.text, head.end).end()  # type: ignore[union-attr]  # matches the empty string too
        while end < self.end and self.text[end].isspace():
            end += 1
        self.done.append(replace(self.current, end=min(end, self.end)))
        self.current = Unit(min(end, self.end), self.end, Form.PLAIN)


def _until_if_till(text: str, anchor: Anchor) -> Anchor:
    """`giltig till 31/12 2023`: in a statement of validity a mere `till` is the last day."""
    if anchor.relation is Relation.ON and (till := _TILL.search(text, max(0, anchor.start - 6), anchor.start)):
        return replace(anchor, relation=Relation.UNTIL, start=till.start())
    return anchor


def _merged(text: str, units: list[Unit], stands_alone: Callable[[str], bool]) -> list[Unit]:
    """Units with their loose words: after an open-ended one they continue its action, otherwise they stand together."""
    merged: list[Unit] = []
    for index, given in enumerate(units):
        last = merged[-1] if merged else None
        words = text[given.start : given.end]
        unit = replace(given, form=_undated_form(words, stands_alone)) if given.form is Form.PLAIN else given
        if last is None or unit.form is not given.form:
            merged.append(unit)
        elif _is_blank(words) or _continues(unit, last, words):
            merged[-1] = replace(last, end=unit.end)
        elif _lacks_action(text, unit) and last.form is Form.PLAIN and kind_of(_sentence_before(text, units, index)):
            start = units[index - 1].start
            merged[-1:] = [replace(last, end=start)] if last.start < start else []
            merged.append(replace(unit, start=start))
        else:
            merged.append(unit)
    return merged


def _undated_form(words: str, stands_alone: Callable[[str], bool]) -> Form:
    """What words without a date are: a short statement of validity, a promise, or loose words."""
    if len(words) < REACH and len(words.split()) <= 8 and _UNDATED_VALIDITY.search(words):
        return Form.VALIDITY
    return Form.UNDATED if stands_alone(words) else Form.PLAIN


def _continues(unit: Unit, last: Unit, words: str) -> bool:
    """Whether loose words, or a day told in passing, belong to what stands before them."""
    if unit.form is Form.PLAIN:
        return last.form in (*_OPEN_ENDED, Form.PLAIN) and not _BULLET.match(words)
    told_in_passing = (
        unit.form is Form.STATE and unit.head is not None and unit.head.relation is Relation.ON and not unit.head.record
    )
    return told_in_passing and last.form in _OPEN_ENDED


def _lacks_action(text: str, unit: Unit) -> bool:
    return unit.form is Form.REVERSED and unit.head is not None and _is_blank(text[unit.start : unit.head.start])


def _sentence_before(text: str, units: list[Unit], index: int) -> str:
    return text[units[index - 1].start : units[index - 1].end]


def _is_blank(words: str) -> bool:
    """Nothing but punctuation, or the number of a list item."""
    return len(words) < 12 and bool(_BLANK.match(words))


def _has_words(words: str) -> bool:
    return re.search(r"[^\W_]", words) is not None


def _opens_with_kind(words: str) -> bool:
    """Whether one of the first words tells a kind, after at most two that only qualify it."""
    first = _WORDS.findall(words[:120])[:4]
    for index, word in enumerate(first[:3]):
        if kind_of_word(word, first[index + 1] if index + 1 < len(first) else "") is not None:
            return True
        if not _CERTAINTY.match(word):
            return False
    return False
