"""The list of agreements and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samverka.agreements import permissions
from samverka.agreements.choices import AgreementKindChoice, ReadingState
from samverka.agreements.labels import status_label
from samverka.agreements.queries import register
from samverka.agreements.queries.register import Row, Selection
from samverka.foundation.accounts.http import Request
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, choice, key, paginate, text

SEGMENTS = (
    ("", gettext_lazy("Alla")),
    ("galler", gettext_lazy("Gäller")),
    ("loper-ut", gettext_lazy("Löper ut inom 12 månader")),
    ("har-lopt-ut", gettext_lazy("Har löpt ut")),
    ("oklart", gettext_lazy("Oklart")),
    ("vantar", gettext_lazy("Väntar på parterna")),
    ("kommande", gettext_lazy("Kommande")),
    ("upphort", gettext_lazy("Upphört")),
)
URGENT = frozenset({"har-lopt-ut"})
CSV_BATCH = 200


def _selection(request: Request) -> Selection:
    """What the list is filtered by, as asked for in the address."""
    query = request.GET
    return Selection(
        segment=choice(query, "lage", [segment for segment, _word in SEGMENTS]),
        kind=choice(query, "slag", dict(AgreementKindChoice.choices)),
        area=text(query, "omrade"),
        forum=key(query, "forum"),
        party=key(query, "part"),
        reading_state=choice(query, "tolkning", ReadingState.values),
        text=text(query),
    )


@require_safe
def agreement_list(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    selection, sorting = _selection(request), Sorting.of(request.GET, register.SORTS, "namn")
    found = register.selected(selection, request.day)
    page = paginate(register.ordered(found, sorting.key, sorting.order, request.day, descending=sorting.descending), request)
    counts = register.counts(selection, request.day)
    context = {
        "page": page,
        "rows": register.rows_of([each if isinstance(each, int) else each.pk for each in page.object_list], request.day),
        "sorting": sorting,
        "chosen": selection,
        "segments": [_segment(request, selection, segment, word, counts[segment]) for segment, word in SEGMENTS],
        "choices": register.choices(),
        "kinds": AgreementKindChoice.choices,
        "reading_states": ReadingState.choices,
        "may_edit": permissions.EDIT_AGREEMENTS(request.user),
        "total": counts[""],
    }
    return render(request, "agreements/list.html", context)


def _segment(request: Request, selection: Selection, segment: str, word: Any, count: int) -> dict[str, Any]:
    query = request.GET.copy()
    for name in ("lage", "sida"):
        query.pop(name, None)
    if segment:
        query["lage"] = segment
    return {"href": f"?{query.urlencode()}", "word": word, "count": count, "current": segment == selection.segment, "late": segment in URGENT}


@require_safe
def agreement_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    sorting = Sorting.of(request.GET, register.SORTS, "namn")
    found = register.ordered(register.selected(_selection(request), request.day), sorting.key, sorting.order, request.day, descending=sorting.descending)
    keys = found if isinstance(found, list) else list(found.values_list("pk", flat=True))
    header = [
        _("Namn"), _("Kallas också"), _("Slag"), _("Område"), _("Läge"), _("Dag"), _("Gäller från"), _("Perioden slutar"),
        _("Sista dag för uppsägning"), _("Nästa översyn"), _("Översynen försenad"), _("Rekommenderas av"), _("Bereds av"),
        _("Giltighetstid, ordagrant"), _("Tolkning"), _("Lagstöd"), _("Avtalssamverkan"), _("Parter"), _("Noteringar"),
    ]  # fmt: skip
    return csv_response(_("avtal"), header, _csv_rows(keys, request))


def _csv_rows(keys: list[int], request: Request) -> Iterator[list[Any]]:
    for start in range(0, len(keys), CSV_BATCH):
        for row in register.rows_of(keys[start : start + CSV_BATCH], request.day, with_parties=True):
            yield _csv_row(row, request)


def _csv_row(row: Row, request: Request) -> list[Any]:
    agreement, review = row.agreement, row.review
    return [
        agreement.name, ", ".join(alias.name for alias in agreement.aliases.all()), agreement.get_kind_display(), agreement.area,
        status_label(row.status, agreement.starts_on), request.day, row.validity.valid_from.iso() if row.validity.valid_from else "",
        row.period_end, row.notice_deadline, review.due if review else None, review.is_overdue if review else None,
        ", ".join(part.label for part in row.recommending), ", ".join(part.label for part in row.preparing), agreement.validity_raw,
        agreement.get_reading_state_display(), agreement.statutory_basis, agreement.get_contract_cooperation_display(),
        ", ".join(party.label for party in agreement.parties.all()), agreement.notes,
    ]  # fmt: skip
