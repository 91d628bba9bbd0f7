"""Principals: list, page, forms, roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.forums.queries import forums_with_principal, next_to_end
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.audit.queries import history
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address
from samverka.foundation.documents.queries import sources_of
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import Sorting, choice, paginate, text
from samverka.principals import operations, permissions, queries
from samverka.principals.forms import (
    EndPrincipalForm,
    EndPrincipalRoleForm,
    PrincipalForm,
    PrincipalRoleForm,
)
from samverka.principals.models import County, Principal, PrincipalRole
from samverka.principals.states import PrincipalKind

SORTS = {
    "namn": ("name_key", "pk"),
    "slag": ("kind", "name_key", "pk"),
    "kod": ("code", "name_key", "pk"),
    "lan": ("county__code", "name_key", "pk"),
}
VERBS = {"end": "avslutade", "give_role": "gav rollen"}
ENDED = ("only", "all")


def _selection(request: Request) -> dict[str, Any]:
    """What the list is filtered by, as asked for in the address."""
    query = request.GET
    return {
        "kind": choice(query, "slag", PrincipalKind.values),
        "county": text(query, "lan", 2),
        "ended": choice(query, "avslutade", ENDED),
        "text": text(query),
    }


@require_safe
def principal_list(request: Request) -> HttpResponse:
    permissions.SEE.require(request.user)
    chosen, sorting = _selection(request), Sorting.of(request.GET, SORTS, "namn")
    page = paginate(queries.principal_list(request.day, **chosen).order_by(*sorting.order), request, per_page=100)
    context = {
        "page": page,
        "sorting": sorting,
        "chosen": chosen,
        "counties": County.objects.all(),
        "kinds": PrincipalKind.choices,
        "may_create": permissions.CREATE(request.user),
    }
    return render(request, "principals/list.html", context)


@require_safe
def principal_csv(request: Request) -> StreamingHttpResponse:
    permissions.SEE.require(request.user)
    sorting = Sorting.of(request.GET, SORTS, "namn")
    found = queries.principal_list(request.day, **_selection(request)).order_by(*sorting.order)
    header = [
        _("Namn"),
        _("Kort namn"),
        _("Kallas också"),
        _("Slag"),
        _("Kod"),
        _("Län"),
        _("Organisationsnummer"),
        _("Första dag"),
        _("Sista dag"),
    ]
    rows = (
        [
            each.name, each.short_name, ", ".join(alias.name for alias in each.aliases.all()), each.get_kind_display(), each.code,
            each.county or "", each.organisation_number, each.starts_on, each.ends_on,
        ]
        for each in found
    )  # fmt: skip
    return csv_response(_("huvudman"), header, rows)


@require_safe
def principal_detail(request: Request, pk: int) -> HttpResponse:
    permissions.SEE.require(request.user)
    principal = get_object_or_404(Principal.objects.select_related("county", "successor"), pk=pk)
    forums = lazily(lambda: list(forums_with_principal(principal.pk, request.day)))
    context = {
        "principal": principal,
        "aliases": lazily(lambda: [alias.name for alias in principal.aliases.all()]),
        "predecessors": lazily(lambda: list(principal.predecessors.only("name"))),
        "forums": forums,
        "next_change": lazily(lambda: next_to_end(seat for forum in forums for seat in forum.seats_here)),
        "offices": lazily(lambda: queries.offices_at(principal.pk, request.day)),
        "people": lazily(lambda: list(queries.people_at(principal.pk))),
        "roles": lazily(lambda: list(queries.roles_at(principal.pk, request.day))),
        "sources": lazily(lambda: list(sources_of(principal))),
        "history": lazily(lambda: history(principal)),
        "verbs": VERBS,
        "ended": principal.has_ended(request.day),
        "coming": principal.is_coming(request.day),
        "may_change": permissions.CHANGE(request.user, principal),
        "may_end": permissions.CREATE(request.user),
        "may_give_roles": permissions.GIVE_ROLES(request.user),
    }
    return render(request, "principals/detail.html", context)


def crumbs(request: Request, principal: Principal | None = None) -> list[tuple[str, str]]:
    way = [(address(request, "principals:list"), _("Huvudmän"))]
    return [*way, (address(request, "principals:detail", principal.pk), principal.name)] if principal else way


@require_http_methods(["GET", "POST"])
def create_principal(request: Request) -> HttpResponse:
    permissions.CREATE.require(request.user)
    form = PrincipalForm(request.POST or None)
    if request.method == "POST":
        done, principal = form.attempt(operations.create_principal, actor=request.user)
        if done and principal:
            messages.success(request, _("%(name)s är tillagd.") % {"name": principal.name})
            return HttpResponseRedirect(address(request, "principals:detail", principal.pk))
    lede = _("En region, kommun, ett förbund, en gemensam nämnd eller en samverkanspart som polisen.")
    return form_page(
        request,
        form,
        heading=_("Ny huvudman eller part"),
        submit=_("Lägg till huvudmannen"),
        crumbs=crumbs(request),
        lede=lede,
    )


@require_http_methods(["GET", "POST"])
def change_principal(request: Request, pk: int) -> HttpResponse:
    principal = get_object_or_404(Principal, pk=pk)
    permissions.CHANGE.require(request.user, principal)
    form = PrincipalForm(request.POST or None, record=principal)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_principal, actor=request.user, principal=principal)
        if done:
            messages.success(request, _("Uppgifterna är ändrade.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(address(request, "principals:detail", pk))
    heading = _("Ändra %(name)s") % {"name": principal.name}
    return form_page(request, form, heading=heading, submit=_("Spara ändringarna"), crumbs=crumbs(request, principal))


@require_http_methods(["GET", "POST"])
def end_principal(request: Request, pk: int) -> HttpResponse:
    principal = get_object_or_404(Principal, pk=pk)
    permissions.CREATE.require(request.user, principal)
    form = EndPrincipalForm(request.POST or None, record=principal)
    if request.method == "POST":
        done, _changed = form.attempt(operations.end_principal, actor=request.user, principal=principal)
        if done:
            messages.success(request, _("Sista dagen för %(name)s är noterad.") % {"name": principal.name})
            return HttpResponseRedirect(address(request, "principals:detail", pk))
    heading = _("Avsluta %(name)s") % {"name": principal.name}
    lede = _("Historien finns kvar. Ange en efterträdare om huvudmannen har bytt namn eller gått upp i en annan.")
    return form_page(
        request, form, heading=heading, submit=_("Avsluta huvudmannen"), crumbs=crumbs(request, principal), lede=lede
    )


@require_POST
def remove_principal(request: Request, pk: int) -> HttpResponse:
    principal = get_object_or_404(Principal, pk=pk)
    permissions.CREATE.require(request.user, principal)
    try:
        operations.remove_principal(actor=request.user, principal=principal)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "principals:detail", pk))
    messages.success(request, _("%(name)s är borttagen.") % {"name": principal.name})
    return HttpResponseRedirect(address(request, "principals:list"))


@require_http_methods(["GET", "POST"])
def give_role(request: Request, pk: int) -> HttpResponse:
    principal = get_object_or_404(Principal, pk=pk)
    permissions.GIVE_ROLES.require(request.user, principal)
    form = PrincipalRoleForm(request.POST or None, instance=PrincipalRole(principal=principal))
    if request.method == "POST":
        done, role = form.attempt(operations.give_role, actor=request.user, principal=principal)
        if done and role:
            messages.success(request, _("%(name)s har fått rollen.") % {"name": role.user})
            return HttpResponseRedirect(address(request, "principals:detail", pk))
    heading = _("Ge en roll hos %(name)s") % {"name": principal.name}
    return form_page(request, form, heading=heading, submit=_("Ge rollen"), crumbs=crumbs(request, principal))


@require_http_methods(["GET", "POST"])
def end_role(request: Request, pk: int) -> HttpResponse:
    role = get_object_or_404(PrincipalRole.objects.select_related("principal", "user"), pk=pk)
    permissions.GIVE_ROLES.require(request.user, role.principal)
    form = EndPrincipalRoleForm(request.POST or None, record=role)
    if request.method == "POST":
        done, _changed = form.attempt(operations.end_role, actor=request.user, role=role)
        if done:
            messages.success(request, _("Rollens sista dag är noterad."))
            return HttpResponseRedirect(address(request, "principals:detail", role.principal_id))
    heading = _("Avsluta rollen som %(role)s för %(name)s") % {
        "name": role.user,
        "role": role.get_role_display().lower(),
    }
    return form_page(request, form, heading=heading, submit=_("Avsluta rollen"), crumbs=crumbs(request, role.principal))
