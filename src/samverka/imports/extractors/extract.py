"""Which extractor reads which kind of document."""

from __future__ import annotations

from dataclasses import replace

from samverka.action_register.reading import read_follow_up, references
from samverka.forums.names import ForumNames
from samverka.imports.blocks import ReadDocument
from samverka.imports.extractors.agreement import read_agreement
from samverka.imports.extractors.agreement_list import read_agreements
from samverka.imports.extractors.aligned import with_aligned_tables
from samverka.imports.extractors.arenas import read_forums, read_priorities
from samverka.imports.extractors.balance_list import read_register
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.kinds import MEETING_KINDS, read_meeting_kind
from samverka.imports.extractors.memo import read_memo
from samverka.imports.extractors.packet.read import read_packet
from samverka.imports.extractors.people.read import read_people
from samverka.imports.extractors.prepare import with_blank_lines, with_parted_labels, with_tables
from samverka.imports.extractors.title_block import forum_beside, read_title_block
from samverka.imports.extractors.vocabularies import ALL, FORUM_LIST
from samverka.imports.records import DocumentKind, Extraction, Found, Recognition, ReferenceRecord, Text

_COUNTY = "23"


def extract(document: ReadDocument, recognition: Recognition, forums: ForumNames | None = None) -> Extraction:
    """The records of a document of the recognised kind. `forums`: those known by name, without it the packaged list.

    A kind without an extractor of its own gives what the document says of itself, an unknown one nothing.
    """
    kind = recognition.kind
    if kind is DocumentKind.UNKNOWN:
        return Extraction(kind)
    if kind is DocumentKind.PEOPLE_LIST:
        return read_people(document)
    known = forums or ForumNames.packaged(_COUNTY)
    if kind in MEETING_KINDS:
        return read_meeting_kind(document, kind, known, _names(known))
    if kind is DocumentKind.PACKET:
        return read_packet(Context.of(document, known, _names(known)))
    parted = with_blank_lines(document)
    if kind is DocumentKind.ARENAS:
        ready = with_parted_labels(with_aligned_tables(parted, ALL), FORUM_LIST)
    else:
        ready = with_tables(parted)
    context = Context.of(ready, known, _names(known))
    title = read_title_block(context)
    match kind:
        case DocumentKind.BALANCE_LIST:
            items, agreements = read_register(context, title, _references)
            about = replace(title.document, forum=title.document.forum or forum_beside(context))
            return Extraction(kind, about, title.people, action_items=items, agreements=agreements)
        case DocumentKind.AGREEMENT_LIST:
            return Extraction(kind, title.document, title.people, agreements=read_agreements(context, title))
        case DocumentKind.AGREEMENT:
            return Extraction(kind, title.document, agreements=read_agreement(context, title))
        case DocumentKind.ARENAS:
            slides = read_priorities(context)
            return Extraction(
                kind,
                title.document,
                forums=read_forums(context, title),
                priorities=tuple(slides.priorities),
                agreements=tuple(slides.agreements),
                references=tuple(slides.references),
            )
        case DocumentKind.MEMO:
            return read_memo(context, title)
        case _:
            return Extraction(kind, title.document)


def _names(forums: ForumNames) -> list[str]:
    """Every name the known forums have, to take cells apart with."""
    return list(forums.names())


def _references(context: Context, text: Text) -> tuple[ReferenceRecord, ...]:
    """The forums and days a follow-up text names, as `samverka.action_register.reading` reads it."""
    found = references(read_follow_up(text.raw, context.forums))
    return tuple(
        ReferenceRecord(
            Found(reference.forum, text.raw, text.place),
            Found(reference.date, text.raw, text.place),
            Found(reference.number, text.raw, text.place) if reference.number is not None else None,
        )
        for reference in found
    )
