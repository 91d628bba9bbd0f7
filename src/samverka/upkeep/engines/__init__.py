"""SQLite and PostgreSQL: how each gives a copy of one moment, and takes one in.

Both work below Django's models: a copy must be possible while the database is older than the program, which is just when
one is wanted.
"""

from __future__ import annotations

from django.db import connection

from samverka.upkeep.engines.base import Engine
from samverka.upkeep.engines.postgresql import PostgreSQL
from samverka.upkeep.engines.sqlite import SQLite


def engine() -> Engine:
    """That of this installation."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
