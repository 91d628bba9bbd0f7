"""Uppsägning: how long before, counted from what, and whether in writing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.agreements.reading.scan import LENGTH, Scan

_ABOUT_NOTICE = re.compile(r"uppsäg|uppsag|\bsäg(?:s|er|a|as)\b|\bsagts?\b|varsel|ömsesidig")
_PERIOD_END = (
    r"\s+(?:före|innan)(?!\w)\s*(?:utgången\s+av\s+\w+(?:\s\w+)?|(?:\w+\s+){0,4}?(?:slut\w*|utgång\w*|(?:löper"
    r"|löpt|går|gått)\s+ut"
    r"|upphör\w*|skifte\w*)|\w+)?"
)
_BEFORE = re.compile(
    rf"(?:uppsägning\w*\s+(?:(?:ska|skall|måste|bör|sker|ske|görs|göras|meddelas)\s+){{0,4}})?(?:(?:senast"
    rf"|minst|inom|med)\s+){{0,8}}(?P<length>{LENGTH}){_PERIOD_END}"
)
_ROLLING = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?:med\s+|en\s+|minst\s+){{0,8}}(?P<length>{LENGTH})\s*(?:(?:ömsesidig\w*"
            rf"|skriftlig\w*)\s+){{0,8}}(?:uppsägning\w*|uppsägn\w*\.?(?:\s?tid)?|varsel\w*)(?P<end>{_PERIOD_END})?"
        ),
        (
            rf"(?:ömsesidig\w*\s+)?(?:uppsägning\w*|uppsägn\w*\.?(?:\s?tid)?|varsel\w*)\s*(?:(?:är|om|på|av|med|ska"
            rf"|skall|vara|uppgår|till|minst|för\s+\w+(?:\s\w+)?|:|=|,|-"
            rf"|\()\s*){{0,8}}(?P<length>{LENGTH})(?P<end>{_PERIOD_END})?"
        ),
        (
            rf"(?:säg(?:s|as|a|er)\s+upp"
            rf"|uppsägas)[^.;]{{0,50}}?\s(?P<length>{LENGTH})(?:\s+i\s+förväg)?(?P<end>{_PERIOD_END})?"
        ),
        rf"ömsesidigt?\s+(?P<length>{LENGTH})(?P<end>{_PERIOD_END})?",
        rf"uppsägning\w*[^.;]{{0,60}}?\s(?P<length>{LENGTH})\s+i\s+förväg(?P<end>{_PERIOD_END})?",
    )
)
_WRITTEN = re.compile(
    r"(?:uppsägning\w*\s+(?:av\s+\w+\s+)?)?(?:(?:ska|skall|bör|måste|görs|sker|vara|ske|göras)\s+){0,8}skriftlig\w*"
)
# How renewal clauses speak of notice without a period: «om ingen säger upp», «sägs det inte upp».
_UNLESS = re.compile(
    r"(?:(?:om|såvida|försåvitt|ifall|under\s+förutsättning\s+(?:av\s+)?att|förutsatt\s+att)\s+)?(?:(?:inte|ej"
    r"|ingen|någon|någondera|endera|av|part|parterna|parten|avtalet|överenskommelsen|det|den|detta"
    r"|har)\s+){0,8}"
    r"(?:sägs|säger|säga|sagts?|sägas)\s+(?:(?:inte|ej|det|den|avtalet|överenskommelsen"
    r"|detta)\s+){0,8}upp(?:\s+(?:det|den|avtalet|överenskommelsen|detta))?\b"
    r"|säger\s+(?:(?:inte|ingen|någon|av|part|parten|parterna)\s+)+upp(?:\s+(?:avtalet|överenskommelsen|det"
    r"|den))?(?!\w)|vid\s+utebliven\s+uppsägning"
    r"|om\s+(?:inte|ej)\s+uppsägning\s+(?:sker|görs|skett|har\s+skett)|om\s+ingen\s+uppsägning\s+(?:sker|görs"
    r"|skett)|uppsägning\s+(?:ska|skall)\s+(?:ske|göras)(?=\s*\uf003)"
)


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """What the text says; whether it is rolling follows from the rest when the text does not say."""

    period: str | None
    is_before_end: bool
    written: bool


def read_notice(scan: Scan) -> NoticeRead | None:
    """The notice the text gives, taken from `scan`; None if it gives neither a period nor a form."""
    written = _take_written(scan)
    found = _find(scan)
    period, before = None, False
    if found:
        period = scan.length(found["length"])
        before = found.re is _BEFORE or bool(found["end"])
        scan.take(*found.span())
    for unless in reversed(list(_UNLESS.finditer(scan.text))):
        scan.take(*unless.span())
    return NoticeRead(period, before, written) if period or written else None


def _find(scan: Scan) -> re.Match[str] | None:
    """«senast tolv månader före avtalstidens slut» counts only in a sentence that speaks of notice."""
    for before in _BEFORE.finditer(scan.text):
        if _ABOUT_NOTICE.search(scan.text, *scan.sentence(before.start())):
            return before
    return next((match for pattern in _ROLLING if (match := pattern.search(scan.text))), None)


def _take_written(scan: Scan) -> bool:
    for match in _WRITTEN.finditer(scan.text):
        start, end = scan.sentence(match.start())
        if _ABOUT_NOTICE.search(scan.text, start, end):
            # The bare word only: what stands beside it («skriftlig uppsägning senast …») is still to be read.
            if _ABOUT_NOTICE.search(scan.text[start : match.start()] + scan.text[match.end() : end]):
                scan.blank(*match.span())
            elif re.search(LENGTH, scan.text[start:end]):
                scan.blank(scan.text.index("skriftlig", match.start()), match.end())
            else:
                scan.take(*match.span())
            return True
    return False
