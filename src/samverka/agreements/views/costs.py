"""How the costs of an agreement are shared: form, table, file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.agreements import operations, permissions
from samverka.agreements.forms import SharingForms
from samverka.agreements.models import Agreement, CostSharing
from samverka.agreements.queries.parts import sharing_of, sharings_of
from samverka.agreements.shares import Sharing, remarks
from samverka.agreements.views.form_pages import crumbs, sent, to_agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address
from samverka.foundation.typeset.excel import Column, Sheet, xlsx_response
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import key


@require_http_methods(["GET", "POST"])
def add_sharing(request: Request, pk: int) -> HttpResponse:
    """A new period: a row for each party."""
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    parties = tuple(party.name for party in agreement.parties.all())
    forms = SharingForms(Sharing(), sent(request), version=agreement.version, parties=parties)
    return _page(request, agreement, None, forms, heading=_("Kostnadsfördelning"))


@require_http_methods(["GET", "POST"])
def change_sharing(request: Request, pk: int) -> HttpResponse:
    sharing = _sharing(pk)
    permissions.EDIT_AGREEMENTS.require(request.user, sharing.agreement)
    forms = SharingForms(sharing_of(sharing), sent(request), version=sharing.agreement.version)
    return _page(request, sharing.agreement, sharing, forms, heading=_("Ändra kostnadsfördelningen"))


def _page(
    request: Request, agreement: Agreement, sharing: CostSharing | None, forms: SharingForms, *, heading: str
) -> HttpResponse:
    if request.method == "POST" and not forms.wants_more:
        done, changed = forms.attempt(
            operations.set_cost_sharing, actor=request.user, agreement=agreement, sharing=sharing
        )
        if done:
            return to_agreement(request, agreement.pk, _said(forms.content()) if changed else _("Inget var ändrat."))
    context = {
        "forms": forms,
        "heading": heading,
        "agreement": agreement,
        "crumbs": crumbs(request, agreement),
        "remove": address(request, "agreements:remove_sharing", sharing.pk) if sharing else "",
    }
    return drawn(request, "agreements/sharing.html", context, forms.main, forms.rows, asked=forms.wants_more)


def _said(content: Sharing) -> str:
    return " ".join([_("Kostnadsfördelningen är sparad."), *remarks(content)])


@require_POST
def remove_sharing(request: Request, pk: int) -> HttpResponse:
    sharing = _sharing(pk)
    permissions.EDIT_AGREEMENTS.require(request.user, sharing.agreement)
    try:
        operations.remove_cost_sharing(actor=request.user, sharing=sharing, version=key(request.POST, "version"))
    except StaleRecord as stale:
        messages.error(request, str(stale))
        return to_agreement(request, sharing.agreement_id)
    return to_agreement(
        request, sharing.agreement_id, _("Kostnadsfördelningen är borttagen. Den finns kvar i ändringshistoriken.")
    )


def _sharing(pk: int) -> CostSharing:
    found: CostSharing = get_object_or_404(
        CostSharing.objects.select_related("agreement").prefetch_related("shares__principal"), pk=pk
    )
    return found


# --- as a file ---------------------------------------------------------------------------------------------------


def columns() -> list[Column]:
    """What a row of cost sharing says, wherever it is handed out."""
    return [
        Column(_("Avtal"), 40), Column(_("Från och med"), 14), Column(_("Till och med"), 14), Column(_("Vem"), 30), Column(_("Procent"), 10),
        Column(_("Kronor"), 14), Column(_("Med ord"), 30), Column(_("Så står det i avtalet"), 50), Column(_("Notering"), 30),
    ]  # fmt: skip


def rows_of(agreement: str, sharings: list[Sharing]) -> Iterator[list[Any]]:
    for each in sharings:
        for share in each.shares:
            yield [
                agreement, each.valid_from, each.valid_to, share.payer, share.percent, share.amount, share.basis, each.source,
                each.note,
            ]  # fmt: skip


def _rows(agreement: Agreement) -> Iterator[list[Any]]:
    return rows_of(agreement.name, [sharing_of(each) for each in sharings_of([agreement.pk]).get(agreement.pk, [])])


@require_safe
def sharing_csv(request: Request, pk: int) -> StreamingHttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.VIEW_AGREEMENTS.require(request.user, agreement)
    return csv_response(_("kostnadsfördelning"), [column.title for column in columns()], _rows(agreement))


@require_safe
def sharing_xlsx(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.VIEW_AGREEMENTS.require(request.user, agreement)
    return xlsx_response(
        _("kostnadsfördelning"), [sharing_sheet(_rows(agreement))], title=agreement.name, made_on=request.day
    )


def sharing_sheet(rows: Iterator[list[Any]]) -> Sheet:
    return Sheet(_("Kostnadsfördelning"), columns(), list(rows))
