"""Whether the database answers, fits the program, and is set up as it should be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from samverka.foundation.audit.models import AuditEntry
from samverka.principals.models import County
from samverka.upkeep.checking.findings import Finding, error, good, warning
from samverka.upkeep.engines import engine
from samverka.upkeep.starting import has_administrator
from samverka.upkeep.version import program_version, unknown_migrations, waiting_migrations

SKEW = dt.timedelta(minutes=2)


def check() -> Iterator[Finding]:
    """Stops at the first thing that the rest depends on."""
    title = "Databas"
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        first = str(problem).strip().splitlines()[0]
        yield error(
            "database", title, f"{engine().title} svarar inte: {first}.",
            "Kontrollera att databasen är igång, och namn och lösenord i SAMVERKA_DATABASE."
            if connection.vendor == "postgresql"
            else "Kontrollera SAMVERKA_DATA och rättigheterna till mappen.",
        )  # fmt: skip
        return
    try:
        if fault := _version():
            yield fault
            return
        yield good(
            "database",
            title,
            f"{engine().title} {_server_version()} svarar. Programmet är version {program_version()}.",
        )
        yield from _settings()
        yield from _contents()
    except DatabaseError as problem:
        yield error("database", title, f"Databasen är skadad eller ofullständig: {problem}.", "Kör samverka verify.")


def _version() -> Finding | None:
    title = "Databasens version"
    if unknown := unknown_migrations():
        return error(
            "version", title, f"Databasen är gjord av en nyare version av Samverka än {program_version()} ({len(unknown)} ändringar är okända).",
            "Installera den nyare versionen.",
        )  # fmt: skip
    waiting = waiting_migrations()
    if waiting and engine().is_empty():
        return error("version", title, "Databasen är inte skapad än.", "Kör: samverka init --county 23")
    if waiting:
        return error(
            "version", title, f"Databasen är äldre än programmet: {waiting} ändringar återstår.",
            "Ta en säkerhetskopia (samverka backup) och kör sedan samverka migrate.",
        )  # fmt: skip
    return None


def _server_version() -> str:
    if connection.vendor == "postgresql":
        return ".".join(str(part) for part in connection.get_database_version())
    return str(_asked("SELECT sqlite_version()"))


def _settings() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        mode = _asked("PRAGMA journal_mode")
        if mode != "wal":
            yield warning(
                "journal", "Databasens journal", f"SQLite använder läget ”{mode}”, så läsare och skrivare väntar på varandra.",
                "Lägg datamappen på en lokal disk; nätverksdiskar klarar inte läget WAL.",
            )  # fmt: skip
        return
    skew = abs(timezone.now() - _asked("SELECT clock_timestamp()"))
    if skew > SKEW:
        yield warning(
            "skew",
            "Databasens klocka",
            f"Den skiljer {int(skew.total_seconds())} sekunder från den här datorns.",
            "Ställ båda genom en tidsserver.",
        )


def _contents() -> Iterator[Finding]:
    if not has_administrator():
        yield error(
            "administrator",
            "Administratör",
            "Ingen aktiv användare är administratör.",
            "Kör: samverka init --county 23",
        )
    codes = set(County.objects.values_list("code", flat=True))
    if settings.COUNTY not in codes:
        there = f"registret är gjort för {', '.join(sorted(codes))}" if codes else "registret har inget län"
        yield error(
            "county_data",
            "Län i registret",
            f"SAMVERKA_COUNTY är {settings.COUNTY}, men {there}.",
            "Rätta SAMVERKA_COUNTY, eller kör samverka init.",
        )
    newest = AuditEntry.objects.order_by("-pk").values_list("at", flat=True).first()
    if newest and newest > timezone.now() + SKEW:
        yield error(
            "clock_data", "Klocka", f"Den senaste händelsen i historiken är från {timezone.localtime(newest):%Y-%m-%d %H:%M}, som inte har varit än.",
            "Datorns klocka går eller har gått fel. Ställ den genom en tidsserver.",
        )  # fmt: skip


def _asked(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
