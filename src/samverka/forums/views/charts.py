"""Samverkanskartan, and the seats as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.forums import permissions, queries
from samverka.forums.chart import chart
from samverka.forums.models import Seat
from samverka.forums.states import Level, Sides
from samverka.forums.xlsx import seats_workbook
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.typeset.excel import saved_as
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


@require_safe
def seats_file(request: Request) -> HttpResponse:
    """The seats there are or will be, of all forums or (`?forum=`) of one, to change and read in again."""
    permissions.SEE.require(request.user)
    seats = Seat.objects.exclude(ends_on__lt=request.day).exclude(forum__ends_on__lt=request.day)
    if forum := key(request.GET, "forum"):
        seats = seats.filter(forum=forum)
    found = sorted(
        queries.places(seats, request.day), key=lambda place: (place.seat.forum.name_key, place.seat.forum_id)
    )
    return saved_as(_("platser"), seats_workbook(found, timezone.localdate()))
