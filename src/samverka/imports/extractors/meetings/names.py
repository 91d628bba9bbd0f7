"""What a person's name, party, title and organisation look like in print."""

from __future__ import annotations

import re

from samverka.imports.signals import fold

# Lengths are bounded: a line may be a page without a single space.
# A scanner may read a letter inside a name as a figure: «Löv4sen».
_FIRST = r"[A-ZÅÄÖÉÜ](?:[a-zåäöéüèæø]|(?<=[a-zåäö])\d(?=[a-zåäö])){1,24}(?:(?:-[A-ZÅÄÖÉ]?|[A-ZÅÄÖÉ])[a-zåäöéü]{1,24}){0,3}|[A-ZÅÄÖÉ]{2,24}(?:-[A-ZÅÄÖÉ]{2,24})?(?=\s[A-ZÅÄÖÉ]{2,24}\b)"
_PART = r"[A-ZÅÄÖÉÜ](?:[a-zåäöéüèæø']|(?<=[a-zåäö])\d(?=[a-zåäö])){1,24}(?:-[A-ZÅÄÖÉ]?[a-zåäöéü]{1,24}){0,3}|[A-ZÅÄÖÉ]{3,24}(?:-[A-ZÅÄÖÉ]{2,24})?"
_LINK = r"(?:af|von|van|de|der|den|di|la|le|el|al|da|dos|Mc|Mac|O')"

NAME = re.compile(
    rf"(?<![\w-])(?:{_FIRST})(?:\s(?:[A-ZÅÄÖÉ]\.|{_LINK}\s(?:{_PART})|{_LINK}(?=\s[A-ZÅÄÖ])|{_PART})){{1,4}}"
)
"""A first name and one to four more parts; `is_name` tells a name from a heading with capitals."""
INITIAL = re.compile(rf"[A-ZÅÄÖÉ]\.\s?(?:[A-ZÅÄÖÉ]\.\s?)?(?:{_PART})(?:\s(?:{_PART}))?")


def _folded(pattern: str) -> re.Pattern[str]:
    """A pattern for words whose å, ä and ö a scan may have lost."""
    return re.compile(fold(pattern))


PARTIES = frozenset(
    [
        "S",
        "M",
        "C",
        "V",
        "L",
        "KD",
        "MP",
        "SD",
        "FP",
        "FI",
        "F!",
        "PP",
        "SPI",
        "NYD",
        "KP",
        "SKP",
        "AFS",
        "SJVP",
        "HV",
        "BP",
        "OPOS",
        "OBS",
        "VIS",
        "VV",
        "RÖD",
        "LP",
        "VF",
        "SIV",
        "GP",
        "BOP",
        "MED",
        "LPO",
        "JF",
        "ALT",
        "TU",
    ]
)
PARTY = re.compile(r"\(\s*([A-ZÅÄÖ]{1,5}[a-zåäö]{0,3}|F!|-|–|[A-ZÅÄÖ][a-zåäö]{2,12}(?:partiet|demokraterna|erna))\s*\)")
_REGION = re.compile(r"^(?:R[A-ZÅÄÖ]{1,3}|VGR|LT[A-ZÅÄÖ]?|[A-ZÅÄÖ]?LL|SKR|SKL|JLT|[A-ZÅÄÖ]{1,3}K)$")

_NO_NAME_WORD = _folded(
    r"(?i)^(?:(?:blekinge|dalarna|gotland|gävleborg|halland|härjedalen|jämtland|jönköping|kalmar|kronoberg|norrbotten|skåne|stockholm|sörmland|"
    r"södermanland|uppsala|värmland|västerbotten|västernorrland|västmanland|örebro|östergötland)s?|region\w*|kommun(?!alråd)\w*|läns?|länet|landsting\w*|nämnd\w*|\w+nämnd(?:en|ens)?|\w+styrelse[ns]*|\w+utskott\w*|förvaltning\w*|\w+förvaltning\w*|avdelning\w*|"
    r"protokoll\w*|sammanträde\w*|beslut\w*|förslag\w*|paragraf\w*|ordförande\w*|sekreterare|justera\w*|ledamöter|ledamot|ersättare|närvarande|frånvarande|"
    r"övriga|plats|tid|datum|dagordning\w*|kallelse|information\w*|rapport\w*|bilaga|bilagor|ärende\w*|punkt\w*|sida|måndag\w*|tisdag\w*|onsdag\w*|torsdag\w*|"
    r"fredag\w*|lördag\w*|söndag\w*|januari|februari|mars|april|juni|juli|augusti|september|oktober|november|december|kl|klockan|"
    r"teams|zoom|skype|digitalt?|rådhuset|folkets|hus|konferens\w*|lokal\w*|sal|salen|rum|plan|våning|stadshuset|kommunhuset|regionens|sjukhus\w*|"
    r"god|nära|psykisk\w*|vård\w*|omsorg\w*|hälso\w*|hälsa|social\w*|barn\w*|äldre\w*|samverkan\w*|avtal\w*|överenskommelse\w*|budget\w*|bokslut|statistik|"
    r"division|område|enhet\w*|enheten|stab\w*|polis\w*|åklagar\w*|universitet\w*|högskola\w*|myndighet\w*|sverige\w*|sveriges|svenska|"
    r"val|fastställande|föregående|mötet|mötets|öppnande|avslutning|övrigt|öppnas|avslutas|revidering|gemensam\w*|gemensamt|skrivelse\w*|"
    r"enligt|från|till|med|för|och|samt|den|det|detta|denna|de|en|ett|har|är|som|att|vid|efter|under|inom|om|på|av|ej|inte|nej|ja|paus|lunch|fika|kaffe|"
    r"barnahus|svom|socsam|samreko\w*|tjänsteskrivelse|yttrande|remiss\w*|handlingsplan|verksamhetsberättelse|prioriterade|områden|mål|strategi\w*|"
    r"chef\w*|direktör\w*|\w+chef|\w+direktör|\w+sekreterare|\w+samordnare|\w+strateg|handläggare|projektledare|docent|professor|doktor|uppdrag\w*|ekonomi\w*|"
    r"kommande|nästa|frågor|fråga|uppföljning\w*|redovisning\w*|presentation\w*|genomgång\w*|diskussion\w*|projekt\w*|forskning\w*|utvärdering\w*|"
    r"män|kvinnor|flickor|pojkar|summa|totalt|antal|andel|intäkter|kostnader|politisk\w*|lokala|nationell\w*|regional\w*|presidiet|vice|förste|andre|tf|biträdande|ingen|inga|alla|hela|nya|ny|nytt|gruppen|rådet|forum\w*|\w{4,}(?:ningen|ningarna|centralen|huset|skolan|teamet|gården|verket|arenan|nätverket|rådet|gruppen|byrån|kontoret)|arbetsgrupp\w*|styrgrupp\w*)$"
)
_LINK_WORD = re.compile(rf"^{_LINK}$")
_ROLE_WORD = _folded(
    r"(?i)(?:^|[\s/-])(?:\w*(?:chef|chefen|direktör|direktören|sekreterare|samordnare|koordinator|strateg|ledare|ordförande|handläggare|läkare|"
    r"sköterska|utredare|ekonom|jurist|controller|utvecklare|adjunkt|professor|docent|rektor|konsult|kurator|psykolog|råd|ombud|representant|"
    r"inspektör|arkivarie|revisor|planerare|kommunikatör|lektor|doktorand|student|praktikant|administratör|specialist|terapeut|assistent|rådgivare|åklagare|lots|"
    r"analytiker|arkitekt|ingenjör|tekniker|gäst|adjungerad|insynsplats|moderator|stabschef|presidium|ledamot|ersättare|föredragande|vd|mas|mar|tolk|sakkunnig)|"
    r"ordf\.?|v\.? ?ordf\.?|vice ordf\.?|sekr\.?)(?:\b|$)"
)


def is_name(text: str) -> bool:
    """Whether a run of capitalised words is somebody's name and not a heading, an authority or a place."""
    words = text.split()
    if not 2 <= len(words) <= 5 or not NAME.fullmatch(text):
        return False
    return not any(_NO_NAME_WORD.match(fold(word)) for word in words if not _LINK_WORD.match(word))


def names_in(text: str) -> list[str]:
    """The names in running text, each once, in order; without genitive endings."""
    out: dict[str, None] = {}
    for start, end in name_spans(text):
        out.setdefault(text[start:end], None)
    return list(out)


def name_spans(text: str) -> list[tuple[int, int]]:
    """Where names stand in running text: runs of capitalised words, cut where a word cannot be part of a name."""
    spans = []
    position = 0
    while found := NAME.search(text, position):
        start = found.start()
        run = _trim(found[0])
        if run is None:
            position = start + len(found[0].split()[0])
            continue
        # the words may have a tab or a hard space between them
        named = re.search(r"\s".join(map(re.escape, run.split())), found[0])
        if named is None:
            position = found.end()
            continue
        spans.append((start + named.start(), start + named.end()))
        position = start + named.end()
    return spans


def _trim(run: str) -> str | None:
    """The longest part of a run that is a name, from the first word that may begin one."""
    words = run.split()
    for start in range(len(words)):
        for length in range(min(5, len(words) - start), 1, -1):
            part = " ".join(words[start : start + length])
            if is_name(part):
                return part
        if _NO_NAME_WORD.match(fold(words[start])) is None:
            return None
    return None


def party_in(bracket: str, known: frozenset[str] = frozenset()) -> str | None:
    """The party a bracket holds, or None: a national party, one the document uses, or a short run of capitals."""
    text = bracket.strip()
    if text.upper() in PARTIES or text in known:
        return text
    return None


def may_be_local_party(bracket: str) -> bool:
    """Whether a bracket could be a local party's letters: short, capitals, and no authority's abbreviation."""
    return bool(re.fullmatch(r"[A-ZÅÄÖ]{1,5}[a-zåäö]?|-|–", bracket.strip())) and not _REGION.match(bracket.strip())


def is_role(text: str) -> bool:
    """Whether words are a title or function: «Tf. HS-direktör», «1:e vice ordförande»."""
    return bool(_ROLE_WORD.search(fold(text)))


_ORGANISATION = _folded(
    r"(?i)(?:\bkommun\b|\bkommuner(?:na)?\b|\bregion(?:en)?\b|\blandsting|\buniversitet|\bhögskola|\bförbund|\bmyndighet|polis|åklagar|\bAB\b|\bstiftelse|barnahus|"
    r"nämnd(?:en)?$|styrelsen?$|förvaltning(?:en)?$|\blänsstyrelsen|\bSKR\b|\bsjukhus|försäkringskassan|arbetsförmedlingen|kriminalvården)"
)
ABBREVIATION = re.compile(r"^(?:[A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-z]?[A-ZÅÄÖ][A-Za-zåäö]?)$")


def is_organisation(text: str) -> bool:
    return bool(_ORGANISATION.search(fold(text))) or bool(ABBREVIATION.match(text.strip()))


def affiliation(text: str) -> tuple[str | None, str | None]:
    """A bracket's or comma's words as organisation and role: «RJH - Tf. HS-direktör» → («RJH», «Tf. HS-direktör»)."""
    text = text.strip(" .,;")
    parts = re.split(r"\s+[-–—]\s+|\s[-–—]|[-–—]\s(?!och\b|eller\b|samt\b)", text, maxsplit=1)
    if len(parts) == 2 and is_role(parts[0]) and not is_role(parts[1]) and is_organisation(parts[1]):
        return parts[1].strip(), parts[0].strip()
    if len(parts) == 2:
        return parts[0].strip(), parts[1].strip()
    first, comma, rest = text.partition(",")
    if comma and is_role(first):
        return rest.strip() or None, first.strip()
    if comma and is_role(rest):
        return first.strip(), rest.strip()
    if is_role(text):
        return None, text
    return text, None
