"""Create, change and remove an agreement."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samverka.agreements import operations, permissions
from samverka.agreements.forms import AgreementForm
from samverka.agreements.models import Agreement
from samverka.agreements.queries.page import choosable_principals
from samverka.agreements.views.form_pages import crumbs, sent, to_agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.ui.tables import key


@require_http_methods(["GET", "POST"])
def create_agreement(request: Request) -> HttpResponse:
    permissions.EDIT_AGREEMENTS.require(request.user)
    form = AgreementForm(
        sent(request),
        principals=choosable_principals(settings.COUNTY, request.day),
        initial={"predecessor": key(request.GET, "ersatter")},
    )
    if request.method == "POST":
        done, agreement = form.attempt(operations.create_agreement, actor=request.user)
        if done and agreement:
            messages.success(
                request, _("Avtalet är registrerat. Se efter att giltighetstiden är rätt läst och bekräfta den.")
            )
            return to_agreement(request, agreement.pk)
    context = {
        "form": form,
        "heading": _("Registrera avtal"),
        "submit": _("Registrera avtalet"),
        "crumbs": crumbs(request),
    }
    return drawn(request, "agreements/form.html", context, form)


@require_http_methods(["GET", "POST"])
def change_agreement(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement.objects.prefetch_related("aliases", "forum_parts", "parties"), pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    form = AgreementForm(
        sent(request), record=agreement, principals=choosable_principals(settings.COUNTY, request.day, agreement)
    )
    if request.method == "POST":
        done, changed = form.attempt(operations.change_agreement, actor=request.user, agreement=agreement)
        if done:
            return to_agreement(request, pk, _("Avtalet är ändrat.") if changed else _("Inget var ändrat."))
    context = {
        "form": form,
        "heading": _("Ändra avtalet"),
        "lede": agreement.name if not form.errors else "",
        "submit": _("Spara ändringarna"),
        "crumbs": crumbs(request, agreement),
    }
    return drawn(request, "agreements/form.html", context, form)


@require_POST
def remove_agreement(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    try:
        operations.remove_agreement(actor=request.user, agreement=agreement)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_agreement(request, pk)
    messages.success(request, _("”%(name)s” är borttaget. Det som stod där finns i loggen.") % {"name": agreement.name})
    return HttpResponseRedirect(address(request, "agreements:list"))
