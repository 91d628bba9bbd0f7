"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from samverka.foundation.dates.day import ordinary_day
from samverka.foundation.ui.navigation import menu


def page(request: HttpRequest) -> dict[str, Any]:
    """`day`, `as_of`, `ordinary_day`, `demo`, `demo_today`, `navigation`: the day of the page, whether this is the
    demonstration, and the menu (worked out only if the page draws it)."""
    return {
        "day": getattr(request, "day", None),
        "as_of": getattr(request, "as_of", False),
        "ordinary_day": ordinary_day(),
        "demo": settings.DEMO,
        "demo_today": settings.TODAY,
        "navigation": SimpleLazyObject(lambda: menu(request)),
    }
