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
    is where Cancel leads."""
    context = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "crumbs": crumbs,
        "cancel": crumbs[-1][0],
        "lede": lede,
    }
    return drawn(request, template, context, form)


def drawn(
    request: HttpRequest, template: str, context: dict[str, Any], *forms: Any, asked: bool = False
) -> HttpResponse:
    """A page with forms: 422 if what was sent could not be taken, so that logs and scripts can tell; else 200. `asked`: the
    sender only wanted to see how it is read, and the forms are not held to be finished."""
    refused = not asked and any(form.is_bound and not form.is_valid() for form in forms)
    return render(request, template, context, status=422 if refused else 200)
