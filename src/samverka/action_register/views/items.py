"""A row: looked at, made, changed, closed, taken up again, removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from samverka.action_register import operations, permissions, queries
from samverka.action_register.forms import CloseForm, DropForm, ItemForm, ReasonForm
from samverka.action_register.lifecycle import FOLLOW_UP_LIFECYCLE, ITEM_LIFECYCLE
from samverka.action_register.models import ActionItem, ActionRegister
from samverka.action_register.queries.preview import preview_cell
from samverka.agreements.models import Agreement
from samverka.findings.permissions import visible_findings
from samverka.findings.queries import findings_on
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address
from samverka.foundation.documents.queries import sources_of
from samverka.foundation.documents.serving import serve
from samverka.foundation.lifecycle import Refused
from samverka.foundation.ui.tables import key, text
from samverka.meetings.permissions import visible_records

VERBS = {
    "create": gettext_lazy("lade till raden"),
    "set_relations": gettext_lazy("fyllde i"),
    "close": gettext_lazy("avslutade raden"),
    "drop": gettext_lazy("avförde raden"),
    "reopen": gettext_lazy("tog upp igen"),
    "link_agreements": gettext_lazy("ändrade kopplingen till avtal"),
    "read_agreements": gettext_lazy("kopplade till avtal efter radens ord"),
    "link_meeting": gettext_lazy("kopplade till möte efter forum och dag"),
    "set_meeting": gettext_lazy("ändrade kopplingen till möte"),
    "know_forum": gettext_lazy("kände igen forumet"),
    "mark_done": gettext_lazy("markerade klart"),
    "postpone": gettext_lazy("sköt upp"),
    "cancel": gettext_lazy("strök"),
    "note": gettext_lazy("noterade"),
    "move_rows": gettext_lazy("flyttade till en annan rubrik"),
    "take_over": gettext_lazy("satte i stället"),
}
MOST_AGREEMENTS = 40


def fetch(pk: int) -> ActionItem:
    """The row with its register, or 404."""
    return get_object_or_404(ActionItem.objects.select_related("direction", "register__forum"), pk=pk)


@require_safe
def item_detail(request: Request, pk: int) -> HttpResponse:
    permissions.SEE.require(request.user)
    item = fetch(pk)
    page = queries.item_page(item, request.day, visible_records(request.user))
    entries = [
        (entry, {t.verb for t in FOLLOW_UP_LIFECYCLE.available(request.user, entry.stored)}) for entry in page.entries
    ]
    verbs = {entry.stored.pk: allowed for entry, allowed in entries}
    context = {
        "item": item,
        "page": page,
        "segments": [
            (segment.raw, [(entry, verbs[entry.stored.pk]) for entry in segment.entries]) for segment in page.segments
        ],
        "verbs": {transition.verb for transition in ITEM_LIFECYCLE.available(request.user, item)},
        "may_change": permissions.CHANGE(request.user, item),
        "who_may": permissions.CHANGE.who,
        "findings": findings_on(item, *(entry.stored for entry in page.entries), seen=visible_findings(request.user)),
    }
    return render(request, "action_register/detail.html", context)


@require_safe
def item_history(request: Request, pk: int) -> HttpResponse:
    permissions.SEE.require(request.user)
    item = fetch(pk)
    return render(
        request, "action_register/history.html", {"item": item, "history": queries.item_history(item), "verbs": VERBS}
    )


@require_safe
def source(request: Request, pk: int, ref: int) -> Any:
    """The document that a part of the row was read from."""
    permissions.SEE.require(request.user)
    found = get_object_or_404(sources_of(fetch(pk)), pk=ref)
    try:
        return serve(found.version)
    except FileNotFoundError as error:
        raise Http404 from error


@require_http_methods(["GET", "POST"])
def create_item(request: Request, pk: int) -> HttpResponse:
    register = get_object_or_404(ActionRegister.objects.select_related("forum"), pk=pk)
    permissions.CHANGE.require(request.user, register)
    form = ItemForm(request.POST or None, register=register, day=request.day)
    if _is_saving(request) and form.is_valid():
        item = operations.create_item(actor=request.user, register=register, content=form.content)
        messages.success(request, _("Raden är tillagd."))
        return HttpResponseRedirect(address(request, "action_register:detail", item.pk))
    context = {
        "heading": _("Ny rad"), "submit": _("Lägg till raden"), "register": register,
        "back": address(request, "action_register:list"),
    }  # fmt: skip
    return _item_form(request, form, context)


@require_http_methods(["GET", "POST"])
def change_item(request: Request, pk: int) -> HttpResponse:
    item = fetch(pk)
    permissions.CHANGE.require(request.user, item)
    before = queries.content_of(item)
    prepared_by = {each.printed: each.forum_id for each in item.preparing.all()}
    form = ItemForm(
        request.POST or None,
        register=item.register,
        day=request.day,
        before=before,
        prepared_by=prepared_by,
        version=item.version,
    )
    back = address(request, "action_register:detail", item.pk)
    if _is_saving(request) and form.is_valid():
        try:
            changed = operations.change_item(
                actor=request.user,
                item=item,
                content=form.content,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
        except (StaleRecord, Refused) as error:
            form.add_error(None, _told(request, item, error))
        else:
            messages.success(request, _("Raden är ändrad.") if changed else _("Inget var ändrat."))
            return HttpResponseRedirect(back)
    context = {
        "heading": _("Ändra raden"),
        "submit": _("Spara raden"),
        "register": item.register,
        "item": item,
        "back": back,
    }
    return _item_form(request, form, context)


def _told(request: Request, item: ActionItem, error: Exception) -> str:
    """The refusal; where somebody else was first, with the way to what they changed."""
    if not (isinstance(error, StaleRecord) and ActionItem.objects.filter(pk=item.pk).exists()):
        return str(error)
    where = address(request, "action_register:history", item.pk)
    return format_html('{} <a href="{}">{}</a>', str(error), where, _("Se vad som ändrades"))


def _is_saving(request: Request) -> bool:
    return request.method == "POST" and "tolka" not in request.POST


def _item_form(request: Request, form: ItemForm, context: dict[str, Any]) -> HttpResponse:
    asked = request.method == "POST" and "tolka" in request.POST
    cell = str(form["follow_up"].value() or "")[:20_000]
    context |= {"form": form, "read": preview_cell(cell, request.day) if cell.strip() else [], "asked": asked}
    return drawn(request, "action_register/item_form.html", context, form, asked=asked)


def _act(
    request: Request, item: ActionItem, form: forms.Form, heading: str, submit: str, act: Callable[..., Any], done: str, *, lede: str = "",
    danger: bool = False, after: str = "",
) -> HttpResponse:  # fmt: skip
    """A verb on a row: asks with a form, does it, or says why not."""
    permissions.CHANGE.require(request.user, item)
    back = address(request, "action_register:detail", item.pk)
    if request.method == "POST" and form.is_valid():
        try:
            act(actor=request.user, item=item, **form.cleaned_data)
        except (StaleRecord, Refused) as error:
            form.add_error(None, _told(request, item, error))
        else:
            messages.success(request, done)
            return HttpResponseRedirect(after or back)
    context = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "lede": lede,
        "back": back,
        "item": item,
        "register": item.register,
        "danger": danger,
    }
    return drawn(request, "action_register/act.html", context, form)


@require_http_methods(["GET", "POST"])
def close_item(request: Request, pk: int) -> HttpResponse:
    item = fetch(pk)
    lede = _("Uppdraget är slutfört. Raden står kvar under Avslutade och kan tas upp igen.")
    return _act(
        request,
        item,
        CloseForm(request.POST or None),
        _("Avsluta raden"),
        _("Avsluta raden"),
        operations.close_item,
        _("Raden är avslutad."),
        lede=lede,
    )


@require_http_methods(["GET", "POST"])
def drop_item(request: Request, pk: int) -> HttpResponse:
    item = fetch(pk)
    lede = _("Uppdraget lämnar listan utan att vara slutfört. Raden och skälet står kvar under Avförda.")
    return _act(
        request,
        item,
        DropForm(request.POST or None),
        _("Avför raden"),
        _("Avför raden"),
        operations.drop_item,
        _("Raden är avförd."),
        lede=lede,
    )


@require_http_methods(["GET", "POST"])
def reopen_item(request: Request, pk: int) -> HttpResponse:
    item = fetch(pk)
    lede = _("Raden blir pågående igen. När och varför den avslutades eller avfördes står kvar i historiken.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _act(
        request,
        item,
        form,
        _("Ta upp raden igen"),
        _("Ta upp raden igen"),
        operations.reopen_item,
        _("Raden är upptagen igen."),
        lede=lede,
    )


@require_http_methods(["GET", "POST"])
def delete_item(request: Request, pk: int) -> HttpResponse:
    item = fetch(pk)
    lede = _(
        "Bara en rad som lagts till av misstag tas bort. Vad den innehöll står kvar i loggen. Har den varit i bruk: avför den i stället."
    )
    form = ReasonForm(request.POST if request.method == "POST" else None)
    return _act(
        request, item, form, _("Ta bort raden?"), _("Ta bort raden"), operations.delete_item, _("Raden är borttagen."), lede=lede, danger=True,
        after=address(request, "action_register:list"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def link_agreements(request: Request, pk: int) -> HttpResponse:
    """Choosing which agreements the row is about: found by name, ticked, saved."""
    item = fetch(pk)
    permissions.CHANGE.require(request.user, item)
    back = address(request, "action_register:detail", item.pk)
    error = ""
    if request.method == "POST":
        chosen = [
            int(value)
            for value in request.POST.getlist("avtal")[:200]
            if value.isascii() and value.isdecimal() and len(value) < 19
        ]
        try:
            operations.link_agreements(
                actor=request.user,
                item=item,
                agreements=Agreement.objects.filter(pk__in=chosen),
                version=key(request.POST, "version"),
            )
        except StaleRecord as stale:
            error = str(stale)
        else:
            messages.success(request, _("Kopplingen till avtal är sparad."))
            return HttpResponseRedirect(back)
    wanted = text(request.GET)
    linked = list(item.agreements.all())
    others = Agreement.objects.exclude(pk__in=[each.pk for each in linked])
    if wanted:
        others = others.filter(name__icontains=wanted) | others.filter(aliases__name__icontains=wanted)
    others = others.distinct().order_by("name_key", "pk")
    context = {
        "item": item, "linked": linked, "others": list(others[:MOST_AGREEMENTS]), "wanted": wanted, "back": back, "error": error,
        "more": others.count() > MOST_AGREEMENTS,
    }  # fmt: skip
    return render(request, "action_register/agreements.html", context, status=422 if error else 200)
