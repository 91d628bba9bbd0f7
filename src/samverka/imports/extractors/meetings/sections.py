"""An item's body cut at its labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samverka.imports.extractors.meetings.header import is_person_line
from samverka.imports.extractors.meetings.item_table import Role
from samverka.imports.extractors.meetings.labels import IN_ITEMS, Label, Labelled, decides, label_at
from samverka.imports.extractors.meetings.names import name_spans
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.extractors.meetings.tolerant import tolerant
from samverka.imports.mending import is_bullet

_COMMON = frozenset({"ansvarig", "ansvariga", "deltar", "talare"})  # words that head presenters only with a colon

_COLUMNS = {
    Role.DECISION: Label.DECISION,
    Role.PROPOSAL: Label.PROPOSAL,
    Role.SUMMARY: Label.SUMMARY,
    Role.BASIS: Label.BASIS,
    Role.PRESENTERS: Label.PRESENTERS,
}

_STANDS_ASIDE = tolerant(
    r"^[A-ZÅÄÖ][\wåäöé-]+(?:\s[A-ZÅÄÖ][\wåäöé-]+){1,3}\s*\([^()]{1,12}\)[^.]{0,80}?\b(?:avstår från att delta|deltar (?:ej|inte) i|deltog (?:ej|inte) i|reserverar sig|anmäler jäv|lämnar (?:en )?protokollsanteckning)\b"
)


@dataclass(slots=True)
class Part:
    """A label and the pieces after it; the first part has none."""

    label: Label | None
    printed: str
    pieces: list[Piece] = field(default_factory=list)


def parts_of(pieces: Sequence[Piece], *, summons: bool) -> list[Part]:
    """The body cut at its labels."""
    out = [Part(None, "")]
    cell: tuple[Role | None, int] = (None, 0)
    for piece in pieces:
        labelled = label_at(piece.text)
        before, cell = cell, (piece.role, piece.row)
        if labelled is not None and _heads_a_part(labelled, piece):
            if labelled.label is Label.BASIS and out[-1].label is Label.BASIS and labelled.rest:
                numbered = bool(re.search(r"\d", labelled.printed))
                # «Bilaga: fördelning per kommun» among the documents is one of them
                out[-1].pieces.append(replace(piece, text=labelled.rest, bullet=False) if numbered else piece)
                continue
            part = Part(labelled.label, labelled.printed)
            if labelled.rest:
                part.pieces.append(replace(piece, text=labelled.rest, bullet=False))
            out.append(part)
        elif piece.role in _COLUMNS and cell != before:
            out.append(Part(_COLUMNS[piece.role], "", [piece]))
        elif out[-1].label is Label.DECISION and out[-1].pieces and _STANDS_ASIDE.match(piece.text):
            out.append(Part(Label.RESERVATION, "", [piece]))
        elif _ends_part(out[-1], piece):
            out.append(Part(None, "", [piece]))
        elif _is_heading_of_decision(out[-1], piece) or (
            decides(piece.text) and out[-1].label not in (Label.DECISION, Label.PROPOSAL, Label.MOTION, Label.REMARK)
        ):
            out.append(Part(Label.PROPOSAL if summons else Label.DECISION, "", [piece]))
        else:
            out[-1].pieces.append(piece)
    return out


def _ends_part(part: Part, piece: Piece) -> bool:
    """Whether a paragraph after presenters or a record number is text of its own."""
    if part.label not in (Label.PRESENTERS, Label.RECORD_NUMBER) or not part.pieces:
        return False
    if not piece.gap:  # a sentence right below, and not more names
        told = len(piece.text.split()) > 5 and not part.pieces[-1].text.endswith((",", "och", "&"))
        return told and not piece.bullet and not is_person_line(piece.text) and "," not in piece.text[:25]
    return not piece.bullet and name_spans(piece.text)[:1] != [(0, len(piece.text))] and len(piece.text.split()) > 3


def _is_heading_of_decision(part: Part, piece: Piece) -> bool:
    """«Nämnden beslutar», set apart after motions or a proposal: what follows is decided."""
    if not decides(piece.text) or part.label not in (Label.MOTION, Label.PROPOSAL) or not part.pieces:
        return False
    set_apart = piece.heading > 0 or piece.raw.strip().startswith("**")
    return piece.gap and (set_apart or (part.label is Label.MOTION and not re.search(r"(?i)yrka|föresl", piece.text)))


def _heads_a_part(labelled: Labelled, piece: Piece) -> bool:
    label = labelled.label
    if label is Label.ATTESTED:
        return True
    if label not in IN_ITEMS and label not in (Label.RECORD_NUMBER, Label.ATTENDEES, Label.CERTIFIED):
        return False
    if piece.bullet and is_bullet(piece.raw) and not labelled.colon:
        return False
    if label is Label.ATTENDEES:
        return labelled.colon
    if label is Label.PRESENTERS and labelled.printed.strip().casefold() in _COMMON and not labelled.colon:
        return False
    return not (label is Label.BACKGROUND and labelled.rest and not labelled.colon)
