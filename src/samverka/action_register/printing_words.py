"""The words of the printed list: the columns as the county has them, the mark of a closed row, and where a print comes
from. Used by Word, PDF and Excel alike, so that the three say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from samverka.action_register.labels import label
from samverka.action_register.printed import PrintedAgreement, PrintedRegister, PrintedRow
from samverka.action_register.states import ItemState
from samverka.foundation.dates.words import day_in_words

Paragraphs = Sequence[str]
# Centimetres, together the width of a landscape page.
WIDTHS = (3.5, 4.1, 5.2, 4.2, 3.0, 6.3)
AGREEMENT_WIDTHS = (7.7, 5.2, 4.7, 3.6, 5.1)
_LONG = 900  # characters: a good third of the page in a column of five centimetres


def columns(printed: PrintedRegister) -> tuple[str, ...]:
    """The six columns. The first is the county's own heading where the list has one."""
    return (
        printed.area_heading or _("Prioriterat område"),
        _("Vad"),
        _("Uppdrag/aktivitet"),
        _("Ansvarig funktion/operativ gruppering"),
        _("Beredande forum"),
        _("Uppföljning"),
    )


def agreement_columns() -> tuple[str, ...]:
    return (
        _("Överenskommelse/avtal"),
        _("Giltighetstid"),
        _("Rekommendationsbeslutande forum"),
        _("Beredande forum"),
        _("Noteringar"),
    )


def agreements_title() -> str:
    return _("Sammanfattning Överenskommelser, avtal etc.")


def direction_title(name: str) -> str:
    return name or _("Utan inriktning")


def cells(row: PrintedRow) -> tuple[Paragraphs, ...]:
    """The six cells as their paragraphs; what has become of a closed row stands last in the sixth."""
    return (
        row.areas,
        lines(row.subject),
        lines(row.commission),
        row.responsible,
        row.preparing,
        [*(row.follow_up_lines or lines(row.follow_up)), *filter(None, [closing_mark(row)])],
    )


def agreement_cells(agreement: PrintedAgreement) -> tuple[Paragraphs, ...]:
    return (
        lines(agreement.name),
        lines(agreement.validity),
        agreement.recommending,
        agreement.preparing,
        lines(agreement.notes),
    )


def is_long(cells: Sequence[Paragraphs]) -> bool:
    """Whether a row may break over pages; a short one is kept whole."""
    return any(sum(map(len, paragraphs)) > _LONG for paragraphs in cells)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def closing_mark(row: PrintedRow) -> str:
    """`Avslutad 2024-05-26`, `Avförd 2024-05-26: skäl`; empty for a row that is ongoing."""
    if row.state == ItemState.ONGOING:
        return ""
    mark = f"{label(ItemState(row.state))} {row.closed_on}".strip()
    reason = " ".join(row.closing_reason.split())
    return f"{mark}: {reason}" if reason else mark


def trace(printed: PrintedRegister, edition: str = "") -> str:
    """Which list a paper was printed from: register, day and, if it is one, edition."""
    day = day_in_words(dt.date.fromisoformat(printed.day))
    named = printed.title if printed.forum in printed.title.split() else f"{printed.title}, {printed.forum}"
    said = _("%(list)s, så som den var %(day)s") % {"list": named, "day": day}
    return f"{said}. {edition}" if edition else f"{said}."


def no_rows() -> str:
    return _("Listan har inga rader.")
