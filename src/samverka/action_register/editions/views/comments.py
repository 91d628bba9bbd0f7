"""What forums say of an edition, and the answers to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samverka.action_register.editions import operations, permissions, queries
from samverka.action_register.editions.forms import CommentForm, ReplyForm
from samverka.action_register.editions.lifecycle import COMMENT_LIFECYCLE
from samverka.action_register.editions.views.editions import fetch
from samverka.action_register.models import AskedForum, EditionComment
from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.audit.pages import drawn
from samverka.foundation.dates.day import address, ordinary_day
from samverka.foundation.ui.tables import key


@require_safe
def edition_comments(request: Request, pk: int) -> HttpResponse:
    """Every comment with its answer; for those who may read them."""
    found = fetch(pk)
    permissions.READ_COMMENTS.require(request.user, found)
    page = queries.edition_page(found, ordinary_day(), request.user)
    rows = [
        (
            each,
            bool({t.verb for t in COMMENT_LIFECYCLE.available(request.user, _placed(each, found))}),
            each.state == "open" and found.is_out and permissions.REMOVE_COMMENT(request.user, each),
        )
        for each in queries.comments_of(found)
    ]
    context = {
        "edition": found,
        "register": found.register,
        "page": page,
        "comments": rows,
        "speaks": [each for each in page.asked if found.is_out and permissions.COMMENT(request.user, each)],
    }
    return render(request, "action_register/editions/comments.html", context)


def _placed(comment: EditionComment, edition: Any) -> EditionComment:
    comment.asked.round.edition = edition
    return comment


@require_http_methods(["GET", "POST"])
def comment(request: Request, pk: int) -> HttpResponse:
    """A comment on the row `?rad=`, or on the whole."""
    found = fetch(pk)
    page = queries.edition_page(found, ordinary_day(), request.user)
    speaks = [each for each in page.asked if permissions.COMMENT(request.user, each)]
    if not speaks:
        raise PermissionDenied(
            _("Du får inte lämna synpunkter på utgåvan. Det får de som sitter i ett tillfrågat forum.")
        )
    wanted = key(request.GET, "rad")
    row = next((each for each in page.printed.rows if each.key == wanted), None)
    form = CommentForm(request.POST or None, asked=speaks)
    back = address(request, "action_register:edition", found.pk)
    if request.method == "POST" and form.is_valid():
        asked = next(each for each in speaks if each.pk == form.cleaned_data["asked"])
        try:
            made = operations.comment(
                actor=request.user, asked=asked, text=form.cleaned_data["text"], row=wanted, on=ordinary_day()
            )
        except NotDone as error:
            form.add_error(None, str(error))
        else:
            late = _(" Den kom efter tiden och är märkt så.") if made.is_late else ""
            messages.success(request, _("Synpunkten är lämnad.") + late)
            return HttpResponseRedirect(f"{back}#rad-{wanted}" if row else back)
    context = {
        "form": form,
        "edition": found,
        "register": found.register,
        "row": row,
        "back": back,
        "only": speaks[0] if len(speaks) == 1 else None,
    }
    return drawn(request, "action_register/editions/comment_form.html", context, form)


def _fetch_asked(pk: int) -> AskedForum:
    found = AskedForum.objects.select_related("forum", "round__kept", "round__edition__register__forum")
    return get_object_or_404(found, pk=pk)


def _at_once(request: Request, asked: AskedForum, act: Callable[[], None], done: str) -> HttpResponse:
    try:
        act()
    except NotDone as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(address(request, "action_register:edition", asked.round.edition_id))


@require_POST
def no_remarks(request: Request, pk: int) -> HttpResponse:
    asked = _fetch_asked(pk)
    permissions.COMMENT.require(request.user, asked)
    return _at_once(
        request,
        asked,
        lambda: operations.say_no_remarks(actor=request.user, asked=asked, on=ordinary_day()),
        _("%(forum)s har svarat: inget att anmärka.") % {"forum": asked.forum.label},
    )


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    asked = _fetch_asked(pk)
    permissions.COMMENT.require(request.user, asked)
    return _at_once(
        request,
        asked,
        lambda: operations.take_back_answer(actor=request.user, asked=asked),
        _("Svaret är tillbakataget."),
    )


def _fetch_comment(pk: int) -> EditionComment:
    found = EditionComment.objects.select_related("asked__forum", "asked__round__edition__register__forum")
    return get_object_or_404(found, pk=pk)


@require_http_methods(["GET", "POST"])
def answer_comment(request: Request, pk: int) -> HttpResponse:
    remark = _fetch_comment(pk)
    permissions.MANAGE.require(request.user, remark)
    form = ReplyForm(request.POST or None, remark=remark)
    found = remark.asked.round.edition
    back = address(request, "action_register:edition_comments", found.pk)
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer_comment(actor=request.user, remark=remark, on=ordinary_day(), **form.cleaned_data)
        except NotDone as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Synpunkten är besvarad."))
            return HttpResponseRedirect(back)
    context = {"form": form, "remark": remark, "edition": found, "register": found.register, "back": back}
    return drawn(request, "action_register/editions/reply_form.html", context, form)


@require_POST
def remove_comment(request: Request, pk: int) -> HttpResponse:
    remark = _fetch_comment(pk)
    permissions.REMOVE_COMMENT.require(request.user, remark)
    return _at_once(
        request,
        remark.asked,
        lambda: operations.remove_comment(actor=request.user, remark=remark),
        _("Synpunkten är borttagen."),
    )
