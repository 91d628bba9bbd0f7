"""The style guide, and error pages: what happened, why, what to do."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from samverka.foundation.database.busy import is_passing
from samverka.foundation.disk import is_full
from samverka.foundation.ui.styleguide import samples


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "ui/styleguide.html", samples(request))


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _bare("400", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token: an old page, or cookies turned off."""
    return _bare("csrf", 403)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "ui/errors/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever else went wrong. A full disk has a page of its own, and so has a database where two wrote at once and one
    had to give way: there it is not what was sent that is wrong."""
    error = sys.exc_info()[1]
    if is_full(error):
        return _bare("507", 507)
    if is_passing(error):
        busy = _bare("503", 503)
        busy.headers["Retry-After"] = "1"
        return busy
    return _bare("500", 500)


def _bare(name: str, status: int) -> HttpResponse:
    """A page that needs neither user, session nor database."""
    return HttpResponse(render_to_string(f"ui/errors/{name}.html"), status=status)
