"""Reads of jobs, for pages."""

from __future__ import annotations

from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from samverka.foundation.tasks.models import Job


def job(pk: int) -> Job | None:
    """One job with what its progress needs. One query."""
    return Job.objects.select_related("task", "requested_by").filter(pk=pk).first()


def unfinished() -> int:
    """How many jobs wait or run. One query."""
    return Job.objects.filter(task__status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).count()


def is_waiting(work: Task[..., None]) -> bool:
    """Whether a job of this kind waits for a worker. One query."""
    return DBTaskResult.objects.ready().filter(task_path=work.module_path, job__isnull=False).exists()
