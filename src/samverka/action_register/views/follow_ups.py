"""Promises of a row: added, marked, postponed; and how a text is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samverka.action_register import operations, permissions
from samverka.action_register.forms import AddFollowUpForm, CancelForm, MeetingForm, OutcomeForm, PostponeForm
from samverka.action_register.models import FollowUp
from samverka.action_register.operations.items import CELL_LIMIT
from samverka.action_register.queries.meetings import choosable_meetings
from samverka.action_register.queries.preview import Read, preview_addition, preview_cell
from samverka.action_register.views.items import fetch
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address, ordinary_day
from samverka.foundation.lifecycle import Refused


@require_POST
def reading(request: Request) -> HttpResponse:
    """How the text of a cell is read: the fragment that forms show while someone types. Stores nothing."""
    permissions.SEE.require(request.user)
    typed = next((request.POST[name] for name in ("follow_up", "new_text", "text") if name in request.POST), "")[
        :CELL_LIMIT
    ]
    return _reading(request, preview_cell(typed, request.day) if typed.strip() else [])


def _reading(request: Request, read: list[Read]) -> HttpResponse:
    return render(request, "action_register/_reading.html", {"read": read, "asked": True})


@require_http_methods(["GET", "POST"])
def add_follow_up(request: Request, pk: int) -> HttpResponse:
    item = fetch(pk)
    permissions.CHANGE.require(request.user, item)
    form = AddFollowUpForm(request.POST or None)
    back = address(request, "action_register:detail", item.pk)
    typed = str(form["text"].value() or "")[:CELL_LIMIT]
    if request.htmx:  # type: ignore[attr-defined]
        return _reading(request, preview_addition(item.follow_up_raw, typed, request.day))
    asked = "tolka" in request.POST
    if request.method == "POST" and not asked and form.is_valid():
        try:
            operations.add_follow_up(actor=request.user, item=item, text=form.cleaned_data["text"])
        except (StaleRecord, Refused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Uppföljningen är tillagd."))
            return HttpResponseRedirect(back)
    context = {
        "form": form, "heading": _("Ny uppföljning"), "submit": _("Lägg till uppföljningen"), "back": back, "item": item, "register": item.register,
        "asked": asked, "read": preview_addition(item.follow_up_raw, typed, request.day) if typed.strip() else [],
    }  # fmt: skip
    return drawn(request, "action_register/follow_up_form.html", context, form, asked=asked)


def _fetch(request: Request, pk: int) -> FollowUp:
    follow_up = get_object_or_404(FollowUp.objects.select_related("item__register__forum", "item__direction"), pk=pk)
    permissions.CHANGE.require(request.user, follow_up)
    return follow_up


def _settle(
    request: Request, follow_up: FollowUp, form: forms.Form, act: Callable[..., Any], words: dict[str, str]
) -> HttpResponse:
    """A verb on a promise: asks with a form, does it, or says why not. `words`: heading, submit, done."""
    back = address(request, "action_register:detail", follow_up.item_id)
    asked = "tolka" in request.POST
    if request.method == "POST" and not asked and form.is_valid():
        try:
            act(actor=request.user, follow_up=follow_up, **form.cleaned_data)
        except (StaleRecord, Refused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, words["done"])
            return HttpResponseRedirect(back)
    typed = str(form["new_text"].value() or "")[:CELL_LIMIT] if "new_text" in form.fields else ""
    context = words | {
        "form": form, "back": back, "item": follow_up.item, "register": follow_up.item.register, "follow_up": follow_up, "asked": asked,
        "read": preview_addition(follow_up.item.follow_up_raw, typed, request.day) if typed.strip() else [],
    }  # fmt: skip
    return drawn(request, "action_register/follow_up_form.html", context, form, asked=asked)


def _mark(verb: str) -> Callable[..., None]:
    return lambda **given: operations.mark_follow_up(verb=verb, **given)


@require_http_methods(["GET", "POST"])
def mark_done(request: Request, pk: int) -> HttpResponse:
    """Without a form it is done today: the button in the list of promises."""
    follow_up = _fetch(request, pk)
    data = (
        request.POST
        if "on" in request.POST or request.method == "GET"
        else {"on": ordinary_day().isoformat(), "note": ""}
    )
    form = OutcomeForm(data if request.method == "POST" else None)
    words = {
        "heading": _("Markera klart"),
        "submit": _("Markera klart"),
        "done": _("Uppföljningen är markerad som klar."),
    }
    return _settle(request, follow_up, form, _mark("mark_done"), words)


@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    words = {
        "heading": _("Stryk uppföljningen"),
        "submit": _("Stryk uppföljningen"),
        "done": _("Uppföljningen är struken."),
    }
    return _settle(request, _fetch(request, pk), CancelForm(request.POST or None), _mark("cancel"), words)


@require_http_methods(["GET", "POST"])
def postpone(request: Request, pk: int) -> HttpResponse:
    follow_up = _fetch(request, pk)
    words = {
        "heading": _("Skjut upp"),
        "submit": _("Skjut upp uppföljningen"),
        "done": _("Uppföljningen är uppskjuten. Den gamla dagen står kvar."),
    }
    return _settle(request, follow_up, PostponeForm(request.POST or None), operations.postpone_follow_up, words)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    """Takes back what was marked, at once: it can be marked again."""
    follow_up = _fetch(request, pk)
    try:
        operations.mark_follow_up(actor=request.user, follow_up=follow_up, verb="reopen", on=ordinary_day())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Uppföljningen återstår igen."))
    return HttpResponseRedirect(address(request, "action_register:detail", follow_up.item_id))


@require_http_methods(["GET", "POST"])
def choose_meeting(request: Request, pk: int) -> HttpResponse:
    """Which meeting the follow-up is about, or that it is none."""
    follow_up = _fetch(request, pk)
    item = follow_up.item
    form = MeetingForm(
        request.POST or None,
        meetings=choosable_meetings(follow_up),
        initial={"meeting": follow_up.meeting_id, "version": item.version},
    )
    words = {
        "heading": _("Koppla till möte"),
        "submit": _("Spara kopplingen"),
        "done": _("Kopplingen till möte är sparad."),
    }
    return _settle(request, follow_up, form, operations.set_meeting, words)
