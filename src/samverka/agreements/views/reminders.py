"""Reminders: the list of steps reached, what has been done about one, and the ladders they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.agreements import operations, permissions
from samverka.agreements.choices import AgreementKindChoice
from samverka.agreements.forms import AcknowledgeForm, LadderForm, RemoveEventForm
from samverka.agreements.labels import choices as pairs
from samverka.agreements.labels import kind_label
from samverka.agreements.ladder import TARGET_WORDS, USUAL, Ladder, Target, steps_in_text
from samverka.agreements.models import Agreement, ReminderAcknowledgement, ReminderLadder
from samverka.agreements.queries import register
from samverka.agreements.queries.register import Selection
from samverka.agreements.queries.reminders import DueStep, due_steps, find_step, ladders, step_in_words, with_who
from samverka.agreements.states import ReviewKind
from samverka.agreements.views.form_pages import crumbs, sent, to_agreement
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.pages import drawn
from samverka.foundation.audit.templatetags.kept import lazily
from samverka.foundation.dates.calendar import add_months
from samverka.foundation.dates.day import address, ordinary_day
from samverka.foundation.dates.words import day_in_words
from samverka.foundation.ui.tables import PAGE, choice, key, paginate, text

PER_PAGE = 50
MONTHS_AHEAD = 3
WAITS, SETTLED, AHEAD = "", "klara", "kommande"
SEGMENTS = (
    (WAITS, gettext_lazy("Att ta hand om")),
    (AHEAD, gettext_lazy("Kommer inom 3 månader")),
    (SETTLED, gettext_lazy("Omhändertagna")),
)


# --- the list ----------------------------------------------------------------------------------------------------


@require_safe
def reminder_list(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    query = request.GET
    shown, what = choice(query, "visa", [name for name, _words in SEGMENTS]), choice(query, "vad", list(Target))
    selection = Selection(
        kind=choice(query, "slag", dict(AgreementKindChoice.choices)), forum=key(query, "forum"), text=text(query)
    )
    responsible = key(query, "bereds")
    steps = lazily(lambda: _steps(selection, responsible, what, request.day))
    page = lazily(lambda: paginate(_in_segment(steps, shown, request.day), request, PER_PAGE))
    context = {
        "page": page,
        "rows": lazily(lambda: with_who(list(page.object_list))),
        "segments": lazily(lambda: _segments(request, steps, shown)),
        "waiting": lazily(lambda: len(_in_segment(steps, WAITS, request.day))),
        "shown": shown,
        "what": what,
        "chosen": selection,
        "responsible": responsible,
        "is_narrowed": bool(selection.is_narrowed or what or responsible),
        "whats": pairs(TARGET_WORDS),
        "kinds": AgreementKindChoice.choices,
        "choices": lazily(register.choices),
        "may_edit": permissions.EDIT_AGREEMENTS(request.user),
        "may_settle": permissions.EDIT_AGREEMENTS(request.user) and not request.as_of,
    }
    return render(request, "agreements/reminders.html", context)


def _steps(selection: Selection, responsible: int | None, what: str, on: dt.date) -> list[DueStep]:
    return [
        step
        for step in due_steps(on, selection, responsible=responsible)
        if not what or step.shown.deadline.target == what
    ]


def _in_segment(steps: Sequence[DueStep], shown: str, on: dt.date) -> list[DueStep]:
    match shown:
        case "klara":
            return [step for step in steps if step.settled]
        case "kommande":
            until = add_months(on, MONTHS_AHEAD)
            near = [step for step in steps if not step.waits and step.upcoming and step.upcoming.day <= until]
            return sorted(near, key=lambda step: step.upcoming.day if step.upcoming else until)
        case _:
            return [step for step in steps if step.waits]


def _segments(request: Request, steps: list[DueStep], shown: str) -> list[dict[str, Any]]:
    return [
        {
            "href": _with(request, "visa", name),
            "word": word,
            "count": len(_in_segment(steps, name, request.day)),
            "current": name == shown,
            "late": name == WAITS,
        }
        for name, word in SEGMENTS
    ]


def _with(request: Request, name: str, value: str) -> str:
    query = request.GET.copy()
    for each in (name, PAGE):
        query.pop(each, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"


# --- one step ----------------------------------------------------------------------------------------------------


def _asked_step(request: Request, agreement: Agreement) -> DueStep | None:
    """The step that the address names, as it stands on the ordinary day: what is done about it is done today."""
    target, review = choice(request.GET, "vad", list(Target)), choice(request.GET, "oversyn", list(ReviewKind))
    try:
        about = dt.date.fromisoformat(request.GET.get("om", ""))
    except ValueError:
        return None
    return find_step(agreement, Target(target), review, about, ordinary_day()) if target else None


@require_http_methods(["GET", "POST"])
def acknowledge(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    step = _asked_step(request, agreement)
    if step is None or step.reached is None:
        messages.info(request, _("Den påminnelsen finns inte längre: dagen har flyttats eller passerats."))
        return to_agreement(request, pk)
    deadline, today = step.reached.deadline, ordinary_day()
    form = AcknowledgeForm(sent(request), today=today, initial={"done_on": today})
    if request.method == "POST":
        done, _made = form.attempt(
            operations.acknowledge, actor=request.user, agreement=agreement, target=deadline.target, about=deadline.about,
            review_kind=deadline.review or "", on=today,
        )  # fmt: skip
        if done:
            messages.success(request, _("Påminnelsen om %(name)s är omhändertagen.") % {"name": agreement.name})
            return redirect(address(request, "agreements:reminders"))
    lede = _("%(step)s. Dagen är den %(day)s.") % {
        "step": step_in_words(step.reached),
        "day": day_in_words(deadline.day),
    }
    return _form_page(
        request, form, heading=_("Ta hand om påminnelsen"), lede=lede, submit=_("Spara åtgärden"), agreement=agreement
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    made = get_object_or_404(ReminderAcknowledgement.objects.select_related("agreement"), pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, made.agreement)
    form = RemoveEventForm(sent(request))
    if request.method == "POST" and form.is_valid():
        operations.withdraw_acknowledgement(actor=request.user, made=made, reason=form.cleaned_data["reason"])
        return to_agreement(request, made.agreement_id, _("Åtgärden är borttagen och påminnelsen väntar igen."))
    lede = _("”%(note)s” Ta bara bort det som sagts av misstag.") % {"note": made.note}
    return _form_page(
        request,
        form,
        heading=_("Ta bort åtgärden?"),
        lede=lede,
        submit=_("Ta bort åtgärden"),
        agreement=made.agreement,
        danger=True,
    )


def _form_page(request: Request, form: Any, *, agreement: Agreement | None = None, **context: Any) -> HttpResponse:
    way = crumbs(request, agreement)
    if agreement is None:
        way = [
            *way,
            (address(request, "agreements:reminders"), _("Påminnelser")),
            (address(request, "agreements:ladders"), _("Stegar")),
        ]
    given = {"form": form, "crumbs": way, "cancel": way[-1][0]}
    return drawn(request, "audit/form.html", given | context, form)


# --- ladders -----------------------------------------------------------------------------------------------------


@require_safe
def ladder_list(request: Request) -> HttpResponse:
    permissions.VIEW_AGREEMENTS.require(request.user)
    found = list(ReminderLadder.objects.select_related("agreement"))
    context = {
        "county": next((one for one in found if not one.agreement and not one.kind), None),
        "usual": {name: steps_in_text(getattr(USUAL, name)) for name in ("end", "notice", "review")},
        "of_kind": [one for one in found if one.kind],
        "own": sorted(
            (one for one in found if one.agreement), key=lambda one: one.agreement.name_key if one.agreement else ""
        ),
        "kinds": [pair for pair in AgreementKindChoice.choices if pair[0] not in {one.kind for one in found}],
        "may_edit": permissions.EDIT_AGREEMENTS(request.user),
    }
    return render(request, "agreements/ladders.html", context)


@require_http_methods(["GET", "POST"])
def change_ladder(request: Request) -> HttpResponse:
    """Of a kind (`?slag=`), or of all."""
    permissions.EDIT_AGREEMENTS.require(request.user)
    kind = choice(request.GET, "slag", dict(AgreementKindChoice.choices))
    heading = (
        _("Påminnelser för %(kind)s") % {"kind": kind_label(kind).lower()} if kind else _("Påminnelser för alla avtal")
    )
    stands = ReminderLadder.objects.filter(agreement=None, kind=kind).first()
    return _ladder_form(request, stands, ladders().of(0, kind), heading=heading, kind=kind)


@require_http_methods(["GET", "POST"])
def own_ladder(request: Request, pk: int) -> HttpResponse:
    agreement = get_object_or_404(Agreement, pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, agreement)
    stands = ReminderLadder.objects.filter(agreement=agreement).first()
    ladder = ladders([agreement.pk]).of(agreement.pk, agreement.kind)
    return _ladder_form(request, stands, ladder, heading=_("Avtalets egna påminnelser"), agreement=agreement)


def _ladder_form(
    request: Request,
    stands: ReminderLadder | None,
    ladder: Ladder,
    *,
    heading: str,
    agreement: Agreement | None = None,
    kind: str = "",
) -> HttpResponse:
    initial = {
        "version": stands.version if stands else None,
        "before_end": steps_in_text(ladder.end),
        "before_notice": steps_in_text(ladder.notice),
        "before_review": steps_in_text(ladder.review),
    }
    form = LadderForm(sent(request), initial=initial)
    if request.method == "POST":
        done, _made = form.attempt(operations.set_ladder, actor=request.user, agreement=agreement, kind=kind)
        if done:
            said = _("Påminnelserna räknas efter den nya stegen.")
            if agreement:
                return to_agreement(request, agreement.pk, said)
            messages.success(request, said)
            return redirect(address(request, "agreements:ladders"))
    lede = _("Stegen gäller från nu. Det som redan är omhändertaget för samma slutdag räknas fortfarande.")
    return _form_page(request, form, heading=heading, lede=lede, submit=_("Spara stegen"), agreement=agreement)


@require_POST
def remove_ladder(request: Request, pk: int) -> HttpResponse:
    ladder = get_object_or_404(ReminderLadder.objects.select_related("agreement"), pk=pk)
    permissions.EDIT_AGREEMENTS.require(request.user, ladder.agreement)
    operations.remove_ladder(actor=request.user, ladder=ladder)
    messages.success(request, _("Stegen är borttagen. Påminnelserna räknas efter nästa steg som gäller."))
    return redirect(address(request, "agreements:ladders"))
