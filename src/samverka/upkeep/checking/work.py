"""What runs and what waits: server, worker, jobs, backups. Asked only when the database answers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import TaskResultStatus

from samverka.foundation.disk import at_work
from samverka.foundation.tasks.models import Job
from samverka.foundation.tasks.operations import STALE
from samverka.upkeep.backing_up import LAST
from samverka.upkeep.checking.findings import Finding, error, good, note, warning

PATIENCE = dt.timedelta(minutes=2)
OLD_BACKUP = dt.timedelta(days=8)
RECENT = dt.timedelta(days=7)


def check() -> Iterator[Finding]:
    running = at_work(Path(settings.DATA))
    yield _server(running)
    yield _worker(running)
    yield from _jobs()
    yield _backup()


def _server(running: list[str]) -> Finding:
    if "server" in running:
        return good("server", "Webbserver", "Igång.")
    return note("server", "Webbserver", "Inte igång med den här datamappen.", "Starta med samverka run.")


def _worker(running: list[str]) -> Finding:
    """One on another machine, with the same PostgreSQL, is known by what it does: nothing waits for long."""
    title = "Bakgrundsarbetare"
    waiting = Job.objects.filter(
        task__status=TaskResultStatus.READY, requested_at__lt=timezone.now() - PATIENCE
    ).count()
    if "worker" in running:
        return good("worker", title, f"Igång. {waiting} arbeten har väntat en stund." if waiting else "Igång.")
    if waiting:
        return error(
            "worker",
            title,
            f"Inte igång, och {waiting} arbeten väntar.",
            "Starta med samverka run, eller samverka worker.",
        )
    if "server" in running:
        return error("worker", title, "Inte igång, fast webbservern är det.", "Starta om Samverka.")
    return note("worker", title, "Inte igång. Inget arbete väntar.", "Startas av samverka run.")


def _jobs() -> Iterator[Finding]:
    now = timezone.now()
    silent = Job.objects.filter(task__status=TaskResultStatus.RUNNING, heartbeat_at__lt=now - STALE - PATIENCE).count()
    if silent:
        yield warning(
            "stale", "Avbrutna arbeten", f"{silent} arbeten har inte gett något livstecken på länge.",
            "De tas upp igen när bakgrundsarbetaren startar. Starta om Samverka om den redan är igång.",
        )  # fmt: skip
    failed = Job.objects.filter(task__status=TaskResultStatus.FAILED, task__finished_at__gt=now - RECENT).count()
    if failed:
        yield note(
            "failed",
            "Misslyckade arbeten",
            f"{failed} arbeten den senaste veckan.",
            "Den som startade dem ser varför. Felen står i loggen.",
        )


def _backup() -> Finding:
    title = "Säkerhetskopia"
    do = "Ta en varje natt: samverka backup MAPP --keep 14. Se docs/operations.md."
    try:
        last = json.loads((Path(settings.DATA) / LAST).read_text("utf-8"))
        at = dt.datetime.fromisoformat(last["at"])
        age = timezone.now() - at
    except FileNotFoundError:
        return warning("backup", title, "Ingen säkerhetskopia har tagits med samverka backup.", do)
    except (OSError, ValueError, KeyError, TypeError):
        return warning("backup", title, "Det går inte att läsa när den senaste säkerhetskopian togs.", do)
    says = f"Den senaste togs {timezone.localtime(at):%Y-%m-%d %H:%M}: {last.get('path')}."
    if age > OLD_BACKUP:
        return warning("backup", title, f"{says} Det är {age.days} dagar sedan.", do)
    if last.get("missing"):
        return error("backup", title, f"{says} Den saknar {last['missing']} filer.", "Kör samverka verify.")
    return good("backup", title, says)
