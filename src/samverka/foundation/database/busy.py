"""A database that is busy for the moment, told from one that fails."""

from __future__ import annotations

# PostgreSQL: serialization failure, deadlock, lock not available.
_PASSING = frozenset({"40001", "40P01", "55P03"})


def is_passing(error: BaseException | None) -> bool:
    """Whether the error, or what it came from, means "busy, try again": SQLite's locked or busy, PostgreSQL's deadlock and kin."""
    while error is not None:
        if getattr(error, "sqlstate", None) in _PASSING:
            return True
        text = str(error).casefold()
        if "database is locked" in text or "table is locked" in text or "database is busy" in text:
            return True
        error = error.__cause__ or error.__context__
    return False
