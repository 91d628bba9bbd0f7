"""What ends an agreement or holds it back, told in words: an event, a successor, a condition; and that it is over."""

from __future__ import annotations

import re

from samverka.agreements.reading.scan import DATE, FROM, LENGTH, OPEN, TAKEN, TO, Scan, Written

# An event's words go on to the full stop, or to words that begin another statement.
_NEXT = (
    r"dock|som\s+längst|längst|max\w*|ska|skall|ses|följ\w*|uppfölj\w*|översyn\w*|revider\w*|uppdater\w*"
    r"|utvärder\w*|med\s+(?:en\s+)?(?:ömsesidig\w*\s+)?"
    rf"(?:{LENGTH}|uppsägning\w*)|uppsägning\w*|därefter|men|{TO}|{OPEN}|förläng\w*|senast|kan"
)
_EVENT_END = (
    rf"(?=;|\.(?:\s|$)|\.?$|[()]|{TAKEN}|,\s*(?:{_NEXT})|\s+(?:dock|men|som\s+längst)\s|\s+-\s"
    rf"|,?\s+eller\s+(?:senast|längst|{TO}))"
)
_EVENT = re.compile(
    rf"(?P<event>(?:(?:in|fram)?till\s?(?:dess|s\s+dess)(?!\w)|(?:intill|tills"
    rf"|fram\s+tills?)(?!\w)(?!\s*(?:{DATE}|{OPEN}|den\s+{DATE}))"
    rf"|till\s+(?=nytt?\b|mandatperioden\s+ut|nya\b|ny\b|annat\b|annan\b|det\b|att\b|mandatperiodens|projekt\w*"
    rf"|avtal\w*|överenskommelse\w*|beslut\w*|en\s+ny\b|ett\s+nytt\b)"
    rf"|{TO}\s*(?!\s*(?:{DATE}|den\s+{DATE}|utgången|slutet|årsskiftet|år\s|vidare"
    rf"|mandatperioden\s+{DATE}))(?=[a-zåäö])"
    rf"|så\s+länge|(?<=-)\s?mandatperiodens|(?<=-)\s?mandatperioden\s+ut)(?!\s*{DATE})[^;()]*?){_EVENT_END}"
)
_CAPPED = re.compile(
    rf"(?<={TAKEN})[\s,]*(?:dock\s+|men\s+|eller\s+|som\s+){{0,3}}(?:senast|längst|högst|max\w*)\s+(?:(?:in|fram)?till\s+|{TO}\s*)?"
    rf"(?:den\s+)?(?P<date>{DATE})"
)
_MAY_END_IF = re.compile(
    r"(?:(?:avtalet|överenskommelsen|det|den|riktlinjen)\s+)?kan\s+upphöra[^.;]{0,60}?(?P<event>(?:om|när"
    r"|ifall|för\s+det\s+fall|i\s+det\s+fall|i\s+de\s+fall|då)\s[^.;()]+)"
)
_REPLACED = re.compile(
    rf"(?P<verb>(?:(?:har|är|kommer\s+att|avses)\s+)?(?:ersätts|ersättas|ersattes|ersatts|ersatt|avlöses"
    rf"|avlösts|uppgått\s+i|uppgår\s+i))(?!\w)\s*"
    rf"(?P<none>ej|inte|aldrig)?\s*(?P<on1>(?:{FROM}|den|från|\s)*{DATE})?\s*(?:av|med"
    rf"|\s)*(?P<successor>[^.;(){TAKEN}{DATE[1:-1]}{FROM}{TO},]*)(?:\s*(?P<on2>(?:{FROM}|den|från|per|\s|,"
    rf"|\()*{DATE}))?"
)
_REPLACES = re.compile(
    r"(?:som\s+)?(?:ersätter|ersättning\s+för|avlöser)(?!\w)[^;]*?(?=;|\.(?:\s|$)|$|,\s*(?:gäller|och\s+gäller|giltig))"
)
_ON = rf"(?:(?!(?:,|\s+och)\s*(?:{FROM}|{TO}|{OPEN}|{DATE}|från|gäller|tills))[^.;()])*"
_CONDITION = re.compile(
    rf"(?:gäller\s+|gällande\s+)?(?:först\s+(?:när|då|efter|sedan)|(?:{FROM}\s+(?:att|det\s+att|när|då"
    rf"|den\s+dag)|så\s+snart|så\s+fort|när|då|efter\s+att|sedan|träder\s+i\s+kraft\s+(?:först\s+)?(?:när|då"
    rf"|efter\s+att|sedan|så\s+snart))"
    rf"\s+(?=(?:alla|samtliga|båda|huvudmännen|parterna|kommunerna|respektive|den\s+sista|sista)\b)){_ON}"
    rf"|(?:under\s+förutsättning|förutsatt|förutsätter|villkorat|villkor\w*|med\s+förbehåll"
    rf"|förbehåll)(?!\w)(?:\s+(?:av|att|för|om))*(?!\s+(?:ingen|inte|ej|någon))(?![^.;()]*(?:säg\w*\s+upp"
    rf"|uppsäg|sagts\s+upp)){_ON}"
    rf"|(?:(?:ännu|har)\s+){{0,8}}(?:ej|inte|ännu\s+inte|väntar\s+på\s+att)\s+(?:ännu\s+|blivit\s+"
    rf"|vara\s+){{0,8}}(?:antag(?:en|et|na|its|as)|beslutad|beslutat|undertecknad|undertecknat|godkänd|godkänt"
    rf"|godkänts|fastställd|fastställt|fastställts|påskriven)(?!\w){_ON}"
    rf"|väntar\s+på\s+(?:beslut|antagande|godkännande|undertecknande|underskrift\w*){_ON}"
    rf"|preliminär\w*(?=\s*(?:$|[,.;()]))"
)
_ADOPTED = re.compile(
    rf"(?:(?:senast|och|är)\s+)?(?:antag(?:en|et|na|it|ande)|antogs|antaget|besluta(?:d|t|des)|beslut"
    rf"|beslutsdatum|fastställ(?:d|t|des|ande)|undertecknad|undertecknat|underteckningsdatum|tecknad|tecknat"
    rf"|ingått|ingånget|godkänd|godkänt|upprättad|upprättat|påskriven)(?!\w)"
    rf"\s*(?:(?:av|i|den|år|vid"
    rf"|på)\s+(?:[^\W\d_]+\s+){{0,4}}?)?(?:den\s+)?:?\s*(?P<date>{DATE})(?!\s*-)(?:\s*,?\s*§+\s*\d+)?"
)
_LAPSED = re.compile(
    r"(?<!\w)(?P<words>(?:(?:avtals|giltighets)?tiden|giltighetstid|avtalet|överenskommelsen|riktlinjen|planen"
    r"|den|det)?\s*(?:(?:är|har|nu|redan|numera)\s+){0,8}"
    r"(?:passera[td]|löpt\s+ut|löpte\s+ut|gått\s+ut|gick\s+ut|utgången|utgånget|utgått"
    r"|upphört(?:\s+att\s+gälla)?|upphörd|upphörde(?:\s+att\s+gälla)?|upphävd|upphävt|avslutad|avslutat"
    r"|inaktuell|inaktuellt"
    r"|(?:gäller|gällande|giltigt?|aktuellt?|i\s+kraft)\s+(?:ej|inte)(?:\s+längre)?|(?:ej|inte|inte\s+längre"
    r"|ej\s+längre)\s+(?:längre\s+)?(?:gällande|giltigt?|aktuellt?|i\s+kraft)))(?!\w)"
)
_NOT_SAID_YET = re.compile(
    r"(?:innan|när|då|om|efter|sedan|före|tills|att|ska|kan|så\s+snart|en\s+del)\s+(?:\w+\s+){0,3}\Z"
)
_TEMPORARY = re.compile(
    r"(?<!\w)(?:tillfällig\w*|temporär\w*|provperiod\w*|försöksperiod\w*|försöksverksamhet|på\s+försök"
    r"|interim\w*)(?:\s+(?:avtal|riktlinje|överenskommelse|rutin)\w*)?"
)
_MANDATE = re.compile(
    r"(?<!\w)(?:(?:innevarande|nuvarande|pågående|denna|under|hela|kommande|nästa)\s+){0,8}mandatperiod(?:en|er)?(?!\w)"
)


def read_condition(scan: Scan) -> bool:
    """Whether the text makes validity depend on something: «under förutsättning att alla parter antar»."""
    matches = [match for match in _CONDITION.finditer(scan.text) if match[0].strip()]
    for match in matches:
        scan.take(*match.span())
    return bool(matches)


def read_event(scan: Scan) -> tuple[str | None, int]:
    """What ends the agreement, verbatim from «tills», and where it stood (-1 if nowhere)."""
    match = _EVENT.search(scan.text) or _MAY_END_IF.search(scan.text)
    if not match:
        return None, -1
    event, start = scan.verbatim(*match.span("event")), match.start()
    if len(event.split()) <= 2 and event.lower().endswith("dess"):
        return None, -1
    scan.take(*match.span())
    return event or None, start


def read_cap(scan: Scan, event_at: int) -> Written | None:
    """The last day that an event is given: «tills nytt avtal finns, dock längst t.o.m. 2025-12-31»."""
    match = _CAPPED.search(scan.text, event_at)
    if not match:
        return None
    scan.take(*match.span())
    return scan.date(match["date"])


def read_successor(scan: Scan) -> tuple[str | None, str | None, bool]:
    """The agreement that replaced this one; the sign of the day it did; whether it has («ersatt», not «ersätts»)."""
    for match in _REPLACES.finditer(scan.text):
        scan.keep_unread(*match.span())
    found = _REPLACED.search(scan.text)
    if not found:
        return None, None, False
    day = _day_of_change(scan, found["on1"] or found["on2"] or "")
    if day is None and found["on2"]:
        scan.keep_unread(*found.span("on2"))
    successor = re.sub(r"^(?:av|med)\s+", "", scan.verbatim(*found.span("successor")), flags=re.IGNORECASE)
    scan.take(*found.span())
    if found["none"] or not successor:
        return None, None if found["none"] else day, False
    return successor, day, bool(re.search(r"ersatt|ersatts|ersattes|avlösts|uppgått", found["verb"]))


def _day_of_change(scan: Scan, words: str) -> str | None:
    """«ersatt av nytt avtal 2022» does not tell which day; «fr.o.m. 2022» does."""
    sign = words[-1:]
    return sign if sign and (FROM in words or scan.date(sign).as_start.is_exact) else None


def read_adopted(scan: Scan) -> str | None:
    """The sign of the day the text says it was adopted, which is not the day it begins to apply."""
    match = _ADOPTED.search(scan.text)
    if match:
        scan.take(*match.span())
    return match["date"] if match else None


def read_lapsed(scan: Scan) -> bool:
    """Whether the text itself says that it is over, without a day: «Giltighetstid passerad», «gäller ej längre»."""
    for match in _LAPSED.finditer(scan.text):
        before, after = scan.text[: match.start("words")], scan.text[match.end() :]
        dated = re.match(rf"\s*(?:{FROM}|den|per|vid|:|{TO}|år|utgången|av|\s)*\s*{DATE}", after)
        if not dated and not _NOT_SAID_YET.search(before):
            scan.take(*match.span())
            return True
    return False


def read_temporary(scan: Scan) -> bool:
    """Whether the text calls it temporary or a trial."""
    return _blank_all(scan, _TEMPORARY)


def read_mandate_period(scan: Scan) -> bool:
    """Whether the text ties it to a term of office."""
    return _blank_all(scan, _MANDATE)


def says_lapsed(text: str) -> bool:
    """Whether a note beside the validity says that it has passed: «Giltighetstid passerat. Uppdrag har lämnats …»."""
    return read_lapsed(Scan(text))


def _blank_all(scan: Scan, pattern: re.Pattern[str]) -> bool:
    matches = list(pattern.finditer(scan.text))
    for match in matches:
        scan.blank(*match.span())
    return bool(matches)
