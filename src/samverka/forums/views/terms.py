"""A term of office ends for a forum in one step; the principals' answers for the next are taken as they come."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.forums import operations, permissions, queries
from samverka.forums.forms.terms import AnswerForm, TermDaysForm
from samverka.forums.models import Forum, Seat, TermEnd
from samverka.forums.queries import PrincipalAnswer
from samverka.forums.views.forums import crumbs
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.lifecycle.mechanism import Refused
from samverka.principals.models import Person, Principal
from samverka.principals.rules import term_of_office


@require_http_methods(["GET", "POST"])
def end_term(request: Request, pk: int) -> HttpResponse:
    """Preview and step in one page: GET with days shows what would end, POST ends it."""
    forum = get_object_or_404(Forum, pk=pk)
    permissions.CHANGE.require(request.user, forum)
    asked = request.POST if request.method == "POST" else request.GET if "last_day" in request.GET else None
    first = term_of_office(request.day).ends_on
    form = TermDaysForm(asked, principals=queries.principals_in(forum, request.day), initial={"last_day": first})
    taken = form.is_valid() if asked is not None else False
    last_day, own = (form.cleaned_data["last_day"], form.own_days) if taken else (first, {})
    stay = {int(key) for key in request.POST.getlist("stay") if key.isascii() and key.isdecimal() and len(key) < 19}
    if request.method == "POST" and taken:
        try:
            operations.end_term(
                actor=request.user,
                forum=forum,
                last_day=last_day,
                own_days=own,
                stay=stay,
                seen=request.POST.get("seen", ""),
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        except NotDone as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Mandatperioden är avslutad. Registrera svaren när de kommer."))
            return HttpResponseRedirect(address(request, "forums:new_term", pk))
    rows = queries.leaving(forum, last_day, own)
    if request.method != "POST":
        stay = {row.seat.pk for row in rows if row.stays_by_default}
    context = {
        "forum": forum, "form": form, "rows": rows, "stay": stay, "ending": sum(row.ends for row in rows),
        "hidden": _sent(form), "crumbs": crumbs(request, forum),
    }  # fmt: skip
    return drawn(request, "forums/end_term.html", context, form)


def _sent(form: TermDaysForm) -> list[tuple[str, str]]:
    """The days as they stand in the form above, to go with the step."""
    return [(name, str(form[name].value() or "")) for name in form.fields]


@require_POST
def undo_term(request: Request, pk: int) -> HttpResponse:
    step = get_object_or_404(TermEnd.objects.select_related("forum"), pk=pk)
    permissions.CHANGE.require(request.user, step.forum)
    try:
        operations.undo_term_end(actor=request.user, term_end=step)
    except (Refused, NotDone) as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address(request, "forums:new_term", step.forum_id))
    messages.success(request, _("Mandatperiodens slut är ångrat. Alla sitter kvar som förut."))
    return HttpResponseRedirect(address(request, "forums:detail", step.forum_id))


@require_safe
def new_term(request: Request, pk: int) -> HttpResponse:
    """Ny mandatperiod: principal × seats, with what is answered and what is late."""
    permissions.SEE.require(request.user)
    forum = get_object_or_404(Forum, pk=pk)
    term = queries.new_term(forum, request.day)
    may_change = permissions.CHANGE(request.user, forum)
    rows = [
        {
            "answer": each,
            "may_report": each.principal is not None and permissions.APPOINT(request.user, Seat(forum=forum, principal=each.principal)),
            "reminder": reminder(forum, each) if may_change and not each.is_complete else None,
        }
        for each in term.answers
    ]  # fmt: skip
    context = {"forum": forum, "term": term, "rows": rows, "may_change": may_change, "crumbs": crumbs(request, forum)}
    return render(request, "forums/new_term.html", context)


def reminder(forum: Forum, answer: PrincipalAnswer) -> dict[str, str]:
    """The words of a reminder to copy, and a link that opens them as a letter."""
    subject = _("Val av ledamöter till %(forum)s") % {"forum": forum.label}
    missing = [f"– {row.seat.what}" for row in answer.rows if row.holding is None]
    body = _(
        "Hej!\n\nVi har ännu inte fått veta vilka som är utsedda till %(forum)s från %(first)s. Det gäller:\n%(seats)s\n\n"
        "Svara med namn, parti och första dag, eller registrera svaret i Samverka.\n"
    ) % {"forum": forum.name, "first": day_in_words(answer.first), "seats": "\n".join(missing)}
    return {"subject": subject, "body": body, "href": letter(subject, body)}


def letter(subject: str, body: str) -> str:
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int, principal_pk: int) -> HttpResponse:
    """One principal's answer: what is known now is saved, the rest waits."""
    forum, principal = get_object_or_404(Forum, pk=pk), get_object_or_404(Principal, pk=principal_pk)
    permissions.APPOINT.require(request.user, Seat(forum=forum, principal=principal))
    term = queries.new_term(forum, request.day)
    known = term.of(principal.pk)
    if known is None:
        raise Http404
    people = Person.objects.filter(principal=principal, is_active=True)
    rows = [row for row in known.rows if permissions.APPOINT(request.user, row.seat)]  # not another principal's office
    form = AnswerForm(request.POST or None, first=known.first, rows=rows, people=people, on=request.day)
    if request.method == "POST" and form.is_valid() and (count := _taken(request, form)):
        left = sum(row.holding is None for row in form.rows) - count
        said = _("Svaret från %(name)s är sparat.") % {"name": principal.label}
        messages.success(request, f"{said} {_left(left)}".strip())
        return HttpResponseRedirect(address(request, "forums:new_term", pk))
    context = {
        "forum": forum, "principal": principal, "answer": known, "form": form, "term": term,
        "crumbs": [*crumbs(request, forum), (address(request, "forums:new_term", pk), _("Ny mandatperiod"))],
    }  # fmt: skip
    return drawn(request, "forums/answer.html", context, form)


def _taken(request: Request, form: AnswerForm) -> int:
    given: dict[str, Any] = form.cleaned_data
    first: dt.date = given["starts_on"]
    try:
        return operations.report_answers(
            actor=request.user, answers=form.answers, starts_on=first, reported_on=given["reported_on"]
        )
    except ValidationError as error:
        form.tell(error)
    except NotDone as error:
        form.add_error(None, str(error))
    return 0


def _left(count: int) -> str:
    if not count:
        return ""
    return _("En plats väntar på svar.") if count == 1 else _("%(count)s platser väntar på svar.") % {"count": count}
