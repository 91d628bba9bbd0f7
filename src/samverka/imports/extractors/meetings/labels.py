"""The words that minutes, summons and notes put before their parts: one row a label, written as `fold` leaves them.

A label is matched at the start of a line (`label_at`), or anywhere in a page that has become one line (`labels_in`).
Whose label it is – «Socialnämndens beslut», «Förvaltningens förslag till beslut» – does not matter to what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from samverka.imports.signals import fold


class Label(StrEnum):
    """What stands after a label. The first group heads a document, the second group an item."""

    PLACE_TIME = "place_time"
    PLACE = "place"
    TIME = "time"
    DATE = "date"
    FORUM = "forum"
    PRESENT = "present"
    MEMBERS = "members"
    ACTING = "acting"
    NOT_ACTING = "not_acting"
    DEPUTIES = "deputies"
    ATTENDEES = "attendees"
    ABSENT = "absent"
    CHAIR = "chair"
    SECRETARY = "secretary"
    ATTESTERS = "attesters"
    ATTESTED_BY = "attested_by"
    ATTESTATION = "attestation"
    ATTESTED_ON = "attested_on"
    SECTIONS = "sections"
    IMMEDIATE = "immediate"
    OFFICE = "office"
    CONTENTS = "contents"
    NEXT = "next"
    PLANNED = "planned"
    AUTHOR = "author"
    FURNITURE = "furniture"
    # in an item
    SUMMARY = "summary"
    BACKGROUND = "background"
    PROPOSAL = "proposal"
    DECISION = "decision"
    BASIS = "basis"
    PRESENTERS = "presenters"
    RECORD_NUMBER = "record_number"
    MOTION = "motion"
    RESERVATION = "reservation"
    RECUSAL = "recusal"
    VOTE = "vote"
    DISTRIBUTION = "distribution"
    REMARK = "remark"
    ATTESTED = "attested"
    CERTIFIED = "certified"


HEADS_PEOPLE = frozenset({
    Label.PRESENT, Label.MEMBERS, Label.ACTING, Label.NOT_ACTING, Label.DEPUTIES, Label.ATTENDEES, Label.ABSENT,
})  # fmt: skip
IN_ITEMS = frozenset({
    Label.SUMMARY, Label.BACKGROUND, Label.PROPOSAL, Label.DECISION, Label.BASIS, Label.PRESENTERS, Label.MOTION,
    Label.RESERVATION, Label.RECUSAL, Label.VOTE, Label.DISTRIBUTION, Label.REMARK, Label.ATTESTED,
})  # fmt: skip

_WHOSE = r"(?:[a-z][\w-]*(?: [\w-]+){0,3}?s )?"
_WHOSE_FLAT = r"(?:[a-z][\w-]*s (?:[a-z][\w-]*s )?)?"
_BODY = r"[a-z][\w-]*(?:[ ,-]+[\w-]+){0,4}?"

_TABLE: tuple[tuple[Label, str], ...] = (
    (Label.PLACE_TIME, r"plats och tid(?:punkt)?|tid och plats|tid/plats|plats/tid|plats & tid|tid & plats|nar och var"),
    (Label.PLACE, r"(?:motes|sammantrades)?plats|lokal|adress|var"),
    (Label.TIME, r"(?:motes|sammantrades)?tid(?:punkt)?|klockan|nar"),
    (Label.DATE, r"(?:sammantrades|motes)(?:datum|dag)|datum(?: for (?:motet|sammantradet))?|dag"),
    (Label.FORUM, r"organ|(?:politiskt )?organ/namnd|namnd|forum|instans|beslutsinstans|paragrafer fran"),
    (Label.MEMBERS, r"beslutande(?: ledamoter)?(?: och (?:tjanstgorande )?ersattare)?|narvarande (?:ordinarie )?ledamoter|(?:ordinarie |tjanstgorande )?ledamoter|tjanstgorande(?: ledamoter)?|ledamoter och tjanstgorande ersattare|narvarande beslutande"),
    (Label.NOT_ACTING, r"(?:ej|icke|inte) tjanstgorande(?: ersattare)?|narvarande (?:men )?(?:ej|icke|inte) tjanstgorande ersattare|(?:ovriga )?narvarande ersattare|ovriga ersattare"),
    (Label.ACTING, r"tjanstgorande ersattare|tjg\.? ersattare|beslutande ersattare"),
    (Label.DEPUTIES, r"ersattare"),
    (Label.ATTENDEES, r"(?:ovriga|ovrigt|aven|ocksa) (?:narvarande|deltagande|deltagare|medverkande)(?: (?:tjansteman|tjanstepersoner|personer))?|ovriga|tjansteman|tjanstepersoner|adjungerade(?: deltagare)?|deltagare fran forvaltningen|inbjudna(?: gaster)?|gaster|sakkunniga|fran forvaltningen"),
    (Label.ABSENT, r"(?:ej|inte|icke) (?:narvarande|deltagande)|franvarande(?: ledamoter)?|forhinder|(?:anmalt|anmalda) forhinder|aterbud|(?:ej|inte) med(?=\s*:)|meddelat forhinder"),
    (Label.PRESENT, r"narvarande|deltagare|deltagande|kallade|medverkande|narvaro(?:lista)?|motesdeltagare|narvarande och kallade|narvarande vid motet|fran kommunerna|fran (?:lanets )?kommunerna|fran region(?:en)?(?: [\w ]{1,30})?|(?:med|deltog|deltagit|motesdeltagare|vid motet)(?=\s*:)"),
    (Label.CHAIR, r"(?:motes)?ordforande|ordf\.?|motesledare|samtalsledare|motesledning"),
    (Label.SECRETARY, r"(?:motes|namnd)?sekreterare|sekr\.?|protokollforare|vid protokollet|vid anteckningarna|vid pennan|antecknade|antecknar|anteckningar (?:forda )?av|antecknat av|antecknare|fort av|minnesanteckningar forda av"),
    (Label.ATTESTERS, r"(?:utsedda?|utses|valda?|valdes)(?: person(?:er)?)? (?:att|till) justera(?:re)?(?: protokollet)?|(?:protokolls)?justerare|justerande|justeringsman|justeringsledamot(?: i tur)?|justerings(?:person|ledamoter)(?:er)?|justeras av|protokollet justeras av|att justera"),
    (Label.ATTESTED_BY, r"justera[dt]e?s? av|underskrifter|underskrift|signaturer"),
    (Label.ATTESTATION, r"justering(?:en|ens)?s? (?:plats och tid|tid och plats|plats, tid)|plats och tid for justering(?:en)?|tid och plats for justering(?:en)?|justeringstid(?: och plats)?|justering(?:en)?s? sker"),
    (Label.ATTESTED_ON, r"justering|(?:digital|elektronisk) justering|justeringsdatum|justeringsdag|datum for justering(?:en)?|justerat den|protokollet justerades|protokollet justerat"),
    (Label.IMMEDIATE, r"omedelbart? juster(?:ade|ad|ing)(?: paragrafer)?"),
    (Label.SECTIONS, r"paragrafer(?:na)?|(?:protokollet )?(?:omfattar|innehaller)(?: paragrafer(?:na)?)?|protokollet (?:omfattar|innehaller) (?:paragraferna|§§?)|underskrifter paragrafer"),
    (Label.OFFICE, r"forvaringsplats(?:en)?(?: for protokollet)?|protokollet forvaras|protokollets forvaringsplats|protokollet (?:finns|ar) tillgangligt"),
    (Label.CONTENTS, r"arendelista|innehall(?:sforteckning)?|register|arendeforteckning|arendemening|paragrafregister|innehallslista|foredragningslista|dagordning|arenden|program|arenden pa dagordningen|dagens arenden|forslag till dagordning"),
    (Label.NEXT, r"nasta (?:mote|sammantrade|motestillfalle|traff)(?: (?:ager rum|ar|blir|halls|hålls))?|nastkommande mote"),
    (Label.PLANNED, r"(?:kommande|planerade|beslutade) (?:moten|sammantraden|motestider|motesdatum|motesdagar)(?: (?:\d{4}|varen|hosten)(?: \d{4})?)?|motes(?:tider|plan|datum|kalender|schema)(?: \d{4})?|sammantrades(?:tider|plan|dagar|datum)(?: \d{4})?"),
    (Label.AUTHOR, r"kallelse skickad av|kallelsen utskickad av|sammankallande|upprattad av|handlaggare"),
    (Label.FURNITURE, r"anslag/?\s?bevis|bevis(?: om)? anslag|bevis/anslag|tillkannagivande|anslagsbevis|(?:datum (?:for|da) )?(?:anslag(?:ets|s|et)?|anslaget) (?:uppsattande|uppsatts|nedtagande|tas ned|sattes upp|publiceras|tas bort)|datum (?:for|nar) anslag\w* \w+|sista dag for overklagande|utdragsbestyrkande|utdraget bestyrks|justera(?:res|ndes|re)? ?(?:sign(?:atur(?:er)?)?\.?|signum)|besoksadress|postadress|telefon|tfn|fax|e-?post(?:adress)?|org(?:anisations)?\.? ?(?:nr|nummer)|webbplats|webb|hemsida|signerat med|bankgiro|justering har tillkannagivits|anslagstid|sekreterarens underskrift|sign(?:atur)?"),
    (Label.RECORD_NUMBER, r"diarienummer|diarienr|dnr|arendenummer|arendenr"),
    (Label.SUMMARY, r"sammanfattning(?: av arendet)?|arendebeskrivning|arendet i korthet|sammanfattande beskrivning|beskrivning(?: av arendet)?|redogorelse(?: for arendet)?|information(?:en)? i korthet|diskussion|notering(?:ar)?|minnesanteckning(?:ar)?"),
    (Label.BACKGROUND, r"bakgrund|arendet|overvaganden?|bedomning|" + _WHOSE + r"(?:bedomning|overvaganden?|synpunkter)|ekonomi(?:ska konsekvenser)?|konsekvenser|barn(?:perspektiv|konsekvens)\w*|tidigare beslut|arendets (?:handlaggning|beredning)|beredning|inledning|skal(?:en)? for beslutet|motivering(?: till beslut)?|syfte"),
    (Label.PROPOSAL, _WHOSE + r"(?:forslag till beslut|beslutsforslag|forslag till stallningstagande|forslag till rekommendation)(?: (?:i|till|for) [\w-]+)?|forslag|" + _WHOSE + r"forslag till (?:kommun|region|landstings)?(?:fullmaktige|styrelsen|namnden)|forslaget"),
    (Label.DECISION, _WHOSE + r"(?:beslut|stallningstaganden?|rekommendation(?:sbeslut)?)(?: (?:i|till) [\w-]+)?|beslut(?:et)?|stallningstagande|beslutas"),
    (Label.BASIS, r"(?:besluts|arende)?underlag|beslutsunderlag i arendet|bilaga(?: \d{1,2}[a-z]?)?|bil\.? \d{1,2}|bilagor|bifogas|bifogade handlingar|handling(?:ar)?(?: i arendet)?|underlag for beslut|underlag|dokument|inlagor"),
    (Label.PRESENTERS, r"foredragande|foredragning|foredras av|foredragare|informator(?:er)?|ansvarig|ansvariga|arendet foredras av|deltar|talare|presentator"),
    (Label.MOTION, r"forslag till beslut (?:pa|under) (?:dagens )?sammantradet|yrkanden?|(?:framstallda )?yrkanden?(?: och forslag)?|tillaggsyrkande|propositionsordning|proposition(?:er)?|beslutsgang"),
    (Label.RESERVATION, r"reservation(?:er)?|reserverar sig|reserverar sig mot beslutet"),
    (Label.RECUSAL, r"jav"),
    (Label.VOTE, r"(?:votering|omrostning)(?:sresultat|sordning)?|votering begars"),
    (Label.DISTRIBUTION, r"(?:beslutet |protokollsutdrag |utdrag )?(?:ska |skall )?(?:expedier(?:as|at|ad|ing)|skickas|sands|delges|utgar)(?: till| for kannedom)?|expedieras|beslutsexpediering|sandlista|exp\.?(?: till)?|kopia till|delges|for kannedom|protokollsutdrag|beslutsmottagare|mottagare|verkstallighet"),
    (Label.REMARK, r"protokollsanteckning(?:ar)?|sarskilt yttrande|anteckning till protokollet|ersattaryttrande|uppdrag|att gora|atgard|overlaggning(?:ar)?|arendets gang|upplysning(?:ar)?|upplysningar till beslutet|inlagg|dagens sammantrade|ajournering"),
    (Label.ATTESTED, r"(?:beslutet|paragrafen|arendet) justeras omedelbart|paragrafen ar (?:omedelbart )?justerad|paragrafen forklaras (?:omedelbart )?justerad|omedelbar justering"),
    (Label.CERTIFIED, r"ratt utdrag(?:et)?(?: intygar| bestyrker)?|ratt utdrag|utdragets riktighet (?:intygas|bestyrks)|intygas|bestyrkes|vidimeras"),
)  # fmt: skip

_PATTERN = re.compile("|".join(f"(?P<{label.value}>{pattern})" for label, pattern in _TABLE))
_LINE_END = re.compile(r"\s*(?P<colon>:)?\s*")
# A label that is also a common word heads a text only with a colon, or when nothing else is on its line.
_NEEDS_COLON = frozenset({
    Label.PLACE, Label.TIME, Label.DATE, Label.FORUM, Label.DEPUTIES, Label.BACKGROUND, Label.DECISION, Label.PROPOSAL,
    Label.SUMMARY, Label.BASIS, Label.MOTION, Label.REMARK, Label.PRESENTERS, Label.RESERVATION, Label.RECUSAL,
    Label.DISTRIBUTION, Label.VOTE, Label.CONTENTS, Label.PRESENT, Label.ATTENDEES, Label.NEXT, Label.AUTHOR,
    Label.MEMBERS, Label.PLANNED,
})  # fmt: skip
_DECIDES = re.compile(
    rf"^{_BODY} (?:beslutar|beslutade|foreslar|rekommenderar|tillstyrker)(?: for egen del)?(?:,? att)?\s*:?$"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label at the start of a line: what it is, what stands after it, and whether it had a colon."""

    label: Label
    printed: str
    rest: str
    colon: bool


@lru_cache(maxsize=8192)
def label_at(text: str) -> Labelled | None:
    """The label a line begins with, or None. `rest` is what stands after it on the line."""
    plain = text.strip(" *#_\t")
    offset = 0
    number = re.match(r"\d{1,2}(?:\.\d{1,2})*[.)]\s+", plain)
    if number and not number[0][:1].isspace():
        return None
    head = plain[:_LONGEST_LABEL]  # no label is longer, and a line may be a whole page
    folded = fold(head)
    if len(folded) != len(head):
        return None
    best = _longest(folded)
    if best is None:
        return None
    label, end = best
    after = plain[end:].lstrip("*_ ")
    rest = after.lstrip(" \t:*").strip()
    colon = after.startswith(":")
    if rest and not colon and not _may_go_on(label, plain[offset:end], rest):
        return None
    return Labelled(label, plain[:end], rest, colon)


def _longest(folded: str) -> tuple[Label, int] | None:
    """The longest label at the start, whole words only."""
    best: tuple[Label, int] | None = None
    for label, pattern in _COMPILED:
        found = pattern.match(folded)
        if found and (best is None or found.end() > best[1]):
            best = (label, found.end())
    return best


# In running text only words that end in -s can say whose: «Vuxensam rapportering Socialnämndens beslut».
_COMPILED_FLAT = tuple(
    (label, re.compile(rf"(?:{pattern.replace(_WHOSE, _WHOSE_FLAT)})(?![\w-])")) for label, pattern in _TABLE
)
_LONGEST_LABEL = 120
_COMPILED = tuple((label, re.compile(rf"(?:{pattern})(?![\w-])")) for label, pattern in _TABLE)


def _may_go_on(label: Label, printed: str, rest: str) -> bool:
    """Whether «Ordförande Maja …» is a label and its value on one line, without a colon between."""
    if not printed[:1].isupper():
        return False
    if label in (Label.CHAIR, Label.SECRETARY, Label.ATTESTERS, Label.CERTIFIED):
        return bool(re.match(r"(?:\(?§+\s*[\d\s,–-]+\)?\s*:?\s+)?[A-ZÅÄÖÉ][\wåäöéü-]+,?\s+[A-ZÅÄÖÉ(]", rest))
    if label in (Label.DECISION, Label.PROPOSAL, Label.SUMMARY) or label in (Label.BACKGROUND, Label.MOTION):
        return False
    if label in (Label.MEMBERS, Label.PRESENT, Label.ATTENDEES, Label.DEPUTIES, Label.ABSENT):
        return bool(re.match(r"[A-ZÅÄÖÉ][\wåäöéü-]+\s+[A-ZÅÄÖÉ][\wåäöéü-]+.{0,3}[(,]|(?i:enligt\s)", rest))
    if label in (Label.DATE, Label.TIME, Label.NEXT):
        return bool(re.match(r"(?i)(?:(?:kl|klockan|den|mån|tis|ons|tors?|fre|lör|sön)\w*\.?\s+)*\d", rest))
    if label in (Label.PLACE, Label.FORUM):
        if fold(printed) in ("lokal", "var", "namnd", "organ", "forum"):
            return False  # «LOKAL SAMVERKANSGRUPP», «Forum Jämtland» are names
        return rest[:1].isupper() and len(rest) < 80 and not rest.endswith(".")
    return label not in _NEEDS_COLON


def decides(text: str) -> bool:
    """Whether a line is «Socialnämnden beslutar», alone or with «att», so that the decision follows."""
    return len(text) < 110 and bool(_DECIDES.match(fold(text.strip(" *#_"))))


_FLAT_ONLY_CAPITAL = re.compile(r"(?<![\w,(/-])(?=[A-ZÅÄÖ])")
_NOT_IN_FLAT = frozenset({Label.AUTHOR, Label.REMARK, Label.PLANNED})
_TITLES_OF_PEOPLE = frozenset(
    {Label.CHAIR, Label.SECRETARY, Label.DEPUTIES, Label.ATTESTERS, Label.ACTING, Label.NOT_ACTING, Label.AUTHOR}
)
_FLAT_WORD = re.compile(
    r"(?:var|nar|dag|forslag|forslaget|handling|dokument|fran kommunerna|beskrivning|information|deltar)$"
)


def labels_in(text: str) -> Iterator[tuple[int, int, Label]]:
    """Every label in a page that has become one line, left to right: start, end, what it is.

    Only words printed with a capital count, and not where they are somebody's title («Maja Berg, Ordförande (S)»).
    """
    folded = fold(text)
    if len(folded) != len(text):
        return
    position = 0
    for start in (match.start() for match in _FLAT_ONLY_CAPITAL.finditer(text)):
        if start < position:
            continue
        found = _longest_flat(folded, start)
        if found is None:
            continue
        label, end = found
        if label in _TITLES_OF_PEOPLE and " " not in text[start:end] and text[:start].rstrip().endswith((",", "(")):
            continue
        if label in _NOT_IN_FLAT or _FLAT_WORD.match(folded[start:end]):
            continue
        after = text[end:].lstrip(" :")
        if after and not _flat_value(label, after, colon=text[end : end + 1] == ":"):
            continue
        yield start, end, label
        position = end


def _longest_flat(folded: str, start: int) -> tuple[Label, int] | None:
    best: tuple[Label, int] | None = None
    for label, pattern in _COMPILED_FLAT:
        found = pattern.match(folded, start, start + _LONGEST_LABEL)
        if found and (best is None or found.end() > best[1]):
            best = (label, found.end())
    return best


def _flat_value(label: Label, after: str, *, colon: bool) -> bool:
    """What stands after a label in a page on one line: a capital, a figure, a mark, or «att»."""
    if colon or label is Label.FURNITURE:
        return True
    if label is Label.SECTIONS:
        return bool(re.match(r"[§\d]|[A-ZÅÄÖ]", after))
    return bool(re.match(r"[A-ZÅÄÖÉ\d§•\-–”\"(]|att\s|(?i:kl\.?\s)|(?i:se\s|enligt\s)", after))
