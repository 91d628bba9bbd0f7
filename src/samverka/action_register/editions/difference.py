"""What differs between two printed lists: a function of the two, with no database and no clock.

Rows are the same if their `key` is. What does not change the list – its title, its day, the order of rows within a heading –
is no difference. A heading that only has another name is said once, not as every row moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from samverka.action_register.editions.states import RowKind
from samverka.action_register.printed import PrintedAgreement, PrintedRegister, PrintedRow
from samverka.action_register.states import ItemState
from samverka.foundation.difference import Piece, words


@dataclass(frozen=True, slots=True)
class Closing:
    """How a row stands in a list: ongoing, or closed when and why. `closed_on` as ISO."""

    state: ItemState
    closed_on: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell with other words. `column`: the field of `PrintedRow` or `PrintedAgreement`."""

    column: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        return words(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row that is not the same in both. `before`, `after`: as printed, None where it does not stand. Headings are the
    names they stand under."""

    kind: RowKind
    key: int
    before: PrintedRow | None = None
    after: PrintedRow | None = None
    heading_before: str = ""
    heading_after: str = ""
    cells: tuple[CellChange, ...] = ()
    moved: bool = False
    closing_before: Closing | None = None
    closing_after: Closing | None = None

    @property
    def row(self) -> PrintedRow:
        """As it stands in the later list, else in the earlier."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def heading(self) -> str:
        return self.heading_after if self.after else self.heading_before

    @property
    def is_reclosed(self) -> bool:
        """Whether what is said of its closing differs."""
        return self.closing_before != self.closing_after


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementChange:
    """An agreement of the closing table: new, gone or with other words."""

    kind: RowKind
    key: int
    name: str
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True)
class Difference:
    """Everything that differs: rows in the order of the later list, those gone last; renamed headings; agreements."""

    rows: Sequence[RowChange] = ()
    renamed: Sequence[tuple[str, str]] = ()
    agreements: Sequence[AgreementChange] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.renamed or self.agreements)

    @property
    def count(self) -> int:
        return len(self.rows) + len(self.agreements) + len(self.renamed)

    @cached_property
    def kinds(self) -> Mapping[RowKind, int]:
        """How many rows of each kind."""
        return Counter(change.kind for change in self.rows)


_ROW_COLUMNS = ("subject", "areas", "commission", "responsible", "preparing", "follow_up")
_AGREEMENT_COLUMNS = ("name", "validity", "recommending", "preparing", "notes")
_Placed = dict[int, tuple[str, PrintedRow]]


def difference(before: PrintedRegister, after: PrintedRegister) -> Difference:
    """What one would have to do to the earlier list to make it say what the later one says."""
    old, new = _placed(before), _placed(after)
    renamed = _renamed(before, after, old, new)
    names = dict(renamed)
    rows = [_row_change(key, old.get(key), new[key], names) for key in new]
    gone = [
        RowChange(kind=RowKind.GONE, key=key, before=row, heading_before=heading, closing_before=_closing(row))
        for key, (heading, row) in old.items()
        if key not in new
    ]
    return Difference(
        rows=tuple(change for change in (*rows, *gone) if change is not None),
        renamed=renamed,
        agreements=_agreements(before.agreements, after.agreements),
    )


def _placed(register: PrintedRegister) -> _Placed:
    return {row.key: (direction.name, row) for direction in register.directions for row in direction.rows}


def _renamed(
    before: PrintedRegister, after: PrintedRegister, old: _Placed, new: _Placed
) -> tuple[tuple[str, str], ...]:
    """Headings that have gone while more than half of their remaining rows stand under one that is new."""
    had, has = {each.name for each in before.directions}, {each.name for each in after.directions}
    found = []
    taken: set[str] = set()
    for direction in before.directions:
        if not direction.name or direction.name in has:
            continue
        where = Counter(new[row.key][0] for row in direction.rows if row.key in new)
        name, count = where.most_common(1)[0] if where else ("", 0)
        if name and name not in had and name not in taken and count * 2 > where.total():
            taken.add(name)
            found.append((direction.name, name))
    return tuple(found)


def _row_change(
    key: int, old: tuple[str, PrintedRow] | None, new: tuple[str, PrintedRow], renamed: Mapping[str, str]
) -> RowChange | None:
    heading, row = new
    if old is None:
        return RowChange(kind=RowKind.NEW, key=key, after=row, heading_after=heading, closing_after=_closing(row))
    earlier_heading, earlier = old
    cells = _cells(_ROW_COLUMNS, earlier, row)
    moved = renamed.get(earlier_heading, earlier_heading) != heading
    was, now = _closing(earlier), _closing(row)
    if not (cells or moved or was != now):
        return None
    return RowChange(
        kind=_kind(was, now, moved=moved),
        key=key,
        before=earlier,
        after=row,
        heading_before=earlier_heading,
        heading_after=heading,
        cells=cells,
        moved=moved,
        closing_before=was,
        closing_after=now,
    )


def _kind(was: Closing, now: Closing, *, moved: bool) -> RowKind:
    """The most telling first: whether it is closed, then where it stands, then its words."""
    if was.state is not now.state:
        closed = {ItemState.DONE: RowKind.DONE, ItemState.DROPPED: RowKind.DROPPED, ItemState.ONGOING: RowKind.REOPENED}
        return closed[now.state]
    return RowKind.MOVED if moved else RowKind.CHANGED


def _closing(row: PrintedRow) -> Closing:
    return Closing(ItemState(row.state), row.closed_on, row.closing_reason)


def _agreements(before: Sequence[PrintedAgreement], after: Sequence[PrintedAgreement]) -> tuple[AgreementChange, ...]:
    old, new = {each.key: each for each in before}, {each.key: each for each in after}
    found = []
    for key, each in new.items():
        if key not in old:
            found.append(AgreementChange(kind=RowKind.NEW, key=key, name=each.name))
        elif cells := _cells(_AGREEMENT_COLUMNS, old[key], each):
            found.append(AgreementChange(kind=RowKind.CHANGED, key=key, name=each.name, cells=cells))
    gone = (AgreementChange(kind=RowKind.GONE, key=key, name=old[key].name) for key in old if key not in new)
    return (*found, *gone)


def _cells(columns: Sequence[str], before: object, after: object) -> tuple[CellChange, ...]:
    pairs = ((column, _text(getattr(before, column)), _text(getattr(after, column))) for column in columns)
    return tuple(CellChange(column, old, new) for column, old, new in pairs if old != new)


def _text(value: str | tuple[str, ...]) -> str:
    return "\n".join(value) if isinstance(value, tuple) else value
