"""A thousand minutes read and brought in, in one process: time, progress, and memory that does not grow."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import papers

MINUTES, EACH = 1000, 100
GROWTH_BAR = 1.2


def run(count: int = MINUTES) -> bool:
    """In a new process with a database of its own; prints as it goes, and tells whether the bars are kept."""
    with tempfile.TemporaryDirectory(prefix="samverka-bench-") as folder:
        surroundings = os.environ | {"SAMVERKA_DATA": folder, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        command = [sys.executable, "-m", "bench.importing", str(count)]
        return subprocess.run(command, env=surroundings, check=False).returncode == 0


def resident() -> int:
    """MB of memory that this process holds now; 0 where /proc does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def _measure(count: int) -> bool:
    import django

    django.setup()
    actor = _prepare()
    print(f"\n{count} minutes read and brought in ({len(papers.minutes(1)) // 1000} kB each)")
    print(f"{'done':>6}{'s':>8}{'CPU ms each':>13}{'MB':>6}")
    told, began, last, brought_in = [], time.perf_counter(), time.process_time(), 0
    for number in range(count):
        brought_in += _bring_in(actor, number)
        if (number + 1) % min(EACH, count) == 0:
            told.append(resident())
            each = (time.process_time() - last) * 1000 / min(EACH, count)
            print(f"{number + 1:>6}{time.perf_counter() - began:>8.1f}{each:>13.0f}{told[-1]:>6}", flush=True)
            last = time.process_time()
    from samverka.meetings.models import Meeting

    growth = told[-1] / told[0] if told[0] else 1.0
    print(
        f"{Meeting.objects.count()} meetings; memory at the end {growth:.2f} × that after {EACH} (bar {GROWTH_BAR} ×)"
    )
    return growth <= GROWTH_BAR and brought_in == count == Meeting.objects.count()


def _prepare():  # type: ignore[no-untyped-def]
    from django.core.management import call_command

    from samverka.forums.operations import load_known_forums
    from samverka.foundation.accounts.operations import create_user
    from samverka.foundation.accounts.states import CountyRole
    from samverka.principals.operations import load_county

    call_command("migrate", verbosity=0)
    load_county(actor=None, code="23")
    load_known_forums(actor=None, county_code="23")
    return create_user(username="bench", name="Bengt Bänk", password=None, roles=[CountyRole.COORDINATOR])


def _bring_in(actor, number: int) -> int:  # type: ignore[no-untyped-def]
    """As `samverka import --apply`: 1 if something of it was certain and is in the register."""
    from django.db import reset_queries

    from samverka.imports.operations import apply_run, read_run, request_apply, start_import

    run, _new = start_import(actor=actor, data=papers.minutes(number).encode(), filename=f"protokoll-{number}.txt")
    read_run(run=run)
    run.refresh_from_db()
    request_apply(actor=actor, run=run, version=run.version)
    reset_queries()
    return min(1, apply_run(actor=actor, run=run))


if __name__ == "__main__":
    sys.exit(0 if _measure(int(sys.argv[1])) else 1)
