"""Waits out a database that is busy for the moment, instead of failing."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

from samverka.foundation.database.busy import is_passing

P = ParamSpec("P")
T = TypeVar("T")
TRIES = 6
FIRST_WAIT = 0.05


def retry_when_locked(function: Callable[P, T]) -> Callable[P, T]:
    """Runs `function` again, after growing pauses, when the database was locked. Inside an outer transaction it runs
    once: only the whole transaction can be tried again, and its owner must do that."""

    @functools.wraps(function)
    def patient(*args: P.args, **kwargs: P.kwargs) -> T:
        wait = FIRST_WAIT
        for _attempt in range(TRIES - 1):
            try:
                return function(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not is_passing(error):
                    raise
            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311 - spreads waiting workers, guards nothing
            wait *= 2
        return function(*args, **kwargs)

    return patient
