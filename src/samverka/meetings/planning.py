"""The year plan: days proposed for a forum's meetings, and what does not go together. No Django, no clock.

Proposals are a start to change, never a decision. Holidays: `foundation.dates.holidays` (lag 1989:253). How many days lie
between documents, summons and meeting is what each forum has agreed (`Terms`); no law says it for a forum that is no board.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations

from samverka.foundation.dates.holidays import free_day, is_working_day, working_day_before
from samverka.foundation.dates.swedish import WEEKDAYS

_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
QUIET_WEEKS = frozenset({1, *range(27, 32), 52, 53})
"""When nothing is proposed unless last year's plan has it: around Christmas, and July."""
MOST_PROPOSED = 60
USUAL_WEEKDAY = 3
"""Thursday, where nothing is known of a forum's day."""


class Why(StrEnum):
    """Why a day is proposed."""

    LAST_YEAR = "last_year"
    MOVED = "moved"
    RHYTHM = "rhythm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting as a plan has it: when, how and where."""

    day: dt.date
    days: int = 1
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""
    mode: str = ""
    title: str = ""

    @property
    def last(self) -> dt.date:
        return self.day + (self.days - 1) * _DAY


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sitting with why it is proposed; `instead_of` is the day it would have been, and `holiday` what that day is."""

    sitting: Sitting
    why: Why
    instead_of: dt.date | None = None
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, as far as the forum's own words say: `every` in weeks, or `per_year`; `weekday` 0 is Monday; `even` weeks."""

    every: int | None = None
    per_year: int | None = None
    weekday: int | None = None
    even: bool | None = None


_EVERY = (
    (re.compile(r"varannan vecka|var 14:?e dag|var fjortonde dag", re.IGNORECASE), 2),
    (re.compile(r"var tredje vecka", re.IGNORECASE), 3),
    (re.compile(r"varje vecka|veckovis|(?:en gång|1 gång) (?:i|per) veckan?", re.IGNORECASE), 1),
)
_NUMBERS = {
    "en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
}  # fmt: skip
_TIMES = re.compile(rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})(?:\s?[-–]\s?\d{{1,2}})?\s+(?:gång(?:er)?|möten|sammanträden)\s+(?:per|om|varje)\s+(år|året|termin|halvår|kvartal)", re.IGNORECASE)  # fmt: skip
_A_YEAR = {"år": 1, "året": 1, "termin": 2, "halvår": 2, "kvartal": 4}
_MONTHLY = re.compile(r"varje månad|månadsvis|(?:en gång|1 gång) (?:i|per) månad", re.IGNORECASE)
_QUARTERLY = re.compile(r"varje kvartal|kvartalsvis", re.IGNORECASE)


def read_rhythm(frequency: str, per_year: int | None = None) -> Rhythm:
    """What a forum's words about how often it meets say: `Varannan vecka, fredagar jämna veckor`. What they do not say is
    None; `per_year` is the number that stands beside them."""
    words = " ".join(frequency.split())
    every = next((weeks for pattern, weeks in _EVERY if pattern.search(words)), None)
    weekday = next((n for n, name in enumerate(WEEKDAYS) if re.search(rf"\b{name}", words, re.IGNORECASE)), None)
    even = True if re.search(r"\bjämn", words, re.IGNORECASE) else None
    even = False if even is None and re.search(r"\budda", words, re.IGNORECASE) else even
    if per_year is None and every is None:
        per_year = _per_year(words)
    return Rhythm(every, per_year, weekday, even)


def _per_year(words: str) -> int | None:
    if found := _TIMES.search(words):
        count = _NUMBERS.get(found[1].casefold()) or int(found[1])
        return count * _A_YEAR[found[2].casefold()]
    if _MONTHLY.search(words):
        return 10  # neither July nor the weeks around Christmas
    return 4 if _QUARTERLY.search(words) else None


def propose(year: int, last_year: Sequence[Sitting], rhythm: Rhythm) -> list[Proposal]:
    """The days of a year: like last year's where there was one (same week number, hence the same of even and odd, and same
    weekday), else by the forum's rhythm; nothing if neither is known. Never a holiday, Saturday or Sunday unless last year
    was on one such."""
    if last_year:
        found = [like_last_year(each, year) for each in sorted(last_year, key=lambda each: each.day)]
    else:
        found = [Proposal(Sitting(day=day), Why.RHYTHM) for day in by_rhythm(year, rhythm)]
    return found[:MOST_PROPOSED]


def like_last_year(sitting: Sitting, year: int) -> Proposal:
    """The same weekday of the same week. On a holiday: two weeks later or earlier, so that even weeks stay even; else the
    nearest working day."""
    _year, week, weekday = sitting.day.isocalendar()
    wanted = _in_week(year, week, weekday)
    if wanted.year != year:  # week 1 or 53 may reach over the edge
        wanted += 2 * _WEEK if wanted.year < year else -2 * _WEEK
    if not free_day(wanted):
        return Proposal(replace(sitting, day=wanted), Why.LAST_YEAR)
    return Proposal(replace(sitting, day=_beside(wanted)), Why.MOVED, wanted, free_day(wanted))


def _in_week(year: int, week: int, weekday: int) -> dt.date:
    """Week 53 is taken as 51 in a year without it: the nearest odd week."""
    try:
        return dt.date.fromisocalendar(year, week, weekday)
    except ValueError:
        return dt.date.fromisocalendar(year, 51, weekday)


def _beside(day: dt.date) -> dt.date:
    for weeks in (2, -2, 4, -4):
        other = day + weeks * _WEEK
        if other.year == day.year and is_working_day(other):
            return other
    near = sorted((day + n * _DAY for n in range(-7, 8)), key=lambda other: (abs(other - day), other))
    return next((other for other in near if other.year == day.year and is_working_day(other)), day)


def by_rhythm(year: int, rhythm: Rhythm) -> list[dt.date]:
    """Days as often as the rhythm says, spread over the weeks that are not quiet."""
    weekday = rhythm.weekday if rhythm.weekday is not None else USUAL_WEEKDAY
    days = [
        day
        for week in range(1, 54)
        if week not in QUIET_WEEKS and (rhythm.even is None or (week % 2 == 0) is rhythm.even)
        for day in (_in_week(year, week, weekday + 1),)
        if day.year == year and is_working_day(day)
    ]
    if rhythm.every:
        first = min((day.isocalendar()[1] for day in days), default=1)
        return [day for day in days if (day.isocalendar()[1] - first) % rhythm.every == 0]
    count = min(rhythm.per_year or 0, len(days))
    return [days[(2 * place + 1) * len(days) // (2 * count)] for place in range(count)]


@dataclass(frozen=True, slots=True)
class Terms:
    """How many days before the meeting documents must be in and the summons goes out, and how many days a preparing
    forum's meeting lies before; None where nothing is agreed."""

    documents: int | None = None
    summons: int | None = None
    preparing: int | None = None


def documents_due(day: dt.date, terms: Terms) -> dt.date | None:
    """Handlingsstopp: so many days before the meeting. None where nothing is agreed."""
    return day - terms.documents * _DAY if terms.documents is not None else None


def summons_due(day: dt.date, terms: Terms) -> dt.date | None:
    return day - terms.summons * _DAY if terms.summons is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A meeting of the plan. `key` tells it from the others; `forums` are those that meet; a cancelled one is left out."""

    key: str
    label: str
    forums: tuple[int, ...]
    first: dt.date
    last: dt.date
    summoned: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What the plan is held against: who prepares for whom (preparer, prepared), each forum's people, terms and name."""

    preparing: frozenset[tuple[int, int]] = frozenset()
    people: Mapping[int, frozenset[int]] = field(default_factory=dict)
    terms: Mapping[int, Terms] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)


class Clash(StrEnum):
    """What does not go together."""

    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    TWICE = "twice"
    SAME_PEOPLE = "same_people"
    SAME_DAY_PREPARING = "same_day_preparing"
    NOT_PREPARED = "not_prepared"
    PREPARED_LATE = "prepared_late"
    DOCUMENTS_FREE = "documents_free"
    SUMMONS_FREE = "summons_free"
    SUMMONS_PASSED = "summons_passed"


@dataclass(frozen=True, slots=True)
class Found:
    """Something to look at: the meeting it is about, the other one or the other forum by name, a day and a number.
    `instead`: the working day before; `touches`: the forums of the other meeting."""

    clash: Clash
    about: Planned
    other: str = ""
    day: dt.date | None = None
    count: int = 0
    instead: dt.date | None = None
    touches: tuple[int, ...] = ()


def clashes(plan: Sequence[Planned], around: Around, on: dt.date) -> list[Found]:
    """What does not go together in the plan, in order of day. They are told and refuse nothing: a forum may know better."""
    ordered = sorted(plan, key=lambda each: (each.first, each.label, each.key))
    found = [*_days(ordered), *_pairs(ordered, around), *_prepared(ordered, around), *_deadlines(ordered, around, on)]
    return sorted(found, key=lambda each: (each.about.first, each.about.label, each.about.key))


def concerning(found: Iterable[Found], forums: Iterable[int]) -> list[Found]:
    """Those that are about meetings of the forums, on either side."""
    asked = set(forums)
    return [each for each in found if asked & {*each.about.forums, *each.touches}]


def chain(forum: int, preparing: Iterable[tuple[int, int]]) -> list[int]:
    """The forum and every forum that prepares for it, directly or through others; the forum first, the nearest next."""
    pairs, order = sorted(preparing), [forum]
    for prepared in order:
        order += [preparer for preparer, of in pairs if of == prepared and preparer not in order]
    return order


def _days(plan: Sequence[Planned]) -> Iterator[Found]:
    for each in plan:
        days = [each.first + n * _DAY for n in range(min((each.last - each.first).days, 31) + 1)]
        free = next((day for day in days if free_day(day)), None)
        if free:
            yield Found(Clash.HOLIDAY, each, free_day(free), free)
        elif not is_working_day(each.first):
            yield Found(Clash.WEEKEND, each, WEEKDAYS[each.first.weekday()], each.first)


def _pairs(plan: Sequence[Planned], around: Around) -> Iterator[Found]:
    """Two meetings on one day: of one forum, of two that prepare for each other, or of two that share people."""
    for one, other in combinations(plan, 2):
        if one.last < other.first or other.last < one.first:
            continue
        if set(one.forums) & set(other.forums):
            yield Found(Clash.TWICE, one, other.label, other.first, touches=other.forums)
        elif _are_preparing(one, other, around) or _are_preparing(other, one, around):
            yield Found(Clash.SAME_DAY_PREPARING, one, other.label, other.first, touches=other.forums)
        elif shared := len(_people(one, around) & _people(other, around)):
            yield Found(Clash.SAME_PEOPLE, one, other.label, other.first, shared, touches=other.forums)


def _are_preparing(preparer: Planned, prepared: Planned, around: Around) -> bool:
    return any((a, b) in around.preparing for a in preparer.forums for b in prepared.forums)


def _people(each: Planned, around: Around) -> frozenset[int]:
    return frozenset().union(*(around.people.get(forum, frozenset()) for forum in each.forums))


def _prepared(plan: Sequence[Planned], around: Around) -> Iterator[Found]:
    """Before each meeting, since the forum's meeting before it, every forum that prepares for it and meets at all this year
    must have met, the agreed days before. A joint meeting of both is prepared by itself."""
    meetings: dict[int, list[Planned]] = {}
    for each in plan:
        for forum in each.forums:
            meetings.setdefault(forum, []).append(each)
    for preparer, prepared in sorted(around.preparing):
        before: dt.date | None = None
        least = around.terms.get(prepared, Terms()).preparing or 0
        for each in meetings.get(prepared, ()) if preparer in meetings else ():
            since, before = before, each.first
            if preparer in each.forums:
                continue
            held = [m.last for m in meetings[preparer] if m.last < each.first and (since is None or m.last >= since)]
            name = around.names.get(preparer, "")
            if not held:
                yield Found(Clash.NOT_PREPARED, each, name, since)
            elif all((each.first - last).days < least for last in held):
                yield Found(Clash.PREPARED_LATE, each, name, max(held), least)


def _deadlines(plan: Sequence[Planned], around: Around, on: dt.date) -> Iterator[Found]:
    for each in plan:
        terms = _strictest(around.terms[forum] for forum in each.forums if forum in around.terms)
        documents, summons = documents_due(each.first, terms), summons_due(each.first, terms)
        if documents and not is_working_day(documents):
            yield Found(Clash.DOCUMENTS_FREE, each, _what(documents), documents, instead=working_day_before(documents))
        if summons and not is_working_day(summons):
            yield Found(Clash.SUMMONS_FREE, each, _what(summons), summons, instead=working_day_before(summons))
        if summons and summons < on <= each.first and not each.summoned:
            yield Found(Clash.SUMMONS_PASSED, each, "", summons, terms.summons or 0)


def _strictest(terms: Iterable[Terms]) -> Terms:
    """Of a joint meeting: what leaves most time."""
    given = list(terms)
    most = {
        name: max((n for one in given if (n := getattr(one, name)) is not None), default=None)
        for name in ("documents", "summons", "preparing")
    }
    return Terms(**most)


def _what(day: dt.date) -> str:
    """What makes the day free: the holiday's name, else the weekday's."""
    return free_day(day) or WEEKDAYS[day.weekday()]
