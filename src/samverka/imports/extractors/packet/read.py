"""A packet to records: the summons it begins with, extracts from other forums, tables, budget, and what forums it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samverka.imports.blocks import Block, Line, Place, ReadDocument
from samverka.imports.extractors.arenas import read_forums, read_priorities
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.document import Prepared, Style, prepare, read_meeting_document
from samverka.imports.extractors.meetings.facts import date_in
from samverka.imports.extractors.meetings.forum_heading import forum_in
from samverka.imports.extractors.meetings.labels import Label, label_at
from samverka.imports.extractors.meetings.names import name_spans
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.packet.parts import Part, split
from samverka.imports.extractors.statistics.budget import read_budget
from samverka.imports.extractors.statistics.tables import read_tables
from samverka.imports.extractors.title_block import read_title_block
from samverka.imports.found import Found, Text
from samverka.imports.meeting_records import Attendance, ExtractRecord, MeetingRecord, PersonRecord
from samverka.imports.records import DocumentKind, DocumentRecord, Extraction, PartRecord

_TITLE_LINES = 8
_SUMMONS = re.compile(r"(?i)\bkallelse\b.*|\bf[öo]redragningslista\b.*|\bdagordning\b.*|\bmöteshandlingar\b.*")
_SCANNED_BULLET = re.compile(r"^\s*(?:[e¢«»®©]\s{1,3}(?=\S)|[«»¢]\s?(?=[A-ZÅÄÖ]))")
_SCANNED_BULLETS = 5
_CERTIFIES = re.compile(r"(?i)utdrag(?:et)?s?\s?bestyrk\w*")


def read_packet(context: Context) -> Extraction:
    """The records of a packet. What is read of each part is told with the places of the whole document."""
    context = replace(context, document=with_bullets(context.document))
    ready = prepare(context.document)
    pieces = list(ready.pieces)
    first = _first_agenda(context, pieces)
    titles = [item.title.value for item in first.items if item.title]
    titles += [name.value for item in first.items for name in item.basis]
    parts = split(pieces, titles)
    agenda = pieces[: parts[0].first] if parts else pieces
    found = read_meeting_document(context, Prepared(tuple(agenda), ready.flat), Style(summons=True))
    extracts = [extract for part in parts if (extract := _extract(context, pieces, part))]
    budget = read_budget(pieces[len(agenda) :])
    skip = frozenset(index + len(agenda) for index in budget.pieces) if budget else frozenset()
    skip |= frozenset(range(len(agenda)))
    slides = _slides(context, pieces, parts)
    return Extraction(
        DocumentKind.PACKET,
        _document(context, pieces, found.meeting),
        meeting=None if found.meeting.is_empty() else found.meeting,
        people=(*found.people, *_authors(pieces, parts)),
        items=found.items,
        breaks=found.breaks,
        planned_meetings=found.planned,
        extracts=tuple(extracts),
        parts=tuple(_record(context, pieces, part) for part in parts),
        tables=tuple(read_tables(context, pieces, skip)),
        budget=budget.record if budget else None,
        forums=slides.forums,
        priorities=slides.priorities,
        agreements=slides.agreements,
        references=slides.references,
    )


def _document(context: Context, pieces: Sequence[Piece], meeting: MeetingRecord) -> DocumentRecord:
    """What the packet says of itself: the summons' title, its forum and its day."""
    given = read_title_block(context).document
    for piece in pieces[:6]:
        if found := _SUMMONS.search(piece.text):
            given = replace(given, title=Found(found[0].strip(), piece.raw, piece.place))
            break
    return replace(given, forum=meeting.forum or given.forum, date=meeting.date or given.date)


def with_bullets(document: ReadDocument) -> ReadDocument:
    """The same document with the marks that a scan makes of bullets («e», ««», «»») read as bullets."""
    marks = sum(1 for block in document.blocks if isinstance(block, Line) and _SCANNED_BULLET.match(block.text))
    if marks < _SCANNED_BULLETS:
        return document
    blocks = tuple(
        replace(block, text=_SCANNED_BULLET.sub("\u2022 ", block.text, count=1)) if isinstance(block, Line) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _first_agenda(context: Context, pieces: Sequence[Piece]) -> Extraction:
    """The agenda read from the whole, only to know what the documents are called."""
    parts = split(pieces, ())
    agenda = pieces[: parts[0].first] if parts else pieces[:400]
    found = read_meeting_document(context, Prepared(tuple(agenda), flat=False), Style(summons=True))
    return Extraction(DocumentKind.AGENDA, items=found.items)


def _record(context: Context, pieces: Sequence[Piece], part: Part) -> PartRecord:
    value = context.line("\n".join(piece.text for piece in part.title)).strip(" .")
    begins = next(index for index in range(part.first, part.last) if pieces[index] is part.title[0])
    begins = max(part.first, begins - 2)
    opening = pieces[begins : min(begins + _TITLE_LINES, part.last)]
    forum: Text | None = None
    for piece in opening:
        if name := forum_in(context, piece.text):
            forum = Found(name, piece.raw, piece.place)
            break
    date = next(((found, piece) for piece in opening if len(piece.text) < 90 and (found := date_in(piece.text))), None)
    return PartRecord(
        title=Found(value, "\n".join(piece.raw for piece in part.title), part.title[0].place),
        kind=part.kind,
        forum=forum,
        date=Found(date[0][0], date[0][1], date[1].place) if date else None,
    )


def _extract(context: Context, pieces: Sequence[Piece], part: Part) -> ExtractRecord | None:
    """An extract from minutes: its meeting, its one paragraph, and who certifies it."""
    if part.kind is not DocumentKind.MINUTES:
        return None
    inside = tuple(pieces[part.first : part.last])
    found = read_meeting_document(context, Prepared(inside, flat=False), Style())
    if not found.items:
        return None
    certified: Text | None = None
    for index, piece in enumerate(inside):
        labelled = label_at(piece.text)
        if (labelled and labelled.label is Label.CERTIFIED) or _CERTIFIES.match(piece.text):
            text = (labelled.rest if labelled else "") or (inside[index + 1].text if index + 1 < len(inside) else "")
            spans = name_spans(text)
            if spans:
                certified = Found(text[spans[0][0] : spans[0][1]], piece.raw, piece.place)
                break
    return ExtractRecord(found.meeting, found.items[0], certified)


def _authors(pieces: Sequence[Piece], parts: Sequence[Part]) -> list[PersonRecord]:
    """Names alone on a line of a title page: who wrote the document, with the title printed below."""
    out: dict[str, PersonRecord] = {}
    for part in parts:
        if part.kind is DocumentKind.MINUTES:
            continue
        begins = next(index for index in range(part.first, part.last) if pieces[index] is part.title[0])
        page = pieces[begins : min(begins + _TITLE_LINES, part.last)]
        if len(page) > 1 and any(piece.page for piece in page[1:]):
            end = next(index for index, piece in enumerate(page) if index and piece.page)
            page = page[:end]
        for index, piece in enumerate(page):
            if piece.row or not _only_names(piece.text):
                continue
            below = page[index + 1] if index + 1 < len(page) else None
            role = below.text if below is not None and below.text.isupper() and len(below.text) < 60 else None
            for start, end in name_spans(piece.text):
                name = piece.text[start:end]
                out.setdefault(name, PersonRecord(
                    Found(name, piece.raw, piece.place),
                    role=Found(role, below.raw, below.place) if role and below else None,
                    attendance=Attendance.AUTHOR,
                ))  # fmt: skip
    return list(out.values())


def _only_names(text: str) -> bool:
    spans = name_spans(text)
    rest = text
    for start, end in reversed(spans):
        rest = rest[:start] + rest[end:]
    return bool(spans) and rest.strip(" ,&").casefold() in ("", "och", "samt")


def _slides(context: Context, pieces: Sequence[Piece], parts: Sequence[Part]) -> Extraction:
    """Forums and priorities shown in the packet, from the part that presents them."""
    for part in parts:
        if part.kind is not DocumentKind.ARENAS:
            continue
        inside = _blocks(context.document, pieces, part)
        sub = replace(context, document=ReadDocument(inside, context.document.media_type))
        slides = read_priorities(sub)
        return Extraction(
            DocumentKind.ARENAS,
            forums=read_forums(sub, read_title_block(sub)),
            priorities=tuple(slides.priorities),
            agreements=tuple(slides.agreements),
            references=tuple(slides.references),
        )
    return Extraction(DocumentKind.ARENAS)


def _blocks(document: ReadDocument, pieces: Sequence[Piece], part: Part) -> tuple[Block, ...]:
    """The blocks of a part, from its first line to the next part's."""
    begins: Place = pieces[part.first].place
    ends: Place | None = pieces[part.last].place if part.last < len(pieces) else None
    out: list[Block] = []
    inside = False
    for block in document.blocks:
        if block.place == begins and isinstance(block, Line):
            inside = True
        if ends is not None and inside and block.place == ends:
            break
        if inside:
            out.append(block)
    return tuple(out)
