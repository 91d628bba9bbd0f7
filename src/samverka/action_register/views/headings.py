"""Directions and priority areas of a register, with the periods they hold."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.action_register import operations, permissions, queries
from samverka.action_register.forms import AreaForm, DirectionForm, MoveRowsForm
from samverka.action_register.models import ActionRegister, Direction, PriorityArea
from samverka.action_register.states import ItemState
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address
from samverka.foundation.lifecycle import Refused


@require_safe
def headings(request: Request, pk: int) -> HttpResponse:
    permissions.SEE.require(request.user)
    register = get_object_or_404(ActionRegister.objects.select_related("forum"), pk=pk)
    context = {
        "register": register,
        "page": queries.headings_page(register, request.day),
        "may_change": permissions.CHANGE(request.user, register),
    }
    return render(request, "action_register/headings.html", context)


def _add(request: Request, pk: int, form_class: Any, kind: Any, words: tuple[str, str, str]) -> HttpResponse:
    register = get_object_or_404(ActionRegister.objects.select_related("forum"), pk=pk)
    permissions.CHANGE.require(request.user, register)
    form = form_class(request.POST or None)
    if request.method == "POST":
        done, _made = form.attempt(operations.add_heading, actor=request.user, register=register, kind=kind)
        if done:
            messages.success(request, words[2])
            return HttpResponseRedirect(address(request, "action_register:headings", register.pk))
    return _form(request, register, form, words)


def _form(request: Request, register: ActionRegister, form: Any, words: tuple[str, str, str]) -> HttpResponse:
    back = address(request, "action_register:headings", register.pk)
    context = {
        "form": form,
        "heading": words[0],
        "submit": words[1],
        "back": back,
        "register": register,
        "in_headings": True,
    }
    return drawn(request, "action_register/act.html", context, form)


@require_http_methods(["GET", "POST"])
def add_direction(request: Request, pk: int) -> HttpResponse:
    return _add(
        request,
        pk,
        DirectionForm,
        Direction,
        (_("Ny inriktning"), _("Lägg till inriktningen"), _("Inriktningen är tillagd.")),
    )


@require_http_methods(["GET", "POST"])
def add_area(request: Request, pk: int) -> HttpResponse:
    return _add(
        request,
        pk,
        AreaForm,
        PriorityArea,
        (_("Nytt prioriterat område"), _("Lägg till området"), _("Området är tillagt.")),
    )


def _fetch(request: Request, kind: Any, pk: int) -> Any:
    heading = get_object_or_404(kind.objects.select_related("register__forum"), pk=pk)
    permissions.CHANGE.require(request.user, heading)
    return heading


def _change(request: Request, heading: Any, form_class: Any, words: tuple[str, str, str]) -> HttpResponse:
    form = form_class(request.POST or None, record=heading)
    if request.method == "POST":
        done, _changed = form.attempt(operations.change_heading, actor=request.user, heading=heading)
        if done:
            messages.success(request, words[2])
            return HttpResponseRedirect(address(request, "action_register:headings", heading.register_id))
    return _form(request, heading.register, form, words)


@require_http_methods(["GET", "POST"])
def change_direction(request: Request, pk: int) -> HttpResponse:
    heading = _fetch(request, Direction, pk)
    return _change(
        request,
        heading,
        DirectionForm,
        (_("Ändra inriktningen"), _("Spara inriktningen"), _("Inriktningen är ändrad.")),
    )


@require_http_methods(["GET", "POST"])
def change_area(request: Request, pk: int) -> HttpResponse:
    heading = _fetch(request, PriorityArea, pk)
    return _change(request, heading, AreaForm, (_("Ändra området"), _("Spara området"), _("Området är ändrat.")))


@require_POST
def move_direction(request: Request, pk: int) -> HttpResponse:
    direction = _fetch(request, Direction, pk)
    operations.move_direction(actor=request.user, direction=direction, steps=-1 if "upp" in request.POST else 1)
    return HttpResponseRedirect(address(request, "action_register:headings", direction.register_id))


def _remove(request: Request, heading: Any, done: str) -> HttpResponse:
    try:
        operations.remove_heading(actor=request.user, heading=heading)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(address(request, "action_register:headings", heading.register_id))


@require_POST
def remove_direction(request: Request, pk: int) -> HttpResponse:
    return _remove(request, _fetch(request, Direction, pk), _("Inriktningen är borttagen."))


@require_POST
def remove_area(request: Request, pk: int) -> HttpResponse:
    return _remove(request, _fetch(request, PriorityArea, pk), _("Området är borttaget."))


def _move_rows(request: Request, heading: Any) -> HttpResponse:
    """Where the rows that are left go: which they are stands beside, and how many the button moves."""
    others = type(heading).objects.filter(register=heading.register_id).exclude(pk=heading.pk)
    rows = list(heading.items.filter(state=ItemState.ONGOING).order_by("direction__position", "position", "pk"))
    form = MoveRowsForm(
        request.POST or None, headings=others.exclude(ends_on__lt=request.day), expected=len(rows)
    )  # fmt: skip
    back = address(request, "action_register:headings", heading.register_id)
    if request.method == "POST" and form.is_valid():
        try:
            moved = operations.move_rows(actor=request.user, source=heading, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            words = ngettext(
                "%(count)s rad är flyttad till %(name)s.", "%(count)s rader är flyttade till %(name)s.", moved
            )
            messages.success(request, words % {"count": moved, "name": form.cleaned_data["target"]})
            return HttpResponseRedirect(back)
    context = {"form": form, "heading": heading, "rows": rows, "register": heading.register, "back": back}
    return drawn(request, "action_register/move_rows.html", context, form)


@require_http_methods(["GET", "POST"])
def move_direction_rows(request: Request, pk: int) -> HttpResponse:
    return _move_rows(request, _fetch(request, Direction, pk))


@require_http_methods(["GET", "POST"])
def move_area_rows(request: Request, pk: int) -> HttpResponse:
    return _move_rows(request, _fetch(request, PriorityArea, pk))
