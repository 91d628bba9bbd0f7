"""The fields of a forum's description: how they are labelled and what their texts say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from samverka.imports.extractors.headers import Heading, match_exactly
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.extractors.splitting import KnownNames, split_names
from samverka.imports.extractors.vocabularies import FORUM_LIST
from samverka.imports.mending import tidy
from samverka.imports.records import ForumLevel

_NUMBERS = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})(?:\s?[-–]\s?\d{{1,2}})?"
_TIMES = r"(?:ggr|gånger|gång|möten|sammanträden|tillfällen|träffar|mötestillfällen)\b\.?"
_PER_YEAR = tolerant(
    rf"(?i)\b{_COUNT}\s*(?:ordinarie\s+)?{_TIMES}\s*(?:/|per|om|under)?\s*(?:år|året|kalenderår|verksamhetsår)"
)
_PER_TERM = tolerant(rf"(?i)\b{_COUNT}\s*{_TIMES}\s*(?:/|per|i|under)\s*(?:termin|halvår)")
_PER_MONTH = tolerant(rf"(?i)\b{_COUNT}\s*{_TIMES}\s*(?:/|per|i)\s*månad")
_PER_QUARTER = re.compile(rf"(?i)\b{_COUNT}\s*{_TIMES}\s*(?:/|per|i)\s*kvartal")
_RHYTHMS = (
    (re.compile(r"(?i)\bvarannan\s+månad"), 6),
    (re.compile(r"(?i)\bvar\s+tredje\s+månad|\bkvartalsvis|\bvarje\s+kvartal|\ben\s+gång\s+i\s+kvartalet"), 4),
    (re.compile(r"(?i)\bvarje\s+månad|\bmånadsvis\b|\bmånatlig\w*"), 12),
    (re.compile(r"(?i)\bvarje\s+termin|\bterminsvis|\bhalvårsvis|\bvarje\s+halvår"), 2),
    (re.compile(r"(?i)\bårligen\b|\bvarje\s+år\b"), 1),
)
BEGINS_FREQUENCY = tolerant(
    rf"(?i)^(?:sammanträder|träffas|möts|möten)?\s*(?:ca\s|minst\s|cirka\s)?{_COUNT}\s*(?:ordinarie\s+)?{_TIMES}"
)
BEGINS_MANDATE = re.compile(
    r"^(?:Operativ[at]?\s+(?:arbets)?grupp|Arbetsgrupp(?:er)?\s+(?:kopplad|kopplat|knuten|under)|Rekommendationsbeslut\b)"
)
BEGINS_PREPARES = tolerant(
    r"^(?:Är\s+b|B)ered(?:er|ande)\s+(?:ärenden\s+)?(?:organ\s+)?(?:till|för|åt|inför)\s+(?P<whom>.+)"
)
_PREPARES = tolerant(
    r"(?i)\bbered(?:er\b|a\b|ande)\s+(?:ärenden\s+|frågor\s+)?(?:organ\s+|forum\s+|grupp\s+)?(?:till|för|åt|inför)\s+(?P<whom>[^.;\n]+)"
)
MUNICIPAL = tolerant(
    r"(?i)^(?:deltagare\s+|representanter\s+|ledamöter\s+)?(?:från\s+|för\s+)?(?:samtliga\s+|länets\s+|alla\s+|de\s+\w+\s+)*"
    r"(?:kommun(?:en|er|erna|ernas|ala)?)(?:\s+i\s+[\w\s]{3,30}?)?(?:\s+representanter|\s+deltagare)?\s*(?P<end>[;:]|$)"
)
REGION = tolerant(
    r"(?i)^(?:deltagare\s+|representanter\s+|ledamöter\s+)?(?:från\s+|för\s+)?(?:region(?:en|ens|ala)?(?:\s+[A-ZÅÄÖ][\wåäö]+){0,3}|"
    r"\w+regionen|landstinget)(?:\s+representanter|\s+deltagare)?\s*(?P<end>[;:]|$)"
)
_MEETS = re.compile(r"(?i)\b(?:träffa|möt|samman?träd|sammankom|hålls|samlas|ses\b)")
_NAMES_PEOPLE = re.compile(r"(?:Deltagare|Representanter|Representation|Ledamöter)\b")
_LEVELS = (
    (
        re.compile(
            r"(?i)\b(?:politisk\w*\s+(?:aren\w*|nivå|forum\w*|samverkan\w*|grupp\w*|organ\w*|ledning\w*)|förtroendevald\w*|politisk[at]?\b|politiker\w*)"
        ),
        ForumLevel.POLITICAL,
    ),
    (
        re.compile(r"(?i)\b(?:tjänsteman\w*|tjänstemän\w*|tjänsteperson\w*|chefsnivå|ledningsnivå|förvaltningsnivå)"),
        ForumLevel.OFFICIALS,
    ),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A line that opens a field: the field, and what already stands on the line after it."""

    concept: str
    rest: str = ""


def label_of(text: str) -> Label | None:
    """The field a line opens: «Syfte», «Syfte:», «Mandat: rekommendation». A line that only begins so is no label."""
    text = tidy(text).strip()
    head, colon, rest = text.partition(":")
    if colon and len(head) <= 45 and (found := _strict(head)):
        return Label(found.concept or "", rest.strip())
    if found := _strict(text.rstrip(" :;")):
        return Label(found.concept or "")
    if _NAMES_PEOPLE.match(text) and len(text) <= 60:
        for pattern, concept in ((MUNICIPAL, "participants_municipal"), (REGION, "participants_region")):
            if pattern.fullmatch(text):
                return Label(concept)
    first, _, rest = text.partition(" ")
    if first == "Syfte" and rest and len(rest.split()) <= 5 and rest[:1].isupper() and not rest.endswith((".", ",")):
        return Label("name", rest.strip())  # the name stands on the label's line
    return None


def _strict(text: str) -> Heading | None:
    """A label stands alone, so the whole line must be a heading we know, not only begin like one."""
    if not text or len(text) > 45 or not text[:1].isupper():
        return None
    found = match_exactly(text, FORUM_LIST)
    return found if found.concept and found.concept != "name" else None


def level_of(text: str) -> ForumLevel | None:
    """The level a short line or cell tells; None when it names both or neither."""
    found = {level for pattern, level in _LEVELS if pattern.search(text)}
    return found.pop() if len(found) == 1 else None


def is_level_line(text: str) -> bool:
    """Whether a line says nothing but the level: «Politisk arena», «Tjänstemannanivå», «Nivå: politisk»."""
    label, colon, rest = text.partition(":")
    if colon and rest.strip() and label.strip().casefold() in ("nivå", "typ", "typ av forum"):
        return level_of(rest) is not None and len(rest.split()) <= 4
    return bool(re.fullmatch(
        r"(?i)(?:politisk\w*\s+(?:aren\w*|nivån?|forum|samverkan|samverkansforum|samverkansarenor)|"
        r"(?:tjänsteman\w*|tjänsteperson\w*)(?:[\s-]*(?:aren\w*|nivån?|forum|samverkansforum|samverkan|grupper))?|politiska\s+samverkans(?:arenor|forum|grupper|organ))", text.strip(" :")
    ))  # fmt: skip


def meetings_per_year(text: str) -> int | None:
    """`4 ggr/år`, `fyra gånger per år`, `varannan månad`, `två möten per termin` → meetings a year."""
    for pattern, factor in ((_PER_YEAR, 1), (_PER_TERM, 2), (_PER_QUARTER, 4), (_PER_MONTH, 12)):
        if found := pattern.search(text):
            word = found["count"].casefold()
            return factor * (_NUMBERS.get(word) or int(word))
    return next((count for pattern, count in _RHYTHMS if pattern.search(text)), None)


def frequency_phrase(text: str) -> str | None:
    """The words that say how often, in a sentence: «fyra gånger per år», «varannan månad»."""
    if meetings_per_year(text) is None or not _MEETS.search(text):
        return None
    patterns = (_PER_YEAR, _PER_TERM, _PER_QUARTER, _PER_MONTH, *(pattern for pattern, _ in _RHYTHMS))
    found = next((match for pattern in patterns if (match := pattern.search(text))), None)
    return _to_word_end(text, found) if found else None


def _to_word_end(text: str, found: re.Match[str]) -> str:
    end = found.end()
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[found.start() : end].strip()


def prepares_phrase(text: str) -> str | None:
    """The words that say what a forum prepares for: «bereder ärenden till Länsrådet»."""
    found = _PREPARES.search(text)
    return found[0].strip() if found else None


def prepared_forums(text: str, known: KnownNames) -> list[str]:
    """The forums a text says this one prepares for: «är beredande organ till Barnarenan och SVOM»."""
    found = _PREPARES.search(text)
    if not found:
        return []
    whom = re.split(r"\s+(?:i|med|samt att|och att|när|som|genom)\s", found["whom"])[0]
    return [name for name in split_names(whom.strip(" .,"), known) if name[:1].isupper()]


def short_name(name: str) -> str | None:
    """The abbreviation in brackets that ends a name: «Sociala vård- och omsorgsgruppen (SVOM)»."""
    found = re.search(r"\(([^()]{2,20})\)\s*$", name)
    return found[1] if found and found[1][:1].isupper() else None
