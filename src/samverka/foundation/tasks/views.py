"""The progress of a job, and whether the installation is well."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samverka.foundation.tasks import queries
from samverka.foundation.tasks.permissions import FOLLOW


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment `tasks/_job.html`, which asks for itself again until the job has ended."""
    job = queries.job(pk)
    if job is None or not FOLLOW(request.user, job):
        raise Http404
    response = render(request, "tasks/_job.html", {"job": job})
    if job.is_finished and request.GET.get("pagar"):
        response["HX-Refresh"] = "true"  # the page around it shows what the job has made
    return response


@require_safe
@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """Whether the database answers and how many jobs wait: for the one who runs the installation. No login."""
    try:
        return JsonResponse({"database": True, "jobs": queries.unfinished()})
    except DatabaseError:
        return JsonResponse({"database": False}, status=503)
