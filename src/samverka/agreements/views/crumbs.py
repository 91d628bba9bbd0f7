"""Where a page of an agreement stands, and the way back to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from samverka.agreements.models import Agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.dates.day import address


def crumbs(request: Request, agreement: Agreement | None = None) -> list[tuple[str, str]]:
    """Pairs of address and words."""
    found = [(address(request, "agreements:list"), _("Avtal"))]
    return [*found, (address(request, "agreements:detail", agreement.pk), agreement.name)] if agreement else found


def to_agreement(request: Request, pk: int, said: str = "") -> HttpResponseRedirect:
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(address(request, "agreements:detail", pk))
