"""Which kind of document this is, by signals that can be read and argued with.

Every signal gives points to one kind and says so in Swedish; the kind with most points wins, if it has enough. A
document that has the form but none of the field's words (a list of chores, a lease) is about something else.
Letters are compared without å, ä, ö, which scanned documents have often lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from samverka.agreements.naming import names_an_agreement
from samverka.imports.blocks import Block, Line, LineKind, ReadDocument, Table
from samverka.imports.extractors.agreement_text import says_only_validity, take_apart
from samverka.imports.extractors.arenas.fields import label_of
from samverka.imports.extractors.arenas.prose import prose_forums
from samverka.imports.extractors.meetings.item_table import Role, roles_of, tabulated
from samverka.imports.extractors.meetings.pieces import pieces
from samverka.imports.extractors.packet.parts import split
from samverka.imports.extractors.people.read import recognised_people
from samverka.imports.extractors.prepare import with_tables
from samverka.imports.extractors.tables import Entry, events
from samverka.imports.extractors.vocabularies import ACTION_REGISTER, AGREEMENT_LIST, ALL, FORUM_LIST
from samverka.imports.mending import is_bullet, texts_of, tidy, without_marker
from samverka.imports.records import DocumentKind, Recognition
from samverka.imports.signals import DOMAIN, PARTS, SIGNALS, Scope, fold

__all__ = ["Recognition", "recognise"]

_OPENING_LINES = 12
_OPENING_LENGTH = 240
_LINES = 1500
_CHARACTERS = 120_000
_BLOCKS = 4000
_TABLE_ROWS = 200
_HEAD_ROWS = 3
_ENOUGH = 6
_SUMMONS = re.compile(r"\b(?:kallelse|foredragningslista|dagordning|moteshandlingar)\b")
_MEETING = re.compile(r"\b(?:mote|sammantrade|motet|sammantradet)\b")
_OTHER_KIND = re.compile(
    r"\b(?:kallelse|foredragningslista|protokoll|minnesanteckningar|motesanteckningar|beslut i korthet|dagordning)\b"
)
_MEETING_KINDS = frozenset({
    DocumentKind.MINUTES, DocumentKind.AGENDA, DocumentKind.NOTES, DocumentKind.MEETING_PAGE,
    DocumentKind.DECISION_SUMMARY, DocumentKind.PACKET,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Point:
    kind: DocumentKind
    points: float
    reason: str


def recognise(document: ReadDocument) -> Recognition:
    """Never raises; `UNKNOWN` with the reasons that were not enough when nothing fits."""
    if people := recognised_people(document):
        return people
    features = _Features(document)
    found = [
        *_from_words(features),
        *_from_medium(features),
        *_from_tables(features),
        *_from_lists(features),
        *_from_parts(features),
    ]
    totals: dict[DocumentKind, float] = {}
    for point in found:
        totals[point.kind] = totals.get(point.kind, 0) + point.points
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return Recognition(DocumentKind.UNKNOWN, 0.0, ("Inget i dokumentet liknar de slag som kan läsas in.",))
    kind, points = ranked[0]
    domain = features.domain_words
    titled = kind is not DocumentKind.AGREEMENT and any(
        signal.kind is kind and signal.points >= 4 and signal.pattern.search(features.opening)
        for signal in SIGNALS
        if signal.scope is Scope.OPENING
    )
    if domain < (1 if kind in _MEETING_KINDS or titled else 2):
        return Recognition(
            DocumentKind.UNKNOWN,
            0.0,
            ("Dokumentet har formen, men handlar inte om region, kommun, vård eller omsorg.",),
        )
    second = max(0.0, ranked[1][1]) if len(ranked) > 1 else 0.0
    strength = min(1.0, points / 12) * (0.5 + 0.5 * max(0.0, points - second) / points)
    reasons = sorted(
        (point for point in found if point.kind is kind and point.points > 0), key=lambda point: -point.points
    )
    return Recognition(kind, round(strength, 2), tuple(dict.fromkeys(point.reason for point in reasons)))


class _Features:
    """What the signals look at, computed once."""

    def __init__(self, document: ReadDocument) -> None:
        self.document = document
        self.lines = list(islice(_lines(document), _LINES))
        texts = [tidy(line.text) for line in self.lines]
        self.opening = "\n".join(
            fold(text) for text in [document.title, *(text[:_OPENING_LENGTH] for text in texts[:_OPENING_LINES])]
        )[:3000]
        self.folded_lines = [fold(text) for text in texts]
        self.text = fold("\n".join(islice(texts_of(document), 6000)))[:_CHARACTERS]
        self.domain_words = sum(1 for pattern in DOMAIN if pattern.search(self.text))


def _lines(document: ReadDocument) -> Iterator[Line]:
    return (block for block in document.blocks if isinstance(block, Line) and tidy(block.text))


def _from_words(features: _Features) -> Iterator[_Point]:
    for signal in SIGNALS:
        match signal.scope:
            case Scope.OPENING:
                count = len(signal.pattern.findall(features.opening))
            case Scope.LINE:
                count = sum(1 for line in features.folded_lines if signal.pattern.search(line))
            case Scope.TEXT:
                count = len(signal.pattern.findall(features.text))
        if count >= signal.times:
            yield _Point(signal.kind, signal.points, signal.reason)


def _from_medium(features: _Features) -> Iterator[_Point]:
    """A web page about a meeting, unless it calls itself something else."""
    heading = features.opening[:400]
    if features.document.media_type == "text/html" and _MEETING.search(heading) and not _OTHER_KIND.search(heading):
        yield _Point(DocumentKind.MEETING_PAGE, 6, "Webbsidan handlar om ett möte.")


def _from_tables(features: _Features) -> Iterator[_Point]:
    blocks = tuple(_beginning(block) for block in features.document.blocks[:_BLOCKS])
    yield from _from_item_tables(blocks)
    sample = with_tables(ReadDocument(blocks, features.document.media_type))
    if not any(isinstance(block, Table) for block in sample.blocks):
        return
    entries = [event for event in events(sample, ALL, ("number", "subject", "name")) if isinstance(event, Entry)]
    rows = {vocabulary: sum(1 for entry in entries if entry.layout.vocabulary is vocabulary) for vocabulary in ALL}
    most = max(rows.values(), default=0)
    for vocabulary, kind, what in (
        (ACTION_REGISTER, DocumentKind.BALANCE_LIST, "uppdrag med ansvariga och uppföljning"),
        (AGREEMENT_LIST, DocumentKind.AGREEMENT_LIST, "avtal och giltighetstid"),
        (FORUM_LIST, DocumentKind.ARENAS, "forum med syfte, deltagare eller mandat"),
    ):
        if rows[vocabulary]:
            yield _Point(kind, 6, f"En tabell har kolumner för {what}.")
            if rows[vocabulary] == most:
                yield _Point(kind, 2, f"De flesta tabellraderna handlar om {what}.")


def _from_item_tables(blocks: Sequence[Block]) -> Iterator[_Point]:
    """A table of items: with times or who presents it is an agenda's, with decisions a summary's or the minutes'."""
    ready = tabulated(ReadDocument(tuple(blocks), "text/plain"))
    rows = (row for block in ready.blocks if isinstance(block, Table) for row in block.rows[:_HEAD_ROWS])
    roles = next((found for row in rows if (found := roles_of([cell.text for cell in row.cells]))), None)
    if roles is None:
        return
    if Role.DECISION in roles:
        yield _Point(DocumentKind.DECISION_SUMMARY, 4, "En tabell har kolumner för ärende och beslut.")
    elif Role.TIME in roles or Role.PRESENTERS in roles:
        yield _Point(DocumentKind.AGENDA, 3, "En tabell har kolumner för ärende och tid eller föredragande.")


def _beginning(block: Block) -> Block:
    """A table's first rows say what it is."""
    return Table(block.rows[:_TABLE_ROWS], block.place) if isinstance(block, Table) else block


def _from_lists(features: _Features) -> Iterator[_Point]:
    """Agreements in running text, and forums described under «Syfte» and «Deltagare»."""
    beginning = features.lines[:600]
    pairs = zip_longest(beginning, beginning[1:])
    agreements = sum(1 for line, below in pairs if line and _is_agreement_item(line, below))
    if agreements >= 2:
        points = 7 if agreements >= 3 else 4
        yield _Point(DocumentKind.AGREEMENT_LIST, points, f"{agreements} rader nämner ett avtal med giltighetstid.")
    labels = [label.concept for line in features.lines if (label := label_of(_plain(line)))]
    forums = min(
        labels.count("purpose") + labels.count("name"),
        max(labels.count(other) for other in ("participants", "participants_municipal", "mandate")),
    )
    if forums >= 2:
        yield _Point(DocumentKind.ARENAS, 9, f"{forums} forum beskrivs med syfte och deltagare eller mandat.")
    elif forums == 1:
        yield _Point(DocumentKind.ARENAS, 3, "Ett forum beskrivs med syfte och deltagare eller mandat.")
    elif (told := prose_forums(features.document.blocks[:_BLOCKS])) >= 2:
        yield _Point(DocumentKind.ARENAS, 7, f"{told} forum beskrivs i löpande text.")


def _plain(line: Line) -> str:
    return without_marker(line.text) if is_bullet(line.text) else line.text


def _is_agreement_item(line: Line, below: Line | None) -> bool:
    text = tidy(_plain(line))
    if len(text) > 250 or line.kind is LineKind.HEADING:
        return False
    parts = take_apart(text)
    said = bool(parts.validity) or (below is not None and says_only_validity(tidy(_plain(below))))
    return said and names_an_agreement(parts.name) and len(parts.name.split()) <= 25


def _from_parts(features: _Features) -> Sequence[_Point]:
    """A packet: long, and made of several documents."""
    parts = sum(1 for pattern in PARTS if any(pattern.search(line) for line in features.folded_lines))
    if len(features.text) > 25_000 and parts >= 3:
        return [_Point(DocumentKind.PACKET, 8 + parts, f"Dokumentet är långt och rymmer {parts} slags handlingar.")]
    if _SUMMONS.search(features.opening):
        inside = split(pieces(features.document.blocks[:_BLOCKS]), ())
        if len({part.kind for part in inside}) >= 2:
            return [_Point(DocumentKind.PACKET, 14, f"Efter kallelsen följer {len(inside)} handlingar på egna sidor.")]
    return []
