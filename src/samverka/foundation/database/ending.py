"""Work at the end of a transaction, in the transaction.

An operation writes a record first and what hangs on it afterwards; whoever must see all of it (the search index) cannot
be called in between. What has been asked for runs once, just before the outermost transaction commits; if it fails,
nothing is committed. A transaction that is rolled back forgets it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Work = Callable[[], None]
W = TypeVar("W", bound=Work)


def at_the_end(key: Hashable, make: Callable[[], W]) -> W:
    """The work that is run once before the transaction commits: what `make` gives, or what it gave when it was first
    asked for under this `key` in this transaction. Raises `TypeError` on a database that nobody ends this way, and
    `RuntimeError` outside a transaction, which has no end."""
    connection = _connection()
    if not connection.in_atomic_block and connection.get_autocommit():
        raise RuntimeError("there is no transaction whose end to wait for")
    work: W = connection.at_the_end.setdefault(key, make())  # type: ignore[assignment]
    return work


def end_early() -> None:
    """Runs now what waits for the end, for whoever must see it in the same transaction."""
    _connection().end_work()


def _connection() -> EndingTransactions:
    connection = connections[DEFAULT_DB_ALIAS]
    if not isinstance(connection, EndingTransactions):
        raise TypeError("set ENGINE to one of samverka.foundation.database")
    return connection


class EndingTransactions(BaseDatabaseWrapper):
    """Mixed into a database wrapper of Django's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at_the_end: dict[Hashable, Work] = {}

    def end_work(self) -> None:
        while self.at_the_end:
            self.at_the_end.pop(next(iter(self.at_the_end)))()

    def commit(self) -> None:
        try:
            self.end_work()
        except BaseException:
            self.rollback()
            raise
        super().commit()

    def rollback(self) -> None:
        self.at_the_end.clear()
        super().rollback()

    def close(self) -> None:
        self.at_the_end.clear()
        super().close()
