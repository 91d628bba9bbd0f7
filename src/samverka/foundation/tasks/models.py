"""What pages show of a job and what a restart needs; queue, arguments and state are django-tasks' own row."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samverka.foundation.tasks.states import JobState

_STATES = {
    TaskResultStatus.READY: JobState.WAITING,
    TaskResultStatus.RUNNING: JobState.RUNNING,
    TaskResultStatus.SUCCESSFUL: JobState.DONE,
    TaskResultStatus.FAILED: JobState.FAILED,
}


class Job(models.Model):
    """A long work: its progress in words and numbers, the last step that is committed, and who holds it now.

    `error` is a Swedish sentence for the user. `holder` is `host:process:token` of the worker that runs it, new for each
    attempt: whoever writes for the job does so only while the row still names them.
    """

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, related_name="job")
    title = models.CharField(_("arbete"), max_length=200)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    checkpoint = models.JSONField(default=dict)
    holder = models.CharField(max_length=300, blank=True)
    heartbeat_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-pk",)

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> JobState:
        return _STATES[TaskResultStatus(self.task.status)]

    @property
    def is_finished(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def attempts(self) -> int:
        """How many times a worker has taken it up; an orderly stop is not counted."""
        return len(self.task.worker_ids)
