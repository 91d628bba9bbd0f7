"""Ej utsedda platser: what is vacant in the county, who has not reported, and words to remind them with."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.forums import permissions, queries
from samverka.forums.models import Seat
from samverka.forums.queries import PrincipalVacancies
from samverka.forums.views.terms import letter
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.ui.export import csv_response
from samverka.foundation.ui.tables import key


def _asked(request: Request) -> dict[str, Any]:
    return {"forum": key(request.GET, "forum"), "principal": key(request.GET, "huvudman")}


@require_safe
def vacancy_list(request: Request) -> HttpResponse:
    permissions.SEE.require(request.user)
    chosen = _asked(request)
    found = lazily(lambda: queries.vacancies(request.day, **chosen))
    may_remind = permissions.CREATE(request.user)
    context = {
        "rows": lazily(lambda: [_row(request, each, may_remind) for each in found]),
        "vacant": lazily(lambda: sum(len(each.vacant) for each in found)),
        "complete": lazily(lambda: [each for each in found if each.is_complete]),
        "may_remind": may_remind,
        "appoints": permissions.where_appointing(request.user),
        "chosen": chosen,
        "forums": lazily(lambda: queries.forums_with_seats(request.day)),
    }  # fmt: skip
    return render(request, "forums/vacancies.html", context)


def _row(request: Request, each: PrincipalVacancies, may_remind: bool) -> dict[str, Any]:
    return {
        "each": each,
        "reminder": reminder(each) if may_remind and each.vacant and each.principal else None,
        "may_appoint": bool(each.vacant) and permissions.APPOINT(request.user, each.vacant[0].seat),
    }


def reminder(each: PrincipalVacancies) -> dict[str, str]:
    """The words of a reminder about all of a principal's vacant seats."""
    subject = _("Platser som väntar på att ni utser någon")
    lines = [f"– {place.seat.forum.label}: {_place(place.seat)}{_since(place)}" for place in each.vacant]
    body = _(
        "Hej!\n\nDe här platserna saknar ledamot eller ersättare från %(principal)s:\n%(seats)s\n\n"
        "Svara med namn, parti och första dag, eller registrera svaret i Samverka.\n"
    ) % {"principal": each.principal, "seats": "\n".join(lines)}
    return {"subject": subject, "body": body, "href": letter(subject, body)}


def _place(seat: Seat) -> str:
    named = seat.name or (seat.office.name if seat.office else "")
    return f"{seat.get_role_display()}, {named}" if named else str(seat.get_role_display())


def _since(place: queries.Place) -> str:
    return _(", ej utsedd sedan %(day)s") % {"day": day_in_words(place.vacant_since)} if place.vacant_since else ""


@require_safe
def vacancy_csv(request: Request) -> StreamingHttpResponse:
    permissions.SEE.require(request.user)
    header = [
        _("Huvudman"), _("Forum"), _("Plats som"), _("Platsens namn"), _("Befattning"), _("Ej utsedd sedan"), _("Utsedd från"), _("Vem"),
    ]  # fmt: skip
    rows = (
        [
            place.seat.principal or "", place.seat.forum.label, place.seat.get_role_display(), place.seat.name,
            place.seat.office.name if place.seat.office else "", place.vacant_since,
            place.coming.starts_on if place.coming else None, place.coming.person if place.coming else "",
        ]
        for each in queries.vacancies(request.day, **_asked(request))
        for place in each.vacant
    )  # fmt: skip
    return csv_response(_("ej utsedda platser"), header, rows)
