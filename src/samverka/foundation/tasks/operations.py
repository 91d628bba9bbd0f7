"""Jobs put in the queue, taken up, moved forward, finished, given back.

A worker's writes are conditional on the job still naming it as holder, so that one that was thought dead and comes
back writes nothing over its successor.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from samverka.foundation.accounts.models import User
from samverka.foundation.tasks.locking import retry_when_locked
from samverka.foundation.tasks.models import Job

MAX_ATTEMPTS = 3
STALE = dt.timedelta(seconds=60)  # a worker beats every few seconds; SQLite may keep it waiting for a long transaction


class JobLost(BaseException):
    """Another worker has the job now: stop at once and write nothing. Not an `Exception`, so that no job swallows it."""


@transaction.atomic
def enqueue(work: Task[..., None], *, actor: User | None, title: str, **arguments: Any) -> Job:
    """Puts a `@job` function in the queue with JSON `arguments`; it starts when the caller's transaction has committed.
    `title` tells the user what goes on ("Läser balanslista.docx"). Raises `TypeError` for arguments JSON cannot hold."""
    result = work.enqueue(**arguments)
    return Job.objects.create(task_id=result.id, title=title[:200], requested_by=actor)


@retry_when_locked
@transaction.atomic
def claim_next() -> Job | None:
    """The oldest waiting job, now held by this process; None if none waits."""
    while True:
        task = DBTaskResult.objects.ready().filter(job__isnull=False).first()
        if task is None:
            return None
        holder = f"{socket.gethostname()[:200]}:{os.getpid()}:{secrets.token_hex(4)}"
        taken = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.READY).update(
            status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=[*task.worker_ids, holder]
        )
        if taken:
            Job.objects.filter(task=task).update(holder=holder, heartbeat_at=timezone.now())
            return Job.objects.select_related("task", "requested_by").get(task=task)


@retry_when_locked
def write_held(job: Job, **values: Any) -> None:
    """Sets `values` and the heartbeat. Raises `JobLost` if the job has gone to another worker."""
    if not Job.objects.filter(pk=job.pk, holder=job.holder).update(heartbeat_at=timezone.now(), **values):
        raise JobLost(job.pk)
    for name, value in values.items():
        setattr(job, name, value)


@retry_when_locked
@transaction.atomic
def finish(job: Job) -> None:
    _close(job, TaskResultStatus.SUCCESSFUL, error="")


@retry_when_locked
@transaction.atomic
def fail(job: Job, *, error: str) -> None:
    """Ends the job with a Swedish sentence for the user."""
    _close(job, TaskResultStatus.FAILED, error=error)


def _close(job: Job, status: TaskResultStatus, *, error: str) -> None:
    held = job.holder
    write_held(job, error=error, holder="")
    DBTaskResult.objects.filter(pk=job.task_id).update(status=status, finished_at=timezone.now())
    job.task.status = status
    job.holder = held


@retry_when_locked
@transaction.atomic
def put_back(job: Job, *, counted: bool = True) -> None:
    """Lets the job start again from its last committed step; after `MAX_ATTEMPTS` it fails instead.
    `counted` False: the worker was asked to stop, which is not the job's fault."""
    tries = job.task.worker_ids if counted else job.task.worker_ids[:-1]
    if len(tries) >= MAX_ATTEMPTS:
        error = ngettext(
            "Arbetet avbröts %(count)s gång utan att bli klart och görs inte om av sig självt.",
            "Arbetet avbröts %(count)s gånger utan att bli klart och görs inte om av sig självt.",
            len(tries),
        ) % {"count": len(tries)}  # fmt: skip
        return _close(
            job, TaskResultStatus.FAILED, error=error + " " + _("Försök igen, eller kontakta den som sköter Samverka.")
        )
    write_held(job, holder="")
    DBTaskResult.objects.filter(pk=job.task_id).update(status=TaskResultStatus.READY, worker_ids=tries)
    job.task.status = TaskResultStatus.READY
    return None


@transaction.atomic
def try_again(job: Job, *, actor: User) -> None:
    """Puts a failed job back in the queue, with all its attempts; anything else is left as it is."""
    updated = DBTaskResult.objects.filter(pk=job.task_id, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, worker_ids=[], finished_at=None
    )
    if updated:
        Job.objects.filter(pk=job.pk).update(error="", message="", requested_by=actor)


def restart_lost(*, now: dt.datetime | None = None) -> list[Job]:
    """Finds jobs whose worker has died and puts them back. Dead: its process is gone from this machine, or its
    heartbeat is older than `STALE`. Called by each worker at its start and now and then when it is idle."""
    stale_before = (now or timezone.now()) - STALE
    running = Job.objects.select_related("task").filter(task__status=TaskResultStatus.RUNNING)
    lost = [
        job
        for job in running.filter(~Q(holder=""))
        if job.heartbeat_at is None or job.heartbeat_at < stale_before or _is_gone(job.holder)
    ]
    restarted = []
    for job in lost:
        try:
            put_back(job)
        except JobLost:  # another worker found it first, or it was alive and ended
            continue
        restarted.append(job)
    return restarted


def _is_gone(holder: str) -> bool:
    """Whether the holder was a process of this machine that no longer runs. A worker runs one job at a time and asks
    only when idle, so one held under its own number is from an earlier life. Other systems than POSIX cannot ask
    without harm; there the heartbeat decides."""
    host, process, _token = holder.rsplit(":", 2)
    if host != socket.gethostname()[:200]:
        return False
    if int(process) == os.getpid():
        return True
    if os.name != "posix":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def forget_finished(*, older_than: dt.timedelta = dt.timedelta(days=90)) -> int:
    """Removes finished jobs of long ago; what they did stands in the log. Gives how many."""
    old = Job.objects.filter(task__finished_at__lt=timezone.now() - older_than)
    return DBTaskResult.objects.filter(job__in=old).delete()[1].get(Job._meta.label, 0)
