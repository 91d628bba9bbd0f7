"""What stands under an item: title, summary, proposal, decision, basis, presenters, and what else is headed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samverka.imports.extractors.context import Context
from samverka.imports.extractors.meetings.composing import entries, text_of
from samverka.imports.extractors.meetings.decision_points import decision_points
from samverka.imports.extractors.meetings.labels import Label
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.presenters import listed, presented_by, presenters_in
from samverka.imports.extractors.meetings.sections import Part, parts_of
from samverka.imports.extractors.meetings.titles import Heading, split_heading
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.extractors.meetings.wording import (
    decided_title,
    flat_split,
    is_placeholder,
    own_decision,
    without_groups,
    without_placeholders,
)
from samverka.imports.found import Found, Names, Text
from samverka.imports.meeting_records import DecisionPoint, ItemRecord, ItemType
from samverka.imports.signals import fold

_REMARKS = frozenset({Label.MOTION, Label.RESERVATION, Label.RECUSAL, Label.VOTE, Label.DISTRIBUTION, Label.REMARK})
_TYPED = tolerant(
    r"(?i)^\(?information\)?\.?$|^(?:informationspunkt|informationsärende|för information)\b|\b(?:informationsärende|informationspunkt)\b"
)
_TYPED_DECISION = tolerant(r"(?i)^\(?beslut\)?\.?$|^(?:beslutspunkt|beslutsärende|för beslut)\b")
_PURPOSE = re.compile(r"(?:for )?(?:(?P<i>information|kannedom|info)|beslut)(?:sarende|spunkt)?\.?")
_IMMEDIATE = re.compile(r"(?i)omedelbart? juster")
_REGISTER = re.compile(
    r"(?i)^(?:dnr|diarienr|diarienummer|ärendenr|ärende)\.?\s*:?\s*(?P<a>[A-ZÅÄÖ]{0,6}[ -]?\d[\w/.:-]*\d)\.?$|^(?P<b>[A-ZÅÄÖ]{2,6}[ -]?\d{2,4}[/:]\d{1,5}(?:[-.]\d+)*|[A-ZÅÄÖ]{2,6}/\d{1,5}/\d{4}|\d{4}[/:]\d{2,5})(?:\s.{0,12})?$"
)


def read_item(
    context: Context, pieces: Sequence[Piece], *, number: Found[int] | None, rest: str, position: int,
    summons: bool, flat: bool, known_title: str | None = None,
    titled: bool = True, decides_by_itself: bool = False,
) -> ItemRecord:  # fmt: skip
    """One item. `pieces`: all of it, the first holds the mark; `rest`: what stood after the mark on that line.

    `titled`: it has a title; `decides_by_itself`: text without a label may be the decision.
    """
    first = pieces[0]
    after = _after_mark(pieces, rest)
    if titled:
        heading = split_heading(context, after, summons=summons, flat=flat, known_title=known_title, on_mark=bool(rest))
    else:
        heading = Heading(body=tuple(after))
    if decides_by_itself and heading.title and (both := decided_title(heading.title.value)):
        told = replace(first, text=f"{both[1]}{'.' if rest.endswith('.') else ''}", bullet=False)
        heading = replace(heading, title=replace(heading.title, value=both[0]), body=(told, *heading.body))
    parts = parts_of(heading.body, summons=summons)
    body = _Body.of(context, parts, summons=summons, flat=flat, decides_by_itself=decides_by_itself)
    presenters = heading.presenters or body.presenters
    return ItemRecord(
        place=first.place,
        position=position,
        number=number,
        title=heading.title,
        summary=body.summary,
        presenters=presenters or _told(body, summons=summons),
        proposal=body.proposal,
        decision=body.decision,
        points=body.points,
        basis=body.basis,
        time=heading.time,
        minutes=heading.minutes,
        type=body.type or heading.type,
        record_number=heading.record_number or body.record_number,
        attested=body.attested,
        immediate=body.immediate,
        remarks=tuple(body.remarks),
    )


def _after_mark(pieces: Sequence[Piece], rest: str) -> list[Piece]:
    first = pieces[0]
    head = [replace(first, text=rest, bullet=False)] if rest else []
    return [*head, *pieces[1:]]


@dataclass(slots=True)
class _Gathered:
    """The pieces of an item's parts, by what they are."""

    summary: list[Piece] = field(default_factory=list)
    proposal: list[Piece] | None = None
    decision: list[Piece] | None = None
    basis: list[Piece] = field(default_factory=list)
    opened: bool = False

    def add_told(self, part: Part) -> None:
        """A part of the summary; a heading inside it is kept as its words."""
        if (self.opened or self.summary) and part.label is Label.BACKGROUND and part.pieces:
            self.summary.append(replace(part.pieces[0], text=part.printed, bullet=False, gap=True))
        self.opened = True
        self.summary += part.pieces

    def add_clauses(self, part: Part, *, flat: bool) -> None:
        """A proposal, of which the first counts, or a decision, of which all parts do."""
        kept, after = flat_split(part.pieces) if flat else (list(part.pieces), [])
        if part.label is Label.DECISION:
            self.decision = [*(self.decision or []), *kept]
        elif self.proposal is None:
            self.proposal = kept
        self.summary += after


@dataclass(slots=True)
class _Body:
    summary: Text | None = None
    proposal: Text | None = None
    decision: Text | None = None
    points: tuple[DecisionPoint, ...] = ()
    basis: Names = ()
    presenters: Names = ()
    record_number: Text | None = None
    type: Found[ItemType] | None = None
    attested: bool = False
    immediate: bool = False
    remarks: list[tuple[str, Text]] = field(default_factory=list)

    @classmethod
    def of(
        cls, context: Context, parts: Sequence[Part], *, summons: bool, flat: bool, decides_by_itself: bool
    ) -> _Body:
        body = cls()
        gathered = _Gathered()
        for part in parts:
            body._take(context, part, gathered, summons=summons, flat=flat)
        summary, decision = without_groups(gathered.summary), gathered.decision
        if not summons and decision is None and (own := own_decision(summary, by_itself=decides_by_itself)):
            decision, summary = own
        proposal = without_groups(gathered.proposal or [])
        body.proposal = text_of(context, without_placeholders(proposal) if summons else proposal)
        decision = without_groups(decision or [])
        body.decision = text_of(context, decision)
        body.points = decision_points(decision, body.decision.value) if body.decision else ()
        listed_basis = entries(context, without_groups(gathered.basis))
        body.basis = tuple(name for name in listed_basis if not is_placeholder(name.value))
        body.summary = text_of(context, [piece for piece in summary if not (summons and is_placeholder(piece.text))])
        return body

    def _take(self, context: Context, part: Part, gathered: _Gathered, *, summons: bool, flat: bool) -> None:
        pieces = part.pieces
        match part.label:
            case None:
                gathered.summary += self._unlabelled(pieces, summons=summons)
            case Label.BACKGROUND if (found := _purpose(part)) is not None:
                self.type = self.type or found
            case Label.SUMMARY | Label.BACKGROUND:
                gathered.add_told(part)
            case Label.PROPOSAL | Label.DECISION:
                gathered.add_clauses(part, flat=flat)
            case Label.BASIS:
                gathered.basis += _one_by_one(pieces) if summons else pieces
            case Label.PRESENTERS | Label.ATTENDEES:
                self.presenters += _names(pieces)
            case Label.RECORD_NUMBER:
                self.record_number = self.record_number or _number(pieces)
            case Label.ATTESTED:
                self.attested = True
                self.immediate = self.immediate or bool(_IMMEDIATE.search(part.printed))
            case label if label in _REMARKS:
                if text := text_of(context, pieces):
                    self.remarks.append((part.printed, text))
            case _:
                pass

    def _unlabelled(self, pieces: Sequence[Piece], *, summons: bool) -> list[Piece]:
        kept: list[Piece] = []
        for piece in pieces:
            if found := _REGISTER.match(piece.text):
                self.record_number = self.record_number or Found(found["a"] or found["b"], piece.raw, piece.place)
                continue
            if _TYPED.search(piece.text) and len(piece.text) < 60:
                self.type = Found(ItemType.INFORMATION, piece.raw, piece.place)
                if summons:
                    continue
            elif _TYPED_DECISION.search(piece.text) and len(piece.text) < 60:
                self.type = Found(ItemType.DECISION, piece.raw, piece.place)
                continue
            kept.append(piece)
        return kept


def _told(body: _Body, *, summons: bool) -> Names:
    """Presenters that the summary tells of; a summons only says by whom something will be presented."""
    if body.summary is None:
        return ()
    names = presented_by(body.summary.value) if summons else presenters_in(body.summary.value)
    return tuple(Found(name, body.summary.raw, body.summary.place) for name in names)


def _one_by_one(pieces: Sequence[Piece]) -> list[Piece]:
    """Documents in a row on one line, «Färdplan 2022, Aktivitetslista», each by itself."""
    if len(pieces) != 1 or pieces[0].bullet:
        return list(pieces)
    parts = [part.strip() for part in pieces[0].text.rstrip(".").split(",")]
    if len(parts) < 2 or any(not part[:1].isupper() or len(part.split()) > 6 for part in parts):
        return list(pieces)
    return [replace(pieces[0], text=part, gap=True) for part in parts]


def _purpose(part: Part) -> Found[ItemType] | None:
    """«Syfte: information» says what type an item is, and nothing of its background."""
    if not fold(part.printed).startswith("syfte") or len(part.pieces) != 1:
        return None
    piece = part.pieces[0]
    found = _PURPOSE.fullmatch(fold(piece.text))
    if found is None:
        return None
    return Found(ItemType.INFORMATION if found["i"] else ItemType.DECISION, piece.raw, piece.place)


def _names(pieces: Sequence[Piece]) -> Names:
    out: dict[str, Text] = {}
    for piece in pieces[:4]:
        for name in listed(piece.text):
            out.setdefault(name, Found(name, piece.raw, piece.place))
    return tuple(out.values())


def _number(pieces: Sequence[Piece]) -> Text | None:
    return Found(pieces[0].text.strip(" ."), pieces[0].raw, pieces[0].place) if pieces else None
