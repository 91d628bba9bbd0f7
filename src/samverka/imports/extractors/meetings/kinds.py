"""The kinds of document that tell of a meeting, each to its records."""

from __future__ import annotations

from collections.abc import Iterable

from samverka.forums.names import ForumNames
from samverka.imports.blocks import ReadDocument
from samverka.imports.extractors.common import Context
from samverka.imports.extractors.meetings.document import MeetingDocument, prepare, read_meeting_document
from samverka.imports.records import DocumentKind, Extraction

MEETING_KINDS = frozenset({DocumentKind.MINUTES, DocumentKind.AGENDA})


def read_meeting_kind(document: ReadDocument, kind: DocumentKind, forums: ForumNames, names: Iterable[str]) -> Extraction:
    """The records of minutes, a summons, a meeting's page, notes or a summary of decisions."""
    context = Context.of(document, forums, names)
    ready = prepare(document)
    return to_extraction(kind, read_meeting_document(context, ready, summons=kind is DocumentKind.AGENDA))


def to_extraction(kind: DocumentKind, found: MeetingDocument) -> Extraction:
    return Extraction(
        kind,
        meeting=None if found.meeting.is_empty() else found.meeting,
        people=found.people,
        items=found.items,
        breaks=found.breaks,
        planned_meetings=found.planned,
    )
