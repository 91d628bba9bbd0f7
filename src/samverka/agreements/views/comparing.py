"""Two versions of a text side by side in one: what was taken away and what was put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samverka.agreements import permissions
from samverka.agreements.choices import TextKind
from samverka.agreements.models import Agreement
from samverka.agreements.queries.page import agreements_in_full
from samverka.agreements.queries.texts import VersionRow, parts_read, versions_of
from samverka.agreements.texts import Comparison, TextState, compare, state_of
from samverka.agreements.views.form_pages import crumbs
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.ui.tables import key

NOT_COMPARABLE: dict[TextState, Any] = {
    TextState.NOT_READ: gettext_lazy("Texten har inte lästs än. Den läses i bakgrunden: öppna sidan igen om en stund."),
    TextState.UNREADABLE: gettext_lazy(
        "Ingen text gick att läsa. Filen kan vara inläst som bild utan textigenkänning, låst eller skadad. Öppna dokumenten och jämför dem för hand, eller lägg till texten som Word eller PDF med text."
    ),
    TextState.TOO_LONG: gettext_lazy(
        "Texten är för lång för att jämföras här. Öppna dokumenten och jämför dem för hand."
    ),
}


@dataclass(frozen=True)
class Side:
    """One of the two: the version, and what is known of its text."""

    row: VersionRow
    words: str
    state: TextState

    @property
    def problem(self) -> Any:
        return NOT_COMPARABLE.get(self.state, "")


@require_safe
def compare_versions(request: Request, pk: int) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    agreement = get_object_or_404(agreements_in_full(), pk=pk)
    rows = _choosable(agreement)
    before, after = _chosen(rows, key(request.GET, "fran"), key(request.GET, "till"), pk)
    everything = request.GET.get("visa") == "allt"
    told = lazily(lambda: _told(before, after, agreement))
    context = {
        "agreement": agreement,
        "crumbs": crumbs(request, agreement),
        "versions": [(row.version.pk, _words(row, agreement)) for row in rows],
        "before": before,
        "after": after,
        "everything": everything,
        "told": told,
        "shown": lazily(lambda: told[2].rows(everything=everything) if told and told[2] else []),
        "is_cut": lazily(lambda: bool(told and told[2] and told[2].is_cut(everything=everything))),
    }
    return render(request, "agreements/compare.html", context)


def _choosable(agreement: Agreement) -> list[VersionRow]:
    """The agreement's own versions, its text before its annexes; then those of the agreement it replaces."""
    keys = [agreement.pk, *([agreement.predecessor_id] if agreement.predecessor_id else [])]
    return sorted(
        versions_of(keys),
        key=lambda row: (keys.index(row.agreement_id), list(TextKind.values).index(row.kind)),
    )


def _chosen(
    rows: Sequence[VersionRow], before: int | None, after: int | None, agreement: int
) -> tuple[VersionRow | None, VersionRow | None]:
    """The two asked for; else the newest text and the one before it, which may be the text of the agreement it replaces."""
    by_key = {row.version.pk: row for row in rows}
    own = [row for row in rows if row.kind == TextKind.MAIN and row.agreement_id == agreement]
    older = [row for row in rows if row.kind == TextKind.MAIN and row.agreement_id != agreement]
    line = [*older, *own]
    newest = by_key.get(after or 0) or (line[-1] if line else None)
    if chosen := by_key.get(before or 0):
        return chosen, newest
    at = line.index(newest) if newest in line else 0
    return (line[at - 1] if at else None), newest


def _words(row: VersionRow, agreement: Agreement) -> str:
    """`Version 2: Reviderad 2019, 3 juni 2019`, with the annex or the other agreement it belongs to."""
    words = _("Version %(number)s") % {"number": row.number}
    if row.kind != TextKind.MAIN:
        words = f"{row.version.document.title}, {words.lower()}"
    if row.label:
        words += f": {row.label}"
    words += f", {day_in_words(row.day)}" if row.day else ""
    if row.agreement_id != agreement.pk and agreement.predecessor:
        words = f"{agreement.predecessor.name}: {words}"
    return words


def _told(
    before: VersionRow | None, after: VersionRow | None, agreement: Agreement
) -> tuple[Side, Side, Comparison | None] | None:
    """Both sides, and what differs where both can be read. One query."""
    if before is None or after is None:
        return None
    parts = parts_read([before.version.pk, after.version.pk])
    texts = [parts[row.version.pk] for row in (before, after)]
    old, new = (
        Side(row, _words(row, agreement), state_of(text)) for row, text in zip((before, after), texts, strict=True)
    )
    can = old.state.is_comparable and new.state.is_comparable
    return old, new, compare(*texts) if can else None
