"""What differs between two editions, or an edition and the live list: as a page and as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.action_register.editions import comparing, queries
from samverka.action_register.editions.difference import RowChange
from samverka.action_register.editions.views.editions import fetch_register
from samverka.action_register.permissions import SEE
from samverka.foundation.accounts.http import Request
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import paginate

PER_PAGE = 40
Part = Callable[[Sequence[RowChange]], Sequence[RowChange]]


def _compared(request: Request, pk: int, part: Part = list) -> queries.Comparison:
    register = fetch_register(pk)
    earlier, later = (request.GET.get(name, "")[:20] for name in ("fran", "till"))
    return queries.comparison(register, earlier, later, request.day, request.user, part)


@require_safe
def compare(request: Request, pk: int) -> HttpResponse:
    SEE.require(request.user)
    found = _compared(request, pk, lambda rows: paginate(rows, request, PER_PAGE))
    context = {
        "register": found.register,
        "found": found,
        "page": found.shown,
        "changes": comparing.in_words(found),
        "agreements": comparing.agreements_in_words(found),
        "counts": comparing.counts(found),
    }
    return render(request, "action_register/editions/compare.html", context)


@require_safe
def compare_csv(request: Request, pk: int) -> StreamingHttpResponse:
    SEE.require(request.user)
    found = _compared(request, pk)
    header = [_("Inriktning"), _("Vad"), _("Ändring"), _("Kolumn"), _("Före"), _("Efter"), _("Beslutat")]
    return csv_response(_("Skillnader %(list)s") % {"list": found.register.title}, header, comparing.csv_rows(found))
