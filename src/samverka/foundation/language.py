"""The register's own language, beside the language that somebody reads its pages in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation

P = ParamSpec("P")
R = TypeVar("R")


def in_swedish(make: Callable[P, R]) -> Callable[P, R]:
    """For what is no page but is stored or printed: the log and a list say the same whatever language who wrote or fetched
    them has chosen, and a printed list can be read in again."""

    @wraps(make)
    def made(*args: P.args, **named: P.kwargs) -> R:
        with translation.override(settings.LANGUAGE_CODE):
            return make(*args, **named)

    return made
