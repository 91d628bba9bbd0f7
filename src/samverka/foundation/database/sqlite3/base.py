"""Django's sqlite3 whose transactions end as `foundation.database.ending` says."""

from __future__ import annotations

from django.db.backends.sqlite3 import base

from samverka.foundation.database.ending import EndingTransactions


class DatabaseWrapper(EndingTransactions, base.DatabaseWrapper):
    pass
