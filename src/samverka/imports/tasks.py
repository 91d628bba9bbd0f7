"""Reading and bringing in, outside the request. Both may run twice without harm."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.foundation.accounts.models import User
from samverka.foundation.tasks.context import JobContext, job
from samverka.foundation.tasks.operations import enqueue
from samverka.imports import operations
from samverka.imports.models import ImportRun
from samverka.imports.states import RunState


@job
def read_document(context: JobContext, run_pk: int) -> None:
    run = ImportRun.objects.select_related("source__file", "uploaded_by").get(pk=run_pk)
    if run.state == RunState.READING:
        operations.read_run(run=run, progress=context.progress)


@job
def apply_import(context: JobContext, run_pk: int) -> None:
    run = ImportRun.objects.get(pk=run_pk)
    actor = context.actor
    if actor is not None:
        operations.apply_run(actor=actor, run=run, progress=context.progress)


@transaction.atomic
def start_reading(*, actor: User, data: bytes, filename: str) -> tuple[ImportRun, bool]:
    """Takes in a file and puts its reading in the queue. As `operations.start_import`."""
    run, new = operations.start_import(actor=actor, data=data, filename=filename)
    if new:
        queued = enqueue(read_document, actor=actor, title=_("Läser %(name)s") % {"name": filename}, run_pk=run.pk)
        operations.attach_job(run=run, job=queued)
    return run, new


@transaction.atomic
def start_applying(*, actor: User, run: ImportRun, version: int) -> None:
    """Puts the bringing in in the queue. As `operations.request_apply`."""
    operations.request_apply(actor=actor, run=run, version=version)
    queued = enqueue(apply_import, actor=actor, title=_("För in %(name)s") % {"name": run}, run_pk=run.pk)
    operations.attach_job(run=run, job=queued)
