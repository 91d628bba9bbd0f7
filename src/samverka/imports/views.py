"""Pages of imports: take in, review, bring in, undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samverka.foundation.accounts.http import Request
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.audit.queries import history
from samverka.foundation.documents.operations import FileRefused
from samverka.foundation.documents.serving import serve
from samverka.foundation.ui.tables import choice, paginate
from samverka.imports import labels, operations, queries, recognised, tasks
from samverka.imports.fields import RECORD, ReadField
from samverka.imports.forms import FactsForm, UploadForm, stored_value
from samverka.imports.models import ImportRecord, ImportRun
from samverka.imports.permissions import (
    APPLY_IMPORT,
    IMPORT_DOCUMENTS,
    REVIEW_IMPORT,
    UNDO_IMPORT,
    importable_forums,
    seen_runs,
)
from samverka.imports.review import answers_to, form_of, groups, missing_fields, shown_fields
from samverka.imports.shown_parts import PartForms, content_of
from samverka.imports.states import RecordKind, RecordState, RunState
from samverka.imports.targets import TARGETS
from samverka.meetings.parts import section_of

SHOWN = ("source__file", "source__document", "uploaded_by", "forum", "job__task", "job__requested_by")
STAYS = frozenset({"correct", "keep", "take", "omit", "include"})  # answers to one field of several


def run_list(request: Request) -> HttpResponse:
    """Documents taken in, and the form that takes in more."""
    IMPORT_DOCUMENTS.require(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        started = _start_all(request, form)
        if started and not form.errors:
            return redirect("imports:run", started[0].pk) if len(started) == 1 else redirect("imports:list")
    page = paginate(queries.run_list(request.user), request)
    return render(request, "imports/list.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def _start_all(request: Request, form: UploadForm) -> list[ImportRun]:
    """Each file on its own: one that is refused leaves the others."""
    started = []
    for file in form.cleaned_data["documents"]:
        try:
            run, new = tasks.start_reading(actor=request.user, data=file.read(), filename=file.name or "")
        except FileRefused as refusal:
            form.add_error("documents", f"{file.name}: {refusal}")
            continue
        if not new:
            messages.info(request, labels.already_taken_in(run, file.name or ""))
        started.append(run)
    if started and form.errors:
        names = ", ".join(str(run) for run in started)
        messages.success(request, _("De andra filerna läses: %(names)s.") % {"names": names})
    return started


def _visible(request: Request, pk: int) -> ImportRun:
    """404 outside what the user may see."""
    return get_object_or_404(seen_runs(request.user).select_related(*SHOWN), pk=pk)


def _record(request: Request, pk: int, position: int) -> ImportRecord:
    run = _visible(request, pk)
    found = get_object_or_404(ImportRecord, run=run, position=position)
    found.run = run
    return found


@require_safe
def run(request: Request, pk: int) -> HttpResponse:
    """One run: its progress, its records with what they ask, or what it did."""
    return _run_page(request, _visible(request, pk))


def _run_page(request: Request, the_run: ImportRun, facts: FactsForm | None = None) -> HttpResponse:
    counted, kinds = queries.counts(the_run), queries.kinds_read(the_run)
    may_review = REVIEW_IMPORT(request.user, the_run)
    segment = choice(request.GET, "visa", queries.SEGMENTS)
    is_open = the_run.state == RunState.TO_REVIEW
    page = paginate(queries.records(the_run, segment), request)
    queries.note_pages(page.object_list)
    context = {
        "run": the_run,
        "page": page,
        "segment": segment,
        "segments": labels.segments(counted.by_segment),
        "counts": counted,
        "kinds": labels.kinds_in_words(kinds),
        "lacks_date": labels.lacks_date(the_run),
        "has_tables": bool(counted.applied) and RecordKind.TABLE in dict(kinds),
        "first_question": queries.first_question(the_run) if is_open else None,
        "ready": queries.ready(the_run, request.user) if is_open else None,
        "at_once": queries.at_once(the_run) if is_open and may_review else None,
        "absent": queries.absent_rows(the_run) if is_open else None,
        "facts_form": facts or (_facts_form(request, the_run) if is_open and may_review else None),
        "facts_open": facts is not None,
        "may_review": may_review,
        "pictures": labels.pictures_in_words(list(recognised.pages_of(the_run).values())),
        "may_undo": counted.applied
        and the_run.state in (RunState.APPLIED, RunState.TO_REVIEW)
        and UNDO_IMPORT(request.user, the_run),
        "shows_job": may_review
        and the_run.job is not None
        and (not the_run.job.is_finished or bool(the_run.job.error)),
        "is_stuck": may_review and tasks.is_stuck(the_run),
        "history": history(the_run, limit=30) if may_review else (),
        "verbs": labels.VERBS,
    }
    return render(request, "imports/run.html", context, status=422 if facts is not None else 200)


def _facts_form(request: Request, the_run: ImportRun, data: Any = None) -> FactsForm:
    has_rows = the_run.records.filter(kind=RecordKind.ACTION_ITEM).exists()
    initial = {"forum": the_run.forum, "document_date": the_run.document_date, "version": the_run.version}
    return FactsForm(data, initial=initial, forums=importable_forums(request.user), has_rows=has_rows)


@require_safe
def review(request: Request, pk: int, position: int) -> HttpResponse:
    """One record: the source beside the reading, and what it needs an answer to."""
    return _review_page(request, _record(request, pk, position))


def _review_page(
    request: Request, found: ImportRecord, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    target = TARGETS[found.kind]
    may_review = REVIEW_IMPORT(request.user, found)
    is_open = may_review and found.run.state == RunState.TO_REVIEW and found.state in operations.review.OPEN
    effect = queries.effect_of(found)
    queries.note_pages([found])
    fields = shown_fields(found, target, forms or {})
    context = {
        "run": found.run,
        "record": found,
        "groups": groups(fields),
        "asks_of_field": any(shown.needs_answer for shown in fields),
        "may_keep": any(shown.needs_answer and shown.current for shown in fields),
        "is_kept": any(shown.field.settled == RECORD and shown.field.keep for shown in fields),
        "missing": missing_fields(found, target),
        "is_open": is_open,
        "picture": recognised.page_of_record(found),
        "neighbours": queries.neighbours(found),
        "counts": queries.counts(found.run),
        "current": target.model._default_manager.filter(pk=found.target_id).first() if found.target_id else None,
        "effect": effect,
        "may_apply": APPLY_IMPORT(request.user, found),
        "may_undo": effect is not None and found.state == RecordState.APPLIED and UNDO_IMPORT(request.user, found),
        "history": history(found, limit=30) if may_review else (),
        "verbs": labels.VERBS,
    }
    return render(request, "imports/review.html", context, status=status)


@require_POST
def answer(request: Request, pk: int, position: int) -> HttpResponse:
    """One answer: correct, keep, take, accept, choose what it is, drop, take back. Goes on to the next question."""
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
        if section_of(field.name) is not None:
            return _correct(request, found, field)
        form = form_of(field, TARGETS[found.kind], request.POST)
        if not form.is_valid():
            return _review_page(request, found, {field.name: form}, status=422)
        act = partial(act, value=stored_value(field, form.cleaned_data["value"]))
    if not _try(request, partial(act, actor=request.user, version=_version(request))):
        return redirect("imports:review", pk, position)
    found.refresh_from_db()
    if name in STAYS or found.state == RecordState.PENDING:
        return _to_field(found, request.POST.get("field", ""))
    goal = queries.neighbours(found).next_question
    return redirect("imports:review", pk, goal) if goal else redirect("imports:run", pk)


def _to_field(found: ImportRecord, name: str) -> HttpResponse:
    """Back to the record, where the field just answered stands."""
    anchor = f"#tolkning-{quote(name)}" if section_of(name) is not None else ""
    return redirect(reverse("imports:review", args=[found.run_id, found.position]) + anchor)


@require_safe
def correct_part(request: Request, pk: int, position: int) -> HttpResponse:
    """The form in which one part of a meeting is corrected, the source above it."""
    found = _record(request, pk, position)
    REVIEW_IMPORT.require(request.user, found)
    field = next((field for field in found.read_fields() if field.name == request.GET.get("uppgift")), None)
    if field is None or content_of(field) is None:
        raise Http404
    return _part_page(request, found, field, PartForms(field))


def _correct(request: Request, found: ImportRecord, field: ReadField) -> HttpResponse:
    try:
        forms = PartForms(field, request.POST)
    except KeyError as missing:
        raise Http404 from missing
    if not forms.is_valid():
        return _part_page(request, found, field, forms, status=422)
    act = partial(operations.correct_field, found=found, name=field.name, value=forms.value())
    _try(request, partial(act, actor=request.user, version=_version(request)))
    return _to_field(found, field.name)


def _part_page(
    request: Request, found: ImportRecord, field: ReadField, forms: PartForms, status: int = 200
) -> HttpResponse:
    context = {"run": found.run, "record": found, "field": field, "form": forms.form, "points": forms.points}
    return render(request, "imports/part_form.html", context, status=status)


@require_POST
def set_facts(request: Request, pk: int) -> HttpResponse:
    """Whose register the rows belong to, and which day the document is from."""
    the_run = _visible(request, pk)
    REVIEW_IMPORT.require(request.user, the_run)
    form = _facts_form(request, the_run, request.POST)
    if not form.is_valid():
        return _run_page(request, the_run, form)
    given = {"forum": the_run.forum} | form.cleaned_data
    if _try(request, partial(operations.set_facts, actor=request.user, run=the_run, **given)):
        messages.success(request, _("Posterna är jämförda med registret igen."))
    return redirect("imports:run", pk)


@require_POST
def answer_all(request: Request, pk: int) -> HttpResponse:
    """One answer for the whole document: `operations.answer_all`."""
    the_run = _visible(request, pk)
    REVIEW_IMPORT.require(request.user, the_run)
    act = partial(operations.answer_all, actor=request.user, run=the_run, answer=request.POST.get("answer", ""))
    try:
        _try(request, partial(act, version=_version(request)))
    except KeyError as missing:
        raise Http404 from missing
    return redirect("imports:run", pk)


@require_POST
def apply(request: Request, pk: int) -> HttpResponse:
    """Brings in what is certain, as a job. Pressed twice it is brought in once."""
    the_run = _visible(request, pk)
    REVIEW_IMPORT.require(request.user, the_run)
    if the_run.state == RunState.TO_REVIEW:
        APPLY_IMPORT.require(request.user, the_run)
        _try(request, partial(tasks.start_applying, actor=request.user, run=the_run, version=_version(request)))
    return redirect("imports:run", pk)


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Puts the reading away."""
    the_run = _visible(request, pk)
    REVIEW_IMPORT.require(request.user, the_run)
    if not _try(request, partial(operations.discard_run, actor=request.user, run=the_run)):
        return redirect("imports:run", pk)
    messages.success(request, _("”%(name)s” är bortlagd. Inget har ändrats i registret.") % {"name": the_run})
    return redirect("imports:list")


@require_POST
def unstick(request: Request, pk: int) -> HttpResponse:
    """The work on a run has failed for good, or waits for pictures to be read: try again, stop, or read the rest."""
    the_run = _visible(request, pk)
    REVIEW_IMPORT.require(request.user, the_run)
    answer = request.POST.get("answer")
    act: Callable[..., None] = tasks.give_up if answer == "give_up" else tasks.go_on
    if the_run.state == RunState.WAITING:
        act = partial(tasks.resume_reading, leave_out=answer == "leave_out")
    _try(request, partial(act, actor=request.user, run=the_run))
    return redirect("imports:run", pk)


@require_POST
def undo_run(request: Request, pk: int) -> HttpResponse:
    """Takes back all that the run did, or tells what stands in the way."""
    the_run = _visible(request, pk)
    UNDO_IMPORT.require(request.user, the_run)
    if tasks.is_long(the_run):
        tasks.start_undoing(actor=request.user, run=the_run)
        return redirect("imports:run", pk)
    return _undo(request, the_run, None)


@require_POST
def undo_record(request: Request, pk: int, position: int) -> HttpResponse:
    """Takes back what the run did with one record."""
    found = _record(request, pk, position)
    UNDO_IMPORT.require(request.user, found)
    return _undo(request, found.run, found)


def _undo(request: Request, the_run: ImportRun, found: ImportRecord | None) -> HttpResponse:
    try:
        count = operations.undo(actor=request.user, run=the_run, found=found)
    except operations.CannotUndo as refusal:
        return render(
            request, "imports/cannot_undo.html", {"run": the_run, "hindrances": refusal.hindrances}, status=409
        )
    except NotDone as problem:
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


@require_safe
def source(request: Request, version_pk: int) -> HttpResponseBase:
    """The document that a value of the register was read in: the address of a `SourceRef`."""
    found = queries.source(request.user, version_pk)
    if found is None:
        raise Http404
    return serve(found)


def _version(request: Request) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() else 0


def _try(request: Request, act: Callable[[], Any]) -> bool:
    try:
        act()
    except NotDone as problem:
        messages.error(request, str(problem))
        return False
    return True
