"""A memo or follow-up: who wrote it, its numbers, the forum it tells of, and its lists of priorities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samverka.foundation.dates.partial import PartialDate
from samverka.imports.extractors.arenas.fields import meetings_per_year, short_name
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.coming import planned_meetings
from samverka.imports.extractors.meetings.facts import date_in
from samverka.imports.extractors.meetings.names import is_name, is_role
from samverka.imports.extractors.meetings.pieces import Piece, pieces
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.extractors.statistics.budget import read_budget
from samverka.imports.extractors.statistics.tables import read_tables
from samverka.imports.extractors.title_block import TitleBlock
from samverka.imports.found import Found, Names, Text
from samverka.imports.meeting_records import PersonRecord, RecordNumberRecord
from samverka.imports.mending import is_bullet, without_marker
from samverka.imports.records import DocumentKind, DocumentRecord, Extraction, ForumRecord, PriorityRecord

_HEAD = 14
_PHONE = re.compile(r"(?i)\b(?:tfn|tel(?:efon)?|mobil)\.?\s*:?\s*(?P<n>\+?\d[\d\s()/–-]{5,}\d)")
_WRITER = tolerant(r"(?i)^(?:handläggare|upprättad av|författare|kontaktperson|av)\s*:?\s+(?P<name>.+)$")
_NUMBER = re.compile(
    r"(?<![\w/])(?P<id>(?:[A-ZÅÄÖ]{2,6}[ /-]?\d{1,5}/\d{2,4}|[A-ZÅÄÖ]{2,6}[ ]?\d{4}[/:-]\d{1,5}(?:-\d+)?|\d{4}/\d{2,5}))(?![\w/])"
)
_LABELLED_NUMBER = tolerant(
    r"(?i)\b(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer)\.?\s*:?\s*(?P<id>[A-ZÅÄÖ]{0,6}[ -]?\d[\w/.:-]*\d)"
)
_BARE_KIND = tolerant(
    r"(?i)(?:tjänsteskrivelse|tjänsteutlåtande|pm|promemoria|rapport|missiv|skrivelse|yttrande|följebrev)\b[\s\d().–-]*"
)
_DURING = tolerant(
    r"(?i)\b(?:under|för|avseende|verksamhetsåret|året|år)\s+(?:verksamhetsåret\s+|året\s+|år\s+)?(?P<y>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<y2>(?:19|20)\d\d))?\b"
)
_IS_FORUM = tolerant(
    r"^(?P<name>[A-ZÅÄÖ][\wåäö\s-]{1,60}?)\s+är\s+(?:ett|en)\s+(?:\w+\s+){0,3}?(?:forum|arena|organ|grupp|råd|nätverk|samverkans\w+)\b"
)
_SIDE = tolerant(
    r"(?i)^(?:representation|representanter|deltagare|ledamöter|från)\s+(?:från\s+|för\s+)?(?P<who>(?:\w+\s+){0,2}?kommun\w*|region\w*(?:\s+[A-ZÅÄÖ][\wåäö]+){0,3})\s*:\s*(?P<text>.+)$"
)
_MEETS = tolerant(r"(?i)\b(?:sammanträder|träffas|möts|mötena hålls|hålls)\b")
_PREPARES = tolerant(
    r"(?i)(?P<who>[^.]*?)\s+bereder\s+(?:ärenden|frågor)\s+(?:till|för|åt|inför)\s+(?P<whom>[\wåäö-]+)"
)
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\wåäö-]*[A-Za-zåäöÅÄÖ](?:\s[A-ZÅÄÖ]{2,})?")


def read_memo(context: Context, title: TitleBlock) -> Extraction:
    """The records of a memo."""
    found = pieces(context.document.blocks)
    head = found[:_HEAD]
    numbers = _numbers(head)
    budget = read_budget(found)
    document = _document(title.document, numbers, found)
    return Extraction(
        DocumentKind.MEMO,
        document,
        people=_writers(head) or title.people,
        forums=_forums(context, found),
        priorities=_priorities(context, found),
        tables=tuple(read_tables(context, found, budget.pieces if budget else frozenset())),
        budget=budget.record if budget else None,
        record_numbers=tuple(numbers),
        planned_meetings=tuple(planned_meetings(found)),
    )


def _document(
    document: DocumentRecord, numbers: Sequence[RecordNumberRecord], found: Sequence[Piece]
) -> DocumentRecord:
    number = document.record_number or (numbers[0].number if numbers else None)
    document = replace(document, title=_subject(document, found))
    return replace(document, record_number=number, period=document.period or _period(document, found))


def _subject(document: DocumentRecord, found: Sequence[Piece]) -> Text | None:
    """The matter's own title, where the first heading only says that it is a memo."""
    if document.title is None or not _BARE_KIND.fullmatch(document.title.value):
        return document.title
    for piece in found[:_HEAD]:
        text = piece.text.strip(" *#")
        if piece.gap and _could_be_subject(text):
            return Found(text, piece.raw, piece.place)
    return document.title


def _could_be_subject(text: str) -> bool:
    if not 15 < len(text) < 140 or len(text.split()) < 3 or _BARE_KIND.match(text) or is_name(text):
        return False
    return not (_NUMBER.search(text) or _PHONE.search(text) or re.search(r"[:.]$|:\s|\d{4}-\d\d", text))


def _period(document: DocumentRecord, found: Sequence[Piece]) -> Found[PartialDate] | None:
    """The year or years the memo follows up, told in its title or its first paragraphs."""
    for piece in found[:_HEAD]:
        if len(piece.text) < 40 and not piece.heading:
            continue
        if match := _DURING.search(piece.text):
            first = PartialDate.year(int(match["y"]))
            last = PartialDate.year(int(match["y2"])) if match["y2"] else first
            if last.end < first.start:
                return None
            return Found(
                PartialDate(first.start, last.end, first.precision) if last == first else first, match[0], piece.place
            )
    return None


def _writers(head: Sequence[Piece]) -> tuple[PersonRecord, ...]:
    """Names alone on a line of the head, with the telephone and the title beside them."""
    out: list[PersonRecord] = []
    for piece in head:
        if piece.heading:
            break
        text = piece.text
        if match := _WRITER.match(text):
            text = match["name"]
        name, _, rest = text.partition(",")
        if is_name(name.strip()) and (not rest or is_role(rest) or match):
            role = Found(rest.strip(), piece.raw, piece.place) if rest.strip() else None
            out.append(PersonRecord(Found(name.strip(), piece.raw, piece.place), role=role))
        elif out and (phone := _PHONE.search(text)) and out[-1].phone is None:
            out[-1] = replace(out[-1], phone=Found(phone["n"].strip(), piece.raw, piece.place))
        elif out and out[-1].role is None and is_role(text) and len(text) < 50:
            out[-1] = replace(out[-1], role=Found(text, piece.raw, piece.place))
    return tuple(out)


def _numbers(head: Sequence[Piece]) -> list[RecordNumberRecord]:
    out: dict[str, RecordNumberRecord] = {}
    for piece in head:
        if len(piece.text) > 120:
            continue
        for match in (*_LABELLED_NUMBER.finditer(piece.text), *_NUMBER.finditer(piece.text)):
            number = match["id"].strip()
            if any(number in known for known in out):
                continue
            day = date_in(piece.text.replace(number, " "))
            out[number] = RecordNumberRecord(
                Found(number, piece.raw, piece.place), Found(day[0], day[1], piece.place) if day else None
            )
    return list(out.values())


def _forums(context: Context, found: Sequence[Piece]) -> tuple[ForumRecord, ...]:
    """A forum that the memo presents: «SVOM är ett forum för …», who takes part, how often it meets, who prepares."""
    out: list[ForumRecord] = []
    heading: Piece | None = None
    for piece in found:
        text = piece.text
        if piece.heading or _could_head(piece):
            heading = piece
        if match := _IS_FORUM.match(text):
            name, place = (
                (heading.text.strip(" :*"), heading)
                if heading and _names(heading.text, match["name"])
                else (match["name"], piece)
            )
            short = short_name(name)
            out.append(ForumRecord(
                place=place.place, name=Found(name, place.raw, place.place), purpose=_found(text, piece),
                short_name=_found(short, place) if short else None,
            ))  # fmt: skip
        elif out and (side := _SIDE.match(text)):
            field = "participants_municipal" if "kommun" in side["who"].casefold() else "participants_region"
            if getattr(out[-1], field) is None:
                out[-1] = replace(out[-1], **{field: _found(side["text"], piece)})  # type: ignore[arg-type]
        elif out and out[-1].frequency is None and _MEETS.search(text) and (count := meetings_per_year(text)):
            sentence = next((one for one in re.split(r"(?<=[.])\s+", text) if meetings_per_year(one)), text)
            out[-1] = replace(
                out[-1], frequency=_found(sentence, piece), meetings_per_year=Found(count, piece.raw, piece.place)
            )
        elif out and not out[-1].prepared_by and (prepares := _PREPARES.search(text)):
            out[-1] = replace(out[-1], prepared_by=_preparing(context, prepares["who"], piece))
    return tuple(out)


def _found(value: str, piece: Piece) -> Text:
    return Found(value.strip(), piece.raw, piece.place)


def _could_head(piece: Piece) -> bool:
    return piece.gap and len(piece.text) < 70 and not piece.text.endswith((".", ",")) and not piece.bullet


def _names(heading: str, name: str) -> bool:
    return name.casefold() in heading.casefold()


def _preparing(context: Context, who: str, piece: Piece) -> Names:
    known = [match.name for match in context.forums.find(who)]
    names = known or [match[0] for match in _CAPITAL.finditer(who)]
    others = [match[0] for match in _CAPITAL.finditer(who) if re.search(r"[A-ZÅÄÖ].*[A-ZÅÄÖ]", match[0])]
    return tuple(_found(name, piece) for name in dict.fromkeys([*names, *others]))


def _priorities(context: Context, found: Sequence[Piece]) -> tuple[PriorityRecord, ...]:
    """Headings with a list under them."""
    out: list[PriorityRecord] = []
    heading: Piece | None = None
    entries: list[list[Piece]] = []

    def close() -> None:
        if heading is not None and entries and any(group[0].bullet for group in entries):
            texts = [context.line("\n".join(_plain(piece) for piece in group)) for group in entries]
            names = tuple(_found(text, group[0]) for text, group in zip(texts, entries, strict=True))
            out.append(PriorityRecord(_found(heading.text.strip(" :*#"), heading), names))

    for piece in found:
        if piece.heading or (_could_head(piece) and piece.text.endswith(":")):
            close()
            heading, entries = piece, []
        elif heading is not None and piece.bullet:
            entries.append([piece])
        elif heading is not None and entries and not piece.gap:
            entries[-1].append(piece)
        elif heading is not None and len(piece.text) < 120 and not piece.text.endswith("."):
            entries.append([piece])
    close()
    return tuple(out)


def _plain(piece: Piece) -> str:
    return without_marker(piece.text) if is_bullet(piece.text) else piece.text
