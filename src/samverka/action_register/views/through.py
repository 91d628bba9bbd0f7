"""Going through the list at a meeting: one page to mark promises and rows, each act saved at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samverka.action_register import operations, permissions
from samverka.action_register.models import ActionItem, ActionRegister, FollowUp
from samverka.action_register.operations.occasions import Occasion
from samverka.action_register.operations.through import closed_already, settled_already
from samverka.action_register.queries import through as reads
from samverka.action_register.queries.said import as_text, changed_at
from samverka.action_register.queries.through import DUE, SHOWN, Going, Group, Passage, Rows
from samverka.action_register.through_forms import CANCEL, ENTRY_ACTS, ITEM_ACTS, UNDO, Act, ActForm
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.dates.day import address
from samverka.foundation.ui.tables import choice, key, paginate

PER_PAGE = 25


@dataclass
class Answer:
    """What is told in the row that was acted on: an open form, or why it could not be done. `place`: the promise or row, as
    the page names it."""

    place: str = ""
    act: Act | None = None
    form: ActForm | None = None
    refusal: str = ""
    typed: str = ""
    is_elsewhere: bool = False


def _register(request: Request, pk: int) -> ActionRegister:
    register = get_object_or_404(ActionRegister.objects.select_related("forum"), pk=pk)
    permissions.CHANGE.require(request.user, register)
    return register


def _going(request: Request, pk: int, meeting: int) -> Going:
    register = _register(request, pk)
    found = reads.meeting_of(register, meeting)
    if found is None:
        raise Http404
    return Going(register, found, choice(request.GET, "visa", SHOWN, DUE), key(request.GET, "inriktning"))


@require_safe
def choose(request: Request, pk: int) -> HttpResponse:
    """Which meeting: the forum's next is chosen beforehand."""
    register = _register(request, pk)
    meetings, following = reads.meetings_to_choose(register, request.day)
    wanted = key(request.GET, "mote")
    if wanted in {meeting.pk for meeting in meetings}:
        return HttpResponseRedirect(address(request, "action_register:through", register.pk, wanted))
    context = {"register": register, "meetings": meetings, "following": following}
    context["has_coming"] = following is not None and following.ends_on >= request.day
    return render(request, "action_register/through_choose.html", context)


@require_safe
def through(request: Request, pk: int, meeting: int) -> HttpResponse:
    going = _going(request, pk, meeting)
    directions = reads.directions_of(going.register)
    page = paginate(Rows(going, directions), request, per_page=PER_PAGE)  # type: ignore[arg-type]
    by_pk = {direction.pk: direction for direction in directions}
    rows = reads.passages(page.object_list, going)  # type: ignore[arg-type]
    groups = [
        Group(by_pk.get(heading or 0), list(each)) for heading, each in groupby(rows, lambda row: row.item.direction_id)
    ]
    context = _context(request, going) | {"page": page, "groups": groups, "directions": directions, "keys": ENTRY_ACTS}
    return render(request, "action_register/through.html", context)


def _section(request: Request, going: Going) -> int | None:
    """The § that the next act begins with: what the page says, else what was said last."""
    asked = request.GET.get("paragraf")
    return key(request.GET, "paragraf") if asked is not None else reads.latest_section(going.meeting, going.register)


def _context(request: Request, going: Going) -> dict[str, Any]:
    """What the page and each of its rows need."""
    query = request.GET.copy()
    for name in ("gor", "paragraf") if request.htmx else ("gor",):  # type: ignore[attr-defined]
        query.pop(name, None)
    return {
        "register": going.register, "meeting": going.meeting, "going": going, "tally": reads.tally(going), "section": _section(request, going),
        "paragraphs": reads.numbered_paragraphs(going.meeting), "is_ahead": going.meeting.starts_on > request.day,
        "base": reverse("action_register:through", args=[going.register.pk, going.meeting.pk]), "query": query.urlencode(),
        "acts": ENTRY_ACTS, "item_acts": ITEM_ACTS,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def entry(request: Request, pk: int, meeting: int, entry: int) -> HttpResponse:
    """An act on a promise; on a note of the meeting only its undoing."""
    going = _going(request, pk, meeting)
    found = get_object_or_404(
        FollowUp.objects.select_related("item__register__forum", "outcome_by"), pk=entry, item__register=going.register
    )
    return _act(request, going, found.item, ENTRY_ACTS, found, _on_entry(request, going, found))


@require_http_methods(["GET", "POST"])
def row(request: Request, pk: int, meeting: int, item: int) -> HttpResponse:
    """An act on a whole row."""
    going = _going(request, pk, meeting)
    found = get_object_or_404(ActionItem.objects.select_related("register__forum"), pk=item, register=going.register)
    return _act(request, going, found, ITEM_ACTS, None, _on_item(request, going, found))


Do = Callable[[str, Occasion, str], Any]


def _on_entry(request: Request, going: Going, found: FollowUp) -> Do:
    given: dict[str, Any] = {"actor": request.user}

    def do(name: str, occasion: Occasion, text: str) -> Any:
        match name:
            case "klart":
                return operations.settle_at_meeting(
                    **given, follow_up=found, occasion=occasion, verb="mark_done", note=text
                )
            case "utgar":
                return operations.settle_at_meeting(
                    **given, follow_up=found, occasion=occasion, verb="cancel", note=text
                )
            case "skjut-upp":
                return operations.postpone_at_meeting(**given, follow_up=found, occasion=occasion, text=text)
            case "notera":
                return operations.note_at_meeting(**given, item=found.item, occasion=occasion, text=text, about=found)
        if found.outcome_meeting_id is None and found.origin_meeting_id is not None:
            return operations.undo_note(**given, entry=found, meeting=going.meeting)
        return operations.undo_outcome(
            **given, follow_up=found, meeting=going.meeting, version=key(request.POST, "version")
        )

    return do


def _on_item(request: Request, going: Going, found: ActionItem) -> Do:
    given: dict[str, Any] = {"actor": request.user, "item": found}

    def do(name: str, occasion: Occasion, text: str) -> Any:
        match name:
            case "avsluta":
                return operations.close_at_meeting(**given, occasion=occasion, reason=text)
            case "avfor":
                return operations.drop_at_meeting(**given, occasion=occasion, reason=text)
            case "notera":
                return operations.note_at_meeting(**given, occasion=occasion, text=text)
        return operations.undo_closing(**given, meeting=going.meeting, version=key(request.POST, "version"))

    return do


def _act(
    request: Request, going: Going, item: ActionItem, acts: dict[str, Act], found: FollowUp | None, do: Do
) -> HttpResponse:
    """Opens the act's form, or does it; answers with the row anew, or without JavaScript with a page."""
    asked = (request.POST if request.method == "POST" else request.GET).get("gor", "")
    if asked not in acts and asked != (UNDO if request.method == "POST" else CANCEL):
        raise Http404
    act = acts.get(asked)
    place = f"lofte-{found.pk}" if found else f"rad-{item.pk}"
    answer = Answer(place, act)
    if request.method == "POST":
        if _do(request, going, act, do, answer):
            return _done(request, going, item, place)
    elif act:
        section = _section(request, going)
        answer.form = ActForm(act=act, section=section, place=answer.place)
        answer.refusal = settled_already(found) if found else closed_already(item)
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, going, item, answer)
    return _page(request, going, item, found, answer)


def _do(request: Request, going: Going, act: Act | None, do: Do, answer: Answer) -> bool:
    """Does what was asked; else `answer` says why not, with what was typed."""
    if act is None:
        try:
            do(UNDO, Occasion(going.meeting), "")
        except NotDone as error:
            answer.refusal = str(error)
        return not answer.refusal
    form = ActForm(request.POST, act=act, place=answer.place)
    if not form.is_valid():
        answer.form = form
        return False
    try:
        do(act.name, Occasion(going.meeting, form.cleaned_data["paragraf"]), form.cleaned_data["text"])
    except NotDone as error:
        answer.refusal, answer.typed = str(error), form.cleaned_data["text"]
        form.add_error("text" if answer.typed else None, str(error))
        answer.form = form
        return False
    return True


def _done(request: Request, going: Going, item: ActionItem, place: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return _row(request, going, item, Answer(place))
    messages.success(request, _("Sparat."))
    query = request.GET.copy()
    query.pop("gor", None)
    if section := request.POST.get("paragraf", "").strip():
        query["paragraf"] = section
    base = reverse("action_register:through", args=[going.register.pk, going.meeting.pk])
    return HttpResponseRedirect(f"{base}{'?' if query else ''}{query.urlencode()}#{place}")


def _passage(item: ActionItem, going: Going, answer: Answer) -> Passage:
    passage = reads.passages([ActionItem.objects.select_related("direction").get(pk=item.pk)], going)[0]
    answer.is_elsewhere = answer.place not in {passage.place, *(stop.place for stop in passage.stops)}
    return passage


def _row(request: Request, going: Going, item: ActionItem, answer: Answer) -> HttpResponse:
    context = _context(request, going) | {"row": _passage(item, going, answer), "answer": answer, "is_fragment": True}
    return render(request, "action_register/_passage.html", context)


def _page(
    request: Request, going: Going, item: ActionItem, found: FollowUp | None, answer: Answer
) -> HttpResponse:  # fmt: skip
    context = _context(request, going) | {
        "row": _passage(item, going, answer),
        "item": item,
        "answer": answer,
        "follow_up": found,
    }
    refused = request.method == "POST"
    return render(request, "action_register/through_act.html", context, status=422 if refused else 200)


@require_safe
def summary(request: Request, pk: int, meeting: int) -> HttpResponse:
    """Det här ändrades på mötet: § by §, to be read through, printed, or pasted into the minutes."""
    going = _going(request, pk, meeting)
    sections = changed_at(going.register, going.meeting)
    context = {
        "register": going.register, "meeting": going.meeting, "sections": sections, "text": as_text(sections),
        "tally": reads.tally(going),
    }  # fmt: skip
    return render(request, "action_register/through_summary.html", context)
