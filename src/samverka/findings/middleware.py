"""After a request that has written something, links and findings follow."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samverka.findings.operations.following import TooMuch, entries_to_follow, follow_log
from samverka.findings.tasks import follow_later

log = logging.getLogger(__name__)
MOST_ENTRIES, MOST_TEXTS = 300, 400
"""Of the log followed, and of texts read again, while the user waits; more is a job."""


class FollowLogMiddleware:
    """What the user has just corrected is right on the page that comes next. If it cannot be done now, it is done after
    the next change: nothing is lost, and the user's own change stands."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400:
            try:
                if (waiting := entries_to_follow()) > MOST_ENTRIES:
                    follow_later()
                elif waiting:
                    follow_log(at_most=MOST_TEXTS)
            except TooMuch:
                follow_later()
            except Exception:  # the user's change is made: an error here is ours, and it is tried again after the next
                log.exception("Links and findings could not follow the log this time")
        return response
