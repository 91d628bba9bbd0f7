"""An edition: listed, made, looked at, sent out, taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samverka.action_register.editions import operations, permissions, queries
from samverka.action_register.editions.difference import difference
from samverka.action_register.editions.forms import (
    DecisionForm,
    EditionForm,
    NewEditionForm,
    SendForm,
    TakeForm,
    WithdrawForm,
    meetings_of,
)
from samverka.action_register.editions.lifecycle import ANSWER_LIFECYCLE, EDITION_LIFECYCLE
from samverka.action_register.editions.states import Answer, Verdict
from samverka.action_register.models import ActionRegister, Edition, EditionComment
from samverka.action_register.permissions import SEE
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.audit.pages import drawn
from samverka.foundation.audit.queries import history
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.day import address, ordinary_day

VERBS = {
    "send": gettext_lazy("skickade ut på synpunkter"),
    "send_anew": gettext_lazy("skickade ut på nytt"),
    "take": gettext_lazy("registrerade behandlingen"),
    "withdraw": gettext_lazy("drog tillbaka"),
    "correct_decision": gettext_lazy("rättade beslutet"),
}


def fetch_register(pk: int) -> ActionRegister:
    return get_object_or_404(ActionRegister.objects.select_related("forum"), pk=pk)


def fetch(pk: int) -> Edition:
    """The edition with its register and meeting, or 404."""
    edition = queries.get_edition(pk)
    if edition is None:
        raise Http404
    return edition


@require_safe
def edition_list(request: Request, pk: int) -> HttpResponse:
    SEE.require(request.user)
    register = fetch_register(pk)
    context = {
        "register": register,
        "editions": lazily(lambda: [_line(each) for each in queries.edition_list(register)]),
        "may_manage": permissions.MANAGE(request.user, register),
    }
    return render(request, "action_register/editions/list.html", context)


def _line(found: Edition) -> tuple[Edition, Any, int, int]:
    """An edition with its latest round, how many have answered it, and how many were asked."""
    sent = next(iter(found.rounds.all()), None)
    states = [each.state for each in sent.asked.all()] if sent else []
    return found, sent, sum(state != Answer.WAITING for state in states), len(states)


@require_http_methods(["GET", "POST"])
def create_edition(request: Request, pk: int) -> HttpResponse:
    register = fetch_register(pk)
    permissions.MANAGE.require(request.user, register)
    coming = meetings_of(register).filter(ends_on__gte=ordinary_day()).last()
    form = NewEditionForm(request.POST or None, register=register, initial={"day": ordinary_day(), "meeting": coming})
    back = address(request, "action_register:editions", register.pk)
    if request.method == "POST" and form.is_valid():
        try:
            edition = operations.create_edition(actor=request.user, register=register, **form.cleaned_data)
        except NotDone as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Utgåvan är skapad. Den följer listan tills du skickar ut den."))
            return HttpResponseRedirect(address(request, "action_register:edition", edition.pk))
    context = {
        "form": form,
        "heading": _("Ny utgåva"),
        "submit": _("Skapa utgåvan"),
        "back": back,
        "register": register,
        "in_editions": True,
        "lede": _("En utgåva är listan så som ett möte behandlar den. Tills den skickas ut följer den listan."),
    }
    return drawn(request, "action_register/editions/act.html", context, form)


@require_safe
def edition(request: Request, pk: int) -> HttpResponse:
    SEE.require(request.user)
    found = fetch(pk)
    page = queries.edition_page(found, ordinary_day(), request.user)
    reads = permissions.READ_COMMENTS(request.user, found)
    current = [each for asked in page.asked for each in asked.comments.all()] if reads else []
    speaks = [each for each in page.asked if found.is_out and permissions.COMMENT(request.user, each)]
    done = lazily(lambda: history(found))
    context = {
        "edition": found,
        "register": found.register,
        "page": page,
        "reads": reads,
        "speaks": speaks,
        "may_comment": bool(speaks),
        "asked": [
            (each, {t.verb for t in ANSWER_LIFECYCLE.available(request.user, each)}, _count(current, each.pk))
            for each in page.asked
        ],
        "commented": _commented(current),
        "changed": lazily(lambda: _changed_since(page, request)),
        "new_round": lazily(lambda: _new_round(page)),
        "compare_key": queries.key_of(found, page.latest),
        "earlier_key": queries.key_of(found, page.rounds[1]) if len(page.rounds) > 1 else "",
        "printed": page.printed,
        "headings": lazily(lambda: _headings(page)),
        "row_count": lazily(lambda: sum(1 for _row in page.printed.rows)),
        "verbs": {t.verb for t in EDITION_LIFECYCLE.available(request.user, found)},
        "may_manage": permissions.MANAGE(request.user, found),
        "history": done,
        "withdrawn_because": lazily(lambda: next((each.reason for each in done if each.verb == "withdraw"), "")),
        "history_verbs": VERBS,
    }
    return render(request, "action_register/editions/detail.html", context)


def _count(comments: list[Any], asked: int) -> int:
    return sum(each.asked_id == asked for each in comments)


def _changed_since(page: queries.EditionPage, request: Request) -> Any:
    """What differs between what was sent and the list as it is now, while the edition is out."""
    found = page.edition
    if not found.is_out:
        return None
    return difference(page.printed, queries.live_list(found.register, found.day, request.user))


def _new_round(page: queries.EditionPage) -> Any:
    """What differs between the two latest rounds, while the edition is out."""
    if not page.edition.is_out or len(page.rounds) < 2:
        return None
    return difference(page.rounds[1].kept.printed, page.rounds[0].kept.printed)


def _commented(comments: list[EditionComment]) -> list[tuple[int, str, int]]:
    """The rows that have comments: key, subject, how many."""
    counted = Counter((each.row, each.subject) for each in comments if each.row is not None)
    return [(row, subject, count) for (row, subject), count in counted.items()]


def _headings(page: queries.EditionPage) -> list[tuple[str, list[Any]]]:
    """The printed rows by heading, each with whether it is still in the register."""
    known = queries.known_rows(each.key for each in page.printed.rows)
    return [
        (direction.name, [(row, row.key in known) for row in direction.rows]) for direction in page.printed.directions
    ]


def _act(
    request: Request,
    found: Edition,
    form: forms.Form,
    act: Callable[[], Any],
    words: tuple[Any, Any, Any],
    **context: Any,
) -> HttpResponse:
    """A verb on an edition: asks with a form, does it, or says why not. `words`: heading, submit, done."""
    back = address(request, "action_register:edition", found.pk)
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except NotDone as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, words[2])
            return HttpResponseRedirect(back)
    context = {"lede": "", "danger": False} | context
    context |= {
        "form": form,
        "heading": words[0],
        "submit": words[1],
        "back": back,
        "edition": found,
        "register": found.register,
        "in_editions": True,
    }
    return drawn(request, "action_register/editions/act.html", context, form)


@require_http_methods(["GET", "POST"])
def change_edition(request: Request, pk: int) -> HttpResponse:
    found = fetch(pk)
    permissions.MANAGE.require(request.user, found)
    form = EditionForm(request.POST or None, edition=found)
    return _act(
        request,
        found,
        form,
        lambda: operations.change_edition(actor=request.user, edition=found, **form.cleaned_data),
        (_("Ändra utgåvan"), _("Spara utgåvan"), _("Utgåvan är ändrad.")),
    )


@require_http_methods(["GET", "POST"])
def send_edition(request: Request, pk: int) -> HttpResponse:
    found = fetch(pk)
    permissions.MANAGE.require(request.user, found)
    page = queries.edition_page(found, ordinary_day(), request.user)
    live = queries.live_list(found.register, found.day, request.user)
    forums = queries.askable_forums(found.register, ordinary_day())
    asked = [each.forum_id for each in page.asked]
    prepares = set(found.register.forum.preparations_for_it.values_list("preparer_id", flat=True))
    form = SendForm(
        request.POST or None,
        edition=found,
        forums=forums,
        chosen=asked or [forum.pk for forum in forums if forum.pk in prepares],
        seen=operations.fingerprint(live),
    )
    words = (
        (
            _("Skicka ut på nytt"),
            _("Skicka ut på nytt"),
            _("Listan är utskickad på nytt. Det förra utskicket står kvar."),
        )
        if found.is_out
        else (_("Hämta in synpunkter"), _("Skicka ut listan"), _("Listan är utskickad på synpunkter."))
    )
    lede = _(
        "Forumen ser listan så som den är nu. Det de ser ändras inte när listan ändras. Det som skickas ut kan bli en allmän handling hos den som får det (tryckfrihetsförordningen 2 kap. 9 och 10 §§)."
    )
    return _act(
        request,
        found,
        form,
        lambda: operations.send_edition(actor=request.user, edition=found, on=ordinary_day(), **form.cleaned_data),
        words,
        lede=lede,
    )


@require_http_methods(["GET", "POST"])
def take_edition(request: Request, pk: int) -> HttpResponse:
    found = fetch(pk)
    permissions.MANAGE.require(request.user, found)
    sent = found.rounds.first()
    live = queries.live_list(found.register, found.day, request.user)
    form = TakeForm(
        request.POST or None,
        edition=found,
        sent_on=sent.sent_on if sent else None,
        seen=operations.fingerprint(live),
        on=ordinary_day(),
    )
    return _act(
        request,
        found,
        form,
        lambda: operations.take_edition(actor=request.user, edition=found, on=ordinary_day(), **form.cleaned_data),
        (
            _("Registrera behandlingen"),
            _("Registrera behandlingen"),
            _("Utgåvan är behandlad. Dess innehåll ändras inte mer."),
        ),
        lede=_("Utgåvan fryses: det mötet behandlade går alltid att läsa och skriva ut som det var.")
        + _unanswered(found),
    )


def _unanswered(found: Edition) -> str:
    count = sum(each.state == Verdict.OPEN for each in queries.comments_of(found))
    words = ngettext(" %(count)d synpunkt är inte besvarad.", " %(count)d synpunkter är inte besvarade.", count)
    return words % {"count": count} if count else ""


@require_http_methods(["GET", "POST"])
def decision(request: Request, pk: int) -> HttpResponse:
    found = fetch(pk)
    permissions.MANAGE.require(request.user, found)
    form = DecisionForm(request.POST or None, edition=found)
    return _act(
        request,
        found,
        form,
        lambda: operations.correct_decision(actor=request.user, edition=found, **form.cleaned_data),
        (_("Ange paragraf"), _("Spara beslutet"), _("Beslutet är sparat. Listan är oförändrad.")),
        lede=_("Bara uppgiften om beslutet ändras. Det som mötet behandlade står kvar."),
    )


@require_http_methods(["GET", "POST"])
def withdraw_edition(request: Request, pk: int) -> HttpResponse:
    found = fetch(pk)
    permissions.MANAGE.require(request.user, found)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return _act(
        request,
        found,
        form,
        lambda: operations.withdraw_edition(actor=request.user, edition=found, **form.cleaned_data),
        (_("Dra tillbaka utgåvan"), _("Dra tillbaka utgåvan"), _("Utgåvan är tillbakadragen.")),
        lede=_("Utgåvan går inte till något möte. Det som skickats ut och det forumen har svarat står kvar."),
        danger=True,
    )
