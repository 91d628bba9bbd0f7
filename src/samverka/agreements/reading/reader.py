"""One validity text, read: each rule takes what it understands, and what is left over is for a person."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from samverka.agreements.reading import events
from samverka.agreements.reading.model import Notice, Renewal, Validity
from samverka.agreements.reading.notice import NoticeRead, read_notice
from samverka.agreements.reading.period import Period, read_extensions, read_loose_extensions, read_period
from samverka.agreements.reading.renewal import RenewalRead, read_automatic, read_optional
from samverka.agreements.reading.reviews import read_reviews
from samverka.agreements.reading.scan import LONGEST, OPEN, TAKEN, Scan
from samverka.agreements.states import Doubt, EndKind, Flag, NoticeBasis, RenewalMode
from samverka.foundation.dates import PartialDate
from samverka.foundation.dates.calendar import add_months, months_in

_THEN = re.compile(
    r"(?:därefter|sedan|härefter|därpå|fortsättningsvis|fortsätter|fortsatt|fortfarande|förläng\w*|löper)[\s,]*(?:(?:gäller|att|det"
    r"|avtalet|automatiskt|på|vidare)\s+)*\Z"
)
_EXTENDED_UNTIL = re.compile(r"(?:förläng(?:d|t|s)|prolonger(?:ad|at))\s*\Z")
_IN_CASE = ("om ", "när ", "ifall ", "för det fall", "i det fall", "i de fall", "då ")
_MANDATE_END = re.compile(r"mandatperiodens\s+(?:slut|utgång)|mandatperioden\s+ut")
# Words that carry no meaning of their own beside what the rules have taken.
_FILLER = frozenset(
    re.findall(
        r"\S+",
        """
        och samt men eller i på av för från till vid med om att som den det de denna detta dessa är
        var blir ska skall bör en ett nu dock längst under sig sin sitt per hela ca cirka etc osv mm
        m.m tid tiden period perioden år året åren dag dagen datum avtal avtalet avtalen avtals
        avtalstid avtalstiden avtalsperiod avtalsperioden överenskommelse överenskommelsen ök
        riktlinje riktlinjen rutin rutinen plan planen handlingsplan handlingsplanen dokument
        dokumentet version versionen nuvarande gällande gäller gälla giltig giltigt giltiga
        giltighet giltighetstid giltighetstiden löper tecknas tecknat part parter parterna parten
        parts part: någon någondera endera ingen inte ej ingendera såvida ifall annars därefter
        sedan härefter även också därmed automatiskt ytterligare skriftligen skriftlig ömsesidig
        ömsesidigt respektive samtliga alla båda vardera fall tills in dess så länge alltså dvs kan
        får slut start startar slutar ny nytt senast sker görs göras ske vara vart följande enligt
        nedan ovan gång gången inom föreskriven fortsatt fortfarande därav härmed fr fram den: från: till: gäller:
        period: giltig: saknas uppgift
        """,
    )
)


_KINDS = ("avtalet", "överenskommelsen", "riktlinjen", "riktlinjerna", "planen", "rutinen")


@dataclass(slots=True)
class _End:
    """How the agreement ends, pieced together."""

    kind: EndKind
    valid_to: PartialDate | None
    base_to: PartialDate | None


def read_validity(text: str) -> Validity:
    """What an agreement list's cell, a phrase or a clause says about validity (glossary §2).

    Reads the first 3,000 characters. Never raises, whatever the text, and never guesses: what no rule understood is
    kept in `unread`, and a reading that may be taken two ways says so in `flags` or `doubts`.
    """
    scan = Scan(text)
    flags: set[Flag] = set()
    notice = read_notice(scan)
    if events.read_condition(scan):
        flags.add(Flag.CONDITIONAL)
    period = Period()
    optional = read_optional(scan)
    read_extensions(scan, period)
    renewal = read_automatic(scan) or optional
    successor, successor_day, has_replaced = events.read_successor(scan)
    event, event_at = events.read_event(scan)
    is_thereafter = event_at >= 0 and bool(_THEN.search(scan.text[:event_at]))
    if event_at >= 0 and (extended := _EXTENDED_UNTIL.search(scan.text[:event_at])):
        flags.add(Flag.EXTENDED)
        scan.take(*extended.span())
    cap = events.read_cap(scan, event_at) if event else None
    reviews = read_reviews(scan)
    adopted = events.read_adopted(scan)
    is_lapsed = events.read_lapsed(scan)
    has_term = bool(event and _MANDATE_END.search(event.lower()))
    flags |= _read_marks(scan, has_term=has_term)
    read_period(scan, period)
    read_loose_extensions(scan, period)
    if cap:
        period.end = cap.as_end
    elif event and period.end and not is_thereafter and not event.lower().startswith(_IN_CASE):
        period.doubts.add(Doubt.EVENT_OR_END)
    if has_term and period.start and not period.end:
        period.end, event = _end_of_term(period.start), None
    if successor_day:
        _end_before(period, scan.date(successor_day).as_start)
    if is_lapsed or (has_replaced and not successor_day and not period.end):
        flags.add(Flag.LAPSED_STATED)
    open_at = scan.text.find(OPEN)
    if open_at >= 0:
        is_thereafter = is_thereafter or bool(_THEN.search(scan.text[:open_at]))
        scan.take(open_at, open_at + 1)
    _settle_lone_date(period, flags, is_open=open_at >= 0, event=event, renewal=renewal)
    end = _end(period, flags, event, is_open=open_at >= 0, is_thereafter=is_thereafter)
    return Validity(
        raw=text,
        valid_from=period.start,
        valid_to=end.valid_to,
        base_to=end.base_to,
        end_kind=end.kind,
        event=event,
        successor=successor,
        adopted=scan.date(adopted).as_start if adopted else None,
        extensions=tuple(period.extensions),
        renewal=_renewal(renewal, end.valid_to, period),
        notice=_notice(notice, end.kind, renewal),
        reviews=reviews,
        flags=frozenset(flags),
        unread=_unread(scan),
        doubts=frozenset(period.doubts),
    )


def _read_marks(scan: Scan, *, has_term: bool) -> set[Flag]:
    """Flags that stand beside a period without changing it."""
    marks = set()
    if events.read_mandate_period(scan) or has_term:
        marks.add(Flag.MANDATE_PERIOD)
    if events.read_temporary(scan):
        marks.add(Flag.TEMPORARY)
    return marks


def _settle_lone_date(
    period: Period, flags: set[Flag], *, is_open: bool, event: str | None, renewal: RenewalRead | None
) -> None:
    """«2019 (förlängt …)», «2018 tills vidare»: a year beside a later end is a start. «2021, förlängs …»: the first
    period. «2023» alone may be either."""
    if not period.is_lone:
        return
    if period.extensions or is_open or event:
        period.end = None
    elif renewal is None:
        flags.add(Flag.AMBIGUOUS_YEAR)


def _end(period: Period, flags: set[Flag], event: str | None, *, is_open: bool, is_thereafter: bool) -> _End:
    if period.extensions:
        flags.add(Flag.EXTENDED)
        last = max((one.new_to for one in period.extensions), key=lambda date: date.end)
        if period.start and last.end < period.start.start:
            period.doubts.add(Doubt.ENDS_BEFORE_START)
        kind = EndKind.UNTIL_EVENT_CAPPED if event else EndKind.FIXED
        return _End(kind, last, period.end)
    if (event or is_open) and period.end and is_thereafter:
        return _End(EndKind.UNTIL_EVENT if event else EndKind.OPEN_ENDED, None, period.end)
    if event:
        return _End(EndKind.UNTIL_EVENT_CAPPED if period.end else EndKind.UNTIL_EVENT, period.end, None)
    if period.end:
        if is_open:
            period.doubts.add(Doubt.EVENT_OR_END)
        return _End(EndKind.FIXED, period.end, None)
    return _End(EndKind.OPEN_ENDED if is_open else EndKind.NOT_STATED, None, None)


def _renewal(read: RenewalRead | None, end: PartialDate | None, period: Period) -> Renewal | None:
    if read is None or period.is_terminated:
        return None
    times = read.max
    if read.cap and end and read.period:
        times = _times_until(end.end, read.cap.as_end.end, read.period)
    if read.mode is RenewalMode.AUTOMATIC and not read.is_repeat_told:
        period.doubts.add(Doubt.RENEWAL_TIMES)
    return Renewal(read.mode, read.period, times)


def _times_until(end: dt.date, cap: dt.date, period: str) -> int | None:
    """How many whole periods fit between `end` and `cap`; None where not even one does."""
    times, months = 0, months_in(period)
    while times < 200 and add_months(end, months * (times + 1)) <= cap:
        times += 1
    return times or None


def _notice(read: NoticeRead | None, kind: EndKind, renewal: RenewalRead | None) -> Notice | None:
    """Without «före avtalstidens slut», notice counts from the period's end only where there is one that renews."""
    if read is None:
        return None
    renews = renewal is not None and renewal.mode is RenewalMode.AUTOMATIC
    before = read.is_before_end or (renews and kind is not EndKind.OPEN_ENDED)
    return Notice(read.period, NoticeBasis.BEFORE_PERIOD_END if before else NoticeBasis.ROLLING, read.written)


def _end_before(period: Period, successor_from: PartialDate) -> None:
    """A successor from a day ends this one the day before."""
    period.end = PartialDate.day(successor_from.start - dt.timedelta(days=1))


def _end_of_term(start: PartialDate) -> PartialDate:
    """The last day of the term of office that `start` lies in: four years from 1 January after an election
    (elections 1994, 1998 …; glossary §1)."""
    return PartialDate.day(dt.date(start.start.year + (1998 - start.start.year) % 4, 12, 31))


def _unread(scan: Scan) -> tuple[str, ...]:
    """The pieces no rule took that carry more than filler words, verbatim."""
    pieces: list[str] = []
    for match in re.finditer(rf"(?:[^;()\[\]{TAKEN},.]|\.(?!\s|$))+", scan.text):
        words = re.findall(r"[^\s.,:;!?*•\"'”»«/+]+", match[0])
        if any(word.strip("-") not in _FILLER and not word.endswith(_KINDS) for word in words):
            pieces.append(scan.verbatim(*match.span()))
    for start, end in _runs(sorted(scan.kept)):
        pieces.append(scan.verbatim(start, end))
    if len(scan.raw) > LONGEST:
        pieces.append(scan.raw[LONGEST:])
    return tuple(piece for piece in pieces if piece)


def _runs(places: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
