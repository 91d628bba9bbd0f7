"""Uppföljning, översyn, revidering, uppdatering: how often, first when, last done when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from samverka.agreements.reading.model import Review
from samverka.agreements.reading.scan import DATE, FROM, LENGTH, OFTEN, OPEN, TO, Scan
from samverka.agreements.states import ReviewKind
from samverka.foundation.dates import PartialDate

_KINDS = (
    (
        ReviewKind.FOLLOW_UP,
        (
            r"följ(?:s|as|er|a|des|t)?\s+(?:avtalet\s+|överenskommelsen\s+)?upp|upp?följ(?:a|as|s|d|t|ning\w*)?"
            r"|utvärder\w*|stäms\s+av|avstäm\w*"
        ),
    ),
    (
        ReviewKind.REVIEW,
        (
            r"(?:ses|se|sågs|setts)\s+(?:\w+\s+)?över|översyn\w*|översedd|aktualitetspröv\w*|omprövas?|omprövning\w*"
            r"|granskas"
        ),
    ),
    (ReviewKind.REVISE, r"revider\w*|omarbetas|omförhandl\w*"),
    (ReviewKind.UPDATE, r"uppdater\w*|aktualiser\w*"),
)
_KEYWORD = re.compile("|".join(rf"(?P<{kind.value}>(?<![a-zåäö]){words})" for kind, words in _KINDS))
_DONE = re.compile(
    r"reviderad|reviderat|reviderades|uppdaterad|uppdaterat|uppdaterades|aktualiserad|aktualiserades"
    r"|utvärderad|utvärderades|utvärderat"
    r"|följdes|uppföljd|uppföljt|följts|översedd|sågs|setts|aktualitetsprövad|omförhandlad|omförhandlades|granskad"
)
_DONE_WORD = r"senaste|gjord|gjordes|genomförd|genomfördes|skedde|utförd|utfördes"
# A review that is needed or going on sets no day.
_NOT_A_PLAN = re.compile(
    r"behov\s+av|pågår|pågående|\bunder\s+(?:revidering|översyn|omarbetning|uppdatering)|arbete\s+med|påbörja"
)
_BEFORE_DATE = (
    rf"(?:\s|:|-|/|,|\(|{FROM}|(?:i|under|den|år|årligen|senast|senaste|första|nästa|gång|gången|och|därefter"
    rf"|inför|med|start|startar|början|planeras|"
    r"planerad|görs|göras|ska|skall|bör|sker|ske|vara|klar|klart|genomförs|genomföras|gjord|gjordes|genomförd"
    r"|genomfördes|skedde|av|avtalet|"
    r"överenskommelsen|riktlinjen|mandatperioden)(?![\wåäö])){0,30}"
)
_ITS_DATE = re.compile(rf"{_BEFORE_DATE}(?P<date>{DATE})(?!\s*(?:-|{TO}|{OPEN}))(?:\s*etc\.?)?")
_ITS_OFTEN = re.compile(rf"[^{DATE[1:-1]}{TO}{OPEN}]*?(?P<often>{OFTEN})")
_HELD_TOGETHER = re.compile(
    r"\s*(?:ska\s+|skall\s+)?(?P<by>och|samt|/|eller)\s*(?:vid\s+behov\s+)?(?:ska\s+|skall\s+)?\Z"
)
_STATES_VALIDITY = re.compile(rf"{DATE}|{LENGTH}|{FROM}|{TO}|{OPEN}|gäll|gilt|\btills?\b")


@dataclass(slots=True)
class _Found:
    kind: ReviewKind
    start: int
    end: int
    is_done: bool
    every: str | None = None
    date: PartialDate | None = None
    drop: bool = False


def read_reviews(scan: Scan) -> tuple[Review, ...]:
    """The reviews the text foresees or tells of, in its order, taken from `scan`."""
    _set_aside_needs(scan)
    found = [_found(scan, match) for match in _KEYWORD.finditer(scan.text)]
    reach = 0
    for number, one in enumerate(found):
        following = found[number + 1].start if number + 1 < len(found) else len(scan.text)
        reach = _read_one(scan, one, reach, following)
    _share(scan, found)
    spans = [(one.start, one.end) for one in found]
    for start, end in spans:
        scan.take(start, end)
    for start, _ in spans:
        _take_rest_of_clause(scan, start)
    return _merged([_review(one) for one in found if not one.drop])


def _found(scan: Scan, match: re.Match[str]) -> _Found:
    kind = next(kind for kind in ReviewKind if match[kind.value])
    before = scan.text[max(0, match.start() - 20) : match.start()]
    is_done = bool(_DONE.match(match[0])) or bool(re.search(r"senaste\s+\Z", before))
    return _Found(kind, match.start(), match.end(), is_done)


def _set_aside_needs(scan: Scan) -> None:
    for match in list(_NOT_A_PLAN.finditer(scan.text)):
        start, end = scan.clause(match.start())
        keyword = _KEYWORD.search(scan.text, start, end)
        if scan.text[end : end + 1] == "(":
            end = min(len(scan.text), scan.text.find(")", end) + 1 or len(scan.text))
        if keyword and not re.search(f"{OPEN}|{OFTEN}", scan.text[start:end]):
            scan.keep_unread(min(match.start(), keyword.start()), end)


def _read_one(scan: Scan, one: _Found, reach: int, following: int) -> int:
    """Fills in the interval and day of one keyword; returns how far back the next may look."""
    text = scan.text
    clause_start, clause_end = scan.clause(one.start)
    stop = min(following, clause_end)
    if often := _ITS_OFTEN.match(text[one.end : stop]):
        one.every = scan.often(often["often"])
        one.end += often.end()
    elif ahead := list(re.finditer(OFTEN, text[max(reach, clause_start) : one.start])):
        one.every = scan.often(ahead[-1][0])
        one.start = max(reach, clause_start) + ahead[-1].start()
    if dated := _ITS_DATE.match(text[one.end : following]):
        one.date = scan.date(dated["date"]).as_end
        one.is_done = one.is_done or bool(re.search(_DONE_WORD, dated[0]))
        one.end += dated.end()
    if one.every is None and (
        often := re.match(
            rf"\s*(?:vid\s+behov)?\s*[,:(-]?\s*(?:(?:dock|men|minst|senast)\s+){{0,8}}(?P<often>{OFTEN})",
            text[one.end : following],
        )
    ):
        one.every = scan.often(often["often"])
        one.end += often.end()
    return one.end


def _share(scan: Scan, found: list[_Found]) -> None:
    """«följs upp och revideras vartannat år» gives both the interval; «översyn/revidering» is one review."""
    for first, second in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        between = _HELD_TOGETHER.match(scan.text[first.end : second.start])
        if not between or first.every or first.date:
            continue
        first.every, first.date = second.every, second.date
        second.drop = between["by"] in ("/", "eller")


def _take_rest_of_clause(scan: Scan, position: int) -> None:
    """«uppföljning sker varje år i länets samverkansgrupp»: the rest of the words say nothing about validity."""
    start = max(scan.text.rfind(mark, 0, position) for mark in ".,;()") + 1
    ends = [at for mark in ".,;()" if (at := scan.text.find(mark, position)) >= 0]
    end = min(ends, default=len(scan.text))
    if not _STATES_VALIDITY.search(scan.text, start, end):
        scan.take(start, end)


def _review(one: _Found) -> Review:
    if one.is_done:
        return Review(one.kind, one.every, None, one.date)
    return Review(one.kind, one.every, one.date, None)


def _merged(reviews: list[Review]) -> tuple[Review, ...]:
    """One review a kind and interval: «revideras vart tredje år, senast reviderad 2022» is one."""
    merged: list[Review] = []
    for review in reviews:
        for place, other in enumerate(merged):
            if other.kind is review.kind and (not other.every or not review.every or other.every == review.every):
                merged[place] = replace(
                    other,
                    every=other.every or review.every,
                    first=other.first or review.first,
                    last_done=max(filter(None, (other.last_done, review.last_done)), default=None),
                )
                break
        else:
            merged.append(review)
    return tuple(merged)
