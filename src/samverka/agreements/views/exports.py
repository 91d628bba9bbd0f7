"""The list of agreements taken away: as CSV, and as an Excel workbook with how costs are shared on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.agreements import permissions
from samverka.agreements.labels import status_label
from samverka.agreements.queries import register
from samverka.agreements.queries.parts import PartWords, parts_in_words
from samverka.agreements.queries.register import Extra, Row, Standing
from samverka.agreements.shares import all_in_words
from samverka.agreements.states import AgreementStatus
from samverka.agreements.views.costs import rows_of, sharing_sheet
from samverka.agreements.views.register import chosen_of, is_grouped, named_forums
from samverka.agreements.views.selecting import selection_of
from samverka.foundation.accounts.http import Request
from samverka.foundation.typeset.excel import Column, Sheet, xlsx_response
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting

BATCH = 200


@require_safe
def agreement_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    cells = (_cells(row, extra, parts, request) for row, extra, parts in _told(_found(request), request))
    return csv_response(_("avtal"), [column.title for column in _columns()], cells)


@require_safe
def agreement_xlsx(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    told = list(_told(_found(request), request))
    cells = ([_plain(value) for value in _cells(row, extra, parts, request)] for row, extra, parts in told)
    shares = (line for row, _extra, parts in told for line in rows_of(row.name, parts.sharings))
    sheets = [Sheet(_("Avtal"), _columns(), cells), sharing_sheet(shares)]
    return xlsx_response(_("avtal"), sheets, title=_("Avtal"), made_on=request.day)


def _found(request: Request) -> list[Standing]:
    """The list as it is filtered and sorted."""
    selection, sorting = selection_of(request), Sorting.of(request.GET, register.SORTS, "namn")
    found = chosen_of(register.standings(selection, request.day), selection, sorting, request)
    return [standing for standing, _depth in register.grouped(found)] if is_grouped(request) else found


def _told(found: list[Standing], request: Request) -> Iterator[tuple[Row, Extra, PartWords]]:
    """A fixed number of queries for every batch."""
    forums = named_forums(request, register.choices())
    for start in range(0, len(found), BATCH):
        batch = found[start : start + BATCH]
        keys = [standing.pk for standing in batch]
        extras, parts = register.extras(keys), parts_in_words(keys)
        for row in register.rows(batch, request.day, forums, explained=list(AgreementStatus)):
            yield row, extras[row.standing.pk], parts[row.standing.pk]


def _columns() -> list[Column]:
    return [
        Column(_("Namn"), 40), Column(_("Kallas också"), 30), Column(_("Slag")), Column(_("Område")), Column(_("Läge"), 24),
        Column(_("Dag"), 12), Column(_("Gäller från"), 12), Column(_("Perioden slutar"), 12), Column(_("Sista dag för uppsägning"), 12),
        Column(_("Nästa översyn"), 12), Column(_("Översynen försenad"), 12), Column(_("Rekommenderas av")), Column(_("Bereds av")),
        Column(_("Giltighetstid, ordagrant"), 40), Column(_("Tolkning")), Column(_("Lagstöd")), Column(_("Avtalssamverkan"), 14),
        Column(_("Parter"), 40), Column(_("Noteringar"), 40), Column(_("Skäl till läget"), 50), Column(_("Hör till"), 30),
        Column(_("Undertecknat original"), 40), Column(_("Underskrifter"), 14), Column(_("Publicerat"), 40),
        Column(_("Kostnadsfördelning"), 50),
    ]  # fmt: skip


def _cells(row: Row, extra: Extra, parts: PartWords, request: Request) -> list[Any]:
    review, start = row.review, row.validity.valid_from
    signed = _("%(done)s av %(of)s klara") % {"done": parts.signed, "of": len(extra.parties)} if extra.parties else ""
    return [
        row.name, ", ".join(row.aliases), row.kind, row.area, status_label(AgreementStatus(row.standing.status), start.start if start else None),
        request.day, start.iso() if start else "", row.period_end, row.notice_deadline, review.due if review else None,
        review.is_overdue if review else None, ", ".join(forum.label for forum in row.recommending),
        ", ".join(forum.label for forum in row.preparing), row.raw, extra.reading_state, extra.statutory_basis,
        extra.contract_cooperation, ", ".join(extra.parties), extra.notes, row.reason, parts.parent, parts.original,
        signed if parts.has_original else "", "; ".join(parts.published), all_in_words(parts.sharings),
    ]  # fmt: skip


def _plain(value: Any) -> Any:
    """A yes or no in words: a workbook would make it a number."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    return value
