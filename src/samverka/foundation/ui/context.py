"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """`day`, `as_of`, `demo`, `demo_today`: the day of the page and whether this is the demonstration."""
    return {
        "day": getattr(request, "day", None),
        "as_of": getattr(request, "as_of", False),
        "demo": settings.DEMO,
        "demo_today": settings.TODAY,
    }
