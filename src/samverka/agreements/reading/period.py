"""From when, to when, extended to when, or until what happens."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from samverka.agreements.reading.model import Extension
from samverka.agreements.reading.scan import DATE, FROM, LENGTH, OFTEN, OPEN, TAKEN, TO, Scan
from samverka.agreements.states import Doubt
from samverka.foundation.dates import PartialDate, Precision
from samverka.foundation.dates.calendar import add_period, is_last_of_month

_LEAD = (
    r"(?:(?:den|år|åren|hela|perioden|tiden|vid|med|utgången\s+av|utgång|slutet\s+av|mandatperioden|avtalsperioden"
    r"|preliminärt|prel\.?|:)\s*){0,8}"
)
_START_WORDS = (
    rf"(?:{FROM}|sedan|från|träd(?:er|de)\s+i\s+kraft|ikraftträdande\w*|i\s+kraft|börja(?:r|de)\s+gälla|start(?:ar"
    rf"|ade|datum)?)"
)
_RANGE = re.compile(
    rf"(?:{_START_WORDS}\s*:?)?\s*{_LEAD}(?P<a>{DATE})\s*(?:(?:,|och|samt|gäller|giltigt?|löper|dock|längst"
    rf"|fram|som|avtalet|det|den)\s*){{0,8}}"
    rf"(?:-+|till|{TO})\s*(?:(?:{TO}|-|längst)\s*){{0,8}}{_LEAD}(?P<b>{DATE})"
)
_BETWEEN = re.compile(rf"mellan\s+{_LEAD}(?P<a>{DATE})\s+(?:och|-)\s*{_LEAD}(?P<b>{DATE})")
_YEAR_AND_YEAR = re.compile(rf"(?P<a>{DATE})\s+och\s+(?P<b>{DATE})")
_START = re.compile(rf"(?:(?:gäller|giltigt?|löper|och|som)\s+){{0,8}}{_START_WORDS}\s*:?\s*{_LEAD}(?P<a>{DATE})")
_START_THEN = re.compile(
    rf"(?P<a>{DATE})\s*(?:(?:,\s*)?(?:och\s+)?(?:gäller\s+)?(?:framåt|framgent|ff\.?(?!\w)|>+)|-+\s*(?=$"
    rf"|[,;.()]|{TAKEN})"
    rf"|,?\s*(?:-+\s*)?(?:(?:och|gäller)\s+){{0,8}}(?={OPEN}))"
)
_END = re.compile(
    rf"(?:(?:gäller|giltigt?|och|dock|som|längst|max\w*|senast|fram)\s+){{0,8}}(?:{TO}|till|längst"
    rf"|upphör\w*(?:\s+att\s+gälla)?|har\s+upphört|löp(?:er|te)\s+ut|(?:har\s+)?löpt\s+ut|går\s+ut|gick\s+ut"
    rf"|gått\s+ut|slut(?:ar|ade|datum)?(?:\s+att\s+gälla)?|avsluta(?:d|t|s|des)|upphäv(?:d|t|s|des)|passera(?:d"
    rf"|t|de)|utgick|utgått|sista\s+(?:giltighets)?dag|uppsag[dt]\s+(?:till|per|{TO}))"
    rf"\s*(?:{TO}|per|till)?\s*:?\s*{_LEAD}(?P<b>{DATE})"
)
_CUT_SHORT = re.compile(r"upphävd|upphävt|upphävdes|upphörde|upphört|uppsag|avsluta[dt]|avslutades|utgick|utgått")
_NOT_FROM = re.compile(
    rf"(?:gäller|giltigt?|upphör\w*(?:\s+att\s+gälla)?)\s+(?:(?:inte|ej)\s+)?(?:längre\s+)?{FROM}\s*{_LEAD}(?P<date>{DATE})"
)
_DASH_END = re.compile(rf"(?:^|(?<=[,;(.{TAKEN}]))\s*-\s*(?P<b>{DATE})(?!\s*-)")
_WHOLE_YEAR = re.compile(
    rf"(?:under|för|avser|kalenderåre?t?|hela|verksamhetsåre?t?)\s+(?:(?:perioden|år|kalenderåret"
    rf"|hela)\s+){{0,8}}(?P<a>{DATE})(?!\s*-)"
)
_FOR_LENGTH = re.compile(
    rf"(?:(?:gäller|giltigt?|löper|avtalstid\w*|tecknas|tecknat|ingås|under|giltighetstid\w*|avtalsperiod\w*"
    rf"|period\w*|och|för)[\s:]+){{1,6}}(?:(?:i|under|är|på|om|för|en\s+tid\s+av|av)\s+){{0,8}}"
    rf"(?P<length>{LENGTH})(?:\s+(?:framåt|från\s+och\s+med\s+start\w*|därefter|räknat))*(?!\s*(?:före|innan"
    rf"|i\s+taget|i\s+sänder|åt\s+gången|efter))"
    rf"|(?P<length2>{LENGTH})\s+(?:framåt|räknat\s+från|från)(?=[\s{TAKEN}])"
)
_EXTENDED = re.compile(
    rf"(?:(?:giltighetstiden|avtalet|är|har|blivit|nu|och|som)\s+){{0,8}}(?:(?:förläng(?:d|t|da|ts)"
    rf"|prolonger(?:ad|at))(?!\w)(?:\s+(?P<day>{DATE}))?[^.;(){DATE[1:-1]}]{{0,60}}?"
    rf"|(?:förläng(?:s|es|des|ning\w*|er|ande)|prolonger(?:as"
    rf"|ats))(?!\w)[^.;(){DATE[1:-1]}{LENGTH[1:-1]}{OFTEN[1:-1]}]{{0,60}}?)"
    rf"(?:{TO}|till|längst)\s*(?:{TO})?\s*{_LEAD}(?P<date>{DATE})"
)
_AND_AGAIN = re.compile(rf"\s*(?:,|och|samt|därefter|sedan|igen|åter|\s)*(?:{TO}|till)\s*{_LEAD}(?P<date>{DATE})")
_EXTENDED_BY = re.compile(
    rf"(?:är\s+|har\s+)?(?:förläng(?:d|t|ts|da)|prolonger(?:ad|at))\s+(?:med\s+"
    rf"|i\s+)?(?:ytterligare\s+)?(?P<length>{LENGTH})(?!\s+(?:i\s+taget|i\s+sänder|åt\s+gången))"
)
_EXTENDED_DAY = re.compile(
    rf"(?:är\s+|har\s+)?(?:förläng(?:d|t|ts|da)|prolonger(?:ad|at))\s*:?\s*{_LEAD}(?P<date>{DATE})"
)
_NOT_DECIDED = re.compile(
    r"försla|föreslå|rek\.?\s?-?beslut|rekommend|beslut\s+om|eventuell|\bev\.?\s|ansök|begär|diskut|planera"
    r"|kan\s|ska\s+ta|bör\s|önskemål|utred"
)
_DECISION = re.compile(
    rf"\s*\((?P<bracket>[^()]*{DATE}[^()]*§[^()]*)\)|[\s,(]*(?:(?:enligt|genom|via|per|efter"
    rf"|med\s+stöd\s+av)\s+)?(?P<decision>(?:\w+\s)?beslut(?:ad|at|ade)?(?!\w)[^.;,)]{{0,80}})"
)


@dataclass(slots=True)
class Period:
    """What has been found so far. `is_lone`: a single date that may be a start as well as a period;
    `is_terminated`: the end told is that of a termination, after which nothing renews."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    is_lone: bool = False
    is_terminated: bool = False
    extensions: list[Extension] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)


def read_extensions(scan: Scan, period: Period) -> None:
    """«förlängd t.o.m. 31/12 2024»: each new end, with its decision. A mere proposal is left for a person."""
    position = 0
    while match := _EXTENDED.search(scan.text, position):
        clause_start = scan.clause(match.start())[0]
        if _NOT_DECIDED.search(scan.text[clause_start : match.end()]):
            scan.keep_unread(*scan.clause(match.start()))
            position = match.end()
            continue
        ends, stop = [scan.date(match["date"]).as_end], match.end()
        while again := _AND_AGAIN.match(scan.text, stop):
            ends.append(scan.date(again["date"]).as_end)
            stop = again.end()
        decision, day, stop = _decision(scan, stop)
        told = scan.date(match["day"]).as_end if match["day"] else None
        day = day or (told.start if told and told.is_exact else None)
        period.extensions += [Extension(end) for end in ends[:-1]] + [Extension(ends[-1], decision, day)]
        scan.take(match.start(), stop)
        position = stop


def _decision(scan: Scan, position: int) -> tuple[str | None, dt.date | None, int]:
    match = _DECISION.match(scan.text, position)
    if not match:
        return None, None, position
    which = "bracket" if match["bracket"] else "decision"
    dates = [scan.date(sign).as_end for sign in re.findall(DATE, match[which])]
    day = dates[0].start if len(dates) == 1 and dates[0].is_exact else None
    return scan.verbatim(*match.span(which)), day, match.end()


def read_loose_extensions(scan: Scan, period: Period) -> None:
    """«förlängd två år» counts from the end found; «förlängd 2024-12-31» is an end when it is a month's last day."""
    if period.end and (match := _EXTENDED_BY.search(scan.text)):
        end = add_period(period.end.end, scan.length(match["length"]))
        period.extensions.append(Extension(PartialDate.day(end)))
        scan.take(*match.span())
    match = _EXTENDED_DAY.search(scan.text)
    date = scan.date(match["date"]).as_end if match else None
    if match and date and date.is_exact and is_last_of_month(date.end):
        period.extensions.append(Extension(date))
        scan.take(*match.span())


def read_period(scan: Scan, period: Period) -> None:
    """Start and end in all their spellings, taken from `scan` into `period`."""
    _read_end_by_start(scan, period)
    _read_range(scan, period)
    if period.start is None:
        _read_start(scan, period)
    _read_ends(scan, period)
    if period.start is None and period.end is None:
        _read_whole(scan, period)
    _read_length(scan, period)


def _read_end_by_start(scan: Scan, period: Period) -> None:
    """«gäller inte fr.o.m. 2024-01-01», «upphör fr.o.m. 2024-01-01»: the last day is the one before."""
    match = _NOT_FROM.search(scan.text)
    if match and (match[0].startswith("upphör") or re.search(r"\b(?:inte|ej)\b", match[0])):
        last = scan.date(match["date"]).as_start.start - dt.timedelta(days=1)
        period.end, period.is_terminated = PartialDate.day(last), True
        scan.take(*match.span())


def _read_range(scan: Scan, period: Period) -> None:
    for pattern in (_RANGE, _BETWEEN, _YEAR_AND_YEAR):
        for match in pattern.finditer(scan.text):
            first, last = scan.date(match["a"]), scan.date(match["b"])
            start, end = first.as_start, last.as_end
            if start.precision is Precision.SCHOOL_YEAR and last.is_span:
                end = PartialDate.school_year(last.as_start.start.year)
            is_listed = pattern is _YEAR_AND_YEAR and (
                end.end.year - start.start.year != 1 or len(re.findall(DATE, scan.text)) > 2
            )
            if end.end < start.start or is_listed or _belongs_to_other_words(scan, match):
                continue
            period.start, period.end = start, period.end if period.is_terminated else end
            scan.take(*match.span())
            return


def _belongs_to_other_words(scan: Scan, match: re.Match[str]) -> bool:
    """«Version 2020, gäller t.o.m. 2023»: before a comma, a date after some other word is not the start."""
    if "," not in scan.text[match.start("a") : match.start("b")] or match.start() < match.start("a"):
        return False
    return not re.fullmatch(_ALONE, scan.text[scan.clause(match.start())[0] : match.start()])


def _read_start(scan: Scan, period: Period) -> None:
    match = _START.search(scan.text) or _START_THEN.search(scan.text)
    if not match:
        return
    date = scan.date(match["a"])
    period.start = date.as_start
    if date.is_span and date.as_start.precision is not Precision.SCHOOL_YEAR:
        period.end = date.as_end
    scan.take(*match.span())


def _read_ends(scan: Scan, period: Period) -> None:
    """Ends beside the first are kept as a doubt: the last counts, as in the outside schema."""
    while match := _END.search(scan.text) or _DASH_END.search(scan.text):
        end = scan.date(match["b"]).as_end
        if period.start and end.end < period.start.start:
            period.doubts.add(Doubt.ENDS_BEFORE_START)
            scan.keep_unread(*match.span())
            continue
        if period.end and period.end.end != end.end and not period.is_terminated:
            period.doubts.add(Doubt.SEVERAL_ENDS)
        if _CUT_SHORT.search(match[0]):
            period.is_terminated, period.end = True, end
        if re.search(r"upphör", match[0]) and end.is_exact and end.end.day == 1:
            period.doubts.add(Doubt.END_ON_FIRST_OF_MONTH)
        if not period.is_terminated:
            period.end = max(period.end or end, end, key=lambda date: date.end)
        scan.take(*match.span())


def _read_whole(scan: Scan, period: Period) -> None:
    """«under 2024», «läsåret 2023/24», and a date that stands alone in its clause."""
    if match := _WHOLE_YEAR.search(scan.text):
        date = scan.date(match["a"])
        if not date.as_start.is_exact:
            period.start, period.end = date.as_start, date.as_end
            scan.take(*match.span())
            return
    lone = _lone_dates(scan)
    if len(lone) != 1:
        return
    place, date = lone[0], scan.date(scan.text[lone[0]])
    if date.is_span:
        period.start, period.end = date.as_start, date.as_end
    elif not date.as_start.is_exact:
        period.start, period.end, period.is_lone = date.as_start, date.as_end, True
    elif date.as_start.start.day == 1 and not is_last_of_month(date.as_start.start):
        period.start = date.as_start
        period.doubts.add(Doubt.BARE_DAY)
    else:
        period.end = date.as_end
        if not is_last_of_month(date.as_end.end):
            period.doubts.add(Doubt.BARE_DAY)
    scan.take(place, place + 1)


def _lone_dates(scan: Scan) -> list[int]:
    found = []
    for start, end in scan.clauses():
        words = scan.text[start:end]
        signs = list(re.finditer(DATE, words))
        rest = re.sub(DATE, " ", words)
        # After a comma it may belong to the words before: «Version 3, 2021-12-01».
        before = scan.text[scan.clause(start - 1)[0] : start - 1] if scan.text[start - 1 : start] == "," else ""
        if len(signs) == 1 and re.fullmatch(_ALONE, rest) and re.fullmatch(_ALONE, before.replace(TAKEN, " ")):
            found.append(start + signs[0].start())
    return found


_ALONE = re.compile(
    r"(?:\s|:|-|den\b|år\b|gäller\b|giltigt?\b|gällande\b|giltighetstid(?:en)?\b|avtalstid(?:en)?\b|avtalet\b|avtal\b|"
    r"överenskommelsen\b|mandatperioden\b|mandatperiod\b|perioden\b|avtalsperiod(?:en)?\b|datum\b|och\b|ca\b"
    r"|etc\b){0,40}"
)


def _read_length(scan: Scan, period: Period) -> None:
    """«gäller i tre år från 2020-01-01»: the last day is the one before the same day three years on."""
    match = _FOR_LENGTH.search(scan.text)
    if not match or period.end or not period.start:
        return
    length = scan.length(match["length"] or match["length2"])
    last = add_period(period.start.start, length) - dt.timedelta(days=1)
    whole_years = period.start.precision is Precision.YEAR and "M" not in length and length.endswith("Y")
    period.end = PartialDate.year(last.year) if whole_years else PartialDate.day(last)
    scan.take(*match.span())
