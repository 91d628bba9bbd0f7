"""Jobs that the tests run."""

from __future__ import annotations

import time
import uuid

from django.db import OperationalError

from samverka.foundation.accounts.operations import create_user
from samverka.foundation.tasks.context import JobContext, JobFailed, job


@job
def add_users(context: JobContext, steps: int, pause: float = 0.0) -> None:
    """One user a step, with a name that would let a repeated step be seen."""
    for number in range(context.reached.get("step", 0), steps):
        with context.step(step=number + 1):
            create_user(username=f"steg{number}-{uuid.uuid4().hex[:6]}", name=f"Steg {number}", password=None)
            time.sleep(pause)
        context.progress(number + 1, steps, "Lägger till")


@job
def refuse(context: JobContext) -> None:
    raise JobFailed("Filen är tom.")


@job
def stumble(context: JobContext) -> None:
    raise RuntimeError("ett fel")


@job
def meet_lock(context: JobContext) -> None:
    raise OperationalError("database is locked")
