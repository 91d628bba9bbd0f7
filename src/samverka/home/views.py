"""Läget: what needs me, what is late, what lapses, next meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samverka.foundation.accounts.http import Request
from samverka.home import queries


@require_safe
def overview(request: Request) -> HttpResponse:
    return render(request, "home/overview.html", {"overview": queries.overview(request.user, request.day)})
