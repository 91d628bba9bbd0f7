"""What the pages of forms share: what was sent, where the page stands, the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from samverka.agreements.models import Agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.dates.day import address


def sent(request: Request) -> QueryDict | None:
    """What a form was sent with, also when that was nothing; None when it was only asked for."""
    return request.POST if request.method == "POST" else None


def sent_files(request: Request) -> Any:
    """The files that came with it, in the same way."""
    return request.FILES if request.method == "POST" else None


def crumbs(request: Request, agreement: Agreement | None = None) -> list[tuple[str, str]]:
    """Pairs of address and words."""
    found = [(address(request, "agreements:list"), _("Avtal"))]
    return [*found, (address(request, "agreements:detail", agreement.pk), agreement.name)] if agreement else found


def to_agreement(request: Request, pk: int, said: str = "") -> HttpResponseRedirect:
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(address(request, "agreements:detail", pk))
