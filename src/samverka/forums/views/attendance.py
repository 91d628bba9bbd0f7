"""Närvaro och vakanser: a forum's attendance and vacant seats, year by year."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.forums import permissions, queries
from samverka.forums.models import Forum
from samverka.forums.queries import ForumYear
from samverka.forums.rules import WasThere
from samverka.forums.views.forums import crumbs
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import choice
from samverka.meetings.queries import MeetingsHeld, meetings_held, years_with_meetings


def _year(request: Request, years: list[int]) -> int:
    asked = choice(request.GET, "ar", [str(year) for year in years])
    return int(asked) if asked else (years[0] if years else request.day.year)


def _read(request: Request, forum: Forum, year: int) -> tuple[ForumYear, MeetingsHeld]:
    """The year, as far as it has gone on the day of the page."""
    first, last = dt.date(year, 1, 1), min(dt.date(year, 12, 31), max(request.day, dt.date(year, 1, 1)))
    held = meetings_held(forum.pk, first, last)
    there = [WasThere(each.meeting, each.person, each.served_for) for each in held.there]
    return queries.forum_year(forum, first, last, held.days, there), held


def _years(request: Request, forum: Forum) -> list[int]:
    """Those with meetings, and this one: seats may be vacant before anybody has met."""
    return sorted({*years_with_meetings(forum.pk), request.day.year}, reverse=True)


@require_safe
def attendance(request: Request, pk: int) -> HttpResponse:
    permissions.SEE.require(request.user)
    forum = get_object_or_404(Forum, pk=pk)
    read = lazily(lambda: _page(request, forum))
    context = {"forum": forum, "crumbs": crumbs(request, forum), "read": read}
    return render(request, "forums/attendance.html", context)


def _page(request: Request, forum: Forum) -> dict[str, Any]:
    years = _years(request, forum)
    year = _year(request, years)
    told, held = _read(request, forum, year)
    return {"years": years, "year": year, "told": told, "held": held, "meetings": len(held.days)}


@require_safe
def attendance_csv(request: Request, pk: int) -> StreamingHttpResponse:
    permissions.SEE.require(request.user)
    forum = get_object_or_404(Forum, pk=pk)
    year = _year(request, _years(request, forum))
    told, _held = _read(request, forum, year)
    header = [
        _("År"), _("Plats"), _("Huvudman"), _("Innehavare"), _("Möten"), _("Närvarade"), _("Ersättare tjänstgjorde"),
        _("Möten utan innehavare"), _("Dagar ej utsedd"),
    ]  # fmt: skip
    rows = (
        [
            year, row.seat.what, row.seat.principal or "", ", ".join(str(each.person) for each in row.held_by), row.year.held,
            row.year.attended, row.year.by_deputy, row.year.vacant, row.year.vacant_days,
        ]
        for row in told.seats
    )  # fmt: skip
    return csv_response(_("närvaro %(forum)s %(year)s") % {"forum": forum.label, "year": year}, header, rows)
