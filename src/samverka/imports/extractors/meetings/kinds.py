"""The kinds of document that tell of a meeting, each to its records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from samverka.forums.names import ForumNames
from samverka.imports.blocks import ReadDocument
from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.document import MeetingDocument, Style, prepare, read_meeting_document
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.title_block import read_title_block
from samverka.imports.found import Found
from samverka.imports.records import DocumentKind, DocumentRecord, Extraction

_KIND_WORD = re.compile(
    r"(?i)\b(?:(?:sammanträdes|mötes)?protokoll\w*|kallelse|föredragningslista|dagordning|(?:minnes|mötes|tjänste)?anteckningar|beslut i korthet|beslutslista|sammanfattning av beslut\w*|möte i|möte med|möte)\b"
)
_DAY_AT_END = re.compile(r"(?i)[,\s]+(?:den\s+)?(?:\d{4}-\d\d-\d\d|\d{1,2}\s[a-z]+\s\d{4})$")
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
    title = _titled(read_title_block(context).document, ready.pieces)
    return to_extraction(kind, read_meeting_document(context, ready, _STYLES[kind]), title)


def _titled(document: DocumentRecord, pieces: Sequence[Piece]) -> DocumentRecord:
    """The line that says which kind of document it is, when another line was taken for the title."""
    if document.title and _KIND_WORD.search(document.title.value):
        return document
    for piece in pieces[:8]:
        if _KIND_WORD.match(piece.text) and len(piece.text) < 120:
            text = _DAY_AT_END.sub("", piece.text).strip(" *#,")
            if len(text.split()) > 1 or document.title is None or len(piece.text.split()) == 1:
                return replace(document, title=Found(text, piece.raw, piece.place))
    return document


def to_extraction(kind: DocumentKind, found: MeetingDocument, document: DocumentRecord) -> Extraction:
    if document.record_number and any(document.record_number == item.record_number for item in found.items):
        document = replace(document, record_number=None)  # the first item's, and not the document's
    return Extraction(
        kind,
        replace(document, forum=found.meeting.forum or document.forum),
        meeting=None if found.meeting.is_empty() else found.meeting,
        people=found.people,
        items=found.items,
        breaks=found.breaks,
        planned_meetings=found.planned,
    )
