"""Political parties: list and forms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.dates.day import address
from samverka.principals import operations, permissions
from samverka.principals.forms import PartyForm
from samverka.principals.models import PoliticalParty
from samverka.principals.views.principals import crumbs


@require_safe
def party_list(request: Request) -> HttpResponse:
    permissions.SEE.require(request.user)
    parties = PoliticalParty.objects.select_related("principal")
    return render(
        request, "principals/parties.html", {"parties": parties, "may_change": permissions.CHANGE_PARTIES(request.user)}
    )


def _crumbs(request: Request) -> list[tuple[str, str]]:
    return [*crumbs(request), (address(request, "principals:parties"), _("Partier"))]


@require_http_methods(["GET", "POST"])
def create_party(request: Request) -> HttpResponse:
    permissions.CHANGE_PARTIES.require(request.user)
    form = PartyForm(request.POST or None)
    if request.method == "POST":
        done, party = form.attempt(operations.create_party, actor=request.user)
        if done and party:
            messages.success(request, _("%(name)s är tillagt.") % {"name": party.name})
            return HttpResponseRedirect(address(request, "principals:parties"))
    return form_page(request, form, heading=_("Nytt parti"), submit=_("Lägg till partiet"), crumbs=_crumbs(request))


@require_http_methods(["GET", "POST"])
def change_party(request: Request, pk: int) -> HttpResponse:
    party = get_object_or_404(PoliticalParty, pk=pk)
    permissions.CHANGE_PARTIES.require(request.user)
    form = PartyForm(request.POST or None, record=party)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_party, actor=request.user, party=party)
        if done:
            messages.success(request, _("Uppgifterna är ändrade.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(address(request, "principals:parties"))
    return form_page(
        request,
        form,
        heading=_("Ändra %(name)s") % {"name": party.name},
        submit=_("Spara ändringarna"),
        crumbs=_crumbs(request),
    )
