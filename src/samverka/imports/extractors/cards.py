"""Entries written as labelled lines instead of table rows, each turned into a table of one row.

1. Överenskommelse om palliativ vård
Ansvarig: Medicinskt ansvariga sjuksköterskor
Klart: 2018-06-01
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from samverka.imports.blocks import Block, Cell, Line, LineKind, ReadDocument, Row, Table
from samverka.imports.extractors.headers import Vocabulary, match_exactly
from samverka.imports.mending import is_bullet, tidy, without_marker

_LABELLED = re.compile(r"^(?P<label>[A-ZÅÄÖ][\wåäö/ -]{1,40}?)\s*:\s*(?P<value>.*)$")
_ENTRY_NUMBER = re.compile(
    r"(?i)(?:(?:nr|nummer|uppdrag|ärende|punkt|åtgärd|aktivitet|post|avtal)\.?\s*)?(\d{1,3})[.):]?"
)
_NUMBERED_LABEL = re.compile(
    r"^(?P<label>[A-ZÅÄÖ][\wåäö]{2,20})\s(?:nr\s)?(?P<number>\d{1,3})\s*[:.–-]\s*(?P<value>\S.*)$"
)
_NUMBERED = re.compile(r"^(?P<number>\d{1,3})[.)]\s+(?P<rest>\S.*)$")
_INLINE = re.compile(
    r"(?:^|[\s,;.(–-]+)(?P<label>[A-ZÅÄÖa-zåäö]+(?:\s(?:senast|av|funktion|till|datum|forum))?)\s*:\s+"
)
_HEADINGS = frozenset({"direction", "priority_area", "area", "number"})
_LEAST_CARDS = 2
_LABEL_WORDS = 3
_LONGEST_TITLE = 250
_LONGEST_LINE = 2000


@dataclass(slots=True)
class _Card:
    """Label → value in order; `title`: which block above may be the entry's name."""

    title: int | None
    values: dict[str, Cell] = field(default_factory=dict)
    concepts: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    last: str = ""


class _Cards:
    def __init__(self, vocabulary: Vocabulary, subject: str) -> None:
        self.vocabulary = vocabulary
        self.subject = subject  # the concept of an entry's name
        self.blocks: list[Block] = []
        self.card: _Card | None = None
        self.count = 0

    def take(self, block: Block) -> None:
        if isinstance(block, Line):
            text = tidy(block.text)
            plain = without_marker(text) if is_bullet(text) else text
            if len(text) > _LONGEST_LINE:
                self.close()
                self.blocks.append(block)
                return
            numbered = _NUMBERED_LABEL.match(plain)
            if numbered and match_exactly(numbered["label"], self.vocabulary).concept == self.subject:
                self.close()
                self._value("Nr", "number", Cell(numbered["number"], block.place), block)
                self._value(numbered["label"], self.subject, _cell(numbered["value"], block), block)
                return
            labelled = _LABELLED.match(plain)
            heading = match_exactly(labelled["label"], self.vocabulary) if labelled else None
            if labelled and heading and heading.concept:
                self._value(labelled["label"], heading.concept, _cell(labelled["value"], block), block)
                return
            if labelled and self._unknown(labelled["label"], _cell(labelled["value"], block), block):
                return
            if self._inline(block, plain):
                return
            if self.card and (not plain or self._goes_on(plain)):
                self._continue(plain)
                self.card.lines.append(block)
                return
        self.close()
        self.blocks.append(block)

    def _inline(self, line: Line, plain: str) -> bool:
        """A list item that names its entry and labels the rest: «Hjälpmedel – ansvarig: MAS – klart: 2019-05-01»."""
        pieces = [
            (found, heading)
            for found in _INLINE.finditer(plain)
            if (heading := match_exactly(found["label"], self.vocabulary)).concept
        ]
        concepts = {heading.concept for _, heading in pieces}
        if len(concepts) < 2 and not (pieces and (is_bullet(tidy(line.text)) or line.kind is LineKind.LIST_ITEM)):
            return False
        title = plain[: pieces[0][0].start()].strip(" ,;(–-")
        if not title or self.subject in concepts:
            return False
        self.close()
        ends = [found.start() for found, _ in pieces[1:]] + [len(plain)]
        card = _Card(None)
        for (found, heading), end in zip(pieces, ends, strict=True):
            value = plain[found.end() : end].strip(" ,;–-")
            if value.endswith(")") and value.count("(") < value.count(")"):
                value = value[:-1].strip()
            card.values.setdefault(found["label"].capitalize(), _cell(value.rstrip("."), line))
            card.concepts.add(heading.concept or "")
        title = _printed(title, line.text)
        self.blocks.append(replace(line, text=f"{line.marker} {title}".strip() if line.marker else title, marker=""))
        card.title = len(self.blocks) - 1
        self.card = card
        self.close()
        return True

    def _value(self, label: str, concept: str, cell: Cell, line: Line) -> None:
        if self.card and (label in self.card.values or (concept == self.subject and self._is_told())):
            self.close()
        if self.card is None:
            self.card = _Card(None if concept == "number" else self._line_above())
        self.card.values[label] = cell
        self.card.lines.append(line)
        self.card.concepts.add(concept)
        self.card.last = label

    def _is_told(self) -> bool:
        """Whether the card has more than its number and its names, so that another name begins the next."""
        return self.card is not None and bool(self.card.concepts - {"number", self.subject})

    def _unknown(self, label: str, cell: Cell, line: Line) -> bool:
        """A label of no vocabulary among a card's others is one of its fields all the same."""
        if self.card is None or not self.card.last or len(label.split()) > _LABEL_WORDS or label in self.card.values:
            return False
        self.card.values[label] = cell
        self.card.lines.append(line)
        self.card.last = label
        return True

    def _goes_on(self, plain: str) -> bool:
        return bool(self.card and self.card.last and (plain[:1].islower() or plain[:1] in "(–"))

    def _continue(self, plain: str) -> None:
        """More text for the value above; a blank line ends it, but not the card."""
        if self.card and plain:
            held = self.card.values[self.card.last]
            self.card.values[self.card.last] = Cell(f"{held.text}\n{plain}", held.place)
        elif self.card:
            self.card.last = ""

    def _line_above(self) -> int | None:
        for index in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[index]
            if not isinstance(block, Line):
                return None
            if tidy(block.text):
                return index if len(block.text) <= _LONGEST_TITLE else None
        return None

    def close(self) -> None:
        """Ends the card: it becomes a table of a header and a row, its title taken out of the text."""
        card, self.card = self.card, None
        if card is None:
            return
        if card.concepts <= _HEADINGS:
            self.blocks += card.lines  # «Målområde: Äldre» heads what follows
            return
        self.count += 1
        cells = [(label, cell) for label, cell in card.values.items()]
        if self.subject in card.concepts and card.title is not None and "number" not in card.concepts:
            cells = [*self._number_above(card.title), *cells]
        if self.subject not in card.concepts and card.title is not None:
            cells = [*self._titled(card.title), *cells]
        place = cells[0][1].place
        head = Row(tuple(Cell(label, place) for label, _ in cells), place)
        self.blocks.append(Table((head, Row(tuple(cell for _, cell in cells), place)), place))

    def _number_above(self, index: int) -> list[tuple[str, Cell]]:
        """An entry's number alone on the line above its first label."""
        above = self.blocks[index]
        found = _ENTRY_NUMBER.fullmatch(f"{above.marker} {above.text}".strip()) if isinstance(above, Line) else None
        if found is None:
            return []
        del self.blocks[index]
        return [("Nr", Cell(found[1], above.place))]

    def _titled(self, index: int) -> list[tuple[str, Cell]]:
        above = self.blocks[index]
        if not isinstance(above, Line):
            return []
        del self.blocks[index]
        text = tidy(above.text)
        numbered = _NUMBERED.match(f"{above.marker} {text}".strip())
        name = _printed(numbered["rest"] if numbered else without_marker(text) if is_bullet(text) else text, above.text)
        heading = self.vocabulary.concepts[self.subject][0].capitalize()
        number = [("Nr", Cell(numbered["number"], above.place))] if numbered else []
        return [*number, (heading, Cell(name, above.place))]


def _cell(value: str, line: Line) -> Cell:
    """A part of a line as a cell, with the spaces it is printed with."""
    return Cell(_printed(value, line.text), line.place)


def _printed(value: str, text: str) -> str:
    """The part of a text that a tidied value was read from, with its spaces and marks."""
    if value in text:
        return value
    printed = re.search(r"(?:\s|</?\w+\s*/?>|\xad)+".join(map(re.escape, value.split())), text)
    return printed[0] if printed else value


def labels_of(document: ReadDocument, vocabulary: Vocabulary) -> int:
    """How many lines begin with a label of the vocabulary, to tell which one the entries are written in."""
    lines = (
        tidy(block.text) for block in document.blocks if isinstance(block, Line) and len(block.text) <= _LONGEST_LINE
    )
    labelled = (_LABELLED.match(without_marker(text) if is_bullet(text) else text) for text in lines)
    return sum(1 for found in labelled if found and match_exactly(found["label"], vocabulary).concept)


def with_cards_as_tables(document: ReadDocument, vocabulary: Vocabulary, subject: str) -> ReadDocument:
    """The document with each labelled entry as a table; as it was when it has fewer than two. `subject`: the concept
    of an entry's name, which may stand above its labels without one."""
    cards = _Cards(vocabulary, subject)
    for block in document.blocks:
        cards.take(block)
    cards.close()
    return replace(document, blocks=tuple(cards.blocks)) if cards.count >= _LEAST_CARDS else document
