"""Seats of a forum, and who holds them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.forums import operations, permissions, queries
from samverka.forums.forms.seats import (
    ChangeHoldingForm,
    DeputiesForm,
    EndHoldingForm,
    EndSeatForm,
    NewSeatForm,
    SeatForm,
)
from samverka.forums.models import Forum, Seat, SeatHolding
from samverka.forums.views.forums import crumbs
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import form_page
from samverka.foundation.audit.queries import history
from samverka.foundation.dates.day import address
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.principals.forms import appointing_form
from samverka.principals.models import OfficeHolding


def _to_forum(request: Request, forum_id: int, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(address(request, "forums:detail", forum_id))


def _form_page(request: Request, forum: Forum, form: Any, *, heading: str, submit: str, lede: str = "") -> HttpResponse:
    return form_page(request, form, heading=heading, submit=submit, crumbs=crumbs(request, forum), lede=lede)


def _seat(pk: int) -> Seat:
    seat: Seat = get_object_or_404(
        Seat.objects.select_related("forum", "principal", "office__principal", "party"), pk=pk
    )
    return seat


def _holding(pk: int) -> SeatHolding:
    found = SeatHolding.objects.select_related("person", "seat__forum", "seat__principal", "seat__office")
    holding: SeatHolding = get_object_or_404(found, pk=pk)
    return holding


VERBS = {
    "appoint": gettext_lazy("utsåg"),
    "end_holding": gettext_lazy("avslutade tiden för"),
    "undo_term_end": gettext_lazy("ångrade mandatperiodens slut för"),
    "remove_holding": gettext_lazy("tog bort en innehavare"),
    "end": gettext_lazy("avslutade platsen"),
}


@require_safe
def seat_detail(request: Request, pk: int) -> HttpResponse:
    """One seat with everyone who has held it, and what was done with it."""
    permissions.SEE.require(request.user)
    found = queries.places(Seat.objects.filter(pk=pk), request.day)
    if not found:
        raise Http404
    place = found[0]
    seat, may_appoint = place.seat, permissions.APPOINT(request.user, place.seat)
    context = {
        "place": place, "seat": seat, "holdings": list(reversed(place.holdings)), "over": seat.has_ended(request.day),
        "history": history(seat), "verbs": VERBS, "crumbs": crumbs(request, seat.forum), "may_appoint": may_appoint,
        "may_correct": may_appoint and seat.office is None, "may_change": permissions.CHANGE(request.user, seat.forum),
    }  # fmt: skip
    return render(request, "forums/seat.html", context)


@require_http_methods(["GET", "POST"])
def add_seat(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum, pk=pk)
    permissions.CHANGE.require(request.user, forum)
    form = NewSeatForm(request.POST or None, instance=Seat(forum=forum))
    if request.method == "POST":
        done, _made = form.attempt(operations.add_seat, actor=request.user, forum=forum)
        if done:
            return _to_forum(request, pk, _("Platsen är tillagd."))
    return _form_page(
        request, forum, form, heading=_("Ny plats i %(name)s") % {"name": forum.label}, submit=_("Lägg till platsen")
    )


@require_http_methods(["GET", "POST"])
def change_seat(request: Request, pk: int) -> HttpResponse:
    seat = _seat(pk)
    permissions.CHANGE.require(request.user, seat.forum)
    form = SeatForm(request.POST or None, record=seat)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_seat, actor=request.user, seat=seat)
        if done:
            return _to_forum(request, seat.forum_id, _("Platsen är ändrad.") if changed else _("Inget var ändrat."))
    lede = _("Platsen är forumets, vem som än har den. Vem som sitter där anger du med Utse och Avsluta.")
    heading = _("Ändra platsen: %(seat)s") % {"seat": seat.what}
    return _form_page(request, seat.forum, form, heading=heading, submit=_("Spara ändringarna"), lede=lede)


@require_http_methods(["GET", "POST"])
def end_seat(request: Request, pk: int) -> HttpResponse:
    seat = _seat(pk)
    permissions.CHANGE.require(request.user, seat.forum)
    form = EndSeatForm(request.POST or None, record=seat)
    if request.method == "POST":
        done, _changed = form.attempt(operations.end_seat, actor=request.user, seat=seat)
        if done:
            return _to_forum(request, seat.forum_id, _("Platsens sista dag är noterad."))
    lede = _("För en plats som forumet inte längre ska ha. Ska någon annan ha den: välj Utse i stället.")
    heading = _("Avsluta platsen: %(seat)s") % {"seat": seat.what}
    return _form_page(request, seat.forum, form, heading=heading, submit=_("Avsluta platsen"), lede=lede)


@require_POST
def remove_seat(request: Request, pk: int) -> HttpResponse:
    seat = _seat(pk)
    permissions.CHANGE.require(request.user, seat.forum)
    try:
        operations.remove_seat(actor=request.user, seat=seat)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "forums:detail", seat.forum_id))
    return _to_forum(request, seat.forum_id, _("Platsen är borttagen. Det som stod där finns i historiken."))


@require_http_methods(["GET", "POST"])
def appoint(request: Request, pk: int) -> HttpResponse:
    seat = _seat(pk)
    permissions.APPOINT.require(request.user, seat)
    held, kind = (seat.office, OfficeHolding) if seat.office else (seat, SeatHolding)
    people = permissions.people_to_appoint(request.user, seat)
    form = appointing_form(kind)(request.POST or None, held=held, people=people)
    if request.method == "POST":
        done, made = form.attempt(operations.appoint, actor=request.user, seat=seat)
        if done and made:
            return _to_forum(request, seat.forum_id, _("%(name)s är utsedd.") % {"name": made.person})
    lede = _("Anteckna vem som är utsedd. Själva valet gör huvudmannen.")
    if seat.office:
        lede += " " + _(
            "Platsen följer befattningen %(office)s. Den du anger får befattningen och alla platser som följer den."
        ) % {"office": seat.office}
    heading = _("Utse: %(seat)s") % {"seat": seat.what}
    return _form_page(request, seat.forum, form, heading=heading, submit=_("Utse personen"), lede=lede)


@require_http_methods(["GET", "POST"])
def arrange_deputies(request: Request, pk: int) -> HttpResponse:
    forum = get_object_or_404(Forum, pk=pk)
    permissions.CHANGE.require(request.user, forum)
    form = DeputiesForm(request.POST or None, record=forum, deputies=queries.deputies_of(forum, request.day))
    if request.method == "POST":
        done, changed = form.attempt(operations.arrange_deputies, actor=request.user, forum=forum)
        if done:
            return _to_forum(request, pk, _("Ersättarna är ordnade.") if changed else _("Inget var ändrat."))
    lede = _("Ange hur det är bestämt att ersättare kallas in, och deras ordning. Lämna tomt det som inte är bestämt.")
    return _form_page(request, forum, form, heading=_("Ordna ersättare"), submit=_("Spara ordningen"), lede=lede)


@require_http_methods(["GET", "POST"])
def end_holding(request: Request, pk: int) -> HttpResponse:
    holding = _holding(pk)
    permissions.APPOINT.require(request.user, holding.seat)
    form = EndHoldingForm(request.POST or None, record=holding)
    if request.method == "POST":
        done, _changed = form.attempt(operations.end_holding, actor=request.user, holding=holding)
        if done:
            return _to_forum(request, holding.seat.forum_id, _("Sista dagen är noterad."))
    heading = _("Avsluta: %(name)s, %(seat)s") % {"name": holding.person, "seat": holding.seat.what}
    lede = _("Platsen är ej utsedd från dagen efter, tills någon utses. Det som varit finns kvar.")
    return _form_page(request, holding.seat.forum, form, heading=heading, submit=_("Avsluta tiden"), lede=lede)


@require_http_methods(["GET", "POST"])
def change_holding(request: Request, pk: int) -> HttpResponse:
    holding = _holding(pk)
    permissions.APPOINT.require(request.user, holding.seat)
    people = permissions.people_to_appoint(request.user, holding.seat)
    form = ChangeHoldingForm(request.POST or None, record=holding, people=people)
    if request.method == "POST":
        done, changed = form.attempt(operations.change_holding, actor=request.user, holding=holding)
        if done:
            said = _("Uppgifterna är ändrade.") if changed else _("Inget var ändrat.")
            return _to_forum(request, holding.seat.forum_id, said)
    heading = _("Rätta: %(name)s, %(seat)s") % {"name": holding.person, "seat": holding.seat.what}
    return _form_page(request, holding.seat.forum, form, heading=heading, submit=_("Spara ändringarna"))


@require_POST
def remove_holding(request: Request, pk: int) -> HttpResponse:
    holding = _holding(pk)
    permissions.APPOINT.require(request.user, holding.seat)
    try:
        operations.remove_holding(actor=request.user, holding=holding)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "forums:detail", holding.seat.forum_id))
    return _to_forum(request, holding.seat.forum_id, _("Raden är borttagen. Det som stod där finns i historiken."))
