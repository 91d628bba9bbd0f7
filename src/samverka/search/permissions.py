"""Who may find what: each area's own rule, asked when somebody searches and never kept."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from samverka.foundation.accounts.models import User
from samverka.foundation.accounts.permissions import Permission, everyone
from samverka.imports.models import ImportRun
from samverka.imports.permissions import seen_runs
from samverka.meetings.models import Meeting
from samverka.meetings.permissions import visible_records

SEARCH = Permission("search.search", _("söka"), _("alla som är inloggade, bland det som de får se"), everyone)


def hidden_holders(user: User) -> frozenset[str]:
    """What keeps its entries from the user: `meeting:12` for a record in draft, `run:3` for a document that is being
    reviewed by others. Everything else that can hold an entry is seen by whoever is logged in. Two queries."""
    seen = visible_records(user)
    records = Meeting.objects.filter(~seen) if seen else Meeting.objects.none()  # an empty condition is: all of them
    runs = ImportRun.objects.exclude(pk__in=seen_runs(user).values("pk"))
    return frozenset(
        (*_named("meeting", records.values_list("pk", flat=True)), *_named("run", runs.values_list("pk", flat=True)))
    )


def _named(kind: str, keys: Iterable[int]) -> Iterable[str]:
    return (f"{kind}:{key}" for key in keys)
