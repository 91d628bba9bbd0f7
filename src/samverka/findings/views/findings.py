"""Findings: what is waiting, and one of them with both sides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.action_register.permissions import CHANGE as CHANGE_ROW
from samverka.agreements.permissions import EDIT_AGREEMENTS
from samverka.findings import operations, permissions, queries
from samverka.findings.choices import FindingKindChoice
from samverka.findings.forms import CheckForm
from samverka.findings.models import FindingSide
from samverka.findings.states import FindingState
from samverka.forums.permissions import CHANGE as CHANGE_FORUM
from samverka.foundation.accounts.http import Request
from samverka.foundation.accounts.permissions import Permission
from samverka.foundation.audit.pages import drawn
from samverka.foundation.audit.queries import history
from samverka.foundation.dates.day import address
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import choice, paginate, text
from samverka.meetings.permissions import EDIT_MEETINGS

VERBS = {
    "finding_corrected": gettext_lazy("rättade"),
    "finding_left": gettext_lazy("lät stå"),
    "reopen": gettext_lazy("öppnade igen"),
    "finding_agrees": gettext_lazy("såg att det stämmer nu"),
}


def _selection(request: Request) -> dict[str, Any]:
    query = request.GET
    return {
        "state": choice(query, "lage", ("checked", "all")),
        "kind": choice(query, "slag", FindingKindChoice.values),
        "text": text(query),
    }


@require_safe
def finding_list(request: Request) -> HttpResponse:
    permissions.VIEW_FINDINGS.require(request.user)
    chosen = _selection(request)
    found = queries.finding_list(**chosen).filter(permissions.visible_findings(request.user)).select_related(None)
    context = {
        "page": paginate(found.defer("checked_by", "created_at", "changed_at", "checked_at", "note"), request),
        "chosen": chosen,
        "kinds": FindingKindChoice.choices,
    }
    return render(request, "findings/list.html", context)


@require_safe
def finding_csv(request: Request) -> StreamingHttpResponse:
    permissions.VIEW_FINDINGS.require(request.user)
    header = [
        _("Slag"),
        _("Vad som inte stämmer"),
        _("Det ena"),
        _("Det andra"),
        _("Läge"),
        _("Notering"),
        _("Kontrollerad av"),
    ]
    rows = (
        [
            each.get_kind_display(), each.summary, *_two(each.sides.all()), each.get_state_display(), each.note, each.checked_by or "",
        ]
        for each in queries.finding_list(**_selection(request)).filter(permissions.visible_findings(request.user))
    )  # fmt: skip
    return csv_response(_("att kontrollera"), header, rows)


def _two(sides: Any) -> list[str]:
    said = [f"{side.statement} ({side.where})" if side.where else side.statement for side in sides]
    return [said[0] if said else "", "; ".join(said[1:])]


@require_http_methods(["GET", "POST"])
def finding_detail(request: Request, pk: int) -> HttpResponse:
    permissions.VIEW_FINDINGS.require(request.user)
    finding = get_object_or_404(queries.findings().filter(permissions.visible_findings(request.user)), pk=pk)
    may_check = permissions.CHECK_FINDINGS(request.user, finding)
    form = CheckForm(request.POST or None, record=finding) if may_check else None
    if request.method == "POST":
        permissions.CHECK_FINDINGS.require(request.user, finding)
        assert form is not None
        done, _changed = form.attempt(operations.check_finding, actor=request.user, finding=finding)
        if done:
            messages.success(request, _("Kontrollerat. Noteringen är sparad."))
            return HttpResponseRedirect(address(request, "findings:list"))
    context = {
        "finding": finding,
        "sides": [(side, _page_of(request, side), _correction(request, side)) for side in finding.sides.all()],
        "form": form if finding.is_new else None,
        "agrees": finding.state == FindingState.AGREES,
        "may_check": may_check,
        "history": history(finding),
        "verbs": VERBS,
    }
    return drawn(request, "findings/detail.html", context, *([form] if form else []))


def _page_of(request: Request, side: FindingSide) -> str:
    """The page of what the side speaks of, if its area has one; a part of a meeting has a place on the meeting's."""
    record: Any = side.record
    meeting = getattr(record, "meeting", None)
    if record is None:
        return ""
    try:
        page = address(request, f"{record._meta.app_label}:detail", (meeting or record).pk)
    except NoReverseMatch:
        return ""
    return f"{page}#p{record.pk}" if meeting else page


CORRECTED_AT: dict[str, tuple[str, Permission, str]] = {
    "action_register.actionitem": ("action_register:change", CHANGE_ROW, ""),
    "agreements.agreement": ("agreements:change", EDIT_AGREEMENTS, ""),
    "forums.forum": ("forums:change", CHANGE_FORUM, ""),
    "meetings.meeting": ("meetings:change", EDIT_MEETINGS, ""),
    "meetings.minuteparagraph": ("meetings:change_paragraph", EDIT_MEETINGS, "meeting"),
    "tables.importedtable": ("tables:change", permissions.CHECK_FINDINGS, ""),  # who may is said there by this one
}
"""Where each kind of record is corrected: the address, who may, and by what the record is asked about."""


def _correction(request: Request, side: FindingSide) -> str:
    """The page where what the side says is corrected, for those who may."""
    record: Any = side.record
    if record is None or record._meta.label_lower not in CORRECTED_AT:
        return ""
    name, permission, owner = CORRECTED_AT[record._meta.label_lower]
    may = permission(request.user, getattr(record, owner) if owner else record)
    return address(request, name, record.pk) if may else ""


@require_POST
def reopen_finding(request: Request, pk: int) -> HttpResponse:
    finding = get_object_or_404(queries.findings().filter(permissions.visible_findings(request.user)), pk=pk)
    permissions.CHECK_FINDINGS.require(request.user, finding)
    operations.reopen_finding(actor=request.user, finding=finding)
    messages.success(request, _("Det står bland det som ska kontrolleras igen."))
    return HttpResponseRedirect(address(request, "findings:detail", pk))
