"""Django's postgresql whose transactions end as `foundation.database.ending` says."""

from __future__ import annotations

from django.db.backends.postgresql import base

from samverka.foundation.database.ending import EndingTransactions


class DatabaseWrapper(EndingTransactions, base.DatabaseWrapper):
    pass
