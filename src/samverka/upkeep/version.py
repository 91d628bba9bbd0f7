"""Which version of the program this is, and what its databases look like."""

from __future__ import annotations

from importlib import metadata

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


def program_version() -> str:
    """`0.1.0`; `0` where the program runs without being installed."""
    try:
        return metadata.version("samverka")
    except metadata.PackageNotFoundError:
        return "0"


def is_newer(one: str, other: str) -> bool:
    """Whether version `one` comes after `other`; what is no version is not newer."""
    return _numbers(one) > _numbers(other)


def _numbers(version: str) -> list[int]:
    numbers = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return numbers


def known_migrations() -> frozenset[str]:
    """Every change of the database that this program knows of, as `app.name`."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for each in loader.disk_migrations.values() for key in each.replaces}
    return frozenset(f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced})


def waiting_migrations() -> int:
    """How many changes the program would make to the database. Raises `DatabaseError`."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def unknown_migrations() -> list[str]:
    """Changes made to the database by a newer program. Raises `DatabaseError`."""
    applied = MigrationLoader(connection, ignore_no_migrations=True).applied_migrations
    return sorted({f"{app}.{name}" for app, name in applied} - known_migrations())
