"""Offices at a principal, and who holds them: Utse, Avsluta."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.dates.day import address
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.principals import operations, permissions
from samverka.principals.forms import EndOfficeHoldingForm, OfficeForm, appointing_form
from samverka.principals.models import Office, OfficeHolding, Person, Principal
from samverka.principals.views.principals import crumbs


def _done(request: Request, principal_id: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(address(request, "principals:detail", principal_id))


def _page(request: Request, principal: Principal, form: Any, heading: str, submit: str, lede: str = "") -> HttpResponse:
    return form_page(request, form, heading=heading, submit=submit, crumbs=crumbs(request, principal), lede=lede)


def _office(pk: int) -> Office:
    office: Office = get_object_or_404(Office.objects.select_related("principal"), pk=pk)
    return office


@require_http_methods(["GET", "POST"])
def create_office(request: Request, pk: int) -> HttpResponse:
    principal = get_object_or_404(Principal, pk=pk)
    permissions.CHANGE.require(request.user, principal)
    form = OfficeForm(request.POST or None, instance=Office(principal=principal))
    if request.method == "POST":
        done, office = form.attempt(operations.create_office, actor=request.user, principal=principal)
        if done and office:
            return _done(
                request,
                pk,
                _("%(office)s är tillagd. Ange vem som har befattningen med Utse.") % {"office": office.name},
            )
    lede = _("En befattning kan ha platser i forum. När den får en ny innehavare får platserna det, samma dag.")
    return _page(
        request,
        principal,
        form,
        _("Ny befattning hos %(name)s") % {"name": principal.label},
        _("Lägg till befattningen"),
        lede,
    )


@require_http_methods(["GET", "POST"])
def change_office(request: Request, pk: int) -> HttpResponse:
    office = _office(pk)
    permissions.CHANGE.require(request.user, office.principal)
    form = OfficeForm(request.POST or None, record=office)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_office, actor=request.user, office=office)
        if done:
            return _done(
                request, office.principal_id, _("Befattningen är ändrad.") if changed else _("Inget var ändrat.")
            )
    return _page(
        request, office.principal, form, _("Ändra %(office)s") % {"office": office.name}, _("Spara ändringarna")
    )


@require_POST
def remove_office(request: Request, pk: int) -> HttpResponse:
    office = _office(pk)
    permissions.CHANGE.require(request.user, office.principal)
    try:
        operations.remove_office(actor=request.user, office=office)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "principals:detail", office.principal_id))
    return _done(request, office.principal_id, _("%(office)s är borttagen.") % {"office": office.name})


@require_http_methods(["GET", "POST"])
def appoint(request: Request, pk: int) -> HttpResponse:
    office = _office(pk)
    permissions.CHANGE.require(request.user, office.principal)
    people = Person.objects.filter(principal=office.principal, is_active=True)
    form = appointing_form(OfficeHolding)(request.POST or None, held=office, people=people)
    if request.method == "POST":
        done, made = form.attempt(operations.appoint_to_office, actor=request.user, office=office)
        if done and made:
            return _done(request, office.principal_id, _("%(name)s är utsedd.") % {"name": made.person})
    lede = _(
        "Anteckna vem som är vald eller utsedd hos huvudmannen. Den personen får alla platser i forum som följer befattningen, från samma dag."
    )
    return _page(request, office.principal, form, _("Utse: %(office)s") % {"office": office}, _("Utse personen"), lede)


@require_http_methods(["GET", "POST"])
def end_holding(request: Request, pk: int) -> HttpResponse:
    found = OfficeHolding.objects.select_related("person", "office__principal")
    holding = get_object_or_404(found, pk=pk)
    permissions.CHANGE.require(request.user, holding.office.principal)
    form = EndOfficeHoldingForm(request.POST or None, record=holding)
    if request.method == "POST":
        done, _changed = form.attempt(operations.end_office_holding, actor=request.user, holding=holding)
        if done:
            return _done(request, holding.office.principal_id, _("Sista dagen är noterad."))
    heading = _("Avsluta: %(name)s, %(office)s") % {"name": holding.person, "office": holding.office.name}
    lede = _("Platserna som följer befattningen är ej utsedda från dagen efter, tills någon utses.")
    return _page(request, holding.office.principal, form, heading, _("Avsluta tiden"), lede)
