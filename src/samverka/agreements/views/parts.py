"""What hangs on an agreement, in forms of its own: what it belongs to, who has signed, where it is published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samverka.agreements import operations, permissions
from samverka.agreements.forms import OriginalForm, ParentForm, PublicationForm
from samverka.agreements.models import Agreement, Publication
from samverka.agreements.queries.parts import signed_of
from samverka.agreements.views.form_pages import crumbs, sent, to_agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.pages import drawn, form_page
from samverka.foundation.dates.day import address
from samverka.foundation.ui.tables import key


def _editable(request: Request, pk: int) -> Agreement:
    """The agreement, if the user may change it."""
    agreement: Agreement = get_object_or_404(Agreement.objects.select_related("parent"), pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    return agreement


@require_http_methods(["GET", "POST"])
def set_parent(request: Request, pk: int) -> HttpResponse:
    agreement = _editable(request, pk)
    form = ParentForm(sent(request), agreement=agreement)
    if request.method == "POST":
        done, changed = form.attempt(operations.set_parent, actor=request.user, agreement=agreement)
        if done:
            return to_agreement(request, pk, _("Sparat vad avtalet hör till.") if changed else _("Inget var ändrat."))
    return form_page(
        request,
        form,
        heading=_("Vad avtalet hör till"),
        lede=agreement.name,
        submit=_("Spara vad det hör till"),
        crumbs=crumbs(request, agreement),
    )


@require_http_methods(["GET", "POST"])
def set_original(request: Request, pk: int) -> HttpResponse:
    agreement = _editable(request, pk)
    signed = signed_of(agreement, list(agreement.parties.all()))
    names = ("holder", "place", "record_number", "signed_on", "note")
    said = {name: getattr(signed.original, name) for name in names} if signed.original else {}
    initial: dict[str, Any] = said | {"version": agreement.version}
    form = OriginalForm(sent(request), parties=signed.signings, initial=initial)
    if request.method == "POST":
        done, changed = form.attempt(operations.set_original, actor=request.user, agreement=agreement)
        if done:
            words = _("Underskrifter och original är sparade.") if changed else _("Inget var ändrat.")
            return to_agreement(request, pk, words)
    context = {"form": form, "agreement": agreement, "crumbs": crumbs(request, agreement)}
    return drawn(request, "agreements/original.html", context, form)


@require_http_methods(["GET", "POST"])
def add_publication(request: Request, pk: int) -> HttpResponse:
    agreement = _editable(request, pk)
    form = PublicationForm(sent(request), initial={"version": agreement.version})
    return _publication_page(request, agreement, None, form, heading=_("Var avtalet är publicerat"))


@require_http_methods(["GET", "POST"])
def change_publication(request: Request, pk: int) -> HttpResponse:
    publication = _publication(pk)
    agreement = _editable(request, publication.agreement_id)
    said = {name: getattr(publication, name) for name in ("publisher", "address", "published_on", "note")}
    form = PublicationForm(sent(request), initial=said | {"version": agreement.version})
    return _publication_page(request, agreement, publication, form, heading=_("Ändra publiceringen"))


def _publication_page(
    request: Request, agreement: Agreement, publication: Publication | None, form: PublicationForm, *, heading: str
) -> HttpResponse:
    if request.method == "POST":
        done, changed = form.attempt(
            operations.set_publication, actor=request.user, agreement=agreement, publication=publication
        )
        if done:
            words = _("Publiceringen är sparad.") if changed else _("Inget var ändrat.")
            return to_agreement(request, agreement.pk, words)
    context = {
        "form": form,
        "agreement": agreement,
        "heading": heading,
        "lede": _("%(name)s. Samverka publicerar inget här, utan håller reda på var det är gjort.")
        % {"name": agreement.name},
        "submit": _("Spara publiceringen"),
        "crumbs": crumbs(request, agreement),
        "cancel": address(request, "agreements:detail", agreement.pk),
        "remove": address(request, "agreements:remove_publication", publication.pk) if publication else "",
    }
    return drawn(request, "agreements/publication.html", context, form)


@require_POST
def remove_publication(request: Request, pk: int) -> HttpResponse:
    publication = _publication(pk)
    agreement = _editable(request, publication.agreement_id)
    try:
        operations.remove_publication(actor=request.user, publication=publication, version=key(request.POST, "version"))
    except StaleRecord as stale:
        messages.error(request, str(stale))
        return to_agreement(request, agreement.pk)
    return to_agreement(request, agreement.pk, _("Publiceringen är borttagen. Den finns kvar i ändringshistoriken."))


def _publication(pk: int) -> Publication:
    found: Publication = get_object_or_404(Publication.objects.select_related("agreement"), pk=pk)
    return found
