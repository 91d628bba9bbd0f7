"""Tables of items: which column is the title, who presents, how long it takes, what was decided.

The headings may stand in a table, or be drawn with spaces above rows drawn with spaces; then the rows become table rows,
so that nothing else needs to know how the table was drawn. Numbered lines drawn in columns need no headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import zip_longest

from samverka.imports.blocks import Block, Cell, Line, LineKind, Place, ReadDocument, Row, Table
from samverka.imports.extractors.meetings.names import is_name
from samverka.imports.signals import fold


class Role(StrEnum):
    """What a column of items holds."""

    NUMBER = "number"
    TITLE = "title"
    PRESENTERS = "presenters"
    TIME = "time"
    RECORD_NUMBER = "record_number"
    TYPE = "type"
    BASIS = "basis"
    DECISION = "decision"
    PROPOSAL = "proposal"
    SUMMARY = "summary"
    OTHER = "other"


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(rf"(?:{pattern})\W*"))
    for role, pattern in (
        (Role.NUMBER, r"nr|nummer|punkt ?nr|§|arende ?nr|lop ?nr|#|punkt nummer"),
        (Role.TITLE, r"arende(?:n|mening|rubrik)?|rubrik|(?:program|dagordnings)?punkt(?:er)?|amne|fraga|fragor|dagordning|innehall|program|aktivitet|agenda|arende(?:n)? (?:pa|till) dagordningen|vad"),
        (Role.PRESENTERS, r"foredragande|foredragning|foredras av|(?:ansvarig|informator|inledare|talare)\w*|vem|medverkande|handlaggare|presentator|forelasare"),
        (Role.TIME, r"tid|tidpunkt|kl(?:ockan|ockslag)?|start(?:tid)?|tider|tidsatgang|min(?:uter)?|langd|beraknad tid|tid i minuter"),
        (Role.RECORD_NUMBER, r"diarienummer|diarienr|dnr|diarie"),
        (Role.TYPE, r"typ|syfte|i/b|b/i|information/beslut|info/beslut|beslut/information|arendetyp|typ av arende"),
        (Role.BASIS, r"bilag(?:a|or)|bil|handling(?:ar)?|underlag|beslutsunderlag|dokument|material"),
        (Role.DECISION, r"(?:beslut|stallningstagande|resultat)(?:et)?(?:/atgard)?"),
        (Role.PROPOSAL, r"forslag(?: till beslut)?|beslutsforslag"),
        (Role.SUMMARY, r"(?:anteckning|kommentar|notering)(?:ar|er)?|beskrivning|diskussion|sammanfattning|redogorelse"),
    )
)  # fmt: skip
_CARRIES_OUT = re.compile(r"\W*(?:ansvarig|vem|handlaggare)")
_PLAIN = re.compile(r"\s*\([^()]*\)\s*")
_WORDS = re.compile(r"\S+(?:[^\S\t]\S+)*")
_NUMBERED = re.compile(r"^(?:§\s?)?\d{1,3}[.)]?\s+\S")
_CLOCK = r"(?:kl\.?\s*)?(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s*[-–—]\s*(?:[01]?\d|2[0-3])[.:][0-5]\d)?"
_FACT = re.compile(
    rf"(?i)^(?:{_CLOCK}|(?:ca\.?\s*)?\d{{1,3}}\s*(?:min\w*\.?|')|(?:dnr\s*)?[A-ZÅÄÖ]{{1,6}}[ -]?\d{{2,4}}[/:]\d{{1,5}}|\d{{4}}[/:]\d{{1,5}}|ordföranden|samtliga|alla|NN|information|beslut|diskussion|[IB])$"
)
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\boch\b|&)\s*")
_LONGEST_HEAD = 40
_SLACK = 3


def roles_of(texts: Sequence[str]) -> tuple[Role, ...] | None:
    """The columns that a row of headings announces, or None where it is no heading of items."""
    filled = [text for text in texts if text.strip()]
    if len(filled) < 2 or any(len(text) > _LONGEST_HEAD for text in filled):
        return None
    roles = tuple(_role(text) for text in texts)
    known = [role for role in roles if role is not Role.OTHER]
    if Role.TITLE not in roles or len(set(known)) < 2 or len(filled) - len(known) > 1:
        return None
    if Role.DECISION in roles:  # who is to carry a decision out has not presented it
        carried = (
            role is Role.PRESENTERS and bool(_CARRIES_OUT.match(fold(text)))
            for role, text in zip(roles, texts, strict=True)
        )
        roles = tuple(Role.OTHER if carries else role for role, carries in zip(roles, carried, strict=True))
    return roles


def _role(text: str) -> Role:
    plain = _PLAIN.sub("", fold(text)).strip(" *_:")
    return next((role for role, pattern in _ROLES if pattern.fullmatch(plain)), Role.OTHER)


def tabulated(document: ReadDocument) -> ReadDocument:
    """The document with items drawn in columns as rows of a table; the same document when it has none."""
    drawn = _Drawn()
    for block in document.blocks:
        drawn.take(block)
    return replace(document, blocks=tuple(drawn.done())) if drawn.rows else document


class _Drawn:
    """Follows the lines: a heading opens the columns, a row may go on on the lines right below it."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.rows = 0
        self._starts: list[int] = []
        self._headed = False
        self._cells: list[list[str]] | None = None
        self._place = Place()

    def take(self, block: Block) -> None:
        if isinstance(block, Table):
            self._close()
            joined = _with_joined_rows(block)
            self.rows += joined is not block
            self.out.append(joined)
            return
        if not isinstance(block, Line) or block.kind is not LineKind.PARAGRAPH or len(block.text) > 400:
            self._close()
            self.out.append(block)
            return
        found = [(match.start(), match[0]) for match in _WORDS.finditer(block.text)]
        if len(found) > 1 and roles_of([text for _, text in found]):
            self._close()
            self._starts, self._headed = [start for start, _ in found], True
            self._row(found, block.place)
        elif self._cells is not None and self._headed and found and self._goes_on(found):
            self._add(found)
        elif len(found) > 1 and (self._headed or _NUMBERED.match(found[0][1])) and self._fits(found):
            self._close()
            if not self._headed:
                self._starts = [start for start, _ in found]
            self._row(found, block.place)
        elif self._cells is not None and found and self._goes_on(found):
            self._add(found)
        else:
            self._close()
            self.out.append(block)

    def done(self) -> list[Block]:
        self._close()
        return self.out

    def _fits(self, found: Sequence[tuple[int, str]]) -> bool:
        """Whether the cells after the first stand under headings, or are what stands beside an item: names, times."""
        if self._headed and all(self._is_under(start) for start, _ in found[1:]):
            return True
        if not _NUMBERED.match(found[0][1]):
            return False
        return all(_FACT.match(text) or _all_names(text) for _, text in found[1:])

    def _is_under(self, start: int) -> bool:
        return any(abs(start - column) <= _SLACK for column in self._starts[1:])

    def _column(self, start: int) -> int:
        return max((i for i, column in enumerate(self._starts) if column <= start + _SLACK), default=0)

    def _goes_on(self, found: Sequence[tuple[int, str]]) -> bool:
        """Whether a line right below a row fills its columns further, and is not the next text."""
        first, text = found[0]
        columns = [self._column(start) for start, _ in found]
        if len(set(columns)) < len(columns) or any(not self._is_under(start) for start, _ in found[columns[0] == 0 :]):
            return False
        if columns[0] > 0:
            return True
        title = self._cells[0][-1] if self._cells else ""
        open_title = title.endswith((",", "-", "–", "/")) or text[:1].islower()
        return (first > 0 or text[:1].islower()) and (open_title or len(found) > 1) and not _NUMBERED.match(text)

    def _row(self, found: Sequence[tuple[int, str]], place: Place) -> None:
        self._cells = [[] for _ in self._starts]
        self._place = place
        for start, text in found:
            self._cells[self._column(start)].append(text)

    def _add(self, found: Sequence[tuple[int, str]]) -> None:
        for start, text in found:
            if self._cells is not None:
                self._cells[self._column(start)].append(text)

    def _close(self) -> None:
        if self._cells is None:
            return
        cells = tuple(Cell("\n".join(texts), self._place) for texts in self._cells)
        self.out.append(Table((Row(cells, self._place),), self._place))
        self.rows += 1
        self._cells = None


def _with_joined_rows(table: Table) -> Table:
    """A table of items whose rows go on in the next one, where the title's cell does not begin anew."""
    heads = next(
        (
            (index, roles)
            for index, row in enumerate(table.rows[:3])
            if (roles := roles_of([c.text for c in row.cells]))
        ),
        None,
    )
    if heads is None:
        return table
    title = heads[1].index(Role.TITLE)
    rows = list(table.rows[: heads[0] + 1])
    for row in table.rows[heads[0] + 1 :]:
        if len(rows) > heads[0] + 1 and _goes_on_in(row, rows[-1], heads[1], title):
            cells = zip_longest(rows[-1].cells, row.cells)
            rows[-1] = Row(tuple(_both(above, below) for above, below in cells), rows[-1].place)
        else:
            rows.append(row)
    return Table(tuple(rows), table.place) if len(rows) < len(table.rows) else table


def _goes_on_in(row: Row, above: Row, roles: Sequence[Role], title: int) -> bool:
    filled = {index for index, cell in enumerate(row.cells) if cell.text.strip()}
    if not filled or title >= len(above.cells) or not above.cells[title].text.strip():
        return False
    numbered = any(index < len(roles) and roles[index] in (Role.NUMBER, Role.TIME) for index in filled)
    return not numbered and (title not in filled or row.cells[title].text.strip()[:1].islower())


def _both(above: Cell | None, below: Cell | None) -> Cell:
    """A cell and the one below it as one."""
    if above is None or below is None:
        return above or below or Cell("", Place())
    return Cell("\n".join(cell.text for cell in (above, below) if cell.text.strip()), above.place)


def _all_names(text: str) -> bool:
    parts = [part for part in _SEPARATOR.split(re.sub(r"\s*\([^()]*\)", "", text).strip(" ,.")) if part]
    return bool(parts) and all(is_name(part) for part in parts)
