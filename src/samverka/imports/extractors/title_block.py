"""What a document says of itself before it begins: title, day, motto, forum, record number, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samverka.foundation.dates.partial import PartialDate, Precision
from samverka.foundation.dates.swedish import find_dates, parse_date
from samverka.imports.blocks import Line, LineKind, PageBreak, Place, Table
from samverka.imports.extractors.context import Context
from samverka.imports.mending import is_bullet, tidy
from samverka.imports.records import DocumentRecord, Found, PersonRecord, Text

_LINES = 40  # a title block is short
_TITLE_LINES = 6
_TITLE_WORDS = re.compile(
    r"(?i)\b\w*(?:lista|listan|listor|balans|förteckning|sammanställning|översikt|handlingsplan|överenskommelser?|avtal|"
    r"riktlinjer?|samverkans\w+|forum|arenor|protokoll|kallelse|minnesanteckningar|uppföljning|redovisning|rapport|"
    r"dagordning|föredragningslista|policy|tjänsteskrivelse|uppdrag|struktur|organisation|register)\b"
)
# Words that say which kind of document it is, before words that only say what it is about.
_KIND_WORDS = re.compile(
    r"(?i)\b\w*(?:lista|listan|f[öo]rteckning|sammanst[äa]llning|balans|handlingsplan|protokoll|kallelse|minnesanteckningar|tj[äa]nsteskrivelse|redovisning|rapport|ber[äa]ttelse)\b"
)
_SENTENCES = re.compile(
    r"[^\W\d_]{3}[.!?]\s+[A-ZÅÄÖ][a-zåäö]+\s+[a-zåäö]|\b(?:är|ska|har|deltar|träffas)\s+(?:det|ett|en|de|den)\b"
)
# «Avtal om …» says more than «SAMVERKANSAVTAL» above it.
_KIND_AND_MATTER = re.compile(
    r"(?i)^(?:[\wåäö-]+ )?[\wåäö-]*(?:avtal|överenskommelse|riktlinje|handlingsplan|rutin)\s+(?:om|för|kring|gällande|avseende|mellan|vid)\s+\w"
)
_DATED = re.compile(
    r"(?i)[\s,;:(–-]*\b(?:senast\s+)?(?:uppdaterad|uppdaterat|reviderad|reviderat|rev\.?|daterad|upprättad|version|utskriftsdatum|"
    r"utskriven|gällande\s+(?:per|från)|per|fastställd|beslutad|antagen|datum|den)\s*(?:den)?\s*:?\s*$"
)
_LABELLED_DATE = re.compile(
    r"(?i)^(?:senast\s+)?(?:uppdaterad|uppdaterat|reviderad|reviderat|rev\.?|daterad|datum|upprättad|version|per|utskriftsdatum)\b"
)
_ORGANISATION = re.compile(
    r"(?i)^(?:region(?:en)?\s+\w|\w+regionen\b|landstinget|kommunförbundet|kommunalförbundet|länsstyrelsen|"
    r"[\wåäö]+(?:\s[\wåäö]+)?\s(?:kommun|landsting|läns?\s+kommunförbund|kommunförbund|stad)$|[\wåäö]+\skommuner$|kommunerna\s+i\s)"
)
_DEPARTMENT = re.compile(
    r"(?i)^(?:avdelningen|förvaltningen|enheten|kansliet|staben|sektionen)\s+för\s+[\wåäö, -]+|^[^\W\d][\w\såäö,-]*(?:avdelningen|förvaltningen|kontoret|enheten|kansliet|staben|sekretariatet)\b"
)
_NAME = re.compile(
    r"^(?:[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?)(?:\s(?:af|von|de|[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ]?[a-zåäöéü]+)?)){1,3}$"
)
_NO_NAME = re.compile(
    r"(?i)\b(?:region\w*|kommun\w*|län\w*|vård\w*|hälsa|politi\w*|social\w*|barn\w*|samverk\w*|avtal\w*|lista|grupp\w*|nämnd\w*|"
    r"förvaltning\w*|avdelning\w*|utkast|version|nära|god|psykisk\w*|prioriter\w*|övrigt|inriktning|mål\w*|plan|protokoll|"
    r"bilaga|sida|beslut\w*|uppdrag\w*|status|område\w*|nord\w*|väst\w*|öst\w*|syd\w*|utskrift\w*|forum|arena\w*|pågående|aktuell\w*)\b"
)
_AUTHOR = re.compile(
    r"(?i)^(?:upprättad av|sammanställd av|sammanställt av|författare|handläggare|framtagen av|skriven av|ansvarig utgivare|av)\s*:\s*(.+)$"
)
_RECORD_NUMBER = re.compile(
    r"(?i)\b(?:dnr|diarienr|diarienummer|ärendenr)\.?\s*:?\s*([A-ZÅÄÖ]*[ -]?\d[\w/ .:-]*\d)|\b([A-ZÅÄÖ]{2,6}[ /]?\d{2,6}/\d{2,6}|[A-ZÅÄÖ]{2,6}[ ]?\d{4}[:/]\d+)\b"
)
_LASTS = re.compile(
    r"(?i)(?:t\.?\s?o\.?\s?m\.?|tom|till|från|from|gäller|fr\.?\s?o\.?\s?m\.?|\d\s*[-–])\s*$"
)  # a validity, no document's day
# «Överenskommelse / om samarbete kring …»: a kind of document that goes on with what it is about.
_OPEN_TITLE = re.compile(
    r"(?i)^[^.:]{3,120}\b(?:om|för|mellan|avseende|gällande|angående|rörande|kring|och|samt|vid|i|av|på)$|^mellan$|^(?:avseende|gällande|angående|rörande)$"
)
_COMPLETES = re.compile(r"(?:om|för|gällande|kring|avseende|mellan|angående|rörande)\b")
_QUOTED = re.compile(r"^[”\"“»«'’](.+)[”\"“»«'’]\.?$")
_FORUM_IN_TITLE = re.compile(
    r"\b(?:för|till|i|hos|inom)\s+((?:[A-ZÅÄÖ][\wåäö-]*\s)*[\wåäö-]*(?:gruppen|rådet|arenan|nämnden|utskottet|forumet|forum|råd|ledningen|kommittén))\b"
    r"|(?<=\s)([A-ZÅÄÖ][\wåäö-]*(?:gruppen|rådet|arenan|nämnden|utskott(?:et)?|forumet|kommittén|beredningen))\b"
    r"|\b([A-ZÅÄÖ]{3,7})\b"
)


_HEAD_LINES = 5  # among which a list says whose it is


@dataclass(frozen=True, slots=True)
class TitleBlock:
    document: DocumentRecord
    people: tuple[PersonRecord, ...]
    used: frozenset[Place]
    """Where the title block's own lines stand, so that nobody takes one of them for a heading."""


def read_title_block(context: Context) -> TitleBlock:
    lines = _leading_lines(context)
    title, title_lines = _title(context, lines)
    others = [line for line in lines if line not in title_lines]
    date = _date_in_title(title) if title else None
    if title and date:
        title = _without_date(title)
    date = date or _date(others)
    motto, motto_lines = _motto(context, others)
    people, people_lines = _people(others)
    dates = [line for line in others if date and line.place == date.place]
    document = DocumentRecord(
        title=title,
        date=date,
        motto=motto,
        forum=_forum(context, title) if title else None,
        department=_department(others),
        record_number=_record_number(lines),
    )
    used = frozenset(line.place for line in (*title_lines, *motto_lines, *people_lines, *dates))
    return TitleBlock(document, people, used)


def forum_beside(context: Context) -> Text | None:
    """Whose list it is where the title names nobody: a known forum that has a line of its own above the list and heads
    no part of it, else the only one that the file's own title names."""
    for line in _leading_lines(context)[:_HEAD_LINES]:
        text = tidy(line.text)
        if line.kind is not LineKind.HEADING and context.forums.resolve(text):
            return Found(text, line.text, line.place)
    title = context.document.title
    named = {match.key: match.name for match in context.forums.find(title)}
    return next((Found(name, title, Place()) for name in named.values()), None) if len(named) == 1 else None


def _leading_lines(context: Context) -> list[Line]:
    """Lines before the first table or list, which is where the document begins."""
    lines: list[Line] = []
    for block in context.document.blocks:
        if isinstance(block, Table) and (lines or sum(len(row.cells) for row in block.rows) > 4):
            break
        if not isinstance(block, Line) or not tidy(block.text):
            if isinstance(block, PageBreak) and lines:
                break
            continue
        if (block.kind is LineKind.LIST_ITEM or is_bullet(block.text)) and lines:
            break
        lines.append(block)
        if len(lines) >= _LINES:
            break
    return lines


def _title(context: Context, lines: Sequence[Line]) -> tuple[Text | None, list[Line]]:
    best = max(range(len(lines)), key=lambda index: (_title_weight(lines[index], index), -index), default=None)
    if best is None or _title_weight(lines[best], best) < 0:
        return (
            Found(tidy(context.document.title), context.document.title, Place())
            if context.document.title.strip()
            else None
        ), []
    if len(lines[best].text.split()) == 1:
        fuller = (
            index
            for index in range(best + 1, min(best + 4, len(lines)))
            if _KIND_AND_MATTER.match(tidy(lines[index].text))
        )
        best = next(fuller, best)
    chosen = [lines[best]]
    for below in lines[best + 1 : best + _TITLE_LINES]:
        if not _goes_on(chosen[-1], below):
            break
        chosen.append(below)
    text = context.line("\n".join(line.text for line in chosen))
    return Found(text, "\n".join(line.text for line in chosen), chosen[0].place), chosen


def _goes_on(line: Line, below: Line) -> bool:
    text = tidy(below.text)
    if _OPEN_TITLE.search(tidy(line.text)) and len(text) < 130 and not text.endswith((".", ":")):
        return True  # «Överenskommelse om», «Avtal mellan»: the title cannot end there
    return (
        line.kind is below.kind
        and text[:1].islower()
        and not text.endswith((".", ":"))
        and not _LABELLED_DATE.match(text)
        and (len(tidy(line.text)) > 25 or bool(_COMPLETES.match(text)))
    )


def _title_weight(line: Line, index: int) -> int:
    text = tidy(line.text)
    weight = 3 if index == 0 else 1 if index < 8 else -1
    if line.kind is LineKind.HEADING:
        weight += 8 - 2 * line.level
    if _TITLE_WORDS.search(text):
        weight += 5 if index < 12 else 3
        weight += 2 if 0 < index < 12 and _KIND_WORDS.search(text) else 0
    if re.match(r"(?i)(?:inriktning|prioriterat|bilaga|innehåll|syfte|bakgrund|politisk\w* aren|\d)", text):
        weight -= 4
    if text.endswith((".", ":", ",", ";")) or len(text) > 130 or _SENTENCES.search(text):
        weight -= 6
    if len(re.findall(r"\S\s{2,}(?=\S)", line.text)) > 1 and not _KIND_WORDS.search(text):
        weight -= 6  # a row drawn in columns
    if text[:1].islower() or len(text) < 4 or not re.search(r"[^\W\d_]{3}", text):
        weight -= 8
    if parse_date(text) or _LABELLED_DATE.match(text) or _QUOTED.match(text) or _RECORD_NUMBER.fullmatch(text):
        weight -= 20
    if (_ORGANISATION.match(text) and not _TITLE_WORDS.search(text)) or _AUTHOR.match(text):
        weight -= 20
    return weight


def _date_in_title(title: Text) -> Found[PartialDate] | None:
    """A day that ends the title: «Aktivitetslista, uppdaterad 2019-05-17»."""
    matches = [match for match in find_dates(title.value) if title.value[match.end :].strip(" .)") == ""]
    if not matches:
        return None
    match = matches[-1]
    introduced = bool(_DATED.search(title.value[: match.start]))
    if match.value.precision is Precision.DAY or (introduced and match.value.precision is Precision.MONTH):
        return Found(match.value, match.raw, title.place)
    return None


def _without_date(title: Text) -> Text:
    matches = list(find_dates(title.value))
    before = title.value[: matches[-1].start]
    cut = _DATED.sub("", before).rstrip(" ,;:(–-")
    if cut == before.rstrip(" ,;:(–-"):
        cut = cut.rstrip()
    return Found(cut or title.value, title.raw, title.place) if re.search(r"[^\W\d_]{3}", cut) else title


def _date(lines: Sequence[Line]) -> Found[PartialDate] | None:
    """The document's day: alone on its line, after «Uppdaterad», or at the end of a sender's line."""
    for test in (_alone, _labelled, _trailing):
        for line in lines[: 4 if test is _trailing else None]:
            if value := test(tidy(line.text)):
                return Found(value, line.text, line.place)
    return None


def _alone(text: str) -> PartialDate | None:
    value = parse_date(text)
    return value if value and value.precision in (Precision.DAY, Precision.MONTH) else None


def _labelled(text: str) -> PartialDate | None:
    if not _LABELLED_DATE.match(text):
        return None
    return next(
        (match.value for match in find_dates(text, compact=True) if match.value.precision is not Precision.YEAR), None
    )


def _trailing(text: str) -> PartialDate | None:
    if len(text) > 80:
        return None
    matches = list(find_dates(text))
    last = matches[-1] if matches else None
    if last is None or last.end < len(text) - 1 or not last.value.is_exact or _LASTS.search(text[: last.start]):
        return None
    return last.value


def _motto(context: Context, lines: Sequence[Line]) -> tuple[Text | None, list[Line]]:
    for line in lines:
        if found := _QUOTED.match(tidy(line.text)):
            return Found(found[1].strip(), line.text, line.place), [line]
    return None, []


def _people(lines: Sequence[Line]) -> tuple[tuple[PersonRecord, ...], list[Line]]:
    """Authors: a name below or above its organisation, «Namn, organisation», or «Upprättad av: Namn»."""
    people: list[PersonRecord] = []
    used: list[Line] = []
    organisation: Text | None = None
    for line in lines:
        text = tidy(line.text)
        author = _AUTHOR.match(text)
        name, _, rest = (author[1] if author else text).partition(",")
        if _is_organisation(text):
            organisation = Found(text, line.text, line.place)
            used.append(line)
        elif _is_name(name.strip()) and (author or organisation or _is_organisation(rest.strip())):
            role_or_organisation = Found(rest.strip(), line.text, line.place) if rest.strip() else None
            named = role_or_organisation if role_or_organisation and _is_organisation(rest.strip()) else None
            people.append(
                PersonRecord(
                    Found(name.strip(), line.text, line.place),
                    named or (None if author else organisation),
                    None if named else role_or_organisation,
                )
            )
            used.append(line)
        else:
            organisation = None if not _is_name(text) else organisation
    return tuple(people), used


def _is_organisation(text: str) -> bool:
    return bool(_ORGANISATION.match(text)) and len(text) < 60 and not text.endswith((".", ":"))


def _is_name(text: str) -> bool:
    return bool(_NAME.match(text)) and not _NO_NAME.search(text)


def _forum(context: Context, title: Text) -> Text | None:
    """The forum the title names: one we know, else what stands after «för», else an abbreviation."""
    match = next(context.forums.find(title.value), None)
    if match:
        return Found(match.name, title.raw, title.place)
    found = None if title.value.isupper() else _FORUM_IN_TITLE.search(title.value)
    if found and found[3] and _TITLE_WORDS.search(found[3]):
        return None
    return Found(found[1] or found[2] or found[3], title.raw, title.place) if found else None


def _department(lines: Sequence[Line]) -> Text | None:
    for line in lines[:5]:
        first = tidy(re.split(r"\s{3,}|\t", line.text.strip())[0])
        if (found := _DEPARTMENT.match(first)) and len(found[0]) < 70:
            return Found(found[0].strip(), line.text, line.place)
    return None


def _record_number(lines: Sequence[Line]) -> Text | None:
    for line in lines:
        text = tidy(line.text)
        if (found := _RECORD_NUMBER.search(text)) and len(text) < 90:
            return Found((found[1] or found[2]).strip(), line.text, line.place)
    return None
