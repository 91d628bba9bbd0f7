"""Swedish words for how long and how often, as ISO 8601 periods."""

from __future__ import annotations

import re

from samverka.foundation.dates.calendar import period_of

_NUMBERS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18,
    "nitton": 19, "tjugo": 20, "tjugofyra": 24, "trettio": 30, "trettiosex": 36, "fyrtio": 40, "fyrtioåtta": 48,
    "femtio": 50, "sextio": 60, "nittio": 90,
}  # fmt: skip
_ORDINALS = {
    "andra": 2, "annan": 2, "annat": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8,
    "nionde": 9, "tionde": 10, "tolfte": 12,
}  # fmt: skip

_LONGEST_FIRST = sorted(_NUMBERS, key=len, reverse=True)
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_LONGEST_FIRST)})(?!\d)"
_ORDINAL = rf"(?:\d{{1,2}}\s?:?\s?(?:e|a)|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"

_UNIT = (
    r"(?:kalender|hela\s)?(?:(?P<year>(?:läs|verksamhets)?års?(?:periode?r?(?:na)?s?)?(?:\s?perioder?)?)|"
    r"(?P<month>månade?r?s?(?:periode?r?s?)?|mån\.?)|(?P<week>veck(?:a|as|or|ors)|v\.)|(?P<day>dag(?:ar|ars"
    r"|s)?))(?![a-zåäö])"
)
# «sex (6) månaders» gives its number twice; both must say the same.
_DURATION = re.compile(
    rf"(?P<count>{NUMBER})(?:\s?\((?P<again>{NUMBER})\))?(?P<half>\s?(?:,5|½|1/2|och\sett\shalvt))?(?:\s*-\s*"
    rf"|\s*(?:st\s)?){_UNIT}"
)
_HALF_YEAR = re.compile(r"(?:(?:ett|1)\s)?(?:halvårs?|halvt\s+års?)(?:perioder?)?(?![a-zåäö])")
_QUARTER = re.compile(r"(?:(?:ett|1)\s)kvartals?(?![a-zåäö])")

_TIMES = rf"(?P<times>{NUMBER})\s?(?:x|ggr|gång(?:er)?)"
_PER_YEAR = r"\s?(?:/|per\s|om\s|varje\s|under\s)\s?(?:kalender)?år(?:et)?(?![a-zåäö])"
_INTERVALS: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?![a-zåäö])"), months)
    for pattern, months in (
        (
            (
                r"(?:(?:en|1)\s?(?:gång|ggr)\s(?:per|varje)\s|varje\s|per\s|var(?:t)?\s(?:4|fyra"
                r"|fjärde)\s?:?e?\sår\s\()mandatperiod"
            ),
            48,
        ),
        (r"mandatperiodsvis", 48),
        (r"vartannat\sår|vart\s?annat\s?år|varannat\sår|varttannat\sår", 24),
        (r"varannan\smånad", 2),
        (
            (
                r"varje\shalvår|halvårsvis|halvårlig(?:en|a|t)?|(?:en|1)\sgång\s(?:per|i)\shalvåret?|varje\stermin"
                r"|terminsvis|var\s6:e\smånad"
            ),
            6,
        ),
        (r"varje\skvartal|kvartalsvis|kvartalsvisa?|(?:en|1)\sgång\s(?:per|i)\skvartalet?", 3),
        (r"varje\smånad|månadsvis|månatlig(?:en|a|t)?|(?:en|1)\sgång\s(?:per|i)\smånad(?:en)?", 1),
        (
            (
                r"årligen|årliga|årligt|årlig|årsvis(?:a|t)?|på\sårsbasis|varje\s(?:kalender)?år|år\sför\sår"
                r"|från\sår\still\sår|per\sår|/\s?år|löpande\s?år"
            ),
            12,
        ),
    )
)
_EVERY_NTH = re.compile(rf"vart?\s+(?P<nth>{_ORDINAL})\s+(?P<unit>år|månad)(?![a-zåäö])")
_EVERY_N = re.compile(rf"(?:med|vart?)\s+(?P<n>{NUMBER})\s+(?P<unit>års|år|månaders)\s*(?:mellanrum|intervall?)")
_TIMES_A_YEAR = re.compile(_TIMES + _PER_YEAR)


def number(word: str) -> int:
    """`tolv`, `12` → 12. Raises `ValueError` on other words."""
    return _NUMBERS[word] if word in _NUMBERS else int(word)


def match_duration(text: str, position: int) -> tuple[int, str] | None:
    """The length of time that begins at `position` of a lower-case text: where it ends, and its ISO 8601 period.

    Units stay as written: `tolv månader` is `P12M`, `ett år` is `P1Y`. Also `6 mån.`, `sex (6) månaders`,
    `ett och ett halvt år`, `tvåårsperioder`, `ett läsår`. None if there is none or if it contradicts itself.
    """
    if found := _HALF_YEAR.match(text, position):
        return found.end(), "P6M"
    if found := _QUARTER.match(text, position):
        return found.end(), "P3M"
    found = _DURATION.match(text, position)
    if not found:
        return None
    count = number(found["count"])
    if found["again"] and number(found["again"]) != count:
        return None
    if count == 0:
        return None
    if found["year"]:
        return found.end(), f"P{count}Y{'6M' if found['half'] else ''}"
    if found["half"]:
        return None
    if found["month"]:
        return found.end(), f"P{count}M"
    return found.end(), f"P{count}{'W' if found['week'] else 'D'}"


def match_interval(text: str, position: int) -> tuple[int, str] | None:
    """How often, beginning at `position` of a lower-case text: where it ends, and its ISO 8601 period.

    `årligen`, `vartannat år`, `vart 3:e år`, `två gånger per år`, `kvartalsvis`, `varje mandatperiod`.
    """
    for pattern, months in _INTERVALS:
        if found := pattern.match(text, position):
            return found.end(), period_of(months)
    if found := _EVERY_NTH.match(text, position):
        count = _ordinal(found["nth"])
    elif found := _EVERY_N.match(text, position):
        count = number(found["n"])
    elif found := _TIMES_A_YEAR.match(text, position):
        times = number(found["times"])
        return (found.end(), period_of(12 // times)) if times and 12 % times == 0 else None
    else:
        return None
    if count == 0:
        return None
    return found.end(), period_of(count if found["unit"].startswith("månad") else count * 12)


def _ordinal(word: str) -> int:
    return _ORDINALS[word] if word in _ORDINALS else int(re.sub(r"\D", "", word))
