"""The words that tell kinds of documents apart: one row a signal, written as `fold` leaves them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from samverka.imports.records import DocumentKind

_FOLDED = str.maketrans("åäáàöøéèü", "aaaaooeeu")


def fold(text: str) -> str:
    """Small letters without å, ä and ö."""
    return text.casefold().translate(_FOLDED)


class Scope(StrEnum):
    """Where a signal is looked for: the opening lines, single lines, or the whole text with its tables."""

    OPENING = "opening"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Signal:
    kind: DocumentKind
    points: float
    scope: Scope
    pattern: re.Pattern[str]
    reason: str
    times: int = 1


def _signal(kind: DocumentKind, points: float, scope: Scope, pattern: str, reason: str, times: int = 1) -> Signal:
    return Signal(kind, points, scope, re.compile(pattern, re.MULTILINE), reason, times)


_K, _S = DocumentKind, Scope
_NO_MENTION = (
    r"(?!\W*(?:§\s?)?\d{1,2}[.)]?\s+[a-z])"
    r"(?!.*\b(?:genomgang av|godkannande av|foregaende|forra|tidigare|fullstandigt|justering av|publiceras|val av)\b)"
)
"""A line that only speaks of minutes, as an item of an agenda does, is no title of minutes."""

SIGNALS: tuple[Signal, ...] = (
    _signal(_K.MINUTES, 5, _S.OPENING, rf"^{_NO_MENTION}.*\b(?:sammantrades)?protokoll(?:et)?\b(?!sutdrag)", "Ordet protokoll står överst."),
    _signal(_K.MINUTES, 3, _S.OPENING, r"^\W*(?:sammantrades|motes)?protokoll\b", "Rubriken är protokoll."),
    _signal(_K.MINUTES, 1, _S.LINE, r"^\W*(?:narvarande|deltagare|ledamoter)\b", "Närvarande räknas upp."),
    _signal(_K.MINUTES, 3, _S.TEXT, r"paragrafen ar justerad", "Paragrafer är justerade."),
    _signal(_K.MINUTES, 2, _S.TEXT, r"utdragsbestyrkande", "Det finns plats för utdragsbestyrkande."),
    _signal(_K.MINUTES, 2, _S.TEXT, r"\bbeslutande(?: ledamoter)?\b", "Beslutande ledamöter räknas upp."),
    _signal(_K.MINUTES, 2, _S.TEXT, r"\b(?:utse\w* att justera|justerare|justerat av|justerande)\b", "Justerare nämns."),
    _signal(_K.MINUTES, 2, _S.TEXT, r"\bej tjanstgorande ersattare\b", "Ej tjänstgörande ersättare räknas upp."),
    _signal(_K.MINUTES, 2, _S.TEXT, r"\bprotokollet (?:omfattar|innehaller)\b", "Protokollets paragrafer anges."),
    _signal(_K.MINUTES, 3, _S.LINE, r"^§\s?\d+", "Paragrafer är numrerade.", 3),
    _signal(_K.MINUTES, 2, _S.LINE, r"^beslut:?$", "Beslut står under flera paragrafer.", 2),
    _signal(_K.MINUTES, -4, _S.OPENING, r"(?<!av )\b(?:kallelse|foredragningslista)\b", "Kallelse står överst."),
    _signal(_K.AGENDA, 7, _S.OPENING, r"(?<!av )\b(?:kallelse|foredragningslista|underrattelse|inbjudan till (?:\w+ )?(?:mote|sammantrade|traff)|inbjudan och dagordning)\b", "Kallelse eller föredragningslista står överst."),
    _signal(_K.AGENDA, 4, _S.OPENING, r"(?<!av )(?<!till )\bdagordning\b", "Dagordning står överst."),
    _signal(_K.AGENDA, 2, _S.OPENING, r"^\W*(?:inbjudan|program|motesprogram|halvtid|dagens program)\b|\bvalkom(?:men|na) till (?:\w+ )?(?:mote|sammantrade|traff)", "Det bjuds in till ett möte."),
    _signal(_K.AGENDA, 1, _S.TEXT, r"\bforslag till beslut\b", "Förslag till beslut lämnas."),
    _signal(_K.AGENDA, 1, _S.LINE, r"^(?:arenden|tid|plats|datum)\b", "Tid och plats anges."),
    _signal(_K.AGENDA, -4, _S.TEXT, r"paragrafen ar justerad|utdragsbestyrkande", "Det är justerat."),
    _signal(_K.NOTES, 8, _S.OPENING, rf"^{_NO_MENTION}.*\b(?:minnes|motes|tjanste)?anteckningar\b", "Ordet minnesanteckningar står överst."),
    _signal(_K.NOTES, 2, _S.TEXT, r"\b(?:vid anteckningarna|anteckningar (?:forda )?av|antecknat av|antecknade)\b", "Någon har fört anteckningar."),
    _signal(_K.NOTES, 1, _S.LINE, r"^\W*(?:narvarande|deltagare)\b", "Närvarande räknas upp."),
    _signal(_K.MEETING_PAGE, 5, _S.OPENING, r"\bhoppa (?:over|till)\b|^till (?:sidans )?innehall|^startsida\b|^du ar har\b|^(?:start|hem)\s?[/>»]", "Texten är en webbsida."),
    _signal(_K.MEETING_PAGE, 2, _S.OPENING, r"^(?:publicerad|senast uppdaterad|lyssna|skriv ut|dela sidan)\b", "Texten är en webbsida."),
    _signal(_K.MEETING_PAGE, 2, _S.TEXT, r"\b(?:forklarar motet oppnat|motet oppnas|oppnar motet)\b", "Mötet öppnas."),
    _signal(_K.MEETING_PAGE, 1, _S.TEXT, r"\b(?:val av justerare|forslag till dagordning|foregaende protokoll|forra protokollet)\b", "Mötets stående punkter nämns."),
    _signal(_K.MEETING_PAGE, 1, _S.LINE, r"^\W*§\s?\d+", "Paragrafer är numrerade."),
    _signal(_K.DECISION_SUMMARY, 9, _S.OPENING, r"\b(?:beslut i korthet|beslutssammanfattning|sammanfattning av (?:de )?(?:\w+ )?beslut\w*|beslutslista|beslutsnotis\w*|beslut fran (?:motet|sammantradet|dagens)|dagens beslut|i korthet)\b", "Beslut sammanfattas."),
    _signal(_K.DECISION_SUMMARY, 6, _S.OPENING, r"^\W*(?:fattade )?beslut (?:fran|vid|i) (?!arende|punkt)[^\n.]{3,70}$", "Rubriken är beslut från ett möte."),
    _signal(_K.MEMO, 6, _S.OPENING, r"\b(?:tjansteskrivelse|promemoria|^pm\b)", "Ordet tjänsteskrivelse eller promemoria står överst."),
    _signal(_K.MEMO, 3, _S.OPENING, r"^(?:#*\s*)?(?:uppfoljning|redovisning|aterrapport\w*|[\w-]*rapport|skrivelse|verksamhetsberattelse|[\w-]*statistik)\b", "Det är en uppföljning eller rapport."),
    _signal(_K.MEMO, 4, _S.OPENING, r"^\W*(?:[\w-]*verksamhetsberattelse|arsrapport|[\w-]*arsberattelse|delarsrapport|slutrapport|arsredovisning|arsuppfoljning|arsbokslut|verksamhetsrapport|tertialrapport)\b|^[^\n]{0,60}\b(?:verksamhetsberattelse|arsrapport|arsberattelse|arsuppfoljning|verksamhetsrapport)\b[^\n.]{0,30}$", "Det är en verksamhetsberättelse eller rapport."),
    _signal(_K.MEMO, 1, _S.TEXT, r"^\W*(?:tabell|figur|diagram) \d", "Det finns tabeller med siffror."),
    _signal(_K.MEMO, 2, _S.LINE, r"^(?:summa|totala?) (?:verksamhetens )?(?:intakter|kostnader|inkomster|utgifter)\b|^(?:intakter|kostnader)\W*$", "Det finns en budget eller ett bokslut.", 2),
    _signal(_K.MEMO, 1, _S.LINE, r"^(?:summa|totalt?)(?:\s+\d[\d ]*)+$", "En tabell summeras."),
    _signal(_K.MEMO, 2, _S.OPENING, r"\b(?:tfn|telefon|e-post|handlaggare)\b", "En handläggare med kontaktuppgifter står överst."),
    _signal(_K.MEMO, 2, _S.OPENING, r"\b[a-z]{2,5}/\d{2,5}/\d{4}\b|\bdnr\b|\bdiarienummer\b", "Ett diarienummer står överst."),
    _signal(_K.MEMO, 2, _S.TEXT, r"\b(?:foljande redovisning|denna rapport|arendebeskrivning|bakgrund\b)", "Texten redovisar ett ärende."),
    _signal(_K.AGREEMENT, 4, _S.OPENING, r"^(?:\W*)(?!gallande|aktuella|befintliga|alla |vara |gemensamma )(?:(?:\w+ ){0,2}(?:lans)?overenskommelse|(?:\w+ ){0,2}\w*avtal)\b(?! och)(?!.*\b(?:forteckning|lista|balans))", "Rubriken är ett avtal eller en överenskommelse."),
    _signal(_K.AGREEMENT, 4, _S.OPENING, r"\A\W*(?:(?:lans|lansgemensam |regional |gemensam |tillfallig |lokal )?(?:riktlinje|rutin|handlingsplan|policy|uppdragsbeskrivning)) (?:for|om|vid|kring|gallande|mot|avseende)\b(?!.*\b(?:forteckning|lista|uppfoljning))", "Rubriken är en riktlinje, rutin eller plan."),
    _signal(_K.AGREEMENT, 2, _S.TEXT, r"\b(?:riktlinjen|rutinen|planen|avtalet|overenskommelsen) galler\b", "Det sägs hur länge dokumentet gäller."),
    _signal(_K.AGREEMENT, 2, _S.LINE, r"^(?:\d+(?:\.\d+)*\.? )?(?:avtalets |overenskommelsens )?(?:giltighetstid|giltighet|avtalstid|avtalsperiod|giltighet och uppsagning)\b.{0,30}$", "Ett avsnitt handlar om giltighetstid."),
    _signal(_K.AGREEMENT, 2, _S.TEXT, r"\b(?:sags? upp|uppsagning\w*|forlangs)\b", "Uppsägning eller förlängning regleras."),
    _signal(_K.AGREEMENT, 2, _S.LINE, r"\b(?:parter(?:na)?|mellan (?:region|landsting|kommun))\b", "Parterna nämns."),
    _signal(_K.AGREEMENT, 1, _S.LINE, r"^(?:\d+(?:\.\d+)*\.? )?(?:avtalets |overenskommelsens )?(?:syfte|omfattning|syfte och omfattning|bakgrund|ansvar\w*|tvist\w*|underskrift\w*|undertecknande)\b.{0,30}$", "Avsnitten är ett avtals."),
    _signal(_K.AGREEMENT_LIST, 5, _S.OPENING, r"\b(?:avtals|dokument|overenskommelse)(?:lista|forteckning|register|oversikt|katalog|sammanstallning)\w*|\b(?:gallande|aktuella|lansgemensamma|gemensamma|befintliga) (?:avtal|overenskommelser|riktlinjer|styrdokument|dokument)|\b(?:forteckning|sammanstallning|oversikt|lista) (?:over|av)\b[^\n]*\b(?:avtal|overenskommelser)|\b(?:avtal och overenskommelser|overenskommelser och avtal)\b", "Rubriken är en förteckning över avtal."),
    _signal(_K.BALANCE_LIST, 5, _S.OPENING, r"\b(?:arende|uppdrags?)?balans(?:lista\w*|en)?\b|\b(?:aktivitets|uppdrags|bevaknings|atgards|arende|status)(?:lista|forteckning|logg|plan)\w*|\bhandlingsplan\b[^\n]*\b(?:uppfoljning|status)|\buppfoljning\w* av (?:uppdrag|beslut|handlingsplan|aktivitet|atgard)|\bbeslutsuppfoljning|\bbeslutslogg", "Rubriken är en balanslista, uppdragslista eller liknande."),
    _signal(_K.ARENAS, 4, _S.OPENING, r"\bsamverkans(?:arena|arenor|forum|struktur|organisation|grupper)\w*|\bforum for samverkan|\b(?:politisk\w*|gemensamma|regionala) (?:arenor|forum)|\bstruktur for samverkan|\bsamverkan\w* (?:forum|organisation)", "Rubriken handlar om forum för samverkan."),
)  # fmt: skip

PARTS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bkallelse\b|\bforedragningslista\b",
        r"\butdrag ur (?:sammantrades)?protokoll|\bprotokollsutdrag\b|^sammantradesprotokoll\b",
        r"^verksamhetsberattelse\b",
        r"^tjansteskrivelse\b",
        r"^skrivelse\b",
        r"^(?:arsredovisning|budget|verksamhetsplan|bokslut)\b",
        r"^(?:remiss\w*|yttrande)\b",
        r"^(?:samverkans)?avtal\b|^overenskommelse\b",
    )
)
"""Headings of the documents a packet may hold."""

DOMAIN: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b\w*kommun(?:en|er|erna|ernas|ens|al\w*|er\w*|forbund\w*|fullmaktige\w*|styrelse\w*|direktor)?\b",
        r"\bregion(?:en|ens|al\w*|er)?\b|\blandsting\w*",
        r"\b(?:\w*(?:sjuk|hem|lans?|nar|oppen|sluten|primar|aldre|barn|tand|special\w*|narsjuk)vard(?!nad)\w*|vard(?:en|ens)?\b(?! at)|vards?(?:samverkan|kedj|niva|program|grann|plan|central|behov)\w*)",
        r"\b\w*omsorg\w*",
        r"\b(?:\w*halsa(?:n|ns)?|halso\w*)\b",
        r"\bsocial(?:tjanst|namnd|chef|direktor)\w*|\bifo\b",
        r"\b\w*samverkan\w*",
        r"\b\w*namnd(?:en|ens|er|erna)?\b",
        r"\b(?:elevhalsa|barnahus|familjecentral|ungdomsmottagning|hemsjukvard|hemtjanst|habilitering|rehabilitering)\w*",
        r"\b(?:psykiatri|suicid|missbruk|beroende|samsjuklighet|funktionsnedsattning)\w*",
        r"\b(?:huvudman|lanets|lansgemensam|lanssamverkan)\w*|\bberedande forum\b",
        r"\b(?:utskrivning|egenvard|patient|brukar|sjukskoters|lakarmedverkan|primarvard|palliativ)\w*",
    )
)
"""Words of the field. A list that has none of them is somebody else's."""
