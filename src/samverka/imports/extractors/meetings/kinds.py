"""The kinds of document that tell of a meeting, each to its records."""

from __future__ import annotations

from collections.abc import Iterable

from dataclasses import replace

from samverka.forums.names import ForumNames
from samverka.imports.blocks import ReadDocument
from samverka.imports.extractors.common import Context
from samverka.imports.extractors.meetings.document import MeetingDocument, Style, prepare, read_meeting_document
from samverka.imports.extractors.title_block import read_title_block
from samverka.imports.records import DocumentKind, DocumentRecord, Extraction

_STYLES = {
    DocumentKind.MINUTES: Style(),
    DocumentKind.AGENDA: Style(summons=True),
    DocumentKind.MEETING_PAGE: Style(unnumbered=True, bullets=True),
    DocumentKind.NOTES: Style(unnumbered=True),
    DocumentKind.DECISION_SUMMARY: Style(unnumbered=True, bullets=True, decides=True),
}
MEETING_KINDS = frozenset(_STYLES)


def read_meeting_kind(
    document: ReadDocument, kind: DocumentKind, forums: ForumNames, names: Iterable[str]
) -> Extraction:
    """The records of minutes, a summons, a meeting's page, notes or a summary of decisions."""
    context = Context.of(document, forums, names)
    ready = prepare(document)
    title = read_title_block(context).document
    return to_extraction(kind, read_meeting_document(context, ready, _STYLES[kind]), title)


def to_extraction(kind: DocumentKind, found: MeetingDocument, document: DocumentRecord) -> Extraction:
    return Extraction(
        kind,
        replace(document, forum=found.meeting.forum or document.forum),
        meeting=None if found.meeting.is_empty() else found.meeting,
        people=found.people,
        items=found.items,
        breaks=found.breaks,
        planned_meetings=found.planned,
    )
