"""The list of agreements and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.agreements import permissions
from samverka.agreements.choices import AgreementKindChoice, ReadingState
from samverka.agreements.labels import status_label
from samverka.agreements.queries import register
from samverka.agreements.queries.register import Choices, Extra, NamedForum, Row, Selection, Standing
from samverka.agreements.states import AgreementStatus
from samverka.agreements.views.selecting import segments_of, selection_of
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, paginate

CSV_BATCH = 200


@require_safe
def agreement_list(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    selection, sorting = selection_of(request), Sorting.of(request.GET, register.SORTS, "namn")
    everything, choices = lazily(lambda: register.standings(selection, request.day)), lazily(register.choices)
    page = lazily(lambda: paginate(_chosen(everything, selection, sorting, request), request))
    context = {
        "page": page,
        "rows": lazily(lambda: register.rows(list(page.object_list), request.day, _named(request, choices))),
        "sorting": sorting,
        "chosen": selection,
        "segments": lazily(lambda: segments_of(request, selection, everything)),
        "choices": choices,
        "kinds": AgreementKindChoice.choices,
        "reading_states": ReadingState.choices,
        "may_edit": permissions.EDIT_AGREEMENTS(request.user),
        "total": lazily(lambda: len(everything)),
    }
    return render(request, "agreements/list.html", context)


def _chosen(everything: list[Standing], selection: Selection, sorting: Sorting, request: Request) -> list[Standing]:
    found = [standing for standing in everything if standing.is_in(selection.segment)]
    return register.ordered(found, sorting.key, request.day, descending=sorting.descending)


def _named(request: Request, choices: Choices) -> dict[int, NamedForum]:
    """The forums with their addresses: made once, named in many rows."""
    return {pk: NamedForum(label, address(request, "forums:detail", pk)) for pk, label in choices.forums}


@require_safe
def agreement_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    selection, sorting = selection_of(request), Sorting.of(request.GET, register.SORTS, "namn")
    found = _chosen(register.standings(selection, request.day), selection, sorting, request)
    header = [
        _("Namn"), _("Kallas också"), _("Slag"), _("Område"), _("Läge"), _("Dag"), _("Gäller från"), _("Perioden slutar"),
        _("Sista dag för uppsägning"), _("Nästa översyn"), _("Översynen försenad"), _("Rekommenderas av"), _("Bereds av"),
        _("Giltighetstid, ordagrant"), _("Tolkning"), _("Lagstöd"), _("Avtalssamverkan"), _("Parter"), _("Noteringar"),
    ]  # fmt: skip
    return csv_response(_("avtal"), header, _csv_rows(found, request))


def _csv_rows(found: list[Standing], request: Request) -> Iterator[list[Any]]:
    forums = _named(request, register.choices())
    for start in range(0, len(found), CSV_BATCH):
        batch = found[start : start + CSV_BATCH]
        extras = register.extras([standing.pk for standing in batch])
        for row in register.rows(batch, request.day, forums):
            yield _csv_row(row, extras[row.standing.pk], request)


def _csv_row(row: Row, extra: Extra, request: Request) -> list[Any]:
    review, start = row.review, row.validity.valid_from
    return [
        row.name, ", ".join(row.aliases), row.kind, row.area, status_label(AgreementStatus(row.standing.status), start.start if start else None),
        request.day, start.iso() if start else "", row.period_end, row.notice_deadline, review.due if review else None,
        review.is_overdue if review else None, ", ".join(forum.label for forum in row.recommending),
        ", ".join(forum.label for forum in row.preparing), row.raw, extra.reading_state, extra.statutory_basis,
        extra.contract_cooperation, ", ".join(extra.parties), extra.notes,
    ]  # fmt: skip
