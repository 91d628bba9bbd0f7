"""Pages of imports: take in, review, bring in, undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import StaleRecord
from samverka.foundation.audit.queries import history
from samverka.foundation.documents.operations import FileRefused
from samverka.foundation.documents.serving import serve
from samverka.foundation.lifecycle import Refused
from samverka.foundation.ui.tables import choice, paginate
from samverka.imports import operations, queries, tasks
from samverka.imports.forms import ForumForm, UploadForm, stored_value, value_form
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.permissions import APPLY_IMPORT, IMPORT_DOCUMENTS, REVIEW_IMPORT, visible_runs
from samverka.imports.review import answers_to, shown_fields
from samverka.imports.states import RunState
from samverka.imports.targets import TARGETS
from samverka.imports.undo import CannotUndo, can_be_undone, undo


def run_list(request: Request) -> HttpResponse:
    """Documents taken in, and the form that takes in more."""
    IMPORT_DOCUMENTS.require(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        started = _start_all(request, form)
        if len(started) == 1:
            return redirect("imports:run", started[0].pk)
        if started:
            return redirect("imports:list")
    page = paginate(queries.run_list(request.user), request)
    return render(request, "imports/list.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def _start_all(request: Request, form: UploadForm) -> list[ImportRun]:
    """Each file on its own: one that is refused leaves the others."""
    started = []
    for file in form.cleaned_data["files"]:
        try:
            run, new = tasks.start_reading(actor=request.user, data=file.read(), filename=file.name or "")
        except FileRefused as refusal:
            form.add_error("files", f"{file.name}: {refusal}")
            continue
        if not REVIEW_IMPORT(request.user, run):
            form.add_error("files", _("Samma fil läses redan in av någon annan: %(name)s.") % {"name": file.name})
            continue
        if not new:
            messages.info(
                request, _("Samma fil läses redan in som ”%(name)s”. Fortsätt granskningen här.") % {"name": run}
            )
        started.append(run)
    return started


def _visible(request: Request, pk: int) -> ImportRun:
    """404 outside what the user may see."""
    return get_object_or_404(
        visible_runs(request.user).select_related(
            "source__file", "source__document", "uploaded_by", "forum", "job__task"
        ),
        pk=pk,
    )


def _record(request: Request, pk: int, position: int) -> ImportRecord:
    return get_object_or_404(ImportRecord, run=_visible(request, pk), position=position)


@require_safe
def run(request: Request, pk: int) -> HttpResponse:
    """One run: its progress, its records with what they ask, or what it did."""
    the_run = _visible(request, pk)
    segment = choice(request.GET, "visa", queries.SEGMENTS)
    page = paginate(queries.records(the_run, segment), request)
    counted = queries.counts(the_run)
    context = {
        "run": the_run,
        "page": page,
        "segment": segment,
        "segments": _segments(counted),
        "counts": counted,
        "may_apply": APPLY_IMPORT(request.user, the_run),
        "forum_form": ForumForm(initial={"forum": the_run.forum, "version": the_run.version}),
        "has_rows": the_run.records.filter(kind="action_item").exists(),
        "effects": queries.effects_by_record(the_run) if the_run.state != RunState.READING else {},
        "can_undo": can_be_undone(the_run),
        "history": history(the_run, limit=30),
    }
    return render(request, "imports/run.html", context)


def _segments(counted: queries.Counts) -> list[tuple[str, str, int]]:
    labels = {
        "": _("Alla"),
        "osakra": _("Osäkra"),
        "nya": _("Nya"),
        "andrade": _("Ändrade"),
        "samma": _("Samma"),
        "bort": _("Förs inte in"),
    }
    return [(key, label, counted.by_segment[key]) for key, label in labels.items()]


@require_safe
def review(request: Request, pk: int, position: int) -> HttpResponse:
    """One record: the source beside the reading, and what it needs an answer to."""
    return _review_page(request, _record(request, pk, position))


def _review_page(
    request: Request, found: ImportRecord, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    target = TARGETS[found.kind]
    context = {
        "run": found.run,
        "record": found,
        "fields": shown_fields(found, target, forms or {}),
        "is_open": found.run.state == RunState.TO_REVIEW and found.state in ("pending", "ready", "dropped"),
        "neighbours": queries.neighbours(found),
        "counts": queries.counts(found.run),
        "current": target.model._default_manager.filter(pk=found.target_id).first() if found.target_id else None,
        "effect": queries.effects_by_record(found.run).get(found.pk),
        "may_apply": APPLY_IMPORT(request.user, found.run),
        "history": history(found, limit=30),
    }
    return render(request, "imports/review.html", context, status=status)


@require_POST
def answer(request: Request, pk: int, position: int) -> HttpResponse:
    """One answer: correct, keep, accept, choose what it is, drop, take back. Goes on to the next question."""
    found = _record(request, pk, position)
    REVIEW_IMPORT.require(request.user, found)
    try:
        name, act = answers_to(found, request.POST)
    except KeyError as missing:
        raise Http404 from missing
    if name == "correct":
        field = next((field for field in found.read_fields() if field.name == request.POST.get("field")), None)
        if field is None:
            raise Http404
        form = value_form(field, request.POST)
        if not form.is_valid():
            return _review_page(request, found, {field.name: form}, status=422)
        act = _correction(found, field, form)
    return _answered(request, found, act, stay=name in ("correct", "keep", "take"))


def _correction(found: ImportRecord, field: Any, form: Any) -> Callable[..., None]:
    value = stored_value(field, form.cleaned_data["value"])
    return lambda **given: operations.correct_field(found=found, name=field.name, value=value, **given)


def _answered(request: Request, found: ImportRecord, act: Callable[..., None], *, stay: bool) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        act(actor=request.user, version=int(version) if version.isdecimal() else 0)
    except (StaleRecord, Refused) as problem:
        messages.error(request, str(problem))
        return redirect("imports:review", found.run_id, found.position)
    found.refresh_from_db()
    following = queries.neighbours(found)
    goal = found.position if stay or found.state == "pending" else following.next_question
    return redirect("imports:review", found.run_id, goal) if goal else redirect("imports:run", found.run_id)


@require_POST
def choose_forum(request: Request, pk: int) -> HttpResponse:
    """Whose register the rows belong to."""
    the_run = _visible(request, pk)
    REVIEW_IMPORT.require(request.user, the_run)
    form = ForumForm(request.POST)
    if form.is_valid():
        _try(request, lambda: operations.choose_forum(actor=request.user, run=the_run, **form.cleaned_data))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("imports:run", pk)


@require_POST
def apply(request: Request, pk: int) -> HttpResponse:
    """Brings in what is certain, as a job."""
    the_run = _visible(request, pk)
    APPLY_IMPORT.require(request.user, the_run)
    version = request.POST.get("version", "")
    _try(
        request,
        lambda: tasks.start_applying(
            actor=request.user, run=the_run, version=int(version) if version.isdecimal() else 0
        ),
    )
    return redirect("imports:run", pk)


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Puts the reading away."""
    the_run = _visible(request, pk)
    REVIEW_IMPORT.require(request.user, the_run)
    if _try(request, lambda: operations.discard_run(actor=request.user, run=the_run)):
        messages.success(request, _("”%(name)s” är bortlagd. Inget har ändrats i registret.") % {"name": the_run})
    return redirect("imports:list")


@require_POST
def undo_run(request: Request, pk: int) -> HttpResponse:
    """Takes back all that the run did, or tells what stands in the way."""
    the_run = _visible(request, pk)
    APPLY_IMPORT.require(request.user, the_run)
    return _undo(request, the_run, None)


@require_POST
def undo_record(request: Request, pk: int, position: int) -> HttpResponse:
    found = _record(request, pk, position)
    APPLY_IMPORT.require(request.user, found)
    return _undo(request, found.run, found)


def _undo(request: Request, the_run: ImportRun, found: ImportRecord | None) -> HttpResponse:
    try:
        count = undo(actor=request.user, run=the_run, found=found)
    except CannotUndo as refusal:
        return render(
            request, "imports/cannot_undo.html", {"run": the_run, "hindrances": refusal.hindrances}, status=409
        )
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(
            request,
            ngettext("%(count)s ändring är ångrad.", "%(count)s ändringar är ångrade.", count) % {"count": count},
        )
    return redirect("imports:run", the_run.pk)


@require_safe
def original(request: Request, pk: int) -> HttpResponseBase:
    """The document as it was taken in."""
    return serve(_visible(request, pk).source)


def _try(request: Request, act: Callable[[], Any]) -> bool:
    try:
        act()
    except (StaleRecord, Refused, ValidationError) as problem:
        messages.error(request, str(problem))
        return False
    return True
