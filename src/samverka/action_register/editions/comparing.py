"""What differs in words: as pages and files show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.action_register.editions.choices import RowKindChoice
from samverka.action_register.editions.difference import Closing, RowChange
from samverka.action_register.editions.queries import Behind, Comparison
from samverka.action_register.editions.states import RowKind
from samverka.action_register.labels import label
from samverka.action_register.states import ItemState
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.difference import Piece, words

COLUMNS: Mapping[str, Promise] = {
    "subject": gettext_lazy("Vad"),
    "areas": gettext_lazy("Prioriterat område"),
    "commission": gettext_lazy("Uppdrag"),
    "responsible": gettext_lazy("Ansvarig"),
    "preparing": gettext_lazy("Bereds i"),
    "follow_up": gettext_lazy("Uppföljning"),
    "name": gettext_lazy("Namn"),
    "validity": gettext_lazy("Giltighetstid"),
    "recommending": gettext_lazy("Rekommenderas av"),
    "notes": gettext_lazy("Notering"),
}


def closing_in_words(closing: Closing | None) -> str:
    """`Avförd 3 juni 2024: skäl`, `Pågår`; empty for none."""
    if closing is None:
        return ""
    told = str(label(closing.state))
    if closing.closed_on:
        told = f"{told} {day_in_words(dt.date.fromisoformat(closing.closed_on))}"
    return f"{told}: {closing.reason}" if closing.reason else told


def why_gone(change: RowChange, found: Comparison) -> str:
    """Why a row no longer stands in the list: as it was shown, else as the register says."""
    shown, now = change.closing_before, found.fates.get(change.key)
    if shown and shown.state is not ItemState.ONGOING:
        return _("%(closed)s. Har visats i en utgåva och går ur listan.") % {"closed": closing_in_words(shown)}
    if now is None:
        return _("Raden är borttagen ur registret.")
    if now.state is ItemState.ONGOING:
        return _("Raden pågår, men stod inte i den senare listan.")
    return closing_in_words(now)


def behind_in_words(change: RowChange, found: Comparison) -> str:
    return "; ".join(each.text for each in found.behind.get(change.key, ())) or _("ingen § angiven")


def csv_rows(found: Comparison) -> Iterator[list[str]]:
    """A row for each cell that differs: heading, subject, what happened, column, before, after, §."""
    for before, after in found.found.renamed:
        yield [before, "", _("Inriktningen heter"), "", before, after, ""]
    for change in found.shown:
        yield from _row(change, found)
    for each in found.found.agreements:
        kind = str(_AGREEMENT_WORDS[each.kind])
        start = [_("Avtal"), each.name, kind]
        for cell in each.cells:
            yield [*start, str(COLUMNS[cell.column]), cell.before, cell.after, ""]
        if not each.cells:
            yield [*start, "", "", "", ""]


def _row(change: RowChange, found: Comparison) -> Iterator[list[str]]:
    start = [change.heading, change.row.subject, str(RowKindChoice(change.kind.value).label)]
    behind = behind_in_words(change, found)
    if change.before is None:
        yield [*start, "", "", "", behind]
        return
    if change.after is None:
        yield [*start, _("Läge"), closing_in_words(change.closing_before), why_gone(change, found), behind]
        return
    if change.is_reclosed:
        before, after = closing_in_words(change.closing_before), closing_in_words(change.closing_after)
        yield [*start, _("Läge"), before, after, behind]
    if change.moved:
        yield [*start, _("Inriktning"), change.heading_before, change.heading_after, behind]
    for cell in change.cells:
        yield [*start, str(COLUMNS[cell.column]), cell.before, cell.after, behind]


@dataclass(frozen=True, slots=True)
class ShownCell:
    label: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A row of the page: what happened, cell by cell, and what is behind it."""

    change: RowChange
    word: str
    tag: str
    cells: Sequence[ShownCell]
    said: str
    behind: Sequence[Behind]
    is_known: bool


_AGREEMENT_WORDS = {
    RowKind.NEW: gettext_lazy("Nytt avtal"),
    RowKind.GONE: gettext_lazy("Inte längre med"),
    RowKind.CHANGED: gettext_lazy("Ändrat"),
}
_TAGS = {
    RowKind.NEW: "ok",
    RowKind.DONE: "ended",
    RowKind.DROPPED: "ended",
    RowKind.GONE: "ended",
    RowKind.REOPENED: "auto",
}


def in_words(found: Comparison) -> list[tuple[str, list[ShownChange]]]:
    """The changes under their headings, in the order of the later list."""
    shown: dict[str, list[ShownChange]] = {}
    for change in found.shown:
        shown.setdefault(change.heading, []).append(_shown(change, found))
    return list(shown.items())


def _shown(change: RowChange, found: Comparison) -> ShownChange:
    cells = [ShownCell(str(COLUMNS[cell.column]), cell.pieces) for cell in change.cells]
    if change.before and change.after:
        if change.moved:
            before, after = (name or _("Utan inriktning") for name in (change.heading_before, change.heading_after))
            cells.insert(0, ShownCell(_("Inriktning"), words(before, after)))
        if change.is_reclosed:
            was, stands = closing_in_words(change.closing_before), closing_in_words(change.closing_after)
            cells.insert(0, ShownCell(_("Läge"), words(was, stands)))
    said = why_gone(change, found) if change.after is None else ""
    return ShownChange(
        change=change,
        word=str(RowKindChoice(change.kind.value).label),
        tag=_TAGS.get(change.kind, "kind"),
        cells=cells,
        said=said,
        behind=found.behind.get(change.key, ()),
        is_known=change.key in found.known,
    )


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    name: str
    word: str
    tag: str
    cells: Sequence[ShownCell]


def agreements_in_words(found: Comparison) -> list[ShownAgreement]:
    """The changes of the closing table."""
    return [
        ShownAgreement(
            each.name,
            str(_AGREEMENT_WORDS[each.kind]),
            _TAGS.get(each.kind, "kind"),
            [ShownCell(str(COLUMNS[cell.column]), cell.pieces) for cell in each.cells],
        )
        for each in found.found.agreements
    ]


def counts(found: Comparison) -> list[tuple[str, int]]:
    """How many rows of each kind, and agreements; for the line over the changes."""
    kinds = found.found.kinds
    rows = [(str(RowKindChoice(kind.value).label), kinds[kind]) for kind in RowKind if kinds.get(kind)]
    agreements = len(found.found.agreements)
    return [*rows, (_("i avtalstabellen"), agreements)] if agreements else rows
