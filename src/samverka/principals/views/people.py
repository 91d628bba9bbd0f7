"""Persons: list, page, forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.forums.queries import seats_of_person
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.audit.queries import history
from samverka.foundation.dates.day import address
from samverka.foundation.documents.queries import sources_of
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.typeset.excel import saved_as
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, key, paginate, text
from samverka.imports.permissions import IMPORT_DOCUMENTS
from samverka.principals import operations, permissions, queries
from samverka.principals.forms import PersonForm
from samverka.principals.models import Person
from samverka.principals.views.principals import crumbs
from samverka.principals.xlsx import people_workbook

PERSON_SORTS = {
    "namn": ("name_key", "pk"),
    "huvudman": ("principal__name_key", "name_key", "pk"),
    "parti": ("party__abbreviation", "name_key", "pk"),
}


@require_safe
def person_list(request: Request) -> HttpResponse:
    permissions.SEE.require(request.user)
    chosen: dict[str, Any] = {
        "principal": key(request.GET, "huvudman"),
        "text": text(request.GET),
        "inactive": bool(request.GET.get("alla")),
    }
    sorting = Sorting.of(request.GET, PERSON_SORTS, "namn")
    context = {
        "page": paginate(queries.person_list(**chosen).order_by(*sorting.order), request),
        "sorting": sorting,
        "chosen": chosen,
        "principals": queries.principals_with_people(),
        "may_create": permissions.CREATE_PERSON(request.user),
        "may_import": IMPORT_DOCUMENTS(request.user),
    }
    return render(request, "principals/people.html", context)


@require_safe
def person_csv(request: Request) -> StreamingHttpResponse:
    permissions.SEE.require(request.user)
    sorting = Sorting.of(request.GET, PERSON_SORTS, "namn")
    found = queries.person_list(
        principal=key(request.GET, "huvudman"), text=text(request.GET), inactive=bool(request.GET.get("alla"))
    )
    header = [_("Namn"), _("Titel"), _("Huvudman"), _("Parti"), _("E-post")]
    rows = (
        [each.name, each.title, each.principal or "", each.party.abbreviation if each.party else "", each.email]
        for each in found.order_by(*sorting.order)
    )
    return csv_response(_("personer"), header, rows)


@require_safe
def person_workbook(request: Request) -> HttpResponse:
    """The selection of the list as a workbook, to change and read in again."""
    permissions.SEE.require(request.user)
    sorting = Sorting.of(request.GET, PERSON_SORTS, "namn")
    found = queries.person_list(
        principal=key(request.GET, "huvudman"), text=text(request.GET), inactive=bool(request.GET.get("alla"))
    )
    return saved_as(_("personer"), people_workbook(found.order_by(*sorting.order), timezone.localdate()))


@require_safe
def person_detail(request: Request, pk: int) -> HttpResponse:
    permissions.SEE.require(request.user)
    person = get_object_or_404(Person.objects.select_related("principal", "party", "user"), pk=pk)
    seats = list(seats_of_person(person.pk))
    context = {
        "person": person,
        "seats": [seat for seat in seats if not seat.has_ended(request.day)],
        "former_seats": [seat for seat in seats if seat.has_ended(request.day)],
        "sources": list(sources_of(person)),
        "history": history(person),
        "may_change": permissions.CHANGE_PERSON(request.user, person),
        "may_remove": permissions.REMOVE_PERSON(request.user),
    }
    return render(request, "principals/person.html", context)


def _person_form(request: Request, **options: Any) -> PersonForm:
    """A registrar enters her own principals' people and links no accounts."""
    whole = permissions.CREATE(request.user)
    return PersonForm(
        request.POST or None,
        principals=None if whole else permissions.changeable_principals(request.user),
        may_link_account=whole,
        **options,
    )


def _person_crumbs(request: Request, person: Person | None = None) -> list[tuple[str, str]]:
    way = [*crumbs(request), (address(request, "principals:people"), _("Personer"))]
    return [*way, (address(request, "principals:person", person.pk), person.name)] if person else way


@require_http_methods(["GET", "POST"])
def create_person(request: Request) -> HttpResponse:
    permissions.CREATE_PERSON.require(request.user)
    form = _person_form(request)
    if request.method == "POST":
        done, person = form.attempt(operations.create_person, actor=request.user)
        if done and person:
            messages.success(request, _("%(name)s är tillagd.") % {"name": person.name})
            return HttpResponseRedirect(address(request, "principals:person", person.pk))
    return form_page(
        request, form, heading=_("Ny person"), submit=_("Lägg till personen"), crumbs=_person_crumbs(request)
    )


@require_http_methods(["GET", "POST"])
def change_person(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    permissions.CHANGE_PERSON.require(request.user, person)
    form = _person_form(request, record=person)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_person, actor=request.user, person=person)
        if done:
            messages.success(request, _("Uppgifterna är ändrade.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(address(request, "principals:person", pk))
    heading = _("Ändra %(name)s") % {"name": person.name}
    return form_page(
        request, form, heading=heading, submit=_("Spara ändringarna"), crumbs=_person_crumbs(request, person)
    )


@require_POST
def remove_person(request: Request, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    permissions.REMOVE_PERSON.require(request.user, person)
    try:
        operations.remove_person(actor=request.user, person=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "principals:person", pk))
    messages.success(request, _("%(name)s är borttagen.") % {"name": person.name})
    return HttpResponseRedirect(address(request, "principals:people"))
