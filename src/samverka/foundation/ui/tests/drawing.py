"""Draws a piece of template with the kit's components, as a page would."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

DAY = dt.date(2024, 5, 20)


def request_for(path: str = "/", **attributes: Any) -> HttpRequest:
    request: Any = RequestFactory().get(path)
    request.user, request.day, request.as_of = AnonymousUser(), DAY, False
    for name, value in attributes.items():
        setattr(request, name, value)
    return request


def drawn(source: str, path: str = "/", **context: Any) -> str:
    """The HTML with white space collapsed."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    return " ".join(template.render(context, request_for(path)).split())
