"""Reading and bringing in, outside the request. Both may run twice without harm."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.audit.operations import NotDone
from samverka.foundation.tasks.context import JobContext, JobFailed, job
from samverka.foundation.tasks.operations import enqueue, try_again
from samverka.foundation.tasks.states import JobState
from samverka.imports import operations
from samverka.imports.models import ImportRun
from samverka.imports.states import RunState

LONG = 500  # effects: some seconds
MOST_HINDRANCES = 50
STUCK = (RunState.READING, RunState.APPLYING)


@job
def read_document(context: JobContext, run_pk: int) -> None:
    run = ImportRun.objects.select_related("source__file", "uploaded_by").get(pk=run_pk)
    if run.state == RunState.READING:
        operations.read_run(run=run, progress=context.progress)


@job
def apply_import(context: JobContext, run_pk: int) -> None:
    run = ImportRun.objects.get(pk=run_pk)
    actor = context.actor
    assert actor is not None, "somebody asked for the import to be brought in"
    context.progress(
        0, 0, _("För in i registret")
    )  # seen at once; what is told inside the transaction is seen after it
    operations.apply_run(actor=actor, run=run, progress=context.progress)


@job
def undo_import(context: JobContext, run_pk: int) -> None:
    actor = context.actor
    assert actor is not None, "somebody asked for the import to be undone"
    context.progress(0, 0, _("Ångrar"))
    try:
        operations.undo(actor=actor, run=ImportRun.objects.get(pk=run_pk))
    except operations.CannotUndo as refusal:
        raise JobFailed(_in_words(refusal)) from refusal
    except NotDone as problem:
        raise JobFailed(str(problem)) from problem


def _in_words(refusal: operations.CannotUndo) -> str:
    """As the page of hindrances says it; a long list is cut, since the rest stands in the way of nothing by itself."""
    named = [f"{each.label}: {each.reason}" for each in refusal.hindrances[:MOST_HINDRANCES]]
    more = len(refusal.hindrances) - len(named)
    rest = [_("och %(count)s till") % {"count": more}] if more else []
    return " ".join([str(refusal), *named, *rest])


@transaction.atomic
def start_reading(*, actor: User, data: bytes, filename: str) -> tuple[ImportRun, bool]:
    """Takes in a file and puts its reading in the queue. As `operations.start_import`."""
    run, new = operations.start_import(actor=actor, data=data, filename=filename)
    if new:
        _queue_reading(actor, run)
    return run, new


@transaction.atomic
def resume_reading(*, actor: User, run: ImportRun, leave_out: bool = False) -> None:
    """Puts the reading of a run that waits for its pictures in the queue again. As `operations.resume`."""
    operations.resume(actor=actor, run=run, leave_out=leave_out)
    _queue_reading(actor, run)


def _queue_reading(actor: User, run: ImportRun) -> None:
    title = _("Läser %(name)s") % {"name": run.source.filename}
    operations.attach_job(run=run, job=enqueue(read_document, actor=actor, title=title, run_pk=run.pk))


@transaction.atomic
def start_applying(*, actor: User, run: ImportRun, version: int) -> bool:
    """Puts the bringing in in the queue; False if it is there already. As `operations.request_apply`."""
    if not operations.request_apply(actor=actor, run=run, version=version):
        return False
    queued = enqueue(apply_import, actor=actor, title=_("För in %(name)s") % {"name": run}, run_pk=run.pk)
    operations.attach_job(run=run, job=queued)
    return True


@transaction.atomic
def start_undoing(*, actor: User, run: ImportRun) -> None:
    """Puts the undoing of a long import in the queue, unless work on it is under way."""
    if run.job is not None and not run.job.is_finished:
        return
    queued = enqueue(undo_import, actor=actor, title=_("Ångrar %(name)s") % {"name": run}, run_pk=run.pk)
    operations.attach_job(run=run, job=queued)


def is_long(run: ImportRun) -> bool:
    """Whether undoing it takes longer than a page may."""
    return run.effects.filter(undone=False).count() > LONG


def is_stuck(run: ImportRun) -> bool:
    """Whether the work on the run has failed for good, so that a person must say what now."""
    return run.state in STUCK and run.job is not None and run.job.state == JobState.FAILED


@transaction.atomic
def go_on(*, actor: User, run: ImportRun) -> None:
    """Tries the failed work again."""
    if run.job is not None and is_stuck(run):
        try_again(run.job, actor=actor)


@transaction.atomic
def give_up(*, actor: User, run: ImportRun) -> None:
    """Stops trying: a reading has failed, a review is open again. Nothing was brought in."""
    if not is_stuck(run):
        return
    if run.state == RunState.APPLYING:
        operations.give_up_applying(run=run)
    else:
        operations.fail_run(
            run=run,
            failure=_("Läsningen avbröts av ett fel i Samverka. Försök läsa in filen igen, eller spara om den först."),
        )
