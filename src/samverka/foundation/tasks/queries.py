"""Reads of jobs, for pages."""

from __future__ import annotations

from django_tasks import TaskResultStatus

from samverka.foundation.tasks.models import Job


def job(pk: int) -> Job | None:
    """One job with what its progress needs. One query."""
    return Job.objects.select_related("task", "requested_by").filter(pk=pk).first()


def unfinished() -> int:
    """How many jobs wait or run. One query."""
    return Job.objects.filter(task__status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).count()
