"""The head of minutes and summons: labels and what stands after them, also where labels and values were parted.

A page in two columns that has been made into running text often has its labels first and their values after; values are
then told apart by what they are: a day, a time, a name, a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samverka.foundation.dates.swedish import parse_date
from samverka.imports.extractors.meetings.labels import HEADS_PEOPLE, Label, Labelled, label_at
from samverka.imports.extractors.meetings.persons import read_people
from samverka.imports.extractors.meetings.pieces import Piece

_LIST_LABELS = HEADS_PEOPLE
_ROLE_LABELS = frozenset({Label.CHAIR, Label.SECRETARY, Label.ATTESTERS})
_SEE_LIST = re.compile(
    r"(?i)\b(?:enligt|se)\b.{0,30}\b(?:närvaro|tjänstgörings|upprops|deltagar)\w*|\b(?:se|enligt)\s+(?:nedan|sid|sida|bilaga|separat|lista|nästa)\b"
)


_ATTENDANCE_LIST = re.compile(
    r"(?i)^(?:bilaga|bil\.?)?\s*\d{0,2}\s*[.:–-]?\s*(?:närvaro|deltagar|tjänstgörings)(?:lista|förteckning)\b(?!.*\benligt\b)(?P<rest>.*)$"
)


@dataclass(slots=True)
class Segment:
    """A label and the pieces that stand after it. `gathered`: the label stood among others, without a value between."""

    label: Label | None
    printed: str
    values: list[Piece] = field(default_factory=list)
    gathered: bool = False
    own: bool = False
    """Whether the value stands on the label's own line or row, so that it is nobody else's."""

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.values)


def segments(pieces: Sequence[Piece]) -> list[Segment]:
    """The head cut at its labels. People that go on after a page header are put back under the list they belong to."""
    out: list[Segment] = [Segment(None, "")]
    for index, piece in enumerate(pieces):
        labelled = label_at(piece.text)
        if (listed := _ATTENDANCE_LIST.match(piece.text)) and not read_people(listed["rest"]):
            out.append(Segment(Label.PRESENT, piece.text))
            continue
        if labelled is not None and _is_label(labelled, piece, pieces, index):
            below = pieces[index + 1] if index + 1 < len(pieces) else None
            same_row = bool(piece.row and below is not None and below.row == piece.row)
            out.append(Segment(labelled.label, labelled.printed, own=bool(labelled.rest) or same_row))
            if labelled.rest:
                out[-1].values.append(_value(piece, labelled.rest))
            continue
        if piece.furniture and labelled is None and not read_people(piece.text):
            out[-1].values.append(piece) if out[-1].label in (None, Label.DATE, Label.FORUM) else None
            continue
        if out[-1].label in HEADS_PEOPLE and out[-1].values and _is_told(piece):
            out.append(Segment(None, ""))
        out[-1].values.append(piece)
    _part_gathered(out)
    _return_strays(out)
    return out


def _is_told(piece: Piece) -> bool:
    """Whether a line after a list of people is running text, so that the list has ended."""
    return (
        piece.gap
        and piece.text.endswith(".")
        and len(piece.text.split()) > 4
        and not is_person_line(piece.text.rstrip("."))
    )


def _value(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.place, piece.raw, flat=piece.flat, row=piece.row, column=piece.column)


def _is_label(labelled: Labelled, piece: Piece, pieces: Sequence[Piece], index: int) -> bool:
    if labelled.rest or labelled.colon:
        return True
    below = pieces[index + 1] if index + 1 < len(pieces) else None
    if piece.column > 1 and index and pieces[index - 1].row == piece.row and (below is None or below.row != piece.row):
        return False  # the last heading of a table's columns, or somebody's title in the column beside the name
    if labelled.label in _ROLE_LABELS and piece.column > 1 and index and pieces[index - 1].row == piece.row:
        # a title in the column beside a name is hers, not a label
        return not read_people(pieces[index - 1].text)
    return True


def _part_gathered(found: list[Segment]) -> None:
    """Labels that stand in a row, with all their values after the last: each value goes to the label it fits."""
    index = 0
    while index < len(found):
        end = index
        while end < len(found) - 1 and found[end].label is not None and not found[end].values:
            end += 1
        if end > index and found[end].label is not None and not found[end].own:
            _share(found[index : end + 1])
            index = end
        index += 1


def _share(group: Sequence[Segment]) -> None:
    values = group[-1].values
    for segment in group:
        segment.gathered = True
    wanted = [segment.label for segment in group]
    lists = [segment for segment in group if segment.label in _LIST_LABELS and segment.label is not Label.PRESENT]
    if not values or group[-1].label is Label.FURNITURE:
        return
    if lists and not any(label in _ROLE_LABELS or label is Label.ATTESTATION for label in wanted):
        group[-1].values = []
        lists[0].values = values
        return
    left: list[Piece] = []
    roles = [segment for segment in group if segment.label in _ROLE_LABELS]
    group[-1].values = []
    for piece in values:
        text = piece.text
        people = read_people(text)
        if people and roles and Label.ATTESTATION in wanted and len(roles) == 1:
            cut = _end_of_people(text, people[-1].span[1])
            roles[0].values.append(_value(piece, text[:cut]))
            if text[cut:].strip(" ,"):
                left.append(_value(piece, text[cut:].strip(" ,")))
        elif people and roles:
            target = next((segment for segment in roles if not segment.values), roles[-1])
            target.values.append(piece)
        else:
            left.append(piece)
    rest = [segment for segment in group if segment not in roles and segment.label is not Label.FURNITURE]
    _by_form(rest or list(group), left)


def _end_of_people(text: str, end: int) -> int:
    bracket = re.compile(r"\s*\([^()]{1,12}\)").match(text, end)
    return bracket.end() if bracket else end


def _by_form(targets: Sequence[Segment], values: Sequence[Piece]) -> None:
    """Values that are no people, to labels by form: a time to «Tid», a day to «Datum», the rest to «Plats»."""
    by_label = {segment.label: segment for segment in targets}
    for piece in values:
        text = piece.text
        time = re.match(r"(?i)(?:kl(?:ockan)?\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*[-–—]\s*\d{1,2}[.:]\d{2})?", text)
        if time and Label.TIME in by_label and Label.PLACE in by_label:
            by_label[Label.TIME].values.append(_value(piece, time[0]))
            rest = text[time.end() :].strip(" ,")
            if rest:
                by_label[Label.PLACE].values.append(_value(piece, rest))
        elif Label.DATE in by_label and parse_date(text):
            by_label[Label.DATE].values.append(piece)
        else:
            target = (
                by_label.get(Label.ATTESTATION)
                or by_label.get(Label.PLACE_TIME)
                or by_label.get(Label.PLACE)
                or targets[-1]
            )
            target.values.append(piece)


def _return_strays(found: list[Segment]) -> None:
    """Lines that are people, under a label that takes none, belong to the list before: it went on over the page."""
    last: Segment | None = None
    for segment in found:
        if segment.label in _LIST_LABELS:
            if _SEE_LIST.search(segment.text):
                segment.values = [piece for piece in segment.values if not _SEE_LIST.search(piece.text)]
            last = segment
            continue
        if last is None or segment.label in _ROLE_LABELS or segment.label in (None, Label.CONTENTS, Label.ATTESTED_BY):
            continue
        strays = [piece for piece in segment.values if is_person_line(piece.text)]
        if strays:
            last.values.extend(strays)
            segment.values = [piece for piece in segment.values if piece not in strays]


def is_person_line(text: str) -> bool:
    """Whether a line is a person and nothing else: a name first, and a bracket or a title after it."""
    people = read_people(text)
    if not people or people[0].span[0] != 0 or text.endswith((".", ":")):
        return False
    person = people[0]
    return bool(person.party or person.organisation or person.role) and len(text) < 160
