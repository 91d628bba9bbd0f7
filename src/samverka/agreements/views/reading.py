"""Confirm the reading of a validity text, or correct it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samverka.agreements import operations, permissions
from samverka.agreements.explain import reading_lines
from samverka.agreements.forms import ReadingForms
from samverka.agreements.models import Agreement
from samverka.agreements.states import DOUBT_WORDS
from samverka.agreements.views.form_pages import crumbs, sent, to_agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.pages import drawn
from samverka.foundation.ui.tables import key


@require_POST
def confirm_reading(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    try:
        operations.confirm_reading(actor=request.user, agreement=agreement, version=key(request.POST, "version"))
    except StaleRecord as stale:
        messages.error(request, str(stale))
        return to_agreement(request, pk)
    return to_agreement(request, pk, _("Tolkningen är bekräftad."))


@require_http_methods(["GET", "POST"])
def correct_reading(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    validity = agreement.validity
    forms = ReadingForms(validity, sent(request), version=agreement.version)
    if request.method == "POST" and forms.attempt(operations.correct_reading, actor=request.user, agreement=agreement):
        return to_agreement(request, pk, _("Tolkningen är rättad och bekräftad. Texten står kvar ordagrant."))
    context = {
        "agreement": agreement,
        "forms": forms,
        "crumbs": crumbs(request, agreement),
        "reading": reading_lines(validity),
        "unread": validity.unread,
        "doubts": [DOUBT_WORDS[doubt] for doubt in sorted(validity.doubts)],
    }
    return drawn(request, "agreements/reading.html", context, forms.main, forms.reviews, forms.extensions)
