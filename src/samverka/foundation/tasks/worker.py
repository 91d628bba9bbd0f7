"""Takes jobs from the queue and runs them, one at a time, until asked to stop."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, OperationalError, close_old_connections, connection
from django.utils.translation import gettext as _

from samverka.foundation.database.busy import is_passing
from samverka.foundation.disk import is_full
from samverka.foundation.tasks.context import JobContext, JobFailed, Stopping
from samverka.foundation.tasks.models import Job
from samverka.foundation.tasks.operations import (
    JobLost,
    claim_next,
    fail,
    finish,
    forget_finished,
    put_back,
    restart_lost,
    write_held,
)

log = logging.getLogger(__name__)
BEAT_EVERY = 5.0
LOOK_EVERY = 0.5
SEARCH_LOST_EVERY = 15.0


class Worker:
    """`stop()` may be called from a signal handler or another thread."""

    def __init__(self) -> None:
        self._stopping = False
        self._searched_at = float("-inf")

    def stop(self) -> None:
        self._stopping = True

    def is_stopping(self) -> bool:
        return self._stopping

    def run(self) -> None:
        """Works until `stop()`; a database that is away for a while is waited for. Tidies away old jobs once a start."""
        forgotten = False
        while not self._stopping:
            close_old_connections()
            try:
                if not forgotten:
                    forget_finished()
                    forgotten = True
                worked = self.run_one()
            except Error:
                log.exception("The queue could not be read; trying again")
                connection.close()
                worked = False
            if not worked and not self._stopping:
                time.sleep(LOOK_EVERY)

    def run_waiting(self) -> int:
        """Runs what waits now and what that leads to, then returns how many jobs were run. For tests and commands."""
        count = 0
        while not self._stopping and self.run_one():
            count += 1
        return count

    def run_one(self) -> bool:
        """Runs the oldest waiting job; False if none waits."""
        self._search_lost()
        job = claim_next()
        if job is None:
            return False
        self._attempt(job)
        return True

    def _search_lost(self) -> None:
        now = time.monotonic()
        if now - self._searched_at < SEARCH_LOST_EVERY:
            return
        self._searched_at = now
        for job in restart_lost():
            log.warning("Job %s had lost its worker (attempt %s): %s", job.pk, job.attempts, job.state)

    def _attempt(self, job: Job) -> None:
        try:
            self._run(job)
        except JobLost:
            log.warning("Job %s went to another worker", job.pk)

    def _run(self, job: Job) -> None:
        context = JobContext(job, is_stopping=self.is_stopping)
        try:
            with _heartbeat(job):
                job.task.task.func(context, **job.task.args_kwargs["kwargs"])
            finish(job)
        except Stopping:
            put_back(job, counted=False)
        except JobFailed as failure:
            fail(job, error=str(failure))
        except OperationalError as error:
            if not is_passing(error):
                _fail_unexpectedly(job)
            else:
                log.warning("Job %s met a locked database; it is put back", job.pk)
                put_back(job)
        except Exception:  # noqa: BLE001 - whatever a job raises is told to its user, and the worker goes on
            _fail_unexpectedly(job)


def _fail_unexpectedly(job: Job) -> None:
    """Called while the error is handled: it goes to the log, and a sentence without its details to the user."""
    log.error("Job %s failed", job.pk, exc_info=True)  # noqa: LOG014 - the handler is in the caller
    if is_full(sys.exc_info()[1]):
        fail(
            job,
            error=_(
                "Serverns disk är full. Inget är halvt infört. Säg till den som sköter Samverka och försök igen sedan."
            ),
        )
        return
    error = _(
        "Arbetet avbröts av ett fel i Samverka; inget är halvt infört. Försök igen. "
        "Händer det igen, säg till den som sköter Samverka och ange nummer %(number)s."
    )
    fail(job, error=error % {"number": job.pk})


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Tells every few seconds, from a thread with a connection of its own, that the worker lives."""
    ended = threading.Event()

    def beat() -> None:
        try:
            while not ended.wait(BEAT_EVERY):
                try:
                    write_held(job)
                except Error:
                    log.warning("No heartbeat for job %s this time", job.pk, exc_info=True)
                except JobLost:
                    return
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=BEAT_EVERY)


def stop_with_parent(worker: Worker) -> None:
    """Stops the worker when its parent closes its end of our standard input, or dies: the same on every system."""

    def watch() -> None:
        while sys.stdin.buffer.read(1):
            pass
        worker.stop()

    threading.Thread(target=watch, name="parent", daemon=True).start()
