"""A page that holds one form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Crumbs = Sequence[tuple[str, str]]


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    heading: str,
    submit: str,
    crumbs: Crumbs,
    lede: str = "",
    template: str = "audit/form.html",
) -> HttpResponse:
    """The form with its heading and the words of its button. `crumbs` are pairs of address and words; the last of them
    is where Cancel leads. A form with errors is answered with 200, as Django's own are."""
    context = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "crumbs": crumbs,
        "cancel": crumbs[-1][0],
        "lede": lede,
    }
    return render(request, template, context)
