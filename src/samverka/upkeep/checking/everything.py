"""All checks in turn, as far as each lets the next be made."""

from __future__ import annotations

import os
from collections.abc import Iterator

import django
from django.core.exceptions import ImproperlyConfigured

from samverka.upkeep.checking import environment
from samverka.upkeep.checking.findings import Finding, State, error


def check() -> Iterator[Finding]:
    """Settings first; then, if they can be loaded, everything around them."""
    yield from environment.check(os.environ)
    if problem := _problem_at_start():
        yield problem
        return
    from samverka.upkeep.checking import database, machine, work  # noqa: PLC0415 - need Django to be set up

    yield from machine.check()
    found = []
    for each in database.check():
        found.append(each)
        yield each
    if all(each.state is not State.ERROR or each.name not in {"database", "version"} for each in found):
        yield from work.check()


def _problem_at_start() -> Finding | None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samverka.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        return error("settings", "Inställningar", str(problem), "Rätta det och kör samverka check igen.")
    except OSError as problem:
        where = problem.filename or "SAMVERKA_DATA"
        return error(
            "data", "Datamapp", f"{where} kan inte läsas eller skrivas ({problem.strerror}).",
            "Kör som den användare som Samverka körs som, eller kontrollera SAMVERKA_DATA.",
        )  # fmt: skip
    return None
