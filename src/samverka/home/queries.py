"""What Läget shows, gathered from the areas' own queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samverka.foundation.accounts.models import User
from samverka.imports.models import ImportRun
from samverka.imports.queries import runs_to_review


@dataclass(frozen=True)
class Overview:
    """The page's parts, in its order."""

    imports: list[ImportRun]


def overview(user: User, on: dt.date) -> Overview:
    return Overview(imports=list(runs_to_review(user)[:5]))
