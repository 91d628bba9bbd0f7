"""What every page needs to know about accounts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from samverka.foundation.accounts.queries import demo_accounts


def demo(request: HttpRequest) -> dict[str, Any]:
    """`demo_accounts`: whom one may become in the demonstration; one query, and only if the page draws the choice."""
    return {"demo_accounts": SimpleLazyObject(demo_accounts) if settings.DEMO else []}
