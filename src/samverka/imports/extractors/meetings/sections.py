"""An item's body cut at its labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samverka.imports.extractors.meetings.labels import IN_ITEMS, Label, Labelled, decides, label_at
from samverka.imports.extractors.meetings.pieces import Piece
from samverka.imports.mending import is_bullet

_COMMON = frozenset({"ansvarig", "ansvariga", "deltar", "talare"})  # words that head presenters only with a colon


@dataclass(slots=True)
class Part:
    """A label and the pieces after it; the first part has none."""

    label: Label | None
    printed: str
    pieces: list[Piece] = field(default_factory=list)


def parts_of(pieces: Sequence[Piece], *, summons: bool) -> list[Part]:
    """The body cut at its labels."""
    out = [Part(None, "")]
    for piece in pieces:
        labelled = label_at(piece.text)
        if labelled is not None and _heads_a_part(labelled, piece):
            if labelled.label is Label.BASIS and out[-1].label is Label.BASIS and labelled.rest:
                out[-1].pieces.append(piece)  # «Bilaga: fördelning per kommun» among the documents is one of them
                continue
            part = Part(labelled.label, labelled.printed)
            if labelled.rest:
                part.pieces.append(replace(piece, text=labelled.rest, bullet=False))
            out.append(part)
        elif decides(piece.text) and out[-1].label not in (Label.DECISION, Label.PROPOSAL, Label.MOTION, Label.REMARK):
            out.append(Part(Label.PROPOSAL if summons else Label.DECISION, "", [piece]))
        else:
            out[-1].pieces.append(piece)
    return out


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
