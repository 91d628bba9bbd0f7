"""The list of agreements."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samverka.agreements import permissions
from samverka.agreements.choices import AgreementKindChoice, ReadingState
from samverka.agreements.queries import register
from samverka.agreements.queries.register import Choices, NamedForum, Selection, Standing
from samverka.agreements.views.selecting import segments_of, selection_of
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address
from samverka.foundation.ui.tables import Sorting, paginate


@require_safe
def agreement_list(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    selection, sorting = selection_of(request), Sorting.of(request.GET, register.SORTS, "namn")
    everything, choices = lazily(lambda: register.standings(selection, request.day)), lazily(register.choices)
    chosen = lazily(lambda: chosen_of(everything, selection, sorting, request))
    depths = lazily(lambda: dict(register.grouped(chosen)) if is_grouped(request) else {})
    page = lazily(lambda: paginate(list(depths) if is_grouped(request) else chosen, request))
    context = {
        "page": page,
        "rows": lazily(lambda: _rows(request, list(page.object_list), choices, depths)),
        "is_grouped": is_grouped(request),
        "sorting": sorting,
        "chosen": selection,
        "segments": lazily(lambda: segments_of(request, selection, everything)),
        "choices": choices,
        "kinds": AgreementKindChoice.choices,
        "reading_states": ReadingState.choices,
        "may_edit": permissions.EDIT_AGREEMENTS(request.user),
        "total": lazily(lambda: len(everything)),
    }
    return render(request, "agreements/list.html", context)


def chosen_of(everything: list[Standing], selection: Selection, sorting: Sorting, request: Request) -> list[Standing]:
    found = [standing for standing in everything if standing.is_in(selection.segment)]
    return register.ordered(found, sorting.key, request.day, descending=sorting.descending)


def is_grouped(request: Request) -> bool:
    """Whether agreements are to stand under those that they belong to."""
    return bool(request.GET.get("ordna") == "hor-till")


def _rows(
    request: Request, shown: list[Standing], choices: Choices, depths: Mapping[Standing, int]
) -> list[register.Row]:
    deep = {standing.pk: depth for standing, depth in depths.items()}
    return register.rows(shown, request.day, named_forums(request, choices), depths=deep)


def named_forums(request: Request, choices: Choices) -> dict[int, NamedForum]:
    """The forums with their addresses: made once, named in many rows."""
    return {pk: NamedForum(label, address(request, "forums:detail", pk)) for pk, label in choices.forums}
