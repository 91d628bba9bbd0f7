"""Which forum a document of a meeting is about: the line at its head that is or names one, in its plain form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.header import Segment
from samverka.imports.extractors.meetings.labels import Label
from samverka.imports.extractors.meetings.names import is_name
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.found import Found, Text
from samverka.imports.signals import fold

_TITLE = tolerant(
    r"(?i)^[\W_]*(?:(?:utdrag ur\s+)?(?:sammanträdes|mötes)?protokoll(?:sutdrag|et)?|kallelse(?:/\s?(?:föredragningslista|underrättelse|dagordning))?|kallas till|föredragningslista|dagordning|"
    r"(?:minnes|mötes|tjänste)?anteckningar|underrättelse|sammanträde|möte|beslut (?:i korthet )?från|beslut i korthet|beslutslista|sammanfattning av beslut|protokollsutdrag|extra)\b[\s:,–-]*"
)
_KIND = tolerant(
    r"(?i)\b(?:protokoll|minnesanteckning|mötesanteckning|anteckning|kallelse|dagordning|sammanträde|möte)\w*"
)
_JOINT = tolerant(r"(?i)^(?:samverkan|samråd|gemensam|läns|politisk|välfärd)")
_INDEFINITE = tolerant(r"(?i)(?:grupp|råd|forum|nätverk|utskott|arena|samverkan)$")
_ONLY_KIND = tolerant(
    r"(?i)(?:(?:sammanträdes|mötes)?protokoll|kallelse(?:/\w+)?|dagordning|föredragningslista|(?:minnes|mötes)?anteckningar|inbjudan)"
)
_AUTHORITY = tolerant(r"(?i)(?:region\s|landstinget\s|[\wåäö-]+(?:\s[\wåäö-]+)?\skommun$|kommunförbundet)")
_LINK = tolerant(
    r"(?i)^(?:från|för|till|vid|med|av|i|sammanträde|möte|med|:|–|-|fört vid|sammanträdet?|mötet?|ordinarie|extra|\s)+(?=\s|\b)"
)
_FORUM = tolerant(
    r"(?P<name>(?:[A-ZÅÄÖ][\wåäö-]*)(?:(?:,\s|\s(?:och|för|i|på)\s|\s|-\s?)[\wåäö-]+){0,6}?\s?[\wåäö-]*(?:nä(?:m|rn)nden|styrelsen|fullmäktige|utskottet|utskott|rådet|råd|gruppen|arenan|beredningen|direktionen|kommittén|forumet|forum|ledningen|nätverket|delegationen|presidiet|nämnd))s?\b"
    r"|(?P<single>\b[A-ZÅÄÖ][\wåäö-]*(?:nämnden|styrelsen|fullmäktige|utskottet|rådet|gruppen|arenan|beredningen|direktionen|kommittén|forumet|ledningen|nätverket|delegationen))s?\b"
)
_GENITIVE = tolerant(
    r"(?i)^(?:kallelse|inbjudan|protokoll|minnesanteckningar)\b.*?\b(?P<name>[\wåäö-]+(?:nämndens|styrelsens|fullmäktiges|utskottets|rådets|gruppens|arenans|beredningens|direktionens|kommitténs))\b"
)
# «Nätverket för suicidprevention i Norrdal», «Ledamöter i Ledningsgrupp i samverkan, Norra Dal».
_GROUP_FOR = re.compile(
    r"^(?P<name>(?:Nätverk|Råd|Grupp|Forum|Nämnd|Delegation|Kommitté|Beredning|Utskott|Styrgrupp|Ledningsgrupp|Arbetsgrupp|Samverkansgrupp|Referensgrupp|Samråd|Samverkansråd)"
    r"(?:en|et|n)?\s(?:för|i|inom|kring|om)\s[\wåäö][\wåäö ,-]{2,70})$"
)
_MEMBERS_OF = re.compile(
    r"^(?:Till\s+)?(?:[Ll]edamöter|[Dd]eltagare|[Mm]edlemmar)(?:na)?(?:\s+och\s+ersättare)?\s+i\s+(?P<name>[A-ZÅÄÖ][\wåäö ,-]{3,80})$"
)
_CAPITALS = re.compile(
    r"(?:NÄMNDEN|NÄMND|STYRELSEN|FULLMÄKTIGE|UTSKOTTET|UTSKOTT|RÅDET|RÅD|GRUPPEN|GRUPP|ARENAN|BEREDNINGEN|DIREKTIONEN|KOMMITTÉN|FORUM|NÄTVERKET)\b"
)
# «Kallelse till Länssamverkan vård och omsorg»: what is called to is the forum, whatever it is named.
_CALLED = tolerant(
    r"(?i)^[\W_]*(?:kallelse|inbjudan|protokoll|minnesanteckningar|mötesanteckningar|dagordning|beslut)\b.*?\s(?:till|från|för|vid)\s"
)
_END_DATE = re.compile(
    r"(?i)[,\s]+(?:den\s+)?(?:\d{4}-\d\d-\d\d|\d{1,2}(?:[-–]\d{1,2})?\s(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\s\d{4}|\d{1,2}/\d{1,2}[\s-]+\d{4})\s*$"
)
_LOWER_TAIL = re.compile(r"[A-ZÅÄÖ][\wåäö-]*(?: (?!i\b|den\b|av\b|har\b|beslutar\b|är\b)[a-zåäö][\wåäö-]*){1,5}")
_NAMED = re.compile(r"[\wåäö][^\W\d][\wåäö/-]*(?:[ ,]+(?!den\b|\d)[\wåäö/-]+){0,7}")
_NO_FORUM = tolerant(r"(?i)^(?:plats|tid|närvarande|beslutande|ordförande|ersättare|sida|datum|justera)")

_LONGEST_LINE = 300


def forum_of(context: Context, by_label: dict[Label, Segment], head: Sequence[Piece]) -> Text | None:
    """The forum: after its label, else the first line at the head that is or names one, in its plain form."""
    if segment := by_label.get(Label.FORUM):
        piece = segment.values[0]
        if len(piece.text) < 100:
            return Found(piece.text.strip(" ."), piece.raw, piece.place)
    for piece in head[:14]:
        for cell in _cells(piece):
            if value := forum_in(context, cell):
                return Found(value, piece.raw, piece.place)
    segment = by_label.get(Label.DATE)
    for piece in segment.values if segment else ():
        if value := forum_in(context, piece.text):
            return Found(value, piece.raw, piece.place)
    return _above_kind(head)


def _above_kind(head: Sequence[Piece]) -> Text | None:
    """The line right above the kind of document, whatever it is called: «Länsgemensam ledning (LGS)» above «Dagordning»."""
    for above, piece in pairwise(head[:5]):
        if _ONLY_KIND.fullmatch(piece.text.strip(" *#")):
            text = above.text.strip(" *#")
            named = 5 < len(text) < 90 and text[:1].isupper() and not re.search(r"\d|[.:]$", text)
            if named and not _KIND.search(text) and not _AUTHORITY.match(text) and not is_name(text):
                return Found(text, above.raw, above.place)
    return None


def _cells(piece: Piece) -> list[str]:
    """A line's parts, where it is drawn in columns: «Samverkansnämnden      Protokoll»."""
    if len(piece.raw) > _LONGEST_LINE:
        return [piece.text]
    parts = [part.strip() for part in re.split(r"\s{3,}|\t+", piece.raw.strip()) if part.strip()]
    return parts if len(parts) > 1 and " ".join(" ".join(parts).split()) == piece.text else [piece.text]


def forum_in(context: Context, text: str) -> str | None:
    """The forum a heading names, without «Protokoll från» and without a genitive ending."""
    if len(text) > 200 or _NO_FORUM.match(text):
        return None
    plain = text.strip(" *#")
    if genitive := _GENITIVE.search(text):
        name = genitive["name"]
        return name[:1].upper() + name[1:-1]
    if whole := _MEMBERS_OF.match(plain) or _GROUP_FOR.match(plain):
        return whole["name"]
    while (cut := _TITLE.sub("", plain, count=1)) != plain or (cut := _LINK.sub("", plain, count=1)) != plain:
        plain = cut.strip()
    if plain and (known := next(iter(context.forums.find(plain)), None)) and known.start <= 1:
        return _with_purpose(known.name, plain)
    if (printed := _known_without_diacritics(context, plain)) is not None:
        return printed
    if plain.isupper() and len(plain) < 80 and _CAPITALS.search(plain):
        return plain
    return _by_ending(context, text, plain)


def _by_ending(context: Context, text: str, plain: str) -> str | None:
    """A forum that is not known, by how its name ends. `plain`: the heading without its kind of document."""
    found = _FORUM.match(plain) or _FORUM.search(plain)
    called = _END_DATE.sub("", plain).strip(" ,–-")
    if found is None and _CALLED.match(text) and _NAMED.fullmatch(called) and not is_name(called):
        return called
    if found is None:
        known = next(iter(context.forums.find(plain)), None)
        return known.name if known else None
    rest = plain[found.start() :]
    if (whole := _LOWER_TAIL.fullmatch(rest)) and rest.startswith(found[0]):
        return whole[0]
    name = found["name"] or found["single"]
    if name:
        name = _with_purpose(name.strip(), plain)
    return name.strip() if name and len(name.split()) <= 9 else None


def _with_purpose(name: str, line: str) -> str:
    """«Gemensamma nämnden för hjälpmedel», where the line says what the forum is for and nothing else."""
    whole = re.fullmatch(rf"{re.escape(name)} (?:för|inom) [\wåäö ,-]{{3,60}}", line)
    placed = re.fullmatch(
        rf"(?i:{re.escape(name)})(?: (?!\d)[A-ZÅÄÖ][\wåäö-]+){{1,3}}", line
    )  # «Lokal samverkansgrupp Floda»
    if placed and _INDEFINITE.search(name) and not _KIND.search(line[len(name) :]):
        return placed[0]
    named = re.match(rf"(?:{re.escape(name)})(?: [A-ZÅÄÖ][\wåäö-]+){{1,2}}(?=,|$)", line)  # «Samverkansgruppen Äldre»
    if named and name.endswith(("gruppen", "nätverket")) and not _KIND.search(named[0]):
        return named[0]
    joint = _JOINT.match(name) and re.fullmatch(rf"{re.escape(name)} i [A-ZÅÄÖ][\wåäö-]+(?: [\wåäö-]+){{0,2}}", line)
    if joint:
        return joint[0]
    return whole[0] if whole else name


def _known_without_diacritics(context: Context, text: str) -> str | None:
    """A known forum's full name in a scanned line that has lost its å, ä and ö, as it is printed there."""
    folded = fold(text)
    if len(folded) != len(text):
        return None
    for name in sorted(context.forums.names(), key=len, reverse=True):
        if len(name) < 12:
            break
        words = (re.escape(word) for word in re.split(r"[\s-]+", fold(name)))
        pattern = r"[\s-]+".join(words)
        if found := re.search(rf"(?<!\w){pattern}(?!\w)", folded):
            return text[found.start() : found.end()]
    return None
