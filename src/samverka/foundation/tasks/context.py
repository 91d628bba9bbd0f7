"""What a running job holds in its hand, and how a function becomes a job."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task

from samverka.foundation.accounts.models import User
from samverka.foundation.tasks.models import Job
from samverka.foundation.tasks.operations import write_held

P = ParamSpec("P")
SHOW_EVERY = 0.25  # seconds between two writes of progress: a page cannot show more


class JobFailed(Exception):
    """The job cannot be done and trying again would not help. `str()` is a Swedish sentence for the user."""


class Stopping(BaseException):
    """The worker is about to stop; the job goes on later from its last step. Not an `Exception`, so that no job swallows it."""


class JobContext:
    """Progress and steps of one attempt at a job."""

    def __init__(self, job: Job, *, is_stopping: Callable[[], bool] = lambda: False) -> None:
        self._job = job
        self._is_stopping = is_stopping
        self._shown_at = float("-inf")

    @property
    def actor(self) -> User | None:
        """Who asked for the work."""
        return self._job.requested_by

    @property
    def reached(self) -> dict[str, Any]:
        """What the last committed step said; empty at the first attempt."""
        return dict(self._job.checkpoint)

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Tells the user how far the work has come. Cheap to call often. Seen by others when the transaction it is
        called in commits. Raises `Stopping` or `JobLost`, which the job must let through."""
        self._check()
        now = time.monotonic()
        if now - self._shown_at < SHOW_EVERY and done < total and message == self._job.message:
            return
        self._shown_at = now
        write_held(self._job, progress_done=done, progress_total=total, message=message[:300])

    @contextmanager
    def step(self, **reached: Any) -> Iterator[None]:
        """A transaction for the writes of one step together with the new place: after a crash the job sees `reached`
        exactly when the writes were committed."""
        self._check()
        with transaction.atomic():
            yield
            write_held(self._job, checkpoint=reached)

    def _check(self) -> None:
        if self._is_stopping():
            raise Stopping


def job(function: Callable[Concatenate[JobContext, P], None]) -> Task[P, None]:
    """Makes a module-level function with a first argument named `context` into work for `enqueue`."""
    return task(takes_context=True)(function)  # type: ignore[arg-type]  # our context instead of the library's
