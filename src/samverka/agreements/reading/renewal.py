"""Förlängning that the agreement itself foresees: automatic, or possible by a later decision."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.agreements.reading.scan import DATE, LENGTH, OFTEN, OPEN, TO, Scan, Written
from samverka.agreements.reading.words import NUMBER, number
from samverka.agreements.states import RenewalMode
from samverka.foundation.dates.calendar import months_in, parse_period

_PERIOD = f"(?:{LENGTH}|{OFTEN})"
_EACH = r"i\s+(?:taget|sänder|stöten)|åt\s+gången|per\s+gång|varje\s+gång|vid\s+varje\s+tillfälle|/\s?gång|vardera"
_ADDED_YEARS = rf"\+?\s*(?:(?:\d{{1,2}}|{LENGTH})\s*\+\s*)+(?:\d{{1,2}}(?!\d)|{LENGTH})|\+\s*{LENGTH}"
_MAY = (
    r"(?:(?:med|ger|finns|har|en)\s+){0,8}(?:möjlighet\w*|rätt|option\w*|eventuell\w*"
    r"|ev\.?)\s[^.;()]{0,50}?förläng\w*|option\w*"
    r"|(?:kan|får|kunna|skulle)\s+(?:(?:därefter|sedan|komma\s+att|även|parterna|avtalet"
    r"|automatiskt)\s+){0,8}(?:förlängas|prolongeras|förnyas|förlänga)"
    r"|förlängnings?(?:möjlighet|option|år)\w*|möjlig\w*\s+förlängning\w*|förlängning\w*\s+(?:är\s+)?möjlig\w*"
)
_OPTIONAL = re.compile(
    rf"(?:{LENGTH}\s+)?(?:{_MAY})|(?<![\d\s])\s*(?P<bare>\+\s*(?:(?:\d{{1,2}}|{LENGTH})\s*\+\s*){{0,8}}(?:{LENGTH}|\d{{1,2}}(?!\d)))"
)
_VERB = r"förläng(?:s|as|es|er|ning\w*)|prolongera(?:s|r)|förny(?:s|as)|fortlöper|löper|fortsätter|gäller"
_AUTOMATIC = re.compile(
    rf"(?:(?:därefter|sedan|härefter|därpå|annars|automatisk\w*|(?:i\s+annat\s+fall)|och"
    rf"|med)\s+){{0,8}}(?P<verb>{_VERB})(?!\w)"
    rf"(?P<between>[^.;{TO}{OPEN}]{{0,70}}?)(?P<period>{_PERIOD})(?P<each>\s*(?:{_EACH}))?"
)
_THEREAFTER = re.compile(
    rf"(?:därefter|sedan|härefter|därpå|annars)\s+(?:\w+\s+){{0,3}}?(?P<period>{LENGTH}(?=\s*(?:{_EACH}))"
    rf"|{OFTEN}(?=\s*(?:$|[.,;)]|om\s)))(?P<each>\s*(?:{_EACH}))?"
)
_ABOUT_REVIEW = re.compile(r"följ|översyn|ses\s|revider|uppdater|utvärder|dialog|avstäm")
_EACH_TIME = re.compile(rf"(?:med\s+|om\s+)?(?P<period>{LENGTH})(?P<each>\s*(?:{_EACH}))")
_OFTEN_RENEWAL = re.compile(
    rf"(?P<period>{OFTEN})\s+(?P<each>(?:automatisk\w*\s+)?(?:förläng\w*|förny\w*|prolonger\w*))"
)
_BARE_AUTOMATIC = re.compile(
    r"(?:förläng(?:s|as|es|er)|förny(?:s|as)|prolongeras|löper)\s+(?:\w+\s+){0,2}?automatisk\w*(?:\s+vidare)?"
    r"|automatisk\w*\s+(?:förläng\w*|förny\w*|prolonger\w*)|automatförläng\w*"
)
_TIMES = re.compile(
    rf"(?:(?:dock|som|maximalt|max\.?|högst|längst|upp\s+till"
    rf"|mest)\s+){{0,8}}(?P<times>{NUMBER})\s+(?:gång(?:er)?|ggr)(?!\w)"
)
_AT_MOST = re.compile(
    rf"(?:dock|totalt|sammanlagt|som)?\s*(?:maximalt|max\.?|högst|längst|mest|upp\s+till)\s+(?:totalt\s+"
    rf"|sammanlagt\s+|i\s+)?(?P<length>{LENGTH})"
)
_CAP = re.compile(
    rf"(?:(?:dock|som|och)\s+){{0,8}}(?:längst|högst|max\w*\.?|senast)\s+(?:till\s+"
    rf"|fram\s+till\s+)?(?:{TO}\s*)?(?:den\s+)?(?P<date>{DATE})"
)
_TAIL = re.compile(r"[^.;()]*")


@dataclass(frozen=True, slots=True)
class RenewalRead:
    """`cap` is a last day the renewals may not pass; it becomes a number of times once the end is known."""

    mode: RenewalMode
    period: str | None
    max: int | None
    is_repeat_told: bool
    cap: Written | None = None


def read_optional(scan: Scan) -> RenewalRead | None:
    """A renewal that needs a decision, taken from `scan`: «med möjlighet till förlängning 1+1 år», «option på 2 år»."""
    match = _OPTIONAL.search(scan.text)
    if not match:
        return None
    if match["bare"]:
        period, times = _sum(scan, match["bare"])
        scan.take(*match.span())
        return RenewalRead(RenewalMode.OPTIONAL, period, times, is_repeat_told=True)
    end = _optional_end(scan, match.end())
    words = scan.text[match.end() : end]
    period, times, told = _optional_period(scan, words)
    if period is None and (length := re.search(LENGTH, match[0])):
        period, times, told = _whole_months(scan.length(length[0])), 1, True
    limit, cap = _limit(scan, match.end(), end, period)
    scan.take(match.start(), end)
    return RenewalRead(RenewalMode.OPTIONAL, period, limit or times, told, cap)


def _optional_end(scan: Scan, position: int) -> int:
    """Where what belongs to the option ends: before another statement after a comma, at most at the sentence's end."""
    tail = _TAIL.match(scan.text, position)
    end = tail.end() if tail else position
    stop = re.search(r",(?!\s*(?:dock|högst|max|längst|totalt|sammanlagt|\d))|\uf003", scan.text[position:end])
    bracket = re.match(r"\s*\([^)]*\)", scan.text[end:])
    if not stop and bracket and re.search(rf"{LENGTH}|\+", bracket[0]):
        return end + bracket.end()
    return position + stop.start() if stop else end


def _optional_period(scan: Scan, words: str) -> tuple[str | None, int | None, bool]:
    if added := re.search(rf"{_ADDED_YEARS}", words):
        period, times = _sum(scan, added[0])
        return period, times, True
    if length := re.search(LENGTH, words):
        each = re.match(rf"\s+(?:{_EACH})", words[length.end() :])
        return _whole_months(scan.length(length[0])), None if each else 1, True
    return None, None, True


def read_automatic(scan: Scan) -> RenewalRead | None:
    """A renewal that happens by itself, taken from `scan`: «förlängs därefter ett år i taget»."""
    found = _find_automatic(scan)
    if not found:
        if bare := _BARE_AUTOMATIC.search(scan.text):
            scan.take(*bare.span())
            return RenewalRead(RenewalMode.AUTOMATIC, None, None, is_repeat_told=True)
        return None
    match, sign = found
    told = sign >= "\ue800" or bool(match["each"]) or "period" in scan.verbatim(*match.span())
    end = match.end()
    period = _whole_months(scan.period(sign))
    sentence_end = scan.sentence(end)[1]
    if re.match(r"\s*\(", scan.text[end : end + 3]):
        sentence_end = scan.sentence(sentence_end + 1)[1]
    limit, cap = _limit(scan, end, sentence_end, period)
    scan.take(match.start(), end)
    return RenewalRead(RenewalMode.AUTOMATIC, period, limit, told or limit is not None or cap is not None, cap)


def _find_automatic(scan: Scan) -> tuple[re.Match[str], str] | None:
    match, position = _AUTOMATIC.search(scan.text), 0
    while match:
        if _renews(match):
            return match, match["period"]
        position = match.start() + 1
        match = _AUTOMATIC.search(scan.text, position)
    for pattern in (_THEREAFTER, _OFTEN_RENEWAL, _EACH_TIME):
        match = pattern.search(scan.text)
        if match and not _ABOUT_REVIEW.search(scan.text, *scan.sentence(match.start())):
            return match, match["period"]
    return None


def _renews(match: re.Match[str]) -> bool:
    """Whether a verb with a period after it speaks of renewal: «gäller därefter ett år i taget» does, «gäller och
    följs upp årligen» and «förlängning 2 år» do not."""
    verb, between = match["verb"], match["between"]
    if re.search(DATE, between) or _ABOUT_REVIEW.search(between) or "uppsäg" in between:
        return False
    if verb in ("gäller", "löper"):
        return bool(match["each"])
    is_told = bool(match["each"]) or match["period"] >= "\ue800" or "automatisk" in match[0]
    return is_told or not (verb.startswith("förlängning") or verb == "fortsätter")


def _limit(scan: Scan, start: int, end: int, period: str | None) -> tuple[int | None, Written | None]:
    """How many times at most, or the last day, told after the renewal; taken from `scan`."""
    if match := _TIMES.search(scan.text, start, end):
        scan.take(*match.span())
        return max(1, number(match["times"])), None
    if match := _CAP.search(scan.text, start, end):
        scan.take(*match.span())
        return None, scan.date(match["date"])
    match = _AT_MOST.search(scan.text, start, end)
    total = _whole_months(scan.length(match["length"])) if match else None
    if match and total and period and months_in(total) >= months_in(period):
        scan.take(*match.span())
        return months_in(total) // months_in(period), None
    return None, None


def _sum(scan: Scan, words: str) -> tuple[str | None, int | None]:
    """`1+1 år` → P1Y twice; `2+1 år` → no common period."""
    signs = re.findall(rf"\d+|{LENGTH}", words)
    unit = next((scan.length(sign) for sign in reversed(signs) if not sign.isdigit()), "P1Y")
    if parse_period(unit)[1]:
        return None, None
    parts = {f"P{int(sign)}{unit[-1]}" if sign.isdigit() else scan.length(sign) for sign in signs}
    if "P0Y" in parts or "P0M" in parts:
        return None, None
    return (next(iter(parts)), len(signs)) if len(parts) == 1 else (None, None)


def _whole_months(period: str) -> str | None:
    """Renewals are counted in months and years; a period in weeks or days is not used."""
    return None if parse_period(period)[1] else period
