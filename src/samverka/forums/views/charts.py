"""Samverkanskartan."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samverka.forums import permissions
from samverka.forums.chart import chart
from samverka.forums.states import Level, Sides
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.ui.tables import choice, key


@require_safe
def forum_map(request: Request) -> HttpResponse:
    permissions.SEE.require(request.user)
    level, sides = choice(request.GET, "niva", Level.values), choice(request.GET, "sidor", Sides.values)
    around = key(request.GET, "runt")
    context = {
        "chart": lazily(lambda: chart(request.day, level=level, sides=sides, around=around)),
        "chosen": {"level": level, "sides": sides, "around": around},
        "is_filtered": bool(level or sides or around),
        "levels": Level.choices,
        "sides": Sides.choices,
    }
    return render(request, "forums/map.html", context)
