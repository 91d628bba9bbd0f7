"""What has happened to an agreement: recorded, and taken back if it was a mistake."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samverka.agreements import operations, permissions
from samverka.agreements.choices import REVIEW_KINDS, EventKind
from samverka.agreements.forms import EventForm, RemoveEventForm
from samverka.agreements.models import Agreement, AgreementEvent
from samverka.agreements.views.form_pages import crumbs, sent, to_agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address, ordinary_day
from samverka.foundation.dates.swedish import parse_date
from samverka.foundation.ui.tables import choice

LEDES: dict[EventKind, Any] = {
    EventKind.EXTENSION: gettext_lazy(
        "Samverka räknar förlängningen från den dag huvudmännen beslutade den. Hade giltighetstiden redan gått ut visas en lucka; vad som gällde då avgör parterna."
    ),
    EventKind.TERMINATION: gettext_lazy("Avtalet räknas till och med dagen före den dag du anger."),
    EventKind.ENDED: gettext_lazy("För ett avtal som har ersatts, eller där det som skulle avsluta det har inträffat."),
    EventKind.CONDITION_MET: gettext_lazy(
        "Samverka räknar avtalet från den dag då den sista parten antog det oförändrat. Säger avtalet något annat gäller det."
    ),
    EventKind.REVIEW: gettext_lazy("Nästa översyn räknas från den dag du anger."),
}


def _page(request: Request, agreement: Agreement, form: Any, **context: Any) -> HttpResponse:
    given = {
        "form": form,
        "crumbs": crumbs(request, agreement),
        "cancel": address(request, "agreements:detail", agreement.pk),
    }
    return drawn(request, "audit/form.html", given | context, form)


@require_http_methods(["GET", "POST"])
def record_event(request: Request, pk: int, kind: str) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    if kind not in EventKind.values:
        raise Http404
    event_kind = EventKind(kind)
    form = EventForm(sent(request), kind=event_kind, today=ordinary_day(), initial=_initial(request, agreement))
    if request.method == "POST":
        done, _event = form.attempt(operations.record_event, actor=request.user, agreement=agreement, kind=event_kind)
        if done:
            return _after(request, agreement, _("Registrerat: %(what)s.") % {"what": event_kind.label.lower()})
    return _page(request, agreement, form, heading=event_kind.action, lede=LEDES[event_kind], submit=event_kind.action)


def _initial(request: Request, agreement: Agreement) -> dict[str, Any]:
    """A link may say from which day the agreement no longer applies, and what kind of review was done."""
    day = parse_date(request.GET.get("fran", "")[:40])
    initial = {"version": agreement.version, "review_kind": choice(request.GET, "slag", dict(REVIEW_KINDS))}
    return initial | ({"takes_effect_on": day.start} if day and day.is_exact else {})


def _after(request: Request, agreement: Agreement, said: str) -> HttpResponse:
    """Back to the calendar if that is where it was asked for, else to the agreement."""
    if request.GET.get("till") != "oversyn":
        return to_agreement(request, agreement.pk, said)
    messages.success(request, f"{agreement.name}: {said}")
    return redirect(address(request, "agreements:calendar"))


@require_http_methods(["GET", "POST"])
def remove_event(request: Request, pk: int) -> HttpResponse:
    event = get_object_or_404(AgreementEvent.objects.select_related("agreement"), pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, event.agreement)
    form = RemoveEventForm(sent(request))
    if request.method == "POST" and form.is_valid():
        operations.remove_event(actor=request.user, event=event, reason=form.cleaned_data["reason"])
        return to_agreement(
            request, event.agreement_id, _("Händelsen är borttagen. Den finns kvar i ändringshistoriken.")
        )
    lede = _("%(event)s. Ta bara bort det som registrerats av misstag.") % {"event": operations.event_in_words(event)}
    return _page(
        request,
        event.agreement,
        form,
        heading=_("Ta bort händelsen?"),
        lede=lede,
        submit=_("Ta bort händelsen"),
        danger=True,
    )
